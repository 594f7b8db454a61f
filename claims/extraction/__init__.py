"""Text in, sentences worth checking out: the pipeline, one function per stage.

Pure: no database, no settings, no network. The stages are cleaning, sentences,
values, speakers and worth; each may be replaced without the others knowing."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from time import perf_counter

from claims.extraction.cleaning import Paragraph, clean
from claims.extraction.findings import Dropped, Extracted, Finding, Speaker, Value
from claims.extraction.reading import LINE_BREAKS, Reading, read
from claims.extraction.sentences import (
    LONGEST_SENTENCE,
    SPACES,
    language_of,
    split_sentences,
)
from claims.extraction.speakers import find_speaker
from claims.extraction.values import find_values
from claims.extraction.worth import THRESHOLD, weigh

__all__ = [
    "EXTRACTOR",
    "VERSION",
    "Dropped",
    "Extracted",
    "Finding",
    "Speaker",
    "Value",
    "extract",
]

EXTRACTOR = "plain"
VERSION = "1"


class Timings(defaultdict[str, float]):
    """Milliseconds of each stage, added up."""

    def __init__(self) -> None:
        super().__init__(float)

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        began = perf_counter()
        try:
            yield
        finally:
            self[stage] += (perf_counter() - began) * 1000


def extract(text: str, *, published_on: date | None = None) -> Extracted:
    """Find the sentences of ``text`` that state something checkable.

    ``text[finding.start : finding.end] == finding.quote`` holds for every finding.
    ``published_on`` is what "Friday" and "yesterday" are counted from."""
    timings = Timings()
    with timings.of("cleaning"):
        reading = read(text)
        paragraphs, furniture = clean(reading.text)
    with timings.of("language"):
        sample = "\n".join(reading.text[p.start : p.end] for p in paragraphs[:20])
        language = language_of(sample)
    dropped = [place_dropped(reading, each) for each in furniture]
    findings: list[Finding] = []
    for paragraph in paragraphs:
        with timings.of("sentences"):
            spans = list(sentences_of(reading.text, paragraph, language))
        for start, end in spans:
            found = judge(text, reading, start, end, language, published_on, timings)
            if isinstance(found, Finding):
                findings.append(found)
            else:
                dropped.append(found)
    return Extracted(
        language=language,
        dropped=tuple(sorted(dropped, key=lambda each: each.start)),
        findings=tuple(findings),
        timings_ms={stage: round(spent, 3) for stage, spent in timings.items()},
    )


def sentences_of(
    text: str, paragraph: Paragraph, language: str
) -> Iterator[tuple[int, int]]:
    whole = text[paragraph.start : paragraph.end]
    for start, end in split_sentences(whole, language):
        yield paragraph.start + start, paragraph.start + end


def judge(
    text: str,
    reading: Reading,
    start: int,
    end: int,
    language: str,
    published_on: date | None,
    timings: Timings,
) -> Finding | Dropped:
    """One sentence: a finding, or why it is none."""
    placed = reading.place(start, end)
    if end - start > LONGEST_SENTENCE:
        return Dropped(*placed, "too long to be one sentence")
    sentence = reading.text[start:end].translate(LINE_BREAKS)
    with timings.of("values"):
        values = find_values(sentence, language, published_on)
    with timings.of("speakers"):
        speaker = find_speaker(sentence)
    with timings.of("worth"):
        worth, reasons = weigh(sentence, values, speaker)
    if worth < THRESHOLD:
        return Dropped(*placed, f"not worth checking: {', '.join(reasons)}")
    return Finding(
        start=placed[0],
        end=placed[1],
        quote=text[placed[0] : placed[1]],
        text=SPACES.sub(" ", sentence),
        worth=worth,
        reasons=reasons,
        speaker=speaker and place_speaker(reading, start, speaker),
        values=tuple(place_value(reading, start, value) for value in values),
    )


def place_dropped(reading: Reading, dropped: Dropped) -> Dropped:
    return Dropped(*reading.place(dropped.start, dropped.end), dropped.reason)


def place_speaker(reading: Reading, offset: int, speaker: Speaker) -> Speaker:
    start, end = reading.place(offset + speaker.start, offset + speaker.end)
    return replace(speaker, start=start, end=end)


def place_value(reading: Reading, offset: int, value: Value) -> Value:
    start, end = reading.place(offset + value.start, offset + value.end)
    return replace(value, start=start, end=end)
