"""The desk by keyboard: what each key does, and when none does anything."""

from pathlib import Path

import pytest
from django.urls import reverse

from reviews.keys import (
    KEYS,
    bound_by,
    help_lines,
    page_of_keys,
    refuse_together,
)
from reviews.models import Event, Preferences, Reading, Review

DOCS = Path(__file__).parents[2] / "docs" / "keys.md"
QUEUE = "**/admin/reviews/review/"


def page_of(claim):
    return reverse("admin:desk_claim", args=[claim.pk])


def test_the_page_of_the_docs_is_the_registry():
    assert page_of_keys() in DOCS.read_text(), page_of_keys()


def test_the_first_of_two_keys_is_nobody_elses():
    assert set(refuse_together({"take": "g"})) == {"take"}


def test_the_help_names_every_key_as_the_person_has_it(client, people, claim_at):
    Preferences.objects.create(person=people["ana"], keys={"take": "y"})
    client.force_login(people["ana"])

    page = client.get(reverse("admin:desk_decisions")).content.decode()

    for key in ("<kbd>Y</kbd>", "<kbd>G Q</kbd>", "<kbd>Enter</kbd>", "<kbd>[</kbd>"):
        assert key in page
    # The ratings' nine digits stand on one line, and Ana has no dashboard to go to.
    assert page.count("<dt>") == len(KEYS) - 8 - 1
    assert "<kbd>G D</kbd>" not in page


def test_a_key_that_somebody_had_taken_before_stays_theirs():
    bound = bound_by({"compare": "x"})

    assert (bound["compare"], bound["tick_mention"], bound["tick"]) == ("x", "", "x")
    assert "Rely on the mention you are at, or not" not in str(help_lines(bound))


@pytest.mark.browser
def test_one_key_ticks_the_mention_where_the_reader_is(visit, claim_at):
    claim = claim_at("in_hand")
    page = visit("ana").open(page_of(claim))
    first, second = page.locator(".mentions input[name=mentions]").all()
    first.uncheck()
    second.uncheck()
    page.evaluate("document.activeElement.blur()")

    page.keyboard.press("x")
    assert (first.is_checked(), second.is_checked()) == (True, False)
    page.keyboard.press("]")
    page.keyboard.press("x")
    assert (first.is_checked(), second.is_checked()) == (True, True)
    page.keyboard.press("x")
    assert (first.is_checked(), second.is_checked()) == (True, False)
    assert page.evaluate("document.activeElement.type") == "checkbox"


@pytest.mark.browser
def test_reusing_says_when_there_is_nothing_to_reuse(visit, claim_at):
    page = visit("ana").open(page_of(claim_at("in_hand")))
    page.get_by_text("No earlier check matches.").wait_for()

    page.keyboard.press("r")

    said = page.locator("[data-saved]")
    assert said.inner_text() == (
        "Nothing to reuse: no earlier check shown here is the same claim."
    )


@pytest.mark.browser
def test_typing_in_the_reason_fires_nothing(visit, claim_at):
    claim = claim_at("in_hand")
    page = visit("ana").open(page_of(claim))
    before = Event.objects.count()

    page.focus("#reason")
    page.keyboard.type("12 zsahupx?/[]ejkgq")
    page.wait_for_timeout(150)

    assert page.input_value("#reason") == "12 zsahupx?/[]ejkgq"
    assert page.locator("input[name=rating]:checked").count() == 0
    assert page.locator("dialog[open]").count() == 0
    assert page.url.endswith(page_of(claim))
    assert Event.objects.count() == before


@pytest.mark.browser
def test_a_key_held_down_or_pressed_with_others_does_nothing_more(visit, claim_at):
    claim = claim_at("in_hand")
    page = visit("ana").open(page_of(claim))
    ticks = page.locator("input[name=mentions]:checked")
    before = ticks.count()

    page.keyboard.down("t")
    for _ in range(3):
        page.keyboard.down("t")
    page.keyboard.up("t")
    after = ticks.count()
    for pressed in ("Control+t", "Alt+t", "Meta+t", "Shift+t"):
        page.keyboard.press(pressed)
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        "{key: 't', bubbles: true, isComposing: true}))"
    )

    assert {before, after} == {0, 2}
    assert ticks.count() == after


