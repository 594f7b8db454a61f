"""Contradictions so plain that two statements need not be one claim to be held against
each other: so many of the same people, ended or only cut, the largest or the second,
who alone did it."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import product

from claims.extraction.findings import Value
from claims.extraction.text.wordlists import listed
from claims.extraction.values.nouns import noun_concept
from claims.matching.conflicts import Conflict, Telling
from claims.matching.conflicts.amounts import DIFFERENT, relate_amounts
from claims.matching.conflicts.counterparts import MOST_COMPARED, NOUNS
from claims.matching.conflicts.names import places_in
from claims.matching.conflicts.negation import NEGATOR
from claims.matching.conflicts.sole_doers import find_other_doer, turned
from claims.matching.sense.languages import EMPTY, WORD

Span = tuple[int, int]

ENDED = re.compile(
    r"(?<!\w)(?:(?:terminat|halt|stop|cancel|scrap|end)(?:[lp]?ed|es?|s|[lp]?ing)?"
    r"|beend\w+|eingestellt|einzustellen|gestoppt|gestrichen|stoppt\w*)(?!\w)",
    re.IGNORECASE,
)
CUT = re.compile(
    r"(?<!\w)(?:halv(?:ed?|es|ing)|halbier\w+|(?:cut|cuts|cutting|slash\w*)"
    r"(?=[^.;]{0,60}\s(?:in half|by half|by [\d€$£]|to [\d€$£]))|reduc(?:ed?|es|ing)"
    r"|gekürzt|kürz\w+|reduziert\w*|verringert\w*)(?!\w)",
    re.IGNORECASE,
)
# What is ended or cut follows in English and may come first in German.
REACH = 70
LEAST_SHARED = 2
# No sentence anybody wrote is longer; nothing shall cost its square.
LONGEST = 1000
ENDING = re.compile(r"(?:e?s|e?n)$")

SUPERLATIVE = re.compile(
    r"(?<!\w)(?:(?P<place>second|third|fourth|2nd|3rd|zweit|dritt|viert)[ -]?)?"
    r"(?P<most>largest|biggest|highest|strongest|richest|größte\w?|höchste\w?"
    r"|stärkste\w?|reichste\w?)\s(?P<thing>[^\W\d_]{3,})",
    re.IGNORECASE,
)
PLACES = {"second": 2, "2nd": 2, "zweit": 2, "third": 3, "3rd": 3, "dritt": 3}
FOURTH = 4
# "the largest donor … after the US"
AFTER = re.compile(
    r"[^.;:,]{0,60}?\s(?:after|behind|nach|hinter)\s(?:the\s|den\s|der\s)?[A-ZÄÖÜ]\w*"
)
SIZES = {"größte": "largest", "biggest": "largest", "höchste": "highest"}
GIVERS = frozenset(
    listed(
        "supplier suppliers donor donors provider providers giver backer backers"
        " contributor contributors lieferant unterstützer geber geldgeber spender"
    )
)
QUALIFIER = re.compile(r"\s*((?:[^\W\d_][\w-]*\s+){1,3})")


class Opposition(StrEnum):
    """What is sure of two statements: nothing, that one may say the opposite of what it
    is so like, or that they contradict each other however unlike they are."""

    NONE = ""
    POSSIBLE = "possible"
    PLAIN = "plain"


def explain_opposed(left: str, right: str, found: Conflict) -> str:
    one, other = left[slice(*found.left)], right[slice(*found.right)]
    return f"One contradicts the other: {quote_sides(one, other)}."


def quote_sides(left: str, right: str) -> str:
    return f"\u201c{left}\u201d \u2013 \u201c{right}\u201d"


def find_opposed(left: Telling, right: Telling) -> list[Conflict]:
    """What is marked between two statements that may be one claim."""
    return [*count_otherwise(left, right), *oppose_in_words(left.text, right.text)]


def oppose_in_words(left: str, right: str) -> list[Conflict]:
    left, right = left[:LONGEST], right[:LONGEST]
    return [
        Conflict(kind, *spans)
        for kind, find in (
            ("act", find_ended_and_cut),
            ("rank", find_other_ranks),
            ("doer", find_other_doer),
        )
        if (spans := find(left, right))
    ]


def count_otherwise(left: Telling, right: Telling) -> Iterator[Conflict]:
    """Two numbers of the same people or things of the same country."""
    compared = (telling.values[:MOST_COMPARED] for telling in (left, right))
    for one, other in product(*compared):
        if one.kind != "number" or one.kind != other.kind or one.unit != other.unit:
            continue
        if one.unit not in NOUNS or one.role != other.role:
            continue
        ours, theirs = countries_of(left.text, one), countries_of(right.text, other)
        if ours and ours == theirs and relate_amounts(one, other) == DIFFERENT:
            spans = (one.start, one.end), (other.start, other.end)
            yield Conflict("number", *spans, one, other)


def countries_of(text: str, value: Value) -> frozenset[str]:
    """Whose people or things a number counts, as it says before their name."""
    between = QUALIFIER.match(text, value.end)
    if not between:
        return frozenset()
    return frozenset(country for _, country, _ in places_in(between.group()) if country)


def find_ended_and_cut(left: str, right: str) -> tuple[Span, Span] | None:
    """Where one says that something was ended, and the other that it was cut."""
    return first_ended(left, right) or turned(first_ended(right, left))


def first_ended(left: str, right: str) -> tuple[Span, Span] | None:
    for ended, cut in product(ENDED.finditer(left), CUT.finditer(right)):
        if is_denied(left, ended.start()) or is_denied(right, cut.start()):
            continue
        shared = objects_of(left, ended) & objects_of(right, cut)
        if len(shared) >= LEAST_SHARED and not all(map(is_named, shared)):
            return ended.span(), cut.span()
    return None


def objects_of(text: str, verb: re.Match[str]) -> frozenset[str]:
    """The words that follow, without their endings; names keep their capital."""
    after = re.split(r"[.;:,]\s", text[verb.end() : verb.end() + REACH])[0]
    return frozenset(
        ENDING.sub("", word)
        for word in WORD.findall(after)
        if word.casefold() not in EMPTY
    )


def is_named(word: str) -> bool:
    return word[0].isupper()


def is_denied(text: str, start: int) -> bool:
    return NEGATOR.search(text, max(0, start - REACH // 2), start) is not None


def find_other_ranks(left: str, right: str) -> tuple[Span, Span] | None:
    """Where one calls the largest what is second to the other. Both must name one
    place that is not what comes first."""
    for (one, ours, size), (other, theirs, size_there) in product(
        ranks_in(left), ranks_in(right)
    ):
        if ours != theirs and size == size_there and share_a_place(left, right):
            return one, other
    return None


def ranks_in(text: str) -> Iterator[tuple[Span, int, tuple[str, str]]]:
    """Each superlative with its rank and what it ranks."""
    for found in SUPERLATIVE.finditer(text):
        after = AFTER.match(text, found.end())
        rank = PLACES.get(found["place"].lower(), FOURTH) if found["place"] else 1
        most = found["most"].casefold().rstrip("nrsm")
        thing = found["thing"].casefold()
        named = "giver" if thing in GIVERS else noun_concept(thing) or thing
        end = after.end() if after and rank == 1 else found.end()
        span = (found.start(), end)
        yield span, rank + (rank == 1 and bool(after)), (SIZES.get(most, most), named)


def share_a_place(left: str, right: str) -> bool:
    ours, theirs = (
        {country or city for _, country, city in places_in(text)}
        for text in (left, right)
    )
    return bool(ours & theirs)
