"""The role of docs/production.md can do the desk's work and cannot touch its trail."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from reviews.feed import Cursor, changes
from reviews.moves import Stage


@pytest.fixture
def as_desk(people, settings):
    """What follows runs with the rights that the guide grants, and no others."""
    settings.VERDICT_HOLD_SECONDS = 0
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE desk")
        cursor.execute(grants())
        cursor.execute("SET LOCAL ROLE desk")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def grants():
    guide = Path(settings.BASE_DIR, "docs", "production.md").read_text()
    (found,) = re.findall("```sql\n(.*?)```", guide, re.DOTALL)
    return found


def test_the_narrow_role_takes_a_claim_to_its_publication(as_desk, claim_at):
    claim = claim_at(Stage.CLOSED)

    page = changes(Cursor(), limit=10)

    assert page.count == 1
    assert claim.events.count() == claim.version


@pytest.mark.parametrize("table", ["reviews_event", "reviews_feedentry"])
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM {}", "UPDATE {} SET claim_id = claim_id", "TRUNCATE {}"],
)
def test_the_narrow_role_has_no_right_to_rewrite(statement, table, as_desk):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
