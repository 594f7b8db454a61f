"""English attributions within a sentence."""

from claims.extraction.attributions.cues import (
    ADDRESSED,
    ADVERBS,
    AFTER_NOUN,
    AUXILIARIES,
    BE,
    EITHER,
    ENGLISH,
    MANNER,
    NOUN,
    PRONOUNS,
    SAY,
    TIMES,
)
from claims.extraction.attributions.english_frames import WAYS, find_frame
from claims.extraction.attributions.english_subjects import (
    DETERMINERS,
    LONGEST_APPOSITION,
    LONGEST_CLAUSE,
    MARKS,
    Place,
    before_apposition,
    find_subject,
    governing_subject,
    is_finite,
    main_subject,
    phrase_end,
    phrase_start,
)
from claims.extraction.text.clauses import QUOTATION, Attribution, Token, Unit
from claims.extraction.text.glimpses import hint_of_words
from claims.extraction.text.wordlists import listed

OWNERS = frozenset(("his", "her", "their", "its", "my", "our", "your", "whose"))
RELATIVES = frozenset(("who", "which", "whose", "whom", "where"))
MARKS_OF_NOUN = frozenset(listed("'s ’s of in for with ' ’ on by from"))
MOST_FOUND = 24
HAS_CUE = hint_of_words((*ENGLISH, *WAYS, "according"))


def find_english(unit: Unit) -> list[Attribution]:
    found: list[Attribution] = []
    if not unit.has(HAS_CUE):
        return found
    tokens = unit.tokens
    for at, token in enumerate(tokens):
        if len(found) == MOST_FOUND:
            break
        each = find_frame(unit, at)
        if each is None and not (at and token.raw[0].isupper()):
            each = by_cue(unit, at, found)
        elif each is None and token.low == "according":
            each = by_preposition(unit, at)
        if each:
            found.append(each)
    return found


def by_cue(unit: Unit, at: int, earlier: list[Attribution]) -> Attribution | None:
    low = unit.tokens[at].low
    if low == "according":
        return by_preposition(unit, at)
    way = ENGLISH.get(low)
    if way is None:
        return None
    return by_manner(unit, at) if way == MANNER else by_verb(unit, at, way, earlier)


def by_manner(unit: Unit, at: int) -> Attribution:
    return Attribution("stance", (unit.span(0, unit.last),), None, (unit.span(at, at),))


def by_preposition(unit: Unit, at: int) -> Attribution | None:
    """According to somebody."""
    tokens = unit.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].low != "to":
        return None
    last = phrase_end(tokens, at + 2)
    source = unit.span(at + 2, last)
    content = []
    if at > 0:
        content.append(unit.span(0, before_mark(tokens, at - 1)))
    if last + 1 < unit.last and (at == 0 or tokens[last + 1].low == ","):
        content.append(unit.span(min(last + 2, unit.last), unit.last))
    if not content:
        return None
    cue = (unit.span(at, at + 1),)
    return Attribution("indirect", tuple(content), source, cue, (unit.span(at, last),))


def before_mark(tokens: list[Token], at: int) -> int:
    while at > 0 and tokens[at].low in {",", ";", ":", "—", "–"}:
        at -= 1
    return at


def by_verb(
    unit: Unit, at: int, way: str, earlier: list[Attribution]
) -> Attribution | None:
    tokens = unit.tokens
    low = tokens[at].low
    if way == NOUN or (low in EITHER and is_noun(tokens, at)):
        return by_noun(unit, at, earlier)
    if way == SAY and (inverted := find_inverted(unit, at)):
        return inverted
    subject, first_cue, passive = find_subject(tokens, at)
    if passive:
        return by_passive(unit, at, first_cue, subject)
    source = unit.span(*subject) if subject else None
    if low.endswith("ing") and first_cue == at and tokens[at - 1].low == ",":
        subject = main_subject(tokens, at - 1)
        source = unit.span(*subject) if subject else source
    if source is None and earlier:
        source = earlier[-1].source
    if stands_alone(tokens, at, subject):
        return None
    cue = (unit.span(first_cue, at),)
    kind = "indirect" if way == SAY else "stance"
    content = content_of(unit, at, subject, first_cue)
    if not content:
        return None
    direct = unit.are_quoted(content)
    frame = (unit.span(subject[0] if subject else first_cue, at),)
    return Attribution("direct" if direct else kind, content, source, cue, frame)


