"""German noun phrases and clauses, by the words and capitals that bound them."""

from claims.extraction.attributions.german_cues import (
    ACCOUNTS,
    BECOME,
    CONJUNCTIONS,
    DETERMINERS,
    GENITIVES,
    GERMAN,
    HAVE,
    OPENERS,
    PARTED,
    PREPOSITIONS,
    PRONOUNS,
    TRAILING,
)
from claims.extraction.text.clauses import QUOTATION, Token
from claims.extraction.text.wordlists import listed

Place = tuple[int, int]
NO_SUBJECT = PREPOSITIONS | CONJUNCTIONS | OPENERS
BREAKS = frozenset((",", ";", ":", QUOTATION, "–", "—", "-", ".", "?", "!", "…"))
PERSONAL = frozenset(("er", "sie", "es", "man", "wir", "ich"))
# What begins with them is no subject.
OBJECTS = frozenset(("den", "dem", "einen", "einem"))
JOINING = frozenset(listed("von vom für und über zur zum - – / &"))
ADJECTIVE_ENDINGS = ("e", "er", "en", "es", "em")
LONGEST_PHRASE = 24
LONGEST_ACCOUNT = 5
LONGEST_CLAUSE = 80
SKIPPED = frozenset(
    listed(
        "sich auch dagegen dazu zuvor jedoch aber gestern heute nun dabei damit"
        " zudem weiter ferner wiederum allerdings unterdessen indes hingegen"
        " bereits später daraufhin es ihm ihr ihnen uns mir"
    )
)
# What may stand before a subject at the head of a sentence.
BEFORE_SUBJECT = frozenset(
    ("auch", "und", "aber", "doch", "denn", "selbst", "nur", "sowohl")
)


def begins_phrase(token: Token) -> bool:
    return (
        (
            token.low in DETERMINERS
            or token.low in PRONOUNS
            or token.raw[0].isupper()
            or token.raw[0].isdigit()
        )
        and token.low not in NO_SUBJECT
        and not token.low.endswith("end")
    )


def is_adjective(tokens: list[Token], at: int) -> bool:
    """A small word before a noun, or before another adjective."""
    for place in range(at, min(at + 4, len(tokens))):
        token = tokens[place]
        if token.raw[0].isupper():
            return place > at
        if not token.low.endswith(ADJECTIVE_ENDINGS) or not token.low.isalpha():
            return False
        if token.low in PREPOSITIONS or token.low in CONJUNCTIONS:
            return False
        if token.low in DETERMINERS:
            return False
    return False


def opens_phrase(tokens: list[Token], first: int) -> bool:
    if first >= len(tokens):
        return False
    return begins_phrase(tokens[first]) or is_adjective(tokens, first)


def phrase_end(tokens: list[Token], first: int) -> int:
    """The last token of the noun phrase that begins at ``first``; first - 1 if none
    does."""
    if not opens_phrase(tokens, first):
        return first - 1
    last, at = first, first + 1
    most = first + LONGEST_PHRASE if tokens[first].low not in PERSONAL else 0
    while at < min(len(tokens), most):
        low = tokens[at].low
        if low == "(":
            closing = closing_bracket(tokens, at)
            if closing is None:
                break
            last = at = closing
        elif low == ",":
            return apposition_end(tokens, at) or last
        elif tokens[at].raw[0].isupper() or is_number(tokens, at):
            last = at
        elif not goes_on(tokens, at):
            break
        at += 1
    return last


def is_number(tokens: list[Token], at: int) -> bool:
    """A number that belongs to the phrase: no new one begins with it."""
    return tokens[at].raw[0].isdigit() and not tokens[at - 1].raw[0].isupper()


def goes_on(tokens: list[Token], at: int) -> bool:
    """Whether a small word leads on to another noun of the same phrase."""
    token = tokens[at]
    if token.low in PREPOSITIONS and token.low not in JOINING:
        return False
    behind_noun = tokens[at - 1].raw[0].isupper()
    if behind_noun and token.low in DETERMINERS - GENITIVES:
        return False
    if token.low in JOINING or token.low in DETERMINERS:
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following and (
            following.raw[0].isupper()
            or following.low in DETERMINERS
            or is_adjective(tokens, at + 1)
        ):
            return True
    return is_adjective(tokens, at) and (not behind_noun or token.low.endswith("er"))


def closing_bracket(tokens: list[Token], at: int) -> int | None:
    for place in range(at + 1, min(len(tokens), at + 16)):
        if tokens[place].low == ")":
            return place
    return None


