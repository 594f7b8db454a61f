"""Two who speak together, and whom "they" and the German plural "sie" mean."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from claims.extraction.attributions.can_speak import names_body
from claims.extraction.attributions.cues import ADVERBS, ENGLISH, SAY, STANCE
from claims.extraction.attributions.german_cues import GERMAN, PARTED
from claims.extraction.people import People, Person
from claims.extraction.text.quotes import Span
from claims.extraction.text.wordlists import listed

# What stands before the second of two: "The far-right AfD and the ".
FIRST_OF_TWO = re.compile(
    r"(?:(?:Both|Sowohl|And|But|Und|Aber|Doch)\s)?(?:(?:[Tt]he|[Dd](?:er|ie|as))\s)?"
    r"(?P<first>(?:[a-zäöü-]+\s){0,2}[A-ZÄÖÜ][\w’'-]*(?:\s[A-ZÄÖÜ][\w’'-]*){0,4})"
    r"\s(?:and|und|sowie)\s(?:(?:the|der|die|das)\s)?$"
)
JOINED = re.compile(r"\s(?:and|und|sowie)\s(?:[\w-]+\s){0,3}$")
OPENS = re.compile(
    r"[“„\"]?(?:(?:And|But|Also|However|Later|Then),? )?(?P<word>They|Sie)\b"
)
POSSESSIVE = re.compile(r"['’]s\s")
# What two do with each other; things do not.
MUTUAL = frozenset(
    listed(
        "met meet talked talk spoke speak agreed agree discussed discuss trafen treffen"
        " sprachen sprechen telefonierten vereinbarten einigten diskutierten"
    )
)
WORD = re.compile(r"[^\W\d_][\w’'-]*")
# A small English word that may be several things or people.
PLURAL = re.compile(r"\b(?:[a-z]{2,}[^sui\W]s|people|men|women|children|police)\b")
# A verb of one person behind "sie": "sie sagte", and not "sie sagten", "sie haben".
PLURAL_VERB = re.compile(r"\s+(?:\w+(?:ten|en|rn)|sind|seien)\b")
NO_PLURAL = frozenset(listed("does says towards always years"))
WORDS_TO_VERB = 3
MOST_IN_NAME = 90


class Group(NamedTuple):
    """Several of whom a sentence tells, by the name to show; ``place`` where they
    stand side by side. ``alone``: nothing else there is several."""

    name: str
    place: Span | None
    alone: bool


def join_two(text: str, opens: int, source: Span) -> Span:
    """The source with the other one before it: "Orr and Lund said"."""
    start, end = source
    if not 0 < start - opens <= MOST_IN_NAME or POSSESSIVE.search(text, start, end):
        return source
    first = FIRST_OF_TWO.fullmatch(text, opens, start)
    return (first.start("first"), end) if first else source


def are_joined(text: str, people: Sequence[Person]) -> bool:
    """Whether the last two of them are named as one: "Orr and Lund"."""
    if len({each.key for each in people}) < 2:
        return False
    left, right = people[-2:]
    return JOINED.fullmatch(text, left.end, right.start) is not None


def find_group(
    text: str, people: People, sentence: Span, speaker: Span | None, language: str
) -> Group | None:
    """The only several persons whom a sentence names: two of them, or its speakers."""
    joining = " and " if language == "en" else " und "
    named = people.between(*sentence)
    keys = list(dict.fromkeys(each.key for each in named))
    several = speaker and are_several(text[slice(*speaker)])
    if len(keys) == 2 and not several:
        names = [people.fullest[key] for key in keys]
        told = joining.join(text[each.start : each.end] for each in names)
        beside = len(named) == 2 and are_joined(text, named)
        place = (named[0].start, named[1].end) if beside else None
        return Group(
            told, place, alone=language == "en" and not has_plural(text, sentence)
        )
    if speaker and several and not keys:
        return Group(text[slice(*speaker)], speaker, alone=False)
    return None


def are_several(name: str) -> bool:
    """Whether speakers are many: "officials", "Polizei und Feuerwehr"."""
    if re.search(r"\s(?:and|und)\s", name):
        return True
    words = WORD.findall(name)
    last = words[-1].casefold() if words else ""
    if last.endswith(("kreise", "leute", "experten", "zeugen", "behörden", "beamte")):
        return True
    return last.endswith("s") and names_body(last) and names_body(last[:-1])


def has_plural(text: str, sentence: Span) -> bool:
    return any(
        found.group() not in NO_PLURAL for found in PLURAL.finditer(text, *sentence)
    )


def opening_they(text: str, sentence: Span, language: str) -> re.Match[str] | None:
    """The "They" or plural "Sie" that opens a sentence."""
    found = OPENS.match(text, *sentence)
    if found is None or (found["word"] == "They") != (language == "en"):
        return None
    if language != "en" and is_one_person(text, found.span("word")):
        return None
    return found


def is_one_person(text: str, pronoun: re.Match[str] | Span) -> bool:
    """Whether "sie" is one woman and no crowd, and no polite "Sie"."""
    start, end = pronoun if isinstance(pronoun, tuple) else pronoun.span()
    if text[start:end].lower() != "sie":
        return True
    return not PLURAL_VERB.match(text, end, end + 40)


def is_meant(text: str, group: Group, place: int, end: int) -> bool:
    """Whether what "they" do behind ``place`` is what only people do."""
    for word in [each.group().casefold() for each in WORD.finditer(text, place, end)][
        :WORDS_TO_VERB
    ]:
        if word in MUTUAL or word in GERMAN or word in PARTED:
            return True
        if ENGLISH.get(word) in {SAY, STANCE}:
            return True
        if word not in ADVERBS and word not in {"have", "had", "haben", "hatten"}:
            break
    return group.alone
