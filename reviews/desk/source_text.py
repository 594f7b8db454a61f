"""What the page of one Source shows: its text with what was found in it and what was
left out, who read it, and whose voice it shares."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone

from claims.extraction.text.sentences import split_sentences
from claims.marks import Piece, Span, cut_paragraphs, find_paragraphs, without_overlaps
from claims.models import Extraction, Mention, Source
from claims.places import LONGEST_PLACE
from reviews.desk.passages import Passage, cut_at, cut_of, passages_in

# Code points on one page; a longer text has several.
PAGE: Final = 40_000
BEFORE: Final = 2_000
VOICES_AT_MOST: Final = 50
SOONEST: Final = 2
SELDOMEST: Final = 60
ENDS: Final = (Extraction.Status.DONE, Extraction.Status.FAILED)


@dataclass(frozen=True)
class Part:
    """A run of text. ``place`` is there where a left-out sentence ends and could be
    put back whole; ``pick`` where several sentences were left out together."""

    text: str
    span: Span | None
    place: str = ""
    pick: int | None = None
    opens: Sequence[Passage] = ()
    ends: Sequence[Passage] = ()
    shared: bool = False


@dataclass(frozen=True)
class SharedVoice:
    """Another Source's mention that counts as one voice with a mention here."""

    mention: Mention
    reason: str


@dataclass(frozen=True)
class Run:
    """One extraction that read the Source; ``took`` counts seconds, as does ``again``:
    how long a page waits until it looks for what this one finds, 0 where it is done."""

    pk: int
    extractor: str
    version: str
    status: str
    error: str
    mentions_found: int
    finished_at: datetime | None
    took: float | None
    again: int


@dataclass(frozen=True)
class SourceText:
    """One page of a Source; ``earlier`` and ``later`` are where others begin."""

    source: Source
    paragraphs: Sequence[Sequence[Part]]
    left_out: int
    begins: int
    earlier: int | None
    later: int | None
    extractions: Sequence[Run]
    voices: Sequence[SharedVoice]
    passages: Sequence[Passage]


def read_source(source: Source, *, begins: int) -> SourceText:
    extractions = list(source.extractions.order_by("-pk"))
    newest = extractions[0] if extractions else None
    places, earlier, later = page_of(source.text, begins)
    low, high = (places[0][0], places[-1][1]) if places else (0, 0)
    claims = [
        Span(
            start,
            end,
            "other",
            href=reverse("admin:desk_claim", args=[claim]),
            title=str(claim),
            anchor=f"mention-{pk}",
        )
        for pk, claim, start, end in source.mentions.filter(
            start__lt=high, end__gt=low
        ).values_list("pk", "claim", "start", "end")
    ]
    dropped = [
        Span(start, end, "dropped", title=reason)
        for start, end, reason in (newest.dropped if newest else ())
        if start < high and end > low
    ]
    spans = without_overlaps([*claims, *dropped])
    passages = passages_in(source)
    parts = parts_of(source, cut_paragraphs(source.text, spans, places=places))
    return SourceText(
        source=source,
        paragraphs=[
            mark_passages(row, start, passages)
            for row, (start, _) in zip(parts, places, strict=True)
        ],
        left_out=sum(span.kind == "dropped" for span in spans),
        begins=low,
        earlier=earlier,
        later=later,
        extractions=[run_of(extraction) for extraction in extractions],
        voices=shared_voices(source),
        passages=passages,
    )


def run_of(extraction: Extraction) -> Run:
    began, ended = extraction.started_at, extraction.finished_at
    return Run(
        pk=extraction.pk,
        extractor=extraction.extractor,
        version=extraction.version,
        status=extraction.status,
        error=extraction.error,
        mentions_found=extraction.mentions_found,
        finished_at=ended,
        took=(ended - began).total_seconds() if began and ended else None,
        again=0 if extraction.status in ENDS else again_after(extraction.queued_at),
    )


def again_after(queued_at: datetime) -> int:
    """Soon for what came just now, seldom for what has waited long."""
    waited = (timezone.now() - queued_at).total_seconds()
    return round(min(max(waited / 2, SOONEST), SELDOMEST))


def begin_near(text: str, place: int) -> int:
    """Where to begin a page that holds the place with something before it."""
    if place < PAGE:
        return 0
    low = place - BEFORE
    return next(
        (
            start if end - start <= PAGE else max(start, low)
            for start, end in find_paragraphs(text)
            if end > low
        ),
        0,
    )


def page_of(
    text: str, begins: int
) -> tuple[list[tuple[int, int]], int | None, int | None]:
    """The paragraphs of the page, and where the pages before and after it begin."""
    whole = find_paragraphs(text)
    places: list[tuple[int, int]] = []
    length = 0
    for start, end in whole:
        low = max(start, begins)
        if low >= end:
            continue
        if length >= PAGE or (places and length + end - low > PAGE):
            return places, _before(places, begins), low
        high = min(end, low + PAGE)
        places.append((low, high))
        length += high - low
        if high < end:
            return places, _before(places, begins), high
    return places, _before(places, begins), None


def _before(places: Sequence[tuple[int, int]], begins: int) -> int | None:
    if not begins or not places or not places[0][0]:
        return None
    return max(0, places[0][0] - PAGE)


def parts_of(source: Source, paragraphs: Sequence[Sequence[Piece]]) -> list[list[Part]]:
    """The pieces, the last of each left-out span with what may be done about it."""
    last = {
        piece.span: piece
        for pieces in paragraphs
        for piece in pieces
        if piece.span and piece.span.kind == "dropped"
    }
    parts = []
    for pieces in paragraphs:
        row = []
        for piece in pieces:
            span = piece.span
            if span is None or last.get(span) is not piece:
                row.append(Part(piece.text, span))
            elif is_one_sentence(source, span):
                row.append(Part(piece.text, span, place=f"{span.start}-{span.end}"))
            else:
                row.append(Part(piece.text, span, pick=span.start))
        parts.append(row)
    return parts


def mark_passages(
    parts: Sequence[Part], start: int, passages: Sequence[Passage]
) -> list[Part]:
    """The parts of a paragraph, plain text cut where passages begin and end; links
    and what was left out stay whole."""
    marked = []
    for part in parts:
        end = start + len(part.text)
        cuts = (
            [cut_of(part.text, start, end, passages)]
            if part.span
            else cut_at(part.text, start, passages)
        )
        marked += [
            replace(
                part,
                text=each.text,
                opens=each.opens,
                ends=each.ends,
                shared=each.shared,
            )
            for each in cuts
        ]
        start = end
    return marked


def is_one_sentence(source: Source, span: Span) -> bool:
    if span.end - span.start > LONGEST_PLACE:
        return False
    text = source.text[span.start : span.end]
    return len(list(split_sentences(text, source.language))) == 1


def shared_voices(source: Source) -> list[SharedVoice]:
    """Mentions elsewhere of one origin with a mention here, and why."""
    here = Mention.objects.filter(source=source).values("origin")
    others = (
        Mention.objects.filter(origin__in=here)
        .exclude(source=source)
        .select_related("origin", "source__outlet")
        .defer("source__text", "source__original", "source__text_sha256")
        .order_by("source", "pk")[:VOICES_AT_MOST]
    )
    return [SharedVoice(mention, mention.origin.reason) for mention in others]
