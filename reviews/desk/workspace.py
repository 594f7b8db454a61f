"""What the workspace of one claim shows to one person. Reads only, and everything
about readings and events through ``reviews.blind``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.contrib.auth.models import User
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from claims.models import Claim, Mention, Wording
from claims.search import with_words
from reviews.blind import (
    is_hidden,
    reads_apart,
    visible_events,
    visible_kept_drafts,
    visible_replies,
)
from reviews.desk.asides import Asides, read_asides, with_asides
from reviews.desk.asked import Asked
from reviews.desk.cards import (
    Card,
    Tellers,
    group_by_voice,
    lay_out,
    read_mentions,
)
from reviews.desk.differences import Differences, find_differences
from reviews.desk.history import DECISIONS, Line, tell, unread_ends
from reviews.desk.offers import offered_verbs
from reviews.desk.passages import Both, passages_of
from reviews.desk.text import TextBeside, claim_url, read_text
from reviews.desk.waits import usual_waits
from reviews.models import (
    Event,
    KeptDraft,
    Priority,
    Rating,
    Reading,
    ReplyRequest,
    Review,
    Verdict,
)
from reviews.names import Words
from reviews.stances import find_standings
from reviews.voices import Voices, find_voices

__all__ = ["Workspace", "claim_url", "read_workspace"]

MENTIONS_AT_MOST: Final = 200
EVENTS_AT_MOST: Final = 100
FOUND_AT_MOST: Final = 10


@dataclass(frozen=True)
class Workspace:
    """Everything one page needs; nothing of it is hidden from the person."""

    claim: Claim
    review: Review
    asides: Asides
    text: TextBeside | None
    cards: Sequence[Card]
    compared: Sequence[Card]
    differences: Differences
    voices: Voices
    tellers: Sequence[Tellers]
    passages: Sequence[Both]
    sources: int
    readings: Sequence[Reading]
    others: Sequence[Reading]
    replies: Sequence[ReplyRequest]
    kept: Sequence[KeptDraft]
    blind: bool
    events: Sequence[Event]
    lines: Sequence[Line]
    verbs: Sequence[str]
    asked: Asked
    found: Sequence[Wording] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict | None:
        return self.asides.verdict

    @property
    def ratings(self) -> Sequence[Rating]:
        return self.asides.ratings

    @property
    def first(self) -> Reading | None:
        """The first of what others read."""
        return self.others[0] if self.others else None

    @property
    def alone(self) -> bool:
        """Whether it takes a second reader, and only one person may review."""
        return self.review.second_reader and len(self.asides.colleagues) == 1

    @property
    def readings_told(self) -> list[tuple[Reading, list[Mention]]]:
        """Each Reading with those of its mentions that are shown."""
        return [
            (each, [card.mention for card in self.cards if card.mention.pk in relied])
            for each in self.readings
            for relied in [relied_on(each)]
        ]

    @property
    def why_so(self) -> Sequence[Event]:
        """Why it stands as it does, where no verdict says it."""
        return unread_ends(self.events)

    @property
    def awaited(self) -> list[ReplyRequest]:
        """Those who were asked and have not answered."""
        return [
            each
            for each in self.replies
            if not each.answered_at and not each.not_possible
        ]

    @property
    def priorities(self) -> list[tuple[int, Words]]:
        return [(each.value, each.label) for each in Priority]

    @property
    def waits(self) -> list[tuple[str, datetime]]:
        return usual_waits()

    @property
    def compare_two(self) -> str:
        """The mentions to compare first: two that differ, or the first two."""
        if self.differences.rows:
            return "{},{}".format(*self.differences.rows[0].pair)
        return ",".join(str(card.mention.pk) for card in self.cards[:2])


def read_workspace(
    claim: int, *, person: User, asked: Asked | None = None
) -> Workspace | None:
    """The workspace of a claim, or None where there is no such claim or Review."""
    asked = asked or Asked()
    rounds = Review.objects.rounds_of(claim).select_related(
        "claim__wording", "holder", "assignee"
    )
    review = with_asides(rounds, person=person).first()
    if review is None:
        return None
    asides = read_asides(review)
    readings, hidden = read_readings(review, person)
    has_read = any(reading.reader_id == person.pk for reading in readings)
    apart = reads_apart(review, person, has_read=has_read)
    mentions = read_mentions(claim, person=person, at_most=MENTIONS_AT_MOST)
    events = read_events(review, person, decisions=asked.decisions)
    by_pk = {mention.pk: mention for mention in mentions}
    pair = [by_pk[pk] for pk in asked.compare if pk in by_pk]
    told = [] if asked.decisions else mentions
    wording = review.claim.wording
    standings = find_standings(wording, mentions)
    voices = find_voices(mentions, standings)
    cards = lay_out(
        mentions, wording=wording, events=events, standings=standings, voices=voices
    )
    return Workspace(
        claim=review.claim,
        review=review,
        asides=asides,
        text=read_text(by_pk.get(asked.text, mentions[0]).pk) if mentions else None,
        cards=cards,
        compared=lay_out(pair, standings=standings) if len(pair) == 2 else [],
        differences=find_differences(mentions)
        if review.claim.differing
        else Differences(),
        voices=voices,
        tellers=group_by_voice(cards),
        passages=passages_of(mentions),
        sources=len({mention.source_id for mention in mentions}),
        readings=readings,
        others=[each for each in readings if each.reader_id != person.pk],
        replies=visible_replies(asides.replies, person, apart=apart),
        kept=visible_kept_drafts(asides.kept, person, apart=apart),
        blind=hidden,
        events=events,
        lines=tell(events, told),
        verbs=offered_verbs(
            review, person=person, readings=readings, events=events, asides=asides
        ),
        asked=asked,
        found=find_words(claim, asked.find) if asked.find else [],
    )


def read_readings(review: Review, person: User) -> tuple[list[Reading], bool]:
    """The Readings that count and may be seen, oldest first, each with the mentions
    it relies on as ``relied_on``; and whether one is hidden."""
    every: list[Reading] = list(
        review.readings.filter(undone_at=None)
        .select_related("reader", "rating")
        .annotate(relied_on=ArrayAgg("mentions", filter=Q(mentions__isnull=False)))
    )
    has_read = any(reading.reader_id == person.pk for reading in every)
    hidden = is_hidden(review, person, has_read=has_read)
    return ([] if hidden else every), hidden


def relied_on(reading: Reading) -> list[int]:
    """The mentions of one that ``read_readings`` read."""
    found: list[int] | None = getattr(reading, "relied_on", None)
    return found or []


def read_events(review: Review, person: User, *, decisions: bool) -> list[Event]:
    events = visible_events(review.claim.events.all(), person)
    if decisions:
        events = events.filter(verb__in=DECISIONS)
    return list(events.defer("body", "hash").order_by("-seq")[:EVENTS_AT_MOST])


def find_words(claim: int, words: str) -> list[Wording]:
    """Other claims that hold the words, to merge into."""
    others = Wording.objects.exclude(claim=claim).exclude(
        claim__state__in=(Claim.State.MERGED, Claim.State.DISMISSED)
    )
    found = with_words(others, "text", words).select_related("claim")
    return list(found.defer("sketch", "fingerprint").order_by("-pk")[:FOUND_AT_MOST])
