"""The audit trail as a manager reads it: newest first, narrowed, and never with a
decision that is still hidden from the reader."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from reviews.blind import visible_events
from reviews.figures.filters import Period
from reviews.figures.forms import PeriodForm
from reviews.models import Event
from reviews.moves import BY_THE_MACHINE, OPENING, TOLD, VERBS, Outcome
from reviews.names import STATES, Words
from reviews.names import VERBS as VERB_NAMES

BATCH: Final = 2000
RECORDED: Final = (
    OPENING[0],
    *VERBS,
    *dict.fromkeys(move.verb for move in TOLD),
    *BY_THE_MACHINE,
)
LARGEST_KEY: Final = 2**63 - 1
WRITE_A_NUMBER: Final = _("Write a whole number above 0.")

COLUMNS: Final = (
    "id",
    "at",
    "actor",
    "actor_name",
    "verb",
    "claim",
    "seq",
    "stage_before",
    "stage_after",
    "state_before",
    "state_after",
    "outcome",
    "word",
    "reason",
    "undoes",
    "undone",
    "request_id",
    "hash",
)


def _choose_one_of(words: Sequence[str]) -> Words:
    return format_lazy(_("Choose one of: {words}."), words=", ".join(words))


def _key_field(label: Words, **kwargs: Any) -> forms.IntegerField:
    words = dict.fromkeys(("invalid", "min_value", "max_value"), WRITE_A_NUMBER)
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=LARGEST_KEY,
        error_messages=words,
        **kwargs,
    )


class EventForm(PeriodForm):
    """What narrows the log. ``before`` continues a list under the last event shown."""

    person = forms.ModelChoiceField(
        User.objects.order_by("username"),
        label=_("Person"),
        required=False,
        empty_label=_("Anybody"),
        error_messages={"invalid_choice": _("There is no such person.")},
    )
    verb = forms.ChoiceField(
        label=_("Verb"),
        required=False,
        choices=[
            ("", _("Any")),
            *((verb, VERB_NAMES.get(verb, verb)) for verb in RECORDED),
        ],
        error_messages={"invalid_choice": _choose_one_of(RECORDED)},
    )
    claim = _key_field(_("Claim"))
    outcome = forms.ChoiceField(
        label=_("Decided"),
        required=False,
        choices=[
            ("", _("Anything")),
            *((each.value, STATES[each.value]) for each in Outcome),
        ],
        error_messages={"invalid_choice": _choose_one_of(Outcome.values)},
    )
    before = _key_field(_("Before"), widget=forms.HiddenInput)

    @property
    def given(self) -> dict[str, str]:
        """What narrows the log, as it stands in an address; without the place."""
        return {
            name: self.data[name]
            for name in self.fields
            if name != "before" and self.data.get(name)
        }

    def events(self, person: User | AnonymousUser) -> QuerySet[Event]:
        """The events of a form that is valid, as far as ``person`` may see them."""
        given = self.cleaned_data
        first, last = given["from"], given["to"]
        wanted = {
            "actor": given["person"],
            "verb": given["verb"],
            "claim": given["claim"],
            "at__gte": Period(first, first).start if first else None,
            "at__lt": Period(last, last).end if last else None,
            "pk__lt": given["before"],
        }
        events = Event.objects.filter(
            **{name: value for name, value in wanted.items() if value}
        )
        if given["outcome"]:
            events = events.filter(verb="decide", data__outcome=given["outcome"])
        return visible_events(events, person)


def read_events(events: QuerySet[Event], *, limit: int) -> list[dict[str, Any]]:
    """The newest ``limit`` of ``events``, without the bytes that were hashed."""
    undone = Exists(Event.objects.filter(undoes=OuterRef("pk")))
    plain = [name for name in COLUMNS if name not in ("outcome", "word", "undone")]
    return list(
        events.order_by("-pk").values(
            *plain, outcome=F("data__outcome"), word=F("data__rating"), undone=undone
        )[:limit]
    )


def read_all(events: QuerySet[Event]) -> Iterator[dict[str, Any]]:
    """All of ``events``, a batch at a time: the log may be longer than memory."""
    batch = read_events(events, limit=BATCH)
    while batch:
        yield from batch
        older = events.filter(pk__lt=batch[-1]["id"])
        batch = read_events(older, limit=BATCH) if len(batch) == BATCH else []
