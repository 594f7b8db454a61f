"""Many rows at once into the tables of claims: COPY costs a fifth of what the same
objects do."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any, Final, NamedTuple

from django.db import connection

from claims.arrays import array_of_bytes, array_of_numbers, array_of_texts
from claims.extraction import Value
from claims.filings import Filing, Statement
from claims.linking.links import VALUE_FIELDS
from claims.matching.conflicts.oppositions import Opposition
from claims.models import Mention

# Each statement has to end within its time limit, also for a book.
ROWS_AT_ONCE: Final = 5000
LinkedBy = Mention.LinkedBy
FIELDS_OF: Final = attrgetter(*VALUE_FIELDS)
CREATE_CLAIMS: Final = """
WITH given AS MATERIALIZED (
    SELECT * FROM unnest(%s::bigint[], %s::float8[], %s::text[], %s::text[],
        %s::bytea[], %s::text[])
    AS given(id, worth, text, language, fingerprint, sketch)
), claims AS (
    INSERT INTO claims_claim (id, worth) SELECT id, worth FROM given
), wordings AS (
    INSERT INTO claims_wording (claim_id, text, language, fingerprint, sketch)
    SELECT id, text, language, fingerprint, sketch::bigint[] FROM given
)
INSERT INTO claims_meaning (claim_id) SELECT id FROM given
"""
RESERVE: Final = """
SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)
"""
# That one contradicts the other is news, whatever was said of them before.
SUGGEST: Final = f"""
INSERT INTO claims_suggestion (claim_id, other_id, score, why, opposition)
SELECT * FROM unnest(
    %s::bigint[], %s::bigint[], %s::float8[], %s::text[], %s::text[])
ON CONFLICT (claim_id, other_id) DO UPDATE
SET why = excluded.why, opposition = excluded.opposition
WHERE excluded.opposition = '{Opposition.PLAIN}'
    AND claims_suggestion.opposition <> '{Opposition.PLAIN}'
"""  # noqa: S608  # made of our own words
MENTION_COLUMNS: Final = (
    'id, claim_id, first_claim_id, source_id, extraction_id, origin_id, start, "end",'
    ' quote, speaker, linked_by, similarity, worth, reasons, "values"'
)


def reserve(table: str, count: int) -> Iterator[int]:
    """Keys for so many rows, which can name each other before they are stored."""
    if not count:
        return iter(())
    with connection.cursor() as cursor:
        cursor.execute(RESERVE, [table, count])
        return iter([key for (key,) in cursor.fetchall()])


def create_claims(filings: Sequence[Filing]) -> None:
    """A Claim for each statement that is new. Only under the storing lock: whoever
    looks for claims that came since relies on their keys growing as they are
    committed."""
    new = [
        (each, filing.elsewhere.language)
        for filing in filings
        for each in filing.statements
        if each.is_new
    ]
    if not new:
        return
    phrases = [each.phrase for each, _ in new]
    with connection.cursor() as cursor:
        cursor.execute(
            CREATE_CLAIMS,
            [
                array_of_numbers(each.claim_pk for each, _ in new),
                array_of_numbers(each.finding.worth for each, _ in new),
                array_of_texts(phrase.text for phrase in phrases),
                array_of_texts(language for _, language in new),
                array_of_bytes(phrase.fingerprint for phrase in phrases),
                array_of_texts(array_of_numbers(phrase.sketch) for phrase in phrases),
            ],
        )


def create_mentions(filings: Sequence[Filing]) -> None:
    rows = (
        mention_row(filing.found.extraction_pk, statement)
        for filing in filings
        for statement in filing.statements
    )
    while some := list(islice(rows, ROWS_AT_ONCE)):
        copy(f"claims_mention ({MENTION_COLUMNS})", some)


def mention_row(extraction_pk: int, statement: Statement) -> tuple[Any, ...]:
    finding, told = statement.finding, statement.told
    linked_by = LinkedBy.EXTRACTION if statement.is_new else LinkedBy.MATCHING
    return (
        statement.mention_pk,
        statement.claim_pk,
        statement.first_claim_pk,
        told.source_pk,
        extraction_pk,
        told.origin_pk,
        finding.start,
        finding.end,
        finding.quote,
        told.voice.speaker[:200],
        linked_by.value,
        statement.similarity,
        finding.worth,
        array_of_texts(finding.reasons),
        json.dumps([as_json(value) for value in finding.values], ensure_ascii=False),
    )


def as_json(value: Value) -> dict[str, Any]:
    return dict(zip(VALUE_FIELDS, FIELDS_OF(value), strict=True))


class SuggestedPair(NamedTuple):
    """Two claims, how likely they are one, and why they are shown."""

    claim_pk: int
    other_pk: int
    score: float
    why: str
    opposition: Opposition = Opposition.NONE


def create_suggestions(pairs: Iterable[SuggestedPair]) -> None:
    """Claims that may be one or contradict each other, each pair once, the later claim
    first."""
    made = {
        (max(one, other), min(one, other)): (score, why[:300], opposition)
        for one, other, score, why, opposition in sorted(
            pairs, key=lambda each: each.opposition == Opposition.PLAIN
        )
        if one != other
    }
    if made:
        # In one order by all workers, so that none waits for another in a circle.
        made = dict(sorted(made.items()))
        later, earlier = zip(*made, strict=True)
        columns = later, earlier, *zip(*made.values(), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(SUGGEST, [*map(list, columns)])


def copy(table: str, rows: Collection[tuple[Any, ...]]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} FROM STDIN") as into,
    ):
        for row in rows:
            into.write_row(row)
