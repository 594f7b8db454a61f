"""Every number in a sentence, before its unit and its bound are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter

from claims.extraction.text.glimpses import (
    HAS_DIGIT,
    Glimpse,
    declined,
    hint_of_pattern,
    hint_of_words,
    read_hints,
)
from claims.extraction.text.wordlists import listed
from claims.extraction.values.numerals import (
    NUMBER_WORD,
    NUMBER_WORDS,
    parse_digits,
    parse_words,
)
from claims.extraction.values.quantities import MAGNITUDE, MAGNITUDES

DIGITS = r"\d+(?:[.,'’]\d+)*"
SPACED = r"\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d+)?"
FIGURE = re.compile(
    rf"(?<!\w)(?:{SPACED}|{DIGITS}|(?<!-)(?:{NUMBER_WORDS})(?!\w))",
    re.IGNORECASE,
)
# The same without words; what begins with a digit is searched for much faster.
FIGURE_OF_DIGITS = re.compile(
    r"\d(?<!\w\d)(?:\d{0,2}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d*(?:[.,'’]\d+)*)"
)
DIGITS_OR_WORD = re.compile(r"\d+|[^\W\d_]+")
# "dozens", "Hunderttausende": no figure, and yet an order of magnitude.
VAGUE = {
    "hundreds of thousands|Hunderttausende[nr]?": "150000/1999999",
    "tens of thousands|Zehntausende[nr]?": "15000/199999",
    "thousands|Tausende[nr]?": "1500/99999",
    "hundreds|Hunderte[nr]?": "150/1999",
    "dozens|Dutzende[nr]?": "20/199",
    "millions|Millionen": "1500000/999999999",
}
VAGUE_FIGURE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<v{at}>{words})" for at, words in enumerate(VAGUE))
    + r")(?!\w)",
    re.IGNORECASE,
)
HALF = re.compile(
    r"(?<![\w-])(?:half an?|(?:eine?[rnms]?\s)?halbe[nrs]?)(?=[ -](?:million|billion"
    r"|dozen|Milliarde|Dutzend|hour|year|day|Stunde|Jahr|Tag"
    r"|percentage|Prozentpunkt))"
    r"|(?<![\w-])(?:a )?(?:quarter|half)(?= of a percentage point| percentage point)",
    re.IGNORECASE,
)
QUARTER_MILLION = re.compile(
    r"(?<!\w)(?:eine[rn]?\s)?Viertelmillion(?!\w)"
    r"|(?<!\w)(?:a )?quarter of a million(?!\w)"
)
# "for an hour", and not "twice an hour".
LONE_DURATION = re.compile(
    r"(?<!\w)(?:about|around|nearly|almost|over|than|for|within|lasted|lasts?|up to"
    r"|after|takes?|took|just|under)\s(?P<one>an?)(?=\s(?:minute|hour|day|week|month"
    r"|year"
    r"|decade)\b(?!\sand))",
    re.IGNORECASE,
)
LONE_MAGNITUDE = re.compile(
    r"(?<![\w-])an?(?=\s(?:dozen|million|billion|trillion)\b)", re.IGNORECASE
)
NAMES_NUMBER = hint_of_pattern(NUMBER_WORD)
# The articles are those of "a hundred".
BEGINS_FIGURE = NAMES_NUMBER | HAS_DIGIT | hint_of_words(("a", "an"))
WITHOUT_NUMBER = hint_of_words(
    (
        *listed(
            "half quarter minute hour day week month year decade dozen million billion"
            " trillion viertelmillion hundreds thousands tens dozens millions millionen"
        ),
        *declined(
            "halb",
            "halbe",
            "tausende",
            "hunderte",
            "dutzende",
            "hunderttausende",
            "zehntausende",
        ),
    )
)
AND_A_HALF = re.compile(r"\sand\sa\shalf(?!\w)|½")
# The figure is part of a name (G-20, S-400), a fraction, a score or an address.
PART_OF_NAME = re.compile(r"(?:[^\W\d_][-–/]|[#@/:_]|(?<!\d)[.,])$")
NAME_GOES_ON = re.compile(r"[/:_@]\d|[.,]\d")
MINUS = re.compile(r"(?:^|[\s(])[-−]$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number where it stands, before its unit and its bound are known."""

    start: int
    end: int
    amount: Decimal
    high: Decimal | None = None
    in_words: bool = False


