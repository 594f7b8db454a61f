"""The list of requests for a reply over the API."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from reviews.moves import Stage
from reviews.workflow import move

URL = "/api/v1/replies/"


@pytest.fixture
def asked(claim_at, people):
    """The mayor was asked, the owner could not be, the builder has answered."""
    claim, ana = claim_at(Stage.IN_HAND), people["ana"]
    until: dict[str, Any] = {
        "channel": "by post",
        "deadline": timezone.now() + timedelta(days=1),
    }
    move(claim.pk, "ask_reply", actor=ana, party="The mayor", **until)
    move(claim.pk, "ask_reply", actor=ana, party="The owner", not_possible="Dead.")
    move(claim.pk, "ask_reply", actor=ana, party="The builder", **until)
    request = claim.reviews.get().reply_requests.get(party="The builder")
    answer: dict[str, Any] = {"request": request.pk, "answer": "It held.", "used": True}
    move(claim.pk, "record_reply", actor=ana, **answer)
    return claim


def parties(response):
    assert response.status_code == 200
    return [item["party"] for item in response.json()["items"]]


def test_requests_are_listed_newest_first_in_pages(asked, desk):
    client = desk("ana")

    first = client.get(URL, {"limit": 2})
    rest = client.get(first.json()["next"])

    assert parties(first) == ["The builder", "The owner"]
    assert parties(rest) == ["The mayor"]
    assert rest.json()["next"] is None
    builder = first.json()["items"][0]
    assert builder["claim"] == asked.pk
    assert (builder["asked_by"], builder["answer"]) == ("Ana", "It held.")
    assert builder["used"] is True


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"standing": "awaited"}, ["The mayor"]),
        ({"standing": "answered"}, ["The builder"]),
        ({"standing": "not_possible"}, ["The owner"]),
        ({"claim": "987654"}, []),
    ],
)
def test_they_are_found_by_claim_and_by_how_they_stand(query, found, asked, desk):
    assert parties(desk("ana").get(URL, query)) == found


@pytest.mark.parametrize("query", [{"standing": "odd"}, {"claim": "x"}, {"limit": "0"}])
def test_a_parameter_that_is_none_is_named(query, desk):
    response = desk("ana").get(URL, query)

    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == next(iter(query))


def test_it_needs_the_permission_to_read_reviews(desk):
    assert desk("sync").get(URL).status_code == 403


def test_what_a_blind_reader_may_not_know_is_missing(settings, claim_at, people, desk):
    settings.BLIND_SHARE = 1.0
    claim = claim_at(Stage.IN_HAND)
    given: dict[str, Any] = {"party": "The mayor", "not_possible": "She is away."}
    move(claim.pk, "ask_reply", actor=people["ana"], **given)

    assert parties(desk("ana").get(URL)) == ["The mayor"]
    assert parties(desk("ben").get(URL)) == []
