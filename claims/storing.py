"""What extractions found becomes Claims and Mentions, each extraction whole or not at
all, in a number of statements that grows neither with the texts nor with their number,
but for texts that are read again.

Others wait for the storing lock: what can be done before it is taken is done before."""

import json
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.conf import settings
from django.db import OperationalError, connection, transaction

from claims.arrays import array_of_numbers, array_of_texts
from claims.differences import count_new_differing
from claims.doorbell import ring_on_commit
from claims.extraction import Dropped, Extracted
from claims.extraction.worth.worth_model import load_model
from claims.filings import Filing, Found, Statement
from claims.linking import links
from claims.linking.leads import lead_to_claims
from claims.linking.links import NEIGHBOURS, Neighbour
from claims.linking.meanings import (
    at_once,
    look_elsewhere,
    look_for_late,
    remember_meanings,
)
from claims.linking.opposing import note_opposite
from claims.linking.origins import give_origins, voice_of
from claims.linking.retellings import (
    Brought,
    Told,
    bring_mentions,
    keep_retellings,
    told_elsewhere,
)
from claims.linking.sketches import Phrase, Recent, ask, find_recent
from claims.matching.conflicts import Telling
from claims.matching.conflicts.oppositions import Opposition
from claims.models import Extraction, Mention, Wording
from claims.rereading import mark_found_again
from claims.rows import (
    SuggestedPair,
    create_claims,
    create_mentions,
    create_suggestions,
    reserve,
)

logger = logging.getLogger(__name__)

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
NAME_LANGUAGES = """
UPDATE claims_source s SET language = given.language
FROM unnest(%s::bigint[], %s::text[]) AS given(id, language)
WHERE s.id = given.id
"""


class LeaseLost(Exception):
    """Another worker runs this Extraction now; this one may not store."""


def store(extraction_pk: int, lease_no: int, extracted: Extracted) -> None:
    """Store everything, or nothing; raises LeaseLost."""
    problems = store_all([Found(extraction_pk, lease_no, extracted)])
    for problem in problems.values():
        raise problem


def store_all(every: Sequence[Found]) -> dict[int, Exception]:
    """Store what was found in different sources, each whole or not at all; what went
    wrong, by extraction. They are stored together, and if that goes wrong one by one;
    so they are where meaning is matched at once, which is asked of what is stored."""
    if len(every) == 1 or not at_once():
        try:
            return store_together(every)
        except OperationalError:
            # The database is away or busy, whatever it is asked to store.
            raise
        except Exception as problem:
            if len(every) == 1:
                return {every[0].extraction_pk: problem}
            logger.warning("Stored one by one.", exc_info=True)
    problems: dict[int, Exception] = {}
    for found in every:
        problems |= store_all([found])
    return problems


def store_together(every: Sequence[Found]) -> dict[int, Exception]:
    """Store all, or nothing, but for those whose lease was lost: these are said."""
    filings = look_up(every)
    phrases = [phrase for filing in filings for phrase in filing.phrases]
    known = ask(phrases)
    with transaction.atomic():
        wait_for_turn()
        recent = find_recent(known)
        if recent is None:
            known, recent = ask(phrases), Recent()
        held = hold(filings)
        telling = list(take_what_is_new(held))
        lead_to_claims(telling, known, recent)
        keep_words(telling, file(telling))
        finish(held)
        if telling:
            ring_on_commit(settings.CLAIMS_FOUND_TASK)
    for filing in telling:
        remember(filing)
    done = {each.found.extraction_pk for each in held}
    lost = {each.extraction_pk for each in every} - done
    return {pk: LeaseLost(pk) for pk in lost}


def look_up(every: Sequence[Found]) -> list[Filing]:
    """In the order in which the sources came."""
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
        for found in sorted(every, key=lambda found: sources[found.extraction_pk])
    ]


def wait_for_turn() -> None:
    with connection.cursor() as cursor:
        # Waiting for the other storings is no fault; the statement limit holds.
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORING_LOCK])


