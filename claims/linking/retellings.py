"""The database side of other words: a Claim is found by the words of its Mentions too,
and a Mention may state more than one Claim."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from pgvector import HalfVector

from claims.arrays import array_of_bytes, array_of_numbers, array_of_texts
from claims.linking.sketches import Phrase

# A claim told in more ways is found by these.
MOST_TOLD: Final = 12

# In one order by all workers, so that none waits for another in a circle.
KEEP: Final = """
WITH given AS (
    SELECT * FROM unnest(
        %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::bytea[], %s::halfvec[]
    ) AS given(mention_id, claim_id, text, language, fingerprint, vector)
), new AS (
    SELECT g.*, row_number() OVER (PARTITION BY claim_id ORDER BY mention_id) AS place
    FROM (
        SELECT DISTINCT ON (fingerprint, claim_id) * FROM given
        ORDER BY fingerprint, claim_id, mention_id
    ) g
    WHERE NOT EXISTS (
        SELECT 1 FROM claims_wording w
        WHERE w.claim_id = g.claim_id AND w.fingerprint = g.fingerprint
    ) AND NOT EXISTS (
        SELECT 1 FROM claims_retelling r
        WHERE r.claim_id = g.claim_id AND r.fingerprint = g.fingerprint
    )
)
INSERT INTO claims_retelling
    (mention_id, claim_id, text, language, fingerprint, vector)
SELECT mention_id, claim_id, text, language, fingerprint, vector
FROM new
WHERE place + (
    SELECT count(*) FROM claims_retelling r WHERE r.claim_id = new.claim_id
) <= %s
ORDER BY fingerprint, claim_id
ON CONFLICT DO NOTHING
"""
KEEP_PAIRS: Final = """
INSERT INTO claims_wordpair (hash, claim_id)
SELECT DISTINCT * FROM unnest(%s::bigint[], %s::bigint[]) ORDER BY 1, 2
ON CONFLICT DO NOTHING
"""
BROUGHT: Final = """
SELECT m.id, m.first_claim_id, m.quote, s.language
FROM claims_mention m JOIN claims_source s ON s.id = m.source_id
WHERE m.first_claim_id = ANY(%s) AND m.similarity < 1
ORDER BY m.id
"""
# The first mention of a claim has its words; one of each source is enough.
BRING: Final = """
INSERT INTO claims_mention
    (claim_id, first_claim_id, source_id, extraction_id, origin_id, start, "end",
    quote, speaker, linked_by, similarity, worth, reasons, "values")
SELECT DISTINCT ON (claim_pk, m.source_id)
    claim_pk, claim_pk, m.source_id, m.extraction_id, m.origin_id, m.start, m."end",
    m.quote, m.speaker, 'matching', score, m.worth, m.reasons, m."values"
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::float8[], %s::bigint[])
    AS given(claim_pk, found_pk, mention_pk, score, source_pk)
JOIN claims_mention m ON m.id = coalesce(nullif(mention_pk, 0), (
    SELECT id FROM claims_mention WHERE first_claim_id = found_pk ORDER BY id LIMIT 1
))
WHERE m.source_id <> source_pk AND m.missed_by_id IS NULL
ORDER BY claim_pk, m.source_id, score DESC
ON CONFLICT DO NOTHING
RETURNING claim_id
"""
WAITING: Final = """
SELECT mention_id, text FROM claims_retelling
WHERE vector IS NULL ORDER BY mention_id LIMIT %s FOR UPDATE SKIP LOCKED
"""
FILL: Final = """
UPDATE claims_retelling r SET vector = given.vector
FROM unnest(%s::bigint[], %s::halfvec[]) AS given(id, vector)
WHERE r.mention_id = given.id
"""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a Claim that is new in a source finds stated elsewhere: the words that say
    it are those of a Mention of ``found_pk``, or with ``mention_pk`` 0 its first."""

    claim_pk: int
    found_pk: int
    mention_pk: int
    score: float
    source_pk: int


@dataclass(frozen=True, slots=True)
class Told:
    """A new Mention that states its first Claim in other words."""

    mention_pk: int
    claim_pk: int
    phrase: Phrase
    language: str


def keep_retellings(
    told: Sequence[Told], vectors: Mapping[str, NDArray[np.float32]]
) -> None:
    """Find the claims by these words too; each text once for each claim. A text whose
    vector is not known yet waits for it."""
    if not told:
        return
    texts = [each.phrase.text for each in told]
    pairs = [(pair, each.claim_pk) for each in told for pair in each.phrase.sketch]
    with connection.cursor() as cursor:
        cursor.execute(
            KEEP,
            [
                array_of_numbers(each.mention_pk for each in told),
                array_of_numbers(each.claim_pk for each in told),
                array_of_texts(texts),
                array_of_texts(each.language for each in told),
                array_of_bytes(each.phrase.fingerprint for each in told),
                [as_text(vectors.get(text)) for text in texts],
                MOST_TOLD,
            ],
        )
        cursor.execute(
            KEEP_PAIRS,
            [array_of_numbers(column) for column in zip(*pairs, strict=True)],
        )


def told_elsewhere(claim_pks: Collection[int]) -> list[Told]:
    """What was brought to new claims."""
    if not claim_pks:
        return []
    with connection.cursor() as cursor:
        cursor.execute(BROUGHT, [sorted(claim_pks)])
        return [
            Told(mention_pk, claim_pk, Phrase.of(" ".join(quote.split())), language)
            for mention_pk, claim_pk, quote, language in cursor.fetchall()
        ]


def bring_mentions(found: Sequence[Brought]) -> set[int]:
    """Make the same places mentions of the new claims too, but for those of their own
    source; says of which claims."""
    if not found:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            BRING,
            [
                [each.claim_pk for each in found],
                [each.found_pk for each in found],
                [each.mention_pk for each in found],
                [each.score for each in found],
                [each.source_pk for each in found],
            ],
        )
        return {claim_pk for (claim_pk,) in cursor.fetchall()}


def wait_for_vector(at_most: int) -> list[tuple[int, str]]:
    """Retellings without one, locked; none that another worker has."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [at_most])
        return list(cursor.fetchall())


def fill_vectors(mention_pks: Sequence[int], rows: NDArray[np.float32]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FILL, [list(mention_pks), [as_text(row) for row in rows]])


def as_text(vector: NDArray[np.float32] | None) -> str | None:
    """As PostgreSQL reads it."""
    return None if vector is None else str(HalfVector(vector).to_text())
