"""The database side of other words: a Claim is found by the words of its Mentions too,
and a Mention may state more than one Claim."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from pgvector import HalfVector

from claims.encoders import encode_meaning
from claims.matching.meaning import without_source
from claims.matching.similarity import fingerprint, sketch

# A claim told in more ways is found by these.
MOST_TOLD: Final = 12

# In one order by all workers, so that none waits for another in a circle.
KEEP: Final = """
WITH given AS (
    SELECT * FROM unnest(
        %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::halfvec[]
    ) AS given(mention_id, claim_id, text, language, fingerprint, vector)
)
INSERT INTO claims_retelling
    (mention_id, claim_id, text, language, fingerprint, vector)
SELECT g.mention_id, g.claim_id, g.text, g.language, decode(g.fingerprint, 'hex'),
    g.vector
FROM given g JOIN claims_wording w ON w.claim_id = g.claim_id
WHERE w.fingerprint <> decode(g.fingerprint, 'hex') AND (
    SELECT count(*) FROM claims_retelling r WHERE r.claim_id = g.claim_id
) < %s
ORDER BY g.fingerprint, g.claim_id
ON CONFLICT DO NOTHING
"""
KEEP_PAIRS: Final = """
INSERT INTO claims_wordpair (hash, claim_id)
SELECT DISTINCT * FROM unnest(%s::bigint[], %s::bigint[]) ORDER BY 1, 2
ON CONFLICT DO NOTHING
"""
# Those of one source, and those that were brought to new claims.
NEW_WORDS: Final = """
SELECT m.id, m.first_claim_id, m.source_id, m.start, m."end", m.quote, s.language
FROM claims_mention m JOIN claims_source s ON s.id = m.source_id
WHERE m.similarity < 1 AND (
    m.source_id = %s AND m.first_claim_id = ANY(%s) OR m.first_claim_id = ANY(%s)
)
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
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::float8[])
    AS given(claim_pk, found_pk, mention_pk, score)
JOIN claims_mention m ON m.id = coalesce(nullif(mention_pk, 0), (
    SELECT id FROM claims_mention WHERE first_claim_id = found_pk ORDER BY id LIMIT 1
))
WHERE m.source_id <> %s AND m.missed_by_id IS NULL
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
    """What a Claim that is new finds stated elsewhere: the words that say it are those
    of a Mention of ``found_pk``, or with ``mention_pk`` 0 its first."""

    claim_pk: int
    found_pk: int
    mention_pk: int
    score: float


def keep_retellings(
    source_pk: int,
    texts: Mapping[tuple[int, int], str],
    *,
    told_again: Collection[int],
    created: Collection[int],
    vectors: Mapping[str, NDArray[np.float32]],
) -> None:
    """The words of the new mentions of claims ``told_again`` in the source, and of what
    was brought to the ``created`` ones; each text once for each claim. ``texts`` are
    the source's own, by their place."""
    if not told_again and not created:
        return
    with connection.cursor() as cursor:
        cursor.execute(NEW_WORDS, [source_pk, sorted(told_again), sorted(created)])
        rows = cursor.fetchall()
        if not rows:
            return
        told = [
            texts[start, end] if source == source_pk else " ".join(quote.split())
            for *_, source, start, end, quote, _ in rows
        ]
        strange = [text for text in told if vectors and text not in vectors]
        known = dict(vectors) | dict(
            zip(
                strange, encode_meaning(list(map(without_source, strange))), strict=True
            )
        )
        cursor.execute(
            KEEP,
            [
                [mention_pk for mention_pk, *_ in rows],
                [claim_pk for _, claim_pk, *_ in rows],
                told,
                [language for *_, language in rows],
                [fingerprint(text).hex() for text in told],
                [as_text(known.get(text)) for text in told],
                MOST_TOLD,
            ],
        )
        pairs = [
            (pair, claim_pk)
            for text, (_, claim_pk, *_) in zip(told, rows, strict=True)
            for pair in sketch(text)
        ]
        cursor.execute(KEEP_PAIRS, list(map(list, zip(*pairs, strict=True))))


def bring_mentions(found: Sequence[Brought], *, source_pk: int) -> set[int]:
    """Make the same places mentions of the new claims too, but for those of
    ``source_pk``; says of which claims."""
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
                source_pk,
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
