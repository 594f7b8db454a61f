"""Which claims the statements of some sources lead to, under the storing lock: claims
that are stored, claims of the sources before, or new ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from claims.filings import Filing, Statement
from claims.linking.links import Link, Whereabouts, find_links, hold
from claims.linking.sketches import Recent, SameWords
from claims.rows import reserve


def lead_to_claims(filings: Sequence[Filing], known: SameWords, recent: Recent) -> None:
    """Lead each statement to its claim, one source after the other: what the first
    ones state counts for the next."""
    whereabouts = Whereabouts()
    whereabouts.ask(
        (claim_pk, filing.source.pk)
        for filing in filings
        for phrase in filing.phrases
        for claim_pk, *_ in known.alike.get(phrase.fingerprint, ())
    )
    keys = reserve("claims_claim", count_strange(filings, known))
    for filing in filings:
        lead_one(filing, known, recent, whereabouts, keys)
        for each in filing.statements:
            whereabouts.tell(each.claim_pk, filing.source.pk, new=each.is_new)
            if each.is_new or each.is_retelling:
                recent.add(each.first_claim_pk, each.phrase, own=each.is_new)
    statements = [each for filing in filings for each in filing.statements]
    standing = hold(
        {each.first_claim_pk: each.claim_pk for each in statements if not each.is_new}
    )
    for each in statements:
        each.claim_pk = standing.get(each.first_claim_pk, each.claim_pk)


def count_strange(filings: Iterable[Filing], known: SameWords) -> int:
    """So many new claims there may be."""
    return sum(
        each.phrase.fingerprint not in known.same
        for filing in filings
        for each in filing.statements
    )


def lead_one(
    filing: Filing,
    known: SameWords,
    recent: Recent,
    whereabouts: Whereabouts,
    keys: Iterator[int],
) -> None:
    """A new claim for each text that is nowhere yet; the same text is one claim."""
    phrases = [each.phrase for each in filing.statements]
    found = find_links(phrases, known, recent, filing.elsewhere, whereabouts)
    firsts: dict[bytes, int] = {}
    for statement, lead in zip(filing.statements, found.links, strict=True):
        fingerprint = statement.phrase.fingerprint
        if lead is not None:
            follow(statement, lead)
        elif fingerprint in firsts:
            follow(statement, Link(firsts[fingerprint], firsts[fingerprint], 1.0))
        else:
            statement.claim_pk = statement.first_claim_pk = next(keys)
            firsts[fingerprint] = statement.claim_pk
    # A sentence that states two claims is a mention of both.
    for at, leads in found.more.items():
        for lead in leads:
            also = filing.statements[at]
            filing.statements.append(replace(also, told=replace(also.told)))
            follow(filing.statements[-1], lead)
    filing.links = found


def follow(statement: Statement, lead: Link) -> None:
    statement.claim_pk, statement.first_claim_pk = lead.claim_pk, lead.found_pk
    statement.similarity = lead.similarity
