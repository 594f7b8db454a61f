"""How likely other statements say what one says: by meaning where there is an encoder,
by words where there is none."""

from collections.abc import Collection, Sequence

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from claims.encoders import can_tell_meaning, encode_meaning
from claims.linking.meanings import NEAREST, judge_rows, wanted_near
from claims.matching.same.doubts import Side
from claims.matching.same.pairs import (
    MAYBE_BY_WORDS,
    SURE,
    Answer,
    Judgement,
    judge_pair,
)
from claims.matching.sense.meaning import make_sense, without_source
from claims.matching.sense.similarity import (
    SAME_CLAIM,
    normalise,
    similarity,
    take_apart,
)

Statement = tuple[str, str]  # the text and its language

DIFFERENT = Judgement(Answer.DIFFERENT, 0.0, "")
IDENTICAL = Judgement(Answer.SAME, 1.0, "Their words are the same.")


def compare_with_all(
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
        (0, at, 0, other, spoken, float(nearness[at]))
        for at, (other, spoken) in enumerate(others)
    ]
    told = {other for other, _ in others}
    rows += [
        (0, -claim_pk, mention_pk, other, spoken, near)
        for claim_pk, mention_pk, other, spoken, near in nearest_to(vectors[0])
        if claim_pk not in besides and other not in told
    ]
    near = judge_rows([text], rows, language=language).get(text, ())
    judged = {each.found_pk: each.judgement for each in near}
    return [
        IDENTICAL if normalise(other) == normalise(text) else judged.get(at, DIFFERENT)
        for at, (other, _) in enumerate(others)
    ]


def nearest_to(vector: NDArray[np.float32]) -> list[tuple[int, int, str, str, float]]:
    """The words in which stored claims near to a meaning are told: the claim, the
    mention or 0 for the claim's own words, the text, its language, the cosine."""
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, wanted_near(vector.reshape(1, -1)))
        return [(claim, *rest) for _, claim, *rest in cursor.fetchall()]


def say_one_thing(one: str, other: str, *, nearness: float, language: str) -> bool:
    """Whether two sentences of one source tell the same twice, and not two things of
    which another source made one sentence; ``nearness`` is their vectors' cosine."""
    sides = [
        Side(text, take_apart(text), sense, language)
        for text, sense in zip((one, other), make_sense([one, other]), strict=True)
    ]
    judgement = judge_pair(sides[0], sides[1], nearness)
    return judgement.answer == Answer.SAME and judgement.score >= SURE


def judge_by_words(one: str, other: str) -> Judgement:
    score = similarity(one, other)
    if score < MAYBE_BY_WORDS:
        return DIFFERENT
    answer = Answer.SAME if score >= SAME_CLAIM else Answer.MAYBE
    return Judgement(answer, score, f"Their words are {score:.0%} alike.")
