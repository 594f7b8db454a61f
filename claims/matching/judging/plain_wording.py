"""Whether two statements have the same words but for what rules can weigh: figures,
listed acts, words that exclude each other, and "not"."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.findings import QUANTITIES, Value
from claims.extraction.text.wordlists import listed
from claims.matching.conflicts.doers import DOING, NAMES, place_codes
from claims.matching.conflicts.negation import NEGATOR, acts_by_name
from claims.matching.conflicts.subjects import concept_of
from claims.matching.judging.ground import SLIGHT, is_name
from claims.matching.sense.clauses import Span

WORD = re.compile(r"[^\W\d_][\w’'-]*")
# What a word ends in for its case, number or person only.
ENDING = re.compile(r"(?:['’]s|e?[nsrm]|e)$")
SHORTEST_STEM = 3
# No sentence anybody wrote has more.
MOST_WORDS = 80
EMPTY = SLIGHT | frozenset(
    listed(
        "a an the this that these those of in on at to for by with from and or as it"
        " its he she they his her their is are was were be been being has have had"
        " having do does did will would who which than per cent pro der die das den dem"
        " des ein eine einen einem einer eines dieser diese dieses im am auf bei zu zum"
        " zur von vom für mit und oder als dass es er sie sein seine seinen seiner ihr"
        " ihre ihren ihrer ist sind war waren wird werden wurde wurden worden hat haben"
        " hatte hatten sich um exactly nearly almost roughly approximately"
        " gut knapp genau fast beinahe etwa rund circa ca mindestens höchstens"
    )
)
# Words of which whoever is the one is not the other.
OPPOSITES = (
    ("alive lebendig", "dead tot"),
    ("guilty schuldig", "innocent unschuldig"),
    ("full voll", "empty leer"),
    ("healthy gesund", "sick ill krank"),
    ("sober nüchtern", "drunk betrunken"),
    ("true correct wahr richtig", "false untrue incorrect wrong falsch unwahr"),
    ("married verheiratet", "unmarried unverheiratet ledig"),
    ("safe harmless sicher ungefährlich", "unsafe dangerous unsicher gefährlich"),
    ("clean sauber", "dirty schmutzig"),
    ("profit gewinn", "loss verlust"),
    ("surplus überschuss", "deficit defizit"),
    ("victory sieg", "defeat niederlage"),
    ("success erfolg", "failure misserfolg"),
    ("higher höher dearer teurer", "lower niedriger cheaper billiger"),
    ("rise increase anstieg zunahme", "fall decrease decline rückgang abnahme"),
    ("larger bigger größer", "smaller kleiner"),
    ("faster schneller", "slower langsamer"),
    ("longer länger", "shorter kürzer"),
    ("earlier früher", "later später"),
    ("better besser", "worse schlechter"),
    ("highest höchste", "lowest niedrigste"),
    ("best beste", "worst schlechteste"),
    ("public öffentlich", "secret geheim"),
    ("voluntary freiwillig", "compulsory mandatory verpflichtend"),
    ("known bekannt", "unknown unbekannt"),
    ("complete vollständig", "incomplete unvollständig"),
    ("freed released freigelassen befreit", "killed executed getötet hingerichtet"),
    ("survived überlebt", "died gestorben"),
    ("praised gelobt lobte", "criticised criticized kritisiert"),
    ("found gefunden", "lost verloren"),
    ("hired eingestellt", "fired sacked entlassen gefeuert"),
    ("arrived angekommen", "left departed abgereist"),
    ("started begann begonnen", "stopped endete beendet"),
    ("opened öffnete geöffnet", "closed schloss geschlossen"),
    ("expanded erweitert", "reduced verkleinert"),
    ("doubled verdoppelt", "halved halbiert"),
    ("promoted befördert aufgestiegen", "demoted relegated abgestiegen"),
    ("built gebaut errichtet", "demolished destroyed abgerissen zerstört"),
    ("majority mehrheit", "minority minderheit"),
)
# "Employed" and "unemployed", "zufrieden" and "unzufrieden".
CONTRARY = ("un", "non-", "in", "im", "il", "ir", "dis", "nicht")
SHORTEST_CONTRARY = 4


def fold(word: str) -> str:
    """Without its ending."""
    word = word.casefold()
    stem = ENDING.sub("", word)
    return stem if len(stem) >= SHORTEST_STEM else word


SIDES = {
    fold(word): (pair, side)
    for pair, sides in enumerate(OPPOSITES)
    for side, words in enumerate(sides)
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Rest:
    """The words of a statement that no rule weighs, in their order, and the sides on
    which it stands of the opposites it names."""

    words: tuple[str, ...]
    sides: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Wording:
    """Two statements' words held against each other. ``alike`` is whether nothing but
    what rules weigh tells them apart, ``in_turn`` whether it stands in one order, and
    ``opposed`` whether one says what the other excludes, by the words alone."""

    alike: bool
    in_turn: bool
    opposed: bool


def compare_wording(
    left: str,
    right: str,
    ours: Collection[Value],
    theirs: Collection[Value],
    *,
    crossing: bool,
) -> Wording:
    """``crossing`` are two languages."""
    acts = acts_by_name(left).keys() & acts_by_name(right).keys()
    doings = {name for name, _ in doings_in(left)}
    doings &= {name for name, _ in doings_in(right)}
    one, other = (
        read_rest(text, [*weighed_in(text, values, acts, doings)], crossing=crossing)
        for text, values in ((left, ours), (right, theirs))
    )
    mine, yours = set(one.words) - set(other.words), set(other.words) - set(one.words)
    contrary = are_contraries([*mine], [*yours])
    named = {pair for pair, _ in one.sides} == {pair for pair, _ in other.sides}
    alike = named and (contrary or not (mine or yours))
    turned = len(one.sides - other.sides) + contrary
    denied = len(NEGATOR.findall(left)) - len(NEGATOR.findall(right))
    # What is denied of listed acts their own rules say.
    opposed = turned % 2 == 1 and not denied if acts else (turned + denied) % 2 == 1
    in_turn = alike and len(ours) == len(theirs)
    in_turn &= [word for word in one.words if word not in mine] == [
        word for word in other.words if word not in yours
    ]
    swapped = in_turn and are_swapped(ours, theirs)
    return Wording(alike, in_turn, alike and (opposed or swapped))


def are_contraries(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    if len(ours) != 1 or len(theirs) != 1:
        return False
    short, long = sorted((*ours, *theirs), key=len)
    contrary = any(long == start + short for start in CONTRARY)
    return contrary and len(short) >= SHORTEST_CONTRARY


def are_swapped(ours: Iterable[Value], theirs: Iterable[Value]) -> bool:
    """Whether both tell the same figures in another order."""
    mine, yours = (
        [(value.kind, value.amount) for value in side if value.kind in QUANTITIES]
        for side in (ours, theirs)
    )
    return mine != yours and sorted(mine) == sorted(yours)


@lru_cache(1024)
def doings_in(text: str) -> tuple[tuple[str, Span], ...]:
    """What somebody does to somebody, and where the words for it stand."""
    return tuple(
        (NAMES[int(found.lastgroup[1:])], found.span())
        for found in DOING.finditer(text)
        if found.lastgroup
    )


def weighed_in(
    text: str, values: Collection[Value], acts: Collection[str], doings: Collection[str]
) -> Iterator[Span]:
    """Where the figures stand, the words for "not", and the verbs that both tell; what
    stands between the two parts of a German verb is not weighed."""
    yield from ((value.start, value.end) for value in values if not is_name(value))
    yield from (found.span() for found in NEGATOR.finditer(text))
    told = [act.told for name in acts for act in acts_by_name(text)[name]]
    told += [span for name, span in doings_in(text) if name in doings]
    for start, end in told:
        words = [found.span() for found in WORD.finditer(text, start, end)]
        yield from (words[:1] + words[-1:])


def read_rest(text: str, weighed: Collection[Span], *, crossing: bool) -> Rest:
    known = set[int]()
    for start, end in weighed:
        known.update(range(start, end))
    codes = place_codes(text)
    words, sides = [], set()
    for found in WORD.finditer(text):
        word = fold(found.group())
        if (
            known.issuperset((found.start(), found.end() - 1))
            or found.group().casefold() in EMPTY
        ):
            continue
        if word in SIDES:
            sides.add(SIDES[word])
        else:
            named = codes.get(found.start(), "")
            if crossing:
                named = named or concept_of(found.group())
            words.append(named or word)
    return Rest(tuple(words[:MOST_WORDS]), frozenset(sides))
