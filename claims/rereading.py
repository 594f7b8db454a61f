"""Sources read again by a newer extractor. It adds what it finds, marks what it finds
no more, and names the speakers anew; nothing that people may have touched is changed
or taken away."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from claims.arrays import array_of_numbers, array_of_texts
from claims.doorbell import EXTRACT_SOURCES, ring_on_commit
from claims.extraction import EXTRACTOR, Finding, current_version
from claims.matching.origins.passages import put_in_words
from claims.models import Extraction, Mention, Source, WordRow

# Two spans that share this much of what both cover are one place: a newer extractor
# may end a sentence a word later.
SAME_PLACE: Final = 0.6
# Of the spans that begin before a place ends, only the last can share most of it.
NEAR: Final = 8
AT_ONCE: Final = 500
WITHOUT_ROWS: Final = """
SELECT id FROM claims_source EXCEPT SELECT source_id FROM claims_wordrow ORDER BY id
"""
# The first event of a claim is that it waits in the queue; nobody has touched it.
NAME_SPEAKERS: Final = """
UPDATE claims_mention m SET speaker = given.speaker
FROM unnest(%s::bigint[], %s::text[]) AS given(id, speaker), claims_claim c
WHERE m.id = given.id AND m.speaker <> given.speaker
  AND c.id = m.claim_id AND c.version < 2
"""
# No extractor has to find again what a person found, in whatever version.
KEPT: Final = (Mention.LinkedBy.PERSON, Mention.LinkedBy.VERSION)

Span = tuple[int, int]


def queue_again(sources: Collection[int] = (), *, at_most: int = AT_ONCE) -> int:
    """Queue sources, those given or the oldest of all, that the extractor in use has
    not read; says how many. Call it again until it says 0."""
    version = current_version()
    done = Extraction.objects.filter(
        source=OuterRef("pk"), extractor=EXTRACTOR, version=version
    )
    waiting = Source.objects.filter(~Exists(done)).order_by("pk")
    if sources:
        waiting = waiting.filter(pk__in=sources)
    queued = Extraction.objects.bulk_create(
        (
            Extraction(source_id=source_pk, extractor=EXTRACTOR, version=version)
            for source_pk in waiting.values_list("pk", flat=True)[:at_most]
        ),
        ignore_conflicts=True,
    )
    if queued:
        ring_on_commit(EXTRACT_SOURCES)
    return len(queued)


def keep_rows(*, at_once: int = AT_ONCE) -> int:
    """Give sources that were stored before there were rows of words theirs, so that
    what a new source shares with them is found; says how many got some."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(WITHOUT_ROWS)
        left = [source_pk for (source_pk,) in cursor.fetchall()]
    given = 0
    for start in range(0, len(left), at_once):
        some = Source.objects.filter(pk__in=left[start : start + at_once])
        for source_pk, text in some.values_list("pk", "text").iterator():
            if hashes := put_in_words(text).sketch():
                given += 1
                WordRow.objects.bulk_create(
                    [WordRow(hash=each, source_id=source_pk) for each in hashes],
                    ignore_conflicts=True,
                )
    return given


def mark_found_again(
    source_pk: int, extraction_pk: int, findings: Sequence[Finding]
) -> list[int]:
    """The numbers of the ``findings`` where nothing was found before. What a machine
    found earlier and is not among them is marked as missed by this extraction, and no
    longer if it is; who says it is who says it now."""
    spans = [(each.start, each.end) for each in findings]
    before = list(
        Mention.objects.filter(source=source_pk)
        .exclude(extraction=extraction_pk)
        .values_list("pk", "start", "end", "linked_by")
    )
    if not before:
        return list(range(len(findings)))
    known, found = Spans((start, end) for _, start, end, *_ in before), Spans(spans)
    said_by = {
        place: each.speaker_name for place, each in zip(spans, findings, strict=True)
    }
    new = [at for at, place in enumerate(spans) if not known.find(place)]
    again, missed, speakers = [], [], {}
    for pk, start, end, linked_by in before:
        place = found.find((start, end))
        if place:
            again.append(pk)
        if linked_by not in KEPT:
            if place:
                speakers[pk] = said_by[place]
            else:
                missed.append(pk)
    Mention.objects.filter(pk__in=again, missed_by__isnull=False).update(missed_by=None)
    Mention.objects.filter(pk__in=missed).update(missed_by=extraction_pk)
    name_speakers(speakers)
    return new


def name_speakers(speakers: Mapping[int, str]) -> None:
    """By mention; where somebody has acted on its claim, it stays as people read it."""
    names = (name[:200] for name in speakers.values())
    with connection.cursor() as cursor:
        cursor.execute(
            NAME_SPEAKERS, [array_of_numbers(speakers), array_of_texts(names)]
        )


class Spans:
    """Spans of one text, which hardly overlap each other."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(set(spans))

    def find(self, place: Span) -> Span | None:
        """The one that is the same place."""
        at = bisect_left(self.spans, (place[1], 0))
        near = self.spans[max(0, at - NEAR) : at]
        return next((each for each in near if same_place(each, place)), None)


def same_place(one: Span, other: Span) -> bool:
    common = min(one[1], other[1]) - max(one[0], other[0])
    both = max(one[1], other[1]) - min(one[0], other[0])
    return common >= SAME_PLACE * both
