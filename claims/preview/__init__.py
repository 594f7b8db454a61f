"""The whole judgement over some files, with nothing stored: for a newsroom that tries
the program, and for whoever measures it. reports: the files as they are judged;
origins: which places are one voice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain, combinations
from pathlib import Path
from typing import Any, Final

import numpy as np

from claims.encoders import DIMENSIONS, can_tell_meaning, encode_meaning
from claims.extraction import Finding
from claims.leaning import find_support
from claims.linking.comparing import say_one_thing
from claims.linking.meanings import judge_rows
from claims.matching.conflicts import Conflict, Telling, find_conflicts, telling_at
from claims.matching.conflicts.negation import find_negation
from claims.matching.conflicts.oppositions import find_opposed
from claims.matching.same.grouping import Likeness, choose_claims, weigh_claims
from claims.matching.same.pairs import LEAST_NEARNESS, Answer, Judgement
from claims.matching.same.unlinked import is_worth_asking
from claims.matching.sense.meaning import Vectors, without_source
from claims.matching.sense.similarity import SAME_CLAIM, similarity
from claims.preview.origins import group_origins
from claims.preview.reports import Pair, Place, Report, read_report

__all__ = ["Pair", "Place", "Report", "preview", "read_report"]

NEAREST: Final = 10


def preview(reports: Sequence[Report]) -> dict[str, Any]:
    """Everything there is to say of the reports, ready for JSON."""
    pairs = find_pairs(reports)
    same = [pair for pair in pairs if pair.is_same]
    statements = group_places(reports, pairs)
    return {
        "files": [describe(report) for report in reports],
        "links": [
            {
                "left": pair.left.as_json(),
                "right": pair.right.as_json(),
                "answer": pair.judgement.answer.value,
                "score": round(pair.judgement.score, 4),
                "why": pair.judgement.why,
            }
            for pair in pairs
            if is_worth_asking(pair.judgement)
        ],
        "statements": [
            {"mentions": [place.as_json() for place in told]} for told in statements
        ],
        "conflicts": [
            conflict
            for pair in (*pairs, *unlinked_within(statements, same))
            for conflict in conflicts_of(pair)
        ],
        "origins": group_origins(reports, same),
    }


def describe(report: Report) -> dict[str, Any]:
    found = report.extracted
    return {
        "path": str(report.path),
        "language": found.language,
        # The offsets of the others count in the file itself.
        **({"text": report.text} if report.from_html else {}),
        "dropped": [asdict(each) for each in found.dropped],
        "claims": [describe_claim(report, each) for each in found.findings],
    }


def describe_claim(report: Report, found: Finding) -> dict[str, Any]:
    language = report.extracted.language
    leans_on = find_support(report.text, found.text, found.start, language)
    return {**asdict(found), "leans_on": leans_on}


def find_pairs(reports: Sequence[Report]) -> list[Pair]:
    """Places of different reports that are alike, the surest first."""
    found: dict[tuple[int, Finding, int, Finding], Pair] = {}
    rows = [encode(report) for report in reports]
    for (at, left), (beside, right) in combinations(enumerate(reports), 2):
        by_meaning = pairs_by_meaning(left, right, rows[at] @ rows[beside].T)
        for pair in (*pairs_by_words(left, right), *by_meaning):
            key = (at, pair.left.finding, beside, pair.right.finding)
            if key not in found or found[key].judgement.score < pair.judgement.score:
                found[key] = pair
    return sorted(found.values(), key=lambda pair: -pair.judgement.score)


def encode(report: Report) -> Vectors:
    """One row for each finding; without the encoder none is near any other."""
    texts = [without_source(each.text) for each in report.extracted.findings]
    if not texts or not can_tell_meaning():
        return np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    return encode_meaning(texts)


def pairs_by_words(left: Report, right: Report) -> Iterator[Pair]:
    for one in left.extracted.findings:
        for other in right.extracted.findings:
            score = similarity(one.text, other.text)
            if score >= SAME_CLAIM:
                why = f"Their words are {score:.0%} alike."
                sides = Place(left, one), Place(right, other)
                yield Pair(*sides, Judgement(Answer.SAME, score, why))


def pairs_by_meaning(left: Report, right: Report, near_to: Vectors) -> Iterator[Pair]:
    """``near_to`` holds the cosine of each finding with each of the other's."""
    ours, theirs = left.extracted.findings, right.extracted.findings
    language = right.extracted.language
    near = [
        (at, int(beside), 0, theirs[beside].text, language, float(cosines[beside]))
        for at, cosines in enumerate(near_to)
        for beside in np.argsort(-cosines)[:NEAREST]
        if cosines[beside] >= LEAST_NEARNESS
    ]
    texts = [each.text for each in ours]
    judged = judge_rows(
        texts,
        near,
        language=left.extracted.language,
        told_in={found: (0,) for _, found, *_ in near},
    )
    for one in ours:
        for each in judged.get(one.text, ()):
            sides = Place(left, one), Place(right, theirs[each.found_pk])
            yield Pair(*sides, each.judgement)


