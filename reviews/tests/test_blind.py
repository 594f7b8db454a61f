"""In a blind second reading the first Reading does not exist for anybody else."""

import pytest

from reviews.blind import is_hidden, visible_events
from reviews.desk.workspace import read_workspace
from reviews.models import Draft, Event
from reviews.moves import CORRECTIONS, Stage
from reviews.workflow import MoveRefused, move


def shown(claim, person):
    return read_workspace(claim.pk, person=person)


@pytest.fixture
def blind(settings, claim_at):
    settings.BLIND_SHARE = 1.0
    return claim_at(Stage.SECOND_READING)


def test_the_first_reading_is_hidden_until_the_second_is_saved(blind, people, decide):
    before = [len(shown(blind, people[name]).readings) for name in ("ana", "ben")]
    decide(blind, people["ben"])

    assert before == [1, 0]
    assert len(shown(blind, people["ben"]).readings) == 2
    assert not is_hidden(blind.reviews.get(), people["carla"])


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


@pytest.mark.parametrize("verb", CORRECTIONS)
def test_what_the_first_reader_corrected_and_why_waits_too(
    verb, settings, claim_at, people, decide, given_for
):
    settings.BLIND_SHARE = 1.0
    claim = claim_at(Stage.IN_HAND, outlets=("The Lantern", "The Ledger", "The Echo"))
    move(claim.pk, verb, actor=people["ana"], **given_for(verb, claim))

    def seen(name):
        events = visible_events(claim.events.all(), people[name])
        return list(events.values_list("verb", flat=True))

    in_hand = seen("ben"), seen("ana")
    decide(claim, people["ana"], exception="The register.")
    during = seen("ben"), seen("ana")
    decide(claim, people["ben"], exception="The register.")

    assert in_hand == (["open", "take"], ["open", "take", verb])
    assert during == (["open", "take"], ["open", "take", verb, "decide"])
    assert seen("ben") == ["open", "take", verb, "decide", "decide"]


def test_a_claim_that_a_correction_made_does_not_tell_the_reason(
    settings, claim_at, people, given_for
):
    settings.BLIND_SHARE = 1.0
    for verb in ("unlink", "split"):
        claim = claim_at(Stage.IN_HAND)
        given = given_for(verb, claim) | {"reason": "It is plainly true."}

        moved = move(claim.pk, verb, actor=people["ana"], **given)

        assert Event.objects.get(claim=moved.other).reason == ""


@pytest.mark.parametrize("word", ["True", "False"])
def test_a_missing_reason_is_refused_whatever_the_first_reading_was(
    word, blind, people, decide
):
    with pytest.raises(MoveRefused) as refusal:
        decide(blind, people["ben"], word, reason="")

    assert refusal.value.code == "reason_missing"


def test_an_open_second_reading_hides_nothing(settings, claim_at, people):
    claim = claim_at(Stage.SECOND_READING)

    assert len(shown(claim, people["ben"]).readings) == 1
    assert visible_events(claim.events.all(), people["ben"]).count() == 3


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_who_took_over_reads_on_only_where_no_reading_is_blind(
    share, settings, claim_at, people, decide
):
    settings.BLIND_SHARE = share
    claim = claim_at(Stage.IN_HAND)
    Draft.objects.create(claim=claim, person=people["ana"], given={"decide": {}})
    move(claim.pk, "take", actor=people["carla"], reason="Ana is ill.")
    move(claim.pk, "release", actor=people["carla"])
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"])

    def kept_for(name):
        return len(shown(claim, people[name]).kept)

    before = {name: kept_for(name) for name in ("ana", "carla", "ben")}
    decide(claim, people["carla"])

    assert before == {"ana": 1, "carla": 0 if share else 1, "ben": 0}
    assert (kept_for("carla"), kept_for("ben")) == (1, 0)
