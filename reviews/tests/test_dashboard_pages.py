"""The rows behind a number, page by page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


@pytest.fixture
def manager(client, people):
    client.force_login(people["dora"])
    return client


@pytest.fixture
def address(monkeypatch):
    monkeypatch.setattr("reviews.admin.dashboard.PAGE", 2)
    return reverse("admin:dashboard_rows", args=["open"])


def test_every_row_stands_on_one_page_in_order(manager, address, stated):
    made = [stated(f"Bridge {n} fell.", outlets=("The Echo",)).pk for n in range(5)]

    pages = [manager.get(address, {"page": n}).context["rows"] for n in (1, 2, 3)]

    shown = [[cells[0]["value"] for cells in rows] for rows in pages]
    assert shown == [made[:2], made[2:4], made[4:]]


def test_what_a_row_says_is_looked_up_for_the_page_alone(manager, address, stated):
    for n in range(3):
        stated(f"Bridge {n} fell.", outlets=("The Echo",))

    with CaptureQueriesContext(connection) as queries:
        manager.get(address, {"page": 2})

    counted, listed = (
        query["sql"] for query in queries if 'FROM "reviews_review"' in query["sql"]
    )
    keys = listed[listed.index("IN (SELECT") :]
    assert "OFFSET 2" in keys
    assert "claims_wording" in listed
    assert "claims_wording" not in counted + keys
