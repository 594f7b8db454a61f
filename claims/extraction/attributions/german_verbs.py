"""German attributions by a verb: "sagte", "teilte … mit", "hat gesagt"."""

from claims.extraction.attributions.german_cues import (
    BECOME,
    CONJUNCTIONS,
    GERMAN,
    HAVE,
    PARTED,
    PARTICIPLES,
    PRONOUNS,
    REPORTS_ITSELF,
)
from claims.extraction.attributions.german_frames import leading, postposed, with_source
from claims.extraction.attributions.german_phrases import (
    BEFORE_SUBJECT,
    Place,
    begins_phrase,
    document_of,
    is_named_subject,
    left_source,
    opening_place,
    phrase_end,
    right_source,
    segment_end,
    segment_start,
)
from claims.extraction.text.clauses import QUOTATION, Attribution, Token, Unit
from claims.extraction.text.wordlists import listed

# What goes out from something, and assumes nothing.
GOING_OUT = frozenset(
    listed(
        "gefahr gefahren bedrohung risiko risiken initiative signal wirkung druck"
        " impulse es"
    )
)
EARLY_PARTICLES = frozenset(("davon", "darauf", "zu", "bekannt", "fest", "entwarnung"))


def may_be_verb(tokens: list[Token], at: int) -> bool:
    """Whether it is a cue and no noun, nor what describes one."""
    token = tokens[at]
    if token.low not in GERMAN and token.low not in PARTED:
        return False
    return (at == 0 or token.raw[0].islower()) and not describes_noun(tokens, at)


def describes_noun(tokens: list[Token], at: int) -> bool:
    """Whether "verurteilte" stands before those who were: "wurden verurteilte
    Mörder"."""
    if tokens[at].low[:-1] not in PARTICIPLES or at + 1 >= len(tokens):
        return False
    if not tokens[at + 1].raw[:1].isupper() or tokens[at - 1].low in {"und", "aber"}:
        return False
    places = range(segment_start(tokens, at), at)
    return any(tokens[place].low in HAVE | BECOME for place in places)


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
    """Where the particle of "teilte … mit" stands, and the "mit" of "rechnet mit"; 0
    when there is none."""
    particles = PARTED.get(tokens[at].low)
    if not particles:
        return 0
    end = segment_end(tokens, at)
    last = tokens[end - 1].low
    if end - 1 > at and last in particles and is_whole(tokens, at, end, last):
        return end - 1
    early = particles & EARLY_PARTICLES
    if tokens[at].low.startswith("rech"):
        early = particles
    return next((p for p in range(at + 1, end) if tokens[p].low in early), 0)


def is_whole(tokens: list[Token], at: int, end: int, particle: str) -> bool:
    """Whether the words between do not make another verb of it: one "geht von" a thing
    "aus", and danger goes out from it."""
    if particle != "aus" or not tokens[at].low.startswith(("geh", "gin")):
        return True
    before = {token.low for token in tokens[segment_start(tokens, at) : at]}
    between = {token.low for token in tokens[at:end]}
    return bool(between & {"von", "vom"}) and before.isdisjoint(GOING_OUT)


def is_finite_here(tokens: list[Token], at: int) -> bool:
    """Whether "erklärt", "berichtet" is no participle: no auxiliary goes with it, and
    it is not the last of a sentence whose verb it would have to follow."""
    start, end = segment_start(tokens, at), segment_end(tokens, at)
    late = at - start > 2 and tokens[start].low not in CONJUNCTIONS | {"wie"}
    if late and at + 2 >= len(tokens):
        return False
    return not any(
        tokens[place].low in HAVE or tokens[place].low in BECOME
        for place in range(start, end)
        if place != at
    )


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
    if tokens[helper].low in BECOME and tokens[at].low == "zitiert":
        return by_quoting(unit, start, helper, cue)
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


def by_whom(tokens: list[Token], start: int, end: int) -> Place | None:
    for place in range(start, end):
        if tokens[place].low in {"von", "vom", "durch"}:
            last = phrase_end(tokens, place + 1)
            if last > place:
                return place + 1, last
    return None


def by_quoting(
    unit: Unit, start: int, helper: int, cue: list[Place]
) -> Attribution | None:
    """“…”, wird X zitiert; X wird mit den Worten zitiert: “…”."""
    tokens = unit.tokens
    if start < helper:
        return with_source(unit, helper, cue, left_source(tokens, start, helper))
    source = right_source(tokens, helper)
    if source is None or not helper:
        return None
    return postposed(unit, helper, cue[-1][1], source, cue)
