"""Times of day as written in English and German, as far as they are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.extraction.findings import Value
from claims.extraction.text.glimpses import Glimpse, hint_of_words
from claims.extraction.text.wordlists import any_of, listed
from claims.extraction.values.hour_signs import (
    AGED_OR_PRICED,
    BARE_GOES_ON,
    EVENT,
    LONGEST_LEAD,
    LONGEST_PART,
    NO_CLOCK,
    OFFSET,
    PART_BEFORE,
    PART_BEHIND,
    SAID,
    SCALED,
    SCORED,
    SERVICE,
    TIMETABLED,
    ZONE,
    Lead,
    hour_within,
    lead_before,
    part_in,
    zone_name,
)

HOUR_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "one ein eins",
            "two zwei",
            "three drei",
            "four vier",
            "five fünf",
            "six sechs",
            "seven sieben",
            "eight acht",
            "nine neun",
            "ten zehn",
            "eleven elf",
            "twelve zwölf",
        ),
        start=1,
    )
    for word in words.split()
}
MINUTES = HOUR_WORDS | {
    "quarter": 15,
    "viertel": 15,
    "twenty": 20,
    "zwanzig": 20,
    "twenty-five": 25,
}
NAMED = {"noon": 12, "midday": 12, "mittag": 12, "midnight": 0, "mitternacht": 0}
_NUMERAL = (
    r"(?P<hour>\d{4}|\d{1,2})"
    r"(?:(?P<sign>[.:])(?P<minute>\d\d)(?:[.:]\d\d)?)?(?!\d|[.,:]\d)"
)
NUMERAL = re.compile(rf"(?<![\w.,:]){_NUMERAL}")
# Behind a hyphen or a word.
NUMERAL_BEHIND = re.compile(_NUMERAL)
# What calls the number before it an hour.
MARK = re.compile(
    r"\s?(?:(?P<half>[ap])(?P<dot>\.\s?m\.|m(?!\w))|(?P<HALF>[AP])(?:\.\s?M\.|M(?!\w))"
    r"|(?P<uhr>Uhr)(?!\w)(?:\s(?P<past>[0-5]?\d)(?=\s[a-zäöü]|[.,;](?:\s|$)|$))?"
    r"|o['’]clock(?!\w))"
)
TO = re.compile(r"\s?[-–]\s?|\s(?P<word>to|bis|and|und)\s")
HOURS = re.compile(r"\s(?:hrs|hours)(?!\w)")
_WORD = any_of(HOUR_WORDS)
IN_WORDS = re.compile(
    rf"(?<!\w)(?:(?P<named>{any_of(NAMED)})"
    rf"|(?P<halved>half\spast|half|halb)\s(?P<half_of>{_WORD}|\d\d?)"
    rf"|(?:a\s)?(?P<minutes>{any_of(MINUTES)})\s(?:(?:minutes|minuten)\s)?"
    rf"(?P<side>past|to|nach|vor)\s(?P<halb>halb\s)?(?P<full>{_WORD}|noon|midnight|mitternacht)"
    rf"|(?P<hour>{_WORD}))(?![\w%-]|[.,]\d)(?!\s(?:hundred|thousand|million|billion"
    r"|tausend|percent|per\scent|prozent))",
    re.IGNORECASE,
)
# Somebody may say "between seven and eight o'clock".
SPAN_IN_WORDS = re.compile(r"(?:between|zwischen)\s\w+\s(?:and|und)\s$", re.IGNORECASE)
NAMES_HOUR = hint_of_words(
    listed("uhr m am pm gmt cet utc h clock past quarter halb viertel morning")
    + listed("afternoon evening um gegen ab mez mesz cest est edt pst bst hours hrs")
    + listed("time ortszeit shortly just kurz früh night ferry train bus flight")
    + listed("abends morgens nachts after before about around at ")
)
NAMES_WORDED = hint_of_words((*NAMED, *listed("uhr clock half halb quarter viertel")))
NUMBERS = hint_of_words(HOUR_WORDS)
LEADS = hint_of_words(
    listed("at around about um gegen kurz shortly just past nach pm m")
)
BETWEEN = frozenset(("between", "zwischen"))
NOON = 12 * 60
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
    if ending.part is not None and lead.word:
        return True
    if NO_CLOCK.match(sentence, ending.end):
        return False
    if hour.sign == ":" and lead.word:
        return not (SCALED if lead.at else SCORED).search(near(sentence, hour))
    if hour.sign:
        return (lead.at and lead.german) or is_timetabled(sentence, hour, ending.end)
    return is_told_bare(sentence, hour, ending.end, lead)


def near(sentence: str, hour: Hour) -> str:
    return sentence[max(0, hour.start - REACH) : hour.start + REACH]


def is_apart(sentence: str, lead: Lead) -> bool:
    """Whether it is only the end of "between midnight and", or "two hours after"."""
    before = sentence[max(0, lead.start - LONGEST_PART) : lead.start]
    return lead.word in BETWEEN or OFFSET.search(before) is not None


def is_timetabled(sentence: str, hour: Hour, end: int) -> bool:
    before = sentence[max(0, hour.start - 8) : hour.start]
    return bool(SERVICE.match(sentence, end) and TIMETABLED.search(before))


def is_told_bare(sentence: str, hour: Hour, end: int, lead: Lead) -> bool:
    """Whether "seven" of "opened at seven" is an hour."""
    if not lead.at or not 1 <= hour.hour <= 12 or not BARE_GOES_ON.match(sentence, end):
        return False
    if lead.bound.startswith("shortly"):
        return True
    before = sentence[max(0, lead.start - LONGEST_LEAD) : lead.start]
    return bool(EVENT.search(before)) and not AGED_OR_PRICED.search(
        near(sentence, hour)
    )


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
    halved = (found["halved"] or "").casefold()
    if halved in {"half past", "halb"} or ending.marked:
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
        before = sentence[max(0, lead.start - LONGEST_PART) : lead.start]
        named = PART_BEFORE.search(before)
        part = part_in(named.group()) if named else None
    within = None if part is None else hour_within(part, hour.hour)
    if within is not None:
        return replace(settled, hour=within, known=True)
    digits = not hour.in_words
    zoned = bool(ending.zone) and hour.sign == ":"
    return replace(settled, known=digits and (ending.german or hour.full or zoned))


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
