"""People unlink what the machine linked, and link what it missed."""

import pytest

from claims.matching.sense.similarity import fingerprint
from claims.models import Claim, Mention
from conftest import count_voices, mention_in
from reviews.moves import Stage
from reviews.tests.correcting import (
    HOMES,
    check_at_commit,
    correct,
    place_of,
    refused,
    stored,
)
from reviews.verification import verify
from reviews.workflow import move

# unlink


def test_a_mention_of_another_statement_becomes_a_claim_of_its_own(held):
    claim, ana = held(Stage.IN_HAND)
    stays, leaves = claim.mentions.order_by("pk")
    Mention.objects.filter(pk=leaves.pk).update(worth=0.7)

    moved = correct(claim, "unlink", ana, mention=leaves.pk, reason="Another year.")

    new = Claim.objects.get(pk=moved.other)
    leaves.refresh_from_db()
    opened = new.events.get()
    assert list(claim.mentions.all()) == [stays]
    assert (leaves.claim, leaves.first_claim) == (new, new)
    assert (leaves.linked_by, leaves.similarity) == ("person", None)
    assert (new.wording.text, new.worth, new.state) == (HOMES, 0.7, "unverified")
    assert bytes(new.wording.fingerprint) == fingerprint(HOMES)
    assert new.reviews.get().stage == "queued"
    assert (opened.verb, opened.actor, opened.reason) == ("open", ana, "")
    assert (opened.data["from"], opened.data["mention"]) == (claim.pk, leaves.pk)
    assert claim.events.get(verb="unlink").data == {
        "mention": leaves.pk,
        "other": new.pk,
    }
    check_at_commit()
    assert verify().flaws == ()


def test_the_last_mention_cannot_leave(held):
    claim, ana = held(Stage.IN_HAND, outlets=("The Lantern",))
    only = claim.mentions.get()

    refusal = refused(claim, "unlink", ana, mention=only.pk, reason="Another.")

    assert (refusal.code, refusal.status) == ("last_mention", 409)


def test_a_mention_that_came_alone_with_a_merge_goes_back_to_its_claim(held, people):
    gone, ana = held(Stage.IN_HAND, text="Homes stood under water.", outlets=("A",))
    claim, _ = held(Stage.IN_HAND)
    move(gone.pk, "merge", actor=ana, into=claim.pk)
    (came,) = claim.mentions.filter(first_claim=gone)
    claim.refresh_from_db()

    moved = correct(claim, "unlink", ana, mention=came.pk, reason="Elsewhere.")

    gone.refresh_from_db()
    came.refresh_from_db()
    assert moved.other == gone.pk
    assert (gone.state, gone.merged_into) == ("unverified", None)
    assert (came.claim, came.first_claim) == (gone, gone)
    assert gone.reviews.get(round=2).stage == "queued"
    assert gone.events.get(verb="reopen").data["from"] == claim.pk
    assert Claim.objects.count() == 2
    check_at_commit()
    assert verify().flaws == ()


def test_one_of_several_that_came_with_a_merge_leaves_the_merge_as_it_is(held):
    gone, ana = held(Stage.IN_HAND, text="Homes stood under water.")
    claim, _ = held(Stage.IN_HAND)
    move(gone.pk, "merge", actor=ana, into=claim.pk)
    came, stays = claim.mentions.filter(first_claim=gone)
    claim.refresh_from_db()

    moved = correct(claim, "unlink", ana, mention=came.pk, reason="Elsewhere.")
    move(gone.pk, "undo", actor=ana)

    gone.refresh_from_db()
    assert list(gone.mentions.all()) == [stays]
    assert Mention.objects.get(claim=moved.other) == came
    check_at_commit()
    assert verify().flaws == ()


def test_a_mention_of_another_claim_is_not_this_ones_to_correct(held, stated):
    claim, ana = held(Stage.IN_HAND)
    other = stated("The gate was built in 1974.").mentions.first()

    for verb, given in (
        ("unlink", {"reason": "No."}),
        ("regroup", {"reason": "No."}),
        ("mark", {"stance": "context"}),
    ):
        for mention in (other.pk, 10**12):
            refusal = refused(claim, verb, ana, mention=mention, **given)
            assert (refusal.code, refusal.field) == ("wrong_mention", "mention")


