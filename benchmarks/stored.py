"""A database that has worked for years: claims by the million, as extraction leaves
them, straight into the tables.

Triggers and foreign keys are off while it is filled, which takes a superuser; every
offset gives its quote all the same. The claims have no vectors: a million of them would
take a quarter of an hour to index."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from django.db import connection, transaction

from benchmarks.articles import SENTENCES, Writer
from claims.matching.sense.similarity import fingerprint, sketch
from claims.models import Claim, Mention, Origin, Outlet, Source, Wording, WordPair

SEED: Final = 20_240_101
SOURCES_AT_ONCE: Final = 250
OUTLETS: Final = 50
MADE_AT: Final = datetime(2024, 1, 1, tzinfo=UTC)
NUMBERED: Final = (Source, Origin, Claim, Mention)
TABLES: Final = (Source, Origin, Claim, Wording, WordPair, Mention)
COLUMNS: Final = {
    Source: "id outlet_id kind title url language text text_sha256",
    Origin: "id reason",
    Claim: "id worth",
    Wording: "claim_id text language fingerprint sketch",
    WordPair: "hash claim_id",
    Mention: "id claim_id first_claim_id source_id origin_id start end quote speaker "
    "linked_by worth reasons values found_at",
}

Rows = dict[Any, list[tuple[Any, ...]]]


def fill(claims: int) -> None:
    """Store claims until there are this many, and let the planner know."""
    stored = Claim.objects.count()
    outlets = [
        Outlet.objects.get_or_create(name=f"Outlet {n}")[0].pk for n in range(OUTLETS)
    ]
    writer = Writer(SEED + stored)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    while stored < claims:
        sources = min(SOURCES_AT_ONCE, -(-(claims - stored) // SENTENCES))
        store(make_rows(writer, sources, outlets))
        stored += sources * SENTENCES
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("RESET statement_timeout")


def make_rows(writer: Writer, sources: int, outlets: Sequence[int]) -> Rows:
    first = {table: 1 + latest_pk(table) for table in NUMBERED}
    rows: Rows = {table: [] for table in TABLES}
    for number in range(sources):
        language = writer.choose_language()
        texts = [writer.write_sentence(language) for _ in range(SENTENCES)]
        whole = "\n".join(texts)
        source_pk, origin_pk = first[Source] + number, first[Origin] + number
        outlet_pk = outlets[number % len(outlets)]
        digest = sha256(whole.encode()).digest()
        rows[Source].append(
            (
                source_pk,
                outlet_pk,
                "article",
                texts[0][:80],
                "",
                language,
                whole,
                digest,
            )
        )
        rows[Origin].append((origin_pk, "Published by one outlet."))
        start = 0
        for text in texts:
            at = len(rows[Claim])
            claim_pk, mention_pk = first[Claim] + at, first[Mention] + at
            rows[Claim].append((claim_pk, 0.5))
            pairs = sketch(text)
            rows[Wording].append((claim_pk, text, language, fingerprint(text), pairs))
            rows[WordPair] += [(pair, claim_pk) for pair in pairs]
            rows[Mention].append(
                (
                    mention_pk,
                    claim_pk,
                    claim_pk,
                    source_pk,
                    origin_pk,
                    start,
                    start + len(text),
                    text,
                    "",
                    "extraction",
                    0.5,
                    [],
                    "[]",
                    MADE_AT,
                )
            )
            start += len(text) + 1
    return rows


def latest_pk(table: Any) -> int:
    latest = table.objects.order_by("-pk").values_list("pk", flat=True).first()
    return latest or 0


@transaction.atomic
def store(rows: Rows) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, given in rows.items():
            name = table._meta.db_table
            columns = ", ".join(f'"{each}"' for each in COLUMNS[table].split())
            with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                for row in given:
                    copy.write_row(row)
            if table in NUMBERED:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
                    [name, given[-1][0]],
                )
