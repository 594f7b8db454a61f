"""Chromium, for the tests that look at pages as people do, and what several of them
begin with."""

import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from claims.extracting import run
from claims.ingest.entrance import ingest_text
from claims.matching.sense.similarity import sketch
from claims.models import Claim, Extraction, Outlet, Source
from reviews.models import Rating
from reviews.tasks import open_reviews
from reviews.workflow import move

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What can differ between looks of one page; the rest is asked once.
LOOK_RULES = ["color-contrast", "link-in-text-block", "target-size"]
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1440, 390)]
# The narrowest page: that of a wide screen at 400 %.
NARROWEST = 320
REPORT = (
    "Rain fell all night. On 12 March 2026 some 4,200 homes were flooded in Arlen.\n\n"
    "Nobody was hurt. The bridge was closed, the mayor said."
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"None of {', '.join(PROGRAMS)} is installed.")
    # Playwright runs an event loop in this thread; the ORM would refuse to work.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield browser
        browser.close()


class Visitor:
    """Somebody's browser. Keeps what no page of ours may do: break its own policy,
    or talk to another host."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.page: Page = context.new_page()
        self.violations: list[str] = []
        self.elsewhere: list[str] = []
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.violations.append(str(error)))
        self.page.on("request", self.see)
        self.on_the_way = 0
        for name in ("requestfinished", "requestfailed"):
            self.page.on(name, self.arrive)

    def hear(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.violations.append(message.text)

    def see(self, request: Any) -> None:
        self.on_the_way += 1
        if not request.url.startswith((self.address, "data:")):
            self.elsewhere.append(request.url)

    def arrive(self, request: Any) -> None:
        self.on_the_way -= 1

    def leave(self) -> None:
        """Go, and let no heartbeat meet the emptying of the tables."""
        for _ in range(100):
            if self.on_the_way <= 0 or self.page.is_closed():
                break
            self.page.wait_for_timeout(20)
        self.context.set_offline(True)
        self.context.close()

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def faults(self) -> list[str]:
        """What is wrong with the page as it stands, in each look: accessibility,
        sideways scrolling, broken policy, foreign hosts."""
        found = []
        self.page.evaluate(AXE_SCRIPT)
        for at, (scheme, width) in enumerate(LOOKS):
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # "light" or "dark"
            self.page.set_viewport_size({"width": width, "height": 900})
            # At its end, where what sticks to the bottom covers nothing.
            self.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            look = f"{self.page.url} {scheme} {width}"
            asked = {"type": "rule", "values": LOOK_RULES}
            if at == 0:
                asked = {"type": "tag", "values": RULES}
            found += [f"{look}: {fault}" for fault in self.axe(asked)]
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{look}: scrolls sideways, {wide} px wide")
        self.page.set_viewport_size({"width": NARROWEST, "height": 900})
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > NARROWEST:
            found.append(f"{self.page.url} {NARROWEST}: scrolls sideways, {wide} px")
        return found + self.violations + self.elsewhere

    def axe(self, asked: dict[str, Any]) -> list[str]:
        answer = self.page.evaluate(
            """(asked) => axe.run({
                runOnly: asked, preload: false, resultTypes: ["violations"],
                rules: {"target-size": {enabled: true}},
            })""",
            asked,
        )
        return [
            f"{rule['id']}: {node['html'][:150]} {node['failureSummary'][-160:]}"
            for rule in answer["violations"]
            for node in rule["nodes"]
        ]


@pytest.fixture
def visit(
    chromium: Browser,
    transactional_db: None,
    live_server: Any,
    people: dict[str, User],
) -> Iterator[Callable[..., Visitor]]:
    """Open a browser as one of the people, or as nobody."""
    visitors: list[Visitor] = []

    def as_person(name: str = "", **options: Any) -> Visitor:
        context = chromium.new_context(**options)
        if name:
            client = Client()
            client.force_login(people[name])
            session = client.cookies["sessionid"].value
            context.add_cookies(
                [{"name": "sessionid", "value": session, "url": live_server.url}]
            )
        visitors.append(Visitor(context, live_server.url))
        return visitors[-1]

    yield as_person
    for visitor in visitors:
        visitor.leave()


@pytest.fixture
def desk(client: Client, people: dict[str, User]) -> Callable[[str], Client]:
    """A browser that has logged in as somebody."""

    def as_person(name: str) -> Client:
        client.force_login(people[name])
        return client

    return as_person


@pytest.fixture
def page_of() -> Callable[[Claim], str]:
    """The address of a claim's workspace."""
    return lambda claim: reverse("admin:desk_claim", args=[claim.pk])


@pytest.fixture
def form(rating: Callable[[str], Rating]) -> Callable[..., dict[str, Any]]:
    """What the decision form of a claim sends."""

    def fill(claim: Claim, word: str = "True", **changed: Any) -> dict[str, Any]:
        claim.refresh_from_db()
        return {
            "verb": "decide",
            "version": claim.version,
            "rating": rating(word).pk,
            "mentions": list(claim.mentions.values_list("pk", flat=True)),
            "reason": "Two registers agree.",
            "exception": "",
            "then": "next",
            **changed,
        }

    return fill


def supersede(source: Source, text: str) -> Source:
    """A newer version comes in, is read, and the claims are told."""
    newer, _ = ingest_text(text, supersedes=source.pk)
    run(Extraction.objects.get(source=newer).pk)
    open_reviews()
    return newer


@pytest.fixture
def revise(settings: Any) -> Callable[[Claim, str, str], Source]:
    """A newer version of the claim's first source, one thing replaced by another."""
    settings.VERDICT_HOLD_SECONDS = 0

    def change(claim: Claim, was: str, now: str) -> Source:
        source = claim.mentions.earliest("pk").source
        return supersede(source, source.text.replace(was, now))

    return change


@pytest.fixture
def held(
    claim_at: Callable[..., Claim], people: dict[str, User]
) -> Callable[..., tuple[Claim, User]]:
    """A claim in somebody's hands, in a stage; and whose."""

    def hold(stage: str, **stating: Any) -> tuple[Claim, User]:
        claim = claim_at(stage, **stating)
        name = {"in_hand": "ana", "second_reading": "ben"}.get(stage, "carla")
        move(claim.pk, "take", actor=people[name])
        claim.refresh_from_db()
        return claim, people[name]

    return hold


@pytest.fixture
def taken(claim_at: Callable[..., Claim]) -> Callable[..., Claim]:
    """A claim in Ana's hands, just taken."""
    return lambda **stating: claim_at("in_hand", **stating)


@pytest.fixture
def report() -> Source:
    """A stored source that states nothing yet, and what was left out of it."""
    text = f"{REPORT}\n\nCookies help us.\nRead more."
    source = Source.objects.create(
        outlet=Outlet.objects.create(name="The Herald"),
        title="The Herald reports",
        language="en",
        text=text,
        text_sha256=sha256(text.encode()).digest(),
    )
    at = text.index
    Extraction.objects.create(
        source=source,
        extractor="plain",
        version="1",
        status="done",
        dropped=[
            [at("Nobody"), at("Nobody") + 16, "not worth checking: no value"],
            [at("Cookies"), len(text), "legal notice"],
        ],
    )
    return source


@pytest.fixture
def checked(settings: Any, claim_at: Callable[..., Claim]) -> Callable[[str], Claim]:
    """A claim with a verdict, found by its words alone."""
    settings.MATCH_BY_MEANING = "off"

    def walk(text: str) -> Claim:
        claim = claim_at("closed", text=text)
        claim.wording.sketch = sketch(text)
        claim.wording.save()
        return claim

    return walk
