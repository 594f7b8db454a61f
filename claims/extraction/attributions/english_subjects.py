"""Who does what an English verb says, by the words around it."""

from claims.extraction.attributions.cues import (
    ADVERBS,
    AUXILIARIES,
    BE,
    BOUNDARIES,
    EITHER,
    ENGLISH,
    MANNER,
    NOUN,
    PREPOSITIONS,
    PRONOUNS,
    SAY,
    STANCE,
    TIMES,
)
from claims.extraction.text.clauses import QUOTATION, Token
from claims.extraction.text.wordlists import listed

Place = tuple[int, int]


DETERMINERS = frozenset(
    listed(
        "a an the his her their its my our your this these those some many"
        " several most no any another such every each both few"
    )
)


MARKS = frozenset(
    (".", ",", ":", ";", "—", "–", "-", "(", ")", "…", QUOTATION, "?", "!")
)


OBJECTS = frozenset(("him", "them", "us", "me"))


PASTS = frozenset(
    listed(
        "came went took got made gave ran won lost left began kept brought met"
        " sent spent stood sat led rose fell grew drew held put built bought"
        " paid"
    )
)


LONGEST_APPOSITION = 16


LONGEST_SOURCE = 14


LONGEST_CLAUSE = 80


LONGEST_DATELINE = 9
OWNING = frozenset(("'s", "’s"))
JOINING = OWNING | {"and"}
PARTICIPLE_ENDINGS = ("ed", "wn", "en", "ught")
NO_SUBJECT = BOUNDARIES | PREPOSITIONS | OBJECTS


SUBORDINATORS = frozenset(listed("that when if because as while after before since"))


def phrase_end(tokens: list[Token], first: int) -> int:
    """The last token of the noun phrase that begins at ``first``."""
    last = first
    for at in range(first + 1, min(len(tokens), first + LONGEST_SOURCE)):
        low = tokens[at].low
        if low in MARKS or (low in BOUNDARIES and low not in JOINING):
            break
        if low in TIMES and low not in {"of", "in", "to", "at", "with", "for", "."}:
            break
        last = at
    return last


def phrase_start(tokens: list[Token], last: int) -> int:
    """The first token of the noun phrase that ends at ``last``."""
    first = last
    for at in range(last - 1, max(-1, last - LONGEST_SOURCE), -1):
        token = tokens[at]
        low = token.low
        if low in MARKS and not (low == "." and token.start == tokens[at - 1].end):
            break
        if low in OWNING and tokens[at - 1].low not in PRONOUNS:
            continue
        if low in BOUNDARIES or (low in PRONOUNS and low != "one" and low != "some"):
            break
        if is_plain_verb(token):
            break
        first = at
    while first < last and (
        tokens[first].low in PREPOSITIONS or tokens[first].low in {"to", "so", "then"}
    ):
        first += 1
    return first


def is_plain_verb(token: Token) -> bool:
    """A cue that is no noun as well, and no participle."""
    low = token.low
    if low in EITHER or low.endswith("ing") or not token.raw.islower():
        return False
    return ENGLISH.get(low, NOUN) not in {NOUN, MANNER}


def find_subject(tokens: list[Token], at: int) -> tuple[Place | None, int, bool]:
    """Who does what the verb says, where the cue begins, and whether it is passive."""
    low = tokens[at].low
    participle = low.endswith(PARTICIPLE_ENDINGS) or low in {"told", "said"}
    place, first_cue, passive = before_verb(tokens, at, participle=participle)
    if place < 0:
        return None, first_cue, passive
    bare = low.endswith("ing") and first_cue == at
    infinitive = tokens[first_cue].low == "to"
    return (
        subject_before(tokens, place, infinitive=infinitive, bare=bare),
        first_cue,
        passive,
    )


def subject_before(
    tokens: list[Token], place: int, *, infinitive: bool, bare: bool
) -> Place | None:
    """The subject of a verb whose words begin behind ``place``."""
    word = tokens[place].low
    if word in PRONOUNS:
        return place, place
    if infinitive or (bare and (word in MARKS or word in PREPOSITIONS)):
        return governing_subject(tokens, place)
    if word in {"and", "but"}:
        return main_subject(tokens, place)
    if word in NO_SUBJECT:
        return governing_subject(tokens, place)
    last = place
    if word == ",":
        place = before_apposition(tokens, place)
        last -= place != last
    elif word == ")":
        place = before_bracket(tokens, place)
    if place < 0 or tokens[place].low in MARKS:
        return governing_subject(tokens, place)
    return phrase_start(tokens, place), last


