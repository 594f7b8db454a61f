"""What people try in their first hour, each as they would: by pointer or by key."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Extraction, Source
from reviews.models import Event, ReplyRequest

pytestmark = pytest.mark.browser

FLOOD = "4,200 homes were flooded in Arlen."


def test_the_help_opens_and_closes_by_keys_and_no_key_works_under_it(
    visit, claim_at, page_of
):
    page = visit("ana").open(page_of(claim_at("in_hand")))
    chosen = page.locator("input[name=rating]:checked")

    page.keyboard.press("?")
    opened = page.locator("dialog[open] h2").inner_text()
    page.keyboard.press("1")
    under = chosen.count()
    page.keyboard.press("Escape")
    closed = page.locator("dialog[open]").count()
    page.keyboard.press("1")

    assert (opened, under, closed) == ("Keys", 0, 0)
    assert chosen.count() == 1


def test_a_claim_is_skipped_by_keys_with_a_reason(visit, claim_at, stated, page_of):
    claim = claim_at("in_hand", text=FLOOD)
    other = stated("Three bridges were closed.")
    page = visit("ana").open(page_of(claim))

    page.keyboard.press("s")
    page.keyboard.type("I know the mayor, s 1 z.")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith(page_of(other))
    released = Event.objects.get(verb="release")
    assert (released.claim_id, released.reason) == (
        claim.pk,
        "I know the mayor, s 1 z.",
    )


def test_two_mentions_are_compared_by_a_key_and_put_away_by_it(
    visit, claim_at, page_of
):
    claim = claim_at("in_hand", text=FLOOD)
    page = visit("ana").open(page_of(claim))

    with page.expect_navigation():
        page.keyboard.press("c")
    beside = page.locator("#compared article").count()
    left, right = (
        each.bounding_box() for each in page.locator("#compared article").all()
    )
    page.keyboard.press("c")
    page.wait_for_selector("#compared", state="detached")

    assert beside == 2
    assert left["y"] == right["y"]
    assert page.url.endswith(page_of(claim))


def test_a_stored_source_is_searched_for_by_a_key(visit, claim_at):
    claim = claim_at("in_hand", text=FLOOD)
    page = visit("ana").open(reverse("admin:desk_evidence", args=[claim.pk]))

    page.keyboard.press("/")

    assert page.evaluate("document.activeElement.id") == "evidence-q"


def test_who_is_named_is_asked_for_a_reply_and_it_is_kept(visit, claim_at, page_of):
    page = visit("ana").open(page_of(claim_at("in_hand", text=FLOOD)))

    page.click("summary:has-text('Ask for a reply')")
    page.fill("#ask_reply-party", "The mayor")
    page.fill("#ask_reply-channel", "her office")
    tomorrow = timezone.localtime() + timedelta(days=1)
    page.fill("#ask_reply-deadline", f"{tomorrow:%Y-%m-%dT%H:%M}")
    with page.expect_navigation():
        page.click("button:text-is('Record the request')")
    asked = page.inner_text(".replies li")
    page.click("summary:has-text('Record an answer')")
    page.fill("#record_reply-answer", "It was 4,100.")
    with page.expect_navigation():
        page.click("button:text-is('Record the answer')")

    assert "The mayor asked" in asked
    assert "(her office)" in asked
    assert "No answer yet." in asked
    assert ReplyRequest.objects.get().answer == "It was 4,100."
    assert "Answer: It was 4,100." in page.inner_text(".replies li")


def test_what_was_left_out_is_put_back_from_its_source(visit, stated):
    stated(FLOOD)
    source = Source.objects.earliest("pk")
    line = source.text.index("\n")
    runs = Extraction.objects.filter(source=source)
    runs.update(dropped=[[0, line, "byline"]])
    page = visit("ana").open(reverse("admin:desk_source", args=[source.pk]))

    way = page.inner_text(".bar-ways [aria-current]")
    page.fill("#put-back-reason", "It states a number.")
    with page.expect_navigation():
        page.click("button:has-text('Put back')")

    filed = Claim.objects.latest("pk")
    assert way == "Sources"
    assert f"Filed as claim {filed.pk}" in page.inner_text(".messagelist")
    assert filed.wording.text == source.text[:line]
    assert Event.objects.get(claim=filed).reason == "It states a number."


def test_what_is_being_read_appears_on_its_page_by_itself(visit, stated):
    stated(FLOOD)
    source = Source.objects.earliest("pk")
    runs = Extraction.objects.filter(source=source)
    runs.update(status="queued", started_at=None, finished_at=None)
    page = visit("ana").open(reverse("admin:desk_source", args=[source.pk]))
    page.wait_for_selector("text=being read")

    now = timezone.now()
    runs.update(status="done", started_at=now, finished_at=now)

    page.wait_for_selector("text=being read", state="detached")


def test_with_one_other_voice_there_is_nothing_to_choose(visit, claim_at):
    claim = claim_at("in_hand", text=FLOOD)
    mention = claim.mentions.latest("pk")
    page = visit("ana").open(reverse("admin:desk_mention", args=[claim.pk, mention.pk]))

    radios = page.locator("input[type=radio][name=same_as]").count()
    page.fill("#regroup-reason", "Both quote the mayor.")
    with page.expect_navigation():
        page.click("button:text-is('Regroup it')")

    assert radios == 0
    assert len(set(claim.mentions.values_list("origin", flat=True))) == 1
