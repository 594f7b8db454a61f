"""Who corrects the machine, in which stages, and that nobody goes around the door."""

import pytest
from django.db import DatabaseError, transaction

from reviews.models import Verdict
from reviews.moves import CORRECTIONS, HELD_STAGES, MOVES, Stage, moves_for
from reviews.tests.correcting import check_at_commit, correct, refused
from reviews.verification import verify
from reviews.workflow import move

LEGAL = [(rule.verb, rule.stage) for rule in MOVES if rule.verb in CORRECTIONS]


@pytest.mark.parametrize(("verb", "stage"), LEGAL)
def test_whoever_holds_the_claim_corrects_it_and_the_trail_says_so(
    verb, stage, held, given_for
):
    claim, person = held(stage)
    given = given_for(verb, claim)

    moved = correct(claim, verb, person, **given)

    event = claim.events.get(seq=claim.version)
    assert (event.pk, event.verb, event.actor) == (moved.event, verb, person)
    assert (event.stage_before, event.stage_after) == (stage, stage)
    assert event.reason == given.get("reason", "")
    check_at_commit()
    assert verify().flaws == ()


@pytest.mark.parametrize(("verb", "stage"), LEGAL)
def test_nobody_else_does(verb, stage, held, given_for, people):
    claim, holder = held(stage)
    given = given_for(verb, claim)
    (rule,) = [rule for rule in moves_for(verb) if rule.stage == stage]

    for person in people.values():
        if person != holder:
            refusal = refused(claim, verb, person, **given)
            may = person.has_perm(rule.permission)
            assert refusal.code == ("held" if may else "not_permitted")


@pytest.mark.parametrize("verb", ["link", "regroup", "mark"])
@pytest.mark.parametrize("stage", HELD_STAGES[1:])
def test_a_claim_that_nobody_holds_is_taken_first(
    verb, stage, claim_at, given_for, people
):
    claim = claim_at(stage)

    refusal = refused(claim, verb, people["carla"], **given_for(verb, claim))

    assert refusal.code == "not_holder"


@pytest.mark.parametrize("verb", CORRECTIONS)
def test_a_reopened_claim_with_a_verdict_in_force_keeps_its_words_and_evidence(
    verb, claim_at, given_for, people
):
    claim = claim_at(Stage.CLOSED)
    move(claim.pk, "reopen", actor=people["carla"], reason="A letter.")
    move(claim.pk, "take", actor=people["ana"])
    claim.refresh_from_db()
    given = given_for(verb, claim)

    if verb in ("reword", "split", "unlink"):
        refusal = refused(claim, verb, people["ana"], **given)
        assert refusal.code == ("cited" if verb == "unlink" else "wrong_stage")
        assert refusal.status == 409
    else:
        evidence = Verdict.objects.get().evidence
        correct(claim, verb, people["ana"], **given)
        assert Verdict.objects.get().evidence == evidence


@pytest.mark.parametrize("verb", ["reword", "split"])
def test_an_unproven_in_force_keeps_its_words(
    verb, claim_at, given_for, people, decide
):
    claim = claim_at(Stage.IN_HAND)
    decide(claim, people["ana"], "Unproven")
    decide(claim, people["ben"], "Unproven")
    move(claim.pk, "reopen", actor=people["carla"], reason="Again.")
    move(claim.pk, "take", actor=people["ana"])

    refusal = refused(claim, verb, people["ana"], **given_for(verb, claim))

    assert refusal.code == "has_verdict"
    assert refusal.say.endswith(f"before you {verb} the claim.")


# around the door


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE claims_mention SET stance = 'refutes'", "corrected without an event"),
        (
            "UPDATE claims_mention SET origin_id = (SELECT min(id) FROM claims_origin)",
            "corrected without an event",
        ),
        (
            "UPDATE claims_mention SET claim_id = (SELECT max(id) FROM claims_claim)",
            "left its claim without an event",
        ),
        (
            "UPDATE claims_mention SET claim_id = (SELECT max(id) FROM claims_claim), "
            "first_claim_id = (SELECT max(id) FROM claims_claim)",
            "left its claim without an event",
        ),
        ("UPDATE claims_wording SET text = 'x'", "reworded without an event"),
        ("UPDATE claims_wording SET fingerprint = 'x'", "reworded without an event"),
        (
            "UPDATE claims_wording SET original = 'x', original_fingerprint = 'x'",
            "reworded without an event",
        ),
        ("UPDATE claims_origin SET by_person = true", "not what a person said"),
        (
            "INSERT INTO claims_origin (reason, by_person) VALUES ('x', true)",
            "not what a person said",
        ),
        (
            "INSERT INTO claims_mention (claim_id, first_claim_id, source_id,"
            ' origin_id, start, "end", quote, speaker, linked_by, reasons, "values")'
            " SELECT claim_id, first_claim_id, source_id, origin_id, 0, 6, 'Report',"
            " '', 'person', '{}', '[]' FROM claims_mention ORDER BY id LIMIT 1",
            "linked without an event",
        ),
    ],
)
def test_nothing_is_corrected_around_the_door(sql, says, stated):
    stated()
    stated("The gate was built in 1974.")
    check_at_commit()

    with pytest.raises(DatabaseError, match=says), transaction.atomic():
        check_at_commit(sql)


@pytest.mark.parametrize(
    ("verb", "sql"),
    [
        ("mark", "UPDATE claims_mention SET stance = 'context' WHERE id = %s"),
        (
            "regroup",
            "UPDATE claims_origin SET reason = 'x' WHERE by_person AND %s > 0",
        ),
        (
            "regroup",
            "UPDATE claims_origin SET by_person = false WHERE by_person AND %s > 0",
        ),
        ("reword", "UPDATE claims_wording SET original = 'x' WHERE %s > 0"),
        (
            "reword",
            "UPDATE claims_wording SET original_fingerprint = 'x' WHERE %s > 0",
        ),
    ],
)
def test_a_correction_is_not_rewritten_around_the_door(verb, sql, held, given_for):
    claim, ana = held(Stage.IN_HAND)
    mention = claim.mentions.order_by("pk").last()
    correct(claim, verb, ana, **given_for(verb, claim))
    check_at_commit()

    with (
        pytest.raises(DatabaseError, match=r"without an event|not what a person"),
        transaction.atomic(),
    ):
        check_at_commit(sql, mention.pk)