def hold(filings: Sequence[Filing]) -> list[Filing]:
    """Those whose lease is still held, with their sources, locked."""
    leases = {each.found.extraction_pk: each.found.lease_no for each in filings}
    rows = (
        # With the sources: a person may be filing a place in one.
        Extraction.objects.select_for_update(of=("self", "source"), no_key=True)
        .select_related("source__outlet")
        .only("lease_no", "source__text", "source__language", "source__outlet")
        .filter(pk__in=leases, status=Extraction.Status.RUNNING)
        .order_by("pk")
    )
    sources = {
        each.pk: each.source for each in rows if each.lease_no == leases[each.pk]
    }
    held = [each for each in filings if each.found.extraction_pk in sources]
    for filing in held:
        filing.source = sources[filing.found.extraction_pk]
    return held


def take_what_is_new(filings: Sequence[Filing]) -> Iterator[Filing]:
    """Those with statements, at places where no earlier extraction found anything."""
    read_before = set(
        Mention.objects.filter(source__in=[each.source.pk for each in filings])
        .order_by("source")
        .values_list("source", flat=True)
        .distinct()
    )
    for filing in filings:
        source, findings = filing.source, filing.found.extracted.findings
        new: Sequence[int] = range(len(findings))
        if source.pk in read_before:
            new = mark_found_again(source.pk, filing.found.extraction_pk, findings)
        filing.statements = [
            Statement(
                findings[at],
                filing.phrases[at],
                Neighbour(
                    source.pk, 0, voice_of(source, findings[at]), findings[at].values
                ),
            )
            for at in new
        ]
        if filing.statements:
            yield filing


def file(filings: Sequence[Filing]) -> set[int]:
    """Write the rows of all; says to which claims mentions were brought."""
    if not filings:
        return set()
    statements = [each for filing in filings for each in filing.statements]
    keys = reserve("claims_mention", len(statements))
    for statement, key in zip(statements, keys, strict=True):
        statement.mention_pk = key
    create_claims(filings)
    create_suggestions(find_suggested(filings))
    brought = bring_mentions(list(find_brought(filings)))
    meet({each.claim_pk for each in statements if not each.is_new} | brought, filings)
    give_origins(filings)
    create_mentions(filings)
    mark_differing(filings)
    return brought


def find_suggested(
    filings: Iterable[Filing],
) -> Iterator[SuggestedPair]:
    """What is like by its words alone was not
    yet asked whether it says the opposite; under the lock no encoder is."""
    suggested = [
        (filing.statements[at], each, filing.language)
        for filing in filings
        for at, likenesses in filing.links.suggested.items()
        for each in likenesses
    ]
    by_words = {each.claim_pk for _, each, _ in suggested if not each.by_meaning}
    wordings = Wording.objects.in_bulk(by_words) if by_words else {}
    for statement, each, language in suggested:
        note = ""
        if other := wordings.get(each.claim_pk):
            note = note_opposite(
                (statement.phrase.text, language),
                (other.text, other.language),
                by_rules_alone=True,
            )
        yield SuggestedPair(
            statement.claim_pk,
            each.claim_pk,
            each.score,
            f"{note}." if note else each.why,
            Opposition.POSSIBLE if note else each.opposition,
        )


def find_brought(filings: Iterable[Filing]) -> Iterator[Brought]:
    for filing in filings:
        for at, likenesses in filing.links.elsewhere.items():
            statement = filing.statements[at]
            if statement.is_new:
                for each in likenesses:
                    yield Brought(
                        statement.claim_pk,
                        each.found_pk,
                        each.mention_pk,
                        each.score,
                        filing.source.pk,
                    )


