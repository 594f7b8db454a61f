"""Claims asked for over the API by their words and by where they stand: what an index
answers, however many there are."""

import pytest
from django.db import connection

from factcheck.tests.callers import caller, walk
from reviews.api.claims import filtered
from reviews.workflow import move


@pytest.fixture
def ana(people):
    return caller(people["ana"])


def plan_of(asked):
    """How PostgreSQL goes about a list where it may not read all rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return filtered(asked).order_by("-pk")[:51].explain()


def test_a_search_by_words_asks_their_index(stated):
    stated()

    plan = plan_of({"q": "homes"})

    assert "Bitmap Index Scan on wording_words" in plan


def test_a_search_goes_on_where_its_cursor_stands_in_the_wordings(stated):
    stated()

    plan = plan_of({"q": "homes", "cursor": "7"})

    assert "claims_wording.claim_id < 7" in plan or "(claim_id < 7)" in plan


def test_a_search_by_words_is_walked_to_its_end_without_a_repeat(ana, stated):
    made = [stated(f"Bridge {n} fell.", outlets=("The Echo",)).pk for n in range(3)]
    stated("The dam held.", outlets=("The Echo",))

    seen = walk(ana, "/api/v1/claims/?q=bridge&limit=1")

    assert seen == sorted(made, reverse=True)


def test_a_claim_stands_in_the_stage_of_its_newest_review(ana, claim_at, people):
    claim = claim_at("closed")
    move(claim.pk, "reopen", actor=people["carla"], reason="New facts.")

    def found(stage):
        items = ana.get(f"/api/v1/claims/?stage={stage}").json()["items"]
        return [item["id"] for item in items]

    assert (found("queued"), found("closed")) == ([claim.pk], [])
