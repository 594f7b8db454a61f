"""No letter is lost in a browser: the lease, the session or the network may go."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from reviews.models import Draft, Reading, Review
from reviews.workflow import move


def type_reason(page, words):
    page.fill("#reason", "")
    page.type("#reason", words)


@pytest.mark.browser
def test_a_lease_lost_while_typing_loses_no_letter(visit, claim_at, page_of, people):
    claim = claim_at("in_hand")
    page = visit("ana").open(page_of(claim))
    type_reason(page, "The register of the city")
    Review.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
    move(claim.pk, "take", actor=people["ben"])

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("[data-lost]:not([hidden])")
    page.wait_for_selector("text=/Draft saved/")

    assert "Ben has it in hand until" in page.inner_text("[data-lost]")
    assert page.input_value("#reason") == "The register of the city"
    draft = Draft.objects.get(person=people["ana"])
    assert draft.given["decide"]["reason"] == "The register of the city"


def log_in_elsewhere(visitor, person):
    """In another tab: a new session, and with it a new token."""
    client = Client()
    client.force_login(person)
    session = client.cookies["sessionid"].value
    visitor.context.add_cookies(
        [
            {"name": name, "value": value, "url": visitor.address}
            for name, value in (("sessionid", session), ("csrftoken", "n" * 32))
        ]
    )


@pytest.mark.browser
def test_without_the_script_too_a_session_that_ended_loses_nothing(
    visit, claim_at, page_of, people
):
    claim = claim_at("in_hand")
    visitor = visit("ana")
    page = visitor.open(page_of(claim))
    page.keyboard.press("4")
    page.fill("#reason", "\n4,200 \u201cmore\u201d\n\nand less")
    visitor.context.clear_cookies(name="sessionid")

    page.evaluate("document.getElementById('decide').submit()")
    page.wait_for_selector("text=Log in in a new tab")
    faults = visitor.faults()
    log_in_elsewhere(visitor, people["ana"])
    page.click("button:text-is('Send it again')")
    page.wait_for_selector(".toast")

    reason = Reading.objects.get().reason
    assert reason.replace("\r", "") == "4,200 \u201cmore\u201d\n\nand less"
    assert faults == []


@pytest.mark.browser
def test_a_session_that_ends_while_typing_loses_no_letter(
    visit, claim_at, page_of, people
):
    claim = claim_at("in_hand")
    visitor = visit("ana")
    page = visitor.open(page_of(claim))
    page.keyboard.press("4")
    type_reason(page, "1 register, 2 pages, zzz")
    visitor.context.clear_cookies(name="sessionid")

    page.click("text=Save and next")
    page.wait_for_selector("[data-out]:not([hidden])")
    log_in_elsewhere(visitor, people["ana"])
    assert page.input_value("#reason") == "1 register, 2 pages, zzz"
    page.click("text=Save and next")
    page.wait_for_url("**/admin/reviews/review/")

    reading = Reading.objects.get()
    assert (reading.reason, reading.rating.word) == (
        "1 register, 2 pages, zzz",
        "False",
    )


@pytest.mark.browser
def test_without_a_network_nothing_advances_until_it_is_tried_again(
    visit, claim_at, page_of
):
    claim = claim_at("in_hand")
    visitor = visit("ana")
    page = visitor.open(page_of(claim))
    page.keyboard.press("4")
    type_reason(page, "Offline words.")
    visitor.context.set_offline(True)

    page.click("text=Save and next")
    page.wait_for_selector("[data-away]:not([hidden])")
    kept = page.url, page.input_value("#reason")
    visitor.context.set_offline(False)
    page.click("text=Try again")
    page.wait_for_url("**/admin/reviews/review/")

    assert kept[0].endswith(page_of(claim))
    assert kept[1] == "Offline words."
    assert Reading.objects.get().reason == "Offline words."


@pytest.mark.browser
def test_two_people_saving_one_is_saved_and_the_other_keeps_her_words(
    visit, claim_at, page_of
):
    claim = claim_at("second_reading")
    ben, carla = visit("ben"), visit("carla")
    statuses = []
    for visitor, digit, words in ((ben, "4", "Ben says no."), (carla, "3", "Half.")):
        visitor.page.on(
            "response",
            lambda answer: (
                statuses.append(answer.status)
                if answer.request.method == "POST"
                and answer.url.endswith(page_of(claim))
                else None
            ),
        )
        page = visitor.open(page_of(claim))
        page.keyboard.press(digit)
        type_reason(page, words)
    chosen = carla.page.input_value("input[name=rating]:checked")

    for visitor in (ben, carla):
        visitor.page.click("text=Save and next")
        visitor.page.wait_for_load_state()
    carla.page.wait_for_selector(".conflict")

    assert statuses == [303, 412]
    assert carla.page.input_value("#reason") == "Half."
    assert carla.page.input_value("input[name=rating]:checked") == chosen
    assert carla.page.locator("input[name=mentions]:checked").count() == 2
    assert carla.faults() == []
