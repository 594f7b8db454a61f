"""What two statements are to each other: they agree, contradict, or both may be right.

Only what excludes the other contradicts: two values of one thing, the same doing turned
round, an act and its denial. Where each says something that the other does not, they
speak of two things, unless a listed word or the whole of what they mean speaks for
one."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from claims.extraction.findings import Value
from claims.extraction.reading import read
from claims.extraction.values import find_values
from claims.matching.amounts import DIFFERENT, EQUAL, is_close
from claims.matching.calendar import name_one_time
from claims.matching.conflicts import (
    FRAMES,
    Comparison,
    group,
    is_other_reference,
    pair_told,
    tell_of_other_days,
)
from claims.matching.doers import is_passive, relate_doings
from claims.matching.ground import (
    ONE_EVENT,
    ONE_THING,
    ONE_THING_CROSSING,
    Ground,
    find_ground,
)
from claims.matching.negation import (
    acts_by_name,
    are_other_acts,
    deny_alike,
    find_negation,
    oppose_acts,
    same_act,
)
from claims.matching.subjects import (
    begin_elsewhere,
    have_other_qualifiers,
    have_other_subjects,
    subject_of,
    tell_of_other_parties,
)

Judgement = Literal["agree", "contradict", "compatible"]
# Said of anything.
ANY_ROLE = frozenset(("rise", "fall", "change"))
# They say the same, if nothing stands against it and one of them adds nothing.
SAME_THING = 0.72
SAME_THING_CROSSING = 0.7
SURELY_SAME = 0.85
# The same figure of something else: 60 firemen came, 60 residents left.
UNRELATED = 0.4


def judge(
    left: str,
    right: str,
    *,
    left_language: str,
    right_language: str,
    published_on: date | None = None,
) -> Judgement:
    left, right = read(left).text, read(right).text
    ours = find_values(left, left_language, published_on)
    theirs = find_values(right, right_language, published_on)
    found = pair_told(left, right, ours, theirs)
    if is_other_reference(ours, theirs, found):
        return "compatible"
    crossing = left_language != right_language
    ground = find_ground(left, right, ours, theirs, crossing=crossing)
    found = [each for each in found if not is_of_another(each, left, right, ground)]
    differing = {each.kind for each in found if each.relation == DIFFERENT}
    denied = deny(left, right, ground)
    if denied and tell_of_other_days(ours, theirs):
        return "compatible"
    if denied or differing or turn_round(left, right):
        return "contradict"
    # Each tells a figure the other does not: nothing is known of either.
    if not found and group(ours) and group(theirs):
        same = ground and tell_same_figures(ours, theirs) and is_same(ground)
        return "agree" if same else "compatible"
    return "agree" if agree(left, right, found, ground) else "compatible"


def is_of_another(
    found: Comparison, left: str, right: str, ground: Ground | None
) -> bool:
    """Whether two values that differ are told of two things."""
    if found.relation != DIFFERENT:
        return False
    if found.left.role == "age" and tell_of_other_parties(left, right):
        return True
    if have_other_qualifiers(left, right):
        return True
    if ground is None or share_role(found.left, found.right):
        return False
    return ground.near < UNRELATED or (
        acts_by_name(left).keys().isdisjoint(acts_by_name(right))
        and go_their_own_ways(found.kind, left, right, ground)
    )


def go_their_own_ways(kind: str, left: str, right: str, ground: Ground) -> bool:
    """Whether each says something that the other does not, and they are not near."""
    if not ground.crossing and are_other_acts(left, right):
        return True
    if begin_elsewhere(left, right):
        return True
    if not ground.crossing and kind == "date":
        return ground.near < ONE_EVENT
    return is_apart(ground)


def is_apart(ground: Ground) -> bool:
    least = ONE_THING_CROSSING if ground.crossing else ONE_THING
    return ground.near < least and ground.tells_apart


def share_role(left: Value, right: Value) -> bool:
    topics = set(left.topics.split()) & set(right.topics.split())
    known = left.role if left.role not in ANY_ROLE else ""
    measured = left.unit == right.unit == "degree"
    return bool(topics) or measured or (bool(known) and known == right.role)


def turn_round(left: str, right: str) -> bool:
    """Whether one tells of the one what the other tells of the other."""
    doing = relate_doings(left, right)
    return doing is not None and not doing.same


def deny(left: str, right: str, ground: Ground | None) -> bool:
    """Whether one denies what the other tells, and of the same."""
    spans = find_negation(left, right)
    if not spans or (ground and ground.near < UNRELATED):
        return False
    told = told_at(left, spans[0]), told_at(right, spans[1])
    # Words of two languages are too often alike without seeming so.
    return ground is None or ground.crossing or not ground.contrasts_beyond(*told)


def told_at(text: str, span: tuple[int, int]) -> str:
    """What is denied, or "" where it is nothing less than the whole."""
    return "" if span == (0, len(text)) else text[slice(*span)]


def agree(
    left: str, right: str, found: Sequence[Comparison], ground: Ground | None
) -> bool:
    """Of statements of which nothing contradicts the other."""
    if not all(agrees(each) for each in found):
        return False
    doing = relate_doings(left, right)
    if not doing and all(each.kind in FRAMES for each in found):
        told = tell_one_thing(left, right, ground)
        if told is not None:
            return told
    if found:
        shared = any(share_role(each.left, each.right) for each in found)
        return shared or not ground or not is_unrelated(ground)
    if doing and deny_alike(left, right):
        return True
    apart = ground is not None and not ground.crossing and is_apart(ground)
    return same_act(left, right) and not apart


def tell_one_thing(left: str, right: str, ground: Ground | None) -> bool | None:
    """Of statements without a figure; None where it is not plain."""
    if oppose_acts(left, right):
        return False
    if have_other_subjects(left, right):
        turned = is_passive(left) != is_passive(right)
        return turned and ground is not None and is_turned(left, right, ground)
    others = are_other_acts(left, right)
    if ground and is_same(ground, others=others) and deny_alike(left, right):
        return True
    return False if others else None


def is_turned(left: str, right: str, ground: Ground) -> bool:
    """Whether one tells in the passive what the other tells in the active."""
    passive = is_passive(left)
    sufferer = subject_of(left if passive else right).casefold()
    other = ground.left if passive else ground.right
    suffers = other.get(sufferer, 0) == 1 and same_act(left, right)
    return ground.is_whole or suffers


def tell_same_figures(ours: Sequence[Value], theirs: Sequence[Value]) -> bool:
    sides = [
        {(each.kind, each.amount, each.bound) for each in side if each.kind == "number"}
        for side in (ours, theirs)
    ]
    return bool(sides[0]) and sides[0] == sides[1]


def is_same(ground: Ground, *, others: bool = False) -> bool:
    """``others`` are what is done in both, and nothing of it is the same."""
    least = SAME_THING_CROSSING if ground.crossing else SAME_THING
    alike = ground.near >= least and not ground.stands_in_contrast
    return alike or (ground.near >= SURELY_SAME and not others)


def is_unrelated(ground: Ground) -> bool:
    return ground.near < UNRELATED and ground.stands_in_contrast


def agrees(found: Comparison) -> bool:
    if found.relation == EQUAL:
        return True
    if found.kind == "date":
        return name_one_time(found.left.amount, found.right.amount)
    return is_close(found.left, found.right)
