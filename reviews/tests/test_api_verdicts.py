"""The feed over HTTP: every published fact once, in order, and provably all of it."""

import json
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.tests.callers import caller, code_of
from reviews.feed import Cursor, FeedEntry, publish_due
from reviews.models import PendingEntry
from reviews.workflow import move

CHANGES = "/api/v1/verdicts/changes"


@pytest.fixture
def sync(people, settings):
    """A program that keeps a copy, where nothing is held back."""
    settings.VERDICT_HOLD_SECONDS = 0
    return caller(people["sync"])


@pytest.fixture
def withdraw(people):
    def make(claim):
        publish_due()
        move(claim.pk, "withdraw", actor=people["carla"], notice="We were wrong.")

    return make


@pytest.fixture
def correct(people, decide):
    def make(claim):
        move(claim.pk, "reopen", actor=people["carla"], reason="New facts.")
        move(claim.pk, "take", actor=people["ana"])
        decide(claim, people["ana"], "False")
        decide(claim, people["ben"], "False")

    return make


def everything(client, asked=""):
    """Follow the feed to its end: items and the last cursor."""
    items, cursor, more = [], None, True
    while more:
        after = f"&cursor={cursor}" if cursor else ""
        page = client.get(f"{CHANGES}?limit=2{after}{asked}").json()
        items += page["items"]
        cursor, more = page["next_cursor"], page["has_more"]
    return items, cursor


def test_the_feed_before_anything_is_published(sync):
    page = sync.get(CHANGES).json()

    assert page["items"] == []
    assert page["has_more"] is False
    assert page["head"] == {"seq": 0}
    assert sync.get(f"{CHANGES}?cursor={page['next_cursor']}").json() == page


def test_a_verdict_is_published_once_and_whole(sync, claim_at):
    claim = claim_at("closed")

    items, cursor = everything(sync)

    (item,) = items
    assert (item["seq"], item["id"], item["version"]) == (1, claim.pk, 1)
    assert (item["op"], item["kind"], item["notice"]) == ("upsert", "published", "")
    assert item["data"]["rating"] == "True"
    assert item["data"]["decided_by"] == "Ana"
    assert [one["outlet"] for one in item["data"]["evidence"]] == [
        "The Lantern",
        "The Ledger",
    ]
    assert sync.get(f"{CHANGES}?cursor={cursor}").json()["items"] == []


def test_the_published_bytes_go_out_untouched(sync, claim_at):
    claim_at("closed", text='Þórður said "40 %" \U0001f30a </script>.')

    content = sync.get(CHANGES).content

    body = bytes(FeedEntry.objects.get().body or b"")
    assert b',"data":' + body + b"}" in content
    assert json.loads(content)["items"][0]["data"] == json.loads(body)


def test_a_verdict_in_the_hold_is_not_there(people, claim_at, settings):
    settings.VERDICT_HOLD_SECONDS = 60
    client = caller(people["sync"])
    claim = claim_at("closed")

    page = client.get(CHANGES).json()
    one = client.get(f"/api/v1/verdicts/{claim.pk}/")

    assert (page["items"], page["head"]) == ([], {"seq": 0})
    assert code_of(one) == "not-found"
    assert PendingEntry.objects.count() == 1


def test_correction_and_withdrawal_follow_in_order(sync, claim_at, correct, withdraw):
    claim = claim_at("closed")
    correct(claim)
    withdraw(claim)

    items, _ = everything(sync)
    latest, _ = everything(sync, "&view=latest")

    kinds = [(item["seq"], item["kind"], item["version"]) for item in items]
    assert kinds == [(1, "published", 1), (2, "corrected", 2), (3, "withdrawn", 2)]
    assert [item["seq"] for item in latest] == [3]
    assert latest[0]["op"] == "delete"
    assert latest[0]["data"] is None
    assert latest[0]["notice"] == "We were wrong."


def test_a_page_with_more_behind_it_never_changes(sync, claim_at):
    for number in range(3):
        claim_at("closed", text=f"Statement {number}.")

    first = sync.get(f"{CHANGES}?limit=2")
    last = sync.get(f"{CHANGES}?limit=2&cursor={first.json()['next_cursor']}")
    latest = sync.get(f"{CHANGES}?limit=2&view=latest")

    assert first["Cache-Control"] == "private, max-age=31536000, immutable"
    assert last["Cache-Control"] == "private, no-cache"
    assert latest["Cache-Control"] == "private, no-cache"


