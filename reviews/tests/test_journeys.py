"""Days at the desk as reviewers would tell them, each in real browsers."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Suggestion
from reviews.feed import publish_due
from reviews.models import Event, FeedEntry, Reading, Review, Verdict
from reviews.moves import Stage
from reviews.workflow import move

pytestmark = pytest.mark.browser

QUEUE = "/admin/reviews/review/"
PASSWORD = "a-phrase-for-the-desk"
TRUE, FALSE = "1", "4"
FLOOD = "4,200 homes were flooded in Arlen."
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
# Differs between any two claims: numbers, tokens, hashes.
OF_ITS_OWN = re.compile(r'csrfmiddlewaretoken" value="\w+"|\b[0-9a-f]{32,}\b|\d+')


def read_by_keys(page, digit, reason=""):
    """From an open workspace: a rating, perhaps a reason, and Enter."""
    page.keyboard.press(digit)
    if reason:
        page.keyboard.press("n")
        page.keyboard.type(reason)
        page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def everything_seen(visitor, claim):
    """Each page and API answer that could tell of the claim, what scripts fetched
    too, with nothing in it that differs between claims anyway."""
    workspace = reverse("admin:desk_claim", args=[claim.pk])
    answers = {}

    def keep(route):
        answer = route.fetch()
        answers[route.request.url] = answer.text()
        route.fulfill(response=answer)

    visitor.page.route(f"**{workspace}**", keep)
    visitor.open(workspace).wait_for_load_state("networkidle")
    for path in (
        reverse("admin:desk_checked", args=[claim.pk]),
        reverse("claim", args=[claim.pk]),
        reverse("claim-events", args=[claim.pk]),
        reverse("claims"),
        f"{QUEUE}?view=second&q={claim.wording.text[:5]}",
    ):
        answer = visitor.context.request.get(visitor.address + path)
        answers[path] = f"{answer.status} {answer.text()}"
    return {
        OF_ITS_OWN.sub("0", address): OF_ITS_OWN.sub("0", text)
        for address, text in answers.items()
    }


def test_in_a_blind_second_reading_no_trace_of_the_first_is_found(
    visit, claim_at, settings, page_of
):
    settings.BLIND_SHARE = 1.0
    yes = claim_at(Stage.IN_HAND, text=FLOOD)
    no = claim_at(Stage.IN_HAND, text="5,300 homes were flooded in Arlen.")
    ana, ben = visit("ana"), visit("ben")
    read_by_keys(ana.open(page_of(yes)), TRUE, "Quillfeather says so.")
    read_by_keys(ana.open(page_of(no)), FALSE, "Quillfeather has never once said so.")

    of_yes, of_no = everything_seen(ben, yes), everything_seen(ben, no)

    assert Reading.objects.count() == 2
    assert len(of_yes) == 8
    assert "Quillfeather" not in "".join((*of_yes.values(), *of_no.values()))
    assert of_yes == of_no


def test_of_many_dismissed_at_once_those_in_other_hands_stay_there(
    visit, stated, people
):
    claims = [stated(f"{number} bridges were closed.") for number in range(2, 7)]
    for claim, name in zip(claims, ("ben", "carla"), strict=False):
        move(claim.pk, "take", actor=people[name])
    Review.objects.update(due_at=timezone.now())
    page = visit("ana").open(f"{QUEUE}?view=overdue")
    move(claims[2].pk, "take", actor=people["ben"])

    page.click("text=Tick all or none")
    page.click(".many summary:text-is('Dismiss')")
    page.fill("#many-dismiss", "Nobody can check this.")
    page.click("button[value=dismiss]")
    page.wait_for_selector(".toast")
    said = page.inner_text(".toast")
    dismissed = Event.objects.filter(verb="dismiss").values_list("claim", flat=True)
    gone = set(dismissed)
    page.keyboard.press("z")
    page.wait_for_selector("text=Took it back for 2 claims.")

    assert "Dismissed 2 claims." in said
    assert "Skipped 3:" in said
    assert "2 bridges were closed.: Ben has this claim in hand until" in said
    assert "3 bridges were closed.: Carla has this claim in hand until" in said
    assert "4 bridges were closed.: Ben has this claim in hand until" in said
    assert gone == {claims[3].pk, claims[4].pk}
    held = Review.objects.exclude(holder=None).order_by("claim")
    names = list(held.values_list("holder__username", flat=True))
    assert names == ["ben", "carla", "ben"]
    assert Review.objects.filter(stage=Stage.QUEUED).count() == 2


def test_a_verdict_is_taken_back_inside_the_hold_and_never_after(
    visit, claim_at, settings, page_of
):
    settings.VERDICT_HOLD_SECONDS = 60
    claim = claim_at(Stage.SECOND_READING)
    ben, late = visit("ben"), visit("ben", java_script_enabled=False)
    page = ben.open(page_of(claim))

    read_by_keys(page, TRUE)
    page.keyboard.press("z")
    page.wait_for_url(f"**{page_of(claim)}")
    publish_due()
    inside = Review.objects.get().stage, FeedEntry.objects.count()
    settings.VERDICT_HOLD_SECONDS = 2
    read_by_keys(page, TRUE)
    late.open(QUEUE)
    page.wait_for_selector(".toast", state="detached")
    while not FeedEntry.objects.exists():
        page.wait_for_timeout(100)
        publish_due()
    page.keyboard.press("z")
    page.wait_for_url(f"**{reverse('admin:desk_decisions')}")
    with late.page.expect_navigation():
        late.page.click("button:text('Undo')")
    told = late.page.inner_text("[role=alert]")
    editor = visit("carla").open(page_of(claim))

    assert inside == (Stage.SECOND_READING, 0)
    assert told.startswith("Too late to undo: the verdict has been published.")
    assert Review.objects.get().stage == Stage.CLOSED
    assert FeedEntry.objects.count() == 1
    assert Verdict.objects.filter(undone_at=None).count() == 1
    assert Event.objects.filter(verb="undo").count() == 1
    assert editor.get_by_text("Reopen").count() > 0


def test_who_saved_and_went_on_is_not_said_to_be_editing(visit, claim_at, page_of):
    claim = claim_at(Stage.IN_HAND)
    page = visit("ana").open(page_of(claim))
    page.wait_for_load_state("networkidle")

    read_by_keys(page, TRUE, "Two registers say so.")
    page = visit("ben").open(page_of(claim))
    page.wait_for_load_state("networkidle")

    assert page.get_by_text("Ana is editing.").count() == 0


def test_on_a_phone_one_thumb_decides(visit, claim_at, page_of):
    claim = claim_at(Stage.QUEUED)
    visitor = visit("ana", **PHONE, is_mobile=True)
    page = visitor.open(page_of(claim))

    with page.expect_navigation():
        page.tap("text=Take this claim")
    covered = page.evaluate(
        """() => {
            const bar = document.querySelector(".verdict-bar");
            const top = () => bar.getBoundingClientRect().top;
            const ways = "a[href], button, input, textarea, select, summary";
            return [...document.querySelectorAll(ways)]
                .filter((each) => !bar.contains(each) && each.offsetParent)
                .filter((each) => {
                    each.focus();
                    return document.activeElement === each
                        && each.getBoundingClientRect().bottom > top() + 1;
                })
                .map((each) => each.outerHTML.slice(0, 90));
        }"""
    )
    ticked = page.locator("input[name=mentions]:checked").count()
    page.tap(".ratings label:has-text('Misleading')")
    page.tap("text=Add reason")
    page.tap("#reason")
    page.keyboard.type("Half of it, says the register.")
    reason = page.locator("#reason").bounding_box()
    page.tap("text=Fold the reason")
    again = page.locator("text=/See the reason|Add reason/").bounding_box()
    wide = page.evaluate("document.documentElement.scrollWidth")
    with page.expect_navigation():
        page.tap("text=Save and next")

    reading = Reading.objects.get()
    assert covered == []
    assert (wide, ticked) == (390, 2)
    assert reason["y"] >= 0
    assert reason["y"] + reason["height"] <= 844
    assert again["y"] > 844 * 0.66
    assert reading.rating.word == "Misleading"
    assert reading.reason == "Half of it, says the register."
    assert reading.mentions.count() == 2
    assert page.locator(".toast button").is_visible()


def log_in_by_keys(visitor, person):
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    page = visitor.open("/")
    page.keyboard.type(person.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{QUEUE}**")
    return page


def test_two_people_reach_a_verdict_and_touch_no_mouse(visit, stated, people, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    claim = stated()

    for name, reason in (("ana", "Two registers say so."), ("ben", "")):
        page = log_in_by_keys(visit(), people[name])
        with page.expect_navigation():
            page.keyboard.press("s")
        assert page.url.endswith(reverse("admin:desk_claim", args=[claim.pk]))
        read_by_keys(page, TRUE, reason)

    verdict = Verdict.objects.get()
    assert verdict.claim == claim
    assert (verdict.rating.word, verdict.reason) == ("True", "Two registers say so.")
    assert {verdict.decided_by, verdict.confirmed_by} == {people["ana"], people["ben"]}


@pytest.mark.parametrize("width", [900, 1440])
def test_an_editor_settles_with_both_readings_side_by_side(
    visit, claim_at, people, decide, page_of, width
):
    claim = claim_at(Stage.IN_HAND)
    decide(claim, people["ana"], reason="The register counts houses.")
    decide(claim, people["ben"], "False", reason="The register counts flats.")
    visitor = visit("carla", viewport={"width": width, "height": 900})
    page = visitor.open(page_of(claim))
    ana, ben = page.locator(".readings .reading").all()
    left, right = ana.bounding_box(), ben.bounding_box()
    told = [ana.inner_text(), ben.inner_text()]

    read_by_keys(page, FALSE, "Flats it is.")

    assert "Ana read it as True" in told[0]
    assert "The register counts houses." in told[0]
    assert "Ben read it as False" in told[1]
    assert "The register counts flats." in told[1]
    assert (Verdict.objects.get().rating.word, Review.objects.get().stage) == (
        "False",
        Stage.CLOSED,
    )
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]


def test_a_claim_is_merged_into_the_one_suggested_and_parted_again(
    visit, claim_at, stated, page_of
):
    same = stated("4,200 houses flooded.", outlets=("The Herald",))
    claim = claim_at(Stage.IN_HAND, text=FLOOD)
    Suggestion.objects.create(claim=claim, other=same, score=0.72, why="Same number.")
    visitor = visit("ana")
    page = visitor.open(page_of(claim))

    suggested = page.inner_text("#same .alike")
    page.click("#same button:has-text('Merge into it')")
    page.wait_for_selector(".toast")
    claim.refresh_from_db()
    merged = claim.state, claim.merged_into, same.mentions.count()
    there = visitor.open(page_of(same)).locator(".mentions > article").count()
    page.keyboard.press("z")
    page.wait_for_url(f"**{page_of(claim)}")
    claim.refresh_from_db()

    assert "Of 100 such pairs about 72 are the same: Same number." in suggested
    assert merged == ("merged", same, 3)
    assert there == 3
    assert (claim.state, claim.merged_into) == ("unverified", None)
    assert (claim.mentions.count(), same.mentions.count()) == (2, 1)
