"""How two times of day stand to each other, and whether both are of one happening."""

import re
from functools import lru_cache

from claims.extraction.findings import Value
from claims.extraction.values.hour_signs import ZONES
from claims.matching.conflicts.amounts import COMPATIBLE, DIFFERENT, EQUAL
from claims.matching.conflicts.negation import are_other_acts, oppose_acts
from claims.matching.sense.clauses import find_clauses
from claims.matching.sense.languages import NUMERIC, content_stems, is_german
from claims.matching.sense.meaning import without_source

DAY, HALF_A_DAY = 24 * 60, 12 * 60
# How many minutes earlier and later than the time named it may have been.
SPREAD = {
    "shortly before": (30, 0),
    "shortly after": (0, 30),
    "before": (HALF_A_DAY, 0),
    "after": (0, HALF_A_DAY),
    "by": (HALF_A_DAY, 0),
}
# Of "about 7 pm", and of "about 7.20 pm".
ABOUT_THE_HOUR, ABOUT = 45, 20
# A full hour is told of what happened ten minutes from it; who says 7.02 means it.
ROUNDED = ((60, 10), (15, 5), (5, 2))
# What parts two hours of one day: the same train leaves and arrives.
HAPPENINGS = {
    "begin": r"beg[aiu]n\w*|start(?:s|ed|ing)?|kick(?:s|ed) off|beginn\w*|begann\w*"
    r"|startete?[nt]?|Anpfiff|broke out|brach\w* .{0,60}?aus",
    "end": r"end(?:s|ed|ing)?|finish\w*|concluded?|over|endete?[nt]?|Ende|Schluss"
    r"|put out|extinguished|gelöscht",
    "leave": r"le(?:ft|aves?|aving)|depart\w*|set (?:off|out)|sail(?:s|ed)|took off"
    r"|legten? .{0,60}?ab|verließ\w*|abgefahren|fuhr\w* .{0,60}?ab|startete?n?",
    "arrive": r"arriv\w*|reach(?:es|ed)|land(?:s|ed)|docked|returned|angekommen"
    r"|k[oa]mm?\w* .{0,60}?an|traf\w* .{0,60}?ein|erreichte?n?|landete?n?",
    "open": r"(?:re)?open(?:s|ed|ing)?|(?:er)?öffne\w*|geöffnet",
    "close": r"clos(?:e|es|ed|ing)|shut|schl(?:oss|ießt|ossen|ießen)|geschlossen"
    r"|gesperrt",
    "call": r"call(?:s|ed)?|alarm\w*|rang|Notruf|gerufen|verständigt|alerted",
    "find": r"found|discover\w*|fand\w*|gefunden|entdeckt\w*",
    "arrest": r"arrest\w*|detained|festgenommen|nahm\w* .{0,60}?fest|verhaftet\w*",
    "die": r"died|dies|dead|starb\w*|gestorben|tot",
    "meet": r"met|meets?|meeting|traf(?:en)? sich|getroffen",
    "vote": r"voted?|votes|stimmten?|abgestimmt",
    "resign": r"resign\w*|stepped down|zurückgetreten|trat .{0,60}?zurück",
    "collapse": r"collaps\w*|gave way|stürzte?n? .{0,60}?ein|eingestürzt|brach\w*",
    "speak": r"spoke|speaks|address(?:es|ed)|sprach\w*|phoned|telefonier\w*",
}
HAPPENING = {
    name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for name, words in HAPPENINGS.items()
}
WHICH = re.compile(
    r"(?<!\w)(?:(?P<first>first|erste[nrsm]?)|(?P<last>last|final|letzte[nrsm]?)"
    r"|(?P<second>second|another|next|zweite[nrsm]?|weitere[nrsm]?|nächste[nrsm]?)"
    r"|(?P<again>again|erneut|wieder)|(?P<third>third|dritte[nrsm]?))(?!\w)",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:(?<=[a-z,] )[A-Z]|[A-Z](?=\w+['’]s))\w+")
# Sentences of one language that share less of their words tell two things.
SHARED_WORDS = 0.34
LONGEST_READ = 600


def relate_hours(left: Value, right: Value) -> str:
    """ "8 pm local time" and "1900 GMT" may be one: where the zone of either is not
    known nothing differs. Nor does the hour at which each was told."""
    shift = shift_between(zone_of(left), zone_of(right))
    if shift is None or left.role == "reported":
        return COMPATIBLE
    ours, theirs = (
        spans_of(left),
        [(low + shift, high + shift) for low, high in spans_of(right)],
    )
    if left.bound == right.bound and [
        (low % DAY, high % DAY) for low, high in ours
    ] == [(low % DAY, high % DAY) for low, high in theirs]:
        return EQUAL
    slack = max(slack_of(left), slack_of(right))
    meet = any(
        meets(widen(one, left), widen(other, right), slack)
        for one in ours
        for other in theirs
    )
    return COMPATIBLE if meet else DIFFERENT


def name_one_hour(left: Value, right: Value) -> bool:
    """Whether two times that can meet say the same, if roughly."""
    open_ended = {"before", "after", "by"} & {left.bound, right.bound}
    known = shift_between(zone_of(left), zone_of(right)) is not None
    ranges = ("/" in left.amount) == ("/" in right.amount)
    return known and ranges and not open_ended


def zone_of(value: Value) -> str:
    return value.unit.removeprefix("12h").strip()


def shift_between(left: str, right: str) -> int | None:
    """The minutes to add to the right one's times, or None where nobody knows."""
    if left == right:
        return 0
    if left in ZONES and right in ZONES:
        return ZONES[left] - ZONES[right]
    return None


def spans_of(value: Value) -> list[tuple[int, int]]:
    """First and last minute, both times where either half of the day may be meant."""
    first, _, last = value.amount.partition("/")
    low, high = minutes_of(first), minutes_of(last or first)
    if high < low:
        high += DAY
    spans = [(low, high)]
    if value.unit.startswith("12h"):
        spans.append(((low + HALF_A_DAY) % DAY, (low + HALF_A_DAY) % DAY + high - low))
    return spans


def minutes_of(amount: str) -> int:
    hour, _, minute = amount.partition(":")
    return int(hour) * 60 + int(minute)


def slack_of(value: Value) -> int:
    if value.bound or "/" in value.amount:
        return 0
    minute = minutes_of(value.amount)
    return next((slack for step, slack in ROUNDED if minute % step == 0), 0)


def widen(span: tuple[int, int], value: Value) -> tuple[int, int]:
    about = ABOUT if span[0] % 60 else ABOUT_THE_HOUR
    before, after = (
        (about, about) if value.bound == "about" else SPREAD.get(value.bound, (0, 0))
    )
    return span[0] - before, span[1] + after


def meets(left: tuple[int, int], right: tuple[int, int], slack: int) -> bool:
    """Whether they touch on the dial."""
    return any(
        max(left[0], right[0] + turn) - min(left[1], right[1] + turn) <= slack
        for turn in (-DAY, 0, DAY)
    )


def are_of_one_happening(
    left_text: str, right_text: str, left: Value, right: Value
) -> bool:
    """Whether what is told of the one hour and of the other is the same act."""
    if which_in(left_text) != which_in(right_text):
        return False
    one, other = clause_around(left_text, left), clause_around(right_text, right)
    if are_other_acts(one, other) or oppose_acts(one, other):
        return False
    ours, theirs = happenings_in(one), happenings_in(other)
    if ours and theirs and not ours & theirs:
        return False
    if is_german(left_text) != is_german(right_text):
        return True
    left_text, right_text = without(left_text, left), without(right_text, right)
    if not is_german(left_text) and name_others(left_text, right_text):
        return False
    return share_words(left_text, right_text)


def which_in(text: str) -> set[str | None]:
    return {found.lastgroup for found in WHICH.finditer(text[:LONGEST_READ])}


def clause_around(text: str, value: Value) -> str:
    for start, end in find_clauses(text):
        if start <= value.start < end:
            return text[start:end]
    return text


@lru_cache(1024)
def happenings_in(clause: str) -> frozenset[str]:
    clause = clause[:LONGEST_READ]
    return frozenset(
        name for name, pattern in HAPPENING.items() if pattern.search(clause)
    )


def name_others(left: str, right: str) -> bool:
    """Whether each has names that the other has not: Arlen's market, Holm's market."""
    ours, theirs = (
        set(NAME.findall(without_source(text[:LONGEST_READ]))) for text in (left, right)
    )
    return bool(ours - theirs and theirs - ours)


def without(text: str, value: Value) -> str:
    return f"{text[: value.start]} {text[value.end :]}"


def share_words(left: str, right: str) -> bool:
    words, others = content_stems(left), content_stems(right)
    words, others = words - NUMERIC, others - NUMERIC
    fewest = min(len(words), len(others))
    return fewest == 0 or len(words & others) >= SHARED_WORDS * fewest
