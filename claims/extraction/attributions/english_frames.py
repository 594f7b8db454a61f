"""English frames of a preposition or a figure of speech: "put the damage at", "by the
mayor's reckoning", "per the agency", "as the coach put it"."""

from collections.abc import Callable

from claims.extraction.attributions.cues import BE, TIMES
from claims.extraction.attributions.english_subjects import (
    MARKS,
    Place,
    find_subject,
    is_finite,
    main_subject,
    phrase_end,
    subject_at,
)
from claims.extraction.text.clauses import Attribution, Token, Unit, around
from claims.extraction.text.wordlists import listed

ACCOUNTS = frozenset(
    listed(
        "words view opinion account accounts estimation estimate estimates reckoning"
        " count tally judgment judgement assessment telling version figures eyes"
    )
)
LEADING = frozenset(("in", "by", "on", "from"))
OWNING = frozenset(("'s", "’s", "'", "’"))
THEIRS = frozenset(("its", "their", "his", "her"))
# They stand between an owner and the account.
DESCRIBING = frozenset(
    listed("own first latest early initial best official preliminary latest current")
)
BEFORE_AMOUNT = frozenset(
    listed(
        "more about around some up nearly over almost roughly between less fewer least"
        " no well just close one two three four five six seven eight nine ten eleven"
        " twelve hundreds thousands"
    )
)
FARTHEST = 14


def find_frame(unit: Unit, at: int) -> Attribution | None:
    way = WAYS.get(unit.tokens[at].low)
    return way(unit, at) if way else None


def attribute(
    unit: Unit, frame: Place, source: Place, cue: Place
) -> Attribution | None:
    """What stands around a frame, by its source."""
    content = around(unit, *frame)
    if not content or source[1] < source[0]:
        return None
    return Attribution(
        "indirect",
        content,
        unit.span(*source),
        (unit.span(*cue),),
        (unit.span(*frame),),
    )


def by_figure(unit: Unit, at: int) -> Attribution | None:
    """Put the damage at 2 million, gave the toll as eleven; as the coach put it."""
    tokens = unit.tokens
    if at + 1 < len(tokens) and tokens[at + 1].low == "it":
        return by_put_it(unit, at)
    joining = "at" if tokens[at].low.startswith("put") else "as"
    if not any(
        tokens[place].low == joining and is_amount(tokens[place + 1])
        for place in range(at + 1, min(at + FARTHEST, len(tokens) - 1))
    ):
        return None
    if tokens[at - 1].low in BE:
        source = by_whom(tokens, at)
    else:
        source, _, _ = find_subject(tokens, at)
    if source is None or at >= unit.last:
        return None
    content = unit.span(at + 1, unit.last)
    cue = unit.span(at, at)
    return Attribution("indirect", (content,), unit.span(*source), (cue,), (cue,))


def is_amount(token: Token) -> bool:
    return token.raw[0] in "€$£" or token.raw[0].isdigit() or token.low in BEFORE_AMOUNT


def by_whom(tokens: list[Token], at: int) -> Place | None:
    for place in range(at + 1, min(at + FARTHEST, len(tokens) - 1)):
        if tokens[place].low == "by":
            return place + 1, phrase_end(tokens, place + 1)
    return None


def by_put_it(unit: Unit, at: int) -> Attribution | None:
    tokens = unit.tokens
    start = at
    while start and tokens[start - 1].low not in MARKS:
        start -= 1
    if tokens[start].low != "as":
        return None
    return attribute(unit, (start, at + 1), (start + 1, at - 1), (at, at + 1))


def by_per(unit: Unit, at: int) -> Attribution | None:
    """ "…, per the agency."."""
    tokens = unit.tokens
    if (at and tokens[at - 1].low != ",") or at >= unit.last:
        return None
    last = phrase_end(tokens, at + 1)
    if last < unit.last and tokens[last + 1].low != ",":
        return None
    return attribute(unit, (at, last), (at + 1, last), (at, at))


def by_account(unit: Unit, at: int) -> Attribution | None:
    """In the words of the coach, by the mayor's reckoning, by its own account."""
    tokens = unit.tokens
    if at + 1 < len(tokens) and tokens[at + 1].low == "of":
        first = at - 4 if tokens[at - 1].low == "of" else at - 2
        last = phrase_end(tokens, min(at + 2, unit.last))
        source: Place | None = (at + 2, last)
    else:
        first = leading_before(tokens, at)
        source, last = owner_of(tokens, first, at), at
    if source is None or first < 0 or tokens[first].low not in LEADING:
        return None
    if first and tokens[first - 1].low != "," and last < unit.last:
        return None
    return attribute(unit, (first, last), source, (first, at))


def leading_before(tokens: list[Token], at: int) -> int:
    """Where the preposition before an account stands; -1 when there is none."""
    for place in range(at - 1, max(-1, at - FARTHEST), -1):
        if tokens[place].low in LEADING:
            return place
        if tokens[place].low in MARKS - OWNING:
            break
    return -1


def owner_of(tokens: list[Token], first: int, at: int) -> Place | None:
    """Whose account it is, behind the preposition at ``first``."""
    place = at - 1
    while place > first and tokens[place].low in DESCRIBING:
        place -= 1
    if place <= first or first < 0:
        return None
    if tokens[place].low in THEIRS:
        if first:
            return main_subject(tokens, first)
        behind = range(at + 3, min(at + FARTHEST, len(tokens)))
        verb = next((place for place in behind if is_finite(tokens, place)), None)
        return subject_at(tokens, verb) if verb else None
    if tokens[place].low not in OWNING or tokens[place - 1].low in TIMES:
        return None
    return first + 1, place - 1


WAYS: dict[str, Callable[[Unit, int], Attribution | None]] = {
    **dict.fromkeys(ACCOUNTS, by_account),
    **dict.fromkeys(listed("put puts gave gives give"), by_figure),
    "per": by_per,
}
