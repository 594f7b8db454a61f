"""Who works on a claim, when, and by how many: taken over, assigned, put off."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from claims.models import Claim
from reviews.models import Draft, KeptDraft, Review
from reviews.moves import OPEN_STAGES, Stage, moves_for
from reviews.verification import verify
from reviews.workflow import MoveRefused, move, take_next


def refused(claim, verb, actor, **given):
    before = claim.events.count()
    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, verb, actor=actor, **given)
    assert claim.events.count() == before
    return refusal.value


def check_at_commit():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    assert verify().flaws == ()


def test_an_editor_takes_over_and_keeps_what_was_typed(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    typed = {"decide": {"reason": "Half a sentence"}}
    Draft.objects.create(claim=claim, person=people["ana"], given=typed)

    move(claim.pk, "take", actor=people["carla"], reason="Ana is ill.")

    event = claim.events.latest("seq")
    kept = KeptDraft.objects.get()
    assert event.data == {"from": people["ana"].pk, "from_name": "Ana"}
    assert (event.verb, event.reason) == ("take", "Ana is ill.")
    assert (kept.person, kept.taken_by) == (people["ana"], people["carla"])
    assert kept.given == typed
    assert kept.kept_at == event.at
    assert Draft.objects.get().person == people["ana"]
    assert Review.objects.get().holder == people["carla"]
    assert refused(claim, "release", people["ana"]).code == "not_holder"
    check_at_commit()


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("ben", {"reason": "I want it."}, "held"),
        ("carla", {}, "reason_missing"),
        ("carla", {"reason": " "}, "reason_missing"),
        ("dora", {"reason": "I want it."}, "not_permitted"),
    ],
)
def test_nobody_takes_over_without_permission_and_reason(
    name, given, code, claim_at, people
):
    claim = claim_at(Stage.IN_HAND)
    Draft.objects.create(claim=claim, person=people["ana"], given={})

    refusal = refused(claim, "take", people[name], **given)

    assert refusal.code == code
    assert not KeptDraft.objects.exists()
    assert Review.objects.get().holder == people["ana"]


def test_a_lease_that_ran_out_is_taken_without_a_word(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    Review.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    move(claim.pk, "take", actor=people["ben"])

    assert claim.events.latest("seq").data == {}
    assert not KeptDraft.objects.exists()


def test_a_queue_is_never_emptied_out_of_anothers_hands(claim_at, people):
    claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as refusal:
        take_next(actor=people["carla"])

    assert refusal.value.code == "nothing_left"


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_a_claim_is_assigned_in_every_open_stage(stage, claim_at, people):
    claim = claim_at(stage)
    actor = people["ana" if stage == Stage.IN_HAND else "carla"]

    moved = move(claim.pk, "assign", actor=actor, to=actor.pk)

    assert moved.stage == stage
    assert Review.objects.get().assignee == actor
    assert claim.events.latest("seq").data == {
        "to": actor.pk,
        "to_name": actor.first_name,
        "before": None,
    }
    check_at_commit()


@pytest.mark.parametrize(
    ("actor", "to", "code"),
    [
        ("ana", "ben", "not_permitted"),
        ("dora", "dora", "not_permitted"),
        ("carla", "rosa", "not_assignable"),
        ("rosa", "rosa", "not_permitted"),
        ("carla", None, "unchanged"),
    ],
)
def test_whom_it_cannot_be_assigned_to(actor, to, code, claim_at, people):
    claim = claim_at(Stage.QUEUED)

    refusal = refused(claim, "assign", people[actor], to=to and people[to].pk)

    assert refusal.code == code
    assert Review.objects.get().assignee is None


def test_a_manager_assigns_others(claim_at, people):
    claim = claim_at(Stage.QUEUED)

    move(claim.pk, "assign", actor=people["dora"], to=people["ben"].pk)
    refusal = refused(claim, "assign", people["ana"], to=people["ana"].pk)
    move(claim.pk, "assign", actor=people["ben"], to="")

    assert refusal.code == "not_permitted"
    assert Review.objects.get().assignee is None
    check_at_commit()


def test_to_assign_says_to_whom(claim_at, people):
    claim = claim_at(Stage.QUEUED)

    refusal = refused(claim, "assign", people["carla"])

    assert (refusal.code, refusal.field) == ("missing", "to")


def test_an_inactive_person_is_assigned_nothing(claim_at, people):
    claim = claim_at(Stage.QUEUED)
    people["ben"].is_active = False
    people["ben"].save()

    refusal = refused(claim, "assign", people["carla"], to=people["ben"].pk)

    assert (refusal.code, refusal.field) == ("not_assignable", "to")


def test_who_read_first_is_not_assigned_the_second_reading(claim_at, people):
    claim = claim_at(Stage.SECOND_READING)

    refusal = refused(claim, "assign", people["carla"], to=people["ana"].pk)

    assert (refusal.code, refusal.status) == ("own_reading", 403)


def test_only_an_editor_is_assigned_what_is_to_be_settled(claim_at, people, decide):
    claim = claim_at(Stage.QUEUED)
    move(claim.pk, "take", actor=people["carla"])
    decide(claim, people["carla"])
    decide(claim, people["ben"], "False")

    refusal = refused(claim, "assign", people["carla"], to=people["ana"].pk)

    assert refusal.code == "not_assignable"


def test_deciding_ends_the_assignment(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    move(claim.pk, "assign", actor=people["ana"], to=people["ana"].pk)

    decide(claim, people["ana"])

    assert Review.objects.get().assignee is None
    check_at_commit()


def test_what_is_assigned_to_them_is_handed_out_first(stated, people):
    urgent, mine = stated(worth=0.9), stated("Another statement.", worth=0.1)
    move(mine.pk, "assign", actor=people["ana"], to=people["ana"].pk)

    first, second = take_next(actor=people["ana"]), take_next(actor=people["ana"])

    assert [first.claim, second.claim] == [mine.pk, urgent.pk]


def test_what_is_anothers_is_handed_to_nobody_else_until_it_is_late(stated, people):
    claim = stated()
    move(claim.pk, "assign", actor=people["carla"], to=people["ben"].pk)

    with pytest.raises(MoveRefused) as refusal:
        take_next(actor=people["ana"])
    Review.objects.update(due_at=timezone.now() - timedelta(minutes=1))

    assert refusal.value.code == "nothing_left"
    assert take_next(actor=people["ana"]).claim == claim.pk


def test_what_belongs_to_an_account_that_is_switched_off_is_free(stated, people):
    claim = stated()
    move(claim.pk, "assign", actor=people["carla"], to=people["ben"].pk)
    people["ben"].is_active = False
    people["ben"].save()

    assert take_next(actor=people["ana"]).claim == claim.pk


@pytest.mark.parametrize(
    ("stage", "after"), [("queued", "queued"), ("in_hand", "queued")]
)
def test_what_is_put_off_is_handed_to_nobody_until_then(stage, after, claim_at, people):
    claim = claim_at(stage)
    until = timezone.now() + timedelta(days=3)

    moved = move(
        claim.pk, "postpone", actor=people["ana"], until=until, reason="A reply is due."
    )
    with pytest.raises(MoveRefused) as refusal:
        take_next(actor=people["ben"])
    review = Review.objects.get()
    move(claim.pk, "take", actor=people["ben"])

    assert moved.stage == after
    assert refusal.value.code == "nothing_left"
    assert (review.not_before, review.holder) == (until, None)
    assert Review.objects.get().not_before is None
    check_at_commit()


def test_what_was_put_off_comes_back_by_itself(claim_at, people):
    claim = claim_at(Stage.QUEUED)
    until = timezone.now() + timedelta(hours=1)
    move(claim.pk, "postpone", actor=people["ana"], until=until.isoformat())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Review.objects.update(not_before=timezone.now() - timedelta(seconds=1))

    assert take_next(actor=people["ben"]).claim == claim.pk


@pytest.mark.parametrize(
    "until",
    [
        timezone.now() - timedelta(minutes=1),
        timezone.now() + timedelta(days=61),
        "2026-03-14T10:00:00",
        "tomorrow",
        7,
    ],
)
def test_it_is_put_off_to_a_moment_in_the_next_sixty_days(until, claim_at, people):
    claim = claim_at(Stage.QUEUED)

    refusal = refused(claim, "postpone", people["ana"], until=until)

    assert (refusal.code, refusal.field) == ("bad_value", "until")


def test_what_is_urgent_comes_first_and_stays_so(stated, people):
    worthy, urgent = stated(worth=1.0), stated("Another statement.", worth=0.0)

    move(urgent.pk, "prioritise", actor=people["ana"], priority=3)
    Claim.objects.filter(pk=urgent.pk).update(worth=0.5)

    review = Review.objects.get(claim=urgent)
    assert (review.priority, review.rank) == (3, 3050)
    said = urgent.events.latest("seq").data
    assert said == {"priority": 3, "before": 0}
    assert take_next(actor=people["ben"]).claim == urgent.pk
    assert Review.objects.get(claim=worthy).priority == 0
    check_at_commit()


@pytest.mark.parametrize("priority", [-1, 4, True, "2", None])
def test_a_priority_is_none_to_urgent(priority, claim_at, people):
    claim = claim_at(Stage.QUEUED)

    refusal = refused(claim, "prioritise", people["ana"], priority=priority)

    assert (refusal.code, refusal.field) == ("bad_value", "priority")


def test_a_second_reading_that_was_asked_for_is_made(
    settings, claim_at, people, decide
):
    settings.SECOND_READER = "never"
    claim = claim_at(Stage.IN_HAND)

    move(claim.pk, "ask_second", actor=people["ana"], reason="I know the mayor.")
    again = refused(claim, "ask_second", people["ana"])
    moved = decide(claim, people["ana"])

    assert again.code == "unchanged"
    assert moved.stage == "second_reading"
    check_at_commit()


@pytest.mark.parametrize("verb", ["assign", "postpone", "prioritise", "ask_second"])
def test_what_somebody_has_in_hand_is_left_alone(
    verb, settings, claim_at, people, given_for
):
    settings.SECOND_READER = "never"
    claim = claim_at(Stage.IN_HAND)

    refusal = refused(claim, verb, people["carla"], **given_for(verb, claim))

    assert (refusal.code, refusal.status) == ("held", 409)


@pytest.mark.parametrize(
    "change",
    [
        {"assignee": None},
        {"priority": 3},
        {"not_before": timezone.now()},
        {"second_reader": True},
    ],
)
def test_nothing_is_arranged_behind_the_door(change, settings, claim_at, people):
    settings.SECOND_READER = "never"
    claim_at(Stage.QUEUED)
    if "assignee" in change:
        change = {"assignee": people["ana"]}

    Review.objects.update(**change)

    with pytest.raises(DatabaseError, match="is not as the trail says"):
        check_at_commit()


def test_the_table_names_the_permission_where_others_are_concerned():
    assert {rule.others for rule in moves_for("take")} == {"reviews.take_over_claim"}
    assert {rule.others for rule in moves_for("assign")} == {"reviews.assign_claim"}
