"""Whether a weekday is to come: the tense of the clause in which it stands tells."""

import re
from itertools import pairwise

from claims.extraction.attributions.cues import ADVERBS, ENGLISH, PREPOSITIONS, SAY
from claims.extraction.text.glimpses import hint_of_words
from claims.extraction.text.wordlists import listed

FUTURE = re.compile(
    r"\b(?:will|(?:is|are) (?:to|due|set|expected|scheduled)|plans? to|wird|werden?"
    r"|soll|sollen|starting)\b"
)
MAY_TELL_FUTURE = hint_of_words(
    listed("will is are plan plans wird werde werden soll sollen starting")
)
FINITE = r"(?:was|were|had|said|told)\b"
CLAUSE_BREAK = re.compile(
    r"[,;:–—](?!\d)|\b(?:according to|because|when|while|although|though|which|who"
    r"|where)\b"
    rf"|\b(?:after|before|since|as|until|that|if)\b(?=[^,;:–—]*\b(?:{FINITE}|\w+ed\b))"
    rf"|\b(?:and|but)\b(?=\s(?:[\w’'-]+\s){{0,4}}{FINITE})"
)
PAST = re.compile(
    rf"\b(?:{FINITE}|(?:did|has|have|hat|haben|war|waren|wurden?|hieß)\b"
    r"|\w{2,}ed\b)"
)
# "A notice drafted on Saturday", and not "will be drafted on Saturday".
DRAFTED = re.compile(
    r"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bget )(?<!been )(?<!\bto )(?<!ly )(?<!\band )"
    r"(?<!\bor )(?<!\bnot )(?<!,)(?<!\S)"
    r"(?:\w{2,}ed|made|sent|held|given|written|shown|taken|found|seen|sold|told|said)"
    r"(?:\son)?\s$"
)
OF_THE_DAY = re.compile(r"\b(?:[Vv]om|of|dated)\s$")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
# They make no clause: "and on Friday", "im kommenden Mai am Freitag".
LITTLE = (
    PREPOSITIONS
    | ADVERBS
    | frozenset(
        listed(
            "and or the a an next this coming morning evening afternoon night und oder"
            " am im in um ab bis zum der die dem den kommenden nächsten montag dienstag"
            " mittwoch donnerstag freitag samstag sonnabend sonntag uhr pm from"
            " starting"
        )
    )
)


def is_to_come(sentence: str, start: int, end: int) -> bool:
    """Whether the day from ``start`` to ``end`` lies ahead. A bare ", on Friday," goes
    with the clause before it, or with the next where it opens the sentence."""
    breaks = [0, *(x.end() for x in CLAUSE_BREAK.finditer(sentence)), len(sentence)]
    clauses = list(pairwise(breaks))
    at = next(at for at, (_, last) in enumerate(clauses) if start < last)
    lead = sentence[clauses[at][0] : start]
    rest = sentence[end : clauses[at][1]]
    while at and is_little(lead) and not FUTURE.search(rest):
        at, rest = at - 1, ""
        lead = sentence[slice(*clauses[at])]
    if not at and is_little(lead) and not WORD.search(rest):
        rest = sentence[slice(*clauses[1])] if len(clauses) > 1 else ""
    return tells_future(lead, rest)


def tells_future(lead: str, rest: str) -> bool:
    """Whether the clause is to come, by what stands before the day and behind it."""
    if DRAFTED.search(lead) or OF_THE_DAY.search(lead):
        return False
    if FUTURE.search(lead):
        return True
    if PAST.search(lead) or any(
        ENGLISH.get(word.casefold()) == SAY for word in WORD.findall(lead)
    ):
        return False
    future, past = FUTURE.search(rest), PAST.search(rest)
    return future is not None and not (past and past.start() < future.start())


def is_little(words: str) -> bool:
    return all(word.casefold() in LITTLE for word in WORD.findall(words))
