"""The mentions of a claim side by side, their values marked, and whose voices they
are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from claims.against import Against, own_values
from claims.linking.links import read_values
from claims.marks import (
    STYLES,
    Piece,
    Span,
    Yardstick,
    cut,
    moved_by,
    without_overlaps,
)
from claims.matching.conflicts import DIFFERENT
from claims.matching.sense.similarity import overlap, take_apart
from claims.models import Mention, Wording
from factcheck.formats import rounded
from reviews.desk.changed import TextChange, change_of
from reviews.models import Event
from reviews.stances import Standing, find_standings, with_said
from reviews.voices import REFUTES, SUPPORTS, Voice, Voices

TELLERS_AT_MOST: Final = 20
# Above these the words say that it is so; below, that it probably is.
SURE, LIKELY = 0.95, 0.8
MOST_OF_THE_WORDS: Final = 0.6


@dataclass(frozen=True)
class Card:
    """One mention beside the others. ``number`` counts from 1; ``voice`` is None where
    it counts for neither side."""

    number: int
    mention: Mention
    quote: Sequence[Piece]
    linked: str
    change: TextChange | None
    standing: Standing
    voice: Voice | None = None

    @property
    def against(self) -> Against | None:
        """What it says otherwise than the claim, while nobody has said its stance."""
        return None if self.standing.stance else self.standing.against

    @property
    def despite(self) -> Against | None:
        """The same, where somebody has said that it supports the claim."""
        return self.standing.against if self.standing.supports else None

    @property
    def unread(self) -> bool:
        """It would support the claim, but nobody has read it for this one."""
        return self.standing.unread and self.standing.stance == Mention.Stance.SUPPORTS

    @property
    def untold(self) -> str:
        return self.standing.untold

    @property
    def says_so(self) -> bool:
        """All of the claim, nothing else, and unchanged in a newer version."""
        if self.standing.against or self.untold or self.unread:
            return False
        return self.change is None or self.change.silent


@dataclass(frozen=True)
class Tellers:
    """Everybody who prints one voice, and why it is one; ``side`` is "" where it counts
    for nothing."""

    side: str
    outlets: Sequence[str]
    reasons: Sequence[str]


def read_mentions(claim: int, *, person: User, at_most: int) -> list[Mention]:
    return list(
        with_said(Mention.objects.filter(claim=claim), person)
        .select_related(
            "source__outlet",
            "source__link_check",
            "origin",
            "extraction",
            "reanchoring",
        )
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
    standings: Mapping[int, Standing] | None = None,
    voices: Voices | None = None,
) -> list[Card]:
    """The cards in the order the mentions were found, their values marked against the
    claim's own, and where it has none against what was said before them."""
    text = wording.text if wording else ""
    yardstick = Yardstick(own_values(wording, mentions), text)
    standings = standings or find_standings(wording, mentions)
    voiced = voices.of if voices else {}
    linkers = {
        event.data.get("mention"): event.actor_name
        for event in events
        if event.verb == "link"
    }
    cards = []
    for number, mention in enumerate(mentions, start=1):
        outlet = mention.source.outlet.name
        values = yardstick.mark(
            read_values(mention.values), by=outlet, text=mention.quote
        )
        spans = without_overlaps(
            [
                *mark_denial(mention, standings[mention.pk].against),
                *moved_by(values, -mention.start),
            ]
        )
        cards.append(
            Card(
                number=number,
                mention=mention,
                quote=cut(mention.quote, spans, start=0, end=len(mention.quote)),
                linked=say_linked(mention, wording=wording, linkers=linkers),
                change=change_of(mention, mentions),
                standing=standings[mention.pk],
                voice=voiced.get(mention.pk),
            )
        )
    return cards


def mark_denial(mention: Mention, against: Against | None) -> list[Span]:
    """The words with which a mention says that the claim is not so."""
    if against is None or against.denied != "claims":
        return []
    found = re.search(rf"(?<!\w){re.escape(against.says)}(?!\w)", mention.quote)
    if found is None:
        return []
    title = _("says that it is not so")
    return [Span(*found.span(), STYLES[DIFFERENT], title=title, sign=DIFFERENT)]


def say_linked(
    mention: Mention, *, wording: Wording | None, linkers: Mapping[object, str]
) -> str:
    """Who says that the claim stands there: the extractor, the matching and why, or a
    person."""
    if mention.linked_by == Mention.LinkedBy.PERSON:
        who = linkers.get(mention.pk)
        return _("Linked by %(who)s") % {"who": who} if who else _("Linked by hand")
    if mention.linked_by == Mention.LinkedBy.VERSION:
        return _("Carried over from the version before")
    if mention.linked_by == Mention.LinkedBy.EXTRACTION or mention.similarity is None:
        return _("Found by the machine")
    words = {
        "sure": say_sure(mention.similarity),
        "manner": say_alike(mention, wording),
    }
    return _("Linked by matching: %(sure)s, %(manner)s") % words


def say_sure(score: float) -> str:
    """How sure the matching is that both say the same."""
    words = {"score": rounded(score, 2)}
    if score >= SURE:
        return _("almost certainly the same (%(score)s)") % words
    if score >= LIKELY:
        return _("very likely the same (%(score)s)") % words
    return _("probably the same (%(score)s)") % words


def say_alike(mention: Mention, wording: Wording | None) -> str:
    """How much of the claim's wording the mention has."""
    if wording is None:
        return _("in other words")
    ours, theirs = take_apart(wording.text), take_apart(mention.quote)
    if overlap(ours.content, theirs.content) >= MOST_OF_THE_WORDS:
        return _("in much the same words")
    spoken = {wording.language, mention.source.language} - {""}
    return _("in another language") if len(spoken) > 1 else _("in other words")


def group_by_voice(cards: Sequence[Card]) -> list[Tellers]:
    """Whose voices the cards are: those that support the claim first, then those that
    contradict it, then the rest."""
    groups: dict[tuple[str, int], list[Card]] = {}
    for card in cards:
        voice = card.voice
        key = (voice.side, voice.number) if voice else ("", card.mention.origin_id)
        groups.setdefault(key, []).append(card)
    sides = (SUPPORTS, REFUTES, "")
    ordered = sorted(groups, key=lambda key: (sides.index(key[0]), key[1]))
    return [
        Tellers(
            side=key[0],
            outlets=_each_once(card.mention.source.outlet.name for card in groups[key]),
            reasons=_each_once(card.mention.origin.reason for card in groups[key]),
        )
        for key in ordered
    ][:TELLERS_AT_MOST]


def _each_once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