def find_figures(sentence: str, seen: Glimpse, language: str) -> Iterator[Figure]:
    """Every number, in order, none overlapping; of "2 million" the 2."""
    ends = 0
    found = all_figures(sentence, seen, language)
    for figure in sorted(found, key=attrgetter("start")):
        if figure.start >= ends:
            magnitude = MAGNITUDE.match(sentence, figure.end)
            ends = magnitude.end() if magnitude else figure.end
            yield figure


def all_figures(sentence: str, seen: Glimpse, language: str) -> Iterator[Figure]:
    if seen.has(WITHOUT_NUMBER):
        yield from figures_without_number(sentence)
    in_words = seen.has(NAMES_NUMBER)
    if not seen.digit and not in_words:
        return
    in_digits = FIGURE_OF_DIGITS.finditer
    for found in find_with_words(sentence) if in_words else in_digits(sentence):
        start, end = found.span()
        if found.group()[0].isdigit():
            if figure := read_digits(sentence, start, end, language):
                yield figure
        elif (number := parse_words(found.group())) is not None:
            yield Figure(start, end, number, in_words=True)


def find_with_words(sentence: str) -> Iterator[re.Match[str]]:
    """What ``FIGURE`` finds, tried only where a digit or the word of a number is."""
    last = 0
    for begun in DIGITS_OR_WORD.finditer(sentence):
        start = begun.start()
        if start < last or not read_hints(begun.group()) & BEGINS_FIGURE:
            continue
        if found := FIGURE.match(sentence, start):
            yield found
            last = found.end()


def figures_without_number(sentence: str) -> Iterator[Figure]:
    """Of "half a million", "a dozen", "for an hour" and "hundreds"."""
    for found in HALF.finditer(sentence):
        part = "0.25" if "quarter" in found.group().casefold() else "0.5"
        yield Figure(*found.span(), Decimal(part), in_words=True)
    for found in QUARTER_MILLION.finditer(sentence):
        yield Figure(*found.span(), Decimal(250_000), in_words=True)
    for found in LONE_DURATION.finditer(sentence):
        yield Figure(*found.span("one"), Decimal(1), in_words=True)
    for found in LONE_MAGNITUDE.finditer(sentence):
        yield Figure(*found.span(), Decimal(1), in_words=True)
    for found in VAGUE_FIGURE.finditer(sentence):
        low, high = tuple(VAGUE.values())[int((found.lastgroup or "v0")[1:])].split("/")
        yield Figure(*found.span(), Decimal(low), Decimal(high), in_words=True)


def read_digits(sentence: str, start: int, end: int, language: str) -> Figure | None:
    before = sentence[max(0, start - 3) : start]
    if PART_OF_NAME.search(before) or NAME_GOES_ON.match(sentence, end):
        return None
    amount = parse_digits(sentence[start:end], language)
    if amount is None:
        return None
    if sentence[max(0, start - 6) : start].casefold() == "minus ":
        return Figure(start, end, -amount)
    if MINUS.search(before):
        return Figure(start - 1, end, -amount)
    return Figure(start, end, amount)


def scale(sentence: str, figure: Figure) -> Figure | None:
    """The figure times its magnitude, or None for "20th", "3D" and "4x4"."""
    factor, end, amount = Decimal(1), figure.end, figure.amount
    if half := AND_A_HALF.match(sentence, end):
        amount, end = amount + Decimal("0.5"), half.end()
    if magnitude := MAGNITUDE.match(sentence, end):
        word = (magnitude["word"] or magnitude["short"]).casefold().rstrip(".")
        factor = Decimal(MAGNITUDES[word])
        if magnitude["word"] == "Billion":
            factor = Decimal(10**12)
        end = magnitude.end()
    elif end < len(sentence) and (sentence[end].isalpha() or sentence[end] == "_"):
        return None
    if end == figure.end:
        return figure
    high = figure.high and figure.high * factor
    return replace(figure, end=end, amount=amount * factor, high=high)
