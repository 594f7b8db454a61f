"""Who and nobody else did it: "it was the tax office that filed the petition" against
"the petition was filed by the club itself"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.extraction.text.wordlists import listed
from claims.matching.conflicts.doers import is_passive
from claims.matching.conflicts.negation import NEGATOR, acts_by_name
from claims.matching.conflicts.subjects import subject_of
from claims.matching.sense.clauses import Span
from claims.matching.sense.languages import NUMERIC, content_stems

ARTICLE = r"(?:the|an?|its|his|her|their|d(?:er|ie|as|en|em)|eine?[rmn]?)"
WHO = r"(?:[^,;:]{2,60}?)"
# Behind an apposition: "the night watchman, Albin Reeve, who".
BESIDE = r"(?:,[^,;:]{2,60},|,)?"
SOLE = re.compile(
    rf"(?<!\w)(?:it\swas\s(?P<it>{WHO}){BESIDE}\s(?:who|that)\s(?P<done_by_it>.+)"
    rf"|es\sw(?:ar|aren)\s(?P<es>{WHO}),\s(?:der|die|das)\s(?P<done_by_es>.+)"
    rf"|^(?P<they>{WHO})\sw(?:as|ere)\sthe\sones?\s(?:who|that)\s(?P<done_by_they>.+))",
    re.IGNORECASE,
)
BY = re.compile(
    rf"(?<!\w)(?:by|from|von|vom|durch)\s(?P<doer>(?:{ARTICLE}\s)?(?:[\w&-]+\s?){{1,4}}?)"
    r"(?=$|[,.;:]|\s?(?:itself|himself|herself|themselves|selbst|who|that|which|on|in|at"
    r"|after|as|and)(?!\w))",
    re.IGNORECASE,
)
WITH_ARTICLE = re.compile(rf"{ARTICLE}\s", re.IGNORECASE)
# "That the minister resigned" tells what somebody else did.
BY_ANOTHER = re.compile(
    rf"{ARTICLE}\s|(?:he|she|it|they|we|you|I|there|this|these|no)(?!\w)|[A-ZÄÖÜ]"
)
# "It was the first time that" names nobody.
WHEN = re.compile(
    r"(?<!\w)(?:times?|days?|weeks?|months?|years?|hours?|morning|afternoon|evening|night"
    r"|moment|point|reason|place|way|\w{3,6}day|Mal|Tag|Zeit|Grund)$"
)
# Where what is told beside the deed begins.
BREAK = re.compile(r"[,;:]\s")
SHARED_DEED = 2
# Whoever it was may be called so as well.
ANYBODY = frozenset(
    word[:5]
    for word in listed(
        "man woman person people somebody someone anybody nobody witness witnesses"
        " resident residents neighbour neighbours local locals passer caller one others"
        " mann frau mensch menschen jemand niemand zeuge zeugin zeugen anwohner nachbar"
        " nachbarin passant passantin anrufer old year young"
    )
)
LONGEST_SUBJECT = 60
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Sole:
    """Where the only doer stands, and what he did."""

    doer: Span
    deed: str


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it, and what shows that: the name, or the whole sentence."""

    name: str
    shown: Span


def find_other_doer(left: str, right: str) -> tuple[Span, Span] | None:
    """Who alone did it according to one, and who did according to the other."""
    left, right = left[:LONGEST], right[:LONGEST]
    return contradict(left, right) or turned(contradict(right, left))


def contradict(text: str, other: str) -> tuple[Span, Span] | None:
    for sole in sole_doers(text):
        doer = doer_of(sole.deed, other)
        if doer and are_others(text[slice(*sole.doer)], doer.name, other):
            return sole.doer, doer.shown
    return None


def turned(spans: tuple[Span, Span] | None) -> tuple[Span, Span] | None:
    return (spans[1], spans[0]) if spans else None


def sole_doers(text: str) -> Iterator[Sole]:
    for found in SOLE.finditer(text):
        name = next(each for each in ("it", "es", "they") if found[each])
        deed = BREAK.split(found[f"done_by_{name}"])[0]
        done = name == "es" or not BY_ANOTHER.match(deed)
        if done and not NEGATOR.search(deed) and not WHEN.search(found[name]):
            yield Sole(found.span(name), deed)


def doer_of(deed: str, text: str) -> Doer | None:
    """Who did it, where the text tells that it was done."""
    for sole in sole_doers(text):
        if is_told(deed, sole.deed):
            return Doer(text[slice(*sole.doer)], sole.doer)
    if NEGATOR.search(text) or not is_told(deed, text):
        return None
    if by := BY.search(text):
        name = by["doer"].rstrip()
        return Doer(name, (by.start("doer"), by.start("doer") + len(name)))
    bare = WITH_ARTICLE.sub("", text, count=1) if WITH_ARTICLE.match(text) else text
    subject = "" if is_passive(text) else subject_of(bare)
    if not subject or content_stems(subject) & content_stems(deed):
        return None
    end = text.index(subject) + len(subject)
    return Doer(text[:end], (0, len(text))) if end <= LONGEST_SUBJECT else None


def is_told(deed: str, text: str) -> bool:
    """Whether both have two words of it, or one act with its object."""
    shared = (content_stems(deed) & content_stems(text)) - NUMERIC
    if len(shared) >= SHARED_DEED:
        return True
    acts, others = acts_by_name(deed), acts_by_name(text)
    told = [
        content_stems(deed[slice(*act.told)])
        for name in acts.keys() & others.keys()
        for act in acts[name]
    ]
    return any(len(words) >= SHARED_DEED or shared - words for words in told)


def are_others(sole: str, doer: str, other: str) -> bool:
    """Whether the two cannot be one: two that are named, or two that are called what
    they are. A name may be anybody's."""
    ours, theirs = content_stems(sole), content_stems(doer)
    if not ours or not theirs or ours & content_stems(other) or ours & theirs:
        return False
    if (ours | theirs) & ANYBODY:
        return False
    return bool(WITH_ARTICLE.match(sole)) == bool(WITH_ARTICLE.match(doer))
