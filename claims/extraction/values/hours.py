"""Times of day as written in English and German, as far as they are known."""

import re
from collections.abc import Iterator
from dataclasses import replace

from claims.extraction.findings import Value
from claims.extraction.text.glimpses import Glimpse, hint_of_words
from claims.extraction.text.wordlists import listed
from claims.extraction.values.hour_readings import (
    BETWEEN,
    Ending,
    Hour,
    ending_at,
    is_called,
    settle,
    told,
    unit_of,
    unknown,
)
from claims.extraction.values.hour_signs import HOUR_WORDS, NO_CLOCK, lead_before
from claims.extraction.values.hours_in_words import IN_WORDS, NAMED, read_words

_NUMERAL = (
    r"(?P<hour>\d{4}|\d{1,2})"
    r"(?:(?P<sign>[.:])(?P<minute>\d\d)(?:[.:]\d\d)?)?(?!\d|[.,:]\d)"
)
NUMERAL = re.compile(rf"(?<![\w.,:]){_NUMERAL}")
# Behind a hyphen or a word.
NUMERAL_BEHIND = re.compile(_NUMERAL)
TO = re.compile(r"\s?[-–]\s?|\s(?P<word>to|bis|and|und)\s")
HOURS = re.compile(r"\s(?:hrs|hours)(?!\w)")
NAMES_HOUR = hint_of_words(
    listed("uhr m am pm gmt cet utc h clock past quarter halb viertel morning")
    + listed("afternoon evening um gegen ab mez mesz cest est edt pst bst hours hrs")
    + listed("time ortszeit shortly just kurz früh night ferry train bus flight")
    + listed("abends morgens nachts after before about around at")
)
NAMES_WORDED = hint_of_words((*NAMED, *listed("uhr clock half halb quarter viertel")))
NUMBERS = hint_of_words(HOUR_WORDS)
LEADS = hint_of_words(
    listed("at around about um gegen kurz shortly just past nach pm m by before after")
    + listed("until till since vor bis seit it es morning afternoon evening night")
)


def find_hours(sentence: str, seen: Glimpse, language: str) -> Iterator[Value]:
    """Times of day; without an amount what looks like one and is none, or of which
    nobody knows what it is."""
    if seen.digit and (":" in seen.numerals or seen.has(NAMES_HOUR)):
        last = 0
        for found in NUMERAL.finditer(sentence):
            if found.start() < last:
                continue
            if value := read_numeral(sentence, found, language):
                last = value.end
                yield value
    if seen.has(NAMES_WORDED) or (seen.has(NUMBERS) and seen.has(LEADS)):
        for found in IN_WORDS.finditer(sentence):
            if value := read_words(sentence, found, language):
                yield value


def read_numeral(sentence: str, found: re.Match[str], language: str) -> Value | None:
    hour = hour_in_digits(found)
    ending = ending_at(sentence, found.end(), language)
    span = TO.match(sentence, ending.end)
    if span and (value := read_range(sentence, hour, ending, span, language)):
        return value
    if len(found["hour"]) == 4:
        return read_four_digits(sentence, hour, ending)
    lead = lead_before(sentence, hour.start)
    if is_called(sentence, hour, ending, lead):
        return told(sentence, hour, ending, lead)
    looks = hour.sign == ":" or ending.marked
    if hour.sign == "." and lead.word in {"um", "gegen", "ab"}:
        looks = not NO_CLOCK.match(sentence, ending.end)
    if sentence[ending.end : ending.end + 1] in {"%", "_"}:
        return None
    return unknown(sentence, hour, ending) if looks else None


def hour_in_digits(found: re.Match[str]) -> Hour:
    digits = found["hour"]
    if len(digits) == 4:
        return Hour(found.start(), int(digits[:2]), int(digits[2:]), ":", full=True)
    return Hour(
        found.start(),
        int(digits),
        int(found["minute"] or 0),
        found["sign"] or "",
        full=digits[0] == "0" and len(digits) == 2,
    )


def read_four_digits(sentence: str, hour: Hour, ending: Ending) -> Value | None:
    """Of "1900 GMT" and "at 1900 hours"."""
    lead = lead_before(sentence, hour.start)
    hours = HOURS.match(sentence, ending.end) if lead.at else None
    if hours:
        ending = replace(ending, end=hours.end())
    elif not ending.zone:
        return None
    return told(sentence, hour, ending, lead)


def read_range(
    sentence: str, low: Hour, first: Ending, span: re.Match[str], language: str
) -> Value | None:
    """Of "2 to 4 p.m."; "at 2 and 4 p.m." are two."""
    found = NUMERAL_BEHIND.match(sentence, span.end())
    if not found or len(found["hour"]) == 4:
        return None
    lead = lead_before(sentence, low.start)
    pair = lead.word in BETWEEN
    if span["word"] in {"and", "und"} and not pair:
        return None
    high = hour_in_digits(found)
    last = ending_at(sentence, found.end(), language)
    opened = pair or lead.role == "from"
    timed = last.marked or last.zone or (low.sign == high.sign == ":" and opened)
    if not timed:
        return None
    high_hour = settle(sentence, high, last, lead)
    low_hour = settle(sentence, low, first if first.marked else last, lead)
    if not low_hour or not high_hour:
        return None
    if last.half == "p" and not first.marked and str(low_hour) > str(high_hour):
        low_hour = replace(low_hour, hour=low_hour.hour - 12)
    amount = f"{low_hour}/{high_hour}"
    unit = unit_of(last.zone or first.zone, known=low_hour.known and high_hour.known)
    bound = lead.bound if lead.bound == "about" else ""
    text = sentence[low.start : last.end]
    return Value("time", amount, unit, bound, low.start, last.end, text)
