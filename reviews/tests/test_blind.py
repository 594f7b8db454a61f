"""In a blind second reading the first Reading does not exist for anybody else."""

import pytest

from reviews.blind import is_hidden, visible_events, visible_readings
from reviews.moves import Stage
from reviews.workflow import MoveRefused, move


@pytest.fixture
def blind(settings, claim_at):
    settings.BLIND_SHARE = 1.0
    return claim_at(Stage.SECOND_READING)


def test_the_first_reading_is_hidden_until_the_second_is_saved(blind, people, decide):
    review = blind.reviews.get()

    hidden = [visible_readings(review, people[name]).count() for name in ("ana", "ben")]
    decide(blind, people["ben"])
    review.refresh_from_db()

    assert hidden == [1, 0]
    assert visible_readings(review, people["ben"]).count() == 2
    assert not is_hidden(review, people["carla"])


def test_the_trail_keeps_the_decision_from_everybody_else(blind, people):
    def seen(name):
        events = visible_events(blind.events.all(), people[name])
        return list(events.values_list("verb", flat=True))

    assert seen("ben") == seen("dora") == ["open", "take"]
    assert seen("ana") == ["open", "take", "decide"]


def test_a_reading_that_was_taken_back_stays_hidden_too(blind, people):
    move(blind.pk, "undo", actor=people["ana"])
    move(blind.pk, "release", actor=people["ana"])

    events = visible_events(blind.events.all(), people["ben"])

    assert list(events.values_list("verb", flat=True)) == [
        "open",
        "take",
        "undo",
        "release",
    ]


@pytest.mark.parametrize("word", ["True", "False"])
def test_a_missing_reason_is_refused_whatever_the_first_reading_was(
    word, blind, people, decide
):
    with pytest.raises(MoveRefused) as refusal:
        decide(blind, people["ben"], word, reason="")

    assert refusal.value.code == "reason_missing"


def test_an_open_second_reading_hides_nothing(settings, claim_at, people):
    claim = claim_at(Stage.SECOND_READING)

    assert visible_readings(claim.reviews.get(), people["ben"]).count() == 1
    assert visible_events(claim.events.all(), people["ben"]).count() == 3
