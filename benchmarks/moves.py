"""What the door and the feed cost with many claims stored.

    make bench ARGS="--claims 100000"

Prints milliseconds (median, 95th percentile) and this process's CPU per call. Compare
rows of one run; between machines only their ratios."""

import argparse
import os
import statistics
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402  # after setup
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from reviews.feed import Cursor, changes, publish_due  # noqa: E402
from reviews.models import Rating  # noqa: E402
from reviews.verification import verify  # noqa: E402
from reviews.workflow import move, open_reviews, take_next  # noqa: E402

STORE = """
    WITH o AS (INSERT INTO claims_outlet (name, domain, owner)
               SELECT 'Outlet ' || n, '', '' FROM generate_series(1, 2) n RETURNING id),
    s AS (INSERT INTO claims_source (outlet_id, kind, title, url, language, text,
              text_sha256)
          SELECT id, 'article', 'A report', '', 'en', t, sha256((t || id)::bytea)
          FROM o, (SELECT repeat('Some text. ', 400) AS t) x RETURNING id),
    g AS (INSERT INTO claims_origin (reason) SELECT 'Outlet ' || n
          FROM generate_series(1, 2) n RETURNING id),
    c AS (INSERT INTO claims_claim (worth) SELECT random()
          FROM generate_series(1, %(claims)s) RETURNING id),
    w AS (INSERT INTO claims_wording (claim_id, text, language, fingerprint, sketch)
          SELECT id, 'Statement ' || id, 'en', sha256(id::text::bytea), '{}' FROM c)
    INSERT INTO claims_mention (claim_id, first_claim_id, source_id, origin_id, start,
        "end", quote, speaker, linked_by, reasons, values)
    SELECT c.id, c.id, p.source, p.origin, 0, 10, 'Some text.', '', 'extraction',
        '{}', '[]'
    FROM c, (SELECT s.id AS source, g.id AS origin FROM
        (SELECT id, row_number() OVER () n FROM s) s
        JOIN (SELECT id, row_number() OVER () n FROM g) g USING (n)) p
"""


def measured(label: str, count: int, work: Callable[[], object]) -> None:
    times = []
    cpu = time.process_time()
    for _ in range(count):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    cpu = (time.process_time() - cpu) / count * 1000
    cuts = statistics.quantiles(times, n=20)
    median, slow = statistics.median(times), cuts[-1]
    print(f"{label:<34}{median:8.2f}{slow:8.2f}{cpu:8.2f}", flush=True)  # noqa: T201  # the report


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--moves", type=int, default=300)
    wanted = parser.parse_args()
    call_command("migrate", verbosity=0)
    people = []
    for name in ("ana", "ben"):
        user = User.objects.create(username=name)
        user.groups.add(Group.objects.get(name="reviewer"))
        people.append(user)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(STORE, {"claims": wanted.claims})
        started = time.perf_counter()
        while open_reviews():
            pass
        took = time.perf_counter() - started
        cursor.execute("VACUUM ANALYZE")
    print(f"opened {wanted.claims / took:,.0f} reviews/s")  # noqa: T201  # the report
    print(f"{'':<34}{'median':>8}{'p95':>8}{'CPU':>8}")  # noqa: T201  # the report
    ana, ben = people
    rating = Rating.objects.get(word="True")
    taken: list[int] = []
    measured(
        "take_next", wanted.moves, lambda: taken.append(take_next(actor=ana).claim)
    )

    def decide(person: User, queue: list[int]) -> None:
        claim = queue.pop()
        move(
            claim,
            "decide",
            actor=person,
            outcome="corroborated",
            rating=rating.pk,
            reason="Two registers agree.",
            mentions=mentions[claim],
        )

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT claim_id, array_agg(id) FROM claims_mention"
            " WHERE claim_id = ANY (%s) GROUP BY 1",
            [taken],
        )
        mentions: dict[int, list[int]] = dict(cursor.fetchall())
    first, second = list(taken), list(taken)
    measured("decide (first reading)", wanted.moves, lambda: decide(ana, first))
    measured(
        "decide (second, makes a verdict)", wanted.moves, lambda: decide(ben, second)
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reviews_pendingentry SET due_at = now()")
    measured("publish all of them", 1 + 1, publish_due)
    measured("feed, 100 new", wanted.moves, lambda: changes(Cursor(), limit=100))
    head = changes(Cursor(), limit=500).next_cursor
    measured("feed, nothing new", wanted.moves, lambda: changes(head, limit=100))
    started = time.perf_counter()
    events = verify().events
    rate = events / (time.perf_counter() - started)
    print(f"verified {rate:,.0f} events/s")  # noqa: T201  # the report


if __name__ == "__main__":
    main()
