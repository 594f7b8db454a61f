"""Numbers, percentages, money and dates in a sentence, normalised."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from claims.extraction.dates import CLOCK, find_dates, find_years
from claims.extraction.findings import Value

LONGEST_NUMBER = 40

DIGITS = r"\d+(?:[.,'’]\d+)*"
SPACED = r"\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d+)?"
MAGNITUDES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "tausend": 10**3,
    "tsd": 10**3,
    "k": 10**3,
    "million": 10**6,
    "millions": 10**6,
    "millionen": 10**6,
    "mio": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "milliarde": 10**9,
    "milliarden": 10**9,
    "mrd": 10**9,
    "billion": 10**9,
    "billions": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "billionen": 10**12,
    "trillion": 10**12,
    "tn": 10**12,
    "dozen": 12,
    "dutzend": 12,
}
CURRENCIES = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "$": "USD",
    "us$": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "us-dollar": "USD",
    "usd": "USD",
    "£": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "pfund": "GBP",
    "gbp": "GBP",
    "franken": "CHF",
    "francs": "CHF",
    "chf": "CHF",
    "rubles": "RUB",
    "roubles": "RUB",
    "rubel": "RUB",
    "yen": "JPY",
}
UNITS = {
    word: unit
    for unit, words in {
        "year": "year years jahr jahre jahren",
        "month": "month months monat monate monaten",
        "week": "week weeks woche wochen",
        "day": "day days tag tage tagen",
        "hour": "hour hours stunde stunden",
        "minute": "minute minutes minuten",
        "km": "km kilometre kilometres kilometer kilometers kilometern",
        "m": "metre metres meter meters metern",
        "mile": "mile miles meilen",
        "tonne": "tonne tonnes tons tonnen",
        "degree": "degree degrees grad",
        "hectare": "hectare hectares hektar",
    }.items()
    for word in words.split()
}
WORDS = {
    word: number
    for words in (
        "two three four five six seven eight nine ten eleven twelve",
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    )
    for number, word in enumerate(words.split(), start=2)
} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "zwanzig": 20,
    "hundert": 100,
}
PERCENT = re.compile(
    r"[ -]?(?P<points>percentage points?|Prozentpunkten?)(?!\w)"
    r"|(?: ?%|[ -](?:per ?cent|Prozent)(?!\w))"
)
MAGNITUDE = re.compile(
    r"(?:[ -](?P<word>(?:Mio|Mrd|Tsd)\.?|hundred|thousand|millions?|billions?"
    r"|trillion|dozen|Tausend"
    r"|tausend|Dutzend|Million(?:en)?|Milliarden?|Billion(?:en)?|mn|bn|tn|m|k)"
    r"|(?P<short>mn|bn|tn|[mMkKbB]))(?!\w)"
)
AFTER_CURRENCY = re.compile(
    r"[ -]?(?P<currency>€|\$|£|(?:[Ee]uros?|EUR|US-Dollar|[Dd]ollars?|USD|pounds?|Pfund"
    r"|GBP|Franken|francs|CHF|roubles|rubles|Rubel|yen|Yen)(?!\w))"
)
BEFORE_CURRENCY = re.compile(r"(?:US\$|[€$£]|(?<!\w)(?:EUR|USD|GBP|CHF)) ?$")
UNIT = re.compile(r"[ -](?P<unit>[^\W\d_]{1,12})(?!\w)")
FIGURE = re.compile(rf"(?<![\w]){SPACED}|(?<![\w]){DIGITS}")
WORD_FIGURE = re.compile(
    r"(?<![\w-])(?:" + "|".join(WORDS) + r")(?![\w])", re.IGNORECASE
)
# "the two leaders" points back at somebody and counts nobody.
REFERS = re.compile(r"\b(?:the|these|those|die|den|der)\s$", re.IGNORECASE)
# The figure is part of a name (G-20, S-400), a fraction, a score or an address.
PART_OF_NAME = re.compile(r"(?:[^\W\d_][-–/]|[#@/:_]|(?<!\d)[.,])$")
NAME_GOES_ON = re.compile(r"[/:_@]\d|[.,]\d")
MINUS = re.compile(r"(?:^|[\s(])[-−]$")
RANGE = re.compile(
    rf"(?:\s?[-–]\s?|\s(?:to|bis|and|und)\s)(?:[€$£] ?)?{DIGITS}(?![\w.,]\d)"
)
GROUPED = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")
BOUNDS = (
    ("more than", "more than|over|above|exceeding|mehr als|über"),
    (
        "at least",
        "at least|no fewer than|no less than|not less than|a minimum of|mindestens"
        "|wenigstens|nicht weniger als",
    ),
    ("less than", "less than|fewer than|under|below|weniger als|unter"),
    (
        "at most",
        "up to|at most|no more than|as many as|a maximum of|bis zu|höchstens|maximal"
        "|nicht mehr als",
    ),
    (
        "about",
        r"about|around|roughly|approximately|approx\.|nearly|almost|some|an estimated"
        r"|circa|ca\.|rund|etwa|ungefähr|knapp|fast|gut|schätzungsweise|an die",
    ),
)
BOUND = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<b{at}>{words})" for at, (_, words) in enumerate(BOUNDS))
    + r")\s(?:(?:the|a|an|another|weitere|den|die)\s)?(?:US\$|[€$£] ?)?$",
    re.IGNORECASE,
)
OR_MORE = re.compile(r"\s(?:or more|oder mehr)\b")


def find_values(
    sentence: str, language: str = "", published_on: date | None = None
) -> tuple[Value, ...]:
    """Values in the order they stand, none overlapping; offsets within ``sentence``."""
    taken = bytearray(len(sentence))
    found: list[Value] = []

    def keep(values: Iterator[Value]) -> None:
        for value in values:
            if not any(taken[value.start : value.end]):
                taken[value.start : value.end] = b"\1" * (value.end - value.start)
                found.append(value)

    keep(find_dates(sentence, published_on))
    for clock in CLOCK.finditer(sentence):
        if clock.group()[-1].isalpha() or ":" in clock.group():
            taken[clock.start() : clock.end()] = b"\1" * (clock.end() - clock.start())
    keep(
        value
        for value in find_years(sentence)
        if not bound_before(sentence, value.start)
        and not PERCENT.match(sentence, value.end)
        and not AFTER_CURRENCY.match(sentence, value.end)
        and not BEFORE_CURRENCY.search(sentence[: value.start][-5:])
        and not MAGNITUDE.match(sentence, value.end)
    )
    keep(find_figures(sentence, language))
    return tuple(sorted(found, key=lambda value: value.start))


def find_figures(sentence: str, language: str) -> Iterator[Value]:
    for found in FIGURE.finditer(sentence):
        start = found.start()
        before = sentence[max(0, start - 2) : start]
        if PART_OF_NAME.search(before) or NAME_GOES_ON.match(sentence, found.end()):
            continue
        amount = parse_number(found.group(), language)
        if amount is not None:
            if MINUS.search(before):
                amount, start = -amount, start - 1
            yield from measure(sentence, amount, start, found.end())
    for found in WORD_FIGURE.finditer(sentence):
        if REFERS.search(sentence[max(0, found.start() - 6) : found.start()]):
            continue
        amount = Decimal(WORDS[found.group().casefold()])
        yield from measure(sentence, amount, *found.span())


def parse_number(written: str, language: str) -> Decimal | None:
    """The number meant by digits and separators, or None when it is not one.

    "10.000" is ten thousand in German and ten in English; "10,000" the other way."""
    if len(written) > LONGEST_NUMBER:
        return None
    if written.isdigit():
        return Decimal(written) if written.isascii() else None
    decimal = "," if language == "de" else "."
    if GROUPED.fullmatch(written):
        separators = [sign for sign in written if not sign.isdigit()]
        lone = len(separators) == 1
        if not (lone and separators[0] == decimal and language) and written[0] != "0":
            last = separators[-1]
            if lone or last == separators[0]:
                return Decimal(re.sub(r"\D", "", written))
            whole, _, fraction = written.rpartition(last)
            return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{fraction}")
    if written.count(".") + written.count(",") == 1 and written.isascii():
        return Decimal(written.replace(",", ".")) if "'" not in written else None
    return None


def measure(sentence: str, amount: Decimal, start: int, end: int) -> Iterator[Value]:
    """The value with its magnitude, its unit and its bound."""
    kind, unit = "number", ""
    own_end = end
    # "25 to 30 percent": the unit of the second figure is the first one's too.
    span = RANGE.match(sentence, end)
    end = span.end() if span else end
    if magnitude := MAGNITUDE.match(sentence, end):
        word = (magnitude["word"] or magnitude["short"]).casefold().rstrip(".")
        german = magnitude["word"] == "Billion"
        amount *= 10**12 if german else MAGNITUDES[word]
        end = magnitude.end()
    elif end < len(sentence) and (sentence[end].isalpha() or sentence[end] == "_"):
        # "20th", "3D", "4x4": no number on its own.
        return
    before = BEFORE_CURRENCY.search(sentence[max(0, start - 5) : start])
    bound = bound_before(sentence, start)
    if percent := PERCENT.match(sentence, end):
        kind, unit = "percent", "points" if percent["points"] else ""
        end = percent.end()
    elif before:
        kind, unit = "money", CURRENCIES.get(before.group().strip().casefold(), "")
        start -= len(before.group())
    elif currency := AFTER_CURRENCY.match(sentence, end):
        kind, unit = "money", CURRENCIES[currency["currency"].casefold()]
        end = currency.end()
    elif named := UNIT.match(sentence, end):
        unit = UNITS.get(named["unit"].casefold(), "")
    if not bound and OR_MORE.match(sentence, end):
        bound = "at least"
    end = own_end if span else end
    written = f"{amount.normalize():f}"
    yield Value(kind, written, unit, bound, start, end, sentence[start:end])


def bound_before(sentence: str, start: int) -> str:
    found = BOUND.search(sentence[max(0, start - 40) : start])
    if not found:
        return ""
    return next(name for at, (name, _) in enumerate(BOUNDS) if found[f"b{at}"])
