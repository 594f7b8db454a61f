"""Numbers, percentages, money, durations, dates, times and names in a sentence.

figures, rates and values_in_words (without a figure) find amounts; dates,
relative_dates and day_tenses days; hours, hours_in_words, hour_readings and hour_signs
times of day. How a number is written: numerals; what it counts: quantities, nouns,
roles, topics."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import attrgetter

from claims.extraction.findings import QUANTITIES, Value
from claims.extraction.text.glimpses import Glimpse, glimpse
from claims.extraction.text.names import find_names
from claims.extraction.values.dates import find_dates, find_years, join_dates
from claims.extraction.values.figures import DIGITS, SPACED, Figure, find_figures, scale
from claims.extraction.values.hours import find_hours
from claims.extraction.values.nouns import PEOPLE
from claims.extraction.values.numerals import ARTICLES, NUMBER_WORDS
from claims.extraction.values.quantities import (
    AFTER_CURRENCY,
    AGE,
    BEFORE_CURRENCY,
    CURRENCIES,
    DURATIONS,
    LASTING,
    LASTING_UNITS,
    MEASURED,
    MEASURES,
    PERCENT,
    bound_at,
)
from claims.extraction.values.rates import direction_at, find_rates
from claims.extraction.values.roles import STATES_OF_THINGS, noun_after, state_of
from claims.extraction.values.topics import sex_of, topics_of
from claims.extraction.values.values_in_words import find_in_words, find_stated_ages

OF = re.compile(r"\s(?:of|von)(?=\s)")
# "the two leaders" points back at somebody and counts nobody.
REFERS = re.compile(r"\b(?:the|these|those|die|den|der|both|beiden)\s$", re.IGNORECASE)
PER = re.compile(
    r"\s(?:an?|per|pro|im|je|die|in der)\s(?P<unit>hour|day|week|month|year|Stunde|Tag"
    r"|Woche|Monat|Jahr)(?!\w)"
)
# What parts a share of people from another: "40 percent recovered", "15 percent died".
FATES = frozenset(("dead", "injured", "infected", "recovered", "rescued", "homeless"))
REGULAR = {
    "annual": "year",
    "annually": "year",
    "yearly": "year",
    "jährlich": "year",
    "jährliche": "year",
    "monthly": "month",
    "monatlich": "month",
    "weekly": "week",
    "wöchentlich": "week",
    "hourly": "hour",
    "daily": "day",
    "täglich": "day",
}
EVERY = re.compile(rf"(?<!\w)(?:{'|'.join(REGULAR)})(?!\w)", re.IGNORECASE)
PER_COUNT = re.compile(
    r"(?:[ -][^\W\d_][\w-]*){1,3}?\s(?:(?:an?|per|pro|im|je|in der)\s(?P<unit>hour|day"
    r"|week|month|year|Stunde|Tag|Woche|Monat|Jahr)|(?P<regular>annually|yearly"
    r"|jährlich"
    r"|monthly|monatlich|weekly|wöchentlich|hourly|daily|täglich))(?!\w)"
)
RANGE = re.compile(
    rf"(?:\s?[-–]\s?|\s(?P<word>to|bis|auf|and|und)\s)(?:[€$£] ?)?"
    rf"(?P<high>{SPACED}|{DIGITS}|(?:{NUMBER_WORDS})(?!\w))",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\b(?:between|zwischen)\s(?:[€$£] ?)?$", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|von)\s(?:[€$£] ?)?$", re.IGNORECASE)
TO_LEVEL = re.compile(
    r"(?:\s[^\W\d_]+){0,2}\s(?:to|auf)\s(?:(?:about|around|nearly|almost|more than|over"
    r"|rund|etwa|knapp|fast|mehr als|über)\s)?[€$£]?\d"
)
# An account, a telephone, a score.
NO_AMOUNT = re.compile(
    r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){2,8}(?: ?[A-Z\d]{1,3})?(?!\w)"
    r"|(?<![\w.,])\+\d{1,3}[ /-]?\(?\d{1,5}\)?(?:[ /-]\d{2,8}){1,4}(?![\w%])"
    r"|(?<![\w.,])0\d{2,5}[ /-]\d{4,9}(?![\w%.,])"
    r"|(?<![\w.,])\d{1,2}[-–]\d{1,2}(?=\s(?:win|victory|defeat|loss|draw|lead|Sieg|Erfolg"
    r"|Niederlage)(?!\w))"
)
# Without this there is none of them.
ODD = re.compile(r"[a-z]{2}\d\d|\+\d|(?<![\w.,])0\d\d|\d[-–]\d")
SPEEDS = {"km": "km/h", "mile": "mile/h"}
AN_HOUR = re.compile(
    r"\s?/\s?h(?!\w)|\s(?:per|an|pro|in der|je)\s(?:hour|Stunde)(?!\w)"
)
UNIT = re.compile(r"[ -](?P<unit>[^\W\d_]{1,20})(?!\w)")
REPORTED = re.compile(
    r"\b(?:said|told (?:\w+ )?|says|announced|reported|sagte|sagten|teilte|erklärte"
    r"|meldete|berichtete|hieß es)(?: \w+)?(?: on| am|,)? $"
    r"|\b(?:sagten?|teilten?)(?: \w+){2,3} am $",
    re.IGNORECASE,
)
# "Wie die Stadt am Sonntag mitteilte".
AS_REPORTED = re.compile(
    r"\s(?:mitteilten?|sagten?|erklärten?|meldeten?|berichteten?)(?=[,.;]|$)"
)


def find_values(
    sentence: str, language: str = "", published_on: date | None = None
) -> tuple[Value, ...]:
    """Values in the order they stand, none overlapping; offsets within ``sentence``."""
    seen = glimpse(sentence)
    taken = bytearray(len(sentence))
    found: list[Value] = []

    def keep(values: Iterable[Value]) -> None:
        for value in values:
            if not any(taken[value.start : value.end]):
                taken[value.start : value.end] = b"\1" * (value.end - value.start)
                if value.amount:
                    found.append(value)

    dates = join_dates(sentence, find_dates(sentence, seen, published_on))
    keep(marked_reported(sentence, dates))
    keep(find_hours(sentence, seen, language))
    keep(find_no_amounts(sentence, seen))
    if seen.digit:
        keep(find_years(sentence, seen, language))
        keep(find_stated_ages(sentence, seen))
    keep(find_in_words(sentence, seen))
    keep(find_rates(sentence, seen))
    figures = [
        figure
        for figure in find_figures(sentence, seen, language)
        if not any(taken[figure.start : figure.end])
    ]
    keep(measure_all(sentence, figures))
    keep(find_names(sentence, seen, language))
    return tuple(with_topics(sentence, sorted(found, key=attrgetter("start"))))


def find_no_amounts(sentence: str, seen: Glimpse) -> Iterator[Value]:
    """Accounts, telephones and scores, without an amount."""
    for found in NO_AMOUNT.finditer(sentence) if ODD.search(seen.numerals) else ():
        yield Value("number", "", "", "", *found.span(), found.group())


def with_topics(sentence: str, values: Sequence[Value]) -> Iterator[Value]:
    """The values, with what those that measure something are amounts of."""
    amounts = [value for value in values if value.kind in QUANTITIES]
    if not amounts:
        yield from values
        return
    ends = dict(zip(amounts[1:], (value.end for value in amounts), strict=False))
    starts = dict(zip(amounts, (value.start for value in amounts[1:]), strict=False))
    for value in values:
        if value.kind in QUANTITIES and not is_count(value):
            last = ends.get(value, 0)
            following = starts.get(value, len(sentence))
            topics = (
                sex_of(sentence, value.start, value.end)
                if value.role == "age"
                else topics_of(sentence, value.start, value.end, last, following)
            )
            if value.kind == "percent":
                state = state_of(sentence, value.start, value.end, last, following)
                topics = f"{topics} {state if state in FATES else ''}".strip()
            yield replace(value, topics=topics) if topics else value
        else:
            yield value


def is_count(value: Value) -> bool:
    return value.kind == "number" and value.unit not in MEASURED


def marked_reported(sentence: str, values: Iterable[Value]) -> Iterator[Value]:
    """In "he said on Friday" the day of the saying, not of what happened."""
    for value in values:
        before = sentence[max(0, value.start - 50) : value.start]
        reported = REPORTED.search(before) or AS_REPORTED.match(sentence, value.end)
        yield replace(value, role="reported") if reported else value


def measure_all(sentence: str, figures: Sequence[Figure]) -> Iterator[Value]:
    last, former = 0, None
    for at, figure in enumerate(figures):
        if figure.start < last:
            continue
        rest = figures[at + 1 : at + 3]
        value = measure(sentence, figure, rest, last)
        if value is None:
            continue
        last = value.end
        if former and value.kind == former.kind == "number":
            value = replace(
                value, unit=value.unit or former.unit, role=value.role or former.role
            )
        former = value if is_former(sentence, value) else None
        yield replace(value, role="former") if former and is_level(value) else value


def is_former(sentence: str, value: Value) -> bool:
    """Whether it is the 40 of "from 40 to 80"."""
    lead = sentence[max(0, value.start - 25) : value.start]
    return bool(TO_LEVEL.match(sentence, value.end) and FROM.search(lead))


def is_level(value: Value) -> bool:
    return value.kind in {"number", "money"}


def measure(
    sentence: str, figure: Figure, rest: Sequence[Figure], last: int
) -> Value | None:
    """The figure with its magnitude, range, unit, bound and role, or None where it is
    no amount. ``last`` is where the value before it ends."""
    if figure.in_words and figure.amount <= 2 and refers_back(sentence, figure):
        return None
    own = scale(sentence, figure)
    if own is None:
        return None
    figure = own
    partner = rest[0] if rest else None
    span = RANGE.match(sentence, figure.end)
    shared = figure
    if span and partner and partner.start == span.start("high"):
        high = scale(sentence, partner)
        shared = high or figure
        if high and high.amount > figure.amount:
            figure = join_range(sentence, figure, high, span, partner)
        rest = rest[1:]
    following = rest[0].start if rest else len(sentence)
    return name_unit(sentence, figure, shared.end, last, following)


def refers_back(sentence: str, figure: Figure) -> bool:
    before = sentence[max(0, figure.start - 8) : figure.start]
    return REFERS.search(before) is not None


def join_range(
    sentence: str, low: Figure, high: Figure, span: re.Match[str], partner: Figure
) -> Figure:
    """One figure of "25 to 30"; "from 25 to 30" are two levels, "3 and 5" two sums."""
    before = sentence[max(0, low.start - 12) : low.start]
    word = (span["word"] or "").casefold()
    between = BETWEEN.search(before) is not None
    if between if word in {"and", "und", "auf"} else not FROM.search(before):
        # "2 to 3 million": the magnitude is that of both.
        factor = high.amount / partner.amount if partner.amount else Decimal(1)
        scaled = low.amount * factor
        amount = scaled if scaled < high.amount else low.amount
        return Figure(low.start, high.end, amount, high.amount, low.in_words)
    return low


def name_unit(
    sentence: str, figure: Figure, end: int, last: int, following: int
) -> Value | None:
    """``end`` is where the unit is looked for: for "25" of "25 and 30 percent" after
    the 30."""
    start, stop, role, unit = figure.start, figure.end, "", ""
    before = BEFORE_CURRENCY.search(sentence[max(0, start - 5) : start])
    bound = bound_at(sentence, start, end)
    if percent := PERCENT.match(sentence, end):
        kind, unit = "percent", "points" if percent["points"] else ""
        if percent["basis"]:
            unit, figure = "points", replace(figure, amount=figure.amount / 100)
        unit_end = percent.end()
        role = direction_at(sentence, start, unit_end, last)
    elif before:
        kind, unit = "money", CURRENCIES.get(before.group().strip().casefold(), "")
        start, unit_end = start - len(before.group()), stop
        role = role_of_money(sentence, start, unit_end, last)
    elif currency := AFTER_CURRENCY.match(sentence, end):
        kind, unit = "money", CURRENCIES[currency["currency"].casefold()]
        unit_end = currency.end()
        role = role_of_money(sentence, start, unit_end, last)
    elif lasting := LASTING.match(sentence, end):
        kind, unit = "duration", LASTING_UNITS[lasting["unit"].casefold()]
        unit_end = lasting.end()
    elif age := AGE.match(sentence, end):
        kind, unit, role, unit_end = "duration", "year", "age", age.end()
    else:
        return count(sentence, figure, end, last, following, bound)
    stop = unit_end if end == figure.end else stop
    return valued(sentence, kind, figure, unit, bound, role, start, stop)


def role_of_money(sentence: str, start: int, end: int, last: int) -> str:
    if period := PER.match(sentence, end):
        return f"per {DURATIONS[period['unit'].casefold()]}"
    if every := EVERY.search(sentence[max(last, start - 40) : start]):
        return f"per {REGULAR[every.group().casefold()]}"
    return "change" if direction_at(sentence, start, end, last) else ""


def count(
    sentence: str, figure: Figure, end: int, last: int, following: int, bound: str
) -> Value | None:
    named = UNIT.match(sentence, end)
    word = named["unit"].casefold() if named else ""
    if unit := DURATIONS.get(word, ""):
        return valued(
            sentence, "duration", figure, unit, bound, "", figure.start, figure.end
        )
    if named and (unit := MEASURES.get(word, "")):
        role = ""
        if unit in SPEEDS and AN_HOUR.match(sentence, named.end()):
            unit = SPEEDS[unit]
    else:
        of = OF.match(sentence, end)
        unit = noun_after(sentence, of.end() if of else end)
        role = state_of(sentence, figure.start, end, last, following)
        if unit in PEOPLE and role in STATES_OF_THINGS:
            role = ""
        if not role and (period := PER_COUNT.match(sentence, end)):
            word = (period["unit"] or period["regular"]).casefold()
            role = f"per {REGULAR.get(word) or DURATIONS[word]}"
    if is_article(sentence, figure) and not (role and (unit in PEOPLE or not unit)):
        return None
    return valued(
        sentence, "number", figure, unit, bound, role, figure.start, figure.end
    )


def is_article(sentence: str, figure: Figure) -> bool:
    return sentence[figure.start : figure.end].casefold() in {"a", "an", *ARTICLES}


def valued(
    sentence: str,
    kind: str,
    figure: Figure,
    unit: str,
    bound: str,
    role: str,
    start: int,
    end: int,
) -> Value:
    amount = f"{figure.amount.normalize():f}"
    if figure.high is not None:
        amount += f"/{figure.high.normalize():f}"
    return Value(kind, amount, unit, bound, start, end, sentence[start:end], role)
