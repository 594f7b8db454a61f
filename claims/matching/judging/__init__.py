"""What two statements are to each other: they agree, contradict, or both may be right.

The rules look for what excludes the other: two values of one thing, the same doing
turned round, an act and its denial. Where meaning can be told, theirs is one sign among
those that a small network weighs; without an encoder they decide alone.

By rule: plain_wording. The network: judging_model over judging_signs, among them ground
(is it of one thing?) and arithmetic (which figures follow from others)."""

from collections.abc import Mapping, Sequence
from datetime import date

from claims.encoders import encoder_installed
from claims.extraction.page.reading import read
from claims.extraction.values import find_values
from claims.matching.conflicts import (
    FRAMES,
    Comparison,
    figures_of,
    group,
    is_other_reference,
    pair_told,
    tell_of_other_days,
)
from claims.matching.conflicts.amounts import DIFFERENT
from claims.matching.conflicts.doers import find_turned, relate_doings
from claims.matching.conflicts.negation import (
    are_other_acts,
    deny_alike,
    find_negation,
    oppose_acts,
    same_act,
)
from claims.matching.conflicts.subjects import have_other_subjects
from claims.matching.judging.judging_model import Relation, weigh
from claims.matching.judging.judging_signs import Statement, agrees, read_signs
from claims.matching.judging.plain_wording import Wording, compare_wording
from claims.matching.sense.clauses import Span

# Where it seems a contradiction by less, the likelier of the other two is the answer.
SURE_ENOUGH = 0.45
# Of 115 pairs held out that the rules call one and networks by as much, 101 are.
PLAINLY = 0.6


def judge(
    left: str,
    right: str,
    *,
    left_language: str,
    right_language: str,
    published_on: date | None = None,
) -> Relation:
    sides = (
        read_statement(left, left_language, published_on),
        read_statement(right, right_language, published_on),
    )
    vote = judge_by_rules(*sides)
    if is_plain(*sides, vote) or not encoder_installed():
        return vote
    return decide(weigh([*read_signs(*sides, vote).values()]))


def find_opposite(
    one: Statement, other: Statement, *, by_meaning: bool
) -> tuple[str, str] | None:
    """The words of each in which one says what the other excludes, where the rules say
    so, and by meaning the networks too; figures that differ exclude nothing here."""
    spans = find_denying(one, other)
    vote = judge_by_rules(one, other) if spans else "compatible"
    if not spans or vote != "contradict":
        return None
    if by_meaning and not wording_of(one, other).alike:
        chances = weigh([*read_signs(one, other, vote).values()])
        if chances["contradict"] < PLAINLY:
            return None
    return one.text[slice(*spans[0])], other.text[slice(*spans[1])]


def find_denying(one: Statement, other: Statement) -> tuple[Span, Span] | None:
    left, right = one.text, other.text
    if denied := find_negation(left, right):
        return denied
    if turned := find_turned(left, right):
        return turned.left, turned.right
    wording = wording_of(one, other)
    return ((0, len(left)), (0, len(right))) if wording.opposed else None


def decide(chances: Mapping[Relation, float]) -> Relation:
    if chances["contradict"] >= SURE_ENOUGH:
        return "contradict"
    return "agree" if chances["agree"] > chances["compatible"] else "compatible"


def read_statement(
    text: str, language: str, published_on: date | None = None
) -> Statement:
    text = read(text).text
    return Statement(text, language, find_values(text, language, published_on))


def is_plain(one: Statement, other: Statement, vote: Relation) -> bool:
    """Whether the rules need no network: nothing but what they weigh tells the two
    apart, or one turns round what the other says. Networks hardly see who did it to
    whom: of 24 pairs turned round, 22 contradict."""
    if find_turned(one.text, other.text):
        return True
    wording = wording_of(one, other)
    if wording.opposed and figures_of(one.values) != figures_of(other.values):
        # A third is without what two thirds have.
        return False
    return wording.in_turn or (wording.alike and vote == "contradict")


def wording_of(one: Statement, other: Statement) -> Wording:
    return compare_wording(
        one.text,
        other.text,
        one.values,
        other.values,
        crossing=one.language != other.language,
    )


def judge_by_rules(one: Statement, other: Statement) -> Relation:
    """By lists of words and by the values alone."""
    left, right = one.text, other.text
    wording = wording_of(one, other)
    found = pair_told(left, right, one.values, other.values)
    if is_other_reference(one.values, other.values, found):
        return "compatible"
    denied = wording.opposed or find_negation(left, right) is not None
    if denied and tell_of_other_days(one.values, other.values):
        return "compatible"
    differing = any(each.relation == DIFFERENT for each in found)
    if denied or differing or find_turned(left, right):
        return "contradict"
    # Each tells a figure the other does not: nothing is known of either.
    if not found and group(one.values) and group(other.values):
        return "compatible"
    alike = wording.in_turn and all(agrees(each) for each in found)
    return "agree" if alike or agree(left, right, found) else "compatible"


def agree(left: str, right: str, found: Sequence[Comparison]) -> bool:
    """Of statements of which nothing contradicts the other."""
    if not all(agrees(each) for each in found):
        return False
    doing = relate_doings(left, right)
    framed = all(each.kind in FRAMES for each in found)
    if framed and not doing and tell_two_things(left, right):
        return False
    if found or (doing and deny_alike(left, right)):
        return True
    return same_act(left, right)


def tell_two_things(left: str, right: str) -> bool:
    return (
        oppose_acts(left, right)
        or have_other_subjects(left, right)
        or are_other_acts(left, right)
    )
