"""One person, two windows: the second never replaces what the first saved unasked."""

import pytest
from django.urls import reverse

from reviews.models import Event, Reading


@pytest.fixture
def met(claim_at, desk, form, rating, page_of):
    """Ana has saved True in one window and sends False from another."""
    claim = claim_at("in_hand")
    ana, typed = desk("ana"), form(claim)
    ana.post(page_of(claim), typed)
    other = typed | {"rating": rating("False").pk, "reason": "The register says no."}
    return claim, ana, other, ana.post(page_of(claim), other)


def test_the_second_window_is_told_and_shown_both(met):
    claim, _, _, answer = met

    page = answer.content.decode()
    assert answer.status_code == 412
    assert "you saved a reading of this claim in the meantime" in page
    assert "Saved by you" in page
    assert page.count("Two registers agree.") >= 1
    assert "The register says no." in page
    assert answer.context["typed"].reason == "The register says no."
    assert "Replace the saved one with this" in page
    assert Reading.objects.get().rating.word == "True"
    assert Event.objects.filter(claim=claim).latest("seq").verb == "decide"


def test_the_person_may_replace_the_saved_one(met, page_of):
    claim, ana, typed, answer = met
    claim.refresh_from_db()
    over = answer.context["theirs"].seq

    sent = ana.post(page_of(claim), typed | {"version": claim.version, "over": over})

    assert sent.status_code == 303
    assert Reading.objects.get(undone_at=None).rating.word == "False"
    verbs = Event.objects.order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["open", "take", "decide", "undo", "decide"]


def test_a_replacement_that_is_refused_leaves_the_saved_one(met, page_of):
    claim, ana, typed, answer = met
    over = answer.context["theirs"].seq

    sent = ana.post(page_of(claim), typed | {"reason": " ", "over": over})

    assert sent.status_code == 422
    assert Reading.objects.get(undone_at=None).rating.word == "True"
    assert Event.objects.filter(claim=claim).latest("seq").verb == "decide"


def test_the_person_may_keep_the_saved_one(met):
    claim, ana, _, _ = met

    ana.post(reverse("admin:desk_skip", args=[claim.pk]), {"drop": "yes"})

    assert Reading.objects.get(undone_at=None).rating.word == "True"


def test_what_can_be_replaced_no_more_is_said_so(met, desk, page_of, form):
    claim, _, typed, _ = met
    desk("ben").post(page_of(claim), form(claim, "False"))

    sent = desk("ana").post(page_of(claim), typed)

    assert sent.status_code == 412
    assert "Replace the saved one with this" not in sent.content.decode()
    assert Reading.objects.filter(undone_at=None).count() == 2
