"""Whom and what a sentence names, folded so that two spellings of one name are one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.text.names import (
    TITLES,
    find_places,
    people_code,
)
from claims.extraction.text.wordlists import listed
from claims.matching.conflicts.subjects import OFFICE_OF, SEATS
from claims.matching.sense.meaning import without_source

# Slavic names as English and German write them, and what both come to.
SPELLINGS = (
    ("tsch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("kh", "h"),
    ("zh", "s"),
    ("ks", "x"),
    ("ph", "f"),
    ("ou", "u"),
    ("w", "v"),
    ("z", "s"),
    ("y", "i"),
    ("j", "i"),
)
DOUBLED = re.compile(r"(.)\1+")
ENDINGS = (("ev", "ov"), ("iev", "ov"))
STEM = 5
# Short names differ by each letter.
SHORT = 4
# Of the words of a headline, and of no sentence; fewer words may be one name.
MOST_CAPITALS = 0.8
FEWEST_OF_HEADLINE = 4
WORD = re.compile(r"[^\W\d_](?:[\w.’'&-]*\w)?")
POSSESSIVE = re.compile(r"['’]s?$")
RELAYER = re.compile(
    r"(?:spokes\w+|Sprecher(?:in)?|Regierungssprecher(?:in)?)(?!\w)", re.IGNORECASE
)
# Capitals that name nobody: small words, titles, days, what an institution is.
NOBODY = frozenset(
    listed(
        "i the a an in on at but and it he she they we his her their this that these"
        " those there if when while as after before no not for from with by to of"
        " monday tuesday wednesday thursday friday saturday sunday january february"
        " march april may june july august september october november december"
        " christmas easter spokesman spokeswoman spokesperson minister ministry office"
        " official officials leader leaders head prime foreign finance defence defense"
        " interior deputy vice former chief chairman chairwoman secretary state federal"
        " federation party house department agency university group company city county"
        " district province region republic kingdom gov sen rep"
        " montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar"
        " märz mai juni juli oktober dezember sprecher sprecherin regierungssprecher"
    )
)


SEAT = re.compile(
    r"(?<!\w)(?:Kremlin|Kreml|White House|Pentagon|Elysee|Downing Street)"
)
# More words of countries: adjectives and inhabitants, English and German.
DEMONYMS = {
    "AF": "afghan afghanisch",
    "AR": "argentinian argentine argentinisch",
    "AU": "australian australisch",
    "BE": "belgian belgisch",
    "BG": "bulgarian bulgarisch",
    "BY": "belarusian belarussisch",
    "CO": "colombian kolumbianisch",
    "CU": "cuban kubanisch",
    "DK": "danish dänisch",
    "EE": "estonian estnisch",
    "FI": "finnish finnisch",
    "HR": "croatian kroatisch",
    "ID": "indonesian indonesisch",
    "IE": "irish irisch",
    "IQ": "iraqi irakisch",
    "KP": "north-korean nordkoreanisch nordkoreaner",
    "KR": "south-korean südkoreanisch südkoreaner",
    "LB": "lebanese libanesisch",
    "LT": "lithuanian litauisch",
    "LV": "latvian lettisch",
    "LY": "libyan libysch",
    "MD": "moldovan moldauisch",
    "NG": "nigerian nigerianisch",
    "PK": "pakistani pakistanisch",
    "PT": "portuguese portugiesisch",
    "RO": "romanian rumänisch",
    "RS": "serbian serbisch",
    "SA": "saudi saudisch",
    "SD": "sudanese sudanesisch",
    "SK": "slovak slowakisch",
    "SI": "slovenian slowenisch",
    "TH": "thai thailändisch",
    "VE": "venezuelan venezolanisch",
    "VN": "vietnamese vietnamesisch",
    "ZA": "south-african südafrikanisch",
}
CODE_OF = {stem: code for code, stems in DEMONYMS.items() for stem in stems.split()}
DEMONYM = re.compile(
    rf"(?<!\w)(?P<stem>{'|'.join(CODE_OF).replace('-', '[ -]')})(?:e[nrms]?|s)?(?!\w)",
    re.IGNORECASE,
)


# "German Chancellor Olaf Scholz", "Russian government spokesman": what the office is
# of, and not what is told.
OFFICE_AFTER = re.compile(
    r"(?:['’]s)?\s(?:\w+\s){0,2}?(?:\w*(?:minister|president|präsident|kanzler|chancellor"
    r"|spokes\w+|sprecher|leader|king|queen|premier|ambassador|botschafter)\w*)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Names:
    """Countries by their code; everybody else as the keys of a name's words. ``every``
    holds the keys of all words, as a name at the beginning of a sentence does not
    show; ``words`` those of the names alone."""

    countries: frozenset[str]
    cities: frozenset[str]
    others: frozenset[tuple[str, ...]]
    words: frozenset[str]
    every: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether a word only names, dates or counts something, in any sentence."""
        word = word.casefold()
        return (
            word[0].isdigit()
            or word in NOBODY
            or word in TITLES
            or word in OFFICE_OF
            or bool(people_code(word))
            or fold_name(word) in self.words
        )


