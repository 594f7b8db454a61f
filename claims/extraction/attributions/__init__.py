"""Who says what in a whole text: sentences in, attributions out.

In English: cues, english, english_frames, english_subjects. In German: german_cues,
german, german_verbs, german_frames, german_mood, german_phrases. Is that speech, and
which counts? deeds, weighing. Can the source speak, and how is it called? can_speak,
owners, source_names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from claims.extraction.attributions.cues import ENGLISH, SAY
from claims.extraction.attributions.english import find_english
from claims.extraction.attributions.english_subjects import (
    DETERMINERS,
    governing_subject,
)
from claims.extraction.attributions.german import find_german
from claims.extraction.attributions.german_mood import is_in_mood, opening_phrase
from claims.extraction.text.clauses import (
    QUOTATION,
    WORDS_OF_PARTIAL,
    WORDS_OF_QUOTATION,
    Attribution,
    Token,
    Unit,
)
from claims.extraction.text.quotes import Span, count_words, find_quotations

__all__ = ["Attribution", "find_attributions"]

LONGEST_FRAME = 60
LONGEST_TITLE = 9


def find_attributions(
    text: str, paragraphs: Sequence[Sequence[Span]], language: str
) -> list[Attribution]:
    """The attributions of a text, whose sentences are given paragraph by paragraph."""
    found: list[Attribution] = []
    source: Span | None = None
    for sentences in paragraphs:
        reader = read_german if language == "de" else read_english
        for each in reader(text, read_units(text, sentences), source):
            if each.kind != "stance":
                source = each.source or source
            found.append(each)
    return found


def read_english(
    text: str, units: Sequence[Unit], source: Span | None
) -> Iterator[Attribution]:
    for unit in units:
        cued = find_english(unit)
        for each in (
            *cued,
            *loose_quotations(text, unit, cued, source, english_subject),
        ):
            if each.kind != "stance":
                source = each.source or source
            yield each


def read_german(
    text: str, units: Sequence[Unit], source: Span | None
) -> Iterator[Attribution]:
    """Like the English; what stands in the mood of reported speech goes on with the
    last source, or is the voice of what the sentence before is about."""
    mood: Attribution | None = None
    told = False
    for unit in units:
        cued = find_german(unit)
        if not cued and is_in_mood(unit, follows=told):
            mood = mood and replace(mood, content=((mood.content[0][0], unit.end),))
            mood = mood or Attribution("mood", ((unit.start, unit.end),), source)
            quoted = [*unit.quotations, *unit.partial]
            yield from (Attribution("direct", (each,), source) for each in quoted)
            continue
        if mood:
            yield mood
            mood = None
        cued += loose_quotations(text, unit, cued, source, opening_phrase)
        for each in cued:
            source = each.source or source
            yield each
        told = any(each.kind != "stance" for each in cued)
        if not cued:
            source = opening_phrase(unit) or source
    if mood:
        yield mood


def read_units(text: str, sentences: Sequence[Span]) -> list[Unit]:
    start, end = sentences[0][0], sentences[-1][1]
    quotations, unclosed = find_quotations(text, start, end)
    if unclosed is not None and text[unclosed] != '"':
        quotations.append((unclosed, end))
    return join_sentences(text, sentences, quotations)


def join_sentences(
    text: str, sentences: Sequence[Span], quotations: Sequence[Span]
) -> list[Unit]:
    """The sentences as units: those which one quotation spans are one."""
    units: list[Unit] = []
    first = at = 0
    start = sentences[0][0]
    for (_, end), following in zip(sentences, (*sentences[1:], None), strict=True):
        while at < len(quotations) and quotations[at][1] <= end:
            at += 1
        if at < len(quotations) and quotations[at][0] < end:
            continue
        closes = at > 0 and quotations[at - 1][1] == end
        if following and closes and says_only(text, following):
            continue
        units.append(make_unit(text, start, end, list(quotations[first:at])))
        if following:
            start, first = following[0], at
    return units


def says_only(text: str, sentence: Span) -> bool:
    """Whether a sentence after a quotation is no more than "Tessa Brandt said."."""
    start, end = sentence
    if end - start > LONGEST_FRAME:
        return False
    words = text[start:end].rstrip(".").split()
    return any(ENGLISH.get(word) == SAY for word in words[1:4])


def make_unit(text: str, start: int, end: int, quotations: list[Span]) -> Unit:
    counted = [(each, count_words(text, each)) for each in quotations]
    long = [each for each, words in counted if words >= WORDS_OF_QUOTATION]
    partial = [
        each
        for each, words in counted
        if WORDS_OF_PARTIAL <= words < WORDS_OF_QUOTATION and not is_name(text, each)
    ]
    return Unit(text, start, end, long, partial)


def is_name(text: str, span: Span) -> bool:
    """Whether all words of a short quotation are capital, or its marks are italics."""
    words = text[span[0] + 1 : span[1] - 1].split()
    return text[span[0]] == "'" or all(not word[:1].islower() for word in words)


def loose_quotations(
    text: str,
    unit: Unit,
    found: Sequence[Attribution],
    source: Span | None,
    subject_of: Callable[[Unit], Span | None],
) -> Iterator[Attribution]:
    """The quotations in ``unit`` that are no cue's whole content. In reported speech
    they are its speaker's own words; elsewhere the last source goes on."""
    claimed = [span for each in found for span in each.content]
    here = next((each for each in found if each.source), None)
    if here:
        yield from (
            Attribution("direct", (each,), here.source)
            for each in unit.partial
            if is_inside(each, claimed)
        )
    left = [each for each in unit.quotations if each not in claimed]
    if not here:
        left = [each for each in left if not looks_like_title(text, unit, each)]
    if left:
        said_by = here.source if here else subject_of(unit) or source
        yield from (Attribution("direct", (each,), said_by) for each in left)


def is_inside(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def looks_like_title(text: str, unit: Unit, span: Span) -> bool:
    """Whether a quotation is the name of a book or a motto: few words, the first one
    capital, no mark at the end, in the midst of a sentence."""
    words = text[span[0] + 1 : span[1] - 1]
    if len(unit.tokens) < 4 or count_words(text, span) > LONGEST_TITLE:
        return False
    before = text[max(unit.start, span[0] - 2) : span[0]].strip()
    ended = words[-1:] in {".", "!", "?", ","} or text[span[1] : span[1] + 1] == ","
    return words[:1].isupper() and before[-1:] != ":" and not ended


def english_subject(unit: Unit) -> Span | None:
    """Whose act the first quotation is, by a verb that is no cue: "The crowd answered
    “…”", "“…”, Brandt shot back"."""
    tokens = unit.tokens
    at = next(at for at, each in enumerate(tokens) if each.low == QUOTATION)
    subject = governing_subject(tokens, at - 1) if at > 1 else None
    if subject is None and at + 2 < len(tokens):
        subject = subject_after(tokens, at + 1)
    return unit.span(*subject) if subject else None


def subject_after(tokens: list[Token], first: int) -> tuple[int, int] | None:
    if tokens[first].low in {"he", "she", "they"}:
        return first, first
    if not (tokens[first].raw[0].isupper() or tokens[first].low in DETERMINERS):
        return None
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].raw[0].isupper():
        last += 1
    return first, last
