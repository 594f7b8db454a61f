"""Keep an exact copy of a newsroom's published verdicts in a SQLite file.

    python sync_client.py --url https://desk.example --token TOKEN verdicts.sqlite3

Each page is stored in one transaction with the cursor that follows it, so that a
crash anywhere loses nothing and repeats nothing. While the newsroom is away it
is asked ever less often, until it is back."""

import argparse
import hashlib
import json
import os
import sqlite3
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS verdict(id INTEGER PRIMARY KEY, version, sha256, body);
CREATE TABLE IF NOT EXISTS place(one PRIMARY KEY CHECK (one = 1), cursor, seq);
"""
# Seconds between two attempts, however long the newsroom is away or tells us to wait.
LONGEST = 3600.0
AT_REST = 300.0


class Refused(Exception):
    """The newsroom will not answer this, however often it is asked."""


class Away(Exception):
    """No answer now. ``wait`` is how many seconds it told us to wait, or 0."""

    def __init__(self, says: str, wait: float = 0.0) -> None:
        super().__init__(says)
        self.wait = wait


class Busy(Away):
    """We asked more often than is answered; it told us how long to wait."""


class Feed:
    """The newsroom's side: two addresses and a token."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/") + "/api/v1/verdicts/"
        self.token = token.strip()

    def get(self, what: str, **asked: Any) -> Any:
        """The answer, after as many seconds as we are told to wait for it: of a long
        feed more may be asked than is answered in a minute."""
        while True:
            try:
                return self.ask(what, **asked)
            except Busy as busy:
                sys.stderr.write(f"Busy: {busy}. Going on in {busy.wait:g} s.\n")
                sys.stderr.flush()
                time.sleep(busy.wait)

    def ask(self, what: str, **asked: Any) -> Any:
        known = {name: value for name, value in asked.items() if value is not None}
        request = urllib.request.Request(  # noqa: S310  # the operator's own address
            f"{self.url}{what}?{urllib.parse.urlencode(known)}",
            headers={"Authorization": f"Bearer {self.token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  # as above
                found = json.load(answer)
            if not isinstance(found, dict) or not found.keys() & {"items", "sha256"}:
                raise ValueError(found)
        except urllib.error.HTTPError as error:
            with error:
                raise trouble_of(error) from error
        except ValueError as error:
            raise Away("what came is not the feed") from error
        except (OSError, HTTPException) as error:
            # Of an address that does not answer, urllib wraps the reason.
            reason = getattr(error, "reason", error)
            raise Away(str(reason) or type(reason).__name__) from error
        return found


def trouble_of(error: urllib.error.HTTPError) -> Exception:
    """What an answer that is no page means for us."""
    says = f"the newsroom answers {error.code} {error.reason}"
    if error.code in (408, 425, 429) or error.code >= 500:
        wait = seconds_told(error.headers.get("Retry-After", ""))
        return Busy(says, wait) if error.code == 429 and wait else Away(says, wait)
    return error if error.code == 410 else Refused(says)


def seconds_told(retry_after: str) -> float:
    """The header says seconds or a date; 0 if neither."""
    try:
        if retry_after.isdecimal():
            wait = float(retry_after)
        else:
            until = parsedate_to_datetime(retry_after)
            wait = (until - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError):
        return 0.0
    return min(max(wait, 0.0), LONGEST)


def open_copy(path: str) -> sqlite3.Connection:
    copy = sqlite3.connect(path)
    copy.executescript(TABLES)
    return copy


def synchronise(copy: sqlite3.Connection, feed: Feed) -> int:
    """Fetch what is new, to the end of the feed; how many entries that was."""
    fetched, more = 0, True
    while more:
        row = copy.execute("SELECT cursor FROM place").fetchone()
        try:
            page = feed.get("changes", cursor=row and row[0], limit=500)
        except urllib.error.HTTPError as error:
            if row is None:
                raise Refused("the newsroom has no beginning of its feed") from error
            # The server was restored: its history is not ours. Begin again.
            with copy:
                copy.executescript("DELETE FROM verdict; DELETE FROM place;")
            continue
        store(copy, page)
        fetched += len(page["items"])
        more = page["has_more"]
    return fetched


def store(copy: sqlite3.Connection, page: dict[str, Any]) -> None:
    """The page and the place after it: both or neither."""
    with copy:
        for item in page["items"]:
            copy.execute("DELETE FROM verdict WHERE id = ?", [item["id"]])
            if item["op"] == "upsert":
                body = json.dumps(
                    item["data"], ensure_ascii=False, separators=(",", ":")
                )
                digest = hashlib.sha256(body.encode()).hexdigest()
                row = [item["id"], item["version"], digest, body]
                copy.execute("INSERT INTO verdict VALUES (?, ?, ?, ?)", row)
        last = page["items"][-1]["seq"] if page["items"] else None
        copy.execute(
            "INSERT INTO place VALUES (1, ?1, coalesce(?2, 0)) ON CONFLICT DO UPDATE "
            "SET cursor = ?1, seq = coalesce(?2, seq)",
            [page["next_cursor"], last],
        )


def is_exact(copy: sqlite3.Connection, feed: Feed) -> bool:
    """Whether our copy is what the feed held at our place, to the byte."""
    (seq,) = copy.execute("SELECT seq FROM place").fetchone()
    rows = copy.execute("SELECT id, version, sha256 FROM verdict ORDER BY id")
    lines = "".join("{} {} {}\n".format(*row) for row in rows)
    expected: str = feed.get("digest", seq=seq)["sha256"]
    return hashlib.sha256(lines.encode()).hexdigest() == expected


def run(copy: sqlite3.Connection, feed: Feed, *, verify: bool) -> int:
    """One round: 0, or 1 when ``verify`` found a difference."""
    if fetched := synchronise(copy, feed):
        sys.stdout.write(f"{fetched} new\n")
    if not verify:
        return 0
    exact = is_exact(copy, feed)
    sys.stdout.write("exact\n" if exact else "DIFFERS\n")
    return 0 if exact else 1


def keep_running(copy: sqlite3.Connection, feed: Feed, *, every: float) -> None:
    """Rounds for ever; what is away is asked again, each time after twice as long."""
    failures = 0
    while True:
        wait = every
        try:
            run(copy, feed, verify=False)
            if failures:
                sys.stderr.write("The newsroom is back; the copy is up to date.\n")
            failures = 0
        except Away as away:
            wait = max(min(every * 2**failures, AT_REST), every, away.wait)
            failures = min(failures + 1, 16)
            sys.stderr.write(f"Away: {away}. Trying again in {wait:g} s.\n")
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        time.sleep(wait)


def main(words: list[str]) -> int:
    """0 when the copy is up to date, 1 when --verify found a difference, 2 when the
    newsroom or the file could not be read."""
    reader = argparse.ArgumentParser(description="Copy published verdicts to SQLite.")
    reader.add_argument("file", help="the SQLite file; made if it is not there")
    reader.add_argument("--url", default=os.environ.get("FACTCHECK_URL"))
    reader.add_argument("--token", default=os.environ.get("FACTCHECK_TOKEN"))
    reader.add_argument("--once", action="store_true", help="fetch once and stop")
    reader.add_argument("--verify", action="store_true", help="compare, then stop")
    reader.add_argument("--every", type=float, default=10.0, help="seconds; default 10")
    told = reader.parse_args(words)
    if not (told.url and told.token):
        reader.error("give --url and --token, or FACTCHECK_URL and FACTCHECK_TOKEN")
    if not told.url.startswith(("http://", "https://")):
        reader.error("begin --url with http:// or https://")
    if not 0 < told.every <= LONGEST:
        reader.error(f"give --every seconds, more than 0 and at most {LONGEST:g}")
    feed = Feed(told.url, told.token)
    try:
        with closing(open_copy(told.file)) as copy:
            if told.once or told.verify:
                return run(copy, feed, verify=told.verify)
            keep_running(copy, feed, every=told.every)
    except (Away, Refused) as trouble:
        sys.stderr.write(f"{told.url}: {trouble}. The copy is as it was.\n")
    except sqlite3.Error as error:
        sys.stderr.write(f"{told.file}: {error}.\n")
    except KeyboardInterrupt:
        return 130
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
