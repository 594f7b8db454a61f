"""Keep an exact copy of a newsroom's published verdicts in a SQLite file.

    python sync_client.py --url https://desk.example --token TOKEN verdicts.sqlite3

Each page is stored in one transaction with the cursor that follows it, so that a
crash anywhere loses nothing and repeats nothing."""

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
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS verdict(id INTEGER PRIMARY KEY, version, sha256, body);
CREATE TABLE IF NOT EXISTS place(one PRIMARY KEY CHECK (one = 1), cursor, seq);
"""


class Feed:
    """The newsroom's side: two addresses and a token."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/") + "/api/v1/verdicts/"
        self.token = token

    def get(self, what: str, **asked: Any) -> Any:
        known = {name: value for name, value in asked.items() if value is not None}
        request = urllib.request.Request(  # noqa: S310  # the operator's own address
            f"{self.url}{what}?{urllib.parse.urlencode(known)}",
            headers={"Authorization": f"Bearer {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  # as above
            return json.load(answer)


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
            error.close()
            if error.code != 410 or row is None:
                raise
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


def main(words: list[str]) -> int:
    """0 when the copy is up to date, 1 when --verify found a difference."""
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
    feed = Feed(told.url, told.token)
    with closing(open_copy(told.file)) as copy:
        while True:
            if fetched := synchronise(copy, feed):
                sys.stdout.write(f"{fetched} new\n")
            if told.verify:
                exact = is_exact(copy, feed)
                sys.stdout.write("exact\n" if exact else "DIFFERS\n")
                return 0 if exact else 1
            if told.once:
                return 0
            time.sleep(told.every)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