def group_places(reports: Sequence[Report], pairs: Sequence[Pair]) -> list[list[Place]]:
    """The places that would be mentions of one claim, were the reports stored one after
    the other; a place that states two claims stands in both."""
    found = {frozenset((key_of(pair.left), key_of(pair.right))): pair for pair in pairs}
    told: list[list[Place]] = []
    for report in reports:
        places = [Place(report, finding) for finding in report.extracted.findings]
        alike = [
            Likeness(
                at=at,
                found_pk=claim,
                claim_pk=claim,
                score=pair.judgement.score,
                same=pair.is_same,
                own=not number,
                why=pair.judgement.why,
                opposition=pair.judgement.opposition,
            )
            for at, place in enumerate(places)
            for claim, mentions in enumerate(told)
            for number, mention in enumerate(mentions)
            if (pair := found.get(frozenset((key_of(place), key_of(mention)))))
        ]
        chosen = choose_claims(weigh_claims(alike))
        for each in chosen:
            told[each.claim_pk].append(places[each.at])
        linked = {each.at for each in chosen}
        taken = {each.claim_pk: places[each.at].finding for each in chosen}
        told += [
            [place, *bring_places(place, told, taken, found)]
            for at, place in enumerate(places)
            if at not in linked
        ]
    return [mentions for mentions in told if len(mentions) > 1]


def bring_places(
    place: Place,
    told: Sequence[Sequence[Place]],
    taken: Mapping[int, Finding],
    found: Mapping[frozenset[tuple[Path, int]], Pair],
) -> list[Place]:
    """The likeliest of each other report that surely say what a new claim says, unless
    what took theirs in this report says it again."""
    by_report: dict[Path, tuple[float, Place]] = {}
    language = place.report.extracted.language
    for claim, mention in (
        (at, each) for at, every in enumerate(told) for each in every
    ):
        pair = found.get(frozenset((key_of(place), key_of(mention))))
        path = mention.report.path
        if not pair or not pair.is_same:
            continue
        if path in by_report and by_report[path][0] >= pair.judgement.score:
            continue
        taker = taken.get(claim)
        if taker and say_again(place.finding.text, taker.text, language):
            continue
        by_report[path] = pair.judgement.score, mention
    return [mention for _, mention in by_report.values()]


def say_again(one: str, other: str, language: str) -> bool:
    near = np.zeros(())
    if can_tell_meaning():
        rows = encode_meaning([without_source(one), without_source(other)])
        near = rows[0] @ rows[1]
    return say_one_thing(one, other, nearness=float(near), language=language)


def key_of(place: Place) -> tuple[Path, int]:
    return place.report.path, place.finding.start


def unlinked_within(
    statements: Iterable[Sequence[Place]], same: Iterable[Pair]
) -> Iterator[Pair]:
    """Places of two reports that others made one claim."""
    seen = {frozenset((key_of(pair.left), key_of(pair.right))) for pair in same}
    for one, other in chain.from_iterable(combinations(told, 2) for told in statements):
        sides = frozenset((key_of(one), key_of(other)))
        if one.report is not other.report and sides not in seen:
            seen.add(sides)
            yield Pair(one, other, Judgement(Answer.SAME, 0, ""))


def conflicts_of(pair: Pair) -> Iterator[dict[str, Any]]:
    """Of what may be one claim, only what is plain, and a denial of the same."""
    tellings = telling_of(pair.left), telling_of(pair.right)
    texts = tuple(each.text for each in tellings)
    conflicts = find_opposed(*tellings)
    if pair.is_same:
        marked = [each for each in find_conflicts(*tellings) if each not in conflicts]
        conflicts += marked
    elif pair.judgement.opposition and (denial := find_negation(*texts)):
        conflicts.append(Conflict("negation", *denial))
    for found in conflicts:
        sides = {
            side: {
                "path": str(place.report.path),
                "start": span[0] + place.finding.start,
                "end": span[1] + place.finding.start,
                "quote": place.finding.quote[slice(*span)],
                "value": value and value.text,
            }
            for side, place, span, value in (
                ("left", pair.left, found.left, found.left_value),
                ("right", pair.right, found.right, found.right_value),
            )
        }
        yield {"kind": found.kind, **sides}


def telling_of(place: Place) -> Telling:
    finding = place.finding
    return telling_at(finding.start, finding.quote, finding.values)
