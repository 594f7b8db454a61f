"""What the pages of the desk cost with many claims stored.

    python -m factcheck.local exec -- python -m benchmarks.desk --claims 100000

Prints, per page: milliseconds of the server (median, 95th percentile), milliseconds of
CPU in Python and in PostgreSQL, statements, and kB of HTML as sent and gzipped. Compare
rows of one run; other work on the machine disturbs the CPU least. Linux only."""

import argparse
import gzip
import os
import statistics
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
django.setup()

from django.conf import settings  # noqa: E402  # after setup
from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    override_settings,
)

from factcheck.collector import pass_over_what_is_loaded  # noqa: E402
from reviews.models import Review  # noqa: E402
from reviews.workflow import move, open_reviews, take_next  # noqa: E402

QUEUE = "/admin/reviews/review/"
# Lines of one length, so that a place in a text is known from its number.
STORE = """
    INSERT INTO claims_outlet (name, domain, owner)
    SELECT 'Outlet ' || n, '', '' FROM generate_series(1, 40) n;

    INSERT INTO claims_claim (worth, differing)
    SELECT random(), (random() < 0.03)::integer FROM generate_series(1, {claims});

    CREATE TEMPORARY TABLE stated AS
    SELECT id AS claim, row_number() OVER (ORDER BY id) - 1 AS n, format(
        '%s %s were %s in %s on %s March.', 2 + id % 5000,
        (ARRAY['homes', 'schools', 'bridges', 'voters', 'patients'])[1 + id % 5],
        (ARRAY['flooded', 'counted', 'closed'])[1 + id % 3],
        'Town' || id % 997, 1 + id % 31) AS text
    FROM claims_claim;

    INSERT INTO claims_wording (claim_id, text, language, fingerprint, sketch)
    SELECT claim, text, CASE WHEN n % 50 = 0 THEN 'de' ELSE 'en' END,
        sha256(claim::text::bytea), '{{}}' FROM stated;

    CREATE TEMPORARY TABLE texts AS
    SELECT n / 20 AS part, copy, string_agg(rpad(text, 99) || E'\\n', '' ORDER BY n)
        || part_name.name AS text
    FROM stated, generate_series(1, 2) AS copy,
        LATERAL (SELECT format('Part %s, copy %s.', n / 20, copy) AS name) part_name
    GROUP BY n / 20, copy, part_name.name;

    INSERT INTO claims_source (outlet_id, kind, title, url, language, text, text_sha256)
    SELECT (SELECT min(id) FROM claims_outlet) + (part + 17 * copy) % 40, 'article',
        'A report', '', 'en', text, sha256(convert_to(text, 'UTF8')) FROM texts;

    INSERT INTO claims_origin (reason) SELECT 'Outlet ' || n
    FROM generate_series(1, 2) n;

    ALTER TABLE texts ADD sha256 bytea;
    UPDATE texts SET sha256 = sha256(convert_to(text, 'UTF8'));
    ANALYZE stated; ANALYZE texts; ANALYZE claims_source;
"""
# The trigger on mentions reads all that arrive together for each of their sources.
STATE = """
    INSERT INTO claims_mention (claim_id, first_claim_id, source_id, origin_id, start,
        "end", quote, speaker, linked_by, worth, reasons, values)
    SELECT claim, claim, s.id, (SELECT min(id) FROM claims_origin) + copy - 1,
        n %% 20 * 100, n %% 20 * 100 + length(st.text), st.text, '', 'extraction', 0.5,
        '{names a number}', jsonb_build_array(jsonb_build_object(
            'kind', 'number', 'amount', split_part(st.text, ' ', 1), 'unit', '',
            'bound', '', 'role', '', 'start', n %% 20 * 100, 'end', n %% 20 * 100 + 4,
            'text', split_part(st.text, ' ', 1)))
    FROM stated st
    JOIN texts t ON t.part = n / 20
    JOIN claims_source s ON s.text_sha256 = t.sha256
    WHERE n >= %(first)s AND n < %(first)s + 1000
"""
PAGES = {
    "queue, ready": "",
    "queue, mine": "?view=mine",
    "queue, conflict": "?view=conflict",
    "queue, overdue": "?view=overdue",
    "queue, postponed": "?view=postponed",
    "queue, decided by me": "?view=recent",
    "search, a rare word": "?q=Town500",
    "search, a common word": "?q=were",
    "search, no such word": "?q=nowhere",
    "search, an outlet": "?q=Outlet+33",
    "outlet": "?outlet={outlet}",
    "language and worth": "?language=de&worth=90",
    "priority": "?priority=3",
}


