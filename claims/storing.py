"""What extractions found becomes Claims and Mentions, each extraction whole or not at
all, in a number of statements that does not grow with the text.

Others wait for the storing lock: what can be done before it is taken is done before."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import connection, transaction

from claims import linking
from claims.doorbell import ring_on_commit
from claims.extraction import Dropped, Extracted, Finding
from claims.extraction.worth_model import load_model
from claims.matching.conflicts import Telling
from claims.matching.differences import count_differing
from claims.matching.origins import Voice
from claims.meanings import (
    Elsewhere,
    look_elsewhere,
    look_for_late,
    remember_meanings,
)
from claims.models import Extraction, Mention, Source
from claims.origins import GivenOrigin, give_origins, voice_of
from claims.rereading import mark_found_again
from claims.retellings import Brought, bring_mentions, keep_retellings
from claims.rows import create_claims, create_mentions, create_suggestions
from claims.sketches import Phrase, Recent, SameWords, ask, find_recent

# Two extractions that find the same new claim at once must not both create it, so
# they store one after the other. Any number will do, as long as it stays the same.
STORING_LOCK = 7_203_114_502
MOST_DROPPED = 5000
FINISH = """
UPDATE claims_extraction e
SET status = 'done', finished_at = clock_timestamp(), lease_until = NULL, error = '',
    dropped = given.dropped, timings_ms = given.timings_ms,
    mentions_found = given.mentions, model_sha256 = %s
FROM unnest(%s::bigint[], %s::jsonb[], %s::jsonb[], %s::int[])
    AS given(id, dropped, timings_ms, mentions)
WHERE e.id = given.id
"""

Places = dict[int, set[tuple[int, int]]]


class LeaseLost(Exception):
    """Another worker runs this Extraction now; this one may not store."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one run of the extractor hands over."""

    extraction_pk: int
    lease_no: int
    extracted: Extracted


@dataclass(frozen=True, slots=True)
class Filing:
    """What was found, looked up everywhere; a phrase for each finding."""

    found: Found
    phrases: Sequence[Phrase]
    elsewhere: Elsewhere


@dataclass(slots=True)
class Statement:
    """One finding on its way to a Claim."""

    finding: Finding
    phrase: Phrase
    voice: Voice
    claim_pk: int = 0
    first_claim_pk: int = 0
    similarity: float | None = None
    origin: GivenOrigin | None = None

    @property
    def is_new(self) -> bool:
        """Whether it made its Claim."""
        return self.similarity is None and self.claim_pk == self.first_claim_pk

    @property
    def is_retelling(self) -> bool:
        """Whether its Claim says it in other words."""
        return self.similarity is not None and self.similarity < 1


def store(extraction_pk: int, lease_no: int, extracted: Extracted) -> None:
    """Store everything, or nothing; raises LeaseLost."""
    problems = store_all([Found(extraction_pk, lease_no, extracted)])
    for problem in problems.values():
        raise problem


def store_all(every: Sequence[Found]) -> dict[int, Exception]:
    """Store each whole or not at all; what went wrong, by extraction. Raises what
    stops them all."""
    filings = look_up(every)
    known = ask([phrase for filing in filings for phrase in filing.phrases])
    problems: dict[int, Exception] = {}
    stored: list[tuple[Filing, list[Statement]]] = []
    with transaction.atomic():
        wait_for_turn()
        recent = find_recent(known)
        if recent is None:
            known = ask([phrase for filing in filings for phrase in filing.phrases])
            recent = Recent()
        held = hold_extractions(filings)
        places = find_places(held.values())
        for filing in filings:
            try:
                with transaction.atomic():
                    statements = store_one(filing, held, places, known, recent)
            except Exception as problem:  # noqa: BLE001  # handed back to the caller
                problems[filing.found.extraction_pk] = problem
                continue
            stored.append((filing, statements))
            for each in statements:
                if each.is_new or each.is_retelling:
                    recent.add(each.first_claim_pk, each.phrase, own=each.is_new)
        finish_all(stored, held)
        if any(statements for _, statements in stored):
            ring_on_commit(settings.CLAIMS_FOUND_TASK)
    for filing, statements in stored:
        remember(statements, filing.elsewhere)
    return problems