@pytest.mark.browser
def test_a_first_reading_is_a_rating_a_reason_and_enter(visit, claim_at):
    claim = claim_at("in_hand")
    page = visit("ana").open(page_of(claim))

    page.keyboard.press("1")
    page.keyboard.press("n")
    page.keyboard.type("So.")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url(QUEUE)

    assert Reading.objects.get().mentions.count() == 2
    assert page.title().startswith("Saved: True.")
    assert page.evaluate("document.activeElement.tagName") == "H1"


@pytest.mark.browser
def test_to_agree_takes_two_keys_and_to_take_it_back_one(visit, claim_at):
    claim = claim_at("second_reading")
    page = visit("ben").open(page_of(claim))

    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.wait_for_url(QUEUE)
    saved = Review.objects.get().stage
    page.goto(page.url.replace("/admin/reviews/review/", "/admin/claims/source/"))
    page.keyboard.press("z")
    page.wait_for_url(f"**{page_of(claim)}")

    assert saved == "closed"
    assert Review.objects.get().stage == "second_reading"
    assert page.locator("input[name=rating]:checked").count() == 1


@pytest.mark.browser
def test_in_fast_mode_a_digit_saves(visit, claim_at, people):
    Preferences.objects.create(person=people["ben"], fast=True)
    claim = claim_at("second_reading")
    page = visit("ben").open(page_of(claim))

    page.keyboard.press("1")
    page.wait_for_url(QUEUE)

    assert Review.objects.get().stage == "closed"
    assert Reading.objects.latest("pk").mentions.count() == 2


@pytest.mark.browser
def test_keys_switched_off_stay_silent(visit, claim_at, people):
    Preferences.objects.create(person=people["ana"], keys_on=False)
    claim = claim_at("queued")
    page = visit("ana").open(page_of(claim))

    page.keyboard.press("a")
    page.keyboard.press("?")
    page.wait_for_timeout(150)

    assert page.locator("dialog[open]").count() == 0
    assert Review.objects.get().holder is None


@pytest.mark.browser
def test_a_key_moved_elsewhere_works_there_only(visit, claim_at, people):
    Preferences.objects.create(person=people["ana"], keys={"take": "y"})
    claim = claim_at("queued")
    page = visit("ana").open(page_of(claim))

    page.keyboard.press("a")
    page.wait_for_timeout(150)
    before = Review.objects.get().holder
    page.keyboard.press("y")
    page.wait_for_selector("#decide")

    assert before is None
    assert Review.objects.get().holder == people["ana"]


@pytest.mark.browser
def test_the_desk_is_walked_by_keys(visit, stated):
    claims = [
        stated(f"{4 + at},200 homes were flooded.", worth=0.9 - at / 10)
        for at in range(2)
    ]
    page = visit("ana").open("/admin/reviews/review/?view=ready&q=homes")
    focused = "document.activeElement.getAttribute('href')"

    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate(focused)
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{page_of(claims[0])}")
    page.keyboard.press("j")
    page.wait_for_url(f"**{page_of(claims[1])}")
    page.keyboard.press("]")
    page.keyboard.press("]")
    card = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("u")
    page.wait_for_url("**/admin/reviews/review/?view=ready&q=homes")
    row = page.evaluate(focused)
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url(QUEUE)

    assert second == row == page_of(claims[1])
    assert "The Ledger" in card


@pytest.mark.browser
def test_skipping_is_a_key_a_word_and_enter(visit, stated):
    claims = [
        stated(f"{4 + at},200 homes were flooded.", worth=0.9 - at / 10)
        for at in range(2)
    ]
    page = visit("ana").open("/")
    page.keyboard.press("s")
    page.wait_for_url(f"**{page_of(claims[0])}")

    page.keyboard.press("s")
    page.keyboard.type("A cousin of mine")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{page_of(claims[1])}")

    assert Event.objects.get(verb="release").reason == "A cousin of mine"


@pytest.mark.browser
def test_the_pages_beside_the_claim_are_without_fault(visit, claim_at, client, people):
    claim_at("second_reading")
    held = claim_at("in_hand", text="The gate was built in 1974.")
    faults = []
    visitor = visit("ana")
    visitor.open(reverse("admin:desk_decisions"))
    faults += visitor.faults()
    visitor = visit("carla")
    page = visitor.open(page_of(held))
    page.click("text=Take it over")
    page.keyboard.press("s")
    faults += visitor.faults()
    for name in ("warning", "lost", "away", "out", "other", "again"):
        page.evaluate(f"document.querySelector('[data-{name}]').hidden = false")
    faults += visitor.faults()

    assert faults == []
