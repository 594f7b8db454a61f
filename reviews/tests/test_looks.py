"""What a page shows when it is not simply well: nothing there, nothing found, still
searching, refused, lost, broken. Each in light and dark, on a desk and on a phone."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from claims.models import Source
from reviews.admin import queue as queue_page
from reviews.workflow import move

pytestmark = pytest.mark.browser

QUEUE = "/admin/reviews/review/"
FLOOD = "4,200 homes were flooded in Arlen."


def test_the_queue_is_without_fault_whatever_it_holds(visit, stated, people):
    visitor, faults, said = visit("ana"), [], []

    def look(path=QUEUE):
        page = visitor.open(path)
        faults.extend(visitor.faults())
        said.append(page.inner_text("main"))
        return page

    look()
    claims = [stated(f"{number} bridges were closed.") for number in range(12)]
    look(f"{QUEUE}?q=nothing+like+it")
    for claim in claims:
        move(claim.pk, "take", actor=people["ben"])
    look()
    for claim in claims:
        move(claim.pk, "release", actor=people["ben"])
    page = look(f"{QUEUE}?all=yes")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.click(".many summary:text-is('Dismiss')")
    page.fill("#many-dismiss", "Not checkable.")
    high = page.locator(".many").bounding_box()["height"]
    page.click("button[value=dismiss]")
    page.wait_for_selector("text=Yes, all of them")
    faults += visitor.faults()
    page.click("text=Which claims?")
    said.append(page.inner_text("main"))
    page.click("text=Yes, all of them")
    page.wait_for_selector(".toast")
    faults += visitor.faults()
    look(reverse("admin:desk_decisions"))

    assert faults == []
    assert high < 900 / 4
    assert "No report has come in yet." in said[0]
    assert "Nothing in “Ready for me” matches the filters." in said[1]
    assert "Nothing to review." in said[2]
    assert "Ticked: 12" in said[3]
    assert "0 bridges were closed." in said[4]


def test_with_nothing_ticked_the_bar_is_one_line(visit, stated):
    claim = stated()
    page = visit("ana").open(QUEUE)

    before = page.locator(".many button[value=mine]").is_visible()
    idle = page.locator(".many .idle").is_visible()
    page.focus(f"#claim-{claim.pk} a")
    page.keyboard.press("x")

    assert (before, idle) == (False, True)
    assert page.locator(".many button[value=mine]").is_visible()
    assert page.inner_text(".many .ticked") == "Ticked: 1"


def test_what_was_refused_never_stands_under_the_title_of_a_success(
    visit, claim_at, stated, people, decide
):
    visitor = visit("ana")
    decide(claim_at("in_hand"), people["ana"])
    stated("Three bridges were closed.")
    page = visitor.open(f"{QUEUE}?all=yes")

    saved = page.title()
    page.click(".many summary:text-is('Priority')")
    chosen = page.input_value("#many-priority")
    page.click("button[value=prioritise]")
    page.wait_for_selector("#many-error")

    assert saved.startswith("Saved: True.")
    assert chosen == ""
    assert page.title().startswith("Not done: ")
    assert page.locator(".toast").count() == 0


def test_a_claim_is_without_fault_while_it_searches_and_when_it_cannot(
    visit, claim_at, page_of
):
    claim = claim_at("in_hand")
    visitor, waiting = visit("ana"), []
    page = visitor.page
    page.route("**/checked/?part=1", lambda route: waiting.append(route))
    visitor.open(page_of(claim))

    page.wait_for_selector("text=Searching earlier checks…")
    faults = visitor.faults()
    for route in waiting:
        route.abort()
    page.wait_for_selector("text=Searching earlier checks…", state="hidden")
    faults += visitor.faults()

    assert page.locator("text=Show earlier checks").is_visible()
    assert faults == []


def test_where_two_decisions_met_nothing_covers_the_choice_on_a_phone(
    visit, claim_at, page_of, people, decide
):
    claim = claim_at("queued")
    visitor = visit("ana", viewport={"width": 390, "height": 844})
    page = visitor.open(page_of(claim))
    page.click("text=Take this claim")
    page.wait_for_selector(".verdict-bar")
    move(claim.pk, "release", actor=people["ana"])
    move(claim.pk, "take", actor=people["ben"])
    decide(claim, people["ben"])

    page.click(".ratings label:has-text('False')")
    page.click("text=Save and next")
    page.wait_for_selector(".conflict")
    choice = page.locator(".conflict .row-of").last
    choice.scroll_into_view_if_needed()
    bar = page.locator(".verdict-bar").bounding_box()
    foot = choice.bounding_box()
    faults = visitor.faults()

    assert foot["y"] + foot["height"] <= bar["y"]
    assert faults == []


def test_a_session_that_ended_is_told_without_fault(visit, claim_at, page_of):
    claim = claim_at("in_hand")
    visitor = visit("ana")
    page = visitor.open(page_of(claim))
    page.wait_for_load_state("networkidle")
    Session.objects.all().delete()

    page.fill("#reason", "Two registers agree.")
    page.wait_for_selector("[data-out]:not([hidden])")
    faults = visitor.faults()
    page.evaluate("document.querySelector('#decide').submit()")
    page.wait_for_selector("text=Not saved yet, and nothing is lost")
    faults += visitor.faults()

    assert "Two registers agree." in page.content()
    assert faults == []


def test_a_page_that_broke_is_missing_or_closed_says_so_without_fault(
    visit, stated, monkeypatch
):
    def broken(*args, **kwargs):
        raise RuntimeError("on purpose")

    stated()
    visitor, faults, said = visit("rosa"), [], []
    for path in ("/admin/claims/source/add/", "/admin/no-such-page/"):
        said.append(visitor.open(path).inner_text("h1"))
        faults += visitor.faults()
    monkeypatch.setattr(queue_page, "show_queue", broken)
    said.append(visitor.open(QUEUE).inner_text("h1"))
    faults += visitor.faults()

    assert said == ["You may not see this", "There is no such page", "Something broke"]
    assert faults == []


def test_a_blind_reading_and_a_comparison_are_without_fault(
    visit, claim_at, page_of, settings
):
    settings.BLIND_SHARE = 1.0
    claim = claim_at("second_reading", text=FLOOD)
    visitor = visit("ben")
    page = visitor.open(page_of(claim))
    blind = page.inner_text(".facts")
    page.click("text=Compare two")
    page.wait_for_selector("#compared")

    assert "Blind second reading" in blind
    assert visitor.faults() == []


def test_without_scripts_no_page_scrolls_sideways_on_a_phone(visit, claim_at, page_of):
    claim = claim_at("in_hand", text=FLOOD)
    visitor = visit(
        "ana", java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    wide = {}
    for path in (
        QUEUE,
        page_of(claim),
        reverse("admin:desk_evidence", args=[claim.pk]),
        reverse("admin:desk_mention", args=[claim.pk, claim.mentions.first().pk]),
        reverse("admin:desk_source", args=[Source.objects.earliest("pk").pk]),
        reverse("admin:preferences"),
    ):
        page = visitor.open(path)
        widest = page.evaluate("document.documentElement.scrollWidth")
        if widest > 390:
            wide[path] = widest

    assert wide == {}
    assert visitor.violations == visitor.elsewhere == []
