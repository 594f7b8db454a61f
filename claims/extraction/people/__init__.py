"""The people a text names, with person_words, callings, offices, and taken_up for whom
the next sentence takes up."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from operator import attrgetter, itemgetter

from claims.extraction.people.callings import (
    GERMAN_CALLING,
    Calling,
    find_calling,
    is_titled,
    normal,
)
from claims.extraction.people.offices import Held, find_offices
from claims.extraction.people.person_words import (
    FEMALE,
    FIRST_NAMES,
    GENDERS,
    MERE_TITLES,
    NO_PERSON,
    NO_PERSON_ENDINGS,
    TITLES,
    UNSURE,
)
from claims.extraction.people.taken_up import find_pronoun
from claims.extraction.text.capitals import Capitals
from claims.extraction.text.glimpses import WORDS_REMEMBERED
from claims.extraction.text.names import known_peoples, known_places, people_code
from claims.extraction.text.quotes import Span

PART = r"[A-ZÄÖÜ][\w’'-]{1,40}"
TITLE_DOT = r"(?:(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Prof)\.\s)"
CHAIN = re.compile(
    rf"(?<![\w.’'-]){TITLE_DOT}{{0,2}}{PART}"
    rf"(?:\s(?:[A-Z]\.\s|(?:von|van|de|der|den|al|bin|el|la)\s){{0,2}}{PART}){{0,6}}"
)
WORD = re.compile(r"[\w’'.-]+")
SMALL_TITLE = re.compile(r"\b(?P<title>[a-z]{3,14})\s$")
NAME_END = re.compile(r"(?:['’]s?|[.,])$")
NAME_ENDS = ("'", "’", "'s", "’s", ".", ",")
MOST_NAMES = 20_000
# "Der 22-jährige Lahm", "Weddle, 55, started".
AGED = re.compile(r"\d-jährige[rn]?\s$")
AGED_BEHIND = re.compile(r",\s\d\d,")
AGED_SPACE = 16


@dataclass(frozen=True, slots=True)
class Person:
    """One place where somebody is named; ``key`` is the last name, ``rank`` tells how
    full the name is."""

    start: int
    end: int
    key: str
    gender: str
    rank: tuple[bool, int]

    @property
    def is_name(self) -> bool:
        """Whether it is no office alone."""
        return self.rank[1] > 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Capital words in a row, without the titles before them."""

    start: int
    end: int
    key: str
    gender: str
    names: list[str]
    titled: bool
    titles: tuple[str, ...] = ()
    calling: Calling | None = None

    @property
    def rank(self) -> tuple[bool, int]:
        """How full a name it is: with a given name, and of so many words."""
        return self.names[0] in FIRST_NAMES, len(self.names)


class People:
    """Everybody whom the ``body`` of a text names, in order: no pronoun means who wrote
    it or took the picture."""

    def __init__(self, text: str, language: str, body: Sequence[Span]) -> None:
        self.text = text
        self.language = language
        self.capitals = Capitals(text)
        chains = find_chains(self.capitals, language, body)
        named = [
            Person(each.start, each.end, each.key, each.gender, each.rank)
            for each in chains
        ]
        named += find_officials(text, chains)
        self.named = sorted(
            (each for each in named if span_around(each.start, body)),
            key=attrgetter("start"),
        )
        self.starts = [each.start for each in self.named]
        self.fitting: dict[str, Row] = {}
        self.fullest: dict[str, Person] = {}
        self.genders: dict[str, str] = {}
        for each in self.named:
            known = self.fullest.get(each.key)
            if known is None or each.rank > known.rank:
                self.fullest[each.key] = each
            if each.gender:
                self.genders.setdefault(each.key, each.gender)

    def between(self, start: int, end: int) -> list[Person]:
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return self.named[first:last]

    def fits(self, person: Person, gender: str) -> bool:
        return self.genders.get(person.key, gender) == gender

    def row(self, gender: str) -> "Row":
        """All who may be of the gender."""
        if gender not in self.fitting:
            fit = [each for each in self.named if self.fits(each, gender)]
            self.fitting[gender] = Row(fit)
        return self.fitting[gender]

    def last_before(self, start: int, place: int, gender: str) -> Person | None:
        """The person named last from ``start`` to ``place``."""
        key = self.row(gender).last(start, place)
        return None if key is None else self.fullest[key]

    def only_before(self, start: int, place: int, gender: str) -> Person | None:
        """The one person from ``start`` to ``place`` who fits, when there is one."""
        key = self.row(gender).only(start, place)
        return None if key is None else self.fullest[key]