def look_up(every: Sequence[Found]) -> list[Filing]:
    sources = dict(
        Extraction.objects.filter(
            pk__in=[found.extraction_pk for found in every]
        ).values_list("pk", "source")
    )
    return [
        Filing(
            found,
            [Phrase.of(each.text) for each in found.extracted.findings],
            look_elsewhere(
                [each.text for each in found.extracted.findings],
                source_pk=sources[found.extraction_pk],
                language=found.extracted.language,
            ),
        )
        for found in every
    ]


def wait_for_turn() -> None:
    with connection.cursor() as cursor:
        # Waiting for the other storings is no fault; the statement limit holds.
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORING_LOCK])


def hold_extractions(filings: Iterable[Filing]) -> dict[int, Extraction]:
    """The rows whose lease is still held, locked, by their keys."""
    leases = {each.found.extraction_pk: each.found.lease_no for each in filings}
    rows = (
        # With the sources: a person may be filing a place in one.
        Extraction.objects.select_for_update(of=("self", "source"), no_key=True)
        .select_related("source__outlet")
        .only("lease_no", "source__text", "source__language", "source__outlet")
        .filter(pk__in=leases, status=Extraction.Status.RUNNING)
        .order_by("pk")
    )
    return {each.pk: each for each in rows if each.lease_no == leases[each.pk]}


def find_places(extractions: Iterable[Extraction]) -> Places:
    """Where something was found before in the sources, by source."""
    places: Places = defaultdict(set)
    mentions = Mention.objects.filter(
        source__in=[each.source_id for each in extractions]
    )
    for source_pk, start, end in mentions.values_list("source", "start", "end"):
        places[source_pk].add((start, end))
    return places


def store_one(
    filing: Filing,
    held: Mapping[int, Extraction],
    places: Places,
    known: SameWords,
    recent: Recent,
) -> list[Statement]:
    """The statements at places where no earlier extraction found anything."""
    extraction = held.get(filing.found.extraction_pk)
    if extraction is None:
        raise LeaseLost(filing.found.extraction_pk)
    source, findings = extraction.source, filing.found.extracted.findings
    new: Sequence[int] = range(len(findings))
    if places[source.pk]:
        spans = [(finding.start, finding.end) for finding in findings]
        new = mark_found_again(source.pk, extraction.pk, spans)
    statements = [
        Statement(findings[at], filing.phrases[at], voice_of(source, findings[at]))
        for at in new
    ]
    if statements:
        statements = file_statements(
            extraction, statements, known, recent, filing.elsewhere
        )
    places[source.pk] |= {(each.finding.start, each.finding.end) for each in statements}
    return statements


def file_statements(
    extraction: Extraction,
    statements: Sequence[Statement],
    known: SameWords,
    recent: Recent,
    elsewhere: Elsewhere,
) -> list[Statement]:
    """The statements, and those again that state another claim too."""
    phrases = [each.phrase for each in statements]
    found = linking.find_links(phrases, known, recent, elsewhere)
    # A sentence that states two claims is a mention of both.
    more = [(at, link) for at, links in found.more.items() for link in links]
    links = linking.hold([*found.links, *(link for _, link in more)])
    every = [*statements, *(replace(statements[at]) for at, _ in more)]
    for statement, link in zip(every, links, strict=True):
        if link:
            statement.claim_pk, statement.first_claim_pk = link.claim_pk, link.found_pk
            statement.similarity = link.similarity
    make_claims(statements, elsewhere.language)
    create_suggestions(
        (statements[at].claim_pk, each.claim_pk, each.score, each.why)
        for at, likenesses in found.suggested.items()
        for each in likenesses
    )
    brought = bring_mentions(
        [
            Brought(statements[at].claim_pk, each.found_pk, each.mention_pk, each.score)
            for at, likenesses in found.elsewhere.items()
            for each in likenesses
            if statements[at].is_new
        ],
        source_pk=extraction.source_id,
    )
    neighbours = linking.mentions_of(
        {each.claim_pk for each in every if each.similarity is not None} | brought
    )
    give_origins(extraction.source, every, neighbours)
    create_mentions(extraction.source_id, extraction.pk, every)
    mark_differing(every, neighbours)
    return every


