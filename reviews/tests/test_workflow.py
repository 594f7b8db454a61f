"""The life of a claim, move by move."""

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from claims.models import Claim
from conftest import count_voices, mention_in
from reviews.models import Event, PendingEntry, Reading, Review, Verdict
from reviews.moves import ANY_STAGE, MOVES, VERBS, Stage
from reviews.workflow import MoveRefused, allowed_verbs, move, take_next

DOOR = [
    Path(__file__).parents[1] / name
    for name in ("move.sql", "decide.sql", "queue.sql", "correct.sql", "desk.sql")
]
ILLEGAL = [
    (verb, stage)
    for verb in VERBS
    for stage in ANY_STAGE
    if not any(rule.verb == verb and rule.stage == stage for rule in MOVES)
]


@pytest.mark.parametrize(("verb", "stage"), ILLEGAL)
def test_a_verb_is_refused_in_every_stage_it_has_no_line_for(
    verb, stage, claim_at, people, given_for
):
    claim = claim_at(stage)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, verb, actor=people["carla"], **given_for(verb, claim))

    assert refusal.value.code == "wrong_stage"
    assert refusal.value.status == 409
    before = claim.version
    claim.refresh_from_db()
    assert claim.version == before
    assert claim.events.count() == before


def test_two_people_who_agree_make_a_verdict(claim_at, people, decide):
    claim = claim_at(Stage.SECOND_READING)

    moved = decide(claim, people["ben"], reason="")

    claim.refresh_from_db()
    verdict = Verdict.objects.get()
    assert (moved.stage, moved.state) == ("closed", "corroborated")
    assert claim.state == Claim.State.CORROBORATED
    assert (verdict.decided_by, verdict.confirmed_by) == (people["ana"], people["ben"])
    assert verdict.reason == "Two registers agree."
    assert [item["outlet"] for item in verdict.evidence] == [
        "The Lantern",
        "The Ledger",
    ]
    assert list(claim.events.values_list("verb", flat=True)) == [
        "open",
        "take",
        "decide",
        "decide",
    ]
    assert PendingEntry.objects.get().verdict == verdict


def test_two_people_who_differ_leave_it_to_an_editor(claim_at, people, decide):
    claim = claim_at(Stage.ADJUDICATION)
    claim_before = claim.state

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ben"])
    moved = decide(claim, people["carla"], "Misleading")

    assert claim_before == "unverified"
    assert refusal.value.code == "not_permitted"
    assert (moved.stage, moved.state) == ("closed", "contested")
    assert Verdict.objects.get().decided_by == people["carla"]


def test_same_outcome_with_another_rating_is_a_difference(claim_at, people, decide):
    claim = claim_at(Stage.SECOND_READING)

    moved = decide(claim, people["ben"], "Mostly true")

    assert moved.stage == "adjudication"
    assert not Verdict.objects.exists()


