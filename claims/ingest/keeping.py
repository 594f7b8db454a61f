"""Storing a Source once, as a newer version where it is one, and queueing it."""

from typing import Final

from django.db import IntegrityError, connection, transaction

from claims.doorbell import EXTRACT_SOURCES, ring_on_commit
from claims.extraction import EXTRACTOR, current_version
from claims.ingest.superseding import find_older, refuse_stored, refuse_superseded
from claims.models import Extraction, Outlet, Source

GIVEN: Final = (
    *("title", "text", "text_sha256", "original", "kind", "url", "language"),
    *("published_on", "received_by_id", "supersedes_id"),
)
# Who was rung for the others that wait takes this one too.
CREATE_QUEUED: Final = f"""
WITH kept AS (
    INSERT INTO claims_source (outlet_id, {", ".join(GIVEN)})
    SELECT id, {", ".join(f"%({name})s" for name in GIVEN)}
    FROM claims_outlet WHERE name = %(outlet)s
    ON CONFLICT (text_sha256) DO NOTHING
    RETURNING id, outlet_id, received_at
), queued AS (
    INSERT INTO claims_extraction (source_id, extractor, version)
    SELECT id, %(extractor)s, %(version)s FROM kept
)
SELECT id, outlet_id, received_at, EXISTS (
    SELECT 1 FROM claims_extraction
    WHERE status = 'queued' AND attempts = 0 AND run_after <= statement_timestamp()
) FROM kept
"""  # noqa: S608  # made of our own words


def keep_source(
    source: Source, *, outlet: str, supersedes: int | None
) -> tuple[Source, bool]:
    """Store ``source``, or find the same text; says whether it is new. Raises
    SourceRefused where it cannot be the newer version it is said to be."""
    alone = not supersedes and not source.url
    if alone and create_queued(source, outlet):
        return source, True
    with transaction.atomic():
        same = Source.objects.filter(text_sha256=source.text_sha256)
        known = same.first()
        if known is None:
            outlet = follow_older(source, outlet=outlet, supersedes=supersedes)
            Outlet.objects.get_or_create(name=outlet)
            if create_once(source, outlet):
                return source, True
            known = same.get()
        refuse_stored(known, supersedes)
        _, queued = Extraction.objects.get_or_create(
            source=known, extractor=EXTRACTOR, version=current_version()
        )
        if queued:
            ring_on_commit(EXTRACT_SOURCES)
    return known, False


def follow_older(source: Source, *, outlet: str, supersedes: int | None) -> str:
    """Make ``source`` the newer version of another if it is; says the outlet."""
    older = find_older(supersedes=supersedes, outlet=outlet, url=source.url)
    if older is None:
        return outlet
    source.supersedes_id = older.pk
    source.kind = source.kind or older.kind
    source.url = source.url or older.url
    return older.outlet


def create_once(source: Source, outlet: str) -> bool:
    """Save it; False where another request saved the same text a moment ago."""
    try:
        with transaction.atomic():
            return create_queued(source, outlet)
    except IntegrityError:
        if source.supersedes_id:
            refuse_superseded(source.supersedes_id)
        raise


def create_queued(source: Source, outlet: str) -> bool:
    """Save a new source and queue it, all in one statement; False where there is no
    such outlet yet, or the same text already."""
    given = {name: getattr(source, name) for name in GIVEN}
    given["kind"] = given["kind"] or Source.Kind.ARTICLE
    named = {"outlet": outlet, "extractor": EXTRACTOR, "version": current_version()}
    with connection.cursor() as cursor:
        cursor.execute(CREATE_QUEUED, given | named)
        row = cursor.fetchone()
    if row is None:
        return False
    source.kind = given["kind"]
    source.pk, source.outlet_id, source.received_at, others_wait = row
    source._state.adding, source._state.db = False, connection.alias
    if not others_wait:
        ring_on_commit(EXTRACT_SOURCES)
    return True