def apposition_end(tokens: list[Token], comma: int) -> int | None:
    """Where ", Mayor of Arlen" ends, when another mark follows it at once."""
    first = comma + 1
    if first >= len(tokens):
        return None
    token = tokens[first]
    if not token.raw[0].isupper() and not (
        token.low in DETERMINERS
        and first + 1 < len(tokens)
        and (tokens[first + 1].raw[0].isupper() or is_adjective(tokens, first + 1))
    ):
        return None
    if token.low in CONJUNCTIONS or token.low in {"er", "sie", "es"}:
        return None
    for place in range(first, min(len(tokens), first + 14)):
        low = tokens[place].low
        if low in BREAKS:
            return (
                place - 1
                if tokens[place - 1].raw[0].isupper() or tokens[place - 1].low == ")"
                else None
            )
        if low in HAVE or low in BECOME or low in GERMAN or low in PARTED:
            return (
                place - 1
                if tokens[place].raw[0].islower() and tokens[place - 1].low != ","
                else None
            )
    return None


def segment_start(tokens: list[Token], at: int) -> int:
    """The token behind the last comma or mark before ``at``; brackets are no marks."""
    least = max(0, at - LONGEST_CLAUSE)
    while at > least and tokens[at - 1].low not in BREAKS:
        at -= 1
    return at


def segment_end(tokens: list[Token], at: int) -> int:
    """The comma or mark behind ``at``, or the number of tokens."""
    most = min(len(tokens), at + LONGEST_CLAUSE)
    while at < most and tokens[at].low not in BREAKS:
        at += 1
    return at


def names_account(tokens: list[Token], first: int) -> bool:
    for place in range(first, min(len(tokens), first + LONGEST_ACCOUNT)):
        token = tokens[place]
        if token.low.endswith(ACCOUNTS) and token.raw[0].isupper():
            return True
        if token.low in BREAKS or token.low in PREPOSITIONS:
            return False
    return False


def phrase_before(tokens: list[Token], at: int) -> int | None:
    """The first token of the noun phrase that ends before ``at``."""
    first = at
    start = max(segment_start(tokens, at), at - LONGEST_PHRASE)
    for place in range(at - 1, start - 1, -1):
        token = tokens[place]
        if (
            token.raw[0].isupper()
            or token.low in DETERMINERS
            or token.low in {"von", "vom", "und"}
        ):
            first = place
        elif (
            token.low.endswith(ADJECTIVE_ENDINGS)
            and token.low.isalpha()
            and place > start
        ):
            if token.low in GERMAN or token.low in HAVE or token.low in BECOME:
                break
            first = place
        else:
            break
    while first < at and tokens[first].low in {"und", "von"}:
        first += 1
    return first if first < at else None


def document_of(tokens: list[Token], start: int, at: int) -> Place | None:
    """In which text it stands: "In dem Bericht heißt es", "heißt es in dem Bericht"."""
    for place in (start, *range(at + 1, min(at + 4, len(tokens)))):
        if tokens[place].low in {"in", "im", "auf", "bei", "aus"}:
            last = phrase_end(tokens, place + 1)
            if last > place:
                return place + 1, last
    return None


def left_source(tokens: list[Token], start: int, verb: int) -> Place | None:
    """The subject before its verb, with the apposition before it."""
    first = start
    while first < verb and tokens[first].low in BEFORE_SUBJECT:
        first += 1
    if first >= verb or not begins_phrase(tokens[first]):
        return None
    if tokens[first].low in OBJECTS:
        return None
    if not is_phrase(tokens, first, verb):
        return None
    last = verb - 1
    while last > first and tokens[last].low in TRAILING:
        last -= 1
    opens = start > 1 and tokens[start - 1].low == "," and begins_phrase(tokens[0])
    if opens and phrase_end(tokens, 0) >= start - 2 and is_phrase(tokens, 0, start):
        first = 0
    return first, last


def opening_place(tokens: list[Token], before: int) -> Place | None:
    """The subject that opens the sentence."""
    first = 0
    while first < before and tokens[first].low in BEFORE_SUBJECT:
        first += 1
    if first >= before or not begins_phrase(tokens[first]):
        return None
    last = phrase_end(tokens, first)
    return (first, last) if first <= last < before else None


def is_phrase(tokens: list[Token], first: int, at: int) -> bool:
    """Whether all between is one noun phrase before its verb."""
    return not any(
        tokens[place].low in HAVE
        or tokens[place].low in BECOME
        or (tokens[place].low in GERMAN and tokens[place].raw[0].islower())
        for place in range(first, at)
    )


def right_source(tokens: list[Token], at: int) -> Place | None:
    first = at + 1
    while first < len(tokens) and tokens[first].low in SKIPPED:
        first += 1
    last = phrase_end(tokens, first)
    return (first, last) if last >= first else None


def is_named_subject(tokens: list[Token], at: int) -> bool:
    """Whether the sentence up to the verb is a subject with its apposition."""
    commas = [place for place in range(at) if tokens[place].low == ","]
    if len(commas) < 2 or any(
        tokens[place].low in {QUOTATION, ":", ";"} for place in range(at)
    ):
        return False
    return (
        is_phrase(tokens, 0, commas[0])
        and commas[0] < LONGEST_PHRASE
        and not any(
            tokens[place].low.isalpha()
            and tokens[place].low in CONJUNCTIONS - {"und", "sowie"}
            for place in range(commas[0])
        )
    )
