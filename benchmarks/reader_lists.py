"""What a careful reader found in some reports, and what the program said of them,
both as spans of the same reports."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one report of the list, by the letter it has there."""

    report: str
    start: int
    end: int

    def touches(self, other: "Span") -> bool:
        return self.report == other.report and self.shared(other) > 0

    def meets(self, other: "Span") -> bool:
        """Whether half of the shorter lies in the longer."""
        shorter = min(self.end - self.start, other.end - other.start)
        return self.touches(other) and 2 * self.shared(other) >= shorter

    def shared(self, other: "Span") -> int:
        return min(self.end, other.end) - max(self.start, other.start)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing the reader would check. ``says`` names the statements it makes."""

    name: str
    span: Span
    label: str
    core: bool
    rank: int | None
    speaker: str
    relay: str
    says: frozenset[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two spans that differ. ``weight``: "must" or "may" be marked, or "never"."""

    weight: str
    label: str
    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Origin:
    label: str
    claims: frozenset[str]
    shared: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One list. ``hashes`` gives the letter of a report by its content, ``zones`` the
    kind of each part that is not the article's body. In a ``complete`` one, whatever it
    does not name is no claim."""

    event: str
    hashes: dict[str, str]
    languages: dict[str, str]
    zones: tuple[tuple[Span, str], ...]
    claims: tuple[Claim, ...]
    voices: dict[str, tuple[str, ...]]
    may_be_same: frozenset[frozenset[str]]
    related_only: frozenset[frozenset[str]]
    differences: tuple[Difference, ...]
    origins: tuple[Origin, ...]
    complete: bool = True

    def met_by(self, span: Span) -> list[Claim]:
        return [each for each in self.claims if each.span.meets(span)]


@dataclass(frozen=True, slots=True)
class Found:
    """One claim the program extracted."""

    span: Span
    worth: float
    speaker: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two places that the program calls the same, or maybe the same, and why."""

    left: Span
    right: Span
    same: bool
    told: str

    def joins(self, one: Span, other: Span) -> bool:
        return (self.left.meets(one) and self.right.meets(other)) or (
            self.left.meets(other) and self.right.meets(one)
        )


@dataclass(frozen=True, slots=True)
class Run:
    """What the program said of the reports, its paths put into the list's letters.
    ``statements`` are places that are one claim; ``origins`` groups of places, perhaps
    none, with the words that they share."""

    found: tuple[Found, ...]
    links: tuple[Link, ...]
    statements: tuple[frozenset[Span], ...]
    marks: tuple[tuple[Span, Span], ...]
    origins: tuple[tuple[tuple[Span, ...], tuple[Span, ...]], ...]


def read_list(path: Path) -> Reading:
    told = json.loads(path.read_text(encoding="utf-8"))
    reports = told["reports"]
    return Reading(
        told["event"],
        {each["sha256"]: each["report"] for each in reports},
        {each["report"]: each["language"] for each in reports},
        tuple(
            (Span(each["report"], zone["start"], zone["end"]), zone["kind"])
            for each in reports
            for zone in each["zones"]
            if zone["kind"] != "body"
        ),
        tuple(
            read_claim(each["report"], row)
            for each in reports
            for row in each["claims"]
        ),
        {name: tuple(words) for name, words in told["voices"].items()},
        frozenset(frozenset(pair) for pair in told["may_be_same"]),
        frozenset(frozenset(pair) for pair in told["related_only"]),
        tuple(
            Difference(
                row.get("weight", "never"),
                row["label"],
                Span(**row["left"]),
                Span(**row["right"]),
            )
            for row in (*told["contradictions"], *told["near_misses"])
        ),
        tuple(
            Origin(
                row["label"],
                frozenset(row["claims"]),
                tuple(Span(**span) for span in row["shared"]),
            )
            for row in told["origins"]
        ),
    )


def read_claim(report: str, row: dict[str, Any]) -> Claim:
    return Claim(
        row["id"],
        Span(report, row["start"], row["end"]),
        row["label"],
        row["core"],
        row.get("rank"),
        row.get("speaker", ""),
        row.get("relay", ""),
        frozenset(row.get("says", ())),
    )


def read_run(told: dict[str, Any], letters: dict[str, str]) -> Run:
    """``told`` is what the dry run prints; ``letters`` are the reports' by path."""

    def place(side: dict[str, Any]) -> Span:
        return Span(letters[side["path"]], side["start"], side["end"])

    return Run(
        tuple(
            Found(
                Span(letters[file["path"]], each["start"], each["end"]),
                each["worth"],
                (each["speaker"] or {}).get("name", ""),
            )
            for file in told["files"]
            for each in file["claims"]
        ),
        tuple(
            Link(
                place(row["left"]),
                place(row["right"]),
                row["answer"] == "same",
                f"{row['answer']} {row['score']:.2f}: {row['why']}",
            )
            for row in told["links"]
        ),
        tuple(
            frozenset(place(each) for each in group["mentions"])
            for group in told["statements"]
        ),
        tuple((place(row["left"]), place(row["right"])) for row in told["conflicts"]),
        tuple(
            (
                tuple(place(each) for each in group["mentions"]),
                tuple(place(each) for each in group.get("spans", ())),
            )
            for group in told["origins"]
        ),
    )
