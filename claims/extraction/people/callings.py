"""What people are called beside their names: "the engineer, Liv Astrander",
"haulier Tobin Raskell", "Henrik Solvane, the authority's director"."""

import re
from functools import lru_cache
from typing import NamedTuple

from claims.extraction.attributions.can_speak import DOER, NO_DOER
from claims.extraction.attributions.cues import (
    ADVERBS,
    AUXILIARIES,
    BOUNDARIES,
    PREPOSITIONS,
)
from claims.extraction.text.glimpses import WORDS_REMEMBERED
from claims.extraction.text.names import people_code
from claims.extraction.text.wordlists import listed

CALLINGS = frozenset(
    listed(
        "analyst secretary president spokesperson judge nurse chair mayor captain"
        " colonel general physicist boss aide attorney official representative witness"
        " resident mother father wife husband son daughter student chief head pilot"
        " architect diplomat activist mechanic accountant consultant guard chef vicar"
        " bishop pope king queen prince princess delegate candidate deputy"
        " superintendent sergeant lieutenant ambassador shopkeeper detective executive"
    )
)
CAPITAL_CALLINGS = frozenset(
    listed(
        "engineer historian lawyer researcher professor doctor firefighter haulier"
        " campaigner driver lawmaker spokesman spokeswoman councillor councilman"
        " councilwoman politician author director officer inspector manager mp"
        " volunteer farmer teacher commander"
    )
)
# What ends like a doer and is a body, a thing or only a word.
NOT_CALLED = (
    NO_DOER
    | PREPOSITIONS
    | BOUNDARIES
    | AUXILIARIES
    | ADVERBS
    | frozenset(
        listed(
            "newspaper carrier publisher broadcaster retailer manufacturer producer"
            " supplier operator provider insurer lender regulator partner carmaker"
            " automaker maker developer paper chapter letter cluster member"
            " border former latter later earlier however together rather under"
            " after over other another either neither whether her their daughter-in-law"
            " tower harbour harbor theater computer server tanker cruiser bomber"
            " fighter per ever never finger order per tender silver copper timber"
            " winner sponsor subsidiary motor tractor reactor"
            " september october november december quarter semester"
        )
    )
)
GERMAN_CALLING = re.compile(
    r"(?:\w*(?:sprecher|leiter|chef|direktor|ingenieur|experte|forscher|anwalt|anwält"
    r"|meister|minister|präsident|politiker|arzt|ärzt|lehrer|landwirt|händler"
    r"|unternehmer|kommissar|richter|professor|sekretär|beauftragte|vorsitzende"
    r"|abgeordnete|loge|log|wirt|kanzler|forscher|berater|verwalter|planer|führer"
    r"|kommandant|pfarrer|pastor|bauer|wissenschaftler|ökonom|historiker|physiker))"
    r"(?:in|r)?$",
    re.IGNORECASE,
)
WORDS_BEHIND = re.compile(r",\s(?P<words>[\w’'-]{1,30}(?:\s[\w’'-]{2,30}){0,5})")
DETERMINERS = frozenset(
    listed("the its their his her a an der die sein seine ihr ihre eine ein")
)
INDEFINITE = frozenset(listed("a an ein eine"))
OWNER = re.compile(r"['’]s?$")
ENDS = re.compile(r"[,.;:)]|\s*$")
ENDS_APPOSITION = PREPOSITIONS | BOUNDARIES
SPACE_BEFORE = 70
MOST_WORDS = 5
FEMALE_ENDINGS = ("woman", "women")


class Calling(NamedTuple):
    """``words`` are its noun and what describes it; ``known`` when "the engineer"
    goes back to somebody told of before."""

    words: tuple[str, ...]
    known: bool = False

    @property
    def is_hers(self) -> bool:
        noun = self.words[-1]
        german = GERMAN_CALLING.match(noun) and noun.endswith("in")
        return bool(german) or noun.endswith(FEMALE_ENDINGS)


@lru_cache(WORDS_REMEMBERED)
def is_calling(word: str) -> bool:
    """Whether a person may be called so; German nouns keep their capital."""
    low = word.casefold().rsplit("-", 1)[-1]
    if word[:1].isupper():
        return GERMAN_CALLING.match(low) is not None
    if low in CALLINGS:
        return True
    return len(low) > 4 and low not in NOT_CALLED and DOER.search(low) is not None


def is_titled(word: str) -> bool:
    """Whether a capital English word before a whole name is what somebody does:
    "Hydrologist", "Engineer", and no "Christian", "Baker"."""
    low = word.casefold()
    return low.endswith("ist") or low in CALLINGS or low in CAPITAL_CALLINGS


def find_calling(text: str, start: int, end: int, language: str) -> Calling | None:
    """What the one named from ``start`` to ``end`` is called right before or behind
    the name."""
    # A small German word is no noun: "einer Gruppe", "weiterer Plan".
    before, comma = words_before(text, start) if language != "de" else ([], False)
    if before and is_calling(before[-1]):
        article, words = part(before)
        if not comma:
            return Calling(normal(words))
        if article and article not in INDEFINITE and ENDS.match(text, end):
            return Calling(normal(words), known=True)
    if text[end : end + 1] != ",":
        return None
    behind = WORDS_BEHIND.match(text, end, end + SPACE_BEFORE)
    if behind and (called := called_behind(behind["words"].split())):
        return Calling(called)
    return None


def words_before(text: str, start: int) -> tuple[list[str], bool]:
    """The small word before a name with those before it in its clause, and whether a
    comma stands between."""
    *others, last = text[max(0, start - SPACE_BEFORE) : start].split(" ")
    if last or not others or not others[-1][:1].islower():
        return [], False
    comma = others[-1].endswith(",")
    words = [others.pop().removesuffix(",")]
    while others and len(words) < MOST_WORDS and others[-1][-1:].isalnum():
        words.insert(0, others.pop())
    return words, comma


def called_behind(words: list[str]) -> tuple[str, ...]:
    """The calling that an apposition begins with: "the director of the mine"."""
    owned = words[0].casefold() in DETERMINERS or is_owner(words, 0)
    if not owned and not GERMAN_CALLING.match(words[0]):
        return ()
    for at, word in enumerate(words):
        if at and word.casefold() in ENDS_APPOSITION:
            break
        following = words[at + 1] if at + 1 < len(words) else ""
        if is_calling(word) and not is_calling(following):
            return normal(part(words[: at + 1])[1])
    return ()


def is_owner(words: list[str], at: int) -> bool:
    return OWNER.search(words[at]) is not None


def part(words: list[str]) -> tuple[str, list[str]]:
    """The last article or owner before a calling, and what describes it."""
    for at in range(len(words) - 2, -1, -1):
        low = words[at].casefold()
        if low in DETERMINERS or is_owner(words, at):
            return low, words[at + 1 :]
        if low in PREPOSITIONS or low in BOUNDARIES:
            return "", words[at + 1 :]
    return "", words


def normal(words: list[str]) -> tuple[str, ...]:
    """Small words; a nation by its code."""
    return tuple(people_code(word) or word.casefold() for word in words)
