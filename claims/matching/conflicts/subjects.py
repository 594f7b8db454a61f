"""Of whom or what a statement says that it did something."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from claims.extraction.text.names import find_places
from claims.extraction.text.wordlists import listed
from claims.extraction.values.nouns import THINGS, noun_concept
from claims.matching.conflicts.acts import ANY_ACT
from claims.matching.sense.languages import NUMERIC, is_german

OFFICES = {
    "mayor": "mayor bürgermeister bürgermeisterin oberbürgermeister",
    "governor": "governor gouverneur gouverneurin",
    "president": "president präsident präsidentin",
    "chancellor": "chancellor kanzler kanzlerin bundeskanzler bundeskanzlerin",
    "king": "king könig",
    "queen": "queen königin",
    "pope": "pope papst",
    "bishop": "bishop bischof",
    "parliament": "parliament parlament bundestag congress",
    "senate": "senate senat bundesrat",
    "government": "government regierung bundesregierung administration",
    "opposition": "opposition",
    "ministry": "ministry ministerium innenministerium außenministerium",
    "court": "court gericht tribunal",
    "prosecutor": "prosecutor prosecutors staatsanwaltschaft staatsanwalt",
    "police": "police polizei",
    "army": "army military armee militär bundeswehr forces streitkräfte",
    "navy": "navy marine",
    "union": "union gewerkschaft",
    "employer": "employer employers arbeitgeber",
    "church": "church kirche",
    "club": "club verein klub",
    "team": "team mannschaft",
    "coach": "coach trainer manager",
    "airline": "airline fluggesellschaft",
    "board": "board vorstand aufsichtsrat",
    "council": "council stadtrat rat gemeinderat",
    "commission": "commission kommission",
    "defendant": "defendant accused angeklagte angeklagter",
    "plaintiff": "plaintiff kläger klägerin",
    "headteacher": "headmaster headteacher principal schulleiter schulleiterin",
    "husband": "husband ehemann",
    "wife": "wife ehefrau",
    "mother": "mother mutter",
    "father": "father vater",
    "son": "son sohn",
    "daughter": "daughter tochter",
    "brother": "brother bruder",
    "sister": "sister schwester",
    "hospital": "hospital krankenhaus klinik",
    "central bank": "fed ecb ezb notenbank zentralbank",
    "export": "exports exporte ausfuhren",
    "import": "imports importe einfuhren",
}
OFFICE_OF = {word: name for name, words in OFFICES.items() for word in words.split()}
# The seat of a government, for its country; a city is still a place of its own.
SEATS = {
    "kremlin": "RU",
    "kreml": "RU",
    "moscow": "RU",
    "berlin": "DE",
    "kyiv": "UA",
    "washington": "US",
    "white house": "US",
    "pentagon": "US",
    "paris": "FR",
    "elysee": "FR",
    "london": "GB",
    "downing street": "GB",
    "beijing": "CN",
    "brussels": "EU",
    "warsaw": "PL",
    "rome": "IT",
    "madrid": "ES",
    "vienna": "AT",
    "tokyo": "JP",
    "ankara": "TR",
    "tehran": "IR",
    "minsk": "BY",
    "seoul": "KR",
    "pyongyang": "KP",
    "budapest": "HU",
    "prague": "CZ",
    "ottawa": "CA",
    "damascus": "SY",
}
WORD = re.compile(r"[^\W\d_][\w’'.-]*\w|[^\W\d_]|,")
# "The army says the rebels failed to take the city" is told of the rebels.
SAYING = re.compile(
    r"^(?:(?:The|An?)\s[^,.;:]{1,50}?|[A-Z][a-z]+s)\s(?:say|says|said)\s(?:that\s)?"
    r"(?=(?:the|an?|its?|his|her|their|they|she|he)\s)"
)
# What ends an English subject: a preposition, an auxiliary, a comma.
BOUNDARY = frozenset(
    listed(
        ", of in from at for with by on to near who which that did does do has have had"
        " is are was were will would could can may might must should not never no also"
        " again already reportedly later finally still just cannot refused failed"
        " didn't hasn't haven't wasn't weren't won't says said between among over about"
        " against under after before during without as remains remain remained stays"
    )
)
OPENING = frozenset(
    listed(
        "on in at after before when while since during for despite although if as under"
        " am im in an ende anfang mitte auf nach vor bei seit während mit trotz wenn"
        " als obwohl den dem gegen für wegen laut ohne bis yesterday today"
        " gestern heute"
    )
)
DETERMINERS = frozenset(
    listed(
        "the a an this that these those both all some der die das ein eine kein keine"
        " diese dieser dieses alle beide mehrere"
    )
)
PRONOUNS = frozenset(
    listed(
        "he she it they we i you er sie es wir ihr man there both one who neither"
        " nobody"
        " none niemand keiner nothing everyone alle beide"
    )
)
NO_OBJECT = frozenset(
    listed(
        "and or but after before when while because as than into under over against"
        " monday tuesday wednesday thursday friday saturday sunday today yesterday his"
        " her it them him part place down out up off away again slightly sharply"
    )
)
# What begins a sentence with a capital, and names nobody.
COUNTING = NUMERIC | frozenset(
    listed("only several fewer many few half nearly almost hundreds thousands dozens")
)
SHORTEST_QUALIFIER = 3
SPELLED_ALIKE = 0.8
# Of one name in two languages.
BEYOND = 0.7
STEM = 5


def have_other_subjects(left: str, right: str) -> bool:
    """Whether both plainly speak of somebody, and of two."""
    ours, theirs = subject_of(left), subject_of(right)
    if not ours or not theirs:
        return False
    one, other = concept_of(ours), concept_of(theirs)
    if one or other:
        # A name may be that of the minister, of the company or of its people; a law
        # is passed, or parliament passes it.
        return bool(one and other and one != other) and (
            (one in THINGS) == (other in THINGS)
        )
    if is_name(left, ours) != is_name(right, theirs):
        return False
    if ours[:STEM].casefold() == theirs[:STEM].casefold():
        return False
    if not is_name(left, ours) and is_german(left) != is_german(right):
        return False
    if is_seat(ours, theirs) or is_seat(theirs, ours):
        return False
    alike = SequenceMatcher(None, ours.casefold(), theirs.casefold()).ratio()
    return alike < (SPELLED_ALIKE if is_german(left) == is_german(right) else BEYOND)


def is_seat(city: str, country: str) -> bool:
    """Whether a government goes by the name of its seat here and of its country
    there."""
    code = SEATS.get(city.casefold())
    named = (place.amount for place in find_places(country)) if code else ()
    return code in named


def share_head(left: str, right: str) -> bool:
    """Whether two German compounds end alike, and each begins otherwise."""
    same = 0
    while same < min(len(left), len(right)) and left[-1 - same] == right[-1 - same]:
        same += 1
    return same >= STEM and min(len(left), len(right)) - same >= SHORTEST_QUALIFIER


def have_other_names(left: str, right: str) -> bool:
    """Whether two English statements begin with two names, and one of them not just
    with a capital."""
    if is_german(left) or is_german(right):
        return False
    ours, theirs = subject_of(left), subject_of(right)
    plain = is_plain_name(left, ours) or is_plain_name(right, theirs)
    return (
        plain
        and may_be_name(ours)
        and may_be_name(theirs)
        and have_other_subjects(left, right)
    )


def is_plain_name(text: str, word: str) -> bool:
    return may_be_name(word) and not text.startswith(word)


def may_be_name(word: str) -> bool:
    capital = word[:1].isupper() and not word.isupper()
    return capital and word.casefold() not in COUNTING and not concept_of(word)


@lru_cache(4096)
def concept_of(word: str) -> str:
    word = word.casefold()
    return OFFICE_OF.get(word) or noun_concept(word)


def is_name(text: str, word: str) -> bool:
    """A capital in English, and in German one without an article."""
    if not word[0].isupper():
        return False
    return not is_german(text) or text.startswith(word)


@lru_cache(1024)
def subject_of(text: str) -> str:
    """The noun or name a statement begins with, or "" where it begins otherwise."""
    text = SAYING.sub("", text)
    words = [found.group() for found in WORD.finditer(text[:200])]
    if not words or words[0].casefold() in OPENING | PRONOUNS:
        return ""
    if is_german(text):
        return german_subject(words)
    act = ANY_ACT.search(text)
    before = text[: act.start()] if act else text[:200]
    return english_subject([found.group() for found in WORD.finditer(before)])


def english_subject(words: list[str]) -> str:
    head = ""
    for at, word in enumerate(words):
        small = word.casefold()
        if small in BOUNDARY:
            break
        if small in DETERMINERS:
            continue
        # "Hungary signed": a small word after a name is the verb.
        if head and head[0].isupper() and word[0].islower() and at > 1:
            break
        if at == 1 and head[:1].isupper() and word[0].islower():
            break
        if head.endswith("s") and concept_of(head) and not concept_of(word):
            break
        if word.endswith("ed") and head:
            break
        head = word.removesuffix("'s").removesuffix("’s")
    return head


def german_subject(words: list[str]) -> str:
    head = ""
    for word in words:
        if word.casefold() in DETERMINERS and not head:
            continue
        if word[0].isupper():
            head = word
        elif head:
            break
    return head


def have_other_objects(left: str, right: str) -> bool:
    """For what follows the verb in two English statements."""
    if is_german(left) or is_german(right):
        return False
    ours, theirs = object_of(left), object_of(right)
    if not ours or not theirs or ours[:STEM] == theirs[:STEM]:
        return False
    one, other = concept_of(ours), concept_of(theirs)
    return one != other if one and other else True


def object_of(rest: str) -> str:
    """The last noun of what directly follows a verb."""
    head = ""
    for found in WORD.finditer(rest[:80]):
        word = found.group().casefold()
        if word in BOUNDARY or word in NO_OBJECT:
            break
        if word not in DETERMINERS:
            head = word.removesuffix("'s").removesuffix("’s")
    return head