def name_others(one: Names, other: Names) -> bool:
    """Whether each names a country, a city or somebody that the other does not."""
    return (
        bool(unmet_countries(one, other) and unmet_countries(other, one))
        or bool(unmet_cities(one, other) and unmet_cities(other, one))
        or bool(unmet(one, other) and unmet(other, one))
    )


def unmet_countries(one: Names, other: Names) -> frozenset[str]:
    return one.countries - met_countries(other)


def met_countries(names: Names) -> set[str]:
    return {*names.countries, *(SEATS.get(city, "") for city in names.cities)}


def unmet_cities(one: Names, other: Names) -> list[str]:
    return [
        city
        for city in one.cities - other.cities
        if SEATS.get(city) not in met_countries(other)
    ]


def unmet(one: Names, other: Names) -> list[tuple[str, ...]]:
    """A person goes by the last word; what has an abbreviation, by its letters."""
    return [
        name
        for name in one.others
        if not {name[-1], *initials([name])} & other.every
        and not set(name) & initials(other.others)
    ]


def initials(names: Iterable[tuple[str, ...]]) -> set[str]:
    return {"".join(word[0] for word in name) for name in names if len(name) > 1}


@lru_cache(maxsize=4000)
def read_names(text: str, language: str = "") -> Names:
    told = without_source(text)
    countries: set[str] = set()
    cities: set[str] = set()
    taken: list[tuple[int, int]] = []
    for span, country, name in places_in(told):
        taken.append(span)
        if name in SEATS or not country:
            cities.add(name)
        elif not OFFICE_AFTER.match(told, span[1]):
            countries.add(country)
    # Every German noun has a capital, and every word of a headline.
    plain = language != "de" and not is_headline(told)
    others = frozenset(find_others(told, taken)) if plain else frozenset()
    named = [told[slice(*span)] for span in taken]
    if plain:
        capitals = (found.group() for found in WORD.finditer(told) if found.start())
        named += [word for word in capitals if word[0].isupper()]
    return Names(
        frozenset(countries),
        frozenset(cities),
        others,
        frozenset(keys_in(" ".join(named))),
        frozenset(keys_in(told)),
    )


def places_in(text: str) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Each place with its span, the code of a country, and the name of a city."""
    for place in find_places(text):
        country = place.amount if place.unit == "country" else ""
        yield (place.start, place.end), country, place.amount.casefold()
    for found in DEMONYM.finditer(text):
        stem = found["stem"].casefold().replace(" ", "-")
        yield found.span(), CODE_OF[stem], ""
    for found in SEAT.finditer(text):
        yield found.span(), "", found.group().casefold()


def keys_in(text: str) -> Iterator[str]:
    return (fold_name(found.group()) for found in WORD.finditer(text))


def is_headline(text: str) -> bool:
    words = [word for word in WORD.findall(text) if len(word) > SHORT]
    capitals = sum(1 for word in words if word[0].isupper())
    return len(words) >= FEWEST_OF_HEADLINE and capitals > MOST_CAPITALS * len(words)


def find_others(
    text: str, taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, ...]]:
    """Capitals that stand together within the sentence, but for places, titles and
    who relays what somebody said."""
    name: list[str] = []
    # A name that follows "spokesman" goes on after it.
    end, relayed = -2, -1
    for found in WORD.finditer(text):
        word = found.group()
        follows = 0 <= found.start() - end <= 1
        goes_on = follows and relayed == end and word[0].isupper()
        if goes_on or RELAYER.fullmatch(word):
            relayed = found.end()
        counts = is_name_word(word) and relayed != found.end()
        counts &= not any(start <= found.start() < stop for start, stop in taken)
        if name and not (counts and follows):
            yield tuple(name)
            name = []
        # The first word of a sentence has a capital in any case.
        if found.start() and counts:
            name.append(fold_name(word))
        end = found.end()
    if name:
        yield tuple(name)


def is_name_word(word: str) -> bool:
    low = POSSESSIVE.sub("", word.casefold())
    return (
        word[0].isupper()
        and low not in NOBODY
        and low not in TITLES
        and low not in OFFICE_OF
        and not people_code(low)
    )


@lru_cache(maxsize=20_000)
def fold_name(word: str) -> str:
    """Without its case, its inflection and the ways in which languages spell it."""
    word = POSSESSIVE.sub("", word.casefold()).replace("ß", "ss")
    if len(word) > SHORT:
        word = word.removesuffix("s")
    word = "".join(
        each
        for each in unicodedata.normalize("NFKD", word)
        if not unicodedata.combining(each)
    )
    for written, folded in SPELLINGS:
        word = word.replace(written, folded)
    word = DOUBLED.sub(r"\1", word)
    for written, folded in ENDINGS:
        if word.endswith(written):
            word = word.removesuffix(written) + folded
    return word[:STEM] if len(word) > STEM else word
