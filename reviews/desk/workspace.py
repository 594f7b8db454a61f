"""What the workspace of one claim shows to one person. Reads only, and everything
about readings and events through ``reviews.blind``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import User
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from claims.linking import read_values
from claims.marks import (
    Piece,
    Span,
    Yardstick,
    cut,
    cut_paragraphs,
    find_paragraphs,
    moved_by,
    without_overlaps,
)
from claims.matching.origins import count_independent
from claims.models import Claim, Mention, Source
from reviews.blind import is_hidden, visible_events, visible_readings
from reviews.desk.offers import offered_verbs
from reviews.models import Event, Rating, Reading, Review, Verdict

MENTIONS_AT_MOST: Final = 200
EVENTS_AT_MOST: Final = 100
AROUND: Final = 3
# A longer text is read on the page of its source.
WHOLE_TEXT_AT_MOST: Final = 40_000


@dataclass(frozen=True)
class Card:
    """One mention beside the others."""

    mention: Mention
    quote: Sequence[Piece]
    origin: str
    independent: bool


@dataclass(frozen=True)
class SourceText:
    """The first mention's source: the paragraphs around the claim, and all of it
    where it is not too long."""

    source: Source
    near: Sequence[Sequence[Piece]]
    whole: Sequence[Sequence[Piece]]
    cut_short: bool


@dataclass(frozen=True)
class Workspace:
    """Everything one page needs; nothing of it is hidden from the person."""

    claim: Claim
    review: Review
    text: SourceText | None
    cards: Sequence[Card]
    sources: int
    origins: int
    ratings: Sequence[Rating]
    readings: Sequence[Reading]
    first: Reading | None
    blind: bool
    events: Sequence[Event]
    verdict: Verdict | None
    verbs: Sequence[str]

    @property
    def held(self) -> bool:
        until = self.review.lease_until
        return until is not None and until > timezone.now()


def read_workspace(claim: int, *, person: User) -> Workspace | None:
    """The workspace of a claim, or None where there is no such claim or Review."""
    review = (
        Review.objects.filter(claim=claim)
        .select_related("claim__wording", "holder")
        .order_by("-round")
        .first()
    )
    if review is None:
        return None
    mentions = read_mentions(claim)
    readings = list(
        visible_readings(review, person)
        .select_related("reader", "rating")
        .annotate(relied_on=ArrayAgg("mentions", filter=Q(mentions__isnull=False)))
    )
    events = list(
        visible_events(review.claim.events.all(), person)
        .defer("body", "hash")
        .order_by("-seq")[:EVENTS_AT_MOST]
    )
    verdict = (
        Verdict.objects.in_force()
        .filter(claim=claim)
        .select_related("rating", "decided_by", "confirmed_by")
        .first()
    )
    hidden = review.blind and is_hidden(review, person)
    first = next((each for each in readings if each.reader_id != person.pk), None)
    return Workspace(
        claim=review.claim,
        review=review,
        text=read_text(mentions[0]) if mentions else None,
        cards=lay_out(mentions),
        sources=len({mention.source_id for mention in mentions}),
        origins=count_independent(mentions),
        ratings=list(Rating.objects.filter(retired_at=None)),
        readings=readings,
        first=first,
        blind=hidden,
        events=events,
        verdict=verdict,
        verbs=offered_verbs(
            review, person=person, readings=readings, events=events, verdict=verdict
        ),
    )


def read_mentions(claim: int) -> list[Mention]:
    return list(
        Mention.objects.filter(claim=claim)
        .select_related("source__outlet", "origin")
        .defer("source__text", "source__original", "source__text_sha256")
        .order_by("pk")[:MENTIONS_AT_MOST]
    )


def lay_out(mentions: Sequence[Mention]) -> list[Card]:
    """The cards in the order the mentions were found, their values marked against
    what was said before them."""
    yardstick = Yardstick()
    voices: dict[int, Mention] = {}
    cards = []
    for mention in mentions:
        first = voices.setdefault(mention.origin_id, mention)
        values = yardstick.mark(read_values(mention.values))
        origin = ""
        if first is not mention:
            outlet = first.source.outlet.name
            origin = f"Same origin as {outlet}: {mention.origin.reason}"
        spans = without_overlaps(moved_by(values, -mention.start))
        length = len(mention.quote)
        cards.append(
            Card(
                mention=mention,
                quote=cut(mention.quote, spans, start=0, end=length),
                origin=origin,
                independent=first is mention,
            )
        )
    return cards


def read_text(mention: Mention) -> SourceText:
    stated = (
        Mention.objects.select_related("source__outlet", "extraction")
        .defer("source__original")
        .get(pk=mention.pk)
    )
    source, text = stated.source, stated.source.text
    others = [
        Span(start, end, "other", href=claim_url(claim), title=f"Claim {claim}")
        for claim, start, end in Mention.objects.filter(source=source)
        .exclude(claim=mention.claim_id)
        .values_list("claim", "start", "end")
    ]
    dropped = [
        Span(start, end, "dropped", title=reason)
        for start, end, reason in (
            stated.extraction.dropped if stated.extraction else ()
        )
    ]
    itself = Span(mention.start, mention.end, "claim")
    spans = without_overlaps([itself, *others, *dropped])
    places = find_paragraphs(text)
    inside = [
        at
        for at, (start, end) in enumerate(places)
        if start < mention.end and end > mention.start
    ]
    near = places[max(0, inside[0] - AROUND) : inside[-1] + AROUND + 1]
    fits = len(text) <= WHOLE_TEXT_AT_MOST
    all_near = len(near) == len(places)
    return SourceText(
        source=source,
        near=cut_paragraphs(text, spans, places=near),
        whole=cut_paragraphs(text, spans, places=places)
        if fits and not all_near
        else [],
        cut_short=not fits,
    )


def claim_url(claim: int) -> str:
    return reverse("admin:desk_claim", args=[claim])
