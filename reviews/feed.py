"""Publication: verdicts leave in one order that no client can miss a part of.

A move leaves a ``PendingEntry`` in its own transaction. Once the hold is over,
whoever comes by (beat, or the reader of the feed itself) numbers what is due, one
at a time under a lock, so that entries become visible strictly in ``seq`` order.
``acc`` is a running hash over all entries: a cursor carries part of it, and a
server restored from an older copy cannot pass for the one a client knew."""

import base64
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pgtrigger
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.db.models import Q

from claims.models import Claim, Wording
from factcheck.formats import person_name
from reviews.verdicts import Verdict

PUBLISH_LOCK = 0x66656564  # "feed": the one that numbers entries holds it
BATCH = 500
LAYOUT_VERSION = 2  # of cursors


class PendingEntry(models.Model):
    """A verdict, or its withdrawal, that will be published when it is due."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    verdict = models.ForeignKey(
        Verdict, on_delete=models.PROTECT, related_name="pending"
    )
    withdrawn = models.BooleanField(default=False)
    due_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="pending_by_due", fields=["due_at", "id"])]

    def __str__(self) -> str:
        return f"{self.verdict} due {self.due_at}"


class FeedEntry(models.Model):
    """One published fact about a verdict, and its place in the order. ``body`` is
    the verdict as JSON, rendered once; a withdrawal has none."""

    class Kind(models.TextChoices):
        PUBLISHED = "published"
        CORRECTED = "corrected"
        WITHDRAWN = "withdrawn"
        STALE = "stale"

    seq = models.BigIntegerField(primary_key=True)
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, related_name="feed_entries"
    )
    verdict = models.ForeignKey(
        Verdict, on_delete=models.PROTECT, related_name="feed_entries"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind)
    body = models.BinaryField(null=True)
    body_sha256 = models.BinaryField(max_length=32)
    notice = models.TextField(blank=True)
    published_at = models.DateTimeField()
    acc = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["verdict", "kind"], name="feed_says_each_fact_once"
            ),
            models.CheckConstraint(
                name="feed_withdrawal_has_no_body",
                condition=Q(kind="withdrawn", body=None)
                | (~Q(kind="withdrawn") & Q(body__isnull=False)),
            ),
        ]
        indexes = [models.Index(name="feed_by_claim", fields=["claim", "-seq"])]
        triggers = [
            pgtrigger.Protect(
                name="feed_is_never_rewritten",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.kind} claim {self.claim_id}"

    @property
    def etag(self) -> str:
        return f"v{self.number}-{bytes(self.body_sha256).hex()[:16]}"


def render(verdict: Verdict, wording: Wording) -> bytes:
    """A Verdict as the JSON that clients get: UTF-8, keys in a fixed order."""
    document = {
        "id": verdict.claim_id,
        "version": verdict.number,
        "claim": wording.text,
        "language": wording.language,
        "outcome": verdict.outcome,
        "rating": verdict.rating.word,
        "reason": verdict.reason,
        "evidence": [
            {
                key: item[key]
                for key in (
                    "quote",
                    "speaker",
                    "stance",
                    "outlet",
                    "title",
                    "url",
                    "published_on",
                    "against",
                )
                # Older verdicts do not say what stands against them.
                if key != "against" or key in item
            }
            for item in verdict.evidence
        ],
        "decided_by": name_of(verdict.decided_by),
        "confirmed_by": name_of(verdict.confirmed_by),
        "effective_at": verdict.effective_at.isoformat(),
        "stale": verdict.stale_since is not None,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def name_of(person: User | None) -> str | None:
    return person_name(person) if person else None


def extend(acc: bytes, entry: FeedEntry) -> bytes:
    """The running hash after ``entry``: what it says, on top of all before it."""
    leaf = b"\n".join(
        (
            str(entry.claim_id).encode(),
            str(entry.number).encode(),
            entry.kind.encode(),
            bytes(entry.body_sha256),
            entry.notice.encode(),
        )
    )
    return sha256(acc + sha256(leaf).digest()).digest()


def publish_due() -> int:
    """Number and render everything whose hold is over; how many entries that made.

    Zero also means that another process is at it this moment."""
    published = 0
    while (batch := _publish_batch()) == BATCH:
        published += batch
    return published + batch


@transaction.atomic
def _publish_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [PUBLISH_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(
            """
            DELETE FROM reviews_pendingentry WHERE id IN (
                SELECT id FROM reviews_pendingentry
                WHERE due_at <= clock_timestamp()
                ORDER BY due_at, id LIMIT %s FOR UPDATE SKIP LOCKED
            ) RETURNING due_at, id, verdict_id, withdrawn, clock_timestamp()
            """,
            [BATCH],
        )
        due = sorted(cursor.fetchall())
    if due:
        _append(due)
    return len(due)


def _append(due: Sequence[tuple[Any, ...]]) -> None:
    verdicts = Verdict.objects.select_related(
        "rating", "decided_by", "confirmed_by", "claim__wording"
    ).in_bulk([verdict_id for _, _, verdict_id, _, _ in due])
    last = FeedEntry.objects.order_by("-seq").only("seq", "acc").first()
    seq, acc = (last.seq, bytes(last.acc)) if last else (0, b"")
    live = _live_claims([verdict.claim_id for verdict in verdicts.values()])
    known = set(
        FeedEntry.objects.filter(verdict__in=verdicts).values_list("verdict", flat=True)
    )
    entries = []
    for _, _, verdict_id, withdrawn, now in due:
        verdict = verdicts[verdict_id]
        if withdrawn:
            kind, body = FeedEntry.Kind.WITHDRAWN, None
            live.discard(verdict.claim_id)
        else:
            kind = FeedEntry.Kind.PUBLISHED
            if verdict.claim_id in live:
                said = verdict.pk in known
                kind = FeedEntry.Kind.STALE if said else FeedEntry.Kind.CORRECTED
            body = render(verdict, verdict.claim.wording)
            live.add(verdict.claim_id)
            known.add(verdict.pk)
        seq += 1
        entry = FeedEntry(
            seq=seq,
            claim_id=verdict.claim_id,
            verdict=verdict,
            number=verdict.number,
            kind=kind,
            body=body,
            body_sha256=sha256(body or b"").digest(),
            notice=verdict.notice if withdrawn else "",
            published_at=now,
        )
        entry.acc = acc = extend(acc, entry)
        entries.append(entry)
    FeedEntry.objects.bulk_create(entries)


def _live_claims(claims: Sequence[int]) -> set[int]:
    """Those of ``claims`` whose newest entry is not a withdrawal."""
    newest = (
        FeedEntry.objects.filter(claim__in=claims)
        .order_by("claim", "-seq")
        .distinct("claim")
        .values_list("claim_id", "kind")
    )
    return {claim for claim, kind in newest if kind != FeedEntry.Kind.WITHDRAWN}


class CursorInvalid(Exception):
    """The cursor is none of ours."""


class CursorGone(Exception):
    """The cursor speaks of a history that this server does not have."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Cursor:
    """A client's place in the feed: the last ``seq`` it has, and the beginning of
    ``acc`` as it was there. Opaque on the wire. No key goes into it: ``acc`` proves it,
    and clients go on whatever secrets of the server's were changed."""

    seq: int = 0
    acc: bytes = bytes(15)

    LAYOUT = struct.Struct(">BQ15s")

    def __str__(self) -> str:
        packed = self.LAYOUT.pack(LAYOUT_VERSION, self.seq, self.acc)
        return base64.urlsafe_b64encode(packed).decode()

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Raises ``CursorInvalid``."""
        try:
            raw = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
            version, seq, acc = cls.LAYOUT.unpack(raw)
        except (ValueError, struct.error) as error:
            raise CursorInvalid from error
        if version != LAYOUT_VERSION:
            raise CursorInvalid
        return cls(seq, acc)

    @classmethod
    def after(cls, seq: int, acc: bytes) -> "Cursor":
        return cls(seq, acc[:15]) if seq else cls()


@dataclass(frozen=True)
class Page:
    """A run of the feed: items as JSON bytes, and where to go on from."""

    items: bytes
    count: int
    next_cursor: Cursor
    has_more: bool
    head: int


_PAGE = """
    WITH page AS (
        SELECT f.* FROM reviews_feedentry f WHERE f.seq > %(seq)s
        AND (%(all)s OR NOT EXISTS (
            SELECT 1 FROM reviews_feedentry later
            WHERE later.claim_id = f.claim_id AND later.seq > f.seq))
        ORDER BY f.seq LIMIT %(limit)s + 1
    ), shown AS (SELECT * FROM page ORDER BY seq LIMIT %(limit)s)
    SELECT
        (SELECT string_agg(
            '{"seq":' || seq || ',"id":' || claim_id || ',"version":' || number
            || ',"op":"' || CASE WHEN body IS NULL THEN 'delete' ELSE 'upsert' END
            || '","kind":"' || kind
            || '","etag":"v' || number || '-' || left(encode(body_sha256, 'hex'), 16)
            || '","published_at":' || to_json(published_at)
            || ',"notice":' || to_json(notice)
            || ',"data":' || coalesce(convert_from(body, 'UTF8'), 'null') || '}',
            ',' ORDER BY seq) FROM shown),
        (SELECT count(*) FROM shown),
        (SELECT max(seq) FROM shown),
        (SELECT acc FROM shown ORDER BY seq DESC LIMIT 1),
        (SELECT count(*) FROM page) > (SELECT count(*) FROM shown),
        (SELECT max(seq) FROM reviews_feedentry),
        (SELECT acc FROM reviews_feedentry WHERE seq = %(seq)s),
        EXISTS (
            SELECT 1 FROM reviews_pendingentry WHERE due_at <= statement_timestamp())
