"""Where two statements of one claim give different amounts, dates or the opposite.

Figures, dates, times of day: amounts, calendar, hours; which of them tell of one thing:
counterparts. Is it of another? reference, subjects, names and german_names. Who did it
to whom: doers; and nobody else: sole_doers. Is it said or denied? negation, with acts
and plain_acts (the verbs) and begun (which may stand there); denials: what is called
untrue. What contradicts even where it is hardly one claim: oppositions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claims.extraction.findings import QUANTITIES, Value
from claims.matching.conflicts.amounts import COMPATIBLE, DIFFERENT, EQUAL, span_of
from claims.matching.conflicts.counterparts import (
    COMPARED,
    FRAMES,
    NOUNS,
    Comparison,
    group,
    pair_all,
    share_topics,
)
from claims.matching.conflicts.doers import find_turned
from claims.matching.conflicts.hours import are_of_one_happening
from claims.matching.conflicts.negation import are_other_acts, find_negation
from claims.matching.conflicts.reference import speak_of_other_times, speak_of_others
from claims.matching.conflicts.sole_doers import find_other_doer
from claims.matching.conflicts.subjects import have_other_names
from claims.matching.sense.languages import have_nothing_in_common
from claims.matching.sense.meaning import without_source

__all__ = [
    "COMPARED",
    "COMPATIBLE",
    "DIFFERENT",
    "EQUAL",
    "FRAMES",
    "Comparison",
    "Conflict",
    "Telling",
    "group",
    "pair_all",
]

OF_THE = re.compile(
    r"\s(?:of\s(?:the|those|these|its|them|whom|which)|der|von\sden|dieser|davon)(?!\w)"
)
# Whoever has two figures of a vote right has the vote right.
ENOUGH_EQUAL = 2


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim as one source states it. Where the places of a conflict matter, the
    values' offsets count from its beginning."""

    text: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two spans, one in each statement, that cannot both be right. ``left_value`` and
    ``right_value`` are None for a negation."""

    kind: str
    left: tuple[int, int]
    right: tuple[int, int]
    left_value: Value | None = None
    right_value: Value | None = None


def telling_at(start: int, text: str, values: Iterable[Value]) -> Telling:
    """A telling that begins at ``start`` of its source, where its values count from."""
    return Telling(
        text,
        tuple(
            replace(value, start=value.start - start, end=value.end - start)
            for value in values
        ),
    )


def find_conflicts(left: Telling, right: Telling) -> list[Conflict]:
    """Every pair of spans that cannot both be right."""
    found = pair_told(left.text, right.text, left.values, right.values)
    conflicts = [
        Conflict(
            each.kind,
            (each.left.start, each.left.end),
            (each.right.start, each.right.end),
            each.left,
            each.right,
        )
        for each in found
        if each.relation == DIFFERENT
    ]
    if is_other_reference(left.values, right.values, found):
        return []
    # The same words do the same to the same, and deny nothing of it.
    if left.text == right.text:
        return conflicts
    denial = find_negation(left.text, right.text)
    if denial and tell_of_other_days(left.values, right.values):
        return []
    if denial and agree_in_figures(left.values, right.values):
        denial = None
    if turned := find_turned(left.text, right.text):
        conflicts.append(Conflict("doer", turned.left, turned.right))
    elif others := find_other_doer(left.text, right.text):
        conflicts.append(Conflict("doer", *others))
    if denial:
        conflicts.append(Conflict("negation", *denial))
    return conflicts


def agree_in_figures(left: Sequence[Value], right: Sequence[Value]) -> bool:
    """Whether so many are the same that both tell of one result: 30 for it, 29 against
    it, however either puts it."""
    ours, theirs = (
        {(each.kind, each.amount) for each in side if each.kind in QUANTITIES}
        for side in (left, right)
    )
    return len(ours & theirs) >= ENOUGH_EQUAL


def tell_of_other_days(left: Sequence[Value], right: Sequence[Value]) -> bool:
    """What was not so one day may be so another."""
    found = pair_all(left, right)
    return any(each.kind in FRAMES and each.relation == DIFFERENT for each in found)


def compare(left: Sequence[Value], right: Sequence[Value]) -> list[Comparison]:
    """Each value beside its counterpart of the same kind and unit.

    Equal values are paired first, then compatible ones; what is left on both sides
    differs, unless the statements speak of different places or days. A value without
    counterpart is only an omission and gives nothing."""
    found = pair_all(left, right)
    if is_other_reference(left, right, found):
        return [each for each in found if each.relation != DIFFERENT]
    return found


def differing_kinds(left: Sequence[Value], right: Sequence[Value]) -> set[str]:
    return {each.kind for each in compare(left, right) if each.relation == DIFFERENT}


def is_other_reference(
    left: Sequence[Value], right: Sequence[Value], found: Sequence[Comparison]
) -> bool:
    """Another place or person; or another date with other figures to it."""
    if speak_of_others(left, right):
        return True
    differing = {each.kind for each in found if each.relation == DIFFERENT}
    paired = {each.kind for each in found} & QUANTITIES
    ours, theirs = figures_of(left), figures_of(right)
    apart = not paired and bool(ours and theirs) and not ours & theirs
    # Hours part only what was so by 7 pm from what was so by 9 pm.
    framed = differing & (FRAMES - {"time"}) or any(
        each.relation != EQUAL and each.left.bound == each.right.bound == "by"
        for each in found
    )
    return bool(framed and (differing & QUANTITIES or apart))


def figures_of(values: Sequence[Value]) -> set[str]:
    return {value.amount for value in values if value.kind in QUANTITIES}


def pair_told(
    left_text: str, right_text: str, left: Sequence[Value], right: Sequence[Value]
) -> list[Comparison]:
    """As ``pair_all``, without the differences of statements that have nothing in
    common, without the days of other acts, and without those of whoever says so: a
    notice drafted on Saturday, a budget published on Friday."""
    found = [
        each
        for each in pair_all(left, right)
        if each.relation != DIFFERENT or are_told(each, left_text, right_text)
    ]
    found = [each for each in found if not is_one_part(each, left_text, right_text)]
    found = [*without_other_hours(found, left_text, right_text)]
    if all(each.relation != DIFFERENT for each in found):
        return found
    differing = {each.kind for each in found if each.relation == DIFFERENT}
    if not differing & QUANTITIES and are_other_acts(left_text, right_text):
        found = [
            each
            for each in found
            if each.relation != DIFFERENT or each.kind not in FRAMES
        ]
    if have_other_names(left_text, right_text) or speak_of_other_times(
        left_text, right_text
    ):
        return [each for each in found if each.relation != DIFFERENT]
    if not have_nothing_in_common(left_text, right_text):
        return found
    return [
        each
        for each in found
        if each.relation != DIFFERENT
        or (each.left.unit in NOUNS and each.left.unit == each.right.unit)
        or (each.left.role and each.left.role == each.right.role)
        or share_topics(each.left, each.right)
    ]


def without_other_hours(
    found: Sequence[Comparison], left: str, right: str
) -> Iterator[Comparison]:
    """Without hours that differ as those of two days, or of two happenings, do."""
    differing = {each.kind for each in found if each.relation == DIFFERENT}
    for each in found:
        other = each.kind == "time" and each.relation == DIFFERENT
        if not other or (
            not differing & (FRAMES - {"time"})
            and are_of_one_happening(left, right, each.left, each.right)
        ):
            yield each


def is_one_part(found: Comparison, left: str, right: str) -> bool:
    """Whether "two of the injured" are some of the other's 14."""
    if found.kind != "number" or found.relation != DIFFERENT:
        return False
    ours = OF_THE.match(left, found.left.end) is not None
    theirs = OF_THE.match(right, found.right.end) is not None
    if ours == theirs:
        return False
    part, whole = found.left, found.right
    if theirs:
        part, whole = whole, part
    return span_of(part, whole)[0] < span_of(whole, part)[1]


def is_told(text: str, value: Value) -> bool:
    """Whether a value stands in what is said, and not in the clause that says who
    does."""
    return value.text not in text or value.text in without_source(text)


def are_told(found: Comparison, left: str, right: str) -> bool:
    """Whether both values stand in what is said: the day on which somebody said it
    contradicts nothing."""
    return is_told(left, found.left) and is_told(right, found.right)
