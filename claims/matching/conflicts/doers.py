"""Who did it to whom: "A called B" against "B called A"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from claims.extraction.findings import Value
from claims.extraction.text.names import find_places, people_code
from claims.extraction.text.wordlists import listed
from claims.matching.conflicts.begun import find_begun, index_starts
from claims.matching.conflicts.subjects import OFFICES, concept_of
from claims.matching.sense.languages import content_stems, is_german

# Each doing with its words, and the words that name it from the other side.
DOINGS = {
    "beat": (
        r"beat|beats|beaten|defeat(?:s|ed)|won against|knocked out|thrash\w+|besieg\w+"
        r"|schl(?:ug|ägt|ugen)|geschlagen|(?:gewann|gewinnt|siegte|siegt) .{0,30}?gegen"
        r"|setzte[n]? sich .{0,30}?gegen|bezwang\w*|bezwungen|(?:win|victory) over"
        r"|overcame|edged",
        r"(?:lost|loses|losing|defeat|went down) (?:\w+[- ]\w+ )?(?:to|against)"
        r"|(?:verlor|verliert|unterlag|unterliegt) .{0,30}?gegen|Niederlage gegen"
        r"|unterl(?:ag|iegt)",
    ),
    "call": (
        r"call(?:ed|s)(?! on| for| off)|phoned|phones|telephoned|rang|angerufen"
        r"|r(?:ief|uft)(?: .{0,60}?)? an\b",
        r"received a (?:phone )?call from|Anruf von",
    ),
    "accuse": (
        r"accus(?:ed|es|ing)|blam(?:ed|es)|beschuldig\w+|w(?:irft|arf|erfen|arfen)"
        r"|vorgeworfen|bezichtig\w+",
        r"",
    ),
    "attack": (
        r"attack(?:ed|s)|invaded?|bomb(?:ed|s)|shell(?:ed|s)|struck|angegriffen"
        r"|gr(?:iff|eift|iffen|eifen)(?: .{0,60}?)? an\b|überf(?:iel|ällt|allen)"
        r"|bombardier\w+"
        r"|beschoss\w*|beschieß\w+",
        r"",
    ),
    "criticise": (
        r"critici[sz](?:ed|es)|condemn(?:ed|s)|attacked verbally|kritisier\w+"
        r"|rügt\w*",
        r"",
    ),
    "support": (
        r"support(?:ed|s)|endors(?:ed|es)|back(?:ed|s)|unterstütz\w+",
        r"",
    ),
    "sue": (r"sued|sues|suing|verklag\w+|klagt\w* gegen", r""),
    "buy": (
        r"bought|buys?|buying|acquir(?:ed|es?|ing)|t(?:ook|akes?|aking) over"
        r"|purchas(?:ed|es)"
        r"|kauf(?:t|te|ten|en)"
        r"|gekauft|übern(?:ahm|immt|ommen|ehmen)|takeover of",
        r"sold|sells|sell|verkauf\w+|(?:bought|purchased) from",
    ),
    "warn": (r"warn(?:ed|s)|warnt\w*|gewarnt", r""),
    "kill": (
        r"kill(?:ed|s)|murder(?:ed|s)|shot|stabbed|getötet|tötete|ermorde\w+"
        r"|erschoss\w*|erstoch\w*|erstach",
        r"",
    ),
    "arrest": (r"arrest(?:ed|s)|detain(?:ed|s)|festgenommen|verhaft\w+", r""),
    "praise": (r"prais(?:ed|es)|lob(?:t|te|ten|en)|gelobt", r""),
    "thank": (r"thank(?:ed|s)|dank(?:t|te|ten|en)|gedankt", r""),
    "urge": (
        r"urg(?:ed|es)|called on|asked|told|forder(?:t|te|ten)|aufgefordert|drängte?n?",
        r"",
    ),
    "visit": (
        r"visit(?:ed|s)|besuch(?:t|te|ten|en)",
        r"hosted|receiv(?:ed|es)|empf(?:ing|ängt|angen)\w*",
    ),
    "invite": (r"invit(?:ed|es)|eingeladen|l(?:ud|ädt)(?: .{0,40}?)? ein\b", r""),
    "succeed": (
        r"succeed(?:ed|s)|replac(?:ed|es)|took over from|abgelöst"
        r"|löst\w*(?: .{0,40}?)? ab\b"
        r"|folgt\w* .{0,20}?(?:auf|nach)|Nachfolger(?:in)? von|beerbt\w*",
        r"(?:was|is) (?:succeeded|replaced) as",
    ),
    "reject": (
        r"reject(?:ed|s)|abgelehnt|lehn(?:t|te|ten|en)(?: .{0,80}?)? ab\b"
        r"|zurückgewiesen",
        r"",
    ),
    "lead": (
        r"(?:is|was|are|were) (?:\w+ )?ahead of|leads|overt(?:ook|akes?|aken)"
        r"|überhol\w+"
        r"|liegt vor|outnumber\w*|larger than|bigger than|größer als|vor der|outpaced",
        r"(?:is|was|are|were) (?:\w+ )?behind|trails?|liegt hinter|smaller than"
        r"|kleiner als",
    ),
    "pay": (r"paid|pays|lent|lends|gave|gives|zahl(?:t|te|ten)|gezahlt|lieh", r""),
    "deliver": (
        r"suppl(?:ied|ies)|deliver(?:ed|s)|liefer(?:t|te|ten)|geliefert|schickt?e?",
        r"receiv(?:ed|es) .{0,40}?from|erh(?:ielt|ält) .{0,40}?von|bek(?:am|ommt)",
    ),
    "threaten": (r"threaten(?:ed|s)|droh(?:t|te|ten|en)|gedroht", r""),
    "insult": (r"insult(?:ed|s)|beleidig\w+|beschimpf\w+", r""),
    "dismiss": (
        r"sack(?:ed|s)|fired|dismiss(?:ed|es)|entl(?:ässt|ieß|assen)|gefeuert",
        r"",
    ),
    "recognise": (
        r"recogni[sz](?:ed|es)|anerkannt|erk(?:ennt|annte)(?: .{0,60}?)? an\b",
        r"",
    ),
    "help": (r"help(?:ed|s)|rescued|saved|half|hilft|geholfen|rette(?:t|te|ten)", r""),
    "sanction": (r"sanctioned|sanktionier\w+", r""),
    "elect": (r"elected|nominat\w+|nominier\w+", r""),
}
DOING = re.compile(
    r"(?<!\w)(?:"
    + "|".join(
        f"(?P<d{at}>{words})" + (f"|(?P<i{at}>{inverse})" if inverse else "")
        for at, (words, inverse) in enumerate(DOINGS.values())
    )
    + r")(?!\w)",
    re.IGNORECASE,
)
NAMES = tuple(DOINGS)
STARTS = index_starts(DOINGS.values())
# What both do together has no side.
MUTUAL = re.compile(
    r"(?<!\w)(?:met|meets?|meeting|spoke|speaks?|talk(?:ed|s)?|met with|married"
    r"|agree[ds]?|negotiat\w+|each other|draw|drew|tied|trafen|traf|trifft|getroffen"
    r"|telefonier\w+|spr(?:ach|icht|echen|achen)|gesprochen|verhandel\w+|einig\w*"
    r"|miteinander|einander|gemeinsam|unentschieden|geheiratet|heiratet\w*)(?!\w)",
    re.IGNORECASE,
)
TOGETHER = re.compile(
    r"^[\s,]*(?:and|und|or|oder|as well as|sowie|,|&|/|-)\s(?:the |die |der |das )?$"
)
BY = re.compile(
    r"(?<!\w)(?:by|von|vom|durch)\s(?:(?:the|an?|der|dem|den|einem"
    r"|einer)\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    r"(?<!\w)(?:was|were|been|being|is|are|be|wurden?|worden|wird|werden)(?!\w)",
    re.IGNORECASE,
)
# A place, a time or company, and nobody who does anything.
# Who says so does nothing else.
REPORTING = re.compile(
    r"(?:nach (?:Angaben|Darstellung|Worten|Informationen|Aussage) (?:von|der|des"
    r"|des)?\s?"
    r"|(?:laut|zufolge|according to)\s)(?:(?:the|der|dem|den|des)\s)?(?:[\w-]+\s?){1,3}"
    r"|,\s[^,.;]{1,60}?\s(?:said|says|reported|announced|told|added)\b[^,;]*$"
    r"|,\s(?:sagte|teilte|hieß|erklärte|meldete|berichtete)n?\b[^;]*$"
    r"|^[^,.;]{1,60}?\s(?:said|says|announced|reported|claimed|claims)\s(?:that\s)?"
    r"|^[^,.;]{1,60}?\s(?:erklärte|sagte|teilte mit|meldete|berichtete)n?,\s",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"(?<!\w)(?:in|from|at|near|between|with|for|after|over|since|aus|bei|zwischen|mit"
    r"|für|über|nach|seit|im|beim|am)\s(?:(?:the|an?|der|dem|den|einem|einer)\s)?$",
    re.IGNORECASE,
)
DONE_TO = re.compile(r"(?<!\w)(?:den|dem|einen|einem)\s(?:\w+\s(?:der|des)\s)?$", re.I)
WORD = re.compile(r"[^\W\d_][\w’'-]*")
TITLES = frozenset(
    listed(
        "the a an on in at after before when while but and he she it they his her its"
        " their this that mr mrs ms dr president chancellor minister prime präsident"
        " kanzler kanzlerin der die das den dem ein eine am im in nach vor bei mit und"
        " er sie es herr frau monday tuesday wednesday thursday friday saturday sunday"
        " montag dienstag mittwoch donnerstag freitag samstag sonntag"
    )
)
ALIKE = 0.7
SHORTEST_SPELLING = 4
SPELLED_ALIKE = 0.75
# The same auxiliaries in the active: "will attack", "wird angreifen", "is ahead".
ACTIVE = re.compile(
    r"(?<!\w)(?:is|are|was|were)\s(?:\w+ing|ahead|behind|larger|smaller|bigger)"
    r"|(?<!\w)(?:wird|werden)\s(?:[^.;:,]{0,60}\s)?\w+(?<!t)en[.,]?(?:$|\s)",
    re.IGNORECASE,
)
MOST_PARTIES = 8


@dataclass(frozen=True, slots=True)
class Party:
    key: str
    start: int
    end: int


def find_parties(text: str) -> Iterator[Party]:
    """Names and known nouns, each under one name in both languages."""
    last: Party | None = None
    codes, known = place_codes(text), set[int]()
    for word in WORD.finditer(text):
        written = word.group().removesuffix("'s").removesuffix("’s")
        concept = concept_of(written)
        named = written[0].isupper() and written.casefold() not in TITLES
        if not named and not concept:
            if last:
                yield last
            last = None
            continue
        key = codes.get(word.start()) or concept or written.casefold()
        joined = last and last.end not in known and key == written.casefold()
        if key != written.casefold():
            known.add(word.start() + len(written))
        joined = joined and last and text[last.end : word.start()] == " "
        if last and not joined:
            yield last
        start = last.start if last and joined else word.start()
        last = Party(key, start, word.start() + len(written))
    if last:
        yield last


@lru_cache(256)
def place_codes(text: str) -> dict[int, str]:
    """Where a country or a city is named; "Russian" in "the Russian ambassador" is
    none."""
    return {
        value.start: value.amount
        if value.unit == "country"
        else value.amount.casefold()
        for value in find_places(text)
        if value.unit in {"country", "city"} and not is_adjective(text, value)
    }


def is_adjective(text: str, value: Value) -> bool:
    return (
        bool(people_code(value.text)) and text[value.end : value.end + 2].strip() != ""
    )


@lru_cache(4096)
def same_party(left: str, right: str) -> bool:
    if left == right or left in OFFICES or right in OFFICES:
        return left == right
    if min(len(left), len(right)) < SHORTEST_SPELLING:
        return False
    # At most all letters that both have are in the same order: counting them takes a
    # tenth of the time.
    shared = sum(min(left.count(each), right.count(each)) for each in set(left))
    if 2 * shared < SPELLED_ALIKE * (len(left) + len(right)):
        return False
    return SequenceMatcher(None, left, right).ratio() >= SPELLED_ALIKE


def shared_parties(left: str, right: str) -> list[tuple[Party, Party]]:
    """The parties that stand once in each of the statements."""
    ours, theirs = acting_parties(left), acting_parties(right)
    shared = []
    for one in ours[:MOST_PARTIES]:
        twins = [other for other in theirs if same_party(one.key, other.key)]
        if len(twins) == 1 and sum(same_party(one.key, each.key) for each in ours) == 1:
            shared.append((one, twins[0]))
    return shared


@lru_cache(1024)
def acting_parties(text: str) -> tuple[Party, ...]:
    said = [found.span() for found in REPORTING.finditer(text)]
    return tuple(party for party in find_parties(text) if not lies_in(party, said))


def lies_in(party: Party, spans: list[tuple[int, int]]) -> bool:
    return any(start <= party.start < end for start, end in spans)


@dataclass(frozen=True, slots=True)
class Doing:
    """Two parties' doing as both statements tell it, with where each tells it."""

    same: bool
    left: tuple[int, int]
    right: tuple[int, int]


