"""The workspace: what it shows, what it offers, and that no refusal loses a word."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.differences import recount_differences
from conftest import mention_in
from reviews.models import Draft, Event, Reading, Review
from reviews.moves import CORRECTIONS, REPLIES
from reviews.workflow import move

ARRANGED = ("postpone", "assign", "prioritise", "ask")
IN_HAND = (*CORRECTIONS, *REPLIES)


def number(text, start, amount):
    return {
        "kind": "number",
        "amount": amount,
        "unit": "home",
        "bound": "",
        "start": start + text.index(f"{int(amount):,}"),
        "end": start + text.index(f"{int(amount):,}") + len(f"{int(amount):,}"),
        "text": f"{int(amount):,}",
    }


def test_two_people_take_a_claim_from_queue_to_verdict(
    desk, claim_at, page_of, form, people
):
    claim = claim_at("queued")

    ana = desk("ana")
    started = ana.post("/admin/reviews/review/start/")
    first = ana.post(page_of(claim), form(claim))
    ben = desk("ben")
    ben.post("/admin/reviews/review/start/")
    prefilled = ben.get(page_of(claim)).context["typed"]
    second = ben.post(page_of(claim), form(claim, reason=""))

    assert started["Location"] == page_of(claim)
    assert (first.status_code, second.status_code) == (303, 303)
    assert len(prefilled.mentions) == 2
    claim.refresh_from_db()
    assert claim.state == "corroborated"
    assert claim.verdicts.get().confirmed_by == people["ben"]


def test_the_claim_is_marked_in_its_paragraph_and_others_lead_on(
    desk, claim_at, page_of
):
    claim = claim_at("queued", text="4,200 homes were flooded.")

    shown = desk("ana").get(page_of(claim)).content.decode()

    assert (
        '<mark><span class="unseen" lang="en">Claim starts: </span>4,200 homes' in shown
    )
    assert "2 independent origins support the claim." in shown


def test_values_are_marked_against_the_claims_own_in_words(desk, claim_at, page_of):
    claim = claim_at("queued", text="4,200 homes were flooded.", outlets=())
    start = len("Report 10 of The Lantern.\n\n")
    for outlet, amount in (("The Lantern", "4200"), ("Gazette", "2400")):
        text = f"{int(amount):,} homes were flooded."
        mention = mention_in(claim, outlet, text)
        mention.values = [number(text, mention.start, amount)]
        mention.save()
    recount_differences([claim.pk])

    shown = desk("ana").get(page_of(claim)).content.decode()

    assert start > 0
    assert "1 kind of value differs" in shown
    assert '<span aria-hidden="true">≠ </span>2,400' in shown
    assert (
        '2,400<span class="unseen" lang="en"> (differs: 2,400 against 4,200)</span>'
        in shown
    )
    assert '4,200<span class="unseen" lang="en"> (same as the claim)</span>' in shown
    words = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
    assert "Number : 4,200 (The Lantern) ≠ against 2,400 (Gazette)" in words


def test_sources_of_one_origin_say_whose(desk, claim_at, page_of):
    claim = claim_at("queued", outlets=("The Lantern",))
    first = claim.mentions.get()
    first.origin.reason = "Both print the same sentence, word for word."
    first.origin.save()
    mention_in(claim, "The Echo", "4,200 homes flooded.", origin=first.origin)

    shown = desk("ana").get(page_of(claim)).content.decode()

    assert "1 independent origin supports the claim." in shown
    assert "Same origin as The Lantern: Both print the same sentence" in shown


def test_a_sentence_that_a_newer_extractor_missed_says_so(desk, claim_at, page_of):
    claim = claim_at("queued", outlets=("The Lantern",))
    mention = claim.mentions.get()
    said = "A newer extractor did not find this sentence again."
    assert said not in desk("ana").get(page_of(claim)).content.decode()

    mention.missed_by = mention.extraction
    mention.save(update_fields=["missed_by"])

    assert said in desk("ana").get(page_of(claim)).content.decode()


@pytest.mark.parametrize(
    ("name", "stage", "offered"),
    [
        ("ana", "queued", ["take", *ARRANGED]),
        (
            "ana",
            "in_hand",
            ["release", *ARRANGED, "decide", "dismiss", "merge", *IN_HAND],
        ),
        ("ben", "in_hand", ["ask"]),
        # Nobody reads twice: it is not offered to be assigned to oneself.
        ("ana", "second_reading", ["postpone", "prioritise", "ask", "undo"]),
        ("dora", "second_reading", ["assign"]),
        ("ana", "adjudication", ["prioritise", "ask"]),
        ("ben", "second_reading", ["take", *ARRANGED, "decide"]),
        ("carla", "adjudication", ["take", *ARRANGED, "decide"]),
        ("carla", "closed", ["reopen", "withdraw"]),
        ("rosa", "queued", []),
    ],
)
def test_only_moves_that_would_be_made_are_offered(
    desk, claim_at, page_of, name, stage, offered
):
    claim = claim_at(stage)

    response = desk(name).get(page_of(claim))

    assert response.context["workspace"].verbs == offered


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"reason": " "}, 422, "reason"),
        ({"rating": ""}, 422, "rating"),
        ({"rating": "99999999999999999999999"}, 422, "rating"),
        ({"mentions": []}, 422, "mentions"),
        ({"mentions": ["0"]}, 422, "mentions"),
        ({"mentions": ["x"]}, 422, "mentions"),
        ({"version": "0"}, 412, ""),
        ({"version": ""}, 412, ""),
        ({"reason": "a\x00b", "rating": ""}, 422, "rating"),
    ],
)
def test_a_refusal_writes_nothing_and_keeps_what_was_typed(
    desk, claim_at, page_of, form, change, status, field
):
    claim = claim_at("in_hand")
    events = Event.objects.count()
    given = form(claim, reason="My very own words.") | change

    response = desk("ana").post(page_of(claim), given)

    assert response.status_code == status
    assert response.context["field"] == field
    assert 'role="alert"' in response.content.decode()
    typed = response.context["typed"]
    assert typed.reason == given["reason"].replace("\x00", "")
    assert typed.rating == str(given["rating"])
    assert typed.mentions == [str(pk) for pk in given["mentions"]]
    assert Event.objects.count() == events
    assert not Reading.objects.exists()


@pytest.mark.parametrize(("verb", "status"), [("fly", 422), ("reopen", 403), ("", 422)])
def test_a_verb_that_is_none_or_not_hers_changes_nothing(
    desk, claim_at, page_of, form, verb, status
):
    claim = claim_at("in_hand")
    events = Event.objects.count()

    response = desk("ana").post(page_of(claim), form(claim) | {"verb": verb})

    assert response.status_code == status
    assert Event.objects.count() == events


def test_one_origin_is_refused_at_its_own_field(desk, claim_at, page_of, form):
    claim = claim_at("in_hand", outlets=("The Lantern",))

    response = desk("ana").post(page_of(claim), form(claim))

    assert (response.status_code, response.context["field"]) == (422, "exception")
    assert 'id="exception-error"' in response.content.decode()


def test_the_refused_form_comes_back_with_its_radio_its_ticks_and_its_words(
    desk, claim_at, page_of, form, rating
):
    claim = claim_at("in_hand")
    ticked = claim.mentions.first().pk
    given = form(claim, "False", reason="", exception="Only once.", mentions=[ticked])

    shown = desk("ana").post(page_of(claim), given).content.decode()

    assert f'name="rating" value="{rating("False").pk}" checked' in shown
    assert shown.count(" checked") == 2
    assert f'value="{ticked}" form="decide" checked' in shown
    assert ">Only once.</textarea>" in shown


def test_a_draft_outlives_a_lost_lease_and_ends_with_the_decision(
    desk, claim_at, page_of, form, people
):
    claim = claim_at("in_hand")
    lapsed = timezone.now() - timedelta(minutes=1)
    Review.objects.update(lease_until=lapsed)
    move(claim.pk, "take", actor=people["ben"])

    lost = desk("ana").post(page_of(claim), form(claim, reason="Typed for an hour."))
    again = desk("ana").get(page_of(claim))
    move(claim.pk, "release", actor=people["ben"])
    move(claim.pk, "take", actor=people["ana"])
    saved = desk("ana").post(page_of(claim), form(claim))

    assert lost.status_code == 409
    assert "Ben has this claim in hand" in lost.content.decode()
    assert again.context["typed"].reason == "Typed for an hour."
    assert "Your draft is back" in again.content.decode()
    assert saved.status_code == 303
    assert not Draft.objects.exists()


def test_a_stale_form_shows_what_happened_and_can_be_saved_on_purpose(
    desk, claim_at, page_of, form, people
):
    claim = claim_at("second_reading")
    seen = form(claim)
    move(claim.pk, "take", actor=people["carla"])
    move(claim.pk, "release", actor=people["carla"])

    client = desk("ben")
    stale = client.post(page_of(claim), seen)
    fresh = stale.context["workspace"].claim.version
    saved = client.post(page_of(claim), seen | {"version": fresh})

    assert stale.status_code == 412
    assert [event.verb for event in stale.context["meanwhile"]] == ["release", "take"]
    assert saved.status_code == 303


def test_a_blind_second_reader_finds_no_trace_of_the_first(
    desk, claim_at, page_of, settings
):
    settings.BLIND_SHARE = 1.0
    claim = claim_at("second_reading")

    shown = desk("ben").get(page_of(claim))

    page = shown.content.decode()
    assert "Two registers agree." not in page
    assert "rated it" not in page
    assert " checked" not in page
    assert shown.context["typed"].mentions == []
    assert "Blind second reading" in page
    assert "Two registers agree." in desk("ana").get(page_of(claim)).content.decode()


def test_undo_gives_the_claim_back_with_the_form_as_it_was(
    desk, claim_at, page_of, form, rating
):
    claim = claim_at("in_hand")
    client = desk("ana")
    landed = client.post(page_of(claim), form(claim, "Misleading"), follow=True)
    undoable = landed.context["undoable"]
    assert undoable.event.claim_id == claim.pk

    undone = client.post(
        page_of(claim), {"verb": "undo", "version": undoable.event.seq}
    )

    assert undone.status_code == 303
    back = client.get(page_of(claim)).context
    assert back["typed"].rating == str(rating("Misleading").pk)
    assert back["typed"].reason == "Two registers agree."
    assert back["workspace"].review.holder.username == "ana"


def test_the_toast_counts_down_the_hold(desk, claim_at, page_of, form):
    claim = claim_at("second_reading")

    landed = desk("ben").post(page_of(claim), form(claim), follow=True)

    assert 0 < landed.context["undoable"].seconds <= 10
    assert "data-seconds=" in landed.content.decode()


@pytest.mark.parametrize(
    ("verb", "given", "stage", "state"),
    [
        ("release", {}, "queued", "unverified"),
        ("dismiss", {"reason": "An opinion."}, "closed", "dismissed"),
    ],
)
def test_a_claim_in_hand_can_be_put_away(
    desk, claim_at, page_of, verb, given, stage, state
):
    claim = claim_at("in_hand")

    answer = desk("ana").post(
        page_of(claim), {"verb": verb, "version": claim.version, **given}
    )

    assert answer.status_code == 303
    claim.refresh_from_db()
    assert (claim.reviews.get().stage, claim.state) == (stage, state)


def test_merging_reads_the_number_in_an_address(desk, claim_at, stated, page_of):
    target = stated("4,200 houses were under water.")
    claim = claim_at("in_hand")

    answer = desk("ana").post(
        page_of(claim),
        {
            "verb": "merge",
            "version": claim.version,
            "into": f"https://desk.example{page_of(target)}",
        },
    )

    assert answer.status_code == 303
    claim.refresh_from_db()
    assert claim.merged_into == target


def test_words_for_another_move_do_not_replace_those_for_the_decision(
    desk, claim_at, page_of, form
):
    claim = claim_at("in_hand")
    client = desk("ana")
    client.post(page_of(claim), form(claim, rating="", reason="For the decision."))
    client.post(
        page_of(claim), {"verb": "dismiss", "version": "1", "reason": "For dismissal."}
    )

    shown = client.get(page_of(claim)).content.decode()

    assert ">For the decision.</textarea>" in shown
    assert ">For dismissal.</textarea>" in shown


def test_a_reason_that_is_missing_is_said_in_the_form_that_lacks_it(
    desk, claim_at, page_of
):
    claim = claim_at("in_hand")

    answer = desk("ana").post(
        page_of(claim), {"verb": "dismiss", "version": claim.version}
    )

    assert answer.status_code == 422
    assert 'id="dismiss-error"' in answer.content.decode()
    assert 'id="reason-error"' not in answer.content.decode()


def test_there_is_no_workspace_without_a_claim(desk, people):
    assert desk("ana").get("/admin/reviews/review/claim/77/").status_code == 404
    assert (
        desk("ana")
        .post("/admin/reviews/review/claim/77/", {"verb": "take"})
        .status_code
        == 404
    )
