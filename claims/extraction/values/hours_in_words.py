"""Times of day in words: half past seven, kurz nach sieben, noon."""

import re

from claims.extraction.findings import Value
from claims.extraction.text.wordlists import any_of
from claims.extraction.values.hour_readings import (
    Ending,
    Hour,
    ending_at,
    is_apart,
    is_called,
    is_timetabled,
    told,
    unknown,
)
from claims.extraction.values.hour_signs import (
    BARE_GOES_ON,
    HOUR_WORDS,
    Lead,
    lead_before,
)

MINUTES = {
    "five": 5,
    "fünf": 5,
    "ten": 10,
    "zehn": 10,
    "quarter": 15,
    "viertel": 15,
    "twenty": 20,
    "zwanzig": 20,
    "twenty-five": 25,
}
NAMED = {"noon": 12, "midday": 12, "mittag": 12, "midnight": 0, "mitternacht": 0}
_WORD = any_of(HOUR_WORDS)
IN_WORDS = re.compile(
    rf"(?<!\w)(?:(?P<named>{any_of(NAMED)})"
    rf"|(?P<halved>half\spast|half|halb)\s(?P<half_of>{_WORD}|\d\d?)"
    rf"|(?:a\s)?(?P<minutes>{any_of(MINUTES)})\s(?:(?:minutes|minuten)\s)?"
    r"(?P<side>past|to|nach|vor)\s(?P<halb>halb\s)?"
    rf"(?P<full>{_WORD}|noon|midnight|mitternacht)"
    rf"|(?P<hour>{_WORD}))(?![\w%-]|[.,]\d)(?!\s(?:hundred|thousand|million|billion"
    r"|tausend|percent|per\scent|prozent))",
    re.IGNORECASE,
)
NOON = 12 * 60


def read_words(sentence: str, found: re.Match[str], language: str) -> Value | None:
    lead = lead_before(sentence, found.start())
    ending = ending_at(sentence, found.end(), language)
    if found["named"]:
        hour = Hour(found.start(), NAMED[found["named"].casefold()], known=True)
        named = lead.word or is_timetabled(sentence, hour, found.end())
        called = named and not is_apart(sentence, lead)
        return told(sentence, hour, ending, lead) if called else None
    hour = hour_in_words(found)
    if found["hour"]:
        called = is_called(sentence, hour, ending, lead)
        if not called and ending.marked:
            return unknown(sentence, hour, ending)
    else:
        called = is_part_called(sentence, found, ending, lead)
        if not called and (found["minutes"] or "").casefold() in {"quarter", "viertel"}:
            return unknown(sentence, hour, ending)
    return told(sentence, hour, ending, lead) if called else None


def is_part_called(
    sentence: str, found: re.Match[str], ending: Ending, lead: Lead
) -> bool:
    """Whether "half past seven", "quarter to nine" or "ten past two" is a time."""
    if (found["full"] or "").casefold() in NAMED:
        return True
    halved = (found["halved"] or "").casefold()
    if halved in {"half past", "halb"}:
        return True
    if halved:
        return lead.word == "at" and bool(BARE_GOES_ON.match(sentence, ending.end))
    if (
        found["side"].casefold() in {"past", "nach"}
        and MINUTES[found["minutes"].casefold()] == 15
    ):
        return True
    return lead.at or lead.bound == "about" or lead.role == "until"


def hour_in_words(found: re.Match[str]) -> Hour:
    named = (found["half_of"] or found["full"] or found["hour"]).casefold()
    hour = HOUR_WORDS.get(named, NAMED.get(named)) if named.isalpha() else int(named)
    minutes = (hour or 0) * 60
    if found["halved"]:
        minutes += -30 if found["halved"].casefold() == "halb" else 30
    elif found["side"]:
        minutes -= 30 if found["halb"] else 0
        past = MINUTES[found["minutes"].casefold()]
        minutes += past if found["side"].casefold() in {"past", "nach"} else -past
    if named in NAMED:
        minutes %= 2 * NOON
        return Hour(found.start(), minutes // 60, minutes % 60, known=True)
    minutes %= NOON
    return Hour(found.start(), minutes // 60 or 12, minutes % 60, in_words=True)