def stands_alone(tokens: list[Token], at: int, subject: Place | None) -> bool:
    """Whether it is no act of anybody: "a written statement", "Asked about it, …"."""
    if at and tokens[at - 1].low in DETERMINERS:
        return True
    return at < 2 and subject is None and tokens[at].low in {"asked", "given", "said"}


def is_noun(tokens: list[Token], at: int) -> bool:
    """Whether "plan", "plans" is the thing and not what somebody does. "Mayors plan",
    "the mayor plans" and "they plan" are acts."""
    place = at - 1
    while place > 0 and (
        tokens[place].low in ADVERBS or tokens[place].low.endswith("ly")
    ):
        place -= 1
    if place < 0:
        return True
    before = tokens[place]
    if before.low in DETERMINERS or before.low in MARKS_OF_NOUN:
        return True
    if before.low in PRONOUNS or closes_with(tokens, at, place):
        return False
    if before.low in AUXILIARIES:
        return before.low in BE or before.low in {"have", "has", "had"}
    return is_noun_before(tokens, at, before)


def is_noun_before(tokens: list[Token], at: int, before: Token) -> bool:
    """Whether what follows "plans" shows it is the thing: "plans of", "UN estimates
    show"."""
    after = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if ENGLISH.get(after) == SAY and after not in EITHER and before.raw[0].isupper():
        return True
    if after in {"of", "from"} or (
        after in MARKS and after not in {QUOTATION, ":", ","}
    ):
        return True
    if tokens[at].low.endswith("s"):
        return before.low.endswith("s") and before.raw.islower()
    return not before.low.endswith(("s", "people", "men"))


def closes_with(tokens: list[Token], at: int, place: int) -> bool:
    """Whether a sentence ends with ", Brandt estimates.", a name and the verb."""
    return (
        at + 2 >= len(tokens)
        and tokens[at].low.endswith("s")
        and tokens[place].raw[0].isupper()
        and place > 0
        and (tokens[place - 1].low == "," or tokens[place - 1].raw[0].isupper())
    )


def by_noun(unit: Unit, at: int, earlier: list[Attribution]) -> Attribution | None:
    tokens = unit.tokens
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    owner = find_owner(tokens, at)
    if after in BE and owner and at + 3 < len(tokens) and tokens[at + 2].low == "that":
        content = (unit.span(at + 3, right_end(unit, at + 3)),)
        cue = (unit.span(at, at),)
        return Attribution("indirect", content, unit.span(*owner), cue, cue)
    if after not in AFTER_NOUN or at + 2 >= len(tokens):
        return None
    owner = owner or governing_subject(tokens, at - 1)
    source = unit.span(*owner) if owner else (earlier[-1].source if earlier else None)
    cue = (unit.span(at, at + 1),)
    content = (unit.span(at + 2, right_end(unit, at + 2)),)
    return Attribution("stance", content, source, cue, (unit.span(at, at + 1),))


def find_owner(tokens: list[Token], at: int) -> Place | None:
    """Whose noun it is: "his", "the mayor's"; else the subject before its verb."""
    for place in range(at - 1, max(-1, at - 5), -1):
        low = tokens[place].low
        if low in OWNERS:
            return place, place
        if low in {"'s", "’s"} and place:
            return phrase_start(tokens, place - 1), place
        if low in MARKS:
            break
    return None


def by_passive(
    unit: Unit, at: int, first_cue: int, subject: Place | None
) -> Attribution | None:
    tokens = unit.tokens
    source = None
    for place in range(at + 1, min(len(tokens) - 1, at + 9)):
        if tokens[place].low == "by":
            source = unit.span(place + 1, phrase_end(tokens, place + 1))
            break
        if tokens[place].low in MARKS:
            break
    if source is None and subject:
        source = unit.span(*subject)
    cue = (unit.span(first_cue, at),)
    if at < unit.last:
        content = unit.span(at + 1, right_end(unit, at + 1))
    elif subject:
        content = unit.span(*subject)
    else:
        return None
    return Attribution("stance", (content,), source, cue, cue)


