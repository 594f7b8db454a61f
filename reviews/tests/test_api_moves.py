"""Moves over the API: the same door, and its refusals as problems."""

import pytest
from django.utils import timezone

from factcheck.tests.callers import caller, code_of, post
from reviews.feed import publish_due
from reviews.models import Event, Rating, Reading, Verdict


@pytest.fixture
def send(people):
    """Make a move as somebody, on the version they saw."""

    def make(name, claim, body, if_match=None):
        claim.refresh_from_db()
        seen = f'"{claim.version}"' if if_match is None else if_match
        headers = {"if_match": seen} if seen else {}
        address = f"/api/v1/claims/{claim.pk}/moves/"
        return post(caller(people[name]), address, body, **headers)

    return make


def decision(claim, rating="True", **more):
    mentions = list(claim.mentions.values_list("pk", flat=True))
    body = {"verb": "decide", "rating": rating, "mentions": mentions}
    return body | {"reason": "Two registers agree."} | more


def nothing_was_written(claim):
    before = claim.version
    claim.refresh_from_db()
    return claim.version == before and claim.events.count() == before


def test_two_people_decide_a_claim(send, claim_at):
    claim = claim_at("queued")

    taken = send("ana", claim, {"verb": "take"})
    first = send("ana", claim, decision(claim))
    second = send("ben", claim, decision(claim, reason=""))

    assert [one.status_code for one in (taken, first, second)] == [201, 201, 201]
    assert taken.json()["lease_until"] is not None
    assert second.json() == {
        "id": claim.pk,
        "version": 4,
        "state": "corroborated",
        "stage": "closed",
        "lease_until": None,
        "other": None,
    }
    assert second["Location"] == f"http://testserver/api/v1/claims/{claim.pk}/"
    assert Verdict.objects.get().outcome == "corroborated"


def test_the_tag_of_a_claim_is_the_version_to_send_back(send, people, claim_at):
    claim = claim_at("queued")
    tag = caller(people["ana"]).get(f"/api/v1/claims/{claim.pk}/")["ETag"]

    assert send("ana", claim, {"verb": "take"}, if_match=tag).status_code == 201


def test_any_version_will_do_for_whoever_says_so(send, claim_at):
    claim = claim_at("queued")

    assert send("ana", claim, {"verb": "take"}, if_match="*").status_code == 201


@pytest.mark.parametrize(
    ("if_match", "status", "code", "words"),
    [
        ("", 428, "precondition-required", "is missing. The claim is at version 1"),
        ('"9"', 412, "version-conflict", "now version 1"),
        ('"99999999999"', 412, "version-conflict", "now version 1"),
        ('W/"1"', 412, "version-conflict", "weak"),
        ("1", 400, "bad-request", 'If-Match: "1"'),
        ('"1", "2"', 400, "bad-request", "one quoted version"),
    ],
)
def test_a_move_says_which_version_it_saw(
    if_match, status, code, words, send, claim_at
):
    claim = claim_at("queued")

    response = send("ana", claim, {"verb": "take"}, if_match=if_match)

    assert response.status_code == status
    assert code_of(response) == code
    assert words in response.json()["detail"]
    assert response.json().get("current_version", 1) == 1
    assert nothing_was_written(claim)


def test_a_move_on_no_claim_is_told_so_before_its_version(people):
    response = post(
        caller(people["ana"]), "/api/v1/claims/404/moves/", {"verb": "take"}
    )

    assert code_of(response) == "not-found"


def test_a_stale_version_is_told_the_current_one(send, claim_at):
    claim = claim_at("in_hand")

    response = send("ana", claim, decision(claim), if_match='"1"')

    assert code_of(response) == "version-conflict"
    assert response.json()["current_version"] == 2
    assert nothing_was_written(claim)


def test_nobody_confirms_their_own_reading(send, claim_at):
    claim = claim_at("second_reading")

    response = send("ana", claim, decision(claim))

    assert response.status_code == 403
    assert code_of(response) == "self-review"
    assert Reading.objects.count() == 1
    assert nothing_was_written(claim)


def test_what_is_not_possible_now_comes_with_what_is(send, claim_at):
    claim = claim_at("closed")

    response = send("carla", claim, decision(claim))

    assert response.status_code == 409
    assert code_of(response) == "state-transition"
    assert response.json()["allowed"] == ["reopen", "withdraw", "undo"]
    assert nothing_was_written(claim)


def test_a_move_that_was_refused_is_not_offered_again(send, claim_at):
    claim = claim_at("queued")

    response = send("carla", claim, {"verb": "withdraw", "notice": "No."})

    assert response.status_code == 409
    assert "withdraw" not in response.json()["allowed"]
    assert nothing_was_written(claim)


@pytest.mark.parametrize("verb", ["take", "decide", "dismiss"])
def test_what_another_holds_is_left_to_them(verb, send, claim_at):
    claim = claim_at("in_hand")
    body = decision(claim) if verb == "decide" else {"verb": verb}
    body |= {"reason": "Not checkable."} if verb == "dismiss" else {}

    response = send("ben", claim, body)

    assert response.status_code == 409
    assert code_of(response) == "lease-lost"
    assert "Ana has this claim in hand" in response.json()["detail"]
    assert nothing_was_written(claim)


def test_what_the_role_does_not_allow_is_forbidden(send, claim_at):
    claim = claim_at("closed")

    response = send("ana", claim, {"verb": "reopen", "reason": "New facts."})

    assert response.status_code == 403
    assert code_of(response) == "forbidden"
    assert nothing_was_written(claim)


