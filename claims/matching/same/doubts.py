"""What forbids to link two statements by themselves, however alike they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from claims.extraction import Value
from claims.extraction.findings import QUANTITIES
from claims.extraction.values import find_values
from claims.matching.conflicts import differing_kinds
from claims.matching.conflicts.amounts import DIFFERENT, relate_amounts
from claims.matching.conflicts.counterparts import pair_all, share_topics
from claims.matching.conflicts.denials import rejections_of
from claims.matching.conflicts.german_names import find_german_names
from claims.matching.conflicts.names import (
    WORD,
    Names,
    fold_name,
    is_name_word,
    keys_in,
    name_others,
    read_names,
)
from claims.matching.conflicts.negation import NOT_SO
from claims.matching.conflicts.subjects import have_other_subjects
from claims.matching.sense.clauses import find_clauses
from claims.matching.sense.meaning import (
    Sense,
    covered,
    keep_words,
    liken_words,
    part_of,
    without_source,
)
from claims.matching.sense.similarity import (
    NEGATIONS,
    Words,
    fold,
    take_apart,
    words_in,
)

# Of fewer words much must speak for a link.
SHORTEST_TO_LINK = 6
# A clause of which less stands in the other sentence says something else.
SHARED_CLAUSE = 0.4
# A denied one of which less stands there may say in other words what is said there:
# "cannot reach", "is locked out of".
DENIED_CLAUSE = 0.6
LEAST_BEYOND_NAMES = 2
# A German noun to which a word of the other sentence is so like is no name.
SAID_IN_OTHER_WORDS = 0.25
# Words left to one side of which less stands in the other say something else.
SHARED_REST = 0.25
# Sums of money of which nobody says what for are one sum where the words beside them
# are so much alike.
SHARED_BEYOND_SUMS = 0.68
# Two that count other things say something else where less of one stands in the other.
SHARED_BESIDE_COUNTS = 0.45
# Across languages words are less alike.
DENIED_ABROAD = 0.25
# Says in other words what somebody else says with a "not".
DENIED = "one says that it is not so"
IN_FIRST_PERSON = re.compile(
    r"[\"“„»«”](?:[^\"“„»«”]*\s)?(?:I|[Ww]e|us|[Oo]ur|[Mm]y|[Ii]ch|[Ww]ir|uns"
    r"|(?:[Uu]nser|[Mm]ein)(?:e[mnrs]?)?)(?!\w)"
)
PRONOUN = re.compile(r"[\"“„»«]?(?:he|she|they|er|sie)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence of a pair, in words and in meaning."""

    text: str
    words: Words
    sense: Sense
    language: str


def find_doubts(one: Side, other: Side) -> list[str]:
    doubts = []
    if deny_each_other(one, other):
        doubts.append(DENIED)
    elif deny_other_things(one, other):
        doubts.append("what one denies the other does not tell")
    if speak_for_others(one, other) or speak_for_others(other, one):
        doubts.append("each is somebody else's word")
    if name_others(names_of(one, other), names_of(other, one)):
        doubts.append("each names somebody or something else")
    if have_other_subjects(one.text, other.text):
        other_figures = give_other_figures(one, other)
    else:
        other_figures = not doubts and (
            tell_other_sums(one, other) or count_other_things(one, other)
        )
    if other_figures:
        doubts.append("each gives other figures of something else")
    return doubts


def is_short(one: Side, other: Side) -> bool:
    return min(count_words(one.words), count_words(other.words)) < SHORTEST_TO_LINK


def names_of(side: Side, other: Side) -> Names:
    """Whom and what it names; in German, where all nouns look like names, but for what
    the other side says in other words."""
    names = read_names(side.text, side.language)
    if side.language != "de":
        return names
    likeness = liken_words(side.sense, other.sense)
    told = {
        word
        for word, near in zip(side.sense.words, likeness.max(axis=1), strict=True)
        if near >= SAID_IN_OTHER_WORDS
    }
    found = find_german_names(without_source(side.text))
    return replace(
        names,
        others=frozenset(
            (fold_name(each),) for each in found if each.casefold() not in told
        ),
    )


def name_the_same(one: Side, other: Side) -> bool:
    """Whether both name a person or a place; in German, where it shows in one only."""
    ours, theirs = (read_names(side.text, side.language) for side in (one, other))
    return bool(ours.words & theirs.every or theirs.words & ours.every)


def give_other_figures(one: Side, other: Side) -> bool:
    ours, theirs = (values_in(side.text, side.language) for side in (one, other))
    return bool(differing_kinds(ours, theirs))


def tell_other_sums(one: Side, other: Side) -> bool:
    """Whether no sum is the same, nor for the same, and little but money is in both:
    the reports of one event tell of a price, a debt and a profit."""
    ours, theirs = (
        [each for each in values_in(side.text, side.language) if each.kind == "money"]
        for side in (one, other)
    )
    if not ours or not theirs:
        return False
    if any(
        relate_amounts(*pair) != DIFFERENT or share_topics(*pair)
        for pair in product(ours, theirs)
    ):
        return False
    beside = words_beyond_sums(one, other), words_beyond_sums(other, one)
    return max(covered(*beside)) < SHARED_BEYOND_SUMS


