"""The name of a source without what only stands around it."""

import re

from claims.extraction.attributions.can_speak import names_body
from claims.extraction.attributions.owners import name_source
from claims.extraction.text.quotes import Span
from claims.extraction.text.wordlists import listed

LONGEST_NAME = 90
ARTICLE = re.compile(
    r"(?:(?:von seiten|vonseiten|seitens)\s+)?"
    r"(?:the|a|an|der|die|das|dem|den|des|ein|eine|einem|einer|eines)\s+",
    re.IGNORECASE,
)
GENITIVE = re.compile(
    r"\b(?:des|eines|dieses|seines|ihres)\s(?P<noun>[A-ZÄÖÜ][a-zäöüß]{3,}(?:s|ten))"
    r"(?!\s[A-ZÄÖÜ])\b"
)
# They end so in the nominative too.
NO_GENITIVE = ("us", "is", "ss", "as", "os")
WEAK = ("enten", "anten", "isten", "aten")
LONGEST_DETERMINER = 8
OWNER = re.compile(r"\s*['’]s?$")
CAPITALS = re.compile(
    r"[A-ZÄÖÜ][\w’'-]*(?:\s(?:(?:von|van|de|der|al|bin|el|la|of)\s)?[A-ZÄÖÜ][\w’'-]*)*"
)
# "Prosecutors in April", "the bank just this month".
TIME_BEHIND = re.compile(
    r"\s(?:(?:in|on|since|just|earlier|late) )+(?:(?:this|last|recent|early|late) )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|\w+day|days?|weeks?|months?|years?|\d{4})\b.*",
    re.DOTALL,
)
# A noun phrase takes up another one behind these only; else a verb stands between.
INNER_ARTICLE = re.compile(r"\s(?P<before>[\w’'-]+)\s(?:a|an|the|his|her|their|them)\b")
BEFORE_ARTICLE = frozenset(
    listed(
        "of in on at to for from with by and or as than against about over under near"
        " between behind within across outside inside around through after before"
    )
)
SMALL_BEHIND = re.compile(r"(?:\s[a-zäöüß]+)+$")
DIGITS = re.compile(r"[\d.,%\s]+")


def narrow(text: str, start: int, end: int, language: str) -> Span | None:
    """A source without its article, and without all that follows a comma; whose they
    are, for figures. None when it is no name."""
    comma = text.find(",", start, end)
    behind = CAPITALS.fullmatch(text[comma + 1 : end].strip()) if comma > 0 else None
    if behind:
        start = end - len(behind.group())
    elif comma > start:
        end = comma
    if article := ARTICLE.match(text, start, end):
        start = article.end()
    place = name_source(text, (start, cut_end(text, start, end, language)), language)
    if place is None or place[1] - place[0] > LONGEST_NAME:
        return None
    written = text[slice(*place)]
    if not written.strip(' “”"„') or DIGITS.fullmatch(written):
        return None
    return None if language == "en" and holds_verb(written) else place


def cut_end(text: str, start: int, end: int, language: str) -> int:
    """Where the name ends: before a time, a possessive, or small German words."""
    written = text[start:end]
    cut = TIME_BEHIND if language == "en" else SMALL_BEHIND
    if (found := cut.search(written)) and found.start():
        end = start + found.start()
    owner = OWNER.search(text[start:end])
    return end - len(owner.group()) if owner else end


def holds_verb(name: str) -> bool:
    """Whether an English phrase is more than a noun: "issued a policy paper"."""
    return any(
        found["before"].casefold() not in BEFORE_ARTICLE
        for found in INNER_ARTICLE.finditer(f" {name}")
    )


def is_bare_doer(text: str, start: int, place: Span) -> bool:
    """Whether a single small English word without an article is no known speaker:
    "broader", "together"."""
    word = text[slice(*place)]
    return (
        place[0] == start
        and word.isascii()
        and word.isalpha()
        and word.islower()
        and word.endswith(("er", "or", "ist", "ian", "man"))
        and not names_body(word)
    )


def in_nominative(text: str, start: int, name: str) -> str:
    """The German ``name`` that stands at ``start``, "Wetterdienst" behind "des
    Wetterdienstes"."""
    before = max(0, start - LONGEST_DETERMINER)
    found = GENITIVE.search(text, before, start + len(name))
    if found is None or found.start("noun") != start:
        return name
    return nominative_of(found["noun"]) + name[len(found["noun"]) :]


def nominative_of(noun: str) -> str:
    if noun.endswith(WEAK):
        return noun[:-2]
    if noun.endswith(NO_GENITIVE) or not noun.endswith("s"):
        return noun
    # "Amtes", and no "Gebäudes".
    if noun.endswith("es") and not noun.startswith("Ge"):
        return noun[:-2]
    return noun[:-1]
