"""What was typed and never reached the server is offered again in the same tab, to the
same person, and put in by nobody but them."""

import pytest
from django.test import Client

from reviews.models import Draft

WORDS = "The register says 4,200.\nSo does the mayor."
UNSENT = "[data-unsent]:not([hidden])"


def log_in_again(visitor, person):
    client = Client()
    client.force_login(person)
    session = client.cookies["sessionid"].value
    visitor.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": visitor.address}]
    )


@pytest.fixture
def typed(visit, claim_at, page_of):
    """Ana's session ends, then she types and leaves the page."""
    address = page_of(claim_at("in_hand"))
    visitor = visit("ana")
    page = visitor.open(address)
    visitor.context.clear_cookies(name="sessionid")
    page.keyboard.press("4")
    page.locator("#reason").fill(WORDS)
    page.locator("[name=mentions]").first.uncheck()
    page.wait_for_selector("[data-out]:not([hidden])")
    visitor.open("/admin/login/")
    assert not Draft.objects.exists()
    return visitor, address


@pytest.mark.browser
def test_it_is_offered_after_logging_in_again_and_put_back_when_wanted(typed, people):
    visitor, address = typed
    log_in_again(visitor, people["ana"])

    page = visitor.open(address)
    page.wait_for_selector(UNSENT)
    offered = page.inner_text("[data-unsent-words]")
    untouched = page.input_value("#reason")
    faults = visitor.faults()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.click("[data-unsent-back]")
    page.wait_for_selector("text=/Draft saved/")
    back = page.input_value("#reason")
    ticked = page.locator("[name=mentions]:checked").count()
    rated = page.locator("[name=rating]:checked").count()
    page.reload()
    page.wait_for_selector("#reason", state="attached")

    assert (offered, untouched, back) == (WORDS, "", WORDS)
    assert (ticked, rated) == (1, 1)
    assert faults == []
    assert page.locator(UNSENT).count() == 0
    assert page.input_value("#reason") == WORDS
    assert Draft.objects.get().given["decide"]["reason"] == WORDS.replace("\n", "\r\n")


@pytest.mark.browser
def test_what_is_thrown_away_is_not_offered_again(typed, people):
    visitor, address = typed
    log_in_again(visitor, people["ana"])

    page = visitor.open(address)
    page.click("[data-unsent-drop]")
    page.reload()

    assert page.locator(UNSENT).count() == 0
    assert (
        page.evaluate(
            "sessionStorage.length && Object.keys(sessionStorage)"
            ".filter((name) => name.startsWith('typed ')).length"
        )
        == 0
    )
    assert not Draft.objects.exists()


@pytest.mark.browser
def test_nobody_else_is_offered_it_and_logging_out_clears_it(typed, people):
    visitor, address = typed
    log_in_again(visitor, people["carla"])

    page = visitor.open(address)
    page.wait_for_selector("#claim-title")
    offered = page.locator(UNSENT).count()
    page.click("text=Log out")
    log_in_again(visitor, people["ana"])
    page = visitor.open(address)
    page.wait_for_selector("#reason", state="attached")

    assert offered == 0
    assert page.locator(UNSENT).count() == 0
