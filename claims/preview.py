"""The whole judgement over some files, with nothing stored: for a newsroom that tries
the program, and for whoever measures it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import chain, combinations
from pathlib import Path
from typing import Any, Final, Self

import numpy as np

from claims.encoders import DIMENSIONS, can_tell_meaning, encode_meaning
from claims.extracting import read
from claims.extraction import Extracted, Finding
from claims.ingest.entrance import (
    decode,
    read_bytes,
    refuse_characters,
    refuse_wordless,
)
from claims.ingest.pages import looks_like_html, read_page
from claims.linking.comparing import say_one_thing
from claims.linking.meanings import judge_rows
from claims.linking.opposing import is_opposite
from claims.matching.conflicts import Conflict, Telling, find_conflicts, telling_at
from claims.matching.conflicts.negation import find_negation
from claims.matching.conflicts.oppositions import find_opposed
from claims.matching.origins import Sign, Voice, shared_origin
from claims.matching.origins.copies import Kind, Shared, find_shared
from claims.matching.origins.passages import Span, put_in_words
from claims.matching.same.grouping import Likeness, choose_claims, weigh_claims
from claims.matching.same.pairs import LEAST_NEARNESS, Answer, Judgement
from claims.matching.same.unlinked import is_worth_asking
from claims.matching.sense.meaning import Vectors, without_source
from claims.matching.sense.similarity import SAME_CLAIM, similarity

NEAREST: Final = 10

Paths = tuple[Path, Path]
Trace = tuple[Paths, tuple[Span, Span] | None]


@dataclass(frozen=True)
class Report:
    """One file, read and judged. ``text`` is what its offsets count in: the file as
    decoded, or the article where the file is HTML."""

    path: Path
    text: str
    extracted: Extracted
    from_html: bool = False


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


@dataclass(eq=False)
class Group:
    """What is one voice: places, why, and the spans that show it."""

    places: list[Place] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    spans: list[dict[str, Any]] = field(default_factory=list)
    traces: set[Trace] = field(default_factory=set)

    def show(self, paths: Paths, shared: Shared) -> None:
        self.reasons.append(shared.reason)
        self.traces.add(trace_of(paths, shared))
        for path, (start, end) in zip(paths, (shared.left, shared.right), strict=True):
            span = {"path": str(path), "start": start, "end": end}
            if span not in self.spans:
                self.spans.append(span)

    def meets(self, other: Self) -> bool:
        return bool(self.traces & other.traces) or any(
            place in self.places for place in other.places
        )

    def take(self, other: Self) -> None:
        self.places += [each for each in other.places if each not in self.places]
        self.spans += [each for each in other.spans if each not in self.spans]
        self.reasons += other.reasons
        self.traces |= other.traces

    def as_json(self) -> dict[str, Any]:
        return {
            "mentions": [place.as_json() for place in self.places],
            "reasons": list(dict.fromkeys(self.reasons)),
            "spans": self.spans,
        }


def trace_of(paths: Paths, shared: Shared) -> Trace:
    """All that two copies share is one trace, and else each passage."""
    if shared.kind in (Kind.COPY, Kind.PART):
        return paths, None
    return paths, (shared.left, shared.right)


def read_report(path: Path, *, published_on: date | None = None) -> Report:
    """Raises ``SourceRefused``."""
    text = decode(read_bytes(path))
    refuse_characters(text)
    from_html = looks_like_html(text, path.name)
    if from_html:
        page = read_page(text)
        text, published_on = page.text, published_on or page.published_on
    refuse_wordless(text)
    return Report(path, text, read(text, published_on=published_on), from_html)


def preview(reports: Sequence[Report]) -> dict[str, Any]:
    """Everything there is to say of the reports, ready for JSON."""
    pairs = find_pairs(reports)
    same = [pair for pair in pairs if pair.answer == Answer.SAME]
    statements = group_places(reports, pairs)
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
            if is_worth_asking(Judgement(pair.answer, pair.score, pair.why))
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
            judgement = each.judgement
            yield Pair(*sides, judgement.answer, judgement.score, judgement.why)


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
                score=pair.score,
                same=pair.answer == Answer.SAME,
                own=not number,
                why=pair.why,
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
        if not pair or pair.answer != Answer.SAME:
            continue
        if path in by_report and by_report[path][0] >= pair.score:
            continue
        taker = taken.get(claim)
        if taker and say_again(place.finding.text, taker.text, language):
            continue
        by_report[path] = pair.score, mention
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
            yield Pair(one, other, Answer.SAME, 0, "")


def conflicts_of(pair: Pair) -> Iterator[dict[str, Any]]:
    """Of what may be one claim, only what is plain, and a denial of the same."""
    tellings = telling_of(pair.left), telling_of(pair.right)
    texts = tuple(each.text for each in tellings)
    conflicts = find_opposed(*tellings)
    if pair.answer == Answer.SAME:
        marked = [each for each in find_conflicts(*tellings) if each not in conflicts]
        conflicts += marked
    elif is_opposite(pair.why) and (denial := find_negation(*texts)):
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


def group_origins(
    reports: Sequence[Report], pairs: Sequence[Pair]
) -> list[dict[str, Any]]:
    """Places that are one voice, with the signs that joined them and the spans that
    show it. What two texts share is a group though no claim stands in it."""
    texts = [put_in_words(report.text) for report in reports]
    shared = {
        (left.path, right.path): find_shared(
            texts[at],
            texts[beside],
            left_name=left.path.name,
            right_name=right.path.name,
        )
        for (at, left), (beside, right) in combinations(enumerate(reports), 2)
    }
    groups: dict[Trace, Group] = {}
    for paths, found in shared.items():
        for each in found:
            if each.kind != Kind.NONE:
                group = groups.setdefault(trace_of(paths, each), Group())
                group.show(paths, each)
    joined = list(groups.values())
    for pair in pairs:
        paths = (pair.left.report.path, pair.right.report.path)
        sign = shared_origin(voice_of(pair.left), voice_of(pair.right), shared[paths])
        if sign:
            add_pair(joined, pair, paths, sign)
    return [group.as_json() for group in joined]


def add_pair(groups: list[Group], pair: Pair, paths: Paths, sign: Sign) -> None:
    """Both places to the groups that hold one of them or show the same, which thereby
    become one."""
    joined = Group([pair.left, pair.right], [sign.reason])
    if sign.shared:
        joined.show(paths, sign.shared)
    for group in [each for each in groups if each.meets(joined)]:
        joined.take(group)
        groups.remove(group)
    groups.append(joined)


def voice_of(place: Place) -> Voice:
    """Who publishes the files is not known, so only what they print can tell."""
    finding = place.finding
    said_by = finding.speaker_name
    return Voice("", "", finding.quote, said_by, finding.start, finding.end)