class Row:
    """People in order. Asked of each pronoun of one endless paragraph, it looks at no
    more than two of them."""

    def __init__(self, named: Sequence[Person]) -> None:
        self.starts = [each.start for each in named]
        self.keys = [each.key for each in named]
        # How often it was another than the one before.
        changed = (one != other for one, other in pairwise(self.keys))
        self.changes = list(accumulate(changed, initial=0))

    def last(self, start: int, place: int) -> str | None:
        """The key of the last from ``start`` to ``place``."""
        last = bisect_left(self.starts, place) - 1
        return self.keys[last] if last >= 0 and self.starts[last] >= start else None

    def only(self, start: int, place: int) -> str | None:
        """The key of all from ``start`` to ``place``, if they share it."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, place) - 1
        if first > last or self.changes[first] != self.changes[last]:
            return None
        return self.keys[last]


def find_chains(capitals: Capitals, language: str, body: Sequence[Span]) -> list[Chain]:
    """A title with a name, two names together, or the last name of one of these; a name
    alone behind an age, if it is no German noun."""
    text = capitals.text
    found = list(islice(CHAIN.finditer(text), MOST_NAMES))
    chains = {
        at: read_chain(capitals, each, language)
        for at, each in enumerate(found)
        if len(each.group().split()) > 1
        or (is_aged(text, each.start()) and each.group() in capitals.opening)
    }
    if language == "en":
        chains.update(find_taken_up(text, chains, body))
    known = {
        each.key for each in chains.values() if each.key and is_person(each, seen=False)
    }
    # Of single words only last names that are known: in German every noun is capital.
    for at, each in enumerate(found):
        if at not in chains and bare_name(each.group().casefold()) in known:
            chains[at] = read_chain(capitals, each, language)
    return [
        chain
        for _, chain in sorted(chains.items(), key=itemgetter(0))
        if chain.key and is_person(chain, seen=chain.key in known)
    ]


def find_taken_up(
    text: str, chains: Mapping[int, Chain], body: Sequence[Span]
) -> Iterator[tuple[int, Chain]]:
    """The names that a pronoun takes up where it can mean nobody else, with the gender
    that it tells."""
    people = [
        each for each in chains.values() if each.key and is_person(each, seen=False)
    ]
    for at, chain in chains.items():
        pronoun = None
        if chain.key and not chain.gender:
            pronoun = find_pronoun(text, chain.start, chain.end)
        paragraph = span_around(chain.start, body)
        if pronoun is None or paragraph is None:
            continue
        gender = GENDERS[pronoun["pronoun"].casefold()]
        if not any(
            paragraph[0] <= each.start < pronoun.end()
            and each.gender in {"", gender}
            and each.key != chain.key
            for each in people
        ):
            yield at, replace(chain, gender=gender, titled=True)


def span_around(place: int, spans: Sequence[Span]) -> Span | None:
    """That of the ``spans``, which are in order, that holds ``place``."""
    at = bisect_right(spans, place, key=itemgetter(0)) - 1
    return spans[at] if at >= 0 and place < spans[at][1] else None


def find_officials(text: str, chains: Sequence[Chain]) -> Iterator[Person]:
    """Those who are told by their office alone."""
    held = [
        Held(called, each.key, each.start, known=called.known)
        for each in chains
        for called in callings_of(each)
    ]
    for (start, end), key in find_offices(text, held):
        yield Person(start, end, key, "", (False, 0))


def callings_of(chain: Chain) -> Iterator[Calling]:
    if chain.titles:
        yield Calling(normal(list(chain.titles)))
    if chain.calling:
        yield chain.calling


def read_chain(capitals: Capitals, found: re.Match[str], language: str) -> Chain:
    text = capitals.text
    words = list(WORD.finditer(text, *found.span()))
    gender, titled, first = read_titles(words)
    if before := SMALL_TITLE.search(text, max(0, found.start() - 24), found.start()):
        small = TITLES.get(before["title"])
        titled = titled or small is not None
        gender = gender or small or ""
    first += words_before_of([word.group() for word in words[first:]], language)
    names = [word.group().casefold() for word in words[first:]]
    if not names or is_spokesman_of(words, first):
        return Chain(0, 0, "", "", [], titled=False)
    bare = bare_name(words[-1].group())
    key = names[-1] = bare.casefold()
    given = FIRST_NAMES.get(names[0], "") if len(names) > 1 else ""
    start, end = words[first].start(), words[-1].start() + len(bare)
    titles = tuple(word.group().casefold() for word in words[:first])
    if before and before["title"] in TITLES:
        titles += (before["title"],)
    calling = None
    if len(names) > 1 and NO_PERSON.isdisjoint(names):
        calling = find_calling(text, start, end, language)
    if calling:
        gender = gender or (FEMALE if calling.is_hers else "")
    aged = is_aged(text, start) or AGED_BEHIND.match(text, end) is not None
    titled = titled or calling is not None or aged
    if language == "de" and len(names) == 1 and is_genitive(bare, capitals):
        titled = False
    return Chain(start, end, key, given or gender, names, titled, titles, calling)


def is_aged(text: str, start: int) -> bool:
    """Whether how old somebody is stands before a name."""
    return AGED.search(text, max(0, start - AGED_SPACE), start) is not None


def is_spokesman_of(words: Sequence[re.Match[str]], first: int) -> bool:
    """Whether it is "Sprecher von Tarn", and no "Kanzler von Tarn"."""
    if not first or first >= len(words) or words[first].group() != "von":
        return False
    return words[first - 1].group().casefold().removesuffix("in").endswith("sprecher")


def words_before_of(words: Sequence[str], language: str) -> int:
    """How many words stand before the name in "Clan von Raschkow", which no given name
    begins."""
    if language != "de" or not words or words[0].casefold() in FIRST_NAMES:
        return 0
    small = [at for at, word in enumerate(words) if word[0].islower()]
    return small[-1] + 1 if small and small[0] else 0


def is_genitive(name: str, capitals: Capitals) -> bool:
    """Whether a name alone is whose something is: "der Arzt Lahms"."""
    owner = name.removesuffix("s")
    if owner == name:
        return False
    return (owner.casefold(),) in known_places() or owner in capitals.anywhere


def bare_name(word: str) -> str:
    return NAME_END.sub("", word) if word.endswith(NAME_ENDS) else word


def read_titles(words: Sequence[re.Match[str]]) -> tuple[str, bool, int]:
    """The gender a title tells, whether there is a title, and where the name begins."""
    gender, first = "", 0
    titled = False
    for at, word in enumerate(words[:-1]):
        low = word.group().casefold()
        ending = title_of(low)
        if ending is None and at + 2 < len(words) and is_titled(word.group()):
            ending = "doctor"
        if ending is not None:
            gender = "" if ending in UNSURE else TITLES[ending] or gender
            first, titled = at + 1, titled or low not in MERE_TITLES
        elif (
            first == at and (low in NO_PERSON or (low,) in known_places())
        ) or low.endswith(("'s", "’s")):
            first = at + 1
    return gender, titled, first


@lru_cache(WORDS_REMEMBERED)
def title_of(low: str) -> str | None:
    """The title that a word is or ends with."""
    stem = low.rsplit("-", 1)[-1]
    for each in (low, stem):
        if each in TITLES:
            return each
    if GERMAN_CALLING.match(stem):
        return "ministerin" if low.endswith("in") else "sprecher"
    return None


def is_person(chain: Chain, *, seen: bool) -> bool:
    names = chain.names
    if any(name in NO_PERSON or name.endswith(NO_PERSON_ENDINGS) for name in names):
        return False
    if not known_peoples().keys().isdisjoint(names) or tuple(names) in known_places():
        return False
    if len(names) == 1:
        return chain.titled or seen
    return chain.titled or names[0] in FIRST_NAMES or (len(names) <= 3 and seen)


def are_titles(words: str) -> bool:
    """Whether all ``words`` go before a name: "Chancellor", "Russian President"."""
    return all(
        word.casefold() in TITLES or people_code(word) or word == "the"
        for word in words.split()
    )
