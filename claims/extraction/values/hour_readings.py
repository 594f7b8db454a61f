"""An hour with all that is written beside it, and whether it is one."""

import re
from dataclasses import dataclass, replace

from claims.extraction.findings import Value
from claims.extraction.text.wordlists import any_of
from claims.extraction.values.hour_signs import (
    AGED_OR_PRICED,
    BARE_GOES_ON,
    CLAUSE_BEGINS,
    EVENT,
    HOUR_WORDS,
    LONGEST_LEAD,
    LONGEST_PART,
    NO_CLOCK,
    OFFSET,
    PART_BEFORE,
    PART_BEHIND,
    RAISED,
    SAID,
    SCALED,
    SCORED,
    SERVICE,
    TIMETABLED,
    ZONE,
    Lead,
    hour_within,
    part_in,
    zone_name,
)

# What calls the number before it an hour.
MARK = re.compile(
    r"\s?(?:(?P<half>[ap])(?P<dot>\.\s?m\.|m(?!\w))|(?P<HALF>[AP])(?:\.\s?M\.|M(?!\w))"
    r"|(?P<uhr>Uhr)(?!\w)(?:\s(?P<past>[0-5]?\d)(?=\s[a-zäöü]|[.,;](?:\s|$)|$))?"
    r"|o['’]clock(?!\w))"
)
# The end of "between seven and eight o'clock", of "one to two pm".
SPAN_IN_WORDS = re.compile(
    rf"(?<!\w)(?:(?:between|zwischen)\s(?:{any_of(HOUR_WORDS)})\s(?:and|und)"
    rf"|(?:{any_of(HOUR_WORDS)})\s(?:to|bis))\s$",
    re.IGNORECASE,
)
# "It was 6.15 in the morning when": the part of the day makes it an hour.
IT_WAS = re.compile(
    r"(?<!\w)(?:it(?:\swas|['’]s|\sis)|es\s(?:war|ist))"
    r"(?:\s(?:already|only|schon|bereits|erst))?\s$",
    re.IGNORECASE,
)
BETWEEN = frozenset(("between", "zwischen"))
# How far around an hour its sentence tells of a game, an age or a price.
REACH = 150


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands behind the figures or the word of a time, up to ``end``."""

    end: int
    half: str = ""
    marked: bool = False
    german: bool = False
    past: int = 0
    part: int | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Hour:
    """``sign`` is what parts hours and minutes; ``full`` are hours that are written as
    24 of a day have them. ``known`` is not set where it may be 12 hours later."""

    start: int
    hour: int
    minute: int = 0
    sign: str = ""
    full: bool = False
    in_words: bool = False
    known: bool = False

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"


def ending_at(sentence: str, end: int, language: str) -> Ending:
    ending = Ending(end)
    mark = MARK.match(sentence, end)
    if mark and not is_preposition(sentence, mark, language):
        ending = Ending(
            mark.end(),
            (mark["half"] or mark["HALF"] or "").casefold(),
            marked=True,
            german=bool(mark["uhr"]),
            past=int(mark["past"] or 0),
        )
    if part := PART_BEHIND.match(sentence, ending.end):
        end = part.end() if part["alone"] else ending.end
        ending = replace(ending, end=end, part=part_in(part.group()))
    if zone := ZONE.match(sentence, ending.end):
        ending = replace(ending, end=zone.end(), zone=zone_name(zone))
    return ending


def is_preposition(sentence: str, mark: re.Match[str], language: str) -> bool:
    """Whether it is the German "am" of "Gleis 7 am Bahnhof"."""
    return mark.group() == " am" and (
        language == "de"
        or (language == "" and sentence[mark.end() + 1 : mark.end() + 2].isupper())
    )


def is_called(sentence: str, hour: Hour, ending: Ending, lead: Lead) -> bool:
    """Whether it is called a time, or can be nothing else."""
    if is_apart(sentence, lead):
        return False
    if ending.marked:
        before = sentence[max(0, hour.start - LONGEST_LEAD) : hour.start]
        return not (hour.in_words and SPAN_IN_WORDS.search(before))
    if ending.zone and (hour.sign or lead.word):
        return True
    if ending.part is not None and (
        lead.word
        or IT_WAS.search(sentence, max(0, hour.start - LONGEST_LEAD), hour.start)
    ):
        return True
    if NO_CLOCK.match(sentence, ending.end):
        return False
    if hour.sign:
        return is_told_in_digits(sentence, hour, ending.end, lead)
    return is_told_bare(sentence, hour, ending.end, lead)


def is_told_in_digits(sentence: str, hour: Hour, end: int, lead: Lead) -> bool:
    """Whether 7:15 or 7.15 is an hour."""
    around = near(sentence, hour)
    if hour.sign == ":" and lead.word:
        return not (SCALED if lead.at else SCORED).search(around)
    if lead.at and lead.german:
        return not RAISED.search(around)
    return is_timetabled(sentence, hour, end)


def is_timetabled(sentence: str, hour: Hour, end: int) -> bool:
    before = sentence[max(0, hour.start - 8) : hour.start]
    return bool(SERVICE.match(sentence, end) and TIMETABLED.search(before))


def is_told_bare(sentence: str, hour: Hour, end: int, lead: Lead) -> bool:
    """Whether "seven" of "opened at seven" is an hour."""
    if not lead.at or not 1 <= hour.hour <= 12:
        return False
    told = BARE_GOES_ON.match(sentence, end) is not None
    if part_before(sentence, lead):
        return told or CLAUSE_BEGINS.match(sentence, end) is not None
    if not told or lead.bound.startswith("shortly"):
        return told
    before = sentence[max(0, lead.start - LONGEST_LEAD) : lead.start]
    return bool(EVENT.search(before)) and not AGED_OR_PRICED.search(
        near(sentence, hour)
    )


def near(sentence: str, hour: Hour) -> str:
    return sentence[max(0, hour.start - REACH) : hour.start + REACH]


def is_apart(sentence: str, lead: Lead) -> bool:
    """Whether it is only the end of "between midnight and", or "two hours after"."""
    before = sentence[max(0, lead.start - LONGEST_PART) : lead.start]
    return lead.word in BETWEEN or OFFSET.search(before) is not None


def settle(sentence: str, hour: Hour, ending: Ending, lead: Lead) -> Hour | None:
    """The hour of 24, as far as it is known; None where no day has it."""
    minute = hour.minute or ending.past
    if minute > 59 or hour.hour > 24 or (hour.hour == 24 and minute):
        return None
    if ending.half:
        if not 1 <= hour.hour <= 12:
            return None
        late = hour.hour % 12 + (12 if ending.half == "p" else 0)
        return replace(hour, hour=late, minute=minute, known=True)
    settled = replace(hour, hour=hour.hour % 24, minute=minute)
    if hour.known or not 1 <= hour.hour <= 12:
        return replace(settled, known=True)
    part = ending.part
    if part is None:
        named = part_before(sentence, lead)
        part = part_in(named.group()) if named else None
    within = None if part is None else hour_within(part, hour.hour)
    if within is not None:
        return replace(settled, hour=within, known=True)
    digits = not hour.in_words
    zoned = bool(ending.zone) and hour.sign == ":"
    return replace(settled, known=digits and (ending.german or hour.full or zoned))


def part_before(sentence: str, lead: Lead) -> re.Match[str] | None:
    return PART_BEFORE.search(sentence[max(0, lead.start - LONGEST_PART) : lead.start])


def told(sentence: str, hour: Hour, ending: Ending, lead: Lead) -> Value:
    settled = settle(sentence, hour, ending, lead)
    if settled is None:
        return unknown(sentence, hour, ending)
    said = SAID.search(sentence[max(0, lead.start - LONGEST_LEAD) : lead.start])
    return Value(
        "time",
        str(settled),
        unit_of(ending.zone, known=settled.known),
        lead.bound,
        hour.start,
        ending.end,
        sentence[hour.start : ending.end],
        "reported" if said else lead.role,
    )


def unit_of(zone: str, *, known: bool) -> str:
    return " ".join(filter(None, ("" if known else "12h", zone)))


def unknown(sentence: str, hour: Hour, ending: Ending) -> Value:
    text = sentence[hour.start : ending.end]
    return Value("time", "", "", "", hour.start, ending.end, text)
