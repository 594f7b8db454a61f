"""The main job, the way people do it: from the login page to a client's copy."""

import json
import sqlite3
import time

import pytest
from django.contrib.auth.models import User

from examples.sync_client import main
from factcheck.tests.callers import token_of
from reviews.models import FeedEntry, Review, Verdict
from reviews.tests.conftest import Visitor

pytestmark = pytest.mark.browser

HOLD_SECONDS = 4
PASSWORD = "a-phrase-for-the-walk"


@pytest.fixture
def copied(live_server, people, tmp_path):
    """What the example client holds after synchronising: claims and ratings."""
    file = tmp_path / "copy.sqlite3"
    told = ["--url", live_server.url, "--token", token_of(people["sync"])]

    def copy():
        assert main([str(file), "--once", *told]) == 0
        with sqlite3.connect(file) as database:
            rows = database.execute("SELECT body FROM verdict").fetchall()
        verdicts = [json.loads(body) for (body,) in rows]
        return [(each["claim"], each["rating"]) for each in verdicts]

    return copy


def log_in(visitor: Visitor, person: User) -> None:
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    page = visitor.open("/")
    page.fill("#id_username", person.username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/reviews/review/**")


def test_a_claim_goes_from_the_queue_into_a_clients_copy(
    visit, stated, people, settings, copied
):
    settings.VERDICT_HOLD_SECONDS = HOLD_SECONDS
    text = "About 4,200 homes were flooded in Arlen."
    claim = stated(text=text)
    ana, ben = visit(), visit()

    log_in(ana, people["ana"])
    ana.page.keyboard.press("s")
    ana.page.wait_for_url(f"**/claim/{claim.pk}/**")
    for box in ana.page.locator("input[name=mentions]").all():
        box.check()
    ana.page.fill("#reason", "The register gives 4,200.")
    ana.page.keyboard.press("Escape")
    ana.page.keyboard.press("1")
    ana.page.keyboard.press("Enter")
    wait_until(lambda: Review.objects.get().stage == "second_reading")

    log_in(ben, people["ben"])
    agree(ben, claim)
    ben.page.get_by_role("button", name="Undo").first.click()
    wait_until(lambda: Verdict.objects.exclude(undone_at=None).exists())
    time.sleep(HOLD_SECONDS)
    after_undo = copied()

    agree(ben, claim)
    inside_the_hold = copied()
    time.sleep(HOLD_SECONDS)
    after_the_hold = copied()

    assert after_undo == inside_the_hold == []
    assert after_the_hold == [(text, "True")]
    assert FeedEntry.objects.count() == 1
    assert [*ana.violations, *ana.elsewhere, *ben.violations, *ben.elsewhere] == []


def agree(visitor: Visitor, claim) -> None:
    """As second reader, rate it True on the same mentions."""
    page = visitor.open(f"/admin/reviews/review/claim/{claim.pk}/")
    for box in page.locator("input[name=mentions]").all():
        box.check()
    page.get_by_role("radio", name="True", exact=False).first.check()
    page.get_by_role("button", name="Save", exact=True).click()
    wait_until(lambda: Review.objects.get().stage == "closed")


def wait_until(holds) -> None:
    for _ in range(100):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it never came to pass")
