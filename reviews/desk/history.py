"""The history of one claim: what people did, and where the machine found it, in one
list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.against import Against
from claims.models import Mention
from factcheck.formats import quoted
from reviews.models import Event
from reviews.names import Words, name_of, with_names

DECISIONS: Final = ("decide", "dismiss", "merge", "reopen", "withdraw", "undo")
# What leaves a claim as it is without a Reading that says why.
UNREAD: Final = ("dismiss", "merge", "reopen", "withdraw")
UNREAD_AT_MOST: Final = 3
NAMED_AT_MOST: Final = 4

SAID: Final[dict[str, Words]] = {
    "open": gettext_lazy("{who} put it in the queue"),
    "take": gettext_lazy("{who} took it"),
    "release": gettext_lazy("{who} released it"),
    "postpone": gettext_lazy("{who} postponed it"),
    "assign": gettext_lazy("{who} said who works on it"),
    "prioritise": gettext_lazy("{who} changed its priority"),
    "ask": gettext_lazy("{who} asked {to_name}"),
    "ask_second": gettext_lazy("{who} asked for a second reading"),
    "decide": gettext_lazy("{who} rated it {rating} ({outcome})"),
    "dismiss": gettext_lazy("{who} dismissed it"),
    "merge": gettext_lazy("{who} merged it into claim {into}"),
    "reopen": gettext_lazy("{who} reopened it"),
    "withdraw": gettext_lazy("{who} withdrew the verdict"),
    "undo": gettext_lazy("{who} took back what they did last"),
    "unlink": gettext_lazy("{who} took a mention out; it is claim {other} now"),
    "link": gettext_lazy("{who} added evidence"),
    "regroup": gettext_lazy("{who} said whose voice a mention is"),
    "mark": gettext_lazy("{who} marked a mention: {stance}"),
    "reword": gettext_lazy("{who} reworded it from {before}"),
    "split": gettext_lazy("{who} split it; the other part is claim {other}"),
    "ask_reply": gettext_lazy("{who} recorded a request for a reply"),
    "record_reply": gettext_lazy("{who} recorded a reply"),
    "gain": gettext_lazy("{who} merged claim {from} into it"),
    "lose": gettext_lazy("{who} ended the merge of claim {from} into it"),
    "reanchor": gettext_lazy("{who} found it unchanged in a newer version"),
    "recheck": gettext_lazy("{who} saw that what it rests on has changed"),
}
VERDICT_MADE: Final = gettext_lazy(
    "{who} rated it {rating} ({outcome}), which made verdict {number}"
)
UNDONE: Final[dict[object, Words]] = {
    "decide": gettext_lazy("{who} took back their rating"),
    "dismiss": gettext_lazy("{who} took back dismissing it"),
    "merge": gettext_lazy("{who} took back merging it"),
}
DESPITE: Final[dict[str, Words]] = {
    "link": gettext_lazy("{who} added evidence as support, having seen: {against}"),
    "mark": gettext_lazy("{who} marked a mention as support, having seen: {against}"),
    "merge": gettext_lazy("{who} merged it into claim {into}, which had been read"),
}
OPPOSITE: Final = gettext_lazy(
    "{who} merged it into claim {into}, although one may say the opposite of the other"
)
TAKEN_OVER: Final = gettext_lazy("{who} took it over from {from_name}")


class Spoken(dict[str, object]):
    """What an event tells; an older one may not tell everything."""

    def __missing__(self, key: str) -> str:
        return "?"


def say_event(event: Event) -> SafeString:
    """What happened, as a sentence that names who did it."""
    who = format_html("<strong>{}</strong>", event.actor_name)
    words = Spoken({**with_names(event.data), "who": who})
    if event.verb == "reword":
        words["before"] = quoted(str(words["before"]))
    if event.verb == "decide" and event.data.get("number"):
        return _fill(VERDICT_MADE, words)
    if event.verb == "take" and event.data.get("from_name"):
        return _fill(TAKEN_OVER, words)
    if event.verb == "undo" and event.data.get("undid") in UNDONE:
        return _fill(UNDONE[event.data["undid"]], words)
    if event.verb in DESPITE and (despite := event.data.get("despite")):
        if "opposite" in despite:
            return _fill(OPPOSITE, words)
        if event.verb != "merge":
            words["against"] = Against(**despite).in_words()
        return _fill(DESPITE[event.verb], words)
    return _fill(
        SAID.get(event.verb, "{who}: {verb}"),
        words | {"verb": name_of("verb", event.verb)},
    )


def _fill(sentence: Words, words: Mapping[str, object]) -> SafeString:
    escaped = Spoken({name: format_html("{}", value) for name, value in words.items()})
    return SafeString(str(sentence).format_map(escaped))


@dataclass(frozen=True)
class Line:
    """An Event, or what the machine did without one."""

    at: datetime
    event: Event | None = None
    says: str = ""


def tell(events: Sequence[Event], mentions: Iterable[Mention]) -> list[Line]:
    """Newest first; what was found before the oldest event shown stands below it."""
    by_time = sorted(mentions, key=lambda mention: mention.found_at)
    found = [
        Line(at, says=_say_found(list(group)))
        for at, group in groupby(by_time, key=lambda mention: mention.found_at)
    ]
    lines = [Line(event.at, event=event) for event in events]
    return sorted([*found, *lines], key=lambda line: line.at, reverse=True)


def unread_ends(events: Iterable[Event]) -> list[Event]:
    """Of a claim's events, newest first, those since its last verdict took effect that
    say why it stands as it does: withdrawn, reopened, dismissed or merged."""
    found: list[Event] = []
    undone = set()
    for event in events:
        undone.add(event.undoes_id)
        if event.pk in undone:
            continue
        if event.verb == "decide" and event.data.get("number"):
            break
        if event.verb in UNREAD:
            found.append(event)
    return found[:UNREAD_AT_MOST]


def _say_found(mentions: Sequence[Mention]) -> str:
    names = list(dict.fromkeys(mention.source.outlet.name for mention in mentions))
    named, more = ", ".join(names[:NAMED_AT_MOST]), len(names) - NAMED_AT_MOST
    if more > 0:
        sentence = ngettext(
            "Found in %(outlets)s and %(more)d more",
            "Found in %(outlets)s and %(more)d more",
            more,
        )
        return sentence % {"outlets": named, "more": more}
    if all(mention.linked_by == Mention.LinkedBy.PERSON for mention in mentions):
        return _("Linked by hand: %(outlets)s") % {"outlets": named}
    return _("Found in %(outlets)s") % {"outlets": named}
