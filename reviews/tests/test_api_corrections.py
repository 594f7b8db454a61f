"""Corrections over the API: the verbs of the table, and filing a claim."""

import pytest

from claims.models import Claim
from factcheck.tests.callers import caller, code_of, post
from reviews.models import Event
from reviews.moves import CORRECTIONS, Stage

LINK = {"verb": "link", "source": 1, "stance": "context"}


def send(person, claim, body):
    claim.refresh_from_db()
    address = f"/api/v1/claims/{claim.pk}/moves/"
    return post(caller(person), address, body, if_match=f'"{claim.version}"')


@pytest.mark.parametrize("verb", CORRECTIONS)
def test_every_correction_is_made_over_the_api(verb, claim_at, people, given_for):
    claim = claim_at(Stage.IN_HAND)
    given = given_for(verb, claim)

    response = send(people["ana"], claim, {"verb": verb} | given)

    assert response.status_code == 201, response.json()
    standing = response.json()
    assert (standing["stage"], standing["version"]) == ("in_hand", claim.version + 1)
    assert (standing["other"] is not None) == (verb in ("unlink", "split"))
    assert standing["lease_until"] is not None


def test_a_reworded_claim_shows_both_wordings(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    send(people["ana"], claim, {"verb": "reword", "text": "Arlen was flooded."})

    shown = caller(people["ana"]).get(f"/api/v1/claims/{claim.pk}/").json()

    assert shown["text"] == "Arlen was flooded."
    assert shown["original"] == "4,200 homes were flooded in Arlen."


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"verb": "mark", "mention": 10**9, "stance": "context"}, "/mention", "wrong_"),
        ({"verb": "mark", "mention": "1", "stance": "context"}, "/mention", "invalid"),
        ({"verb": "mark", "mention": 1, "stance": "no"}, "/stance", "unknown_value"),
        ({"verb": "unlink", "mention": 1}, "/reason", "missing"),
        ({**LINK, "end": 4}, "/start", "missing"),
        ({**LINK, "start": -1, "end": 4}, "/start", "min_value"),
        ({**LINK, "start": 4, "end": 4}, "/end", "bad_value"),
        ({"verb": "link", "source": 1, "start": 0, "end": 4}, "/stance", "missing"),
        ({"verb": "reword", "text": "x" * 2001}, "/text", "max_length"),
        ({"verb": "reword", "other": "x"}, "/other", "unknown_field"),
        ({"verb": "take", "same_as": 4}, "/same_as", "unknown_field"),
    ],
)
def test_what_is_wrong_in_a_correction_is_pointed_at(
    body, pointer, code, claim_at, people
):
    claim = claim_at(Stage.IN_HAND)

    response = send(people["ana"], claim, body)

    (error,) = response.json()["errors"]
    assert response.status_code == 422
    assert error["pointer"] == pointer
    assert error["code"].startswith(code)
    assert claim.events.count() == claim.version


def file(person, **body):
    return post(caller(person), "/api/v1/claims/", body)


def test_a_claim_is_filed_over_the_api(people, stated):
    source = stated(outlets=("The Herald",)).mentions.get().source

    response = file(people["ana"], source=source.pk, start=0, end=6, text="It is told.")

    made = Claim.objects.get(pk=response.json()["id"])
    assert response.status_code == 201
    assert response["Location"] == f"http://testserver/api/v1/claims/{made.pk}/"
    assert (made.wording.text, made.mentions.get().quote) == ("It is told.", "Report")
    assert made.events.get().actor == people["ana"]


def test_a_claim_that_is_filed_already_is_named(people, stated):
    known = stated(outlets=("The Herald",)).mentions.get()

    response = file(
        people["ana"], source=known.source_id, start=known.start, end=known.end
    )

    (error,) = response.json()["errors"]
    assert response.status_code == 422
    assert (error["pointer"], error["code"]) == ("/start", "already_filed")
    assert f"claim {known.claim_id}" in error["detail"]
    assert response.json()["claim"] == known.claim_id
    assert Claim.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"source": 10**9}, "/source", "bad_value"),
        ({"end": 0}, "/end", "bad_value"),
        ({"end": None}, "/end", "null"),
        ({"quote": "x"}, "/quote", "read_only"),
        ({"verb": "file"}, "/verb", "unknown_field"),
    ],
)
def test_what_cannot_be_filed_is_pointed_at(change, pointer, code, people, stated):
    source = stated(outlets=("The Herald",)).mentions.get().source_id
    before = Event.objects.count()

    response = file(
        people["ana"], **({"source": source, "start": 0, "end": 6} | change)
    )

    (error,) = response.json()["errors"]
    assert (error["pointer"], error["code"]) == (pointer, code)
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", ["rosa", "dora", "sync"])
def test_whoever_may_not_review_files_nothing(name, people, stated):
    source = stated(outlets=("The Herald",)).mentions.get().source_id

    response = file(people[name], source=source, start=0, end=6)

    assert response.status_code == 403
    assert code_of(response) == "forbidden"
    assert Claim.objects.count() == 1
