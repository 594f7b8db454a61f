"""Who works on a claim, and the right of reply, over the API."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from claims.models import Outlet
from factcheck.tests.callers import caller, post
from reviews.feed import publish_due
from reviews.models import ReplyRequest, Review
from reviews.moves import Stage
from reviews.workflow import declare_interest, recheck


@pytest.fixture
def send(people):
    def make(name, claim, **body):
        address = f"/api/v1/claims/{claim.pk}/moves/"
        return post(caller(people[name]), address, body, if_match="*")

    return make


def later(**ahead):
    return (timezone.now() + timedelta(**ahead)).isoformat()


def test_a_claim_is_arranged_over_the_api(send, claim_at, people):
    claim = claim_at(Stage.QUEUED)
    batch = str(uuid4())

    answers = [
        send("dora", claim, verb="assign", to=people["ben"].pk, batch=batch),
        send("ben", claim, verb="assign", to=None),
        send("ana", claim, verb="prioritise", priority=3),
        send("ana", claim, verb="postpone", until=later(days=2), reason="A letter."),
        send("ana", claim, verb="take"),
        send("carla", claim, verb="take", reason="Ana is ill."),
    ]

    assert [answer.status_code for answer in answers] == [201] * 6
    review = Review.objects.get()
    assert (review.assignee, review.priority) == (None, 3)
    assert review.holder == people["carla"]
    assert claim.events.get(seq=2).data["batch"] == batch


def test_a_reply_is_asked_for_and_recorded_over_the_api(send, claim_at):
    claim = claim_at(Stage.IN_HAND)
    asked = {"party": "The mayor", "channel": "by post", "deadline": later(days=2)}

    first = send("ana", claim, verb="ask_reply", **asked)
    request = ReplyRequest.objects.get()
    second = send(
        "ana", claim, verb="record_reply", request=request.pk, answer="No.", used=False
    )

    request.refresh_from_db()
    assert (first.status_code, second.status_code) == (201, 201)
    assert (request.answer, request.used) == ("No.", False)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"verb": "assign"}, "/to"),
        ({"verb": "assign", "to": "4"}, "/to"),
        ({"verb": "postpone", "until": "2026-03-20"}, "/until"),
        ({"verb": "postpone", "until": "2026-03-20T09:00:00"}, "/until"),
        ({"verb": "postpone", "until": "2020-03-20T09:00:00Z"}, "/until"),
        ({"verb": "postpone", "until": 1}, "/until"),
        ({"verb": "prioritise", "priority": 4}, "/priority"),
        ({"verb": "prioritise", "priority": "2"}, "/priority"),
        ({"verb": "ask_reply", "party": "The mayor"}, "/channel"),
        ({"verb": "record_reply", "request": 1, "answer": ""}, "/answer"),
        ({"verb": "record_reply", "answer": "No.", "used": "yes"}, "/used"),
        ({"verb": "take", "batch": "many"}, "/batch"),
    ],
)
def test_what_is_of_no_use_is_pointed_at(body, pointer, send, claim_at):
    claim = claim_at(Stage.IN_HAND)

    response = send("ana", claim, **body)

    pointers = [error["pointer"] for error in response.json()["errors"]]
    assert response.status_code == 422
    assert pointers[0] == pointer
    assert claim.events.count() == claim.version


def test_an_interest_is_a_refusal_with_its_reason(send, claim_at, people):
    claim = claim_at(Stage.QUEUED)
    outlet = Outlet.objects.get(name="The Ledger").pk
    declare_interest(actor=people["ana"], outlet=outlet, reason="I own a share.")

    response = send("ana", claim, verb="take")
    handed = post(caller(people["ana"]), "/api/v1/claims/next/", {})

    assert response.status_code == 403
    assert "interest in The Ledger" in response.json()["detail"]
    assert handed.status_code == 204


def test_a_missing_reply_is_a_problem_of_the_verb(send, settings, claim_at):
    settings.RIGHT_OF_REPLY = "required"
    claim = claim_at(Stage.IN_HAND)
    claim.mentions.update(speaker="The mayor")
    mentions = list(claim.mentions.values_list("pk", flat=True))

    response = send(
        "ana", claim, verb="decide", rating="False", mentions=mentions, reason="So."
    )

    (error,) = response.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/verb", "reply_missing")


def test_a_verdict_shows_that_it_is_stale(settings, claim_at, people):
    settings.VERDICT_HOLD_SECONDS = 0
    claim = claim_at(Stage.CLOSED)
    publish_due()

    def read():
        return caller(people["sync"]).get(f"/api/v1/verdicts/{claim.pk}/").json()

    fresh = read()
    recheck(claim.pk, reason="The register was corrected.", data={})

    assert (fresh["stale"], read()["stale"]) == (False, True)
