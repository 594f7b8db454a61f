"""The right of reply: whom a claim names is asked before it is contested."""

from datetime import timedelta
from time import sleep

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from claims.models import Mention
from reviews.blind import visible_events
from reviews.desk.workspace import read_workspace
from reviews.models import ReplyRequest
from reviews.moves import Stage
from reviews.verification import verify
from reviews.workflow import MoveRefused, move

TOMORROW = timedelta(days=1)


@pytest.fixture
def required(settings):
    settings.RIGHT_OF_REPLY = "required"


@pytest.fixture
def named(claim_at):
    """A claim in Ana's hand that Mayor Ruiz is named in."""
    claim = claim_at(Stage.IN_HAND)
    mention = claim.mentions.first()
    Mention.objects.filter(pk=mention.pk).update(speaker="Mayor Ruiz")
    return claim


def ask(claim, actor, **given):
    given = given or {"channel": "by post", "deadline": timezone.now() + TOMORROW}
    move(claim.pk, "ask_reply", actor=actor, party="Mayor Ruiz", **given)
    return ReplyRequest.objects.latest("pk")


def check_at_commit():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    assert verify().flaws == ()


def test_a_party_is_asked_and_answers(named, people):
    request = ask(named, people["ana"])
    move(
        named.pk,
        "record_reply",
        actor=people["ana"],
        request=request.pk,
        answer="I never sold it.",
        used=True,
    )

    request.refresh_from_db()
    asked, answered = named.events.order_by("-seq")[:2][::-1]
    assert (request.party, request.channel) == ("Mayor Ruiz", "by post")
    assert (request.asked_by, request.asked_at) == (people["ana"], asked.at)
    assert (request.answer, request.used) == ("I never sold it.", True)
    assert request.answered_at == answered.at
    assert (asked.verb, answered.verb) == ("ask_reply", "record_reply")
    check_at_commit()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"channel": "by post"}, "deadline"),
        ({"not_possible": " "}, "channel"),
        ({"channel": "by post", "deadline": timezone.now() - TOMORROW}, "deadline"),
    ],
)
def test_to_ask_takes_a_channel_and_a_deadline_or_a_reason_why_not(
    given, field, named, people
):
    with pytest.raises(MoveRefused) as refusal:
        ask(named, people["ana"], **given)

    assert (refusal.value.status, refusal.value.field) == (422, field)
    assert not ReplyRequest.objects.exists()


def test_an_answer_is_recorded_once_and_for_its_own_claim(named, claim_at, people):
    request = ask(named, people["ana"])
    other = claim_at(Stage.IN_HAND, text="Another statement.")
    answer = {"request": request.pk, "answer": "No."}

    with pytest.raises(MoveRefused) as elsewhere:
        move(other.pk, "record_reply", actor=people["ana"], **answer)
    move(named.pk, "record_reply", actor=people["ana"], **answer)
    with pytest.raises(MoveRefused) as again:
        move(named.pk, "record_reply", actor=people["ana"], **answer)

    assert elsewhere.value.code == again.value.code == "wrong_request"


def test_a_named_person_is_contested_only_after_they_could_reply(
    required, named, people, decide
):
    with pytest.raises(MoveRefused) as refusal:
        decide(named, people["ana"], "False")
    request = ask(named, people["ana"])
    with pytest.raises(MoveRefused) as waiting:
        decide(named, people["ana"], "False")
    answer = {"request": request.pk, "answer": "No."}
    move(named.pk, "record_reply", actor=people["ana"], **answer)

    assert (refusal.value.code, refusal.value.status) == ("reply_missing", 422)
    assert refusal.value.field == "reply"
    assert waiting.value.code == "reply_missing"
    assert decide(named, people["ana"], "False").stage == "second_reading"


def test_it_is_enough_that_they_could_not_be_asked(required, named, people, decide):
    ask(named, people["ana"], not_possible="She died in 1920.")

    assert decide(named, people["ana"], "False").stage == "second_reading"


def test_it_is_enough_that_the_deadline_has_passed(required, named, people, decide):
    soon = timezone.now() + timedelta(milliseconds=200)
    ask(named, people["ana"], channel="by post", deadline=soon)
    sleep(0.2)

    assert decide(named, people["ana"], "False").stage == "second_reading"


def test_what_names_nobody_is_contested_at_once(required, claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)

    assert decide(claim, people["ana"], "False").stage == "second_reading"


def test_a_person_among_the_values_counts_too(required, claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    Mention.objects.update(values=[{"kind": "person", "amount": "Ana Ruiz"}])

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"], "False")

    assert refusal.value.code == "reply_missing"


def test_nobody_need_reply_to_what_is_corroborated_or_only_offered(
    settings, named, people, decide
):
    offered = decide(named, people["ana"], "False")
    move(named.pk, "undo", actor=people["ana"])
    settings.RIGHT_OF_REPLY = "required"

    assert offered.stage == "second_reading"
    assert decide(named, people["ana"], "True").stage == "second_reading"


def test_a_blind_second_reader_learns_of_no_request(
    settings, required, claim_at, people, decide
):
    settings.BLIND_SHARE = 1.0
    claim = claim_at(Stage.IN_HAND)
    Mention.objects.update(speaker="Mayor Ruiz")
    ask(claim, people["ana"])
    move(claim.pk, "prioritise", actor=people["ana"], priority=1, reason="It is false.")
    ask(claim, people["ana"], not_possible="She died in 1920.")
    decide(claim, people["ana"], "False")

    def seen(name):
        events = visible_events(claim.events.all(), people[name])
        return list(events.values_list("verb", flat=True))

    def requests(name):
        workspace = read_workspace(claim.pk, person=people[name])
        return len(workspace.replies) if workspace else None

    assert seen("ben") == seen("carla") == ["open", "take"]
    assert (requests("ben"), requests("ana")) == (0, 2)
    moved = decide(claim, people["ben"], "False")
    assert moved.stage == "closed"
    assert requests("ben") == 2


def test_a_blind_second_reader_is_not_asked_for_what_the_first_did(
    settings, required, claim_at, people, decide
):
    settings.BLIND_SHARE = 1.0
    claim = claim_at(Stage.SECOND_READING)
    Mention.objects.update(speaker="Mayor Ruiz")

    moved = decide(claim, people["ben"], "False")
    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["carla"], "False")

    assert moved.stage == "adjudication"
    assert refusal.value.code == "reply_missing"


@pytest.mark.parametrize("change", [{"answer": "Yes.", "used": True}, {"party": "B"}])
def test_no_request_is_rewritten_behind_the_door(change, named, people):
    ask(named, people["ana"])
    if "answer" in change:
        change = change | {"answered_at": timezone.now()}

    ReplyRequest.objects.update(**change)

    with pytest.raises(DatabaseError, match="is not what the trail says"):
        check_at_commit()
