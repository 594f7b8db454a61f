"""Values told without a figure: "no one", "an hour and a half", "dreitägig", ages."""

import re
from collections.abc import Iterator

from claims.extraction.findings import Value
from claims.extraction.text.glimpses import (
    Glimpse,
    declined,
    hint_of_parts,
    hint_of_words,
)
from claims.extraction.values.numerals import parse_words
from claims.extraction.values.quantities import DURATIONS, LASTING_UNITS
from claims.extraction.values.roles import state_named

HOUR_AND_A_HALF = re.compile(
    r"(?<!\w)(?P<count>an?|one)\s(?P<unit>hour|year|month|week|day)\sand\sa\shalf(?!\w)"
)
IN_ONE_WORD = re.compile(
    r"(?<!\w)(?P<count>[a-zäöüß]{3,40})(?P<unit>jähri|stündi|tägi|wöchi|monati|minüti)"
    r"ge?[nrsm]?(?!\w)",
    re.IGNORECASE,
)
# "Jane Porter, 41, took office"; "Anna Beck (41)"; "aged 41".
STATED_AGE = re.compile(
    r"(?<=[^\W\d_]),\s(?P<after>1[01]\d|[1-9]\d?)(?=,\s[^\W\d_])"
    r"|[A-ZÄÖÜ][\w’'-]{1,30}\s[A-ZÄÖÜ][\w’'-]{1,30}\s\((?P<inside>1[01]\d|\d\d?)(?=\))"
    r"|(?<!\w)(?:aged?|age of|[Aa]lter von)\s(?:between\s|zwischen\s)?"
    r"(?P<aged>1[01]\d|\d\d?)(?![\d.,]*\d)"
    r"(?:(?:\s?[-–]\s?|\s(?:and|to|und|bis)\s)(?P<high>\d\d\d?)(?!\d))?(?:\sJahren?)?"
    r"|(?<!\w)(?:[Hh]e|[Ss]he|[Ee]r)\s(?:is|was|war|ist)\s(?P<being>1[01]\d|\d\d)"
    r"(?=[.,;]|\s(?:when|als|at\sthe)\s|$)"
    r"|(?<!\w)mit\s(?P<at>1[01]\d|\d\d)\sJahren(?=\s(?:gestorben|verstorben)|[.,;]|$)"
)
NAMES_AGE = hint_of_words(("age", "aged", "alter", "he", "she", "er", "mit"))
# A number between a blank and a comma, or in brackets.
SET_APART = re.compile(r"(?<!\S)\d+,(?!\S)|\(\d+\)")
NOBODY = re.compile(
    r"(?<!\w)(?:no(?: one|body)?|niemand|kein(?:e[nmrs]?)?)(?!\w)", re.IGNORECASE
)
NAMES_NOBODY = hint_of_words(("no", "nobody", "niemand", *declined("kein", "keine")))
NAMES_HALF = hint_of_words(["half"])
LASTS = hint_of_parts(*LASTING_UNITS)


def find_in_words(sentence: str, seen: Glimpse) -> Iterator[Value]:
    if seen.has(NAMES_NOBODY):
        yield from find_nobody(sentence)
    if seen.has(NAMES_HALF):
        yield from find_hours_and_a_half(sentence)
    if seen.has(LASTS):
        yield from find_durations_in_one_word(sentence)


def find_hours_and_a_half(sentence: str) -> Iterator[Value]:
    for found in HOUR_AND_A_HALF.finditer(sentence):
        unit = DURATIONS[found["unit"].casefold()]
        yield Value("duration", "1.5", unit, "", *found.span(), found.group())


def find_durations_in_one_word(sentence: str) -> Iterator[Value]:
    """Of "zwölfjährige" and "dreitägiger"; years are taken for an age."""
    for found in IN_ONE_WORD.finditer(sentence):
        if count := parse_words(found["count"]):
            unit = LASTING_UNITS[found["unit"].casefold()]
            role = "age" if unit == "year" else ""
            start, end = found.span()
            amount = f"{count:f}"
            yield Value("duration", amount, unit, "", start, end, found.group(), role)


def find_stated_ages(sentence: str, seen: Glimpse) -> Iterator[Value]:
    stated = seen.has(NAMES_AGE) or SET_APART.search(seen.numerals)
    for found in STATED_AGE.finditer(sentence) if stated else ():
        group = next(
            name for name in ("after", "inside", "aged", "being", "at") if found[name]
        )
        start, end = found.start(group), found.end()
        amount = str(int(found[group]))
        if found["high"]:
            amount = f"{amount}/{int(found['high'])}"
        text = sentence[start:end]
        yield Value("duration", amount, "year", "", start, end, text, "age")


def find_nobody(sentence: str) -> Iterator[Value]:
    """A count of 0 where "no one was hurt" or "keine Verletzten" stands."""
    for found in NOBODY.finditer(sentence):
        start, end = found.span()
        alone = found.group().casefold() in {"no", "kein", "keine", "keinen", "keiner"}
        state = state_named(sentence, end, words=2 if alone else 6)
        if state:
            state = "injured" if state == "casualty" else state
            yield Value("number", "0", "", "", start, end, found.group(), state)
