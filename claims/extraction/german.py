"""German attributions within a sentence."""

from claims.extraction.clauses import QUOTATION, Attribution, Unit
from claims.extraction.german_cues import LAUT, NACH, THEREBY
from claims.extraction.german_frames import around, postposed
from claims.extraction.german_phrases import (
    names_account,
    phrase_before,
    phrase_end,
    segment_end,
)
from claims.extraction.german_verbs import by_verb, may_be_verb

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
        elif low in LAUT or low == NACH or low == "zufolge":
            each = by_preposition(unit, at)
        elif low == "so":
            each = by_so(unit, at)
        elif low in THEREBY:
            each = by_thereby(unit, at)
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
    if low in LAUT or (low == NACH and names_account(tokens, at + 1)):
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
    if not content:
        return None
    return Attribution(
        "indirect",
        content,
        unit.span(*source),
        (unit.span(at, at),),
        (unit.span(*frame),),
    )


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
