"""The whole judgement over some files, with nothing stored: for a newsroom that tries
the program, and for whoever measures it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np

from claims.encoders import DIMENSIONS, encode_meaning
from claims.extraction import Extracted, Finding, extract
from claims.ingest import decode, read_bytes, refuse_characters, refuse_wordless
from claims.linking import paragraph_around
from claims.matching.conflicts import Telling, find_conflicts
from claims.matching.meaning import Vectors, without_source
from claims.matching.origins import Voice, shared_origin
from claims.matching.pairs import LEAST_NEARNESS, Answer
from claims.matching.similarity import SAME_CLAIM, similarity
from claims.meanings import can_tell_meaning, judge_rows
from claims.pages import looks_like_html, read_page

NEAREST: Final = 10


@dataclass(frozen=True)
class Report:
    """One file, read and judged. ``text`` is what its offsets count in: the file as
    decoded, or the article where the file is HTML."""

    path: Path
    text: str
    extracted: Extracted


@dataclass(frozen=True)
class Place:
    """One finding in one of the reports."""

    report: Report
    finding: Finding

    def as_json(self) -> dict[str, Any]:
        finding = self.finding
        spans = {"start": finding.start, "end": finding.end, "quote": finding.quote}
        return {"path": str(self.report.path), **spans}


@dataclass(frozen=True)
class Pair:
    """Two places that say the same, or may."""

    left: Place
    right: Place
    answer: Answer
    score: float
    why: str


def read_report(path: Path, *, published_on: date | None = None) -> Report:
    """Raises ``SourceRefused``."""
    text = decode(read_bytes(path))
    refuse_characters(text)
    if looks_like_html(text, path.name):
        page = read_page(text)
        text, published_on = page.text, published_on or page.published_on
    refuse_wordless(text)
    return Report(path, text, extract(text, published_on=published_on))


def preview(reports: Sequence[Report]) -> dict[str, Any]:
    """Everything there is to say of the reports, ready for JSON."""
    pairs = find_pairs(reports)
    same = [pair for pair in pairs if pair.answer == Answer.SAME]
    return {
        "files": [describe(report) for report in reports],
        "links": [
            {
                "left": pair.left.as_json(),
                "right": pair.right.as_json(),
                "answer": pair.answer.value,
                "score": round(pair.score, 4),
                "why": pair.why,
            }
            for pair in pairs
        ],
        "conflicts": [conflict for pair in same for conflict in conflicts_of(pair)],
        "origins": group_origins(same),
    }


def describe(report: Report) -> dict[str, Any]:
    found = report.extracted
    return {
        "path": str(report.path),
        "language": found.language,
        "dropped": [asdict(each) for each in found.dropped],
        "claims": [asdict(each) for each in found.findings],
    }


def find_pairs(reports: Sequence[Report]) -> list[Pair]:
    """Places of different reports that are alike, the surest first."""
    found: dict[tuple[int, Finding, int, Finding], Pair] = {}
    rows = [encode(report) for report in reports]
    for (at, left), (beside, right) in combinations(enumerate(reports), 2):
        by_meaning = pairs_by_meaning(left, right, rows[at] @ rows[beside].T)
        for pair in (*pairs_by_words(left, right), *by_meaning):
            key = (at, pair.left.finding, beside, pair.right.finding)
            if key not in found or found[key].score < pair.score:
                found[key] = pair
    return sorted(found.values(), key=lambda pair: -pair.score)


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
                yield Pair(*sides, Answer.SAME, score, why)


def pairs_by_meaning(left: Report, right: Report, near_to: Vectors) -> Iterator[Pair]:
    """``near_to`` holds the cosine of each finding with each of the other's."""
    ours, theirs = left.extracted.findings, right.extracted.findings
    language = right.extracted.language
    near = [
        (at, int(beside), theirs[beside].text, language, float(cosines[beside]))
        for at, cosines in enumerate(near_to)
        for beside in np.argsort(-cosines)[:NEAREST]
        if cosines[beside] >= LEAST_NEARNESS
    ]
    texts = [each.text for each in ours]
    judged = judge_rows(texts, near, language=left.extracted.language)
    for one in ours:
        for each in judged.get(one.text, ()):
            sides = Place(left, one), Place(right, theirs[each.found_pk])
            judgement = each.judgement
            yield Pair(*sides, judgement.answer, judgement.score, judgement.why)


def conflicts_of(pair: Pair) -> Iterator[dict[str, Any]]:
    for found in find_conflicts(telling_of(pair.left), telling_of(pair.right)):
        sides = {
            side: {
                "path": str(place.report.path),
                "start": span[0] + place.finding.start,
                "end": span[1] + place.finding.start,
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
    values = (
        replace(each, start=each.start - finding.start, end=each.end - finding.start)
        for each in finding.values
    )
    return Telling(finding.quote, tuple(values))


def group_origins(pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """Places that are one voice, with the sign that joined each to its group."""
    groups: list[tuple[list[Place], list[str]]] = []
    for pair in pairs:
        reason = shared_origin(voice_of(pair.left), voice_of(pair.right))
        if not reason:
            continue
        sides = [pair.left, pair.right]
        touched = [group for group in groups if any(side in group[0] for side in sides)]
        places = [place for group in touched for place in group[0]]
        reasons = [each for group in touched for each in group[1]]
        groups = [group for group in groups if group not in touched]
        groups.append(
            (
                [*places, *(side for side in sides if side not in places)],
                [*reasons, reason],
            )
        )
    return [
        {
            "mentions": [place.as_json() for place in places],
            "reasons": list(dict.fromkeys(reasons)),
        }
        for places, reasons in groups
    ]


def voice_of(place: Place) -> Voice:
    """Who publishes the files is not known, so only what they print can tell."""
    report, finding = place.report, place.finding
    paragraph = paragraph_around(report.text, finding.start, finding.end)
    speaker = finding.speaker.name if finding.speaker else ""
    return Voice("", "", finding.quote, paragraph, speaker)
