"""Text in, sentences worth checking out: the pipeline, one folder per stage.

Pure: no database, no settings, no network. Each folder asks only those above it here,
and may be replaced without the others knowing; findings is what is handed back.

- text: words, marks, clauses, names; where a sentence ends, in which language.
- page: is this line of the article?
- attributions: what hands a sentence to somebody?
- values: which figures, dates and names stand in it?
- people: whom does the text name?
- speakers: who says it?
- worth: is it worth checking?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

from claims.extraction.findings import Dropped, Extracted, Finding, Speaker, Value
from claims.extraction.page.cleaning import Paragraph, clean
from claims.extraction.page.reading import LINE_BREAKS, Reading, read
from claims.extraction.speakers import Voice, find_voices
from claims.extraction.text.quotes import close_half
from claims.extraction.text.sentences import (
    LONGEST_SENTENCE,
    language_of,
    split_sentences,
)
from claims.extraction.values import find_values
from claims.extraction.worth import THRESHOLD, Statement, Weighed, weigh_all
from claims.extraction.worth.worth_model import Way, load_model
from claims.insertions import insert_referents

__all__ = [
    "EXTRACTOR",
    "VERSION",
    "Dropped",
    "Extracted",
    "Finding",
    "Speaker",
    "Value",
    "current_version",
    "extract",
]

EXTRACTOR = "plain"
VERSION = "10"


def current_version() -> str:
    """``VERSION``, and the beginning of the hash of a newsroom's own model."""
    model = load_model()
    return VERSION if model.shipped else f"{VERSION}+{model.sha256[:8]}"


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of the article's body, placed in the reading. Its statement is empty
    when it is too long to be one sentence."""

    start: int
    end: int
    statement: Statement
    voice: Voice
    doubt: str


def extract(
    text: str, *, published_on: date | None = None, way: Way = Way.MEANING
) -> Extracted:
    """Find the sentences of ``text`` that state something checkable.

    ``text[finding.start : finding.end] == finding.quote`` holds for every finding.
    ``published_on`` is what "Friday" and "yesterday" are counted from; ``way`` is how
    worth is weighed, by letters many times faster."""
    timings = Timings()
    with timings.of("cleaning"):
        reading = read(text)
        paragraphs, furniture = clean(reading.text)
    with timings.of("language"):
        sample = "\n".join(reading.text[p.start : p.end] for p in paragraphs[:20])
        language = language_of(sample)
    dropped = [place_dropped(reading, each) for each in furniture]
    candidates = list(
        read_sentences(reading.text, paragraphs, language, published_on, timings)
    )
    with timings.of("worth"):
        weighed = weigh_all([each.statement for each in candidates], way)
    findings: list[Finding] = []
    for candidate, worth in zip(candidates, weighed, strict=True):
        found = judge(text, reading, candidate, worth)
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


def read_sentences(
    text: str,
    paragraphs: Sequence[Paragraph],
    language: str,
    published_on: date | None,
    timings: Timings,
) -> Iterator[Candidate]:
    text = text.translate(LINE_BREAKS)
    with timings.of("sentences"):
        spans = [place_sentences(text, each, language) for each in paragraphs]
    with timings.of("speakers"):
        voices = iter(find_voices(text, spans, language))
    for paragraph, sentences in zip(paragraphs, spans, strict=True):
        written = [
            text[start:end] if end - start <= LONGEST_SENTENCE else ""
            for start, end in sentences
        ]
        with timings.of("values"):
            found = [find_values(each, language, published_on) for each in written]
        for (start, end), sentence, values in zip(
            sentences, written, found, strict=True
        ):
            voice = next(voices)
            here = spoken_here(voice, start, end)
            goes_on = voice.speaker is not None and here is None
            tells_of = voice.tells_of
            statement = Statement(sentence, values, here, goes_on, tells_of, language)
            yield Candidate(start, end, statement, voice, paragraph.doubt)


def place_sentences(
    text: str, paragraph: Paragraph, language: str
) -> list[tuple[int, int]]:
    whole = text[paragraph.start : paragraph.end]
    return [
        (paragraph.start + start, paragraph.start + end)
        for start, end in split_sentences(whole, language)
    ]


def spoken_here(voice: Voice, start: int, end: int) -> Speaker | None:
    """The speaker when the sentence itself has the cue: a sentence in the midst of a
    long quotation attributes nothing."""
    speaker = voice.speaker
    return speaker if speaker and start <= speaker.cue_start < end else None


def judge(
    text: str, reading: Reading, candidate: Candidate, weighed: Weighed
) -> Finding | Dropped:
    """One sentence: a finding, or why it is none."""
    start, end = reading.place(candidate.start, candidate.end)
    statement, reasons = candidate.statement, weighed.reasons
    if candidate.end - candidate.start > LONGEST_SENTENCE:
        return Dropped(start, end, "too long to be one sentence")
    if weighed.worth < THRESHOLD:
        return Dropped(start, end, f"not worth checking: {', '.join(weighed.against)}")
    speaker = candidate.voice.speaker
    told = insert_referents(statement.sentence, candidate.voice.referents)
    return Finding(
        start=start,
        end=end,
        quote=text[start:end],
        text=close_half(" ".join(told.split())),
        worth=weighed.worth,
        reasons=(*reasons, candidate.doubt) if candidate.doubt else reasons,
        speaker=speaker and place_speaker(reading, speaker),
        values=tuple(
            place_value(reading, candidate.start, value) for value in statement.values
        ),
    )


def place_dropped(reading: Reading, dropped: Dropped) -> Dropped:
    return Dropped(*reading.place(dropped.start, dropped.end), dropped.reason)


def place_speaker(reading: Reading, speaker: Speaker) -> Speaker:
    start, end = reading.place(speaker.start, speaker.end)
    cue_start, cue_end = reading.place(speaker.cue_start, speaker.cue_end)
    return replace(speaker, start=start, end=end, cue_start=cue_start, cue_end=cue_end)


def place_value(reading: Reading, offset: int, value: Value) -> Value:
    start, end = reading.place(offset + value.start, offset + value.end)
    return value.moved(start, end)
