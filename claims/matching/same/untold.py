"""What one statement tells and another leaves out, in one language or in two."""

from collections.abc import Sequence
from typing import Final

from claims.encoders import encode_meaning
from claims.extraction import Value
from claims.matching.conflicts import compare
from claims.matching.same.pairs import numbers_in
from claims.matching.sense.clauses import find_clauses
from claims.matching.sense.meaning import covered, make_sense, part_of, without_source
from claims.matching.sense.similarity import normalise, take_apart

# A clause of whose words fewer stand in a sentence is not told there.
TOLD: Final = 0.25
SHORTEST_CLAUSE: Final = 4
# In another language, less of it by its words and as a whole.
TOLD_ABROAD: Final = 0.36
SHORTEST_ABROAD: Final = 2


def untold_value(
    own: Sequence[Value], theirs: Sequence[Value], said: str, *, abroad: bool
) -> str:
    """The first value without counterpart. In another language only figures count:
    "half" may be told there in a way that is not read as a value."""
    told = {id(each.left) for each in compare(own, theirs)}
    figures = numbers_in(normalise(said))
    return next(
        (
            value.text
            for value in own
            if id(value) not in told
            and not (abroad and numbers_in(normalise(value.text)) <= figures)
        ),
        "",
    )


def untold_clause(claim: str, said: str) -> str:
    """The first clause of whose words hardly any stands there."""
    claim, theirs = without_source(claim), take_apart(said).content
    for clause in clauses_in(claim):
        content = take_apart(clause).content
        if len(content) < SHORTEST_CLAUSE:
            continue
        if len(content & theirs) < TOLD * len(content):
            return clause
    return ""


def untold_clause_abroad(claim: str, said: str) -> str:
    """The clause that is told least, by its words and beside each clause there, if it
    hardly is. Raises ``EncoderMissing``."""
    claim, said = without_source(claim), without_source(said)
    clauses = clauses_in(claim)
    if len(clauses) < 2:
        return ""
    whole, theirs = make_sense([claim, said], {})
    nearest = (
        encode_meaning(clauses) @ encode_meaning([said, *clauses_in(said)]).T
    ).max(axis=1)
    told = [
        ((covered(sense, theirs)[0] + float(near)) / 2, clause)
        for clause, near in zip(clauses, nearest, strict=True)
        if len((sense := part_of(whole, clause)).words) >= SHORTEST_ABROAD
    ]
    least, clause = min(told, default=(1.0, ""))
    return clause if least < TOLD_ABROAD else ""


def clauses_in(text: str) -> list[str]:
    return [text[slice(*span)].strip(" ,;") for span in find_clauses(text)]
