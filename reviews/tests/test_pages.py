"""Every page as people meet it: by keyboard, without scripts, in light and dark."""

import gzip

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from claims.models import Extraction, Source
from reviews.desk.views import VIEWS
from reviews.models import Rating, Reading, Review

pytestmark = pytest.mark.django_db
QUEUE = "/admin/reviews/review/"


def workspace(claim):
    return reverse("admin:desk_claim", args=[claim.pk])


@pytest.fixture
def newsroom(visit, claim_at):
    """A claim in every stage, one source that failed."""
    claims = {
        stage: claim_at(
            stage,
            text=f"{2 + at},200 homes were flooded in Arlen on 12 March 2026.",
        )
        for at, stage in enumerate(
            ("queued", "in_hand", "second_reading", "adjudication", "closed")
        )
    }
    first = claims["queued"]
    first.differing = 2
    first.save(update_fields=["differing"])
    Extraction.objects.filter(source=Source.objects.earliest("pk")).update(
        status="failed", error="ValueError: too long", dropped=[[0, 6, "byline"]]
    )
    return claims


@pytest.mark.browser
def test_a_stranger_meets_pages_without_fault(visit):
    visitor = visit()
    visitor.open("/")
    faults = visitor.faults()
    visitor.page.fill("#id_username", "ana")
    visitor.page.fill("#id_password", "wrong")
    visitor.page.click("button[type=submit]")
    faults += visitor.faults()

    assert "Please enter the correct" in visitor.page.content()
    assert faults == []


@pytest.mark.browser
def test_a_reviewer_meets_pages_without_fault(visit, newsroom):
    visitor, faults = visit("ana"), []
    source = Source.objects.earliest("pk").pk
    for path in (
        *(f"{QUEUE}?view={view}" for view in VIEWS),
        f"{QUEUE}?q=nothing+like+it",
        *(workspace(claim) for claim in newsroom.values()),
        "/admin/claims/source/",
        "/admin/claims/source/add/",
        reverse("admin:desk_subscriptions"),
        reverse("admin:desk_source", args=[source]),
        *(
            reverse(f"admin:desk_{name}", args=[newsroom["in_hand"].pk])
            for name in ("evidence", "reword", "split")
        ),
        "/admin/password_change/",
        reverse("admin:preferences"),
        "/admin/no-such-page/",
        "/admin/reviews/rating/",
    ):
        visitor.open(path)
        faults += visitor.faults()

    assert faults == []


@pytest.mark.browser
def test_refused_forms_and_the_help_are_without_fault(visit, newsroom):
    visitor, faults = visit("ana"), []
    page = visitor.open(workspace(newsroom["in_hand"]))
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    faults += visitor.faults()
    page.keyboard.press("Escape")
    page.click("text=Save and next")
    page.wait_for_selector("[role=alert][autofocus]")
    faults += visitor.faults()
    alert = page.locator("[role=alert][autofocus]")
    assert alert.evaluate("e => e === document.activeElement")
    page.click("text=Merge: another claim")
    page.click("button:text-is('Look at it')")
    page.wait_for_selector("#merge-error")
    faults += visitor.faults()
    page = visitor.open("/admin/claims/source/add/")
    page.click("text=Store it")
    faults += visitor.faults()

    assert "Not stored: " in page.title()
    assert faults == []


@pytest.mark.browser
def test_an_editor_meets_pages_without_fault(visit, newsroom):
    visitor, faults = visit("carla"), []
    rating = Rating.objects.get(word="True").pk
    for path in (
        workspace(newsroom["second_reading"]),
        workspace(newsroom["adjudication"]),
        workspace(newsroom["closed"]),
        "/admin/reviews/rating/",
        "/admin/reviews/rating/add/",
        f"/admin/reviews/rating/{rating}/change/",
        "/admin/claims/outlet/",
        "/admin/claims/outlet/add/",
        "/admin/?tables",
    ):
        visitor.open(path)
        faults += visitor.faults()

    assert faults == []


@pytest.mark.browser
def test_what_a_reader_may_not_see_is_said_without_fault(visit, newsroom):
    visitor = visit("rosa")
    page = visitor.open("/admin/claims/source/add/")

    assert page.locator("h1").inner_text() == "You may not see this"
    assert visitor.faults() == []


@pytest.mark.browser
def test_a_claim_is_decided_by_keyboard_and_taken_back(visit, claim_at):
    claim = claim_at("queued")
    page = visit("ana").open("/")

    page.keyboard.press("s")
    page.wait_for_url(f"**{workspace(claim)}")
    page.keyboard.press("4")
    page.keyboard.press("n")
    page.keyboard.type("12 registers say no, see page 3 z?")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{QUEUE}")
    reading = Reading.objects.get()

    assert (reading.rating.word, reading.reason) == (
        "False",
        "12 registers say no, see page 3 z?",
    )
    assert reading.mentions.count() == 2

    page.keyboard.press("z")
    page.wait_for_url(f"**{workspace(claim)}")

    reading.refresh_from_db()
    assert reading.undone_at is not None
    assert page.locator("input[name=rating]:checked").count() == 1
    assert page.input_value("#reason") == "12 registers say no, see page 3 z?"


@pytest.mark.browser
def test_keys_with_modifiers_held_down_or_switched_off_do_nothing(visit, claim_at):
    claim_at("queued")
    page = visit("ana").open("/")

    page.keyboard.press("Control+s")
    page.keyboard.press("?")
    page.check("[data-keys-off]")
    page.click("text=Close")
    page.keyboard.press("s")
    page.wait_for_timeout(200)

    assert not Review.objects.exclude(holder=None).exists()


@pytest.mark.browser
def test_everything_works_without_scripts(visit, claim_at):
    claim = claim_at("queued")
    page = visit("ana", java_script_enabled=False).open("/")

    page.click("text=Start reviewing")
    for tick in page.locator("input[name=mentions]").all():
        tick.check()
    page.click("label:has-text('Misleading')")
    page.click("button:text-is('Save')")
    assert page.locator("#reason-error").count() == 1
    page.fill("#reason", "Half of it.")
    page.click("button:text-is('Save')")
    page.click("text=Undo")
    assert page.input_value("#reason") == "Half of it."
    page.click("text=Save and next")

    claim.refresh_from_db()
    assert claim.reviews.get().stage == "second_reading"
    assert Reading.objects.filter(undone_at=None).get().rating.word == "Misleading"


@pytest.mark.browser
def test_the_workspace_is_light_when_it_comes_the_first_time(visit, claim_at):
    claim = claim_at("in_hand")
    visitor, bodies = visit("ana"), []
    visitor.page.on("response", lambda response: bodies.append(response))
    visitor.open(workspace(claim))
    visitor.page.wait_for_load_state("networkidle")

    assert sum(len(gzip.compress(each.body())) for each in bodies) < 60_000


def test_the_page_for_what_broke_needs_nothing_to_be_shown():
    page = render_to_string("500.html")

    assert "Something broke" in page
    assert "name the request" in page