def test_what_differs_is_counted_again_when_a_mention_leaves(held):
    claim, ana = held(Stage.IN_HAND)
    values = [
        {"kind": "number", "amount": amount, "unit": "home", "bound": ""}
        | {"start": 0, "end": 5, "text": amount}
        for amount in ("4200", "2400")
    ]
    mention_in(claim, "A", "There were 4,200 homes flooded.", values=values[:1])
    leaves = mention_in(
        claim, "B", "There were 2,400 homes flooded.", values=values[1:]
    )
    Claim.objects.filter(pk=claim.pk).update(differing=1)

    correct(claim, "unlink", ana, mention=leaves.pk, reason="Another town.")

    assert claim.differing == 0


# link


def test_a_place_becomes_a_mention_with_the_words_that_stand_there(held):
    claim, ana = held(Stage.IN_HAND)
    source = stored("On Monday 😀 officials said. Some 4,200 homes stood in water.")
    place = place_of("Some 4,200 homes stood in water.", source)

    moved = correct(claim, "link", ana, **place, stance="context", reason="Missed.")

    mention = claim.mentions.get(source=source)
    assert mention.quote == "Some 4,200 homes stood in water."
    assert (mention.stance, mention.linked_by) == ("context", "person")
    assert mention.first_claim == claim
    assert mention.extraction is None
    assert mention.values[0]["amount"] == "4200"
    assert mention.origin.reason == "Published by The Herald."
    assert claim.events.get(pk=moved.event).data["mention"] == mention.pk
    check_at_commit()
    assert verify().flaws == ()


def test_a_copy_that_a_person_links_is_no_second_voice(held):
    claim, ana = held(Stage.IN_HAND)
    known = claim.mentions.first()
    source = stored(f"Elsewhere. {HOMES}", outlet="The Lantern")

    correct(claim, "link", ana, **place_of(HOMES, source), stance="supports")

    mention = claim.mentions.get(source=source)
    assert mention.origin == known.origin
    assert mention.origin.reason == "Both are published by The Lantern."
    assert count_voices(claim) == 2


@pytest.mark.parametrize(
    ("start", "end", "field", "says"),
    [
        (0, 0, "end", "put it after where the place starts"),
        (5, 3, "end", "put it after where the place starts"),
        (0, 2001, "end", "mark 1 to 2,000"),
        (3000, 3100, "end", "the text ends at 3,006"),
        (9, 13, "start", "no words"),
        (-1, 5, "start", "whole number"),
        (True, 5, "start", "whole number"),
        (0, 2**40, "end", "whole number"),
    ],
)
def test_a_place_that_cannot_be_is_refused_by_name(start, end, field, says, held):
    claim, ana = held(Stage.IN_HAND)
    source = stored("The flood    \n" + "x" * 2992)

    given = {"source": source.pk, "start": start, "end": end, "stance": "context"}
    refusal = refused(claim, "link", ana, **given)

    assert (refusal.code, refusal.field) == ("bad_value", field)
    assert says in refusal.say


def test_a_source_that_is_not_there_has_no_places(held):
    claim, ana = held(Stage.IN_HAND)

    given = {"source": 10**9, "start": 0, "end": 5, "stance": "context"}
    refusal = refused(claim, "link", ana, **given)

    assert (refusal.code, refusal.field) == ("bad_value", "source")


def test_a_place_is_linked_once(held):
    claim, ana = held(Stage.IN_HAND)
    known = claim.mentions.first()
    place = {"source": known.source_id, "start": known.start, "end": known.end}

    refusal = refused(claim, "link", ana, **place, stance="supports")

    assert (refusal.code, refusal.status) == ("already_mentioned", 422)
    assert f"mention {known.pk}" in refusal.say
