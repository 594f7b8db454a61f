"""Times of day: which are read in a sentence, and which pairs of sentences they part.

The rounds "seen" and "held out" were written with their labels before there was a rule,
"written later" when there was; that one was mended for after its first sight."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.quality import Line, Task, read_rows
from claims.extraction.values import find_values
from claims.matching.conflicts import Telling, find_conflicts

SENTENCES = Path(__file__).parents[1] / "hours.jsonl"
PAIRS = Path(__file__).parents[1] / "hour_pairs.jsonl"

# Of "written later": precision and recall, of what is read and of what is marked.
FIRST_SIGHT = {"read": (0.789, 0.789), "marked": (0.857, 1.0)}


def times_in(row: dict[str, Any]) -> list[str]:
    return [
        " ".join(filter(None, (each.bound, each.amount, each.unit, each.role)))
        for each in find_values(row["text"], row["lang"])
        if each.kind == "time"
    ]


def is_marked(row: dict[str, Any]) -> bool:
    ours, theirs = (
        Telling(row[side], find_values(row[side], row[f"lang_{side}"]))
        for side in ("a", "b")
    )
    return any(each.kind == "time" for each in find_conflicts(ours, theirs))


def share(right: int, of: int) -> float:
    return right / of if of else 1.0


def score_reading(rows: Iterable[dict[str, Any]]) -> tuple[float, float]:
    pairs = [(set(row["times"]), set(times_in(row))) for row in rows]
    both = sum(len(told & found) for told, found in pairs)
    return (
        share(both, sum(len(found) for _, found in pairs)),
        share(both, sum(len(told) for told, _ in pairs)),
    )


def score_marks(rows: Iterable[dict[str, Any]]) -> tuple[float, float]:
    marks = [(row["differs"], is_marked(row)) for row in rows]
    both = marks.count((True, True))
    return (
        share(both, both + marks.count((False, True))),
        share(both, both + marks.count((True, False))),
    )


def score_hours(_: Path) -> list[Line]:
    lines: list[Line] = []
    for name, path, score in (
        ("read", SENTENCES, score_reading),
        ("marked", PAIRS, score_marks),
    ):
        rows = list(read_rows(path))
        figures = {
            each: score([row for row in rows if row["round"] == each])
            for each in ("seen", "held out", "written later")
        }
        figures["written later, first sight"] = FIRST_SIGHT[name]
        for each, (precision, recall) in figures.items():
            lines.append(
                Line(f"{name}, precision, {each}", precision, None, None, None)
            )
            lines.append(Line(f"{name}, recall, {each}", recall, None, None, None))
    return lines


TASKS = (Task("values-hours", (), score_hours),)
