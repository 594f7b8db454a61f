"""Meaning behind: claims that were stored by their words alone get their vectors later,
in batches, and what then proves to be alike is suggested to people."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from claims.encoders import can_tell_meaning, encode_meaning
from claims.linking.links import MOST_SUGGESTED, find_standing
from claims.linking.meanings import (
    NEAREST,
    Near,
    judge_rows,
    remember_meanings,
    wanted_near,
)
from claims.linking.retellings import fill_vectors, wait_for_vector
from claims.matching.sense.meaning import without_source
from claims.models import Meaning
from claims.rows import SuggestedPair, create_suggestions

# Claims encoded in one go, which takes about a second.
MOST_FILLED: Final = 200
# Whoever looks for what is like the claims just filled must see what others have
# filled; encoding, which takes longer, goes on side by side.
FILLING_LOCK: Final = 7_203_114_503

WAITING: Final = """
SELECT m.claim_id, w.text, w.language
FROM claims_meaning m JOIN claims_wording w ON w.claim_id = m.claim_id
WHERE m.vector IS NULL ORDER BY m.claim_id LIMIT %s
FOR UPDATE OF m SKIP LOCKED
"""
# Two claims that stand in one source are no news to whoever reads it.
IN_ONE_SOURCE: Final = """
SELECT given.one, given.other
FROM unnest(%s::bigint[], %s::bigint[]) AS given(one, other)
WHERE EXISTS (
    SELECT 1 FROM claims_mention a JOIN claims_mention b USING (source_id)
    WHERE a.first_claim_id = given.one AND b.first_claim_id = given.other
)
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that is found by its words only."""

    claim_pk: int
    text: str
    language: str


def fill_meanings(*, at_most: int = MOST_FILLED) -> int:
    """Encode claims that wait for it and suggest what they are like, and then the other
    words in which claims are told; says how many. Each batch is done whole or not at
    all, and by one worker only."""
    if not can_tell_meaning():
        return 0
    if not Meaning.objects.filter(vector=None).exists():
        return fill_retellings(at_most=at_most)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(WAITING, [at_most])
            waiting = [Waiting(*row) for row in cursor.fetchall()]
        rows = encode_meaning([without_source(each.text) for each in waiting])
        with connection.cursor() as cursor:
            # Waiting for the others is no fault; the statement limit holds.
            cursor.execute("SET LOCAL lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FILLING_LOCK])
        remember_meanings(
            {each.claim_pk: row for each, row in zip(waiting, rows, strict=True)}
        )
        create_suggestions(find_suggestions(waiting, rows))
    return len(waiting)


def fill_retellings(*, at_most: int) -> int:
    with transaction.atomic():
        waiting = wait_for_vector(at_most)
        if waiting:
            rows = encode_meaning([without_source(text) for _, text in waiting])
            fill_vectors([mention_pk for mention_pk, _ in waiting], rows)
    return len(waiting)


def find_suggestions(
    waiting: Sequence[Waiting], rows: NDArray[np.float32]
) -> Iterator[SuggestedPair]:
    """The likeliest of each claim."""
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, wanted_near(rows))
        found = cursor.fetchall()
    by_language: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(waiting):
        by_language[each.language].append(at)
    pairs: list[tuple[int, Near]] = []
    for language, places in by_language.items():
        moved = {at: place for place, at in enumerate(places)}
        near_by = judge_rows(
            [waiting[at].text for at in places],
            [
                (moved[at], claim_pk, *rest)
                for at, claim_pk, *rest in found
                if at in moved and claim_pk != waiting[at].claim_pk
            ],
            language=language,
        )
        pairs += [
            (waiting[at].claim_pk, near)
            for at in places
            for near in near_by.get(waiting[at].text, ())
        ]
    return keep_likeliest(pairs)


def keep_likeliest(
    pairs: Sequence[tuple[int, Near]],
) -> Iterator[SuggestedPair]:
    with connection.cursor() as cursor:
        cursor.execute(
            IN_ONE_SOURCE,
            [[one for one, _ in pairs], [near.found_pk for _, near in pairs]],
        )
        together = set(cursor.fetchall())
    standing = find_standing(
        {one for one, _ in pairs} | {near.found_pk for _, near in pairs}
    )
    counts: dict[int, int] = defaultdict(int)
    # The likeliest of a claim's wordings comes first, before it what contradicts it.
    told: set[tuple[int, int]] = set()
    for one, near in sorted(pairs, key=lambda each: not each[1].opposed):
        pair = (one, near.found_pk)
        if (
            near.worth_asking
            and pair not in together | told
            and counts[one] < MOST_SUGGESTED
        ):
            counts[one] += 1
            told.add(pair)
            yield SuggestedPair(
                standing[one],
                standing[near.found_pk],
                near.judgement.score,
                near.judgement.why,
                near.judgement.opposition,
            )