def test_asking_when_nothing_is_new_is_cheap(sync, people, claim_at):
    claim_at("closed")
    _, cursor = everything(sync)
    with CaptureQueriesContext(connection) as queries:
        sync.get(f"{CHANGES}?cursor={cursor}")

    ours = [one["sql"] for one in queries if "reviews_" in one["sql"]]
    assert len(ours) == 1
    assert len(queries) <= 6


@pytest.mark.parametrize("cursor", ["garbage", "cD1hYmM=", "", "%D9%A3", "A" * 5000])
def test_a_cursor_that_is_none_of_ours_is_refused(cursor, sync):
    response = sync.get(f"{CHANGES}?cursor={cursor}")

    assert response.status_code == (400 if cursor else 422)
    assert code_of(response) == ("cursor-invalid" if cursor else "validation")


@pytest.mark.parametrize(
    ("cursor", "code"),
    [
        (Cursor(9, b"12345678"), "cursor-ahead"),
        (Cursor(1, b"12345678"), "cursor-diverged"),
    ],
)
def test_a_cursor_of_another_history_starts_again(cursor, code, sync, claim_at):
    claim_at("closed")
    everything(sync)

    response = sync.get(f"{CHANGES}?cursor={cursor}")

    assert response.status_code == 410
    assert code_of(response) == code
    start = f"http://testserver{CHANGES}?view=latest"
    assert response.json()["restart"] == start
    assert response["Link"] == f'<{start}>; rel="restart"'
    assert sync.get(start).status_code == 200


def test_one_verdict_is_the_bytes_that_were_published(sync, claim_at):
    claim = claim_at("closed")

    response = sync.get(f"/api/v1/verdicts/{claim.pk}/")

    entry = FeedEntry.objects.get()
    assert response.content == bytes(entry.body or b"")
    assert response["ETag"] == f'"{entry.etag}"'
    again = sync.get(
        f"/api/v1/verdicts/{claim.pk}/", headers={"if-none-match": response["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_a_corrected_verdict_has_another_tag(sync, claim_at, correct):
    claim = claim_at("closed")
    before = sync.get(f"/api/v1/verdicts/{claim.pk}/")
    correct(claim)

    after = sync.get(
        f"/api/v1/verdicts/{claim.pk}/", headers={"if-none-match": before["ETag"]}
    )

    assert after.status_code == 200
    assert (after.json()["version"], after.json()["rating"]) == (2, "False")


def test_a_withdrawn_verdict_is_gone_and_says_why(sync, claim_at, withdraw):
    claim = claim_at("closed")
    withdraw(claim)

    response = sync.get(f"/api/v1/verdicts/{claim.pk}/")

    assert response.status_code == 410
    assert code_of(response) == "verdict-withdrawn"
    assert response.json()["notice"] == "We were wrong."
    assert "Two registers agree" not in response.content.decode()


def test_the_digest_proves_a_copy(sync, claim_at, correct, withdraw):
    kept, gone = claim_at("closed"), claim_at("closed", text="Another.")
    correct(kept)
    withdraw(gone)
    everything(sync)

    taken = sync.get("/api/v1/verdicts/digest").json()
    early = sync.get("/api/v1/verdicts/digest?seq=0").json()

    body = sync.get(f"/api/v1/verdicts/{kept.pk}/").content
    line = f"{kept.pk} 2 {sha256(body).hexdigest()}\n".encode()
    assert taken == {
        "seq": 4,
        "live": 1,
        "deleted": 1,
        "sha256": sha256(line).hexdigest(),
    }
    assert (early["live"], early["sha256"]) == (0, sha256(b"").hexdigest())


def test_a_digest_of_the_future_is_refused(sync):
    assert code_of(sync.get("/api/v1/verdicts/digest?seq=5")) == "cursor-ahead"
    assert code_of(sync.get("/api/v1/verdicts/digest?seq=-5")) == "validation"


def test_the_scale_is_listed_in_its_order(people):
    response = caller(people["ana"]).get("/api/v1/ratings/")

    words = [(item["word"], item["outcome"]) for item in response.json()["items"]]
    assert words[0] == ("True", "corroborated")
    assert words[-1] == ("Unproven", "unverified")
    assert response.json()["next"] is None
