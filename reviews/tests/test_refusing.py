"""What a refusal says first: whose the claim is, then whether it changed, then all
that is missing."""

import pytest

from reviews.batches import move_all
from reviews.moves import Stage
from reviews.presence import Doing, beat
from reviews.workflow import MoveRefused, move


def refused(claim, verb, actor, **given):
    before = claim.events.count()
    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, verb, actor=actor, **given)
    assert claim.events.count() == before
    return refusal.value


@pytest.fixture
def taken(claim_at, people):
    """Carla has taken Ana's claim over."""
    claim = claim_at(Stage.IN_HAND)
    move(claim.pk, "take", actor=people["carla"], reason="Ana is ill.")
    return claim


def test_who_holds_it_comes_before_what_is_missing(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    refusal = refused(claim, "decide", people["ben"])

    assert refusal.code == "held"
    assert refusal.say.startswith("Ana has this claim in hand until")


def test_that_it_changed_comes_before_what_is_missing(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    assert refused(claim, "dismiss", people["ana"], version=1).code == "stale"


def test_everything_that_is_missing_is_said_at_once(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    refusal = refused(claim, "decide", people["ana"], mentions=[], reason=" ")

    assert refusal.code == "missing"
    assert refusal.say == (
        "Choose a rating. Tick at least one mention as evidence. "
        "Say why: a reason is missing."
    )
    assert list(refusal.errors) == ["rating", "mentions", "reason"]


def test_a_blind_second_reader_is_told_all_of_it_too(
    settings, claim_at, people, rating
):
    settings.BLIND_SHARE = 1.0
    claim = claim_at(Stage.SECOND_READING)
    true = rating("True")

    refusal = refused(
        claim, "decide", people["ben"], rating=true.pk, outcome=true.outcome
    )

    assert refusal.errors.keys() == {"mentions", "reason"}


def test_the_page_says_each_beside_its_field(claim_at, desk, page_of, form):
    claim = claim_at(Stage.IN_HAND)

    answer = desk("ana").post(page_of(claim), form(claim, mentions=[], reason=""))

    page = answer.content.decode()
    assert answer.status_code == 422
    beside = '<p class="field-error" id="{}-error">{}</p>'
    assert beside.format("reason", "Say why: a reason is missing.") in page
    assert beside.format("mentions", "Tick at least one mention as evidence.") in page
    assert 'id="rating-error"' not in page


def test_whoever_was_taken_over_is_told_by_whom_and_why(taken, people, decide):
    with pytest.raises(MoveRefused) as refusal:
        decide(taken, people["ana"], version=taken.version)

    assert (refusal.value.code, refusal.value.status) == ("taken_over", 409)
    assert refusal.value.say.startswith("Carla took this claim over from you at ")
    assert refusal.value.say.endswith(". Reason given: “Ana is ill.”")


def test_their_open_page_and_the_next_one_tell_them_too(taken, people, desk, page_of):
    heartbeat = beat(taken.pk, person=people["ana"], doing=Doing.EDITING)
    page = desk("ana").get(page_of(taken)).content.decode()
    others = desk("ben").get(page_of(taken)).content.decode()

    assert heartbeat is not None
    assert "Carla took this claim over from you" in heartbeat.lease
    assert "“Ana is ill.”" in heartbeat.lease
    assert "Carla took this claim over from you" in page
    assert "over from you" not in others


def test_in_a_blind_review_they_are_not_told_why(settings, claim_at, people):
    settings.BLIND_SHARE = 1.0
    claim = claim_at(Stage.IN_HAND)
    move(claim.pk, "take", actor=people["carla"], reason="It is false.")

    refusal = refused(claim, "dismiss", people["ana"], reason="No.")

    assert refusal.code == "taken_over"
    assert "It is false." not in refusal.say


def test_who_was_taken_over_and_has_it_again_is_told_nothing(taken, people):
    move(taken.pk, "release", actor=people["carla"])
    move(taken.pk, "take", actor=people["ana"])

    heartbeat = beat(taken.pk, person=people["ana"], doing=Doing.EDITING)

    assert heartbeat is not None
    assert heartbeat.lease.startswith("Yours until")


def test_of_many_the_ones_in_other_hands_are_named(stated, people):
    free, held = stated("Statement 1."), stated("Statement 2.")
    versions = {free.pk: free.version, held.pk: held.version}
    move(held.pk, "take", actor=people["ben"])

    result = move_all(
        list(versions), "prioritise", actor=people["ana"], versions=versions, priority=1
    )

    ((claim, refusal),) = result.skipped
    assert (claim, refusal.code) == (held.pk, "held")
    assert refusal.say.startswith("Ben has this claim in hand until")
