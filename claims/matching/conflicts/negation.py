"""Whether one statement plainly denies what the other states."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from claims.matching.conflicts.acts import PATTERNS, acts_begun_in
from claims.matching.conflicts.denials import (
    Rejection,
    calls_untrue,
    find_rejections,
    rejected_in,
    rejections_of,
    without_undone,
)
from claims.matching.conflicts.subjects import have_other_objects, have_other_subjects
from claims.matching.sense.clauses import Span, cut
from claims.matching.sense.languages import content_stems

NEGATOR = re.compile(
    r"(?<!\w)(?:not(?! only| just| more| less| fewer)|cannot|never|no longer|without"
    r"|neither|nobody|no one|none"
    r"|no(?!\s(?:longer|more|fewer|less|later|sooner|doubt|matter|other|sign|way))"
    r"|(?:rul(?:es?|ed) out|den(?:y|ies|ied)|avoid(?:s|ed)?)(?=\s\w+ing)"
    r"|(?:refus|fail|declin)(?:ed|es|ing)? to|refusal to"
    r"|nicht(?! nur| mehr als| weniger| zuletzt)|nie|niemals|niemand"
    r"|kein(?:e[nmrs]?)?(?!\s(?:\d|zwei|drei|vier|fünf|zehn|hundert))"
    r"|ohne|weder|weiger\w+ sich|verweiger\w+)(?!\w)|(?<=\w)n[’']t(?!\w)",
    re.IGNORECASE,
)
# What says so in other words.
NOT_SO = re.compile(
    r"(?<!\w)(?:un(?:clear|known|klar|bekannt|gewiss)\w*|lack\w*|missing"
    r"|fehl(?:t|te|ten|en|end\w*)|refus\w+|reject\w*|rul\w+\sout|den(?:y|ies|ied|ying)"
    r"|declin\w+|unable|impossible|unmöglich|fail\w*|lehn\w+|ablehn\w*|weiger\w+"
    r"|bestreit\w+|bestritt\w*|dementier\w*"
    r"|ausgeschlossen|schl(?:ie|o)(?:ß|ss)\w*\s(?:[^\s,.;]+\s){1,8}aus"
    r"|broken|faulty|defe[ck]t\w*|outdated|veraltet\w*)(?!\w)",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[;:!?]\s|(?<!\d)\.\s|,\s(?!(?:das|den|die|der|dem|es|to)\b)")
# What an English verb may deny by what follows it: "paid no tax".
NOTHING = re.compile(r"(?:no|none|nobody|no one|neither|nothing)$", re.IGNORECASE)
NEXT = 12
# "Does not come into force until January" comes into force then.
UNTIL = re.compile(r"[^.;:,]{1,60}?\s(?:until|before|till)\s")
WITHOUT = re.compile(r"(?:without|ohne)$", re.IGNORECASE)
DOING = re.compile(r"\s(?:\w+ing\b|dass\b|(?:[^\s,.;]+\s){0,5}zu\s)")
# "Left the rate unchanged" against "raised the rate" and "lowered the rate".
STILL = re.compile(
    r"(?<!\w)(?:unchanged|on hold|steady|unverändert\w*|stabil)(?!\w)", re.IGNORECASE
)
MOVED = ("increase", "rise")
GERMAN = re.compile(r"(?<!\w)(?:nicht|kein\w*|nie|niemals|weiger\w+)(?!\w)", re.I)
REACH = 60
# Two statements with this share of their words in common are about one thing.
ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Act:
    """``told`` are its own words, ``start`` and ``end`` count in those for "not"."""

    name: str
    affirmed: bool
    start: int
    end: int
    told: Span


def find_acts(text: str) -> Iterator[Act]:
    told = acts_begun_in(text)
    untrue = [
        (each.end, each.within[1]) for each in find_rejections(text) if each.rejects
    ]
    for clause_start, clause_end in cut(text, CLAUSE):
        negators = [
            found.span() for found in NEGATOR.finditer(text, clause_start, clause_end)
        ]
        for name in told:
            for found in PATTERNS[name].finditer(text, clause_start, clause_end):
                # What is called untrue is told by somebody else.
                if not any(start <= found.start() < end for start, end in untrue):
                    yield act_of(text, name, found, negators)


def act_of(
    text: str, name: str, found: re.Match[str], negators: list[tuple[int, int]]
) -> Act:
    # The negators follow each other, so those within reach stand side by side.
    first = bisect_left(negators, found.start() - REACH, key=itemgetter(1))
    last = bisect_right(negators, found.end() + REACH, key=itemgetter(0))
    near = negators[first:last]
    negating = [each for each in near if governs(text, each, found.span())]
    affirmed = (found.lastgroup == "act") != (len(negating) % 2 == 1)
    start = min([found.start(), *(each[0] for each in negating)])
    end = max([found.end(), *(each[1] for each in negating)])
    return Act(name, affirmed, start, end, found.span())


def governs(text: str, negator: tuple[int, int], act: tuple[int, int]) -> bool:
    """English negation stands before its verb; German on either side of it."""
    if negator[0] <= act[0] < negator[1]:
        return False
    if UNTIL.match(text, negator[1]):
        return False
    if WITHOUT.match(text, *negator) and not DOING.match(text, negator[1]):
        # "Broken off without result" was broken off, "without pay" nobody is paid.
        return act[0] == negator[1] + 1
    if negator[1] <= act[0]:
        return act[0] - negator[1] <= REACH
    if NOTHING.match(text, *negator) and 0 <= negator[0] - act[1] <= NEXT:
        return True
    german = GERMAN.match(text, *negator) is not None
    if negator[0] < act[1]:
        # "found not guilty" is an act of its own, "stimmte nicht zu" is none.
        return german
    return german and 0 <= negator[0] - act[1] <= REACH


def find_negation(
    left: str, right: str
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The two spans where one affirms what the other denies, or None."""
    ours, theirs = rejections_of(left, right), rejections_of(right, left)
    # Where either calls something untrue, but only one of them what the other says, it
    # is not known what the two are to each other.
    if (ours or theirs) and (
        (ours and theirs) or not (calls_untrue(left) and calls_untrue(right))
    ):
        if (count_denied(left, ours) + count_denied(right, theirs)) % 2 == 0:
            return None
        if ours:
            return (ours[0].start, ours[0].end), (0, len(right))
        return (0, len(left)), (theirs[0].start, theirs[0].end)
    left, right = without_undone(left), without_undone(right)
    spans = find_denial(left, right)
    return None if spans is None or have_other_subjects(left, right) else spans


