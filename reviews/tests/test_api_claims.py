"""Claims over the API: lists in pages, one claim with its mentions, its trail."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.tests.callers import caller, code_of, walk
from reviews.models import Review


@pytest.fixture
def ana(people):
    return caller(people["ana"])


def test_a_list_is_walked_to_its_end_without_a_repeat(ana, stated):
    made = [stated(f"Statement {n}.", outlets=("The Lantern",)).pk for n in range(5)]

    seen = walk(ana, "/api/v1/claims/?limit=2")

    assert seen == sorted(made, reverse=True)


def test_an_empty_list_is_a_page(ana):
    response = ana.get("/api/v1/claims/")

    assert response.json() == {"items": [], "next": None}


def test_a_claim_in_the_list_says_where_it_stands(ana, claim_at):
    claim = claim_at("in_hand")

    (item,) = ana.get("/api/v1/claims/").json()["items"]

    assert item | {"found_at": ""} == {
        "id": claim.pk,
        "version": 2,
        "state": "unverified",
        "stage": "in_hand",
        "text": "4,200 homes were flooded in Arlen.",
        "original": "",
        "language": "en",
        "worth": 0.5,
        "differing": 0,
        "merged_into": None,
        "found_at": "",
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("state=corroborated", 1),
        ("state=unverified", 1),
        ("stage=queued", 1),
        ("stage=closed", 1),
        ("stage=adjudication", 0),
        ("language=en", 2),
        ("language=da", 0),
        ("outlet=The Ledger", 1),
        ("q=DAM HELD", 1),
        ("q=%", 0),
        ("q=' OR 1=1--", 0),
    ],
)
def test_lists_are_filtered(asked, found, ana, claim_at, stated):
    claim_at("closed")
    stated("The dam held.", outlets=("The Lantern",))

    response = ana.get(f"/api/v1/claims/?{asked.replace('%', '%25')}")

    assert len(response.json()["items"]) == found


def test_the_claims_of_one_source_are_listed(ana, stated):
    claim = stated("The dam held.", outlets=("The Lantern", "The Ledger"))
    stated("It rained.", outlets=("The Lantern",))
    second = claim.mentions.latest("pk").source_id

    found = ana.get(f"/api/v1/claims/?source={second}").json()["items"]

    assert [item["id"] for item in found] == [claim.pk]
    assert ana.get("/api/v1/claims/?source=999999").json()["items"] == []


def test_a_program_finds_the_claims_that_it_has_in_hand(ana, people, claim_at):
    claim = claim_at("in_hand")
    claim_at("second_reading")
    mine = f"/api/v1/claims/?holder={people['ana'].pk}"

    found = ana.get(mine).json()["items"]
    Review.objects.filter(claim=claim).update(lease_until=timezone.now())

    assert [item["id"] for item in found] == [claim.pk]
    assert ana.get(mine).json()["items"] == []


@pytest.mark.parametrize(
    ("asked", "parameter", "words"),
    [
        ("limit=0", "limit", "1"),
        ("limit=501", "limit", "500"),
        ("limit=-1", "limit", "1 to 500"),
        ("limit=1e9", "limit", "1 to 500"),
        ("limit=", "limit", "1 to 500"),
        ("limit=٣", "limit", "1 to 500"),
        ("state=true", "state", "unverified, corroborated, contested"),
        ("stage=done", "stage", "queued, in_hand, second_reading"),
        ("outlet=Nobody", "outlet", "no outlet 'Nobody'"),
        ("source=The Ledger", "source", "whole number"),
        ("holder=0", "holder", "1"),
        (f"q={'x' * 201}", "q", "200"),
    ],
)
def test_a_bad_parameter_is_named_with_what_is_allowed(asked, parameter, words, ana):
    response = ana.get(f"/api/v1/claims/?{asked}")

    assert code_of(response) == "validation"
    (error,) = response.json()["errors"]
    assert error["parameter"] == parameter
    assert words in error["detail"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("ordering=password", "unknown-parameter"),
        ("actor__password__startswith=a", "unknown-parameter"),
        ("format=xml", "unknown-parameter"),
        ("limit=1&limit=2", "unknown-parameter"),
        ("q=%00", "bad-request"),
        ("%00=1", "bad-request"),
        ("cursor=garbage", "cursor-invalid"),
        ("cursor=", "validation"),
        ("cursor=-1", "cursor-invalid"),
        ("cursor=99999999999999999999", "cursor-invalid"),
        ("cursor=cD1hYmM=", "cursor-invalid"),
    ],
)
def test_parameters_of_no_meaning_are_refused(asked, code, ana):
    response = ana.get(f"/api/v1/claims/?{asked}")

    assert code_of(response) == code
    assert response.status_code == (422 if code == "validation" else 400)


def test_a_list_costs_the_same_for_two_claims_and_for_eight(ana, stated):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            ana.get("/api/v1/claims/")
        return len(queries)

    stated("One.", outlets=("The Lantern",))
    stated("Two.", outlets=("The Lantern",))
    few = cost()
    for number in range(6):
        stated(f"More {number}.", outlets=("The Lantern",))

    assert cost() == few


def test_one_claim_comes_with_every_mention(ana, stated):
    claim = stated()

    shown = ana.get(f"/api/v1/claims/{claim.pk}/").json()

    first = claim.mentions.first()
    assert shown["origins"] == {"support": 2, "partly": 0, "contradict": 0}
    assert [one["source"]["outlet"] for one in shown["mentions"]] == [
        "The Lantern",
        "The Ledger",
    ]
    assert shown["mentions"][0] == {
        "id": first.pk,
        "quote": "4,200 homes were flooded in Arlen.",
        "start": first.start,
        "end": first.end,
        "speaker": "",
        "stance": "supports",
        "said_by": "",
        "against": None,
        "unread": False,
        "untold": "",
        "origin": first.origin_id,
        "leans_on": "",
        "linked_by": "extraction",
        "similarity": None,
        "values": [],
        "anchor": None,
        "source": {
            "id": first.source_id,
            "outlet": "The Lantern",
            "title": "The Lantern reports",
            "url": "",
            "language": "",
            "published_on": None,
        },
    }


def test_a_claim_is_not_sent_again_until_something_changed(ana, stated):
    claim = stated()
    address = f"/api/v1/claims/{claim.pk}/"
    tag = ana.get(address)["ETag"]
    assert tag.startswith(f'"{claim.version}-')

    same = ana.get(address, headers={"if-none-match": tag})
    claim.mentions.update(speaker="Mayor Brandt")
    other = ana.get(address, headers={"if-none-match": tag})

    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200
    assert other["ETag"] != tag


@pytest.mark.parametrize(
    "number", ["0", "999", "9" * 19, "9" * 30, "abc", "%D9%A3", "%00", "-1", "1.0"]
)
def test_a_claim_that_is_not_there_is_not_found(number, ana):
    for rest in ("", "events/"):
        response = ana.get(f"/api/v1/claims/{number}/{rest}")

        assert response.status_code == 404
        assert code_of(response) == "not-found"


def test_the_trail_tells_what_happened_in_order(ana, claim_at):
    claim = claim_at("closed")

    events = ana.get(f"/api/v1/claims/{claim.pk}/events/").json()["items"]

    assert [(one["seq"], one["actor"], one["verb"]) for one in events] == [
        (1, "Factcheck", "open"),
        (2, "Ana", "take"),
        (3, "Ana", "decide"),
        (4, "Ben", "decide"),
    ]
    assert events[-1]["state_after"] == "corroborated"
    claim.refresh_from_db()
    assert events[-1]["hash"] == bytes(claim.head).hex()


def test_the_trail_comes_in_pages(ana, claim_at):
    claim = claim_at("closed")

    first = ana.get(f"/api/v1/claims/{claim.pk}/events/?limit=3").json()
    second = ana.get(first["next"]).json()

    assert [one["seq"] for one in first["items"]] == [1, 2, 3]
    assert [one["seq"] for one in second["items"]] == [4]
    assert second["next"] is None


def test_a_blind_first_reading_is_not_in_the_trail_yet(people, claim_at, settings):
    settings.BLIND_SHARE = 1.0
    claim = claim_at("second_reading")
    assert Review.objects.get().blind
    address = f"/api/v1/claims/{claim.pk}/events/"

    own = caller(people["ana"]).get(address).json()["items"]
    other = caller(people["ben"]).get(address)

    assert [one["verb"] for one in own] == ["open", "take", "decide"]
    assert [one["verb"] for one in other.json()["items"]] == ["open", "take"]
    assert "Two registers agree" not in other.content.decode()


def test_every_language_comes_back_as_it_went_in(ana, stated):
    text = "Þórður sagði 你好 \U0001f30a \u202eعربى e\u0301"
    claim = stated(text, outlets=("The Lantern",))

    assert ana.get(f"/api/v1/claims/{claim.pk}/").json()["text"] == text
