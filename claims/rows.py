"""Many rows at once into the tables of claims: COPY costs a fifth of what the same
objects do."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

from claims.arrays import array_of_bytes, array_of_numbers, array_of_texts
from claims.extraction import Finding, Value
from claims.models import Mention
from claims.sketches import Phrase

if TYPE_CHECKING:
    from claims.storing import Statement

# Each statement has to end within its time limit, also for a book.
ROWS_AT_ONCE: Final = 5000
LinkedBy = Mention.LinkedBy
VALUE_FIELDS: Final = tuple(field.name for field in fields(Value))
FIELDS_OF: Final = attrgetter(*VALUE_FIELDS)
CREATE_CLAIMS: Final = """
WITH given AS MATERIALIZED (
    SELECT nextval('claims_claim_id_seq') AS id, worth, text, fingerprint, sketch, at
    FROM unnest(%s::float8[], %s::text[], %s::bytea[], %s::text[])
        WITH ORDINALITY AS given(worth, text, fingerprint, sketch, at)
), claims AS (
    INSERT INTO claims_claim (id, worth) SELECT id, worth FROM given
), wordings AS (
    INSERT INTO claims_wording (claim_id, text, language, fingerprint, sketch)
    SELECT id, text, %s, fingerprint, sketch::bigint[] FROM given
), meanings AS (
    INSERT INTO claims_meaning (claim_id) SELECT id FROM given
)
SELECT id FROM given ORDER BY at
"""
SUGGEST: Final = """
INSERT INTO claims_suggestion (claim_id, other_id, score, why)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::float8[], %s::text[])
ON CONFLICT DO NOTHING
"""
MENTION_COLUMNS: Final = (
    'claim_id, first_claim_id, source_id, extraction_id, origin_id, start, "end",'
    ' quote, speaker, linked_by, similarity, worth, reasons, "values"'
)


def create_claims(
    found: Mapping[bytes, tuple[Phrase, Finding]], language: str
) -> dict[bytes, int]:
    """A Claim for each; their keys. Only under the storing lock: whoever looks for
    claims that came since relies on their keys growing as they are committed."""
    if not found:
        return {}
    phrases = [phrase for phrase, _ in found.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            CREATE_CLAIMS,
            [
                array_of_numbers(finding.worth for _, finding in found.values()),
                array_of_texts(phrase.text for phrase in phrases),
                array_of_bytes(phrase.fingerprint for phrase in phrases),
                array_of_texts(array_of_numbers(phrase.sketch) for phrase in phrases),
                language,
            ],
        )
        claim_pks = [claim_pk for (claim_pk,) in cursor.fetchall()]
    return dict(zip(found, claim_pks, strict=True))


def create_mentions(
    source_pk: int, extraction_pk: int, statements: Sequence["Statement"]
) -> None:
    for start in range(0, len(statements), ROWS_AT_ONCE):
        copy(
            f"claims_mention ({MENTION_COLUMNS})",
            [
                mention_row(source_pk, extraction_pk, statement)
                for statement in statements[start : start + ROWS_AT_ONCE]
            ],
        )


def mention_row(
    source_pk: int, extraction_pk: int, statement: "Statement"
) -> tuple[Any, ...]:
    finding = statement.finding
    matched = statement.similarity is not None
    return (
        statement.claim_pk,
        statement.first_claim_pk,
        source_pk,
        extraction_pk,
        statement.origin.pk if statement.origin else None,
        finding.start,
        finding.end,
        finding.quote,
        statement.voice.speaker[:200],
        (LinkedBy.MATCHING if matched else LinkedBy.EXTRACTION).value,
        statement.similarity,
        finding.worth,
        list(finding.reasons),
        json.dumps([as_json(value) for value in finding.values], ensure_ascii=False),
    )


def as_json(value: Value) -> dict[str, Any]:
    return dict(zip(VALUE_FIELDS, FIELDS_OF(value), strict=True))


def create_suggestions(pairs: Iterable[tuple[int, int, float, str]]) -> None:
    """Claims that may be one, each pair once, the later claim first."""
    made = {
        (max(one, other), min(one, other)): (score, why[:300])
        for one, other, score, why in pairs
        if one != other
    }
    if made:
        later, earlier = zip(*made, strict=True)
        scores, reasons = zip(*made.values(), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(SUGGEST, [*map(list, (later, earlier, scores, reasons))])


def copy(table: str, rows: Collection[tuple[Any, ...]]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} FROM STDIN") as into,
    ):
        for row in rows:
            into.write_row(row)