def count_other_things(one: Side, other: Side) -> bool:
    """Whether both give figures, none of them the same or of the same, and little else
    is in both: 1,900 employees, three founders."""
    ours, theirs = (
        [
            each
            for each in values_in(side.text, side.language)
            if each.kind in QUANTITIES
        ]
        for side in (one, other)
    )
    if not ours or not theirs or pair_all(ours, theirs):
        return False
    if {each.amount for each in ours} & {each.amount for each in theirs}:
        return False
    return max(covered(one.sense, other.sense)) < SHARED_BESIDE_COUNTS


def words_beyond_sums(one: Side, other: Side) -> Sense:
    sums = {
        word
        for value in values_in(one.text, one.language)
        if value.kind == "money"
        for word in fold(words_in(value.text))
    }
    return keep_words(words_beyond_names(one, other), lambda word: word not in sums)


@lru_cache(maxsize=2000)
def values_in(text: str, language: str) -> tuple[Value, ...]:
    return tuple(find_values(text, language))


def have_strange_names(one: Side, other: Side) -> bool:
    """Whether each has capitals that the other has not, be they names or not."""
    ours, theirs = one.words.names, other.words.names
    return not in_two_languages(one, other) and bool(ours - theirs and theirs - ours)


def share_beyond_names(one: Side, other: Side) -> float:
    """How much of the one that has more of it stands in the other, names, numbers and
    days not counted: reports of one event share those anyway. Too few words share
    nothing."""
    ours, theirs = words_beyond_names(one, other), words_beyond_names(other, one)
    if min(len(ours.words), len(theirs.words)) < LEAST_BEYOND_NAMES:
        return 0.0
    return max(covered(ours, theirs))


def tell_another_thing(one: Side, other: Side) -> bool:
    """Whether what both say word for word, most often of whom or what they speak, is
    all that they share, and nothing but one word is left to one of them: the gate was
    built, the gate was inspected."""
    ours, theirs = words_beyond_names(one, other), words_beyond_names(other, one)
    common = set(ours.words) & set(theirs.words)
    left = keep_words(ours, lambda word: word not in common)
    right = keep_words(theirs, lambda word: word not in common)
    if not common or min(len(left.words), len(right.words)) != 1:
        return False
    return max(covered(left, right)) < SHARED_REST


def words_beyond_names(one: Side, other: Side) -> Sense:
    names = [read_names(side.text, side.language) for side in (one, other)]
    return keep_words(one.sense, lambda word: not any(each.has(word) for each in names))


def in_two_languages(one: Side, other: Side) -> bool:
    return bool(one.language and other.language and one.language != other.language)


def count_words(words: Words) -> int:
    return len(words.normalised.split())


def speak_for_others(one: Side, other: Side) -> bool:
    """Whether ``one`` is what somebody named says of himself, and ``other`` tells of
    somebody else: the plea of one is not that of another."""
    told = without_source(one.text)
    if told == one.text or not IN_FIRST_PERSON.search(told):
        return False
    if IN_FIRST_PERSON.search(other.text) or PRONOUN.match(other.text):
        return False
    frame = one.text.replace(told, " ")
    said_by = {fold_name(word) for word in WORD.findall(frame) if is_name_word(word)}
    return bool(said_by) and said_by.isdisjoint(keys_in(other.text))


def deny_each_other(one: Side, other: Side) -> bool:
    """Whether what both say is denied by one of them only. What else a sentence
    denies, in a clause that the other has not, is no matter."""
    untrue = rejections_of(one.text, other.text), rejections_of(other.text, one.text)
    if any(untrue):
        return not all(untrue)
    share = denied_share(one, other)
    if share >= DENIED_CLAUSE:
        return True
    # With other figures "no more than" and "neither" say something else.
    return share >= SHARED_CLAUSE and give_other_figures(one, other)


def seem_to_deny(one: Side, other: Side) -> bool:
    return denied_share(one, other) >= SHARED_CLAUSE


def denied_share(one: Side, other: Side) -> float:
    """How much of a clause that one of them denies stands in the other, and is not
    denied there."""
    if not one.words.negated and not other.words.negated:
        return 0.0
    return max(share_denied_by(one, other), share_denied_by(other, one))


def deny_other_things(one: Side, other: Side) -> bool:
    """Whether one of them only denies something, and hardly anything of it stands in
    the other: what is not there is not what somebody else demands."""
    if not any(
        side.words.negated and all(denied for *_, denied in clauses_of(side))
        for side in (one, other)
    ):
        return False
    # That both deny something is nothing they have in common.
    ours, theirs = (
        keep_words(side.sense, lambda word: word not in NEGATIONS)
        for side in (one, other)
    )
    enough = DENIED_ABROAD if in_two_languages(one, other) else SHARED_CLAUSE
    return max(covered(ours, theirs)) < enough


def share_denied_by(one: Side, other: Side) -> float:
    if not one.words.negated:
        return 0.0
    ours = [each for _, each, negated in clauses_of(one) if negated]
    if not ours:
        return 0.0
    theirs = [
        (each, denied or bool(NOT_SO.search(clause)))
        for clause, each, denied in clauses_of(other)
    ]
    most = 0.0
    for clause in ours:
        shares = [(covered(clause, each)[0], denied) for each, denied in theirs]
        share, denied = max(shares, default=(0.0, True), key=lambda told: told[0])
        if not denied:
            most = max(most, share)
    return most


def clauses_of(side: Side) -> Iterator[tuple[str, Sense, bool]]:
    """Each clause, what it says and whether it is negated."""
    for span in find_clauses(side.text):
        clause = side.text[slice(*span)]
        sense = part_of(side.sense, clause)
        if sense.words:
            yield clause, sense, take_apart(clause).negated