"""


def changes(cursor: Cursor, *, limit: int, latest: bool = False) -> Page:
    """What was published after ``cursor``, oldest first, at most ``limit`` items.

    ``latest`` leaves out entries that a later one supersedes. Publishes what is due
    first, so that the feed needs no clock of its own. Raises ``CursorGone``."""
    row = _read_page(cursor, limit=limit, latest=latest)
    if row[7] and publish_due():
        row = _read_page(cursor, limit=limit, latest=latest)
    items, count, last_seq, last_acc, has_more, head, known_acc, _ = row
    if cursor.seq and known_acc is None:
        raise CursorGone("cursor-ahead")
    if cursor.seq and not bytes(known_acc).startswith(cursor.acc):
        raise CursorGone("cursor-diverged")
    if not count:
        last_seq, last_acc = cursor.seq, known_acc or b""
    return Page(
        items=(items or "").encode(),
        count=count,
        next_cursor=Cursor.after(last_seq, bytes(last_acc)),
        has_more=has_more,
        head=head or 0,
    )


def _read_page(cursor: Cursor, *, limit: int, latest: bool) -> tuple[Any, ...]:
    with connection.cursor() as database:
        database.execute(_PAGE, {"seq": cursor.seq, "limit": limit, "all": not latest})
        row: tuple[Any, ...] | None = database.fetchone()
    assert row is not None
    return row


@dataclass(frozen=True)
class Digest:
    """What an exact copy of the feed up to ``seq`` holds."""

    seq: int
    live: int
    deleted: int
    sha256: str


def digest(seq: int | None = None) -> Digest:
    """Over sorted lines ``id SP version SP sha256(data) LF`` of the live verdicts.

    Up to ``seq``, or to the newest entry."""
    publish_due()
    newest = FeedEntry.objects.order_by("claim", "-seq").distinct("claim")
    if seq is not None:
        newest = newest.filter(seq__lte=seq)
    rows = list(newest.values_list("seq", "claim_id", "number", "kind", "body_sha256"))
    summed = sha256()
    live = 0
    for _, claim, number, kind, body_sha256 in rows:
        if kind != FeedEntry.Kind.WITHDRAWN:
            live += 1
            summed.update(f"{claim} {number} {bytes(body_sha256).hex()}\n".encode())
    head = max((row[0] for row in rows), default=0) if seq is None else seq
    return Digest(head, live, len(rows) - live, summed.hexdigest())
