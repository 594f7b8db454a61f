"""People correct the machine: every correction, through the one door."""

from dataclasses import replace
from hashlib import sha256

import pytest
from django.db import DatabaseError, connection, transaction

from claims.matching.similarity import fingerprint
from claims.models import Claim, Meaning, Mention, Origin, Outlet, Source, Wording
from claims.origins import explain_origins
from claims.sketches import Phrase, ask
from conftest import count_voices, mention_in
from reviews.feed import publish_due, render
from reviews.models import Event, FeedEntry, Verdict
from reviews.moves import CORRECTIONS, HELD_STAGES, MOVES, REVIEW, Stage, moves_for
from reviews.verification import verify
from reviews.workflow import MoveRefused, file_claim, move

LEGAL = [(rule.verb, rule.stage) for rule in MOVES if rule.verb in CORRECTIONS]
HOMES = "4,200 homes were flooded in Arlen."


def correct(claim, verb, actor, **given):
    """Make the move; nothing about stage, state or holder may change."""
    before = claim.reviews.order_by("-round").first()
    moved = move(claim.pk, verb, actor=actor, **given)
    after = claim.reviews.order_by("-round").first()
    state = claim.state
    claim.refresh_from_db()
    assert (after.pk, after.stage, after.holder_id) == (
        before.pk,
        before.stage,
        before.holder_id,
    )
    assert claim.state == state
    return moved


def refused(claim, verb, actor, **given):
    """The refusal; nothing may be written."""
    counts = Event.objects.count(), Claim.objects.count(), Mention.objects.count()
    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, verb, actor=actor, **given)
    assert counts == (
        Event.objects.count(),
        Claim.objects.count(),
        Mention.objects.count(),
    )
    return refusal.value


def check_at_commit(sql="", *arguments):
    """Whether all that was done, and ``sql`` on top of it, may be committed."""
    with connection.cursor() as cursor:
        if sql:
            cursor.execute(sql, arguments)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def held(claim_at, people):
    """A claim in somebody's hands, in a stage; and whose."""

    def hold(stage, **stating):
        claim = claim_at(stage, **stating)
        name = {"in_hand": "ana", "second_reading": "ben"}.get(stage, "carla")
        move(claim.pk, "take", actor=people[name])
        claim.refresh_from_db()
        return claim, people[name]

    return hold


def stored(text, outlet="The Herald", **fields):
    return Source.objects.create(
        outlet=Outlet.objects.get_or_create(name=outlet)[0],
        title="A report",
        language="en",
        text=text,
        text_sha256=sha256(text.encode()).digest(),
        **fields,
    )


def place_of(quote, source):
    start = source.text.index(quote)
    return {"source": source.pk, "start": start, "end": start + len(quote)}


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

    correct(claim, "link", ana, **place_of(HOMES, source))

    mention = claim.mentions.get(source=source)
    assert mention.origin == known.origin
    assert mention.origin.reason == "Both are published by The Lantern."
    assert count_voices(claim) == 2


@pytest.mark.parametrize(
    ("start", "end", "field", "says"),
    [
        (0, 0, "end", "mark 1 to 2,000"),
        (5, 3, "end", "mark 1 to 2,000"),
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

    refusal = refused(claim, "link", ana, source=source.pk, start=start, end=end)

    assert (refusal.code, refusal.field) == ("bad_value", field)
    assert says in refusal.say


def test_a_source_that_is_not_there_has_no_places(held):
    claim, ana = held(Stage.IN_HAND)

    refusal = refused(claim, "link", ana, source=10**9, start=0, end=5)

    assert (refusal.code, refusal.field) == ("bad_value", "source")


def test_a_place_is_linked_once(held):
    claim, ana = held(Stage.IN_HAND)
    known = claim.mentions.first()
    place = {"source": known.source_id, "start": known.start, "end": known.end}

    refusal = refused(claim, "link", ana, **place)

    assert (refusal.code, refusal.status) == ("already_mentioned", 422)
    assert f"mention {known.pk}" in refusal.say


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
