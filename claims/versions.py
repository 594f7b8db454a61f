"""What a newer version of a Source makes of the Mentions in the one before: the same
statement is carried over, and what changed is kept for people to look at."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction

from claims.anchoring import SILENT, Anchor, Anchored, find_places
from claims.doorbell import ring_on_commit
from claims.extraction.values import find_values
from claims.linking.links import LOCK
from claims.models import Mention, Reanchoring, Source
from claims.rereading import same_place
from claims.rows import as_json
from claims.storing import wait_for_turn
from claims.surroundings import CONTEXT

logger = logging.getLogger(__name__)

# Of the latest mentions: what a person has linked in a version that is not the newest.
LATEST: Final = 5000
LEFT_BEHIND: Final = """
SELECT DISTINCT newer.id FROM claims_source newer
JOIN claims_mention m ON m.source_id = newer.supersedes_id
LEFT JOIN claims_reanchoring r ON r.mention_id = m.id
WHERE r.id IS NULL AND m.id > (SELECT max(id) FROM claims_mention) - %s
ORDER BY newer.id
"""


def carry_over(source_pks: Collection[int]) -> None:
    """Carry over into these sources and, where they are superseded themselves, into the
    next. What goes wrong with one is tried again by the sweep."""
    for source_pk in source_pks:
        try:
            reanchor(source_pk)
        except Exception:
            logger.exception("The mentions of source %d were not found.", source_pk)


def sweep() -> None:
    with connection.cursor() as cursor:
        cursor.execute(LEFT_BEHIND, [LATEST])
        carry_over([source_pk for (source_pk,) in cursor.fetchall()])


def newer_than(source_pks: Collection[int]) -> list[int]:
    """The sources that supersede these."""
    newer = Source.objects.filter(supersedes__in=source_pks).order_by("pk")
    return list(newer.values_list("pk", flat=True))


def reanchor(source_pk: int) -> int:
    """Find the mentions of the version before in this source, each once; how many.
    Safe to repeat, and to run twice at a time."""
    newer = Source.objects.defer("original").get(pk=source_pk)
    if newer.supersedes_id is None:
        return 0
    left = Mention.objects.filter(source=newer.supersedes_id, reanchoring=None)
    mentions = list(left.order_by("pk"))
    if not mentions:
        return 0
    older = Source.objects.defer("original").get(pk=newer.supersedes_id)
    spans = [(mention.start, mention.end) for mention in mentions]
    anchors = [
        dated(anchor, mention, older, newer)
        for mention, anchor in zip(
            mentions, find_places(older.text, spans, newer.text), strict=True
        )
    ]
    found = {
        mention.pk: anchor for mention, anchor in zip(mentions, anchors, strict=True)
    }
    with transaction.atomic():
        wait_for_turn()
        # As they stand now: people may have merged or unlinked in the meantime.
        standing = hold(left.filter(pk__in=found))
        keep(standing, found, newer)
        ring_on_commit(settings.CLAIMS_FOUND_TASK)
    return len(standing)


def hold(mentions: Any) -> list[Mention]:
    """The mentions, and their claims locked: none leaves its claim any more."""
    held: set[int] = set()
    while True:
        standing = list(mentions.order_by("pk"))
        wanted = {mention.claim_id for mention in standing} - held
        if not wanted:
            return standing
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [sorted(wanted)])
        held |= wanted


def keep(standing: Sequence[Mention], found: dict[int, Anchor], newer: Source) -> None:
    silent = [each for each in standing if found[each.pk].state in SILENT]
    carried = dict(
        zip(
            (mention.pk for mention in silent),
            carry([(each, found[each.pk]) for each in silent], newer),
            strict=True,
        )
    )
    Reanchoring.objects.bulk_create(
        row_of(mention, found[mention.pk], newer, carried.get(mention.pk))
        for mention in standing
    )


def carry(same: Sequence[tuple[Mention, Anchor]], newer: Source) -> list[Mention]:
    """A mention in the newer source for each; the one that is there already, where the
    extractor or another mention of the claim came first."""
    known = list(Mention.objects.filter(source=newer).order_by("pk"))
    carried: list[Mention] = []
    created: list[Mention] = []
    for mention, anchor in same:
        place = (anchor.start, anchor.end)
        there = next(
            (
                each
                for each in known
                if each.claim_id == mention.claim_id
                and same_place((each.start, each.end), place)
            ),
            None,
        )
        if there is None:
            there = carried_from(mention, anchor, newer)
            known.append(there)
            created.append(there)
        carried.append(there)
    Mention.objects.bulk_create(created)
    return carried


def carried_from(mention: Mention, anchor: Anchor, newer: Source) -> Mention:
    """The same statement by the same voice, with what people made of it."""
    return Mention(
        claim_id=mention.claim_id,
        first_claim_id=mention.first_claim_id,
        source=newer,
        origin_id=mention.origin_id,
        start=anchor.start,
        end=anchor.end,
        quote=newer.text[anchor.start : anchor.end],
        speaker=mention.speaker,
        stance=mention.stance,
        linked_by=Mention.LinkedBy.VERSION,
        similarity=mention.similarity,
        worth=mention.worth,
        reasons=mention.reasons,
        values=values_at(mention, anchor, newer),
    )


def values_at(mention: Mention, anchor: Anchor, newer: Source) -> list[dict[str, Any]]:
    quote = newer.text[anchor.start : anchor.end]
    if quote == mention.quote:
        by = anchor.start - mention.start
        return [
            {**value, "start": value["start"] + by, "end": value["end"] + by}
            for value in mention.values
        ]
    found = find_values(quote, newer.language, newer.published_on)
    return [
        as_json(
            replace(
                value, start=value.start + anchor.start, end=value.end + anchor.start
            )
        )
        for value in found
    ]


def dated(anchor: Anchor, mention: Mention, older: Source, newer: Source) -> Anchor:
    """Of another day the words "on Monday" are another statement."""
    if anchor.state not in SILENT or not older.published_on or not newer.published_on:
        return anchor
    was, now = (
        [
            value.amount
            for value in find_values(mention.quote, older.language, source.published_on)
            if value.kind == "date"
        ]
        for source in (older, newer)
    )
    if was == now:
        return anchor
    why = f"{', '.join(was)} → {', '.join(now)}"
    return replace(anchor, state=Anchored.CHANGED, why=why)


def row_of(
    mention: Mention, anchor: Anchor, newer: Source, carried: Mention | None
) -> Reanchoring:
    placed = anchor.end > 0
    return Reanchoring(
        mention=mention,
        source=newer,
        state=anchor.state,
        start=anchor.start if placed else None,
        end=anchor.end if placed else None,
        was=anchor.was,
        now=anchor.now,
        why=anchor.why[:300],
        places=[quoted(newer.text, *place) for place in anchor.places],
        carried=carried,
    )


def quoted(text: str, start: int, end: int) -> dict[str, Any]:
    return {
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "start": start,
        "end": end,
    }
