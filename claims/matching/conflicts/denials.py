"""Where a statement calls something untrue that somebody says: "denied that", "is a
rumour", "bestritt, dass", "ist aus der Luft gegriffen"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claims.matching.sense.clauses import Span, cut
from claims.matching.sense.languages import content_stems, is_german
from claims.matching.sense.meaning import without_source
from claims.matching.sense.similarity import normalise

# What may be denied: something that is said.
SAID = (
    r"(?:claims?|reports?|figures?|statements?|estimates?|allegations?|assertions?"
    r"|suggestions?|rumou?rs?|accounts?|numbers?|accusations?|idea|notion|talk|story"
    r"|stories|prices?|sum|amount|assumption|impression|version|charges?|costs?|news"
    r"|Behauptung\w*|Berichte?n?|Angaben?|Zahl(?:en)?|Summe|Darstellung\w*|Aussagen?"
    r"|Vorw[uü]rf\w*|Gerüchte?n?|Meldung\w*|Schätzung\w*|Betrag|Vermutung\w*|Annahme"
    r"|Spekulation\w*|Preis|Kosten|Version|Anschuldigung\w*|Nachricht\w*)"
)
SAYING = r"(?:said|saying|stat(?:ed|ing)|claim(?:ed|ing)|put|told|suggest(?:ed|ing))"
REJECTED = (
    r"(?:denied|disputed|rejected|dismissed|refuted|rebutted|disprove[dn]"
    r"|contradicted|debunked)"
)
# By whom it is denied, with what is denied before it or after it.
DENIES = re.compile(
    rf"(?<!\w)(?:(?:den(?:y|ies|ying)|disput(?:es?|ing)|reject(?:s|ing)?"
    rf"|dismiss(?:es|ing)?|refut(?:es?|ing)|rebut(?:s|ting)?|disprov(?:es?|ing)"
    rf"|contradict(?:s|ing)?|debunk(?:s|ing)?|{REJECTED}|denials?\sof)"
    rf"(?=\s(?:that(?!\s\w+\.)|(?:ever\s|having\s)*{SAYING}|(?:\S+\s){{0,3}}?{SAID})"
    rf"(?!\w))"
    rf"|(?:(?<=was\s)|(?<=is\s)|(?<=were\s)|(?<=are\s)|(?<=been\s)|(?<=ly\s)){REJECTED}"
    rf"|bestreite[nt]?|bestritt(?:en)?|dementier\w*|leugne\w*|widerleg(?:t|te|ten|en)"
    rf"|widersprach(?:en)?|widersprich\w+|widersprochen|zurückgewiesen"
    rf"|(?:wies|wiesen|weist|weisen)(?=\s[^.;]{{1,160}}?\szurück(?!\w)))(?!\w)",
    re.IGNORECASE,
)
# What it is called: after a form of "to be", or where somebody calls it so.
FALSE = re.compile(
    r"(?<!\w)(?:(?:not|n[’']t)\s(?:true|correct|the\scase|accurate)"
    r"|no\s(?:truth|basis|foundation|substance)"
    r"|without\s(?:any\s|all\s)?(?:basis|foundation|substance)|untrue|baseless"
    r"|unfounded|groundless|nonsense|fabricat(?:ed|ion)|made[ -]up|invented|fictitious"
    r"|rumou?rs?|lie|hoax|myth|false|incorrect|wrong(?!\s(?:that|to|for))|fiction"
    r"|stimm(?:t|e|en|te|ten)\s(?:\w+\s)?nicht(?!\s(?:zu|über))"
    r"|nicht\s(?:wahr|richtig|korrekt|zutreffend)"
    r"|tr[ei]ff(?:t|en|e)\snicht\szu|aus\sder\sLuft\sgegriffen"
    r"|entbehr\w*\s(?:jeder|jeglicher|der)\s(?:\w+\s)?Grundlage"
    r"|ohne\s(?:jede\s|jegliche\s)?Grundlage|falsch|unwahr|gelogen|erlogen|erfunden"
    r"|unbegründet|haltlos|Unsinn|Falschmeldung|Lüge|Erfindung|Gerüchte?)(?!\w)",
    re.IGNORECASE,
)
ALONE = re.compile(
    r"not|n[’']t|no|without|stimm|nicht|tr[ei]ff|aus|entbehr|ohne", re.IGNORECASE
)
CALLED = re.compile(
    r"(?<!\w)(?:is|are|was|were|be|been|being|as|ist|sei|seien|sind|war|waren|als|für"
    r"|call(?:s|ed|ing)?|nannte[n]?|nennt|bezeichne\w*)(?!\w)",
    re.IGNORECASE,
)
# Who does not deny it, and who is not sure.
UNDONE = re.compile(
    r"(?<!\w)(?:not|never|cannot|nobody|no\sone|none|few|hardly|neither|nor|without|no"
    r"|(?:declin|refus|stopp)\w*\s(?:to|short)|may|might|could|nicht|nie|niemand|kaum"
    r"|keine?[rnms]?|weder|noch|könnten?|vielleicht|angeblich)(?!\w)|n[’']t(?!\w)",
    re.IGNORECASE,
)
NICHT = re.compile(r"\s(?:\w+\s){0,2}?(?:nicht|nie)(?!\w)", re.IGNORECASE)
BEFORE = 30
# Who denies having known it grants it; who admits it does too.
GRANTS = re.compile(
    r"(?<!\w)(?:kn[eo]w\w*|aware|hid|hidden|hiding|conceal\w*|ignor\w+|leak\w*"
    r"|admit\w*|acknowledg\w*|conced\w*|whether|if|gewusst|wussten?|verschwieg\w*"
    r"|verheimlich\w*|ein(?:ge)?räum\w*|zugab|zugegeben|gab\szu|ob|falls)(?!\w)",
    re.IGNORECASE,
)
OBJECT = re.compile(
    rf"(?<!\w)(?:that|dass|wonach|{SAID}|{SAYING}|gesagt)(?!\w)|[“”\"„«»]",
    re.IGNORECASE,
)
THAT = re.compile(r"(?:,\s)?\s?(?:that|dass)\s", re.IGNORECASE)
# What follows is told beside it.
BREAK = re.compile(
    r"[;:!?]\s|(?<!\d)\.\s|\s(?:but|though|although|obwohl)\s"
    r"|,\s(?:and|und|aber|doch|sondern|while|whereas|because|während|weil|denn|as|after"
    r"|saying|adding|insisting|calling)\s"
    r"|,\s(?=(?:reports|rumou?rs|talk|claims|Berichte|Gerüchte|Meldungen)\s)"
    r"|\s(?:and|und)\s(?=(?:said|says|added|insisted|told|sagte|sagt|erklärte|fügte)\s)",
    re.IGNORECASE,
)
# So much of what one says stands in what the other calls untrue; or so much of that,
# and so many words, where the one says more.
TOLD = 0.6
NEARLY_ALL = 0.8
LEAST_SHARED = 2
MANY_SHARED = 4
# No sentence anybody wrote is longer.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Rejection:
    """The words that call something untrue, or that only look as if they did, and the
    stretch of text in which that is told."""

    start: int
    end: int
    within: Span
    rejects: bool


@lru_cache(1024)
def find_rejections(text: str) -> tuple[Rejection, ...]:
    return tuple(
        each for span in cut(text[:LONGEST], BREAK) for each in read(text, span)
    )


def read(text: str, within: Span) -> Iterator[Rejection]:
    """At most one: "a rumour without any basis" says it once."""
    start, end = within
    denies = DENIES.search(text, start, end)
    called = next(
        (
            found
            for found in FALSE.finditer(text, start, end)
            if ALONE.match(found.group()) or is_called(text, start, found)
        ),
        None,
    )
    found = denies or called
    if not found or not OBJECT.search(text, start, end):
        return
    before = max(start, found.start() - BEFORE)
    undone = UNDONE.search(text, before, found.start())
    after = NICHT.match(text, found.end(), end) if denies else None
    # "Denied that the report is untrue."
    twice = denies and called and THAT.match(text, denies.end())
    yield Rejection(
        undone.start() if undone else found.start(),
        after.end() if after else found.end(),
        within,
        rejects=not (undone or after or twice),
    )


def is_called(text: str, start: int, found: re.Match[str]) -> bool:
    return CALLED.search(text, start, found.start()) is not None


def calls_untrue(text: str) -> bool:
    return any(each.rejects for each in find_rejections(text))


def rejections_of(text: str, said: str) -> list[Rejection]:
    """Where ``text`` calls untrue what somebody else has ``said``."""
    return [
        each
        for each in find_rejections(text)
        if each.rejects and is_of(text, each, said)
    ]


def is_of(text: str, rejection: Rejection, said: str) -> bool:
    told = rejected_in(text, rejection)
    said = without_source(said[:LONGEST])
    if any(each.lower() not in said.lower() for each in GRANTS.findall(told)):
        return False
    ours, theirs = (figures_in(each) for each in (told, said))
    if bool(ours) != bool(theirs) or (ours and not ours & theirs):
        return False
    if is_german(told) != is_german(said):
        return bool(ours)
    words, others = content_stems(told), content_stems(said)
    shared = len(words & others)
    if shared < LEAST_SHARED:
        return False
    return shared >= TOLD * len(others) or (
        shared >= max(MANY_SHARED, NEARLY_ALL * len(words))
    )


def rejected_in(text: str, rejection: Rejection) -> str:
    """What is called untrue, without the words that do so."""
    start, end = rejection.within
    told = f"{text[start : rejection.start]} {text[rejection.end : end]}"
    return FALSE.sub(" ", told)


def figures_in(text: str) -> set[str]:
    return {word for word in normalise(text).split() if word[0].isdigit()}


def without_undone(text: str) -> str:
    """``text`` as long as it was, without the words that only look as if they called
    something untrue: "nobody disputes"."""
    for each in find_rejections(text):
        if not each.rejects:
            blank = " " * (each.end - each.start)
            text = f"{text[: each.start]}{blank}{text[each.end :]}"
    return text
