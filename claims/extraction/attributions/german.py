"""German attributions within a sentence."""

from collections.abc import Callable

from claims.extraction.attributions.german_cues import (
    ACCOUNTS,
    BECOME,
    GENITIVES,
    HAVE,
    LAUT,
    NACH,
    OWN,
    THEREBY,
)
from claims.extraction.attributions.german_frames import postposed
from claims.extraction.attributions.german_phrases import (
    OBJECTS,
    Place,
    document_of,
    names_account,
    opening_place,
    phrase_before,
    phrase_end,
    right_source,
    segment_end,
    segment_start,
)
from claims.extraction.attributions.german_verbs import by_verb, may_be_verb
from claims.extraction.text.clauses import QUOTATION, Attribution, Unit, around

MOST_FOUND = 24


def find_german(unit: Unit) -> list[Attribution]:
    found: list[Attribution] = []
    for at, token in enumerate(unit.tokens):
        if len(found) == MOST_FOUND:
            break
        low = token.low
        each = None
        if may_be_verb(unit.tokens, at):
            each = by_verb(unit, at)
        elif low in WAYS:
            each = WAYS[low](unit, at)
        if each and not overlaps(each, found):
            found.append(each)
    return found


def overlaps(new: Attribution, found: list[Attribution]) -> bool:
    """Whether a cue in the same frame was found before."""
    cue = new.cue[0]
    return any(
        start <= cue[0] < end
        for each in found
        if each.kind != "reported"
        for start, end in each.frame
    )


def by_preposition(unit: Unit, at: int) -> Attribution | None:
    """Laut, nach Angaben, zufolge."""
    tokens = unit.tokens
    low = tokens[at].low
    if low in LAUT or low == "aus" or (low == NACH and names_account(tokens, at + 1)):
        first, last = at + 1, phrase_end(tokens, at + 1)
        if last < first:
            return None
        source = (first, last)
        frame = (at, last)
    else:
        if low == NACH and not (
            at and tokens[at - 1].low in {"meinung", "ansicht", "angaben", "auffassung"}
        ):
            return None
        begin = phrase_before(tokens, at)
        if begin is None:
            return None
        source = (begin, at - 1)
        frame = (begin, at)
    content = around(unit, *frame)
    owner = whose_own(unit, frame) if is_own(unit, source) else None
    if not content:
        return None
    return Attribution(
        "indirect",
        content,
        unit.span(*source),
        (unit.span(at, at),),
        (unit.span(*frame),),
        unit.span(*owner) if owner else None,
    )


def opens_view(unit: Unit, at: int) -> bool:
    """Aus Sicht der Kammer."""
    tokens = unit.tokens
    view = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].low == "der")
    if view + 1 >= len(tokens) or tokens[view].low != "sicht":
        return False
    return tokens[view + 1].low in GENITIVES or tokens[view + 1].low in {"von", "vom"}


def is_own(unit: Unit, account: Place) -> bool:
    """Whether it is the account of whomever the sentence tells: "eigenen Angaben"."""
    words = [unit.tokens[at].low for at in range(account[0], account[1] + 1)]
    return not OWN.isdisjoint(words[:2]) and words[-1].endswith(ACCOUNTS)


def whose_own(unit: Unit, frame: Place) -> Place | None:
    """The subject of the sentence around ``frame``."""
    tokens = unit.tokens
    first, last = frame
    if first and tokens[0].low not in OBJECTS:
        return opening_place(tokens, first)
    # Behind the first verb: "Nach eigenen Angaben hat der Verein".
    verb = last + 1 if not first else 1
    while verb < unit.last and tokens[verb].raw[0].isupper():
        verb += 1
    helps = tokens[verb].low in HAVE | BECOME
    if not helps and not tokens[verb].low.endswith(("t", "te", "n")):
        return None
    return right_source(tokens, verb)


def by_so(unit: Unit, at: int) -> Attribution | None:
    """“…”, so der Minister."""
    tokens = unit.tokens
    if not at or tokens[at - 1].low not in {",", QUOTATION, "–"}:
        return None
    first = at + 1
    if first < len(tokens) and tokens[first].low in {"auch", "zum", "etwa"}:
        first += 1
    last = phrase_end(tokens, first)
    if last < first:
        return None
    end = segment_end(tokens, last + 1)
    if end - last > 6 or (end < len(tokens) and tokens[end].low == ":"):
        return None
    return postposed(unit, at, end - 1, (first, last), [(at, at)])


def by_thereby(unit: Unit, at: int) -> Attribution | None:
    tokens = unit.tokens
    """Demnach, at the head of its sentence; wonach, anywhere."""
    if at >= unit.last or (at and tokens[at].low != "wonach"):
        return None
    content = (unit.span(at + 1, unit.last),)
    own = unit.span(at, at)
    return Attribution("indirect", content, own, (own,), (own,))


def by_talk(unit: Unit, at: int) -> Attribution | None:
    """In einer Mitteilung der Werft ist von 70 Stellen die Rede."""
    tokens = unit.tokens
    start = segment_start(tokens, at)
    if at < start + 3 or tokens[at - 1].low != "die" or at < unit.last:
        return None
    source = document_of(tokens, start, at)
    helper = next((p for p in range(start, at) if tokens[p].low in BECOME), None)
    if source is None or helper is None or source[0] > helper:
        return None
    cue = unit.span(helper, helper), unit.span(at - 1, at)
    return Attribution("reported", (unit.span(0, unit.last),), unit.span(*source), cue)


def by_view(unit: Unit, at: int) -> Attribution | None:
    return by_preposition(unit, at) if opens_view(unit, at) else None


WAYS: dict[str, Callable[[Unit, int], Attribution | None]] = {
    **dict.fromkeys((*LAUT, NACH, "zufolge"), by_preposition),
    **dict.fromkeys(THEREBY, by_thereby),
    "aus": by_view,
    "so": by_so,
    "rede": by_talk,
}
