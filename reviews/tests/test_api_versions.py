"""Newer versions over the API: sent in, refused, and seen on a claim's mentions."""

from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from claims.ingest.entrance import ingest_text
from claims.models import Source
from reviews.moves import Stage

TEXT = "4,200 homes were flooded in Arlen on Monday."
ABOUT: dict[str, Any] = {
    "outlet": "The Lantern",
    "url": "https://lantern.example/flood",
}


@pytest.fixture
def api(people):
    client = APIClient()
    client.force_authenticate(people["carla"])
    return client


def send(api, **given):
    return api.post("/api/v1/sources/", given, format="json")


def test_a_changed_text_of_one_address_supersedes_the_one_before(api):
    first = send(api, text=TEXT, **ABOUT).json()

    second = send(api, text=TEXT.replace("4,200", "2,400"), **ABOUT)

    assert second.status_code == 201
    assert second.json()["supersedes"] == first["id"]
    before = api.get(f"/api/v1/sources/{first['id']}/").json()
    assert before["superseded_by"] == second.json()["id"]


def test_a_source_is_named_as_the_one_before(api):
    first = send(api, text=TEXT, outlet="The Lantern").json()

    second = send(api, text=f"{TEXT} Corrected.", supersedes=first["id"]).json()

    assert (second["supersedes"], second["outlet"]) == (first["id"], "The Lantern")


@pytest.mark.parametrize("named", [0, 2**53 - 1, "x", 2**40])
def test_a_source_that_is_not_there_is_refused_by_name(api, named):
    answer = send(api, text=TEXT, supersedes=named)

    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/supersedes"]
    assert not Source.objects.exists()


def test_a_superseded_source_is_not_superseded_twice(api):
    first, _ = ingest_text(TEXT, **ABOUT)
    second, _ = ingest_text(f"{TEXT} Corrected.", **ABOUT)

    answer = send(api, text=f"{TEXT} Again.", supersedes=first.pk)

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (422, "superseded")
    assert f"source {second.pk}" in error["detail"]


def test_a_mention_says_what_became_of_it(api, claim_at, revise):
    claim = claim_at(Stage.CLOSED)
    address = f"/api/v1/claims/{claim.pk}/"
    assert [each["anchor"] for each in api.get(address).json()["mentions"]] == [
        None
    ] * 2

    newer = revise(claim, "4,200", "2,400")

    first = api.get(address).json()["mentions"][0]
    anchor = first["anchor"]
    assert (anchor["state"], anchor["newer"]) == ("changed", newer.pk)
    assert anchor["why"] == "4,200 → 2,400"
    assert newer.text[anchor["start"] : anchor["end"]] == anchor["text"]
    assert anchor["text"] == "2,400 homes were flooded in Arlen."
    trail = api.get(f"{address}events/").json()["items"]
    assert trail[-1]["verb"] == "recheck"
    assert reverse("claim", args=[claim.pk]) == address