def test_unproven_leaves_the_claim_unverified_with_a_verdict(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    decide(claim, people["ana"], "Unproven")

    moved = decide(claim, people["ben"], "Unproven")

    assert (moved.stage, moved.state) == ("closed", "unverified")
    assert Verdict.objects.get().rating.word == "Unproven"


def test_corroborating_needs_two_origins(stated, people, decide):
    claim = stated(outlets=("The Lantern",))
    shared = claim.mentions.get().origin
    mention_in(claim, "The Copyist", "4,200 homes were flooded.", origin=shared)
    move(claim.pk, "take", actor=people["ana"])

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"])

    assert refusal.value.code == "one_origin"
    assert refusal.value.status == 422
    assert "these have 1" in refusal.value.say
    assert not Reading.objects.exists()


def test_one_origin_is_enough_when_both_readers_say_why(stated, people, decide):
    claim = stated(outlets=("The Lantern",))
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"], exception="The register itself.")

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ben"])
    moved = decide(claim, people["ben"], exception="Confirmed.")

    assert refusal.value.code == "one_origin"
    assert moved.state == "corroborated"
    assert Verdict.objects.get().exception == "The register itself."


def test_only_mentions_of_the_claim_count_as_evidence(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    other = claim_at(Stage.QUEUED, text="The gate was built in 1974.")

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"], mentions=[other.mentions.first().pk])

    assert refusal.value.code == "unknown_mention"


def test_a_rating_that_implies_another_outcome_is_refused(claim_at, people, rating):
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as refusal:
        move(
            claim.pk,
            "decide",
            actor=people["ana"],
            outcome="contested",
            rating=rating("True").pk,
            mentions=[claim.mentions.first().pk],
            reason="So.",
        )

    assert refusal.value.code == "unknown_rating"


def test_what_is_missing_is_named(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "dismiss", actor=people["ana"], reason="  ")

    assert refusal.value.say == "Say why: a reason is missing."
    assert refusal.value.status == 422


def test_a_stale_page_is_refused_and_told_the_version(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "release", actor=people["ana"], version=1)

    assert refusal.value.code == "stale"
    assert refusal.value.status == 412
    assert refusal.value.words["version"] == 2


def test_a_claim_in_a_colleagues_hand_is_theirs(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as taking:
        move(claim.pk, "take", actor=people["ben"])
    with pytest.raises(MoveRefused) as deciding:
        decide(claim, people["ben"])

    assert taking.value.code == deciding.value.code == "held"
    assert taking.value.say.startswith("Ana has this claim in hand until ")


def test_a_lapsed_lease_lets_a_colleague_take_over(claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    Review.objects.filter(claim=claim).update(lease_until="2020-01-01T00:00Z")

    moved = move(claim.pk, "take", actor=people["ben"])

    assert moved.stage == "in_hand"
    with pytest.raises(MoveRefused) as refusal:
        decide(claim, people["ana"])
    assert refusal.value.code == "held"


def test_taking_twice_is_one_take(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    moved = move(claim.pk, "take", actor=people["ana"])

    assert moved.event is None
    assert moved.version == claim.version


def test_release_puts_the_claim_back(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    moved = move(claim.pk, "release", actor=people["ana"])

    review = claim.reviews.get()
    assert moved.stage == "queued"
    assert (review.holder, review.lease_until) == (None, None)


def test_dismissed_and_reopened(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    move(claim.pk, "dismiss", actor=people["ana"], reason="An opinion.")
    claim.refresh_from_db()
    dismissed = claim.state

    moved = move(claim.pk, "reopen", actor=people["carla"], reason="It is not.")

    assert dismissed == "dismissed"
    assert (moved.stage, moved.state) == ("queued", "unverified")
    assert list(claim.reviews.values_list("round", "stage").order_by("round")) == [
        (1, "closed"),
        (2, "queued"),
    ]


def test_merging_carries_the_mentions_and_reopening_brings_them_back(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    target = claim_at(Stage.QUEUED, text="In Arlen 4,200 homes were flooded.")

    move(claim.pk, "merge", actor=people["ana"], into=target.pk)
    merged = target.mentions.count(), claim.mentions.count()
    move(claim.pk, "reopen", actor=people["carla"], reason="Another year.")

    assert merged == (4, 0)
    assert (target.mentions.count(), claim.mentions.count()) == (2, 2)
    claim.refresh_from_db()
    assert claim.merged_into is None


def test_ending_a_merge_in_the_middle_of_a_chain_brings_all_of_its_mentions_back(
    claim_at, people
):
    first, second = (claim_at(Stage.IN_HAND, text=f"Wording {n}.") for n in (1, 2))
    last = claim_at(Stage.QUEUED, text="Wording 3.")
    move(first.pk, "merge", actor=people["ana"], into=second.pk)
    move(second.pk, "merge", actor=people["ana"], into=last.pk)
    merged = [claim.mentions.count() for claim in (first, second, last)]

    move(second.pk, "undo", actor=people["ana"])
    undone = [claim.mentions.count() for claim in (first, second, last)]
    move(first.pk, "reopen", actor=people["carla"], reason="Not the same.")

    assert merged == [0, 0, 6]
    assert undone == [0, 4, 2]
    assert [claim.mentions.count() for claim in (first, second, last)] == [2, 2, 2]


def test_a_published_unproven_is_withdrawn_before_it_is_dismissed_or_merged(
    claim_at, people, decide
):
    claim = claim_at(Stage.IN_HAND)
    other = claim_at(Stage.QUEUED, text="Another statement.")
    decide(claim, people["ana"], "Unproven")
    decide(claim, people["ben"], "Unproven")
    move(claim.pk, "reopen", actor=people["carla"], reason="Again.")
    move(claim.pk, "take", actor=people["ana"])

    for verb, given in (("dismiss", {"reason": "No."}), ("merge", {"into": other.pk})):
        with pytest.raises(MoveRefused) as refusal:
            move(claim.pk, verb, actor=people["ana"], **given)
        assert (refusal.value.code, refusal.value.status) == ("has_verdict", 409)


def test_one_outlet_is_one_voice_whatever_a_merge_brought_together(
    claim_at, people, decide
):
    claim = claim_at(Stage.IN_HAND, outlets=("The Lantern",))
    other = claim_at(Stage.QUEUED, text="Other words.", outlets=("The Lantern",))
    move(claim.pk, "merge", actor=people["ana"], into=other.pk)
    move(other.pk, "take", actor=people["ana"])
    origins = set(other.mentions.values_list("origin", flat=True))

    with pytest.raises(MoveRefused) as refusal:
        decide(other, people["ana"])

    assert len(origins) == 2
    assert refusal.value.code == "one_origin"
    assert count_voices(other) == 1


def test_ones_own_lapsed_claim_is_handed_out_again(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    Review.objects.filter(claim=claim).update(lease_until="2020-01-01T00:00Z")

    moved = take_next(actor=people["ana"])

    assert moved.claim == claim.pk
    assert moved.event is not None


@pytest.mark.parametrize(
    "given",
    [
        {"rating": 10**30},
        {"rating": True},
        {"rating": "1"},
        {"mentions": "12"},
        {"mentions": [1.5]},
        {"mentions": [None]},
        {"reason": 5},
        {"reason": "x" * 20_001},
        {"reason": "\ud800"},
        {"reason": "a\x00b"},
        {"outcome": "true"},
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(given, claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    whole = {
        "outcome": "corroborated",
        "rating": 1,
        "mentions": [claim.mentions.first().pk],
        "reason": "So.",
    }

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "decide", actor=people["ana"], **(whole | given))

    assert refusal.value.code == "bad_value"
    assert refusal.value.field == next(iter(given))


def test_a_reason_nobody_can_see_is_none(claim_at, people):
    claim = claim_at(Stage.IN_HAND)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "dismiss", actor=people["ana"], reason="\u200b \u2060")

    assert refusal.value.code == "missing"


def test_a_claim_cannot_be_merged_into_itself_or_a_dismissed_one(claim_at, people):
    claim = claim_at(Stage.IN_HAND)
    gone = claim_at(Stage.IN_HAND, text="A joke.")
    move(gone.pk, "dismiss", actor=people["ana"], reason="A joke.")

    for target in (claim.pk, gone.pk, 10**12):
        with pytest.raises(MoveRefused) as refusal:
            move(claim.pk, "merge", actor=people["ana"], into=target)
        assert refusal.value.code == "unknown_target"


def test_reopening_keeps_the_verdict_in_force_until_another_supersedes_it(
    claim_at, people, decide
):
    claim = claim_at(Stage.CLOSED)

    move(claim.pk, "reopen", actor=people["carla"], reason="New register.")
    claim.refresh_from_db()
    during = claim.state
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"], "False")
    decide(claim, people["ben"], "False")

    claim.refresh_from_db()
    assert during == "corroborated"
    assert claim.state == "contested"
    assert list(claim.verdicts.values_list("number", "outcome")) == [
        (1, "corroborated"),
        (2, "contested"),
    ]


def test_a_withdrawn_verdict_leaves_the_claim_unverified_with_a_notice(
    claim_at, people
):
    claim = claim_at(Stage.CLOSED)

    moved = move(
        claim.pk, "withdraw", actor=people["carla"], notice="The register was wrong."
    )

    assert (moved.stage, moved.state) == ("closed", "unverified")
    assert Verdict.objects.get().notice == "The register was wrong."
    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "withdraw", actor=people["carla"], notice="Again.")
    assert refusal.value.code == "no_verdict"


@pytest.mark.parametrize("policy", ["never", "always"])
def test_the_policy_in_force_is_recorded_on_the_review(
    policy, settings, stated, people, decide
):
    settings.SECOND_READER = policy
    claim = stated()
    settings.SECOND_READER = "always"
    move(claim.pk, "take", actor=people["ana"])

    moved = decide(claim, people["ana"])

    assert moved.stage == ("closed" if policy == "never" else "second_reading")
    assert claim.reviews.get().second_reader is (policy == "always")


def test_next_hands_out_the_most_urgent_claim_and_never_ones_own_reading(
    stated, claim_at, people
):
    read_by_ana = claim_at(Stage.SECOND_READING, text="Nine schools closed.", worth=0.9)
    plain = stated(text="The gauge stood at 5.8 m.", worth=0.4)

    for_ana = take_next(actor=people["ana"])
    for_ben = take_next(actor=people["ben"])

    assert for_ana.claim == plain.pk
    assert for_ben.claim == read_by_ana.pk
    with pytest.raises(MoveRefused) as refusal:
        take_next(actor=people["carla"])
    assert refusal.value.code == "nothing_left"


def test_readers_and_managers_may_not_move_anything(claim_at, people):
    claim = claim_at(Stage.QUEUED)

    for name in ("rosa", "dora", "sync"):
        with pytest.raises(MoveRefused) as refusal:
            move(claim.pk, "take", actor=people[name])
        assert refusal.value.status == 403
    claim.refresh_from_db()
    assert claim.version == 1


def test_an_account_that_is_switched_off_moves_nothing(claim_at, people):
    claim = claim_at(Stage.QUEUED)
    people["ana"].is_active = False

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "take", actor=people["ana"])

    assert refusal.value.code == "inactive"


def test_fields_that_do_not_go_with_the_verb_are_refused(claim_at, people):
    claim = claim_at(Stage.QUEUED)

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "take", actor=people["ana"], notice="?")

    assert refusal.value.say == "'notice' does not go with take."


def test_the_desk_offers_what_the_table_allows(claim_at, people):
    review = claim_at(Stage.CLOSED).reviews.get()

    assert allowed_verbs(review, actor=people["carla"]) == [
        "reopen",
        "withdraw",
        "undo",
    ]
    assert allowed_verbs(review, actor=people["ana"]) == ["undo"]
    assert allowed_verbs(review, actor=people["rosa"]) == []


def test_what_is_learnt_of_a_waiting_claim_moves_it_up(stated, people):
    stated(text="A plain statement.", worth=0.9)
    disputed = stated(text="A disputed statement.", worth=0.5)

    Claim.objects.filter(pk=disputed.pk).update(differing=1)

    assert take_next(actor=people["ana"]).claim == disputed.pk


def test_the_installed_door_is_the_one_in_the_file(db):
    source = "".join(path.read_text() for path in DOOR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE 'reviews\\_%%'")
        bodies = [row[0] for row in cursor.fetchall()]

    assert len(bodies) == source.count("CREATE OR REPLACE FUNCTION")
    assert all(body in source for body in bodies)


def test_moving_the_state_by_hand_fails_at_commit(claim_at):
    claim = claim_at(Stage.QUEUED)
    Claim.objects.filter(pk=claim.pk).update(state="corroborated")

    with pytest.raises(DatabaseError, match="moved without its event"):
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "sql", ["UPDATE reviews_event SET reason = 'x'", "DELETE FROM reviews_event"]
)
def test_events_can_be_neither_changed_nor_deleted(sql, claim_at):
    claim = claim_at(Stage.QUEUED)

    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        run_sql(sql)

    assert Event.objects.filter(claim=claim).count() == 1


def run_sql(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