def find_inverted(unit: Unit, at: int) -> Attribution | None:
    """“…”, said the mayor."""
    tokens = unit.tokens
    if not 0 < at < len(tokens) - 1:
        return None
    before, after = tokens[at - 1].low, tokens[at + 1]
    if tokens[at].low.endswith("ing"):
        return None
    if before not in {QUOTATION, ","}:
        return None
    if not (
        after.raw[0].isupper()
        or after.low in DETERMINERS
        or after.low in {"one", "who"}
    ):
        return None
    last = phrase_end(tokens, at + 1)
    following = tokens[last + 1].low if last + 1 < len(tokens) else "."
    if before == "," and following not in {",", ".", "who"} and last < unit.last:
        return None
    if (
        before == ","
        and at < LONGEST_APPOSITION
        and is_aside(tokens, before_apposition(tokens, at - 1) + 2, at - 1)
    ):
        return None
    content = left_content(unit, before_mark(tokens, at - 1))
    content += later_quotation(unit, last + 1)
    direct = unit.are_quoted(content)
    return Attribution(
        "direct" if direct else "indirect",
        tuple(content),
        unit.span(at + 1, last),
        (unit.span(at, at),),
        (unit.span(at, last),),
    )


def is_aside(tokens: list[Token], first: int, comma: int) -> bool:
    """Whether no clause of its own stands between two commas."""
    if first > comma:
        return False
    return tokens[first].low in RELATIVES or not any(
        is_finite(tokens, at) for at in range(first + 1, comma)
    )


def left_content(unit: Unit, last: int) -> list[tuple[int, int]]:
    if unit.tokens[last].low == QUOTATION:
        return [unit.span(last, last)]
    return [unit.span(0, last)]


def later_quotation(unit: Unit, first: int) -> list[tuple[int, int]]:
    return [
        unit.span(at, at)
        for at in range(first, len(unit.tokens))
        if unit.tokens[at].low == QUOTATION
    ]


def content_of(
    unit: Unit, at: int, subject: Place | None, first_cue: int
) -> tuple[tuple[int, int], ...]:
    tokens = unit.tokens
    begins = subject[0] if subject else first_cue
    after = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if begins > 0 and tokens[begins - 1].low in {",", QUOTATION, "—", "–"}:
        ends = at >= unit.last or after in TIMES or after == ","
        if ends and (begins > 1 or tokens[0].low == QUOTATION):
            last = before_mark(tokens, begins - 1)
            return tuple(left_content(unit, last) + later_quotation(unit, at + 1))
    if at >= unit.last:
        return (unit.span(*subject),) if subject and begins else ()
    first = at + 1
    if tokens[at].low in ADDRESSED:
        first = after_addressee(tokens, first)
    for place in range(first, min(first + 8, unit.last)):
        if tokens[place].low in {"that", ":"}:
            first = place + 1
            break
        if tokens[place].low in {QUOTATION, ","}:
            break
    return (unit.span(first, max(first, right_end(unit, first))),)


def after_addressee(tokens: list[Token], first: int) -> int:
    for place in range(first + 1, min(first + 7, len(tokens) - 1)):
        if tokens[place].low in {"that", "to", "he", "she", "they", "it", "about"}:
            return place
        if tokens[place].low in {QUOTATION, ",", ":"}:
            return place + 1 if tokens[place].low != QUOTATION else place
    return first


def right_end(unit: Unit, first: int) -> int:
    """Where a content that begins at ``first`` ends: before another cue that is not
    a part of it."""
    tokens = unit.tokens
    for at in range(first + 1, min(unit.last, first + LONGEST_CLAUSE)):
        low = tokens[at].low
        if low == ";":
            return at - 1
        if low == "," and at + 1 < unit.last:
            following = tokens[at + 1].low
            if ENGLISH.get(following) == SAY or following == "according":
                return at - 1
        elif low in {"and", "but"} and at + 1 < unit.last:
            place = at + 1
            while tokens[place].low in ADVERBS and place < unit.last:
                place += 1
            if (
                ENGLISH.get(tokens[place].low) == SAY
                and tokens[place].low not in EITHER
            ):
                return at - 1
    return unit.last
