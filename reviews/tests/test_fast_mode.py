"""Fast mode: a rating's key saves, and asks for the reason where the rules do."""

import pytest

from reviews.models import Preferences, Reading

pytestmark = pytest.mark.browser


@pytest.fixture
def fast(visit, people):
    def as_person(name):
        Preferences.objects.create(person=people[name], fast=True)
        return visit(name)

    return as_person


def test_a_first_reading_asks_for_its_reason_and_then_saves(fast, claim_at, page_of):
    claim = claim_at("in_hand")
    visitor = fast("ana")
    page = visitor.open(page_of(claim))

    page.keyboard.press("1")

    assert page.evaluate("document.activeElement.id") == "reason"
    said = page.locator("[data-saved]").first.inner_text()
    assert said == "Write the reason, then Esc and Enter."
    assert Reading.objects.count() == 0
    page.keyboard.type("Two registers agree.")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Reading.objects.get().reason == "Two registers agree."


def test_a_second_reader_who_agrees_saves_with_one_key(fast, claim_at, page_of, rating):
    claim = claim_at("second_reading")
    visitor = fast("ben")
    page = visitor.open(page_of(claim))

    with page.expect_navigation():
        page.keyboard.press(str(rating("True").position))

    assert Reading.objects.count() == 2
    assert visitor.violations == []


def test_one_who_does_not_is_asked_why(fast, claim_at, page_of, rating):
    claim = claim_at("second_reading")
    page = fast("ben").open(page_of(claim))

    page.keyboard.press(str(rating("False").position))

    assert page.evaluate("document.activeElement.id") == "reason"
    assert Reading.objects.count() == 1
