"""Who is meant by an office alone: "the chancellor", "the Russian president", "an
engineer" who is named later on."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from claims.extraction.people.callings import Calling, normal
from claims.extraction.text.quotes import Span
from claims.extraction.text.wordlists import listed

PHRASE = re.compile(
    r"(?<![\w-])(?P<article>[Tt]he|[Dd]er|[Dd]ie|[Dd]en|[Dd]em|[Dd]es|[Aa]n?|[Ee]ine?)\s"
    r"(?P<words>[\w-]{3,25}(?:\s(?!(?:the|der|die|den|dem|des)\b)[\w-]{3,25}){0,2})"
)
# Somebody else's, or a name follows that tells who it is.
NOT_ALONE = re.compile(r"['’]s?\s|\s(?:of|for|von|des|der)\s|\s[A-ZÄÖÜ]|-")
NEWLY_TOLD = frozenset(("a", "an", "ein", "eine"))
ENGLISH = frozenset(("the", "a", "an"))
# They tell nothing of which one.
MERE = frozenset(listed("new former then current same damalige frühere neue ehemalige"))
CASE_ENDING = re.compile(r"(kanzler|sident|minister|meister)(?:in|en|s)$")
SPOKESMAN = re.compile(r"spokes(?:man|woman|person)$")


class Held(NamedTuple):
    """What somebody with the last name ``key`` is called at ``start``; ``known`` when
    it goes back to somebody told of before."""

    calling: Calling
    key: str
    start: int
    known: bool = False


def find_offices(text: str, held: Sequence[Held]) -> Iterator[tuple[Span, str]]:
    """Each place where one of those who are named in the text is told by an office
    that only that one holds, with the last name."""
    if not held:
        return
    holders = holders_of(held)
    newly = {
        (*each.calling.words[:-1], base_of(each.calling.words[-1])): each.start
        for each in reversed(held)
        if each.known
    }
    nouns = {called[-1] for called in holders}
    for found in PHRASE.finditer(text):
        office = office_in(found, nouns)
        if office is None or NOT_ALONE.match(text, office[1]):
            continue
        start, end, called = office
        if found["article"].casefold() in NEWLY_TOLD and newly.get(called, 0) < start:
            continue
        keys = holders.get(called, set())
        if len(keys) == 1:
            yield (start, end), next(iter(keys))


def holders_of(held: Sequence[Held]) -> dict[tuple[str, ...], set[str]]:
    """The last names of all who are called so, by the noun with each end of what
    describes it, and with each word alone."""
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for each in held:
        *before, noun = each.calling.words
        for at in range(len(before) + 1):
            holders[*before[at:], base_of(noun)].add(each.key)
        for word in before:
            holders[word, base_of(noun)].add(each.key)
    return holders


def office_in(
    found: re.Match[str], nouns: Set[str]
) -> tuple[int, int, tuple[str, ...]] | None:
    """Where the office behind an article stands, and what it is called."""
    first, words = found.start("words"), found["words"].split()
    english = found["article"].casefold() in ENGLISH
    for last in range(len(words), 0, -1):
        noun = words[last - 1]
        base = base_of(noun)
        # "The presidents" are two, "des Präsidenten" is one.
        if base not in nouns or (english and CASE_ENDING.search(noun)):
            continue
        before = normal([word for word in words[: last - 1] if word not in MERE])
        end = first + len(" ".join(words[:last]))
        # "The chancellor" is named by the noun alone, "the Russian president" whole.
        return (first if before else end - len(noun)), end, (*before, base)
    return None


@lru_cache(4096)
def base_of(title: str) -> str:
    """The bare title: "kanzler" for "Bundeskanzlers"."""
    low = CASE_ENDING.sub(r"\1", title.casefold())
    return SPOKESMAN.sub("spokes", low.removeprefix("bundes"))
