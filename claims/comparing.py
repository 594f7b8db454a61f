"""How likely other statements say what one says: by meaning where there is an encoder,
by words where there is none."""

from collections.abc import Collection, Sequence

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from claims.encoders import encode_meaning
from claims.matching.meaning import without_source
from claims.matching.pairs import (
    LEAST_NEARNESS,
    MAYBE_BY_WORDS,
    Answer,
    Judgement,
)
from claims.matching.similarity import SAME_CLAIM, normalise, similarity
from claims.meanings import (
    HOW_MANY,
    NEAREST,
    can_tell_meaning,
    judge_rows,
    placed,
)

Statement = tuple[str, str]  # the text and its language

DIFFERENT = Judgement(Answer.DIFFERENT, 0.0, "")
IDENTICAL = Judgement(Answer.SAME, 1.0, "Their words are the same.")


def judge_all(
    one: Statement, others: Sequence[Statement], *, besides: Collection[int] = ()
) -> list[Judgement]:
    """One answer for each of ``others``. What else is near counts, as it does for what
    is suggested: nothing is likely that something else is nearer to. ``besides`` are
    the claims that are none of these."""
    text, language = one
    if not can_tell_meaning():
        return [judge_by_words(text, other) for other, _ in others]
    vectors = encode_meaning([without_source(each) for each, _ in (one, *others)])
    nearness = vectors[1:] @ vectors[0]
    rows = [
        (0, at, other, spoken, float(nearness[at]))
        for at, (other, spoken) in enumerate(others)
    ]
    told = {other for other, _ in others}
    rows += [
        (0, -claim_pk, other, spoken, near)
        for claim_pk, other, spoken, near in nearest_to(vectors[0])
        if claim_pk not in besides and other not in told
    ]
    near = judge_rows([text], rows, language=language).get(text, ())
    judged = {each.found_pk: each.judgement for each in near}
    return [
        IDENTICAL if normalise(other) == normalise(text) else judged.get(at, DIFFERENT)
        for at, (other, _) in enumerate(others)
    ]


def nearest_to(vector: NDArray[np.float32]) -> list[tuple[int, str, str, float]]:
    """The stored claims nearest to a meaning: key, text, language, cosine."""
    given = placed(vector.reshape(1, -1))
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, [*given, HOW_MANY, 1 - LEAST_NEARNESS])
        return [(pk, *rest) for _, pk, *rest in cursor.fetchall()]


def judge_by_words(one: str, other: str) -> Judgement:
    score = similarity(one, other)
    if score < MAYBE_BY_WORDS:
        return DIFFERENT
    answer = Answer.SAME if score >= SAME_CLAIM else Answer.MAYBE
    return Judgement(answer, score, f"Their words are {score:.0%} alike.")
