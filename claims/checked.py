"""Has this been checked before? The claims with a verdict that a text is about."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.conf import settings
from django.db import connection, transaction
from numpy.typing import NDArray
from pgvector import HalfVector

from claims.fine_encoder import (
    Kind,
    encode_plainly,
    fine_encoder_installed,
)
from claims.matching.retrieval import (
    CANDIDATES,
    Queries,
    encode_claims,
    rank,
    read_post,
)
from claims.models import Asked, Claim

# At 90 ms each; the rest waits for the next round.
MOST_FILLED = 100
CHECKED = (Claim.State.CORROBORATED, Claim.State.CONTESTED)

NEAREST_CHECKED = """
SELECT near.claim_id, c.state, w.text, 1 - near.distance
FROM (
    SELECT m.claim_id, m.fine <=> %s::halfvec AS distance
    FROM claims_meaning m WHERE m.fine IS NOT NULL
    ORDER BY m.fine <=> %s::halfvec LIMIT %s
) near
JOIN claims_claim c ON c.id = near.claim_id AND c.state = ANY(%s)
JOIN claims_wording w ON w.claim_id = near.claim_id
ORDER BY near.distance
"""
WAITING = """
SELECT m.claim_id, w.text
FROM claims_meaning m
JOIN claims_claim c ON c.id = m.claim_id
JOIN claims_wording w ON w.claim_id = m.claim_id
WHERE m.fine IS NULL AND c.state = ANY(%s)
ORDER BY m.claim_id LIMIT %s FOR UPDATE OF m SKIP LOCKED
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with a verdict; ``nearness`` is for ordering, not for reading."""

    claim_pk: int
    state: str
    text: str
    nearness: float


def can_search_checked() -> bool:
    return bool(settings.MATCH_BY_MEANING != "off") and fine_encoder_installed()


def find_checked(text: str, *, language: str, at_most: int = 5) -> Sequence[Checked]:
    """The checked claims ``text`` is most likely about, the likeliest first; nothing
    without the encoder."""
    asked = read_post(text)
    if not asked or not can_search_checked():
        return []
    wanted = HalfVector(place_query(asked, language)).to_text()
    with transaction.atomic(), connection.cursor() as cursor:
        # The index looks at 40 and no more unless it is told.
        cursor.execute(
            "SELECT set_config('hnsw.ef_search', %s::text, true)", [CANDIDATES]
        )
        cursor.execute(NEAREST_CHECKED, [wanted, wanted, CANDIDATES, list(CHECKED)])
        found = [Checked(*row) for row in cursor.fetchall()]
    near = [each.nearness for each in found]
    order = rank(asked, [each.text for each in found], near)
    return [found[at] for at in order[:at_most]]


def place_query(text: str, language: str) -> NDArray[np.float32]:
    """The vector to search with, seen from what was asked in the language before; it
    is remembered for the next."""
    row = encode_plainly([text], Kind.QUERY)[0]
    stored = Asked.objects.filter(language=language).first()
    before = Queries(stored.count, stored.middle) if stored else Queries()
    now = before.add(row)
    # Of two at the same moment one is forgotten: it is a mean of many.
    Asked.objects.bulk_create(
        [Asked(language=language, count=now.count, middle=now.middle)],
        update_conflicts=True,
        unique_fields=["language"],
        update_fields=["count", "middle"],
    )
    return before.place(row)


def fill_checked(*, at_most: int = MOST_FILLED) -> int:
    """Encode the claims that were checked since; says how many."""
    if not can_search_checked():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WAITING, [list(CHECKED), at_most])
        waiting = cursor.fetchall()
        rows = encode_claims([text for _, text in waiting])
        cursor.execute(
            "UPDATE claims_meaning m SET fine = given.vector"
            " FROM unnest(%s::bigint[], %s::halfvec[]) AS given(id, vector)"
            " WHERE m.claim_id = given.id",
            [
                [claim_pk for claim_pk, _ in waiting],
                [HalfVector(row).to_text() for row in rows],
            ],
        )
    return len(waiting)
