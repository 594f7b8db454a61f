"""What an extraction found becomes Claims and Mentions, in one transaction and in a
number of statements that does not grow with the text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from claims import linking
from claims.doorbell import ring_on_commit
from claims.extraction import Dropped, Extracted, Finding
from claims.matching.conflicts import Telling
from claims.matching.differences import count_differing
from claims.matching.origins import Voice, shared_origin
from claims.matching.similarity import fingerprint, sketch
from claims.meanings import (
    Elsewhere,
    look_elsewhere,
    look_for_late,
    remember_meanings,
)
from claims.models import (
    Claim,
    Extraction,
    Meaning,
    Mention,
    Origin,
    Outlet,
    Source,
    Suggestion,
    Wording,
)

# Two extractions that find the same new claim at once must not both create it, so
# they store one after the other. Any number will do, as long as it stays the same.
STORING_LOCK = 7_203_114_502
MOST_DROPPED = 5000
# Each statement has to end within its time limit, also for a book.
MENTIONS_AT_ONCE = 5000


class LeaseLost(Exception):
    """Another worker runs this Extraction now; this one may not store."""


@dataclass(slots=True)
class Statement:
    """One finding on its way to a Claim."""

    finding: Finding
    voice: Voice
    claim_pk: int = 0
    first_claim_pk: int = 0
    similarity: float | None = None
    origin: Origin | None = None


def store(extraction_pk: int, lease_no: int, extracted: Extracted) -> None:
    """Store everything, or nothing; raises LeaseLost."""
    elsewhere = look_elsewhere(
        [each.text for each in extracted.findings],
        source_pk=Extraction.objects.values_list("source", flat=True).get(
            pk=extraction_pk
        ),
        language=extracted.language,
    )
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Waiting for the other storings is no fault; the statement limit holds.
            cursor.execute("SET LOCAL lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORING_LOCK])
        extraction = (
            # With the source: a person may be filing a place in it.
            Extraction.objects.select_for_update(of=("self", "source"), no_key=True)
            .select_related("source__outlet")
            .filter(
                pk=extraction_pk, lease_no=lease_no, status=Extraction.Status.RUNNING
            )
            .first()
        )
        if extraction is None:
            raise LeaseLost(extraction_pk)
        statements = new_statements(extraction.source, extracted.findings)
        if statements:
            file_statements(extraction, statements, elsewhere)
        finish(extraction, extracted, len(statements))
        if statements:
            ring_on_commit(settings.CLAIMS_FOUND_TASK)
    remember(statements, elsewhere)


def new_statements(source: Source, findings: Sequence[Finding]) -> list[Statement]:
    """The findings at places where no earlier extraction found anything."""
    places = set(source.mentions.values_list("start", "end"))
    return [
        Statement(finding, voice_of(source, finding))
        for finding in findings
        if (finding.start, finding.end) not in places
    ]


def voice_of(source: Source, finding: Finding) -> Voice:
    outlet = source.outlet
    return Voice(
        outlet="" if outlet.name == Outlet.UNKNOWN else outlet.name,
        owner=outlet.owner,
        quote=finding.quote,
        paragraph=linking.paragraph_around(source.text, finding.start, finding.end),
        speaker=finding.speaker.name if finding.speaker else "",
    )


def file_statements(
    extraction: Extraction, statements: Sequence[Statement], elsewhere: Elsewhere
) -> None:
    fingerprints = [fingerprint(each.finding.text) for each in statements]
    sketches = [sketch(each.finding.text) for each in statements]
    found = linking.find_links(
        [each.finding.text for each in statements],
        fingerprints,
        sketches,
        elsewhere=elsewhere,
    )
    links = linking.hold(found.links)
    for statement, link in zip(statements, links, strict=True):
        if link:
            statement.claim_pk, statement.first_claim_pk = link.claim_pk, link.found_pk
            statement.similarity = link.similarity
    create_claims(statements, fingerprints, sketches, elsewhere.language)
    suggest(
        (statements[at].claim_pk, each.claim_pk, each.score, each.why)
        for at, likenesses in found.suggested.items()
        for each in likenesses
    )
    neighbours = linking.mentions_of(
        {each.claim_pk for each in statements if each.similarity is not None}
    )
    give_origins(statements, neighbours)
    Mention.objects.bulk_create(
        [mention_of(extraction, statement) for statement in statements],
        batch_size=MENTIONS_AT_ONCE,
    )
    mark_differing(statements, neighbours)


def create_claims(
    statements: Sequence[Statement],
    fingerprints: Sequence[bytes],
    sketches: Sequence[list[int]],
    language: str,
) -> None:
    """A new Claim for each text that is nowhere yet; the same text is one Claim."""
    firsts: dict[bytes, int] = {}
    for at, statement in enumerate(statements):
        if not statement.claim_pk:
            firsts.setdefault(fingerprints[at], at)
    created = Claim.objects.bulk_create(
        Claim(worth=statements[at].finding.worth) for at in firsts.values()
    )
    claim_pks = dict(zip(firsts, (claim.pk for claim in created), strict=True))
    Wording.objects.bulk_create(
        Wording(
            claim_id=claim_pks[key],
            text=statements[at].finding.text,
            language=language,
            fingerprint=key,
            sketch=sketches[at],
        )
        for key, at in firsts.items()
    )
    Meaning.objects.bulk_create(Meaning(claim=claim) for claim in created)
    for at, statement in enumerate(statements):
        if not statement.claim_pk:
            key = fingerprints[at]
            statement.claim_pk = statement.first_claim_pk = claim_pks[key]
            statement.similarity = None if firsts[key] == at else 1.0


def suggest(pairs: Iterable[tuple[int, int, float, str]]) -> None:
    """Claims that may be one, each pair once, the later claim first."""
    made = {}
    for one, other, score, why in pairs:
        if one != other:
            later, earlier = max(one, other), min(one, other)
            made[later, earlier] = Suggestion(
                claim_id=later, other_id=earlier, score=score, why=why
            )
    Suggestion.objects.bulk_create(made.values(), ignore_conflicts=True)


def remember(statements: Sequence[Statement], elsewhere: Elsewhere) -> None:
    """Give the new claims their vectors; suggest what others filed in the meantime,
    who could not see these yet."""
    created = {
        each.claim_pk: each.finding.text
        for each in statements
        if each.claim_pk == each.first_claim_pk and each.similarity is None
    }
    if not created or not elsewhere.vectors:
        return
    remember_meanings(
        {claim_pk: elsewhere.vectors[text] for claim_pk, text in created.items()}
    )
    late = look_for_late(elsewhere)
    standing = linking.find_standing(
        {near.found_pk for every in late.values() for near in every}
    )
    suggest(
        (claim_pk, standing[near.found_pk], near.judgement.score, near.judgement.why)
        for claim_pk, text in created.items()
        for near in late.get(text, ())
    )


def give_origins(
    statements: Sequence[Statement], neighbours: dict[int, list[linking.Neighbour]]
) -> None:
    """The origin of a mention that is the same voice, else one of its own."""
    own: list[Origin] = []
    reasons: dict[int, str] = {}
    here: dict[int, Origin] = {}
    for statement in statements:
        # The same claim twice in one Source is one voice.
        statement.origin = here.get(statement.claim_pk)
        for neighbour in neighbours.get(statement.claim_pk, ()):
            if statement.origin:
                break
            if reason := shared_origin(neighbour.voice, statement.voice):
                statement.origin = Origin(pk=neighbour.origin_pk)
                reasons[neighbour.origin_pk] = reason[:300]
        if statement.origin is None:
            reason = f"Published by {statement.voice.outlet}."
            statement.origin = Origin(reason=reason)
            own.append(statement.origin)
        here[statement.claim_pk] = statement.origin
    Origin.objects.bulk_create(own)
    linking.explain_origins(reasons)


def mention_of(extraction: Extraction, statement: Statement) -> Mention:
    finding = statement.finding
    matched = statement.similarity is not None
    return Mention(
        claim_id=statement.claim_pk,
        first_claim_id=statement.first_claim_pk,
        source_id=extraction.source_id,
        extraction=extraction,
        origin=statement.origin,
        start=finding.start,
        end=finding.end,
        quote=finding.quote,
        speaker=statement.voice.speaker[:200],
        linked_by=Mention.LinkedBy.MATCHING if matched else Mention.LinkedBy.EXTRACTION,
        similarity=statement.similarity,
        worth=finding.worth,
        reasons=list(finding.reasons),
        values=[asdict(value) for value in finding.values],
    )


def mark_differing(
    statements: Iterable[Statement], neighbours: dict[int, list[linking.Neighbour]]
) -> None:
    """Count, for each claim that gained a mention, the kinds of value that differ."""
    new: dict[int, list[Telling]] = defaultdict(list)
    worth: dict[int, float] = defaultdict(float)
    for statement in statements:
        if statement.similarity is not None:
            finding = statement.finding
            new[statement.claim_pk].append(Telling(finding.quote, finding.values))
            worth[statement.claim_pk] = max(
                worth[statement.claim_pk], statement.finding.worth
            )
    counts = {}
    for claim_pk, tellings in new.items():
        known = neighbours.get(claim_pk, ())
        stored = [Telling(each.voice.quote, each.values) for each in known]
        counts[claim_pk] = count_differing([*stored, *tellings])
    linking.update_claims(counts, worth)


def finish(extraction: Extraction, extracted: Extracted, found: int) -> None:
    if not extraction.source.language and extracted.language:
        Source.objects.filter(pk=extraction.source_id).update(
            language=extracted.language
        )
    Extraction.objects.filter(pk=extraction.pk).update(
        status=Extraction.Status.DONE,
        finished_at=timezone.now(),
        lease_until=None,
        error="",
        dropped=[as_json(each) for each in extracted.dropped[:MOST_DROPPED]],
        timings_ms=extracted.timings_ms,
        mentions_found=found,
    )


def as_json(dropped: Dropped) -> list[int | str]:
    return [dropped.start, dropped.end, dropped.reason]
