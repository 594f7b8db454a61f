"""German attributions within a sentence."""

from claims.extraction.clauses import QUOTATION, Attribution, Token, Unit
from claims.extraction.german_cues import (
    ABOUT,
    BECOME,
    CONJUNCTIONS,
    DEMANDS,
    GERMAN,
    HAVE,
    LAUT,
    NACH,
    PARTED,
    PARTICIPLES,
    PRONOUNS,
    REPORTS_ITSELF,
    THEREBY,
)
from claims.extraction.german_phrases import (
    BEFORE_SUBJECT,
    Place,
    begins_phrase,
    by_whom,
    describes_noun,
    document_of,
    is_finite_here,
    is_named_subject,
    left_source,
    names_account,
    opening_place,
    phrase_before,
    phrase_end,
    right_source,
    segment_end,
    segment_start,
)
from claims.extraction.quotes import Span

MOST_FOUND = 24
EARLY_PARTICLES = frozenset(("davon", "darauf", "zu", "bekannt", "fest"))


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


def may_be_verb(tokens: list[Token], at: int) -> bool:
    """Whether it is a cue and no noun, nor what describes one."""
    token = tokens[at]
    if token.low not in GERMAN and token.low not in PARTED:
        return False
    return (at == 0 or token.raw[0].islower()) and not describes_noun(tokens, at)


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


def by_verb(unit: Unit, at: int) -> Attribution | None:
    tokens = unit.tokens
    low = tokens[at].low
    cue = [(at, at)]
    if particle := particle_of(tokens, at):
        cue.append((particle, particle))
    elif low not in GERMAN or (at and tokens[at - 1].low == "zu"):
        return None
    if low in PARTICIPLES and not is_finite_here(tokens, at):
        return by_participle(unit, at)
    start = segment_start(tokens, at)
    if tokens[start].low == "wie" and at - start > 1:
        return by_wie(unit, start, at)
    if start == at:
        return head_of_segment(unit, at, cue)
    if tokens[start].low in CONJUNCTIONS - BEFORE_SUBJECT:
        return None
    if low in REPORTS_ITSELF:
        return with_source(unit, at, cue, document_of(tokens, start, at))
    return with_source(
        unit,
        at,
        cue,
        left_source(tokens, start, at)
        or right_source(tokens, at)
        or opening_place(tokens, at),
    )


def particle_of(tokens: list[Token], at: int) -> int:
    """Where the particle of "teilte … mit" stands; 0 when there is none."""
    particles = PARTED.get(tokens[at].low)
    if not particles:
        return 0
    end = segment_end(tokens, at)
    if end - 1 > at and tokens[end - 1].low in particles:
        return end - 1
    early = particles & EARLY_PARTICLES
    return next((p for p in range(at + 1, end) if tokens[p].low in early), 0)


def head_of_segment(unit: Unit, at: int, cue: list[Place]) -> Attribution | None:
    """The verb stands right behind a mark: “…”, sagte X, or: X, der Y, sagte."""
    tokens = unit.tokens
    if not at:
        return None
    before = tokens[at - 1].low
    source = right_source(tokens, at)
    if tokens[at].low in REPORTS_ITSELF:
        source = document_of(tokens, at, at)
    if before == "," and begins_phrase(tokens[0]) and is_named_subject(tokens, at):
        return with_source(unit, at, cue, (0, at - 2))
    if source is None and (before == QUOTATION or tokens[at].low in REPORTS_ITSELF):
        return postposed(unit, at, segment_end(tokens, at) - 1, None, cue)
    if source is None:
        return None
    end = segment_end(tokens, max(source[1], cue[-1][1]) + 1)
    return postposed(unit, at, end - 1, source, cue)


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


def kind_of(unit: Unit, content: tuple[Span, ...]) -> str:
    return "direct" if unit.are_quoted(content) else "indirect"


def by_wie(unit: Unit, start: int, at: int) -> Attribution | None:
    """Wie die Polizei mitteilte, wie aus dem Bericht hervorgeht."""
    tokens = unit.tokens
    first = start + 2 if tokens[start + 1].low == "aus" else start + 1
    last = phrase_end(tokens, first)
    source = (first, min(last, at - 1)) if last >= first else None
    end = segment_end(tokens, at)
    if source is None or tokens[start].end > unit.tokens[at].start:
        return None
    cue = [(start, start), (at, at)]
    return (
        postposed(unit, start, end - 1, source, cue)
        if start
        else leading(unit, end, source, cue)
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


def by_participle(unit: Unit, at: int) -> Attribution | None:
    """Hat gesagt, wurde vorgeworfen."""
    tokens = unit.tokens
    start = segment_start(tokens, at)
    helper = next(
        (
            place
            for place in range(start, segment_end(tokens, at))
            if place != at
            and (tokens[place].low in HAVE or tokens[place].low in BECOME)
        ),
        None,
    )
    if helper is None:
        return None
    cue = sorted([(helper, helper), (at, at)])
    if tokens[start].low == "wie":
        return by_wie(unit, start, max(at, helper))
    if tokens[helper].low in BECOME:
        source = by_whom(tokens, start, segment_end(tokens, at))
    elif helper > at:
        source = (start, start) if tokens[start].low in PRONOUNS else None
    elif helper > start and left_source(tokens, start, helper):
        source = left_source(tokens, start, helper)
    elif helper == start and start and is_named_subject(tokens, helper):
        source = (0, helper - 2)
    else:
        source = right_source(tokens, helper)
    return with_source(unit, at, cue, source)


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
