"""The example client, against a live server, through everything a feed can do."""

import json
from typing import Any

import pytest

from examples import sync_client
from examples.sync_client import Feed, is_exact, main, open_copy, synchronise
from factcheck.tests.callers import token_of
from reviews.feed import Cursor, FeedEntry
from reviews.workflow import move, recheck

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def feed(live_server, people, settings):
    settings.VERDICT_HOLD_SECONDS = 0
    return Feed(live_server.url, token_of(people["sync"]))


@pytest.fixture
def copy(tmp_path):
    opened = open_copy(str(tmp_path / "copy.sqlite3"))
    yield opened
    opened.close()


def ratings(copy: Any) -> dict[int, str]:
    rows = copy.execute("SELECT id, body FROM verdict").fetchall()
    return {pk: json.loads(body)["rating"] for pk, body in rows}


def test_the_copy_follows_publication_correction_and_withdrawal(
    feed, copy, people, claim_at, decide
):
    kept = claim_at("closed", text='Þórður said "40 %" \U0001f30a.')
    gone = claim_at("closed", text="Another statement.")
    assert synchronise(copy, feed) == 2
    assert ratings(copy) == {kept.pk: "True", gone.pk: "True"}
    assert is_exact(copy, feed)

    move(kept.pk, "reopen", actor=people["carla"], reason="New facts.")
    move(kept.pk, "take", actor=people["ana"])
    decide(kept, people["ana"], "False")
    decide(kept, people["ben"], "False")
    move(gone.pk, "withdraw", actor=people["carla"], notice="We were wrong.")

    assert synchronise(copy, feed) == 2
    assert ratings(copy) == {kept.pk: "False"}
    assert is_exact(copy, feed)
    assert synchronise(copy, feed) == 0


def test_the_copy_follows_a_verdict_that_grows_stale(feed, copy, claim_at):
    claim = claim_at("closed")
    synchronise(copy, feed)

    recheck(claim.pk, reason="The register was corrected.", data={})

    assert synchronise(copy, feed) == 1
    ((body,),) = copy.execute("SELECT body FROM verdict").fetchall()
    assert json.loads(body)["stale"] is True
    assert is_exact(copy, feed)


def test_a_crash_between_pages_loses_nothing_and_repeats_nothing(
    feed, copy, claim_at, monkeypatch
):
    made = [claim_at("closed", text=f"Statement {n}.").pk for n in range(3)]
    get, pages = feed.get, []

    def one_at_a_time(what: str, **asked: Any) -> Any:
        if what == "changes":
            asked["limit"] = 1
            pages.append(asked["cursor"])
            if len(pages) == 3:
                raise ConnectionResetError
        return get(what, **asked)

    monkeypatch.setattr(feed, "get", one_at_a_time)
    with pytest.raises(ConnectionResetError):
        synchronise(copy, feed)
    assert list(ratings(copy)) == made[:2]
    assert is_exact(copy, feed)

    assert synchronise(copy, feed) == 1
    assert list(ratings(copy)) == made
    assert is_exact(copy, feed)


def test_a_crash_inside_a_page_leaves_the_page_undone(
    feed, copy, claim_at, monkeypatch
):
    claim_at("closed")

    with monkeypatch.context() as broken:
        broken.setattr(sync_client, "hashlib", None)
        with pytest.raises(AttributeError):
            synchronise(copy, feed)

    assert copy.execute("SELECT count(*) FROM place").fetchone() == (0,)
    assert synchronise(copy, feed) == 1
    assert is_exact(copy, feed)


@pytest.mark.parametrize("place", [Cursor(9, b"12345678"), Cursor(1, b"12345678")])
def test_a_restored_server_makes_the_copy_begin_again(place, feed, copy, claim_at):
    claim = claim_at("closed")
    synchronise(copy, feed)
    with copy:
        copy.execute("INSERT INTO verdict VALUES (999, 1, 'x', '{}')")
        copy.execute("UPDATE place SET cursor = ?", [str(place)])

    assert synchronise(copy, feed) == 1
    assert ratings(copy) == {claim.pk: "True"}
    assert is_exact(copy, feed)


def test_a_copy_that_was_changed_is_found_out(feed, copy, claim_at):
    claim_at("closed")
    synchronise(copy, feed)
    with copy:
        copy.execute("DELETE FROM verdict")

    assert not is_exact(copy, feed)


def test_the_program_runs_from_the_command_line(feed, claim_at, tmp_path, capsys):
    claim_at("closed")
    url = feed.url.removesuffix("/api/v1/verdicts/")
    words = [str(tmp_path / "copy"), "--url", url, "--token", feed.token]

    assert main([*words, "--once"]) == 0
    assert main([*words, "--verify"]) == 0

    assert capsys.readouterr().out == "1 new\nexact\n"
    assert FeedEntry.objects.count() == 1
