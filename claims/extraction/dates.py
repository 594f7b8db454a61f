"""Dates as written in English and German, as far as they are known."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from claims.extraction.findings import Value

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar jänner jan",
            "february februar feb",
            "march märz mar mär",
            "april apr",
            "may mai",
            "june juni jun",
            "july juli jul",
            "august aug",
            "september sept sep",
            "october oktober oct okt",
            "november nov",
            "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}
# Four letters or fewer, and yet written out.
NO_SHORTER = frozenset(("may", "mai", "june", "juni", "july", "juli", "märz"))
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday montag",
            "tuesday dienstag",
            "wednesday mittwoch",
            "thursday donnerstag",
            "friday freitag",
            "saturday samstag sonnabend",
            "sunday sonntag",
        )
    )
    for name in names.split()
}
WEEKDAY_NAMES = tuple(name for name in WEEKDAYS if name.endswith("day"))
RELATIVE = {"today": 0, "heute": 0, "yesterday": -1, "gestern": -1}

FULL = sorted((name for name in MONTHS if len(name) > 4 or name in NO_SHORTER), key=len)
SHORT = sorted((name for name in MONTHS if name not in FULL), key=len)
MONTH = (
    r"(?P<month>"
    + "|".join(map(str.capitalize, FULL[::-1]))
    + r"|(?:"
    + "|".join(map(str.capitalize, SHORT[::-1]))
    + r")(?!\w)\.?)(?!\w)"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
LAST = r"(?:\s?[-–/]\s?(?P<last>\d{1,2})(?!\d))?"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d.,]*\d|\w)"

FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.-])(?P<year>1[5-9]\d\d"
        r"|20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?![\w-])",
        r"(?<![\w.,/-])(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})(?!\w)",
        rf"\b{MONTH}\s{DAY}{LAST}(?!\w)(?:,?\s{YEAR})?",
        rf"(?<![\w.,-]){DAY}\.?{LAST}(?:\.)?\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?",
        rf"\b{MONTH},?\s(?:of\s)?{YEAR}",
        r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Bb]efore|[Ee]arly|[Ll]ate"
        r"|[Ll]ast"
        rf"|[Nn]ext|[Ii]m|[Ss]eit|[Bb]is|[Aa]nfang|[Ee]nde"
        rf"|[Mm]itte)\s(?P<core>{MONTH})",
    )
)
NUMERIC_FORMS = FORMS[:2]
MONTH_NAME = re.compile(MONTH)
HAS_DIGIT = re.compile(r"\d")
SLASHED = re.compile(r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?![\w/])")
CLOCK = re.compile(
    r"(?<![\w.,:])\d{1,2}(?:[.:]\d\d){1,2}(?:\s?(?:Uhr|a\.m\.|p\.m\.|am|pm|GMT|CET"
    r"|UTC))?"
    r"(?![\w:%]|[.,]\d)|(?<![\w.,:])\d{1,2}\s?(?:Uhr|a\.m\.|p\.m\.|am|pm)(?!\w)"
)
LONE_YEAR = re.compile(
    r"(?<![\w.,/+-])(1[89]\d\d|20\d\d)(?:[-–/](\d\d|\d{4}))?(?![\w%])"
)
BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|of|from|until|till|before|after|year|during|for|around"
    r"|to|and|the"
    r"|early|mid|late|spring|summer|autumn|fall|winter|seit|im|jahr|jahre|jahren"
    r"|bis|von"
    r"|vor|nach|ab|und|anfang|ende|mitte|sommer|herbst|frühjahr|ins|der|die|das)\s"
    r"|\()$",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\s[^\W\d_]")
WEEKDAY = re.compile(
    r"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|(?:[Vv]ergangene|[Ll]etzte|[Nn]ächste"
    r"|[Kk]ommende)[nrm]?)\s)?(?P<weekday>"
    + "|".join(map(str.capitalize, WEEKDAYS))
    + r")(?!\w)"
)
DAY_WORD = re.compile(r"\b(?:[Tt]oday|[Yy]esterday|[Hh]eute|[Gg]estern)\b")


def find_dates(sentence: str, published_on: date | None) -> Iterator[Value]:
    """Dates in ``sentence``. Spans may overlap; the first found is the best."""
    forms = FORMS if MONTH_NAME.search(sentence) else NUMERIC_FORMS
    for form in forms if HAS_DIGIT.search(sentence) else FORMS[-1:]:
        for found in form.finditer(sentence):
            if amount := amount_of(found):
                start = found.start("core" if "core" in form.groupindex else 0)
                yield dated(sentence, amount, start, found.end())
    for found in SLASHED.finditer(sentence):
        if amount := slashed_amount(found):
            yield dated(sentence, amount, *found.span())
    yield from find_weekdays(sentence, published_on)


def dated(sentence: str, amount: str, start: int, end: int, unit: str = "") -> Value:
    return Value("date", amount, unit, "", start, end, sentence[start:end])


def amount_of(found: re.Match[str]) -> str:
    parts = found.groupdict()
    number = parts.get("number")
    month = int(number) if number else MONTHS[parts["month"].casefold().rstrip(".")]
    year = parts.get("year") or ""
    days = [int(parts[key]) for key in ("day", "last") if parts.get(key)]
    try:
        # A leap year, so that 29 February may stand without one.
        whole = [date(int(year or 2000), month, day) for day in days or [1]]
    except ValueError:
        return ""
    if not days:
        return f"{year}-{month:02}" if year else f"--{month:02}"
    lead = year or "-"
    return "/".join(f"{lead}-{each:%m-%d}" for each in whole)


def slashed_amount(found: re.Match[str]) -> str:
    """8/26/25 and 26/8/2025 are plain; 3/4/25 is two dates, so it is none."""
    first, second, year = (int(part) for part in found.groups())
    if first <= 12 and second <= 12 and first != second:
        return ""
    month, day = (first, second) if second > 12 else (second, first)
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return ""


def find_weekdays(sentence: str, published_on: date | None) -> Iterator[Value]:
    for found in WEEKDAY.finditer(sentence):
        weekday = WEEKDAYS[found["weekday"].casefold()]
        which = (found["which"] or "").casefold()
        if published_on is None:
            name = WEEKDAY_NAMES[weekday]
            yield dated(sentence, name, *found.span(), unit="weekday")
        else:
            day = resolve_weekday(weekday, which, published_on)
            yield dated(sentence, day.isoformat(), *found.span())
    if published_on is None:
        return
    for found in DAY_WORD.finditer(sentence):
        day = published_on + timedelta(days=RELATIVE[found.group().casefold()])
        yield dated(sentence, day.isoformat(), *found.span())


def resolve_weekday(weekday: int, which: str, published_on: date) -> date:
    """The last such day up to publication, or the first after it for "next"."""
    if which.startswith(("next", "nächste", "kommende")):
        return published_on + timedelta(
            days=(weekday - published_on.weekday() - 1) % 7 + 1
        )
    past = (published_on.weekday() - weekday) % 7
    if past == 0 and which.startswith(("last", "vergangene", "letzte")):
        past = 7
    return published_on - timedelta(days=past)


def find_years(sentence: str) -> Iterator[Value]:
    """Years that stand alone. "1800 Stellen" is a number, "in 1800" is a year."""
    for found in LONE_YEAR.finditer(sentence):
        before = BEFORE_YEAR.search(
            sentence[max(0, found.start() - 12) : found.start()]
        )
        if before or found[2] or not COUNTED.match(sentence, found.end()):
            yield dated(sentence, found[1], *found.span())
