"""Rows that were stored before: migrated from an older version, none is lost and each
is found by what came since."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from claims.matching.origins.passages import put_in_words
from claims.matching.sense.similarity import sketch
from claims.models import Outlet, Source, WordRow
from claims.rereading import keep_rows

pytestmark = pytest.mark.django_db(transaction=True)

OLD = ("claims", "0002_the_same_elsewhere")
TEXT = "The dam at Arlen held. Mayor Orr said it cost 4 million euros in 2024."
SAID = ("The dam at Arlen held.", "Mayor Orr said it cost 4 million euros in 2024.")


@pytest.fixture
def older() -> Iterator[None]:
    """The connection leads to a second database, without a table in it."""
    name = connection.settings_dict["NAME"]
    run(f'DROP DATABASE IF EXISTS "{name}_old"')
    run(f'CREATE DATABASE "{name}_old" TEMPLATE template0')
    lead_to(f"{name}_old")
    yield
    lead_to(name)
    run(f'DROP DATABASE "{name}_old"')


def lead_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def migrate(target: tuple[str, str]) -> StateApps:
    MigrationExecutor(connection).migrate([target])
    return MigrationExecutor(connection).loader.project_state([target]).apps


def store_old_rows(apps: StateApps) -> None:
    """A source with two claims, as the version before stored them."""
    outlet = make(apps, "Outlet", name="The Lantern")
    source = make(
        apps,
        "Source",
        outlet=outlet,
        title="Arlen",
        text=TEXT,
        text_sha256=sha256(TEXT.encode()).digest(),
    )
    extraction = make(
        apps, "Extraction", source=source, extractor="plain", version="1", status="done"
    )
    for said in SAID:
        claim = make(apps, "Claim", worth=0.5)
        make(
            apps,
            "Wording",
            claim=claim,
            text=said,
            language="en",
            fingerprint=sha256(said.encode()).digest(),
            sketch=[1, 2],
        )
        make(
            apps,
            "Mention",
            claim=claim,
            first_claim=claim,
            source=source,
            extraction=extraction,
            origin=make(apps, "Origin", reason="Published by The Lantern."),
            start=TEXT.index(said),
            end=TEXT.index(said) + len(said),
            quote=said,
            linked_by="extraction",
        )


def make(apps: StateApps, model: str, **fields: Any) -> Any:
    return apps.get_model("claims", model).objects.create(**fields)


def rows(apps: StateApps, model: str, *fields: str) -> list[tuple[Any, ...]]:
    stored = apps.get_model("claims", model).objects
    return list(stored.order_by(*fields).values_list(*fields))


@pytest.mark.usefixtures("older")
def test_old_rows_come_through_every_migration() -> None:
    store_old_rows(migrate(OLD))
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("claims")[0]

    now = migrate(newest)

    assert rows(now, "Wording", "text", "original") == [(s, "") for s in sorted(SAID)]
    assert rows(now, "Mention", "quote", "missed_by") == [
        (said, None) for said in sorted(SAID)
    ]
    sketches = dict(rows(now, "Wording", "text", "sketch"))
    assert sketches == {said: list(sketch(said)) for said in SAID}
    found = {pair for (pair,) in rows(now, "WordPair", "hash")}
    assert found == {pair for said in SAID for pair in sketch(said)}


def test_rereading_gives_old_sources_their_rows_of_words() -> None:
    text = "The dam at Arlen held, and the town above it stayed dry for 40 years. " * 2
    source = Source.objects.create(
        outlet=Outlet.objects.create(name="The Lantern"),
        title="Arlen",
        text=text,
        text_sha256=sha256(text.encode()).digest(),
    )

    first, second = keep_rows(), keep_rows()

    kept = WordRow.objects.filter(source_id=source.pk).values_list("hash", flat=True)
    assert sorted(kept) == sorted(put_in_words(text).sketch())
    assert (first, second) == (1, 0)