def test_after_publication_it_is_too_late_to_undo(send, claim_at, settings):
    settings.VERDICT_HOLD_SECONDS = 0
    claim = claim_at("closed")
    publish_due()

    response = send("ben", claim, {"verb": "undo"})

    assert response.status_code == 412
    assert code_of(response) == "too-late"
    assert nothing_was_written(claim)


@pytest.mark.parametrize(
    ("change", "pointer", "code", "words"),
    [
        ({"verb": "approve"}, "/verb", "unknown_value", "take, release, postpone"),
        ({"verb": 1}, "/verb", "unknown_value", "take, release"),
        ({"rating": "Falsch"}, "/rating", "unknown_value", "True, Mostly true"),
        ({"rating": 5}, "/rating", "invalid", "string"),
        ({"rating": True}, "/rating", "invalid", "string"),
        (
            {"outcome": "contested"},
            "/rating",
            "unknown_rating",
            "goes with the outcome",
        ),
        ({"outcome": "maybe"}, "/outcome", "unknown_value", "corroborated, contested"),
        ({"mentions": ["1"]}, "/mentions/0", "invalid", "whole number"),
        ({"mentions": [True]}, "/mentions/0", "invalid", "whole number"),
        ({"mentions": [1.5]}, "/mentions/0", "invalid", "whole number"),
        ({"mentions": [-1]}, "/mentions/0", "min_value", "1"),
        ({"mentions": 7}, "/mentions", "not_a_list", "list"),
        ({"mentions": [987654]}, "/mentions", "unknown_mention", "this claim"),
        ({"mentions": []}, "/mentions", "missing", "mention"),
        ({"reason": "  "}, "/reason", "reason_missing", "Say why"),
        ({"reason": None}, "/reason", "null", "null"),
        ({"reason": "x" * 20_001}, "/reason", "max_length", "20000"),
        ({"is_published": True}, "/is_published", "unknown_field", "unknown field"),
        ({"a/b~c": 1}, "/a~1b~0c", "unknown_field", "unknown field"),
        ({"version": 7}, "/version", "read_only", "read-only"),
        ({"notice": "Hm."}, "/notice", "unknown_field", "decide"),
    ],
)
def test_what_is_wrong_in_a_move_is_pointed_at(
    change, pointer, code, words, send, claim_at
):
    claim = claim_at("in_hand")

    response = send("ana", claim, decision(claim) | change)

    assert response.status_code == 422
    assert code_of(response) == "validation"
    (error,) = response.json()["errors"]
    assert (error["pointer"], error["code"]) == (pointer, code)
    assert words in error["detail"]
    assert Reading.objects.count() == 0
    assert nothing_was_written(claim)


def test_one_origin_is_not_enough(send, claim_at):
    claim = claim_at("in_hand", outlets=("The Lantern",))

    response = send("ana", claim, decision(claim))

    (error,) = response.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/mentions", "one_origin")
    assert nothing_was_written(claim)


def test_every_field_that_is_missing_is_named(send, claim_at):
    claim = claim_at("in_hand")

    response = send("ana", claim, {"verb": "decide"})

    pointers = [error["pointer"] for error in response.json()["errors"]]
    assert pointers == ["/rating", "/mentions", "/reason"]
    assert nothing_was_written(claim)


def test_a_rating_retired_since_the_first_reading_can_be_agreed_on_and_not_begun(
    send, claim_at
):
    read, begun = claim_at("second_reading"), claim_at("in_hand")
    Rating.objects.filter(word="True").update(retired_at=timezone.now())

    agreed = send("ben", read, decision(read))
    refused = send("ana", begun, decision(begun))

    assert (agreed.status_code, agreed.json()["stage"]) == (201, "closed")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["code"] == "unknown_rating"


def test_a_move_on_a_claim_that_is_not_there_is_not_found(send, people, stated):
    stated()
    address = "/api/v1/claims/99999/moves/"

    response = post(caller(people["ana"]), address, {"verb": "take"}, if_match="*")

    assert code_of(response) == "not-found"
    assert Event.objects.count() == 1


def test_the_queue_hands_out_one_claim_after_another(people, stated):
    wanted = [stated(f"Statement {n}.").pk for n in range(2)]
    ana, ben = caller(people["ana"]), caller(people["ben"])

    first = post(ana, "/api/v1/claims/next/", {})
    second = post(ben, "/api/v1/claims/next/", "")
    third = post(ben, "/api/v1/claims/next/", "")

    assert [first.status_code, second.status_code] == [201, 201]
    assert [first.json()["id"], second.json()["id"]] == wanted
    assert (third.status_code, third.content) == (204, b"")


def test_the_queue_takes_no_wishes(people, stated):
    claim = stated()

    response = post(caller(people["ana"]), "/api/v1/claims/next/", {"id": claim.pk})

    assert code_of(response) == "validation"
    assert nothing_was_written(claim)


def test_a_claim_is_withdrawn_with_a_public_notice(send, claim_at):
    claim = claim_at("closed")

    without = send("carla", claim, {"verb": "withdraw"})
    done = send("carla", claim, {"verb": "withdraw", "notice": "We were wrong."})

    assert without.json()["errors"][0]["pointer"] == "/notice"
    assert done.json()["state"] == "unverified"
    assert Verdict.objects.get().notice == "We were wrong."
