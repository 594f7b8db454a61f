"""The mentions of a claim side by side, their values marked, and whose voices they
are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from claims.extraction import Value
from claims.extraction.values import find_values
from claims.linking import read_values
from claims.marks import Piece, Yardstick, cut, moved_by, without_overlaps
from claims.matching.similarity import overlap, take_apart
from claims.models import Mention, Wording
from factcheck.formats import rounded
from reviews.models import Event

VOICES_AT_MOST: Final = 20


@dataclass(frozen=True)
class Card:
    """One mention beside the others. ``number`` counts from 1; ``origin`` is the
    outlet whose voice it repeats, "" for a voice of its own."""

    number: int
    mention: Mention
    quote: Sequence[Piece]
    origin: str
    linked: str


@dataclass(frozen=True)
class Voice:
    """One origin, and everybody who prints it."""

    outlets: Sequence[str]
    reason: str


def read_mentions(claim: int, *, at_most: int) -> list[Mention]:
    return list(
        Mention.objects.filter(claim=claim)
        .select_related("source__outlet", "origin", "extraction")
        .defer(
            "source__text",
            "source__original",
            "source__text_sha256",
            "extraction__dropped",
            "extraction__timings_ms",
        )
        .order_by("pk")[:at_most]
    )


def lay_out(
    mentions: Sequence[Mention],
    *,
    wording: Wording | None = None,
    events: Sequence[Event] = (),
) -> list[Card]:
    """The cards in the order the mentions were found, their values marked against the
    claim's own, and where it has none against what was said before them."""
    yardstick = Yardstick(own_values(wording, mentions))
    linkers = {
        event.data.get("mention"): event.actor_name
        for event in events
        if event.verb == "link"
    }
    voices: dict[int, Mention] = {}
    cards = []
    for number, mention in enumerate(mentions, start=1):
        first = voices.setdefault(mention.origin_id, mention)
        outlet = mention.source.outlet.name
        values = yardstick.mark(read_values(mention.values), by=outlet)
        spans = without_overlaps(moved_by(values, -mention.start))
        cards.append(
            Card(
                number=number,
                mention=mention,
                quote=cut(mention.quote, spans, start=0, end=len(mention.quote)),
                origin="" if first is mention else first.source.outlet.name,
                linked=say_linked(mention, wording=wording, linkers=linkers),
            )
        )
    return cards


def own_values(wording: Wording | None, mentions: Sequence[Mention]) -> list[Value]:
    """What the claim's wording says of itself, read as its first source would be."""
    if wording is None:
        return []
    published_on = mentions[0].source.published_on if mentions else None
    return list(find_values(wording.text, wording.language, published_on))


def say_linked(
    mention: Mention, *, wording: Wording | None, linkers: Mapping[object, str]
) -> str:
    """Who says that the claim stands there: the extractor, the matching and why, or a
    person."""
    if mention.linked_by == Mention.LinkedBy.PERSON:
        who = linkers.get(mention.pk)
        return _("Linked by %(who)s") % {"who": who} if who else _("Linked by hand")
    run = mention.extraction
    name = f"{run.extractor} {run.version}" if run else "?"
    if mention.linked_by == Mention.LinkedBy.EXTRACTION or mention.similarity is None:
        return _("Found by extraction (%(extractor)s)") % {"extractor": name}
    words = {
        "score": rounded(mention.similarity, 2),
        "why": say_alike(mention, wording),
    }
    return _("Linked by matching, %(score)s alike: %(why)s") % words


def say_alike(mention: Mention, wording: Wording | None) -> str:
    if wording is None:
        return ""
    ours, theirs = take_apart(wording.text), take_apart(mention.quote)
    share = round(100 * overlap(ours.content, theirs.content))
    both = {word for word in ours.normalised.split() if word[0].isdigit()}
    numbers = sorted(both & set(theirs.normalised.split()))
    words = {"share": share, "numbers": ", ".join(numbers[:4])}
    if numbers:
        return _("%(share)d %% of the words are the same, both say %(numbers)s") % words
    return _("%(share)d %% of the words are the same") % words


def find_voices(mentions: Sequence[Mention]) -> list[Voice]:
    """By origin, the one that most outlets print first."""
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.origin_id, []).append(mention)
    voices = [
        Voice(
            outlets=list(dict.fromkeys(each.source.outlet.name for each in group)),
            reason=group[0].origin.reason,
        )
        for group in groups.values()
    ]
    return sorted(voices, key=lambda voice: -len(voice.outlets))[:VOICES_AT_MOST]
