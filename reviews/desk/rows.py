"""One line of the queue: a claim as the page shows it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.html import (
    conditional_escape,
    escape,
    format_html,
    format_html_join,
)
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from claims.linking import read_values
from claims.marks import Span, cut, without_overlaps
from claims.matching.conflicts import COMPARED, Telling
from claims.matching.differences import differing_kinds
from claims.models import Claim, Mention
from claims.recorded import say_recorded
from claims.templatetags.spoken import age, due, exact, inside, moment
from factcheck.formats import person_name
from reviews.desk.differences import KINDS
from reviews.models import Review
from reviews.moves import Stage

CHARACTERS: Final = 140
OUTLETS_NAMED: Final = 2
# More tellings of one claim are compared on its own page.
TELLINGS: Final = 8


@dataclass
class Stated:
    """What the Mentions of a claim add to its line."""

    outlets: dict[int, str] = field(default_factory=dict)
    reasons: Sequence[str] | None = None
    words: set[str] = field(default_factory=set)
    tellings: list[Telling] = field(default_factory=list)

    def add(self, outlet: int, name: str, why: Sequence[str], telling: Telling) -> None:
        self.outlets.setdefault(outlet, name)
        self.reasons = why if self.reasons is None else self.reasons
        self.words |= {each.text for each in telling.values if each.kind in COMPARED}
        self.tellings.append(telling)


@dataclass(frozen=True)
class Row:
    """One claim of the queue, in words ready to be printed: what a template works out
    it works out fifty times a page. ``tick`` is the claim and its version, as the bar
    sends them; ``reasons`` is a list, ``holder`` whom it is with, and what the person
    who looks should know of that."""

    review: Review
    number: str
    tick: str
    url: str
    checked: str
    lang: SafeString | str
    wording: SafeString
    badges: SafeString | str
    outlets: str
    worth: int
    reasons: SafeString
    stage: str
    under: str
    holder: SafeString
    due: SafeString | str
    opened: SafeString | str


class Sayings:
    """What the rows of one page have in common, looked up once."""

    def __init__(self, person: User, ticked: Collection[int] | None) -> None:
        self.person, self.ticked = person, ticked
        self.now = timezone.now()
        self.url = reverse("admin:desk_claim", args=[0])
        self.stages = {stage.value: inside(stage.label) for stage in Stage}
        self.states = {state.value: inside(state.label) for state in Claim.State}
        self.readers = {True: _("two readers"), False: _("one reader")}
        self.nobody = format_html(
            '<span class="quiet-text">{}</span>', pgettext("with", "nobody")
        )
        self.lists: dict[tuple[str, ...], SafeString] = {}

    def under_stage(self, review: Review) -> str:
        """What is said beside the stage: the state once there is one, how many read."""
        state, said = review.claim.state, []
        if state != Claim.State.UNVERIFIED or review.closed_at:
            said.append(self.states[state])
        if not review.closed_at:
            said.append(self.readers[review.second_reader])
        return " · ".join(said)

    def listed(self, reasons: Sequence[str] | None) -> SafeString:
        """Why it is worth checking. Many claims of a page have the same reasons."""
        key = tuple(reasons or ())
        if key not in self.lists:
            items = [(say_recorded(reason),) for reason in key]
            nothing = format_html("<p>{}</p>", _("No reasons were recorded."))
            items_said = format_html_join("", "<li>{}</li>", items)
            self.lists[key] = format_html("<ul>{}</ul>", items_said) if key else nothing
        return self.lists[key]

    def holder_of(self, review: Review) -> SafeString:
        """In whose hands it is or for whom it is meant; beside it why it is not handed
        to this person, and until when it was put off."""
        parts = [self.whose(review)]
        if interest := getattr(review, "interest", None):
            sentence = _("not handed to you: you declared an interest in %(what)s")
            parts.append(_beside(sentence, what=interest))
        if review.not_before and review.not_before > self.now:
            sentence = _("postponed until %(until)s")
            parts.append(_beside(sentence, until=moment(review.not_before)))
        return SafeString("".join(parts))

    def whose(self, review: Review) -> str:
        if review.lease_until is not None and review.lease_until > self.now:
            if review.holder_id == self.person.pk:
                return format_html("<strong>{}</strong>", _("you"))
            return escape(person_name(review.holder))
        if review.assignee_id is None:
            return self.nobody
        if review.assignee_id == self.person.pk:
            return escape(_("assigned to you"))
        said = _("assigned to %(person)s")
        return escape(said % {"person": person_name(review.assignee)})

    def due_of(self, review: Review) -> SafeString | str:
        if review.closed_at is not None:
            return _("done")
        when, day = due(review.due_at), exact(review.due_at)
        shape = '{}<span class="exact">{}</span>'
        if review.due_at < self.now:
            shape = '<span class="badge late">{}</span><span class="exact">{}</span>'
        return format_html(shape, when, day)


def _beside(sentence: str, **words: str) -> SafeString:
    escaped = {name: conditional_escape(word) for name, word in words.items()}
    return format_html(
        '<div class="quiet-text">{}</div>', SafeString(sentence % escaped)
    )


def rows_of(
    reviews: Sequence[Review], *, person: User, ticked: Collection[int] | None = ()
) -> list[Row]:
    """``reviews`` with their claim, wording, holder and assignee, as ``person`` sees
    them, with those of the ``ticked`` claims (None: all) ticked; one statement."""
    stated = read_stated([review.claim_id for review in reviews])
    say = Sayings(person, ticked)
    return [row_of(review, stated[review.claim_id], say) for review in reviews]


def row_of(review: Review, stated: Stated, say: Sayings) -> Row:
    number = str(review.claim_id)
    return Row(
        review=review,
        number=number,
        tick=f"{number}.{review.claim.version}",
        url=say.url.replace("/0/", f"/{number}/"),
        checked=" checked"
        if say.ticked is None or review.claim_id in say.ticked
        else "",
        lang=lang_of(review.claim.wording.language),
        wording=marked(review.claim.wording.text, stated.words),
        badges=badges_of(review, stated),
        outlets=outlets_of(list(stated.outlets.values())),
        worth=round(review.claim.worth * 100),
        reasons=say.listed(stated.reasons),
        stage=say.stages[review.stage],
        under=say.under_stage(review),
        holder=say.holder_of(review),
        due=say.due_of(review),
        opened=age(review.opened_at),
    )


def lang_of(language: str) -> SafeString | str:
    return format_html(' lang="{}"', language) if language else ""


def badges_of(review: Review, stated: Stated) -> SafeString | str:
    """How urgent people said it is, and in which kinds of values its sources differ: as
    far as this page looked, or else how many they are."""
    badges = []
    if review.urgency:
        said = _("Priority: %(priority)s") % {"priority": review.get_urgency_display()}
        badges.append(
            format_html(
                '<span class="badge"><span aria-hidden="true">↑ </span>{}</span>', said
            )
        )
    if differing := review.claim.differing:
        kinds = kinds_of(review, stated)
        if len(kinds) == differing:
            unseen = format_html(
                '<span class="unseen">{} </span>', _("Sources differ in:")
            )
            said = format_html("{}{}", unseen, ", ".join(map(str, kinds)))
        else:
            said = ngettext(
                "%(differing)s kind of value differs",
                "%(differing)s kinds of value differ",
                differing,
            ) % {"differing": differing}
        badges.append(
            format_html(
                '<span class="badge differs"><span aria-hidden="true">≠ </span>'
                "{}</span>",
                said,
            )
        )
    if not badges:
        return ""
    return format_html('<div class="under">{}</div>', SafeString("".join(badges)))


def outlets_of(names: Sequence[str]) -> str:
    named, more = ", ".join(names[:OUTLETS_NAMED]), len(names) - OUTLETS_NAMED
    return f"{named} {_('and %(more)s more') % {'more': more}}" if more > 0 else named


def marked(text: str, words: Collection[str]) -> SafeString:
    """The first characters of a wording, its numbers and dates under a mark."""
    end = len(text)
    if end > CHARACTERS:
        blank = text.rfind(" ", 0, CHARACTERS)
        end = blank if blank > CHARACTERS // 2 else CHARACTERS
    pieces = cut(text, find_words(text, words), start=0, end=end)
    shown = (
        format_html("<b>{}</b>", piece.text) if piece.span else escape(piece.text)
        for piece in pieces
    )
    return SafeString("".join(shown) + ("" if end == len(text) else "…"))


def read_stated(claims: Collection[int]) -> dict[int, Stated]:
    stated: dict[int, Stated] = defaultdict(Stated)
    mentions = Mention.objects.filter(claim__in=claims).order_by("-worth", "pk")
    for claim, outlet, name, why, quote, values in mentions.values_list(
        "claim", "source__outlet", "source__outlet__name", "reasons", "quote", "values"
    ):
        stated[claim].add(outlet, name, why, Telling(quote, read_values(values)))
    return stated


def kinds_of(review: Review, stated: Stated) -> list[Any]:
    if not review.claim.differing:
        return []
    kinds = differing_kinds(stated.tellings, at_most=TELLINGS)
    return [KINDS.get(kind, kind) for kind in sorted(kinds)]


def find_words(text: str, words: Collection[str]) -> list[Span]:
    """Where whole ``words`` stand in ``text``; of two that overlap, the longer."""
    return without_overlaps(
        Span(found.start(), found.end(), "value")
        for word in sorted(filter(None, words), key=len, reverse=True)
        if word in text
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    )
