"""Dates that are counted from the day of publication: "last Sunday", "am Freitag"."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from claims.extraction.findings import Value
from claims.extraction.text.glimpses import Glimpse, declined, hint_of_words
from claims.extraction.values.day_tenses import MAY_TELL_FUTURE, is_to_come
from claims.extraction.values.numerals import NUMBER_WORDS, parse_words

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
BEFORE = r"[Ll]ast|[Pp]ast|[Pp]revious|(?:[Vv]ergangene|[Ll]etzte|[Vv]orige)[nrms]?"
AFTER = r"[Nn]ext|[Cc]oming|(?:[Nn]ächste|[Kk]ommende)[nrms]?"
NOW = r"[Tt]his|(?:[Dd]iese|[Ll]aufende)[nrms]?"
STEPS = rf"(?:(?P<before>{BEFORE})|(?P<after>{AFTER})|(?P<now>{NOW}))"
# As much as "in the night to" takes, before the day.
LONGEST_LEAD = 24
TIMES_OF_DAY = ("abend", "morgen", "nachmittag", "vormittag", "mittag", "nacht")
WEEKDAY = re.compile(
    rf"(?<!\w)(?:{STEPS}\s)?(?P<weekday>"
    + "|".join(map(str.capitalize, WEEKDAYS))
    + rf")(?:{'|'.join(TIMES_OF_DAY)})?(?!\w)"
)
# A night is of two days: that of Tuesday is that to Wednesday.
NIGHT_TO = re.compile(
    r"(?<!\w)(?:[Nn]acht\s(?:zum?|auf)(?:\s(?:den|diesen))?|(?:[Nn]ight|[Oo]vernight)"
    r"\s(?:in)?to)\s$"
)
NIGHT_OF = re.compile(r"(?<=acht)|\snight(?!\w)")
DAY_WORDS = {
    "today": 0,
    "heute": 0,
    "tonight": 0,
    "yesterday": -1,
    "last night": -1,
    "gestern": -1,
    "vorgestern": -2,
    "tomorrow": 1,
    "morgen": 1,
    "übermorgen": 2,
}
DAY_WORD = re.compile(
    r"(?<!\w)(?:the day (?P<far>before yesterday|after tomorrow)"
    rf"|(?P<word>{'|'.join(word for word in DAY_WORDS if word != 'morgen')}"
    r"|(?<!heute )(?<!gestern )(?-i:morgen)(?!s)))(?!\w)",
    re.IGNORECASE,
)
SPAN_UNITS = {
    "week": "week",
    "woche": "week",
    "month": "month",
    "monat": "month",
    "monats": "month",
    "year": "year",
    "jahr": "year",
    "jahres": "year",
}
# "in the past week" and "over the last year" are durations, not that week.
SPAN = re.compile(
    rf"(?<!the\s)(?<!\w){STEPS}\s(?P<unit>week|month|year|Woche|Monate?s?|Jahre?s?)"
    r"(?!\w)"
)
AGO = re.compile(
    rf"(?<!\w)(?:(?P<vor>[Vv]or|[Ii]n)\s)?(?P<count>\d{{1,3}}|an?(?=\s)|{NUMBER_WORDS})"
    r"\s(?P<unit>days?|weeks?|Tag(?:en)?|Wochen?)(?P<ago>\sago)?(?!\w)",
    re.IGNORECASE,
)
NAMES_WEEKDAY = hint_of_words(
    name + time for name in WEEKDAYS for time in ("", *TIMES_OF_DAY)
)
NAMES_DAY = hint_of_words({*DAY_WORDS, "night"})
NAMES_SPAN = hint_of_words(
    declined("week", "month", "year", "woche", "monat", "jahr") | {"monates", "jahres"}
)
COUNTS_DAYS = hint_of_words(declined("day", "week", "tag", "woche"))
IS_RELATIVE = NAMES_WEEKDAY | NAMES_DAY | NAMES_SPAN | COUNTS_DAYS
YEAR_AFTER = re.compile(rf"(?:,?\s(?:of\s)?{STEPS}\s(?:year|Jahre?s))(?!\w)")


def find_relative_dates(
    sentence: str, seen: Glimpse, published_on: date | None
) -> Iterator[Value]:
    if not seen.has(IS_RELATIVE):
        return
    if seen.has(NAMES_WEEKDAY):
        future = seen.has(MAY_TELL_FUTURE)
        yield from find_weekdays(sentence, published_on, future=future)
    if published_on:
        yield from find_days(sentence, seen, published_on)
        for found in SPAN.finditer(sentence) if seen.has(NAMES_SPAN) else ():
            unit = found["unit"].casefold()
            unit = SPAN_UNITS.get(unit) or SPAN_UNITS.get(unit.rstrip("es"), "year")
            if amount := resolve_span(unit, step_of(found) or 0, published_on):
                yield relative(sentence, amount, found)


def find_weekdays(
    sentence: str, published_on: date | None, *, future: bool
) -> Iterator[Value]:
    for found in WEEKDAY.finditer(sentence):
        weekday = WEEKDAYS[found["weekday"].casefold()]
        lead = sentence[max(0, found.start() - LONGEST_LEAD) : found.start()]
        other = -1 if NIGHT_TO.search(lead) else 0
        other = other or (1 if NIGHT_OF.match(sentence, found.end()) else 0)
        if published_on is None:
            amount = WEEKDAY_NAMES[weekday]
            if other:
                days = sorted((weekday, weekday + other))
                amount = "/".join(WEEKDAY_NAMES[day % 7] for day in days)
            yield relative(sentence, amount, found, unit="weekday")
        else:
            step = step_of(found)
            if step is None and future and is_to_come(sentence, *found.span()):
                step = 1
            day = resolve_weekday(weekday, step, published_on)
            if other and day:
                beside = move(date.fromisoformat(day), other)
                day = "/".join(sorted((day, beside)))
            # Of a bare "Friday" nobody knows for certain which one.
            unit = "weekday" if step is None else ""
            yield relative(sentence, day, found, unit=unit)


def find_days(sentence: str, seen: Glimpse, published_on: date) -> Iterator[Value]:
    for found in DAY_WORD.finditer(sentence) if seen.has(NAMES_DAY) else ():
        far = (found["far"] or "").casefold()
        days = (-2 if far.startswith("before") else 2) if far else 0
        days = days or DAY_WORDS.get((found["word"] or "").casefold(), 0)
        yield relative(sentence, move(published_on, days), found)
    for found in AGO.finditer(sentence) if seen.has(COUNTS_DAYS) else ():
        if amount := count_from(found, published_on):
            yield relative(sentence, amount, found)


def relative(sentence: str, amount: str, found: re.Match[str], unit: str = "") -> Value:
    return Value(
        "date", amount, unit, "", *found.span(), sentence[slice(*found.span())]
    )


def step_of(found: re.Match[str]) -> int | None:
    if found["before"]:
        return -1
    if found["after"]:
        return 1
    return 0 if found["now"] else None


def move(day: date, days: int) -> str:
    """The ISO date, or "" before the first and after the last day there is."""
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def resolve_weekday(weekday: int, step: int | None, published_on: date) -> str:
    """The last such day up to publication, or the first after it for "next"."""
    if step == 1:
        return move(published_on, (weekday - published_on.weekday() - 1) % 7 + 1)
    past = (published_on.weekday() - weekday) % 7
    if past == 0 and step == -1:
        past = 7
    return move(published_on, -past)


def count_from(found: re.Match[str], published_on: date) -> str:
    """The day of "three days ago"; without such a word it is a duration: ""."""
    word = (found["vor"] or "").casefold()
    # English "in three days" may also mean within them.
    if not found["ago"] and not (word and found["unit"][0].isupper()):
        return ""
    written = found["count"]
    count = int(written) if written.isdigit() else int(parse_words(written) or 1)
    days = count * (7 if found["unit"][0] in "wW" else 1)
    return move(published_on, days if word == "in" and not found["ago"] else -days)


def resolve_span(unit: str, step: int, published_on: date) -> str:
    year, month = published_on.year, published_on.month
    if unit == "year":
        return f"{year + step:04}"
    if unit == "month":
        place = year * 12 + month - 1 + step
        return f"{place // 12:04}-{place % 12 + 1:02}"
    monday = move(published_on, 7 * step - published_on.weekday())
    sunday = move(published_on, 7 * step - published_on.weekday() + 6)
    return f"{monday}/{sunday}" if monday and sunday else ""


def year_after(sentence: str, end: int, published_on: date) -> tuple[int, int]:
    """The year named relatively right after a date, and where its words end."""
    found = YEAR_AFTER.match(sentence, end)
    if not found:
        return 0, end
    return published_on.year + (step_of(found) or 0), found.end()


def days_of(amount: str, year: str) -> tuple[int, int] | None:
    """First and last day as day numbers, in ``year`` where the date has none; None for
    a weekday.

    The last of "2024-11-11/2024-11-17" counts, so a range is the days within."""
    first, _, last = amount.replace("--", f"{year}-").partition("/")
    try:
        bounds = [day_span(each) for each in (first, last or first)]
    except ValueError:
        return None
    return bounds[0][0], bounds[-1][1]


def day_span(amount: str) -> tuple[int, int]:
    numbers = [int(part) for part in amount.split("-")]
    year, month, day = (*numbers, 0, 0)[:3]
    if day:
        whole = date(year, month, day).toordinal()
        return whole, whole
    last_month = month or 12
    last = calendar.monthrange(year, last_month)[1]
    return (
        date(year, month or 1, 1).toordinal(),
        date(year, last_month, last).toordinal(),
    )