def before_bracket(tokens: list[Token], place: int) -> int:
    least = max(0, place - LONGEST_APPOSITION)
    while place > least and tokens[place].low != "(":
        place -= 1
    return place - 1


def is_adverb(tokens: list[Token], place: int) -> bool:
    """An adverb or a day: "later", "on Tuesday"."""
    word = tokens[place].low
    if word == "on":
        return tokens[place + 1].low in ADVERBS
    return word in ADVERBS or word.endswith("ly")


def before_verb(
    tokens: list[Token], at: int, *, participle: bool
) -> tuple[int, int, bool]:
    """The token before the verb with its auxiliaries and adverbs."""
    place, first_cue, passive = at - 1, at, False
    while place >= max(0, at - LONGEST_SOURCE):
        word = tokens[place].low
        if word in AUXILIARIES:
            passive = passive or (word in BE and participle)
            first_cue = place
        elif not is_adverb(tokens, place):
            break
        place -= 1
    return place, first_cue, passive


def governing_subject(tokens: list[Token], place: int) -> Place | None:
    """The subject of the nearest finite verb before ``place``; else what opens the
    sentence."""
    for at in range(min(place, len(tokens) - 1), max(0, place - LONGEST_CLAUSE), -1):
        if tokens[at].low in {QUOTATION, ";", ":"}:
            break
        if is_finite(tokens, at) and (subject := subject_at(tokens, at)):
            return subject
    return opening_subject(tokens, place)


def main_subject(tokens: list[Token], place: int) -> Place | None:
    """The subject of the first finite verb of the sentence, before ``place``."""
    for at in range(1, min(place, len(tokens), LONGEST_CLAUSE)):
        subject = subject_at(tokens, at) if is_finite(tokens, at) else None
        if subject is None:
            continue
        if subject[0] == 0 or tokens[subject[0] - 1].low not in SUBORDINATORS:
            return subject
    return opening_subject(tokens, place)


def is_finite(tokens: list[Token], at: int) -> bool:
    low = tokens[at].low
    if low.endswith("ing"):
        return False
    if low in OWNING and tokens[at - 1].low not in PRONOUNS:
        return False
    return (
        (low in AUXILIARIES and low != "to")
        or (ENGLISH.get(low, NOUN) in {SAY, STANCE} and low not in EITHER)
        or (low.endswith("ed") and low not in {"united", "need"})
        or low in PASTS
    )


def subject_at(tokens: list[Token], at: int) -> Place | None:
    """The noun phrase right before a finite verb."""
    before, _, _ = before_verb(tokens, at, participle=False)
    if before < 0:
        return None
    word = tokens[before].low
    if word in PRONOUNS:
        return before, before
    if word in NO_SUBJECT:
        return None
    last = before
    if word == ",":
        before = before_apposition(tokens, before)
        if before == last:
            return None
        return phrase_start(tokens, before), last - 1
    if word in MARKS:
        return None
    return phrase_start(tokens, before), before


def before_apposition(tokens: list[Token], comma: int) -> int:
    """The end of what stands before ", mayor of Arlen,"; the comma when nothing."""
    for at in range(comma - 1, max(0, comma - LONGEST_APPOSITION), -1):
        low = tokens[at].low
        if low == ",":
            return at - 1
        if low in MARKS:
            break
    return comma


def opening_subject(tokens: list[Token], place: int) -> Place | None:
    """The noun phrase that opens the sentence, behind what goes before a comma."""
    first = 0
    for at in range(min(place, LONGEST_DATELINE)):
        if tokens[at].low in {"—", "–"}:
            first = at + 1
    while first < place and tokens[first].low in MARKS:
        first += 1
    if first >= len(tokens):
        return None
    if tokens[first].low in PREPOSITIONS or tokens[first].low in BOUNDARIES - PRONOUNS:
        while first < place and tokens[first].low != ",":
            first += 1
        first += 1
    if first >= place:
        return None
    return first, min(place, phrase_end(tokens, first))
