"""Which places of some files are one voice, with the spans that show it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, Self

from claims.matching.origins import Sign, Voice, shared_origin
from claims.matching.origins.copies import Kind, Shared, find_shared
from claims.matching.origins.passages import Span, put_in_words
from claims.preview.reports import Pair, Place, Report

Paths = tuple[Path, Path]
Trace = tuple[Paths, tuple[Span, Span] | None]


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
