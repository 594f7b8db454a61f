"""People say whose voice a mention is and what it shows."""

import pytest

from claims.linking.origins import explain_origins
from claims.models import Origin, Outlet
from conftest import count_voices, mention_in
from reviews.models import Verdict
from reviews.moves import Stage
from reviews.tests.correcting import HOMES, check_at_commit, correct, refused
from reviews.verification import verify
from reviews.workflow import MoveRefused

# regroup


def test_one_voice_says_ana_and_the_machine_leaves_it_so(held, people):
    claim, ana = held(Stage.IN_HAND)
    first, second = claim.mentions.order_by("pk")

    correct(
        claim,
        "regroup",
        ana,
        mention=second.pk,
        same_as=first.pk,
        reason="Both call the mayor.",
    )
    explain_origins({first.origin_id: "Both print the same sentence."})

    second.refresh_from_db()
    origin = Origin.objects.get(pk=first.origin_id)
    assert second.origin == origin
    assert origin.by_person
    assert origin.reason == "The same voice, says Ana: Both call the mayor."
    check_at_commit()
    assert verify().flaws == ()


def test_a_voice_of_its_own_says_ana(held):
    claim, ana = held(Stage.IN_HAND, outlets=("The Lantern",))
    first = claim.mentions.get()
    second = mention_in(claim, "The Echo", HOMES, origin=first.origin)

    correct(claim, "regroup", ana, mention=second.pk, reason="They counted. " * 40)

    second.refresh_from_db()
    assert second.origin_id != first.origin_id
    assert second.origin.reason.startswith(
        "A voice of its own, says Ana: They counted."
    )
    assert len(second.origin.reason) == 300
    assert count_voices(claim) == 2
    check_at_commit()
    assert verify().flaws == ()


def test_a_voice_of_its_own_never_outranks_one_owner(held, decide):
    claim, ana = held(Stage.IN_HAND, outlets=("The Lantern",))
    first = claim.mentions.get()
    second = mention_in(claim, "The Echo", HOMES, origin=first.origin)
    Outlet.objects.update(owner="Harbour Media")
    correct(claim, "regroup", ana, mention=second.pk, reason="Own reporters.")

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, ana)

    assert refusal.value.code == "one_origin"


@pytest.mark.parametrize("same_as", [None, "itself", "elsewhere"])
def test_a_grouping_that_changes_nothing_is_refused(same_as, held, stated):
    claim, ana = held(Stage.IN_HAND)
    mention = claim.mentions.first()
    given = {}
    if same_as:
        elsewhere = stated("The gate was built in 1974.").mentions.first()
        given = {"same_as": mention.pk if same_as == "itself" else elsewhere.pk}

    refusal = refused(claim, "regroup", ana, mention=mention.pk, reason="So.", **given)

    assert refusal.code == ("wrong_mention" if same_as else "unchanged")


def test_the_second_reader_counts_the_voices_as_they_are_now(held, people, decide):
    claim, ben = held(Stage.SECOND_READING)
    first, second = claim.mentions.order_by("pk")
    correct(
        claim, "regroup", ben, mention=second.pk, same_as=first.pk, reason="One call."
    )

    with pytest.raises(MoveRefused) as refusal:
        decide(claim, ben)
    moved = decide(claim, ben, exception="The register itself.")

    assert refusal.value.code == "one_origin"
    assert moved.state == "corroborated"
    assert Verdict.objects.get().exception == "The register itself."
    assert list(
        claim.reviews.get().readings.first().mentions.values_list("pk", flat=True)
    ) == [first.pk, second.pk]


# mark


def test_a_stance_is_marked_and_counts_so(held, decide):
    claim, ana = held(Stage.IN_HAND)
    mention = claim.mentions.first()

    correct(claim, "mark", ana, mention=mention.pk, stance="refutes")

    mention.refresh_from_db()
    assert mention.stance == "refutes"
    assert claim.events.get(verb="mark").data["before"] == "supports"
    with pytest.raises(MoveRefused) as refusal:
        decide(claim, ana)
    assert refusal.value.code == "one_origin"


def test_marking_what_stands_is_refused_and_so_is_an_unknown_stance(held):
    claim, ana = held(Stage.IN_HAND)
    mention = claim.mentions.first().pk

    same = refused(claim, "mark", ana, mention=mention, stance="supports")
    unknown = refused(claim, "mark", ana, mention=mention, stance="denies")

    assert (same.code, same.field) == ("unchanged", "stance")
    assert (unknown.code, unknown.field) == ("bad_value", "stance")