def fill(claims: int) -> tuple[User, User]:
    """A newsroom with that many open claims, some late, some urgent, some in hand."""
    call_command("migrate", verbosity=0)
    people = []
    for name in ("ana", "ben"):
        user = User.objects.create(username=name, is_staff=True)
        user.groups.add(Group.objects.get(name="editor"))
        people.append(user)
    ana, ben = people
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(STORE.format(claims=claims))
        for first in range(0, claims, 1000):
            cursor.execute(STATE, {"first": first})
        while open_reviews():
            pass
        cursor.execute(
            "UPDATE reviews_review SET due_at = now() + (random() - 0.05) * '1 day'"
            "::interval WHERE id % 10 = 0"
        )
        cursor.execute("VACUUM ANALYZE")
    for person, count in ((ana, 3), (ben, 60)):
        for _ in range(count):
            take_next(actor=person)
    for claim in Review.objects.filter(stage="queued").values_list("claim")[:20]:
        move(claim[0], "prioritise", actor=ana, priority=3)
    return ana, ben


def seconds_of_postgresql() -> float:
    """CPU of the process that answers our connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        row = cursor.fetchone()
    assert row is not None
    return int(Path(f"/proc/{row[0]}/schedstat").read_text().split()[0]) / 1e9


def measure(label: str, client: Client, path: str, *, count: int) -> None:
    times = []
    client.get(path, headers={"host": "localhost"})
    python, postgresql = time.process_time(), seconds_of_postgresql()
    for _ in range(count):
        started = time.perf_counter()
        answer = client.get(path, headers={"host": "localhost"})
        times.append((time.perf_counter() - started) * 1000)
    python = (time.process_time() - python) * 1000 / count
    postgresql = (seconds_of_postgresql() - postgresql) * 1000 / count
    with CaptureQueriesContext(connection) as queries:
        client.get(path, headers={"host": "localhost"})
    slow = statistics.quantiles(times, n=20)[-1]
    print(  # noqa: T201  # the report
        f"{label:<24}{answer.status_code:>4}{statistics.median(times):8.1f}{slow:8.1f}"
        f"{python:8.1f}{postgresql:8.1f}{len(queries):5}"
        f"{len(answer.content) / 1000:8.1f}"
        f"{len(gzip.compress(answer.content)) / 1000:8.1f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    wanted = parser.parse_args()
    ana, _ = fill(wanted.claims)
    client = Client()
    client.force_login(ana)
    pass_over_what_is_loaded()
    print(  # noqa: T201  # the report
        f"{'':<24}{'':>4}{'median':>8}{'p95':>8}"
        f"{'Python':>8}{'PG':>8}{'SQL':>5}{'kB':>8}{'gzip':>8}"
    )
    outlet = str(Review.objects.values_list("claim__mentions__source__outlet")[0][0])
    for label, query in PAGES.items():
        path = QUEUE + query.replace("{outlet}", outlet)
        measure(label, client, path, count=wanted.times)
    deep = QUEUE
    for _ in range(20):
        answer: Any = client.get(deep, headers={"host": "localhost"})
        deep = answer.context_data["next_url"]
    measure("queue, page 21", client, deep, count=wanted.times)
    claim = Review.objects.filter(holder=ana).values_list("claim", flat=True)[0]
    measure("workspace", client, f"{QUEUE}claim/{claim}/", count=wanted.times)


if __name__ == "__main__":
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}):
        main()
