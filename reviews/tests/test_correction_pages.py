"""The pages that correct a claim and its mentions: what they offer, post, refuse and
keep, and for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim
from conftest import mention_in
from reviews.models import Review
from reviews.tests.correcting import (
    HOMES,
    fields,
    page,
    place_in,
    written,
)
from reviews.workflow import move

# words


def test_a_claim_is_reworded_beside_its_quotes(desk, taken):
    claim, ana = taken(), desk("ana")
    address = page("reword", claim.pk)

    shown = ana.get(address)
    sent = ana.post(address, fields(claim, text="4,200 homes in Arlen were wet."))

    assert f'<blockquote dir="auto">{HOMES}' in shown.content.decode()
    assert shown.context["typed"] == {"text": HOMES}
    assert (sent.status_code, sent["Location"]) == (303, page("claim", claim.pk))
    claim.wording.refresh_from_db()
    assert claim.wording.text == "4,200 homes in Arlen were wet."
    assert claim.wording.original == HOMES
    said = ana.get(page("claim", claim.pk)).content.decode()
    assert "Reworded. The first words stay beside the new ones." in said


def test_a_compound_claim_is_split_with_its_clauses_filled_in(desk, taken):
    both = "4,200 homes were flooded, and the bridge was closed."
    claim, ana = taken(text=both), desk("ana")
    address = page("split", claim.pk)

    offered = ana.get(address).context["typed"]
    sent = ana.post(address, fields(claim, **offered))

    new = Claim.objects.latest("pk")
    assert sent.status_code == 303
    assert new.wording.text == "The bridge was closed."
    assert claim.mentions.count() == new.mentions.count() == 2
    said = ana.get(page("claim", claim.pk)).content.decode()
    assert f'href="{page("claim", new.pk)}">claim {new.pk}</a>' in said


def test_a_refused_wording_stands_in_the_field_with_the_reason_beside_it(desk, taken):
    claim, ana = taken(), desk("ana")
    before = written()

    answer = ana.post(
        page("reword", claim.pk),
        fields(claim, text="  ", reason="Not  clear\nat all."),
    )

    assert answer.status_code == 422
    assert answer.context["field"] == "text"
    assert answer.context["typed"] == {"text": "  ", "reason": "Not  clear\nat all."}
    assert 'aria-describedby="reword-error"' in answer.content.decode()
    assert written() == before


def test_a_claim_that_changed_meanwhile_is_not_reworded_unseen(desk, taken, people):
    claim, ana = taken(), desk("ana")
    form = fields(claim, text="Other words.")
    mention = claim.mentions.last()
    move(claim.pk, "mark", actor=people["ana"], mention=mention.pk, stance="context")

    answer = ana.post(page("reword", claim.pk), form)
    again = ana.post(page("reword", claim.pk), form | {"version": claim.version + 1})

    assert (answer.status_code, answer.context["refusal"].code) == (412, "stale")
    assert answer.context["typed"]["text"] == "Other words."
    assert f'name="version" value="{claim.version + 1}"' in answer.content.decode()
    assert again.status_code == 303


# mentions


def test_a_mention_is_taken_off_with_a_reason(desk, taken):
    claim, ana = taken(), desk("ana")
    last = claim.mentions.last()
    address = page("mention", claim.pk, last.pk)

    none = ana.post(address, fields(claim, verb="unlink"))
    sent = ana.post(address, fields(claim, verb="unlink", reason="Another flood."))

    new = Claim.objects.latest("pk")
    assert (none.status_code, none.context["field"]) == (422, "reason")
    assert sent["Location"] == page("claim", claim.pk)
    assert list(new.mentions.all()) == [last]
    assert claim.events.get(verb="unlink").reason == "Another flood."


def test_a_stance_is_changed(desk, taken):
    claim, ana = taken(), desk("ana")
    last = claim.mentions.last()
    address = page("mention", claim.pk, last.pk)

    same = ana.post(address, fields(claim, verb="mark", stance="supports"))
    sent = ana.post(address, fields(claim, verb="mark", stance="refutes"))

    assert (same.status_code, same.context["field"]) == (422, "stance")
    assert 'id="mark-stance-error"' in same.content.decode()
    assert sent.status_code == 303
    last.refresh_from_db()
    assert last.stance == "refutes"


def test_two_mentions_are_made_one_voice_and_two_again(desk, taken):
    claim, ana = taken(), desk("ana")
    first, last = claim.mentions.order_by("pk")
    address = page("mention", claim.pk, last.pk)

    one = fields(claim, verb="regroup", same_as=first.pk, reason="Both call Ruiz.")
    joined = ana.post(address, one)
    last.refresh_from_db()
    together = last.origin_id == first.origin_id
    apart = fields(claim, verb="regroup", same_as="own", reason="They did not.")
    parted = ana.post(address, apart)
    last.refresh_from_db()

    assert (joined.status_code, parted.status_code) == (303, 303)
    assert together
    assert last.origin_id != first.origin_id
    assert "says Ana: They did not." in last.origin.reason


def test_what_is_chosen_and_typed_stays_when_a_regrouping_is_refused(desk, taken):
    claim, ana = taken(), desk("ana")
    first, last = claim.mentions.order_by("pk")

    answer = ana.post(
        page("mention", claim.pk, last.pk),
        fields(claim, verb="regroup", same_as=first.pk, reason=""),
    )

    shown = answer.content.decode()
    assert (answer.status_code, answer.context["field"]) == (422, "reason")
    assert f'name="same_as" value="{first.pk}" checked' in shown


def test_a_mention_of_another_claim_is_not_found_here(desk, taken, stated):
    claim, other = taken(), stated("The gate was built in 1974.")
    stranger = other.mentions.first()

    assert desk("ana").get(page("mention", claim.pk, stranger.pk)).status_code == 404


def test_what_cannot_be_done_any_more_is_said_instead_of_offered(
    desk, claim_at, people
):
    claim = claim_at("second_reading")
    move(claim.pk, "take", actor=people["ben"])
    ben, mention = desk("ben"), claim.mentions.first()

    shown = ben.get(page("mention", claim.pk, mention.pk)).content.decode()
    words = ben.get(page("reword", claim.pk)).content.decode()

    assert 'value="mark"' in shown
    assert 'value="unlink"' not in shown
    assert "A mention leaves a claim before the first reading only" in shown
    assert "<textarea" not in words
    assert "Words change before the first reading only" in words


PAGES = ("evidence", "reword", "split", "mention")


@pytest.mark.parametrize("name", ["rosa", "dora"])
def test_whoever_does_not_review_meets_no_form_and_changes_nothing(
    name, desk, taken, report
):
    claim, person = taken(), desk(name)
    mention = claim.mentions.last()
    before = written()
    form = fields(
        claim,
        verb="unlink",
        reason="So.",
        text="A.",
        other="B.",
        source=report.pk,
        place=place_in(report, "Nobody was hurt."),
        stance="refutes",
        save="yes",
    )

    for route in PAGES:
        args = (claim.pk, mention.pk) if route == "mention" else (claim.pk,)
        assert person.get(page(route, *args)).status_code == 403
        assert person.post(page(route, *args), form).status_code == 403
    source = page("source", report.pk)
    assert '<form method="post" id' not in person.get(source).content.decode()
    assert "Put back" not in person.get(source).content.decode()
    assert person.get(f"{source}?pick=1").status_code == 200
    assert person.post(source, form).status_code == 403
    assert written() == before


def test_whoever_does_not_hold_the_claim_is_told_to_take_it(desk, taken, report):
    claim, ben = taken(), desk("ben")
    before = written()
    form = fields(claim, text="Ben’s words.", reason="Clearer.")

    shown = ben.get(page("reword", claim.pk)).content.decode()
    answer = ben.post(page("reword", claim.pk), form)

    assert "Take it first, on its page." in shown
    assert "<textarea" not in shown
    assert (answer.status_code, answer.context["refusal"].code) == (409, "held")
    assert "Ben’s words." in answer.content.decode()
    assert written() == before


def test_whoever_corrects_keeps_the_claim_meanwhile(desk, taken):
    claim = taken()
    soon = timezone.now() + timedelta(minutes=1)
    Review.objects.filter(claim=claim).update(lease_until=soon)

    desk("ben").get(page("reword", claim.pk))
    unmoved = Review.objects.get(claim=claim).lease_until
    desk("ana").get(page("reword", claim.pk))
    later = Review.objects.get(claim=claim, lease_until__gt=soon)

    assert unmoved == soon
    assert later.holder_id == claim.events.latest("pk").actor_id


@pytest.mark.parametrize("route", PAGES)
@pytest.mark.parametrize("pk", [10**9, 10**30])
def test_a_claim_that_is_not_there_has_no_pages(route, pk, desk, taken):
    mention = taken().mentions.first()
    args = (pk, mention.pk) if route == "mention" else (pk,)

    assert desk("ana").get(page(route, *args)).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?source=99999999999999999999",
        "?source=x",
        "?q=%22(%27%5C",
        "?source={source}&at=999999999",
        "?source={source}&start=5",
        "?source={source}&start=900000000&end=900000009",
        "?source={source}&start=1&end=2&step=sideways",
        "?source={source}&q=%22(%27%5C",
    ],
)
def test_a_garbled_address_breaks_nothing(query, desk, taken, report):
    claim, ana = taken(), desk("ana")
    address = page("evidence", claim.pk, query=query.format(source=report.pk))

    assert ana.get(address).status_code in (200, 404)


@pytest.mark.browser
def test_the_pages_are_without_fault_refused_ones_too(visit, taken, report):
    claim = taken(text="4,200 homes were flooded, and the bridge was closed.")
    mention = claim.mentions.last()
    mention_in(claim, "The Echo", HOMES, origin=mention.origin)
    visitor, faults = visit("ana"), []
    for path in (
        page("evidence", claim.pk),
        page("evidence", claim.pk, query="?q=earthquake"),
        page("evidence", claim.pk, query=f"?source={report.pk}&q=homes"),
        page("reword", claim.pk),
        page("split", claim.pk),
        page("mention", claim.pk, mention.pk),
        page("source", mention.source_id),
        page("source", report.pk),
        page("source", report.pk, query=f"?pick={report.pk}"),
    ):
        visitor.open(path)
        faults += visitor.faults()
    page_ = visitor.open(page("mention", claim.pk, mention.pk))
    page_.click("text=Regroup it")
    faults += visitor.faults()
    refused = page_.locator("[role=alert]")
    focused = refused.evaluate("each => each === document.activeElement")
    visitor.open(page("evidence", claim.pk)).click("text=Store it and pick")
    faults += visitor.faults()

    assert focused
    assert faults == []
