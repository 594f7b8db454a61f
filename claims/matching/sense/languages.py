"""Just enough of two languages to hold two statements against each other."""

import re
from functools import lru_cache

from claims.extraction.text.wordlists import listed

GERMAN = re.compile(
    r"[äöüÄÖÜß]|(?<!\w)(?:der|die|das|den|dem|des|ein|eine|einen|einem|und|nicht"
    r"|kein\w*"
    r"|hat|haben|ist|sind|war|waren|wird|werden|wurden?|von|vom|im|am|zum|zur|mit"
    r"|auf|für"
    r"|bei|nach|sich|auch|noch|aus|um|bis|sei|als|er|sie|es|soll|sollen|dauert)(?!\w)"
    r"|\w{3,}(?:ung|ungen|keit|heit|schaft|ischen?|licher?)(?!\w)",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"(?<!\w)(?:the|of|and|to|a|is|are|were|he|she|it|has|have|had|by|for|with|on|at"
    r"|from"
    r"|will|would|not|its|their|that|than|after|about|as)(?!\w)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{3,}")
STEM = 5
EMPTY = frozenset(
    listed(
        "did does has have had was were will would the and hat haben hatte wird wurde"
        " wurden der die das den dem des ein eine einen einem einer that this for with"
        " been being from not nicht sich und von are its their his her she"
    )
)


NUMERIC = frozenset(
    listed(
        "one two three four five six seven eight nine ten eleven twelve hundred"
        " thousand"
        " million billion percent year years month months week weeks day days hour"
        " hours"
        " euro euros dollar dollars more less than about around some least people zwei"
        " drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend"
        " millionen"
        " milliarden prozent jahr jahre jahren monat monate monaten woche wochen tag"
        " tage"
        " tagen stunde stunden mehr weniger als rund etwa menschen said says sagte"
    )
)


@lru_cache(1024)
def is_german(text: str) -> bool:
    return len(GERMAN.findall(text)) > len(ENGLISH.findall(text))


@lru_cache(1024)
def content_stems(text: str) -> frozenset[str]:
    """The beginnings of the words that say something."""
    words = (word.casefold() for word in WORD.findall(text))
    return frozenset(word[:STEM] for word in words if word not in EMPTY)


def have_nothing_in_common(left: str, right: str) -> bool:
    """Whether two statements in one language share no word but those of numbers."""
    if is_german(left) != is_german(right):
        return False
    empty = {word[:STEM] for word in NUMERIC}
    words, others = content_stems(left) - empty, content_stems(right) - empty
    return min(len(words), len(others)) >= 2 and not words & others
