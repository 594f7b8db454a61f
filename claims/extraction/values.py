"""Numbers, percentages, money, durations, dates and names in a sentence, normalised."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from claims.extraction.dates import CLOCK, find_dates, find_years, join_dates
from claims.extraction.figures import DIGITS, SPACED, Figure, find_figures, scale
from claims.extraction.findings import Value
from claims.extraction.names import find_names
from claims.extraction.numerals import (
    ARTICLES,
    NUMBER_WORDS,
    parse_words,
)
from claims.extraction.quantities import (
    AFTER_CURRENCY,
    AGE,
    BEFORE_CURRENCY,
    CURRENCIES,
    DURATIONS,
    MEASURES,
    PERCENT,
    bound_at,
)
from claims.extraction.rates import direction_at, find_rates
from claims.extraction.roles import PEOPLE, noun_after, state_named, state_of

OF = re.compile(r"\s(?:of|von)(?=\s)")
HOUR_AND_A_HALF = re.compile(
    r"(?<!\w)(?P<count>an?|one)\s(?P<unit>hour|year|month|week|day)\sand\sa\shalf(?!\w)"
)
AGE_IN_WORDS = re.compile(
    r"(?<!\w)(?P<years>[a-zäöüß]{3,40})jährige?[nrsm]?(?!\w)", re.IGNORECASE
)
NOBODY = re.compile(
    r"(?<!\w)(?:no(?: one|body)?|niemand|kein(?:e[nmrs]?)?)(?!\w)", re.IGNORECASE
)
# "the two leaders" points back at somebody and counts nobody.
REFERS = re.compile(r"\b(?:the|these|those|die|den|der|both|beiden)\s$", re.IGNORECASE)
PER = re.compile(
    r"\s(?:an?|per|pro|im|je|die|in der)\s(?P<unit>hour|day|week|month|year|Stunde|Tag"
    r"|Woche|Monat|Jahr)(?!\w)"
)
RANGE = re.compile(
    rf"(?:\s?[-–]\s?|\s(?P<word>to|bis|auf|and|und)\s)(?:[€$£] ?)?"
    rf"(?P<high>{SPACED}|{DIGITS}|(?:{NUMBER_WORDS})(?!\w))",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\b(?:between|zwischen)\s(?:[€$£] ?)?$", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|von)\s(?:[€$£] ?)?$", re.IGNORECASE)
UNIT = re.compile(r"[ -](?P<unit>[^\W\d_]{1,12})(?!\w)")
REPORTED = re.compile(
    r"\b(?:said|told (?:\w+ )?|says|announced|reported|sagte|sagten|teilte|erklärte"
    r"|meldete|berichtete|hieß es)(?: \w+)?(?: on| am|,)? $",
    re.IGNORECASE,
)


def find_values(
    sentence: str, language: str = "", published_on: date | None = None
) -> tuple[Value, ...]:
    """Values in the order they stand, none overlapping; offsets within ``sentence``."""
    taken = bytearray(len(sentence))
    found: list[Value] = []

    def keep(values: Iterable[Value]) -> None:
        for value in values:
            if not any(taken[value.start : value.end]):
                taken[value.start : value.end] = b"\1" * (value.end - value.start)
                found.append(value)

    keep(
        marked_reported(
            sentence, join_dates(sentence, find_dates(sentence, published_on))
        )
    )
    for clock in CLOCK.finditer(sentence):
        taken[clock.start() : clock.end()] = b"\1" * (clock.end() - clock.start())
    keep(find_years(sentence, language))
    keep(find_nobody(sentence))
    keep(find_hours_and_a_half(sentence))
    keep(find_ages_in_words(sentence))
    keep(find_rates(sentence))
    figures = [
        figure
        for figure in find_figures(sentence, language)
        if not any(taken[figure.start : figure.end])
    ]
    keep(measure_all(sentence, figures))
    keep(find_names(sentence))
    return tuple(sorted(found, key=lambda value: value.start))


def find_hours_and_a_half(sentence: str) -> Iterator[Value]:
    for found in HOUR_AND_A_HALF.finditer(sentence):
        unit = DURATIONS[found["unit"].casefold()]
        yield Value("duration", "1.5", unit, "", *found.span(), found.group())


def find_ages_in_words(sentence: str) -> Iterator[Value]:
    for found in AGE_IN_WORDS.finditer(sentence):
        if years := parse_words(found["years"]):
            start, end = found.span()
            amount = f"{years:f}"
            yield Value(
                "duration", amount, "year", "", start, end, found.group(), "age"
            )


def marked_reported(sentence: str, values: Iterable[Value]) -> Iterator[Value]:
    """In "he said on Friday" the day of the saying, not of what happened."""
    for value in values:
        before = sentence[max(0, value.start - 30) : value.start]
        yield replace(value, role="reported") if REPORTED.search(before) else value


def measure_all(sentence: str, figures: Sequence[Figure]) -> Iterator[Value]:
    last = 0
    for at, figure in enumerate(figures):
        if figure.start < last:
            continue
        rest = figures[at + 1 : at + 3]
        if value := measure(sentence, figure, rest, last):
            last = value.end
            yield value


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
    elif age := AGE.match(sentence, end):
        kind, unit, role, unit_end = "duration", "year", "age", age.end()
    else:
        return count(sentence, figure, end, last, following, bound)
    stop = unit_end if end == figure.end else stop
    return valued(sentence, kind, figure, unit, bound, role, start, stop)


def role_of_money(sentence: str, start: int, end: int, last: int) -> str:
    if period := PER.match(sentence, end):
        return f"per {DURATIONS[period['unit'].casefold()]}"
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
    if unit := MEASURES.get(word, ""):
        role = ""
    else:
        of = OF.match(sentence, end)
        unit = noun_after(sentence, of.end() if of else end)
        role = state_of(sentence, figure.start, end, last, following)
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


def find_nobody(sentence: str) -> Iterator[Value]:
    """A count of 0 where "no one was hurt" or "keine Verletzten" stands."""
    for found in NOBODY.finditer(sentence):
        start, end = found.span()
        alone = found.group().casefold() in {"no", "kein", "keine", "keinen", "keiner"}
        state = state_named(sentence, end, words=2 if alone else 6)
        if state:
            yield Value("number", "0", "", "", start, end, found.group(), state)
