"""Which attributions touch a sentence, and which of them counts."""

from collections.abc import Iterator, Sequence

from claims.extraction.attributions import Attribution
from claims.extraction.text.quotes import Span

# Attributions that are weighed against each other for one sentence.
MOST_LOOKED_AT = 60


def ends(attribution: Attribution) -> int:
    return max(end for _, end in (*attribution.content, *attribution.cue))


def overlapping(
    told: Sequence[Attribution], earliest: int, sentence: Span
) -> Iterator[Attribution]:
    """Those that hand over a part of ``sentence``."""
    start, end = sentence
    for each in told[earliest : earliest + MOST_LOOKED_AT]:
        for first, last in each.content:
            if first < end and last > start:
                yield each
                break


def weight(attribution: Attribution, sentence: Span) -> tuple[bool, bool, int]:
    """What speaks for an attribution: a known source, a cue in the sentence itself, and
    how much of it is what was said."""
    start, end = sentence
    here = any(start <= first < end for first, _ in attribution.cue)
    shared = sum(
        max(0, min(end, last) - max(start, first))
        for first, last in attribution.content
    )
    return attribution.source is not None, here, shared
