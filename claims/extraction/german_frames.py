"""The frame that tells who says it, and what stands around it in a German sentence."""

from claims.extraction.clauses import QUOTATION, Attribution, Unit
from claims.extraction.german_cues import ABOUT, DEMANDS
from claims.extraction.german_phrases import Place
from claims.extraction.quotes import Span


def around(unit: Unit, first: int, last: int) -> tuple[Span, ...]:
    """What stands before and behind a frame in its sentence."""
    tokens = unit.tokens
    spans = []
    before = first - 1
    while before >= 0 and tokens[before].low in {",", "–", "—"}:
        before -= 1
    if before >= 0:
        spans.append(unit.span(0, before))
    after = last + 1
    while after <= unit.last and tokens[after].low in {",", ":", "–", "—"}:
        after += 1
    if after <= unit.last:
        spans.append(unit.span(after, unit.last))
    return tuple(spans)


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
    if source is None or not low.startswith(DEMANDS):
        return None
    return Attribution(
        "reported",
        (unit.span(0, unit.last),),
        unit.span(*source),
        tuple(unit.span(*each) for each in cue),
    )


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
        return any(tokens[place].low == "zu" for place in range(after, unit.last))
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
