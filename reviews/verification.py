"""Whether the trail is what was written: every byte hashed again, every link and
every row that the trail speaks of compared with it.

The chains prove that one event was altered, removed or inserted; whoever rewrites a
whole chain and the claim's head with it is beyond them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from reviews.feed import FeedEntry, extend

# The event's columns that repeat what its body says, in the order they are read.
REPEATED = (
    "claim",
    "seq",
    "at",
    "actor",
    "actor_name",
    "verb",
    "review",
    "stage_before",
    "stage_after",
    "state_before",
    "state_after",
    "reason",
    "data",
    "undoes",
    "request_id",
)

CHAINS = """
    SELECT c.id, c.version, c.head, c.state, e.id, e.body, e.hash,
        e.claim_id, e.seq, e.at, e.actor_id, e.actor_name, e.verb, e.review_id,
        e.stage_before, e.stage_after, e.state_before, e.state_after, e.reason,
        e.data::text, e.undoes_id, e.request_id
    FROM claims_claim c LEFT JOIN reviews_event e ON e.claim_id = c.id
    ORDER BY c.id, e.seq
"""

# Rows that differ from what the trail says of them: event, claim. Each is asked once.
ROWS = {
    "it speaks of a claim that is gone": """
        SELECT e.id, e.claim_id FROM reviews_event e
        WHERE NOT EXISTS (SELECT 1 FROM claims_claim c WHERE c.id = e.claim_id)""",
    "its review is in another stage than its last event left it in": """
        SELECT e.id, r.claim_id FROM reviews_review r
        LEFT JOIN LATERAL (
            SELECT id, stage_after FROM reviews_event
            WHERE review_id = r.id ORDER BY seq DESC LIMIT 1) e ON true
        WHERE e.stage_after IS DISTINCT FROM r.stage""",
    "the terms of the review it opened have been altered": """
        SELECT e.id, e.claim_id FROM reviews_event e
        LEFT JOIN reviews_review r ON r.id = e.review_id
        WHERE e.verb IN ('open', 'reopen', 'recheck') AND e.data ? 'second_reader'
          AND (e.data ->> 'blind')::boolean IS DISTINCT FROM r.blind""",
    "its review is not arranged as the trail says": """
        SELECT NULL, r.claim_id FROM reviews_review r
        WHERE NOT reviews_is_as_arranged(r.id)""",
    "a request for a reply is not what the trail says": """
        SELECT e.id, e.claim_id FROM reviews_event e
        LEFT JOIN reviews_replyrequest q ON q.id = (e.data ->> 'request')::bigint
        WHERE e.verb IN ('ask_reply', 'record_reply')
          AND reviews_reply_is_as_recorded(q.id) IS NOT true
        UNION ALL
        SELECT NULL, r.claim_id FROM reviews_replyrequest q
        JOIN reviews_review r ON r.id = q.review_id
        WHERE NOT reviews_reply_is_as_recorded(q.id)""",
    "the claim it was merged into has been altered": """
        SELECT e.id, c.id FROM claims_claim c
        LEFT JOIN reviews_event e ON e.claim_id = c.id AND e.seq = c.version
        WHERE c.state = 'merged'
          AND (e.data ->> 'into')::bigint IS DISTINCT FROM c.merged_into_id""",
    "the Reading it recorded has been altered or removed": """
        SELECT e.id, e.claim_id FROM reviews_event e
        LEFT JOIN reviews_event u ON u.undoes_id = e.id
        LEFT JOIN reviews_reading r ON r.id = (e.data ->> 'reading')::bigint
        LEFT JOIN reviews_rating g ON g.id = r.rating_id
        WHERE e.verb = 'decide' AND (e.actor_id, e.review_id, e.stage_before,
            e.data ->> 'outcome', e.data ->> 'rating', e.data ->> 'exception',
            e.reason, e.at, u.at, e.data -> 'mentions')
        IS DISTINCT FROM (r.reader_id, r.review_id, r.stage, r.outcome, g.word,
            r.exception, r.reason, r.read_at, r.undone_at, (
                SELECT jsonb_agg(mention_id ORDER BY mention_id)
                FROM reviews_citation WHERE reading_id = r.id))""",
    "a Reading stands beside it that it did not record": """
        SELECT NULL, v.claim_id FROM reviews_reading r
        JOIN reviews_review v ON v.id = r.review_id
        WHERE NOT EXISTS (
            SELECT 1 FROM reviews_event e WHERE e.review_id = r.review_id
              AND (e.data ->> 'reading')::bigint = r.id)""",
    "the Verdict it recorded has been altered or removed": """
        SELECT e.id, e.claim_id FROM reviews_event e
        LEFT JOIN reviews_event u ON u.undoes_id = e.id
        LEFT JOIN reviews_verdict v ON v.id = (e.data ->> 'verdict')::bigint
        LEFT JOIN reviews_event w ON w.claim_id = e.claim_id AND w.verb = 'withdraw'
            AND (w.data ->> 'verdict')::bigint = v.id
        WHERE e.verb = 'decide' AND e.data ? 'verdict' AND (
            e.data ->> 'verdict_sha256', u.at, w.at, coalesce(w.reason, ''))
        IS DISTINCT FROM (
            reviews_verdict_sha256(v), v.undone_at, v.withdrawn_at, v.notice)""",
    "a Verdict stands beside it that it did not record": """
        SELECT NULL, v.claim_id FROM reviews_verdict v
        WHERE NOT EXISTS (
            SELECT 1 FROM reviews_event e WHERE e.review_id = v.review_id
              AND (e.data ->> 'verdict')::bigint = v.id)""",
    "its verdict is in force and neither published nor waiting to be": """
        SELECT NULL, v.claim_id FROM reviews_verdict v
        WHERE v.undone_at IS NULL AND v.withdrawn_at IS NULL
          AND NOT EXISTS (
            SELECT 1 FROM reviews_verdict later WHERE later.claim_id = v.claim_id
              AND later.number > v.number AND later.undone_at IS NULL)
          AND NOT EXISTS (SELECT 1 FROM reviews_feedentry f
            WHERE f.verdict_id = v.id AND f.kind <> 'withdrawn')
          AND NOT EXISTS (SELECT 1 FROM reviews_pendingentry p
            WHERE p.verdict_id = v.id AND NOT p.withdrawn)""",
    "its verdict was withdrawn and the public has not been told": """
        SELECT NULL, f.claim_id FROM reviews_feedentry f
        JOIN reviews_verdict v ON v.claim_id = f.claim_id
        WHERE v.withdrawn_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM reviews_verdict later WHERE later.claim_id = v.claim_id
              AND later.number > v.number AND later.undone_at IS NULL)
          AND f.kind <> 'withdrawn' AND NOT EXISTS (
            SELECT 1 FROM reviews_feedentry later
            WHERE later.claim_id = f.claim_id AND later.seq > f.seq)
          AND NOT EXISTS (SELECT 1 FROM reviews_pendingentry p
            WHERE p.claim_id = f.claim_id AND p.withdrawn)""",
    "its verdict is stale and the trail does not say so, or the other way about": """
        SELECT e.id, v.claim_id FROM reviews_verdict v
        LEFT JOIN LATERAL (
            SELECT id, at FROM reviews_event
            WHERE claim_id = v.claim_id AND verb = 'recheck'
              AND (data ->> 'verdict')::bigint = v.id ORDER BY seq LIMIT 1) e ON true
        WHERE e.at IS DISTINCT FROM v.stale_since""",
    "its verdict is stale and the public has not been told": """
        SELECT NULL, v.claim_id FROM reviews_verdict v
        WHERE v.stale_since IS NOT NULL AND v.withdrawn_at IS NULL
          AND v.undone_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM reviews_feedentry f
            WHERE f.verdict_id = v.id AND f.published_at >= v.stale_since)
          AND NOT EXISTS (SELECT 1 FROM reviews_pendingentry p
            WHERE p.verdict_id = v.id)""",
    "something waits to be published that no verdict stands behind": """
        SELECT NULL, p.claim_id FROM reviews_pendingentry p
        JOIN reviews_verdict v ON v.id = p.verdict_id
        WHERE v.undone_at IS NOT NULL OR p.claim_id <> v.claim_id
           OR p.withdrawn <> (v.withdrawn_at IS NOT NULL)""",
    "its words are not those that a person last gave it": """
        SELECT e.id, w.claim_id FROM claims_wording w
        LEFT JOIN LATERAL (
            SELECT id, data FROM reviews_event
            WHERE claim_id = w.claim_id AND verb IN ('reword', 'split')
            ORDER BY seq DESC LIMIT 1) e ON true
        WHERE CASE WHEN e.id IS NULL THEN w.original <> '' ELSE
            (w.text, w.original, encode(w.fingerprint, 'hex')) IS DISTINCT FROM (
            e.data ->> 'text', e.data ->> 'original', e.data ->> 'fingerprint') END""",
    "a mention is not what a person last made of it": """
        SELECT e.id, e.claim_id FROM (
            SELECT DISTINCT ON ((data ->> 'mention')::bigint, verb)
                id, claim_id, verb, data, (data ->> 'mention')::bigint AS mention
            FROM reviews_event
            WHERE verb IN ('unlink', 'regroup', 'mark') AND data ? 'mention'
            ORDER BY (data ->> 'mention')::bigint, verb, id DESC) e
        LEFT JOIN claims_mention m ON m.id = e.mention
        LEFT JOIN claims_origin o ON o.id = m.origin_id
        WHERE CASE e.verb
            WHEN 'unlink' THEN m.first_claim_id::text
                IS DISTINCT FROM e.data ->> 'other'
            WHEN 'regroup' THEN (m.origin_id::text, o.by_person)
                IS DISTINCT FROM (e.data ->> 'origin', true)
            ELSE m.stance IS DISTINCT FROM e.data ->> 'stance' END""",
    "an origin is not explained as a person last did": """
        SELECT e.id, e.claim_id FROM (
            SELECT DISTINCT ON ((data ->> 'origin')::bigint)
                id, claim_id, data ->> 'says' AS says,
                (data ->> 'origin')::bigint AS origin
            FROM reviews_event WHERE verb = 'regroup'
            ORDER BY (data ->> 'origin')::bigint, id DESC) e
        LEFT JOIN claims_origin o ON o.id = e.origin AND o.by_person
        WHERE o.reason IS DISTINCT FROM e.says""",
    "a mention is not where its claim stands": """
        SELECT NULL, m.claim_id FROM claims_mention m
        JOIN claims_claim f ON f.id = m.first_claim_id
        WHERE (m.claim_id <> f.id OR f.merged_into_id IS NOT NULL)
          AND m.claim_id <> reviews_standing(f.id)
          AND NOT EXISTS (
            -- Its place was stated there already.
            SELECT 1 FROM reviews_event e
            WHERE e.claim_id = m.claim_id AND e.verb = 'merge'
              AND e.data -> 'folded' @> to_jsonb(m.id))""",
    "a person's mention stands beside it that it did not record": """
        SELECT NULL, m.claim_id FROM claims_mention m
        WHERE m.linked_by = 'person' AND NOT EXISTS (
            SELECT 1 FROM reviews_event e
            WHERE e.claim_id = m.first_claim_id AND e.verb IN ('open', 'link')
              AND (e.data ->> 'mention' = m.id::text
                OR e.data -> 'mentions' @> to_jsonb(m.id)))""",
}


@dataclass(frozen=True)
class Flaw:
    """Where the trail first stops being what was written."""

    event: int | None
    claim: int | None
    what: str

    def __str__(self) -> str:
        where = f"event {self.event}" if self.event else "the trail"
        return f"{where} of claim {self.claim}: {self.what}"


@dataclass(frozen=True)
class Report:
    events: int
    claims: int
    flaws: tuple[Flaw, ...]


def verify() -> Report:
    """Read the whole trail once, in bounded memory, and compare."""
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            # One moment for everything: moves made meanwhile are not flaws.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
        tally = {"events": 0, "claims": 0}
        flaws = [*_check_chains(tally), *_check_rows(), *_check_feed()]
        return Report(tally["events"], tally["claims"], tuple(flaws))


def _check_chains(tally: dict[str, int]) -> Iterator[Flaw]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(CHAINS)
        claim: tuple[Any, ...] | None = None
        seq, head, state = 0, b"", "unverified"
        for row in cursor:
            if claim is None or row[0] != claim[0]:
                yield from _check_end(claim, seq, head, state)
                claim, seq, head, state = row, 0, b"", "unverified"
                tally["claims"] += 1
            if row[4] is None:
                continue
            tally["events"] += 1
            flaw = _event_flaw(row, seq, head)
            if flaw:
                yield Flaw(row[4], row[0], flaw)
            seq, head, state = row[8], bytes(row[6]), row[17]
        yield from _check_end(claim, seq, head, state)


def _event_flaw(row: tuple[Any, ...], seq: int, head: bytes) -> str | None:
    body = bytes(row[5])
    if row[8] != seq + 1:
        return f"number {seq + 1} of its chain is missing before it"
    if sha256(head + body).digest() != bytes(row[6]):
        return "its bytes do not give its hash"
    columns = dict(zip(REPEATED, row[7:], strict=True))
    columns["at"] = columns["at"].astimezone(UTC).isoformat(timespec="microseconds")
    columns["data"] = json.loads(columns["data"])
    said = json.loads(body)
    for name in REPEATED:
        if columns[name] != said[name]:
            return f"its column '{name}' is not what its bytes say"
    return None


def _check_end(
    claim: tuple[Any, ...] | None, seq: int, head: bytes, state: str
) -> Iterator[Flaw]:
    if claim is None:
        return
    stands = (claim[1], bytes(claim[2]), claim[3])
    if stands != (seq, head, state):
        yield Flaw(claim[4], claim[0], "the claim does not stand where its trail ends")


def _check_rows() -> Iterator[Flaw]:
    for what, query in ROWS.items():
        with connection.cursor() as cursor:
            cursor.execute(f"{query} ORDER BY 1, 2 LIMIT 1")
            for event, claim in cursor.fetchall():
                yield Flaw(event, claim, what)


def _check_feed() -> Iterator[Flaw]:
    acc = b""
    for number, entry in enumerate(
        FeedEntry.objects.order_by("seq").iterator(chunk_size=2000), start=1
    ):
        acc = extend(acc, entry)
        whole = sha256(bytes(entry.body or b"")).digest() == bytes(entry.body_sha256)
        if entry.seq != number or not whole or acc != bytes(entry.acc):
            what = f"feed entry {entry.seq} is not what was published"
            yield Flaw(None, entry.claim_id, what)
            return