def meet(claim_pks: Collection[int], filings: Iterable[Filing]) -> None:
    """Give each source the mentions that its claims have, those of the sources before
    it too."""
    told = defaultdict(list, links.mentions_of(claim_pks))
    for filing in filings:
        filing.neighbours = {
            each.claim_pk: told[each.claim_pk][-NEIGHBOURS:]
            for each in filing.statements
            if each.claim_pk in told
        }
        for each in filing.statements:
            told[each.claim_pk].append(each.told)


def mark_differing(filings: Iterable[Filing]) -> None:
    """Count, for each claim that gained a mention, the kinds of value that differ."""
    known: dict[int, list[Neighbour]] = {}
    new: dict[int, list[Neighbour]] = {}
    worth: dict[int, float] = defaultdict(float)
    for filing in filings:
        for each in filing.statements:
            claim_pk = each.claim_pk
            met = list(filing.neighbours.get(claim_pk, ()))
            if each.is_new and not met:
                continue
            if claim_pk not in new:
                # What was brought to a new claim was not compared yet.
                known[claim_pk], new[claim_pk] = ([], met) if each.is_new else (met, [])
            new[claim_pk].append(each.told)
            worth[claim_pk] = max(worth[claim_pk], each.finding.worth)
    counts = {
        claim_pk: count_new_differing(tellings_of(known[claim_pk]), tellings_of(every))
        for claim_pk, every in new.items()
    }
    links.update_claims(counts, worth)


def tellings_of(mentions: Iterable[Neighbour]) -> list[Telling]:
    return [Telling(each.voice.quote, each.values) for each in mentions]


def finish(filings: Sequence[Filing]) -> None:
    rows = [
        (
            filing.found.extraction_pk,
            json.dumps([as_json(each) for each in dropped_of(filing)]),
            json.dumps(filing.found.extracted.timings_ms),
            len(filing.statements),
        )
        for filing in filings
    ]
    if not rows:
        return
    new = {
        filing.source.pk: filing.language
        for filing in filings
        if filing.language != filing.source.language
    }
    with connection.cursor() as cursor:
        columns = map(list, zip(*rows, strict=True))
        cursor.execute(FINISH, [load_model().sha256, *columns])
        if new:
            languages = [array_of_numbers(new), array_of_texts(new.values())]
            cursor.execute(NAME_LANGUAGES, languages)


def dropped_of(filing: Filing) -> Sequence[Dropped]:
    return filing.found.extracted.dropped[:MOST_DROPPED]


def as_json(dropped: Dropped) -> list[int | str]:
    return [dropped.start, dropped.end, dropped.reason]


def keep_words(filings: Sequence[Filing], brought: Collection[int]) -> None:
    """Keep what other words the claims are told in; without a vector those that were
    brought, which others encode later, not while this one holds the lock."""
    told = [
        Told(each.mention_pk, each.first_claim_pk, each.phrase, filing.language)
        for filing in filings
        for each in filing.statements
        if each.is_retelling
    ]
    vectors = {
        text: vector
        for filing in filings
        for text, vector in filing.elsewhere.vectors.items()
    }
    keep_retellings([*told, *told_elsewhere(brought)], vectors)


def remember(filing: Filing) -> None:
    """Give the new claims their vectors; suggest what others filed in the meantime, who
    could not see these yet. What is not done is found to be missing, and done later."""
    vectors = filing.elsewhere.vectors
    if not vectors:
        return
    created = {
        each.claim_pk: each.phrase.text
        for each in filing.statements
        if each.is_new and each.phrase.text in vectors
    }
    remember_meanings({claim_pk: vectors[text] for claim_pk, text in created.items()})
    if not created:
        return
    late = look_for_late(filing.elsewhere)
    standing = links.find_standing(
        {near.found_pk for every in late.values() for near in every}
    )
    create_suggestions(
        SuggestedPair(
            claim_pk,
            standing[near.found_pk],
            near.judgement.score,
            near.judgement.why,
            near.judgement.opposition,
        )
        for claim_pk, text in created.items()
        for near in late.get(text, ())
        if near.worth_asking
    )
