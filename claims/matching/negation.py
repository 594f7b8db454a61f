"""Whether one statement plainly denies what the other states."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.numerals import listed

# Each act with the words for it and the words for its contrary.
ACTS = {
    "sign": (r"sign(?:ed|s|ing)?|unterzeichn\w+|unterschr\w+", ""),
    "approve": (
        r"approv\w+|agree[ds]?|accept\w*|endors\w+|ratif\w+|passed|zugestimmt"
        r"|zustimm\w+|stimmte[n]? .{0,50}? zu|gebilligt\w*|billig\w+|akzeptier\w+"
        r"|verabschiedet\w*|angenommen|ratifizier\w+",
        r"reject\w*|turned down|voted down|abgelehnt\w*|ablehn\w+"
        r"|lehn(?:t|te|ten) .{0,60}? ab|zurückgewiesen|wies .{0,60}? zurück|veto\w*",
    ),
    "confirm": (
        r"confirm\w*|acknowledg\w*|admit\w*|bestätig\w*|eingeräumt"
        r"|räumte[n]? .{0,40}? ein",
        r"den(?:y|ied|ies|ying)|dementier\w*|bestritt\w*|bestreite\w*|leugne\w*",
    ),
    "resign": (
        r"resign\w*|step(?:s|ped)? down|quit|zurückgetreten|zurücktret\w+|Rücktritt"
        r"|tr(?:at|itt) .{0,40}? zurück",
        r"(?:stay|remain)(?:s|ed)? in office|bleibt .{0,20}?im Amt",
    ),
    "win": (
        r"won|win|wins|winning|gewann(?:en)?|gewonnen|gewinnt|siegte[n]?",
        r"lost|lose|loses|verlor(?:en)?|verliert|unterlag(?:en)?|unterliegt|defeated",
    ),
    "attend": (
        r"attend\w*|t[oa]ok? part|take part|participat\w*|teilgenommen|teilnehm\w*"
        r"|nahm(?:en)? .{0,50}? teil|nimmt .{0,50}? teil",
        r"boycott\w*|stayed away|boykottier\w*|fernblieb|blieb .{0,30}? fern",
    ),
    "convict": (
        r"convict\w*|found guilty|verurteilt\w*|schuldig gesprochen|für schuldig",
        r"acquit\w*|cleared of|freigesprochen|Freispruch|found not guilty",
    ),
    "rise": (
        r"rise|rises|rose|risen|increased|increases|grew|climbed|stieg(?:en)?|steigt"
        r"|gestiegen|wuchs(?:en)?|gewachsen|zugenommen",
        r"fall|falls|fell|fallen|decreased|declined|dropped|shrank|sank(?:en)?|sinkt"
        r"|ging(?:en)? .{0,60}? zurück|zurückgegangen"
        r"|gesunken|fiel(?:en)?|geschrumpft|abgenommen",
    ),
    "meet": (r"met|meets?|getroffen|trafen|traf|trifft", ""),
    "visit": (r"visit\w*|besuch(?:t|te|en|ten)", ""),
    "deliver": (
        r"deliver\w*|suppl(?:y|ied|ies)|geliefert\w*|liefer(?:t|te|n|ten)",
        r"withh[eo]ld\w*|zurückgehalten",
    ),
    "pay": (r"pay|pays|paid|bezahl\w*|gezahlt|zahl(?:t|te|en|ten)|überwiesen", ""),
    "order": (r"order(?:ed|s)|angeordnet|befahl|befohlen|ordnete .{0,40}? an", ""),
    "use": (
        r"used?|uses|eingesetzt|benutzt\w*|verwend\w+|setzt(?:e|en)? .{0,40}? ein",
        "",
    ),
    "extend": (r"extend(?:ed|s)?|prolong\w*|verlänger\w+", ""),
    "open": (
        r"opened|reopen\w*|eröffnet\w*|geöffnet|wiedereröffnet",
        r"closed|shut(?: down)?|geschlossen|schloss|stillgelegt",
    ),
    "survive": (r"surviv\w+|überleb\w+", ""),
    "know": (r"knew|known|know|wusste[n]?|gewusst|weiß", ""),
    "attack": (r"attacked|struck|hit|angegriffen|beschossen|griff .{0,40}? an", ""),
    "publish": (r"publish\w*|veröffentlich\w*", ""),
    "cancel": (r"cancell?ed|called off|abgesagt|gestrichen|sagte .{0,40}? ab", ""),
    "run": (
        r"will run|is running|to run|kandidier\w+|tr[ei]tt .{0,40}? an|antret\w+",
        "",
    ),
    "arrest": (r"arrested|detained|festgenommen|verhaftet", ""),
    "hold": (
        r"was held|were held|took place|takes? place|fand\w* .{0,40}? statt"
        r"|stattgefunden|findet .{0,40}? statt|stattfinden",
        "",
    ),
    "talk": (r"spoke|spoken|talked|telefonier\w+|gesprochen|sprach(?:en)?", ""),
    "join": (r"join(?:ed|s)?|beigetreten|beitret\w+|tritt .{0,40}? bei", ""),
    "increase": (
        r"rais(?:e|ed|es|ing)|erhöh\w+|anheb\w+|angehoben",
        r"lowered|gesenkt\w*",
    ),
}
ACT = re.compile(
    r"(?<!\w)(?:"
    + "|".join(
        f"(?P<a{at}>{words})" + (f"|(?P<n{at}>{contrary})" if contrary else "")
        for at, (words, contrary) in enumerate(ACTS.values())
    )
    + r")(?!\w)",
    re.IGNORECASE,
)
NAMES = tuple(ACTS)
NEGATOR = re.compile(
    r"(?<!\w)(?:not(?! only| just| more| less| fewer)|cannot|never|no longer|without"
    r"|neither|nobody|no one|none|no(?=\s\w+ (?:was|were|has|have))"
    r"|(?:refus|fail|declin)(?:ed|es|ing)? to|refusal to"
    r"|nicht(?! nur| mehr als| weniger| zuletzt)|nie|niemals|niemand|kein(?:e[nmrs]?)?"
    r"|ohne|weder|weiger\w+ sich|verweiger\w+)(?!\w)|(?<=\w)n[’']t(?!\w)",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[;:.!?]\s|,\s(?!(?:das|den|die|der|dem|es|to)\b)")
WORD = re.compile(r"[^\W\d_]{3,}")
GERMAN = re.compile(r"(?<!\w)(?:nicht|kein\w*|nie|niemals|weiger\w+)(?!\w)", re.I)
REACH = 60
# Two statements with this share of their words in common are about one thing.
ALIKE = 0.7
STEM = 5
EMPTY = frozenset(
    listed(
        "did does has have had was were will would the and hat haben hatte wird wurde"
        " der die das den dem ein eine einen that this for with"
    )
)


@dataclass(frozen=True, slots=True)
class Act:
    name: str
    affirmed: bool
    start: int
    end: int


def find_acts(text: str) -> Iterator[Act]:
    for clause_start, clause_end in clauses(text):
        negators = [
            found.span() for found in NEGATOR.finditer(text, clause_start, clause_end)
        ]
        for found in ACT.finditer(text, clause_start, clause_end):
            group = found.lastgroup or "a0"
            negating = [each for each in negators if governs(text, each, found.span())]
            affirmed = (group[0] == "a") != (len(negating) % 2 == 1)
            start = min([found.start(), *(each[0] for each in negating)])
            end = max([found.end(), *(each[1] for each in negating)])
            yield Act(NAMES[int(group[1:])], affirmed, start, end)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in CLAUSE.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def governs(text: str, negator: tuple[int, int], act: tuple[int, int]) -> bool:
    """English negation stands before its verb; German on either side of it."""
    if negator[1] <= act[0]:
        return act[0] - negator[1] <= REACH
    if negator[0] < act[1]:
        return True
    german = GERMAN.match(text, *negator) is not None
    return german and 0 <= negator[0] - act[1] <= REACH


def find_negation(
    left: str, right: str
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The two spans where one affirms what the other denies, or None."""
    ours, theirs = acts_by_name(left), acts_by_name(right)
    for name in ours.keys() & theirs.keys():
        signs = {act.affirmed for act in ours[name]}
        other = {act.affirmed for act in theirs[name]}
        if len(signs) == len(other) == 1 and signs != other:
            one, two = ours[name][0], theirs[name][0]
            return (one.start, one.end), (two.start, two.end)
    if ours.keys() & theirs.keys():
        return None
    return negated_wording(left, right)


@lru_cache(1024)
def acts_by_name(text: str) -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = defaultdict(list)
    for act in find_acts(text):
        found[act.name].append(act)
    return found


def same_act(left: str, right: str) -> bool:
    """Whether both state, or both deny, one act."""
    ours = {(act.name, act.affirmed) for act in find_acts(left)}
    return bool(ours & {(act.name, act.affirmed) for act in find_acts(right)})


def negated_wording(
    left: str, right: str
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The same words but for one "not", in one language."""
    ours, theirs = list(NEGATOR.finditer(left)), list(NEGATOR.finditer(right))
    if len(ours) + len(theirs) != 1:
        return None
    words, others = stems(left), stems(right)
    shared = 2 * len(words & others) / (len(words) + len(others) or 1)
    if shared < ALIKE:
        return None
    whole = (0, len(left)), (0, len(right))
    return (ours[0].span(), whole[1]) if ours else (whole[0], theirs[0].span())


def stems(text: str) -> set[str]:
    words = (word.casefold() for word in WORD.findall(NEGATOR.sub(" ", text)))
    return {word[:STEM] for word in words if word not in EMPTY}
