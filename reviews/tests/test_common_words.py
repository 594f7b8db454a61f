"""Words that very many claims hold: the same rows, and counts that cost little."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Wording
from claims.search import claims_with_words
from reviews.desk.beside import beside
from reviews.models import Review

QUEUE = "/admin/reviews/review/"


@pytest.fixture
def ana(client: Client, people) -> Client:
    client.force_login(people["ana"])
    return client


@pytest.fixture
def waiting(stated) -> list[int]:
    """Three claims that hold a word, in the queue's order, and one that does not."""
    claims = [
        stated(f"{number} houses burned.", worth=worth, outlets=("The Lantern",)).pk
        for number, worth in ((12, 0.9), (13, 0.5), (14, 0.1))
    ]
    stated("The dam held.", outlets=("The Echo",))
    return claims


def claims_on(response) -> list[int]:
    return [row.review.claim_id for row in response.context["page"].rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [("houses", [0, 1, 2]), ("houses -13", [0, 2]), ("lantern", [0, 1, 2])],
)
def test_a_common_word_finds_what_a_rare_one_does(
    ana, waiting, monkeypatch, words, found
):
    rare = claims_on(ana.get(QUEUE, {"q": words}))
    monkeypatch.setattr("claims.search.MANY", 0)
    common = claims_on(ana.get(QUEUE, {"q": words}))

    assert common == rare == [waiting[place] for place in found]


def test_a_rare_word_is_counted_in_every_view(ana, waiting):
    tabs = ana.get(QUEUE, {"q": "houses"}).context["tabs"]

    counts = {str(tab["label"]): tab["count"] for tab in tabs}
    assert counts["Ready for me"] == counts["Unassigned"] == "3"
    assert counts["Mine"] == "0"
    assert all(counts.values())


def test_a_common_word_is_counted_where_the_reader_is(ana, waiting, monkeypatch):
    monkeypatch.setattr("claims.search.MANY", 0)

    response = ana.get(QUEUE, {"q": "houses", "view": "unassigned"})

    counts = {str(tab["label"]): tab["count"] for tab in response.context["tabs"]}
    assert {label: count for label, count in counts.items() if count} == {
        "Unassigned": "3"
    }
    assert response.content.decode().count('<span class="count">') == 1


@pytest.mark.parametrize("many", [0, 5000])
def test_the_statements_of_a_search_do_not_grow(ana, waiting, monkeypatch, many):
    monkeypatch.setattr("claims.search.MANY", many)
    ana.get(QUEUE)

    with CaptureQueriesContext(connection) as queries:
        ana.get(QUEUE, {"q": "houses"})

    assert len(queries) <= 12


def test_no_row_is_collected_before_the_first_is_looked_at(waiting, monkeypatch):
    monkeypatch.setattr("claims.search.MANY", 0)

    found = Review.objects.filter(claims_with_words("houses").among)

    # PostgreSQL may answer EXISTS from a table of all that match.
    assert "EXISTS" not in str(found.query)
    assert {review.claim_id for review in found} == set(waiting)


def test_the_neighbours_of_a_claim_are_the_nearest_on_each_side(waiting, people):
    Review.objects.filter(claim__in=waiting).update(rank=7)
    order = list(
        Review.objects.filter(rank=7)
        .order_by("due_at", "pk")
        .values_list("claim", flat=True)
    )

    after = beside(order[1], person=people["ana"])
    before = beside(order[1], person=people["ana"], before=True)

    assert [claim for claim in after if claim in waiting] == [order[2]]
    assert [claim for claim in before if claim in waiting] == [order[0]]


def test_a_word_of_half_of_many_claims_is_told_from_a_few_of_them(waiting, monkeypatch):
    monkeypatch.setattr("claims.search.SAMPLED", 100)
    claims = Claim.objects.bulk_create(Claim() for _ in range(400))
    Wording.objects.bulk_create(
        Wording(claim=claim, text="The river rose.", language="en", fingerprint=b"")
        for claim in claims
    )

    river, houses = claims_with_words("river"), claims_with_words("houses")

    assert (river.common, houses.common) == (True, False)
    assert Wording.objects.filter(river.among).count() == 400
