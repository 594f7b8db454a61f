"""People reword and split claims, and file what was passed over."""

from dataclasses import replace

import pytest

from claims.linking.sketches import Phrase, ask
from claims.matching.sense.similarity import fingerprint
from claims.models import Claim, Meaning, Wording
from conftest import mention_in
from reviews.feed import publish_due, render
from reviews.models import FeedEntry, Verdict
from reviews.moves import REVIEW, Stage
from reviews.tests.correcting import (
    HOMES,
    check_at_commit,
    correct,
    place_of,
    refused,
    stored,
)
from reviews.verification import verify
from reviews.workflow import MoveRefused, file_claim, move

# reword


def test_reworded_with_the_first_words_beside_and_found_by_both(held):
    claim, ana = held(Stage.IN_HAND)
    Wording.objects.filter(claim=claim).update(sketch=[1])
    Meaning.objects.create(claim=claim, vector=[0.1] * 512)
    old = bytes(claim.wording.fingerprint)

    correct(claim, "reword", ana, text="  4,200 homes \n were hit. ", reason="Plain.")
    correct(claim, "reword", ana, text="Arlen: 4,200 homes were hit.")

    words = Wording.objects.get(claim=claim)
    first = replace(Phrase.of(HOMES), fingerprint=old)
    found = ask([first, Phrase.of(words.text)]).same
    assert (words.text, words.original) == ("Arlen: 4,200 homes were hit.", HOMES)
    assert bytes(words.original_fingerprint or b"") == old
    assert found == {old: claim.pk, fingerprint(words.text): claim.pk}
    assert words.sketch != [1]
    assert claim.meaning.vector is None
    assert [
        (event.data["before"], event.data["text"])
        for event in claim.events.filter(verb="reword")
    ] == [
        (HOMES, "4,200 homes were hit."),
        ("4,200 homes were hit.", "Arlen: 4,200 homes were hit."),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [(HOMES, "unchanged"), (" \u200b ", "missing"), ("x" * 2001, "bad_value")],
)
def test_words_that_say_nothing_new_are_refused(text, code, held):
    claim, ana = held(Stage.IN_HAND)

    assert refused(claim, "reword", ana, text=text).code == code


def test_a_published_body_keeps_its_words_and_the_next_has_the_new_ones(
    settings, claim_at, people, decide
):
    settings.VERDICT_HOLD_SECONDS = 0
    claim = claim_at(Stage.CLOSED)
    publish_due()
    move(claim.pk, "withdraw", actor=people["carla"], notice="Wrong town.")
    move(claim.pk, "reopen", actor=people["carla"], reason="Wrong town.")
    move(claim.pk, "take", actor=people["ana"])
    move(claim.pk, "reword", actor=people["ana"], text="4,200 homes in Brome.")
    decide(claim, people["ana"])
    decide(claim, people["ben"])
    publish_due()

    bodies = [bytes(entry.body or b"") for entry in FeedEntry.objects.order_by("seq")]
    newest = Verdict.objects.latest("number")
    assert HOMES.encode() in bodies[0]
    assert b'"claim":"4,200 homes in Brome."' in bodies[2]
    assert bodies[2] == render(newest, Wording.objects.get(claim=claim))


# split


def test_a_compound_claim_in_two(held):
    claim, ana = held(Stage.IN_HAND, worth=0.4)
    mention_in(claim, "The Herald", HOMES)

    moved = correct(
        claim, "split", ana, text="4,200 homes were flooded.", other="It was in Arlen."
    )

    new = Claim.objects.get(pk=moved.other)
    words = Wording.objects.get(claim=claim)
    assert (words.text, words.original) == ("4,200 homes were flooded.", HOMES)
    assert (new.wording.text, new.wording.original) == ("It was in Arlen.", "")
    assert (new.wording.language, new.worth) == ("en", 0.4)
    assert new.reviews.get().stage == "queued"
    places = [
        list(
            each.mentions.order_by("pk").values_list("source", "start", "end", "quote")
        )
        for each in (claim, new)
    ]
    assert places[0] == places[1]
    assert len(places[1]) == 3
    assert {m.first_claim for m in new.mentions.all()} == {new}
    assert claim.events.get(verb="split").data["other"] == new.pk
    assert new.events.get().data["from"] == claim.pk
    assert new.events.get().actor == ana
    check_at_commit()
    assert verify().flaws == ()


def test_two_parts_say_two_things(held):
    claim, ana = held(Stage.IN_HAND)

    refusal = refused(claim, "split", ana, text="One part.", other="one part")

    assert (refusal.code, refusal.field) == ("unchanged", "other")


# file


def test_a_person_files_what_the_machine_passed_over(people):
    source = stored("Short. The bridge was closed on 3 May. More.")
    place = place_of("The bridge was closed on 3 May.", source)

    moved = file_claim(**place, actor=people["ana"], reason="Readers ask.")

    claim = Claim.objects.get(pk=moved.claim)
    mention, event = claim.mentions.get(), claim.events.get()
    assert (moved.stage, moved.state, moved.version) == ("queued", "unverified", 1)
    assert (claim.wording.text, claim.worth) == ("The bridge was closed on 3 May.", 1)
    assert (mention.quote, mention.linked_by) == (claim.wording.text, "person")
    assert (event.verb, event.actor, event.reason) == (
        "open",
        people["ana"],
        "Readers ask.",
    )
    assert claim.reviews.get().stage == "queued"
    check_at_commit()
    assert verify().flaws == ()


def test_a_filed_claim_may_have_words_of_its_own(people):
    source = stored("He closed it on 3 May.")

    moved = file_claim(
        source.pk, 0, 22, actor=people["ana"], text="The mayor closed the bridge."
    )

    claim = Claim.objects.get(pk=moved.claim)
    assert claim.wording.text == "The mayor closed the bridge."
    assert claim.mentions.get().quote == "He closed it on 3 May."


def test_a_place_is_filed_once_and_the_refusal_names_the_claim(people, stated):
    known = stated().mentions.first()

    with pytest.raises(MoveRefused) as refusal:
        file_claim(known.source_id, known.start, known.end, actor=people["ana"])

    assert refusal.value.code == "already_filed"
    assert refusal.value.words["other"] == known.claim_id
    assert f"claim {known.claim_id}" in refusal.value.say
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("name", ["rosa", "dora", "sync"])
def test_filing_takes_a_reviewer(name, people):
    source = stored("The bridge was closed on 3 May.")

    with pytest.raises(MoveRefused) as refusal:
        file_claim(source.pk, 0, 10, actor=people[name])

    assert not people[name].has_perm(REVIEW)
    assert (refusal.value.code, refusal.value.status) == ("not_permitted", 403)
    assert not Claim.objects.exists()
