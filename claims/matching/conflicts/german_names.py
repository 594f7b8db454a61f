"""The names in a German sentence, where every noun has a capital: what stands behind
another noun, and what stands behind a preposition without an article."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from claims.extraction.text.names import TITLES
from claims.extraction.text.wordlists import listed
from claims.matching.conflicts.names import WORD, is_name_word
from claims.matching.conflicts.subjects import DETERMINERS, OFFICE_OF, OPENING, PRONOUNS

PREPOSITIONS: Final = frozenset(
    listed("in aus nach von bei zwischen um über gegen durch für an auf bis")
)
# What measures, dates or counts goes before another noun that names nobody.
MEASURE: Final = re.compile(
    r"\w*(?:million|milliard|prozent|meter|gramm|liter|tonne|stunde|minute|hälfte|mitte"
    r"|anfang|ende|grad|dutzend|hundert|tausend|euro|dollar|pfund|franken)\w*$",
    re.IGNORECASE,
)
# Nouns that are made of a verb or of another noun, and no names.
MADE: Final = re.compile(
    r"(?:ung|heit|keit|schaft|tion|tät|nis|tum|ismus|ungen|heiten|keiten|schaften"
    r"|tionen|täten|nissen|isse)$"
)
# The first word of a sentence may be an adjective or a number with a capital.
DECLINED: Final = re.compile(r"(?:e|en|em|er|es)$|^\w{1,4}$")
# "Unser Wasser" is a name, of which this is none.
OWN: Final = re.compile(r"(?:[mds]ein|ihr|unser|euer)(?:e[mnrs]?)?", re.IGNORECASE)


@lru_cache(maxsize=2000)
def find_german_names(text: str) -> tuple[str, ...]:
    return tuple(_find_names(text))


def _find_names(text: str) -> Iterator[str]:
    before, end, listing = "", -2, False
    for at, found in enumerate(WORD.finditer(text)):
        word = found.group()
        follows = 0 <= found.start() - end <= 1
        bare = before.casefold() in PREPOSITIONS
        # "zwischen Arlen und Holm"
        goes_on = listing and before == "und"
        named = follows and is_noun(word)
        named &= bare or goes_on or is_noun_before_name(before, first=at == 1)
        if named:
            yield word
        listing = (named and (bare or goes_on)) or (listing and word == "und")
        before, end = word, found.end()


def is_noun(word: str) -> bool:
    return is_name_word(word) and not (
        MADE.search(word) or MEASURE.match(word) or OWN.fullmatch(word)
    )


def is_noun_before_name(word: str, *, first: bool) -> bool:
    """Whether what follows it tells its name: Bürgermeister Vestrup, der Fluss Arl."""
    small = word.casefold()
    if not word[:1].isupper() or MEASURE.match(word) or OWN.fullmatch(word):
        return False
    if small in TITLES or small in OFFICE_OF:
        return True
    if small in DETERMINERS | OPENING | PRONOUNS:
        return False
    return not (first and DECLINED.search(word))
