"""What stands near, source by source: two reports are compared with each other, be they
stored or only tried, whatever else is stored."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from django.db import connection

# The place of a text, a claim near to it, the mention whose words they are or 0 for its
# own, the words, their language, and the cosine.
Row = tuple[int, int, int, str, str, float]
Batch = tuple[list[Row], dict[int, tuple[int, ...]]]

# Of a claim that everybody prints in the same words, the latest sources are enough;
# those that print others do not take their place.
TOLD_IN: Final = """
SELECT given.id, array(
    SELECT m.source_id FROM claims_mention m WHERE m.first_claim_id = given.id
    ORDER BY coalesce(m.similarity, 1) < 1, m.id DESC LIMIT 5
)
FROM unnest(%s::bigint[]) AS given(id)
"""
TOLD_BY: Final = "SELECT id, source_id FROM claims_mention WHERE id = ANY(%s)"


def split_by_source(found: Sequence[Row]) -> Iterator[Batch]:
    """The rows that each source tells, with the claims' only source; at the end, those
    that stand alone in theirs and have no kin there."""
    by_source: dict[int, list[Row]] = defaultdict(list)
    for source_pk, row in tell_sources(found):
        by_source[source_pk].append(row)
    alone: list[Row] = []
    for source_pk, rows in sorted(by_source.items()):
        if len(rows) > 1:
            yield rows, {claim_pk: (source_pk,) for _, claim_pk, *_ in rows}
        else:
            alone += rows
    if alone:
        yield list(dict.fromkeys(alone)), {}


def tell_sources(found: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Each row with every source that tells the claim in these words."""
    with connection.cursor() as cursor:
        cursor.execute(TOLD_IN, [sorted({claim_pk for _, claim_pk, *_ in found})])
        told_in: dict[int, list[int]] = dict(cursor.fetchall())
        cursor.execute(TOLD_BY, [sorted({pk for _, _, pk, *_ in found if pk})])
        told_by: dict[int, int] = dict(cursor.fetchall())
    otherwise = {(row[1], told_by[row[2]]) for row in found if row[2]}
    for row in found:
        _, claim_pk, mention_pk, *_ = row
        if mention_pk:
            yield told_by[mention_pk], row
            continue
        for source_pk in told_in[claim_pk]:
            if (claim_pk, source_pk) not in otherwise:
                yield source_pk, row
