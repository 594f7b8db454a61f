"""The main pages in German, as people meet them: whole, without fault, and with no
English left beside what the sources say."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse

from claims.models import Extraction, Origin, Source
from reviews.preferences import Preferences
from reviews.tests.conftest import RULES

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
QUEUE = "/admin/reviews/review/"
# What is shown outside quotes, names and code, as one text.
SHOWN = """() => {
    const page = document.body.cloneNode(true);
    const own = "[lang=en], code, kbd, option, script, .messagelist a, [data-own]";
    page.querySelectorAll(own).forEach((each) => each.remove());
    const marked = [...page.querySelectorAll("[aria-label], [title]")].map(
        (each) => `${each.ariaLabel ?? ""} ${each.title ?? ""}`);
    return [page.textContent, ...marked].join(" ");
}"""
ENGLISH = re.compile(
    r"\b(?:the|and|of|is|are|by|this|that|with|from|claims?|sources?|nobody|reading|"
    r"review|queue|mentions?|ago|until|you|your|it|not|yet)\b",
    re.IGNORECASE,
)


@pytest.fixture
def german(visit, people):
    """Somebody's browser, for whom the desk is German."""

    def open_for(name):
        Preferences.objects.create(person=people[name], language="de")
        return visit(name)

    return open_for


@pytest.fixture
def newsroom(claim_at):
    claims = {
        stage: claim_at(
            stage,
            text=f"{2 + at},200 homes were flooded in Arlen on 12 March 2026.",
            outlets=("Lantern", "Ledger"),
        )
        for at, stage in enumerate(
            ("in_hand", "second_reading", "adjudication", "closed")
        )
    }
    Source.objects.update(language="en", title="Arlen")
    Origin.objects.update(reason="Both print the same sentence, word for word.")
    Extraction.objects.filter(source=Source.objects.earliest("pk")).update(
        status="failed", error="too long", dropped=[[0, 6, "byline"]]
    )
    return claims


def faults_in(visitor):
    """Accessibility once, long German words at two widths, and English."""
    # Parts that come later are part of the page.
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.evaluate(AXE_SCRIPT)
    found = visitor.axe({"type": "tag", "values": RULES}) + english_in(visitor)
    for width in (390, 320):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        wide = visitor.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{visitor.page.url}: {wide} px wide at {width}")
    visitor.page.set_viewport_size({"width": 1440, "height": 900})
    return found + visitor.violations + visitor.elsewhere


def english_in(visitor):
    left = sorted(set(ENGLISH.findall(visitor.page.evaluate(SHOWN))))
    return [f"{visitor.page.url} says: {', '.join(left)}"] if left else []


def test_a_reviewer_works_in_german(german, newsroom):
    visitor, faults = german("ana"), []
    source = Source.objects.earliest("pk").pk
    in_hand = newsroom["in_hand"].pk
    mention = newsroom["in_hand"].mentions.earliest("pk").pk
    for path in (
        QUEUE,
        f"{QUEUE}?view=attention",
        f"{QUEUE}?q=nichts+dergleichen",
        *(reverse("admin:desk_claim", args=[each.pk]) for each in newsroom.values()),
        *(
            reverse(f"admin:desk_{name}", args=[in_hand])
            for name in ("evidence", "reword", "split")
        ),
        reverse("admin:desk_mention", args=[in_hand, mention]),
        reverse("admin:desk_source", args=[source]),
        reverse("admin:desk_decisions"),
        "/admin/claims/source/",
        "/admin/claims/source/add/",
        reverse("admin:desk_subscriptions"),
        reverse("admin:preferences"),
        "/admin/no-such-page/",
    ):
        visitor.open(path)
        faults += faults_in(visitor)

    assert faults == []


def test_an_editor_and_a_manager_work_in_german(german, newsroom):
    visitor, faults = german("carla"), []
    for path in (
        reverse("admin:desk_claim", args=[newsroom["adjudication"].pk]),
        "/admin/reviews/rating/",
        "/admin/reviews/rating/add/",
        "/admin/claims/outlet/",
    ):
        visitor.open(path)
        faults += faults_in(visitor)
    manager = german("dora")
    for path in (
        reverse("admin:dashboard"),
        reverse("admin:dashboard_rows", args=["open"]),
        "/admin/reviews/event/",
    ):
        manager.open(path)
        faults += faults_in(manager)

    assert faults == []


def test_refusals_and_the_login_page_are_german(german, visit, newsroom):
    visitor, faults = german("ana"), []
    page = visitor.open(reverse("admin:desk_claim", args=[newsroom["in_hand"].pk]))
    page.click("text=Speichern, weiter")
    page.wait_for_selector("[role=alert][autofocus]")
    faults += faults_in(visitor)
    stranger = visit(locale="de-DE")
    page = stranger.open("/")
    page.fill("#id_username", "ana")
    page.fill("#id_password", "falsch")
    page.click("button[type=submit]")
    faults += faults_in(stranger)

    assert page.locator("h1").inner_text() == "Factcheck"
    assert faults == []