def count_denied(text: str, rejections: list[Rejection]) -> int:
    """How often what it says is turned into its contrary; without a rejection by the
    words for "not" alone."""
    if not rejections:
        return len(NEGATOR.findall(text))
    return 1 + len(NEGATOR.findall(rejected_in(text, rejections[0])))


def find_denial(
    left: str, right: str
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    ours, theirs = acts_by_name(left), acts_by_name(right)
    shared = [name for name in ours if name in theirs]
    signs = {
        name: [{act.affirmed for act in acts[name]} for acts in (ours, theirs)]
        for name in shared
    }
    # Where they agree in one act, another is most often a word with two senses.
    if any(sides[0] == sides[1] for sides in signs.values()):
        return None
    for name, sides in signs.items():
        if len(sides[0]) == len(sides[1]) == 1:
            one, two = ours[name][0], theirs[name][0]
            if have_other_objects(left[one.end :], right[two.end :]):
                continue
            return (one.start, one.end), (two.start, two.end)
    if shared:
        return None
    return stay_and_move(left, right) or negated_wording(left, right)


def stay_and_move(left: str, right: str) -> tuple[Span, Span] | None:
    """Where one says that nothing changes, and the other that it rises or falls."""
    still, moved = STILL.search(left), first_move(right)
    if still and moved and not STILL.search(right):
        return still.span(), moved
    still, moved = STILL.search(right), first_move(left)
    if still and moved and not STILL.search(left):
        return moved, still.span()
    return None


def first_move(text: str) -> Span | None:
    acts = acts_by_name(text)
    moved = next((acts[name][0] for name in MOVED if name in acts), None)
    return (moved.start, moved.end) if moved else None


def oppose_acts(left: str, right: str) -> bool:
    """Whether an act is told by the one and denied by the other, of whatever."""
    ours, theirs = acts_by_name(left), acts_by_name(right)
    return any(
        {act.affirmed for act in ours[name]} != {act.affirmed for act in theirs[name]}
        for name in ours.keys() & theirs.keys()
    )


@lru_cache(1024)
def acts_by_name(text: str) -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = defaultdict(list)
    for act in find_acts(text):
        found[act.name].append(act)
    return found


def are_other_acts(left: str, right: str) -> bool:
    """Whether both tell what was done, and nothing of it is the same."""
    ours, theirs = acts_by_name(left), acts_by_name(right)
    return bool(ours and theirs) and not ours.keys() & theirs.keys()


def deny_alike(left: str, right: str) -> bool:
    """Whether the words for "not" cancel out, or stand in both."""
    return (len(NEGATOR.findall(left)) - len(NEGATOR.findall(right))) % 2 == 0


def same_act(left: str, right: str) -> bool:
    """Whether both state, or both deny, one act, and either all else or nothing of
    it."""
    ours, theirs = (list(find_acts(text)) for text in (left, right))
    shared = {(act.name, act.affirmed) for act in ours}
    shared &= {(act.name, act.affirmed) for act in theirs}
    denied = (
        count_beyond(text, [act for act in acts if (act.name, act.affirmed) in shared])
        for text, acts in ((left, ours), (right, theirs))
    )
    return bool(shared) and sum(denied) % 2 == 0


def count_beyond(text: str, acts: list[Act]) -> int:
    """The words for "not" outside those acts."""
    return sum(
        not any(act.start <= found.start() < act.end for act in acts)
        for found in NEGATOR.finditer(text)
    )


def negated_wording(
    left: str, right: str
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The same words but for one "not", in one language."""
    ours, theirs = list(NEGATOR.finditer(left)), list(NEGATOR.finditer(right))
    if len(ours) + len(theirs) != 1 or NOT_SO.search(right if ours else left):
        return None
    words, others = (content_stems(NEGATOR.sub(" ", each)) for each in (left, right))
    shared = 2 * len(words & others) / (len(words) + len(others) or 1)
    if shared < ALIKE:
        return None
    whole = (0, len(left)), (0, len(right))
    return (ours[0].span(), whole[1]) if ours else (whole[0], theirs[0].span())
