"""The frame that tells who says it, and what stands around it in a German sentence."""

from claims.extraction.attributions.german_cues import (
    ABOUT,
    DEMANDS,
    DEMANDS_IN_PARTS,
    GERMAN,
    JUDGING,
    SURE_MOOD,
    WITHIN,
)
from claims.extraction.attributions.german_phrases import BREAKS, Place
from claims.extraction.text.clauses import QUOTATION, Attribution, Unit, around
from claims.extraction.text.quotes import Span

# Within so many words the verb of a clause shows its mood.
NEAR = 7


def postposed(
    unit: Unit, first: int, last: int, source: Place | None, cue: list[Place]
) -> Attribution | None:
    """The frame from ``first`` to ``last`` follows or parts what was said."""
    tokens = unit.tokens
    content = around(unit, first, last)
    if not content:
        return None
    begin = first
    if tokens[first - 1].low == ",":
        begin -= 1
    finish = last
    if last + 1 < unit.last and tokens[last + 1].low in {",", ":"}:
        finish += 1
    if len(content) > 1 and tokens[min(last + 1, unit.last)].low not in {
        ",",
        ":",
        QUOTATION,
    }:
        content = content[:1]
    return Attribution(
        kind_of(unit, content),
        content,
        unit.span(*source) if source else None,
        tuple(unit.span(*each) for each in cue),
        (unit.span(begin, finish),),
    )


def leading(
    unit: Unit, comma: int, source: Place | None, cue: list[Place]
) -> Attribution | None:
    """The frame opens the sentence and ends with a comma or colon."""
    if comma >= unit.last:
        return None
    content = (unit.span(comma + 1, unit.last),)
    return Attribution(
        kind_of(unit, content),
        content,
        unit.span(*source) if source else None,
        tuple(unit.span(*each) for each in cue),
        (unit.span(0, comma),),
    )


def with_source(
    unit: Unit, at: int, cue: list[Place], source: Place | None
) -> Attribution | None:
    """The frame comes first; what was said follows a comma or colon."""
    tokens = unit.tokens
    last = max(cue[-1][1], source[1] if source else at)
    opening = next(
        (
            place
            for place in range(last + 1, len(tokens))
            if tokens[place].low in {",", ":", QUOTATION}
        ),
        None,
    )
    low = tokens[at].low
    after = (
        opening + 1
        if opening is not None and tokens[opening].low != QUOTATION
        else opening
    )
    clause = (
        after is not None
        and not ends_before(unit, cue, after)
        and after <= unit.last
        and opens_clause(unit, low, opening or 0, after)
    )
    if clause and after is not None and opening is not None:
        content = (unit.span(after, unit.last),)
        frame = unit.span(0, after - 1)
        return Attribution(
            kind_of(unit, content),
            content,
            unit.span(*source) if source else None,
            tuple(unit.span(*each) for each in cue),
            (frame,),
        )
    if source is None or not tells_enough(unit, low, cue):
        return None
    return Attribution(
        "reported",
        (unit.span(0, unit.last),),
        unit.span(*source),
        tuple(unit.span(*each) for each in cue),
    )


def is_said(unit: Unit, opening: int, after: int) -> bool:
    """Whether the clause from ``after`` stands in the mood of reported speech."""
    behind_verb = unit.tokens[opening - 1].low in GERMAN
    return not behind_verb and any(
        token.raw.islower() and token.low in SURE_MOOD
        for token in unit.tokens[after : after + NEAR]
    )


def tells_enough(unit: Unit, low: str, cue: list[Place]) -> bool:
    """Whether the verb tells without a clause that somebody said so."""
    if low.startswith(DEMANDS):
        return True
    at = cue[-1][0]
    particle = unit.tokens[at].low
    closes = at >= unit.last or unit.tokens[at + 1].low in BREAKS | {"und"}
    return (closes or particle == "mit") and any(
        particle == last and low.startswith(stem) for stem, last in DEMANDS_IN_PARTS
    )


def ends_before(unit: Unit, cue: list[Place], after: int) -> bool:
    """Whether all that was said stands between the verb's parts: "geht von Mord aus,
    der …"."""
    tokens = unit.tokens
    parted = len(cue) > 1 and tokens[cue[-1][0]].low in {"aus", "mit", "verantwortlich"}
    parted = parted and tokens[cue[0][0]].low.startswith(WITHIN)
    return parted and tokens[after].low not in {"dass", "daß", QUOTATION}


def opens_clause(unit: Unit, low: str, opening: int, after: int) -> bool:
    """Whether what follows the comma is what was said, and no relative clause."""
    tokens = unit.tokens
    if tokens[opening].low in {":", QUOTATION} or tokens[after].low in {
        "dass",
        "daß",
        "ob",
        QUOTATION,
    }:
        return True
    if low.startswith(ABOUT):
        asks = any(tokens[place].low == "zu" for place in range(after, unit.last))
        return asks or (low.startswith(JUDGING) and is_said(unit, opening, after))
    return tokens[after].low not in {
        "aber",
        "doch",
        "sondern",
        "nachdem",
        "wobei",
        "welche",
        "welcher",
        "welches",
        "deren",
        "dessen",
        "während",
        "weil",
        "da",
        "so",
        "sagte",
        "obwohl",
        "bevor",
        "um",
        "wie",
    }


def kind_of(unit: Unit, content: tuple[Span, ...]) -> str:
    return "direct" if unit.are_quoted(content) else "indirect"
