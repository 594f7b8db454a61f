"""The example client while the newsroom is away: it says so, waits, loses nothing."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest

from examples.sync_client import (
    Feed,
    is_exact,
    main,
    open_copy,
    seconds_told,
    synchronise,
)
from examples.tests.door import WRONG, Door
from factcheck.api import quota
from factcheck.tests.callers import token_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def door(live_server, people, settings):
    settings.VERDICT_HOLD_SECONDS = 0
    opened = Door(live_server.url)
    Thread(target=opened.serve_forever, daemon=True).start()
    yield opened
    opened.shutdown()
    opened.server_close()


@pytest.fixture
def words(door, people, tmp_path):
    return [
        str(tmp_path / "copy"),
        *("--url", door.url, "--token", token_of(people["sync"])),
    ]


class Naps:
    """How long the client slept; the last of ``at_most`` ends it."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.at_most = 1

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if len(self.slept) == self.at_most:
            raise KeyboardInterrupt


@pytest.fixture
def naps(monkeypatch):
    found = Naps()
    monkeypatch.setattr(time, "sleep", found.sleep)
    return found


SAYS = {
    "reset": "Remote end closed connection without response",
    "cut": "IncompleteRead(11 bytes read, 99989 more expected)",
    "half": "what came is not the feed",
    "portal": "what came is not the feed",
    "other": "what came is not the feed",
    "gateway": "the newsroom answers 502 Bad Gateway",
    "database": "the newsroom answers 503 Service Unavailable",
    "stranger": "the newsroom answers 401 Unauthorized",
}


@pytest.mark.parametrize("fault", SAYS)
def test_one_fetch_that_fails_says_so_in_a_line_and_leaves_the_copy(
    fault, door, words, claim_at, capsys
):
    claim_at("closed")
    door.wrong = [fault]

    assert main([*words, "--once"]) == 2
    assert capsys.readouterr() == (
        "",
        f"{door.url}: {SAYS[fault]}. The copy is as it was.\n",
    )

    assert main([*words, "--verify"]) == 0
    assert capsys.readouterr().out == "1 new\nexact\n"


def test_a_server_that_is_not_there_is_one_line_too(door, words, capsys):
    words[2] = "http://127.0.0.1:9"

    assert main([*words, "--verify"]) == 2

    says = "[Errno 111] Connection refused. The copy is as it was.\n"
    assert capsys.readouterr() == ("", f"http://127.0.0.1:9: {says}")


def test_what_is_away_is_asked_again_ever_less_often(
    door, words, claim_at, naps, capsys
):
    claim_at("closed")
    naps.at_most = 8
    door.wrong = [*["reset"] * 6, "database"]

    assert main([*words, "--every", "10"]) == 130

    assert naps.slept == [10, 20, 40, 80, 160, 300, 300, 10]
    out, err = capsys.readouterr()
    assert out == "1 new\n"
    assert len(err.splitlines()) == 8
    assert err.endswith("The newsroom is back; the copy is up to date.\n")


def test_it_waits_as_long_as_it_is_told_to(door, words, naps, capsys):
    door.wrong = ["database"]

    assert main([*words, "--every", "1"]) == 130

    assert naps.slept == [5]
    says = "Away: the newsroom answers 503 Service Unavailable. Trying again in 5 s.\n"
    assert capsys.readouterr().err == says


@pytest.mark.parametrize("mode", ["--once", "--verify"])
def test_a_limit_is_waited_for_and_the_copy_goes_on(
    mode, door, words, claim_at, naps, capsys
):
    claim_at("closed")
    naps.at_most = 3
    door.wrong = ["limit", "limit"]

    assert main([*words, mode]) == 0

    assert naps.slept == [7, 7]
    out, err = capsys.readouterr()
    assert out.startswith("1 new\n")
    says = "Busy: the newsroom answers 429 Too Many Requests. Going on in 7 s.\n"
    assert err == says * 2


def test_a_first_copy_of_more_pages_than_the_quota_is_exact(
    live_server, uncounted, people, claim_at, tmp_path, settings, monkeypatch
):
    settings.VERDICT_HOLD_SECONDS = 0
    settings.API_REQUESTS_A_MINUTE = 2
    monkeypatch.setattr(quota, "SECONDS", 1)
    made = [claim_at("closed", text=f"Statement {n}.").pk for n in range(5)]
    feed = Feed(live_server.url, token_of(people["sync"]))
    get = feed.get
    monkeypatch.setattr(
        feed, "get", lambda what, **asked: get(what, **asked | {"limit": 1})
    )

    with closing(open_copy(str(tmp_path / "copy"))) as copy:
        assert synchronise(copy, feed) == 5

        rows = copy.execute("SELECT id FROM verdict ORDER BY id").fetchall()
        assert [pk for (pk,) in rows] == made
        monkeypatch.setattr(feed, "get", get)
        assert is_exact(copy, feed)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("5", 5),
        ("99999999999999999999", 3600),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Wed, 21 Oct 2315 07:28:00 GMT", 3600),
        ("soon", 0),
        ("", 0),
    ],
)
def test_a_time_to_wait_is_read_in_both_its_forms(header, seconds):
    assert seconds_told(header) == seconds


def test_a_token_that_is_refused_ends_it(door, words, naps, capsys):
    door.wrong = ["stranger"]

    assert main([*words, "--every", "1"]) == 2

    assert naps.slept == []
    assert "401 Unauthorized" in capsys.readouterr().err


def test_a_file_that_is_no_copy_is_one_line(door, words, tmp_path, capsys):
    (tmp_path / "copy").write_text("A letter to the editor, and no database. " * 30)

    assert main([*words, "--once"]) == 2

    assert capsys.readouterr().err == f"{words[0]}: file is not a database.\n"


def test_a_server_that_is_killed_and_comes_back_costs_nothing(
    live_server, door, words, claim_at, tmp_path
):
    port, file = door.server_port, Path(words[0])
    newsroom = ["-m", "examples.tests.door", live_server.url]
    door.shutdown()
    door.server_close()
    claim_at("closed", text="The first statement.")

    with running([*newsroom, str(port)]) as first:
        program = ["examples/sync_client.py", *words, "--every", "0.1"]
        with running(program) as client:
            wait_until(lambda: count(file) == 1)
            first.kill()
            assert client.stderr is not None
            assert client.stderr.readline().startswith("Away: ")
            claim_at("closed", text="The second statement.")
            with running([*newsroom, str(port)]):
                wait_until(lambda: count(file) == 2)
                with closing(open_copy(str(file))) as copy:
                    assert is_exact(copy, Feed(live_server.url, words[4]))


@contextmanager
def running(words: list[str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(  # this interpreter, words of the test
        [sys.executable, *words], stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def count(file: Path) -> int:
    if not file.exists():
        return 0
    with closing(sqlite3.connect(file)) as copy:
        try:
            return int(copy.execute("SELECT count(*) FROM verdict").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it never came to pass")


def test_every_fault_of_the_door_is_tried():
    assert SAYS.keys() | {"limit"} == WRONG.keys() | {"reset"}
