"""The text of one source of a claim: the paragraphs around it, the claims before and
after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.marks import (
    Piece,
    Span,
    cut_paragraphs,
    find_paragraphs,
    without_overlaps,
)
from claims.models import Mention, Source

AROUND: Final = 3
# A paragraph may be a whole book; then this many characters on each side are near.
REACH: Final = 3_000
# A longer text is read on the page of its source.
WHOLE_TEXT_AT_MOST: Final = 12_000
NEIGHBOUR_LETTERS: Final = 60
OTHERS_AT_MOST: Final = 2_000

Place = tuple[int, int]


@dataclass(frozen=True)
class Neighbour:
    """Another claim of the same source."""

    url: str
    words: str


@dataclass(frozen=True)
class TextBeside:
    """The paragraphs around a mention, and all of its source where it is not too
    long."""

    source: Source
    near: Sequence[Sequence[Piece]]
    whole: Sequence[Sequence[Piece]]
    cut_short: bool
    before: Neighbour | None
    after: Neighbour | None


def read_text(mention: int) -> TextBeside:
    others = (
        Mention.objects.filter(source=OuterRef("source"))
        .exclude(claim=OuterRef("claim"))
        .order_by("start", "pk")
        .values(other=JSONObject(claim="claim", start="start", end="end"))
    )
    stated = (
        Mention.objects.select_related("source__outlet", "extraction")
        .defer("source__original", "source__text_sha256")
        .annotate(others=ArraySubquery(others[:OTHERS_AT_MOST]))
        .get(pk=mention)
    )
    text = stated.source.text
    spans = without_overlaps(
        [
            Span(stated.start, stated.end, "claim"),
            *(other_span(**each) for each in stated.others),
            *(
                Span(start, end, "dropped", title=reason)
                for start, end, reason in (
                    stated.extraction.dropped if stated.extraction else ()
                )
            ),
        ]
    )
    places = find_paragraphs(text)
    near = places_near(places, text, stated)
    fits = len(text) <= WHOLE_TEXT_AT_MOST
    all_near = near == places
    others_by_place = [span for span in spans if span.kind == "other"]
    before = [span for span in others_by_place if span.start < stated.start]
    after = [span for span in others_by_place if span.start > stated.start]
    return TextBeside(
        source=stated.source,
        near=cut_paragraphs(text, spans, places=near),
        whole=cut_paragraphs(text, spans, places=places)
        if fits and not all_near
        else [],
        cut_short=not fits,
        before=neighbour_at(before[-1], text) if before else None,
        after=neighbour_at(after[0], text) if after else None,
    )


def places_near(
    places: Sequence[Place], text: str, mention: Mention
) -> Sequence[Place]:
    """The mention's paragraphs and those around them."""
    inside = [
        at
        for at, (start, end) in enumerate(places)
        if start < mention.end and end > mention.start
    ]
    near = places[max(0, inside[0] - AROUND) : inside[-1] + AROUND + 1]
    first, last = mention.start - REACH, mention.end + REACH
    if near[0][0] >= first and near[-1][1] <= last:
        return near
    # Not in the middle of a word.
    first = text.find(" ", max(0, first), mention.start) + 1 if first > 0 else 0
    last = max(mention.end, text.rfind(" ", mention.end, last))
    return [
        (max(start, first), min(end, last))
        for start, end in near
        if start < last and end > first
    ]


def other_span(claim: int, start: int, end: int) -> Span:
    title = _("Claim %(number)d") % {"number": claim}
    return Span(start, end, "other", href=claim_url(claim), title=title)


def neighbour_at(span: Span, text: str) -> Neighbour:
    words = " ".join(text[span.start : span.end].split())
    shown = words[:NEIGHBOUR_LETTERS]
    return Neighbour(span.href, shown if shown == words else f"{shown}…")


def claim_url(claim: int) -> str:
    return reverse("admin:desk_claim", args=[claim])
