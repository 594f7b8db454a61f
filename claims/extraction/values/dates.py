"""Dates as written in English and German, as far as they are known."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from claims.extraction.findings import Value
from claims.extraction.text.glimpses import Glimpse, hint_of_words
from claims.extraction.values.relative_dates import find_relative_dates, year_after

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
LAST = r"(?:(?:\s?[-–/]\s?|\s(?:bis|bis zum|to)\s)(?P<last>\d{1,2})(?!\d))?"
# "Since January 14 times" counts; in German the day stands before its month.
AS_COUNT = r"[.,]\d|-?\s?(?:[Mm]al|times)\b|-fach"
NOT_GERMAN = r"(?!(?:Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember)\s)"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d.,]*\d|\w)"

FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.-])(?P<year>1[5-9]\d\d"
        r"|20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?![\w-])",
        r"(?<![\w.,/-])(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})(?!\w)",
        rf"\b{NOT_GERMAN}{MONTH}\s{DAY}{LAST}(?!\w|{AS_COUNT})(?:,?\s{YEAR})?",
        rf"(?<![\w.,-]){DAY}\.?{LAST}(?:\.)?\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?",
        rf"\b{MONTH},?\s(?:of\s)?{YEAR}",
        r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Bb]efore|[Ee]arly|[Ll]ate"
        r"|[Ll]ast"
        r"|(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle|[Cc]ourse) of"
        rf"|[Nn]ext|[Ii]m|[Ss]eit|[Bb]is|[Aa]nfang|[Ee]nde"
        rf"|[Mm]itte)\s(?P<core>{MONTH})",
    )
)
# What is written in digits alone, and what must stand in it.
NUMERIC_FORMS = FORMS[:2]
NUMERIC = re.compile(r"\d-\d|\d\.(?!\d{3})")
# The amount of what is written like a date and is none.
NO_DATE = ""
NAMES_MONTH = hint_of_words(MONTHS)
SLASHED = re.compile(r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})(?![\w/])")
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
# "2021 zählte die Stadt", and not "2021 neue Stellen".
OPENING_VERB = re.compile(
    r"\s(?:(?P<german>[a-zäöüß]+\s(?=[a-zäöü\d]))|(?:saw|was|brought|marked|ended)\b)"
)
JOINED = re.compile(r"\s(?:to|until|till|through|bis|bis zum)\s|\s?[-–]\s?")
# "wurde 1974 gebaut", "stürzte 1974 ein"
PARTICIPLE = re.compile(
    r"\s(?:(?:[a-zäöü]{0,4}ge|ver|be|er|ent|zer)[a-zäöüß]{2,}(?:t|en)(?!\w)"
    r"|(?:ab|an|auf|aus|ein|zurück|zusammen)(?=[.,;]|$))"
)
COUNTED = re.compile(
    r"\s(?!(?:im|in|am|an|auf|um|von|vom|bei|mit|nach|zu|zum|zur|durch|aus|by|with|der"
    r"|die|das|den|dem|des|ein|eine|einen|seine?n?|ihre?n?|the|his|her|its"
    r"|wurden?|war|waren|was|were|had|has|hatten?"
    r"|rund|etwa|mehr|fast|knapp|gut|about|some|over|nearly|almost)\s)[^\W\d_]"
)


def find_dates(
    sentence: str, seen: Glimpse, published_on: date | None
) -> Iterator[Value]:
    """Dates in ``sentence``. Spans may overlap; the first found is the best. Of 31
    February the amount is ``NO_DATE``."""
    for form in forms_of(seen):
        for found in form.finditer(sentence):
            start = found.start("core" if "core" in form.groupindex else 0)
            if amount := amount_of(found):
                yield with_year(sentence, amount, start, found.end(), published_on)
            else:
                yield dated(sentence, NO_DATE, start, found.end())
    for found in SLASHED.finditer(sentence) if "/" in sentence else ():
        if amount := slashed_amount(found):
            yield dated(sentence, amount, *found.span())
    yield from find_relative_dates(sentence, seen, published_on)


def forms_of(seen: Glimpse) -> Sequence[re.Pattern[str]]:
    """Those that the sentence may hold."""
    numeric = NUMERIC_FORMS if NUMERIC.search(seen.numerals) else ()
    if not seen.has(NAMES_MONTH):
        return numeric
    return (*numeric, *FORMS[2:]) if seen.digit else FORMS[-1:]


def join_dates(sentence: str, values: Iterable[Value]) -> Iterator[Value]:
    """Dates in order, none overlapping, "March 3 to March 7" as one."""
    last: Value | None = None
    for value in best_dates(values):
        between = sentence[last.end : value.start] if last else ""
        if last and JOINED.fullmatch(between) and are_days(last, value):
            amount = f"{last.amount}/{value.amount}"
            last = dated(sentence, amount, last.start, value.end)
            continue
        if last:
            yield last
        last = value
    if last:
        yield last


def are_days(first: Value, last: Value) -> bool:
    return all(each.amount and "/" not in each.amount for each in (first, last))


def best_dates(values: Iterable[Value]) -> list[Value]:
    """The first found of those that overlap, in the order they stand."""
    best: list[Value] = []
    taken: set[int] = set()
    for value in values:
        places = range(value.start, value.end)
        if taken.isdisjoint(places):
            taken.update(places)
            best.append(value)
    return sorted(best, key=lambda value: value.start)


def dated(sentence: str, amount: str, start: int, end: int) -> Value:
    return Value("date", amount, "", "", start, end, sentence[start:end])


def with_year(
    sentence: str, amount: str, start: int, end: int, published_on: date | None
) -> Value:
    """The date, with the year of a following "next year" or "vergangenen Jahres"."""
    if published_on and amount.startswith("--"):
        year, end = year_after(sentence, end, published_on)
        if year:
            amount = amount.replace("--", f"{year}-")
    return dated(sentence, amount, start, end)


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


def find_years(sentence: str, seen: Glimpse, language: str) -> Iterator[Value]:
    """Years that stand alone. "1800 Stellen" is a number, "in 1800" is a year."""
    if not LONE_YEAR.search(seen.numerals):
        return
    for found in LONE_YEAR.finditer(sentence):
        before = BEFORE_YEAR.search(
            sentence[max(0, found.start() - 12) : found.start()]
        )
        opens = found.start() == 0 and OPENING_VERB.match(sentence, found.end())
        if (
            before
            or found[2]
            or (opens and (language == "de") == (opens["german"] is not None))
            or not COUNTED.match(sentence, found.end())
            or (language == "de" and PARTICIPLE.match(sentence, found.end()))
        ):
            yield dated(sentence, found[1], *found.span())