def relate_doings(left: str, right: str) -> Doing | None:
    """Whether the same did it to the same or the other way round; None where nothing
    plain is said."""
    if is_mutual(left) or is_mutual(right):
        return None
    alike = shared_doing(left, right)
    if alike is None:
        return None
    found = [
        Doing((ours == theirs) == alike, span_of(one, two), span_of(other, another))
        for (one, other), (two, another) in combinations(shared_parties(left, right), 2)
        if (ours := does_first(left, one, two)) is not None
        and (theirs := does_first(right, other, another)) is not None
    ]
    return min(found, key=lambda doing: doing.same, default=None)


def find_turned(left: str, right: str) -> Doing | None:
    """What one tells of the one, and the other of the other."""
    doing = relate_doings(left, right)
    return None if doing is None or doing.same else doing


@lru_cache(1024)
def is_mutual(text: str) -> bool:
    return MUTUAL.search(text) is not None


def span_of(one: Party, other: Party) -> tuple[int, int]:
    return min(one.start, other.start), max(one.end, other.end)


def shared_doing(left: str, right: str) -> bool | None:
    """Whether both tell one doing from the same side; None where they share none."""
    ours, theirs = doings_of(left), doings_of(right)
    common = ours.keys() & theirs.keys()
    if common:
        return all(ours[name] == theirs[name] for name in common)
    if ours or theirs or is_german(left) != is_german(right):
        return None
    words, others = content_stems(left), content_stems(right)
    most = max(len(words), len(others))
    return True if most and len(words & others) >= ALIKE * most else None


@lru_cache(1024)
def doings_of(text: str) -> dict[str, bool]:
    if not find_begun(text, STARTS):
        return {}
    return {
        NAMES[int(found.lastgroup[1:])]: found.lastgroup[0] == "d"
        for found in DOING.finditer(text)
        if found.lastgroup
    }


@lru_cache(1024)
def is_passive(text: str) -> bool:
    return PASSIVE.search(text) is not None


def does_first(text: str, one: Party, other: Party) -> bool | None:
    """Whether ``one`` is the doer of the two, None where it is not plain."""
    first, second = sorted((one, other), key=lambda party: party.start)
    between = text[first.end : second.start]
    if TOGETHER.match(between) or between.startswith(("'s ", "’s ")):
        return None
    lead, before = text[: first.start], text[: second.start]
    if BESIDE.search(lead[-30:]) or BESIDE.search(before[-30:]):
        return None
    passive = is_passive(text)
    turned = passive and BY.search(before[-40:]) is not None
    if passive and not turned and not BY.search(lead[-40:]) and not ACTIVE.search(text):
        return None
    if DONE_TO.search(lead[-40:]) and not DONE_TO.search(before[-40:]):
        turned = True
    return (first is one) != turned