def make_claims(statements: Sequence[Statement], language: str) -> None:
    """A new Claim for each text that is nowhere yet; the same text is one Claim."""
    firsts: dict[bytes, Statement] = {}
    for statement in statements:
        if not statement.claim_pk:
            firsts.setdefault(statement.phrase.fingerprint, statement)
    claim_pks = create_claims(
        {key: (each.phrase, each.finding) for key, each in firsts.items()}, language
    )
    for statement in statements:
        if not statement.claim_pk:
            key = statement.phrase.fingerprint
            statement.claim_pk = statement.first_claim_pk = claim_pks[key]
            statement.similarity = None if firsts[key] is statement else 1.0


def remember(statements: Sequence[Statement], elsewhere: Elsewhere) -> None:
    """Give the new claims their vectors, and to all what other words they are told in;
    suggest what others filed in the meantime, who could not see these yet."""
    keep_retellings(
        elsewhere.source_pk,
        {
            (each.finding.start, each.finding.end): each.phrase.text
            for each in statements
        },
        told_again={each.first_claim_pk for each in statements if each.is_retelling},
        created={each.claim_pk for each in statements if each.is_new},
        vectors=elsewhere.vectors,
    )
    created = {
        each.claim_pk: each.phrase.text
        for each in statements
        if each.is_new and each.phrase.text in elsewhere.vectors
    }
    if not created:
        return
    remember_meanings(
        {claim_pk: elsewhere.vectors[text] for claim_pk, text in created.items()}
    )
    late = look_for_late(elsewhere)
    standing = linking.find_standing(
        {near.found_pk for every in late.values() for near in every}
    )
    create_suggestions(
        (claim_pk, standing[near.found_pk], near.judgement.score, near.judgement.why)
        for claim_pk, text in created.items()
        for near in late.get(text, ())
    )


def mark_differing(
    statements: Iterable[Statement], neighbours: dict[int, list[linking.Neighbour]]
) -> None:
    """Count, for each claim that gained a mention, the kinds of value that differ."""
    new: dict[int, list[Telling]] = defaultdict(list)
    worth: dict[int, float] = defaultdict(float)
    for statement in statements:
        if statement.similarity is not None or statement.claim_pk in neighbours:
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


def finish_all(
    stored: Sequence[tuple[Filing, Sequence[Statement]]],
    held: Mapping[int, Extraction],
) -> None:
    rows = []
    languages: dict[str, list[int]] = defaultdict(list)
    for filing, statements in stored:
        found = filing.found
        dropped = found.extracted.dropped[:MOST_DROPPED]
        rows.append(
            (
                found.extraction_pk,
                json.dumps([as_json(each) for each in dropped]),
                json.dumps(found.extracted.timings_ms),
                len(statements),
            )
        )
        source = held[found.extraction_pk].source
        if not source.language and found.extracted.language:
            languages[found.extracted.language].append(source.pk)
    if rows:
        with connection.cursor() as cursor:
            columns = map(list, zip(*rows, strict=True))
            cursor.execute(FINISH, [load_model().sha256, *columns])
    for language, source_pks in languages.items():
        Source.objects.filter(pk__in=source_pks).update(language=language)


def as_json(dropped: Dropped) -> list[int | str]:
    return [dropped.start, dropped.end, dropped.reason]
