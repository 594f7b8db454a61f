"""Values: whether two statements agree, contradict or are merely compatible."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.quality import Line, Task, find, read_rows
from claims.matching.conflicts import judge

PAIRS = Path(__file__).parents[1] / "number_pairs.jsonl"
WRITTEN = ("before", "after")


def judged(row: dict[str, Any]) -> str:
    day = row.get("published_on")
    return judge(
        row["a"],
        row["b"],
        left_language=row["lang_a"],
        right_language=row["lang_b"],
        published_on=date.fromisoformat(day) if day else None,
    )


def accuracy(pairs: list[tuple[str, str]]) -> float:
    return sum(label == found for label, found in pairs) / len(pairs)


def precision(pairs: list[tuple[str, str]]) -> float:
    labels = [label for label, found in pairs if found == "contradict"]
    return labels.count("contradict") / len(labels) if labels else 1.0


def recall(pairs: list[tuple[str, str]]) -> float:
    answers = [found for label, found in pairs if label == "contradict"]
    return answers.count("contradict") / len(answers) if answers else 1.0


def judge_all(rows: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["label"], judged(row)) for row in rows]


def score_templates(data: Path) -> list[Line]:
    rows = [row for path in find(data, "numbers/") for row in read_rows(path)]
    return [Line("accuracy", accuracy(judge_all(rows)), 0.69, None, 1.0)]


def score_pairs(data: Path) -> list[Line]:
    """The pairs stand in the repository; ``data`` is not needed."""
    pairs = {
        written: judge_all(row for row in read_rows(PAIRS) if row["written"] == written)
        for written in WRITTEN
    }
    return list(lines_of(pairs))


def lines_of(pairs: dict[str, list[tuple[str, str]]]) -> Iterator[Line]:
    every = [pair for each in pairs.values() for pair in each]
    yield Line("accuracy", accuracy(every), 0.72, None, 0.95)
    yield Line("contradict, precision", precision(every), 0.79, None, 0.97)
    yield Line("contradict, recall", recall(every), 0.73, None, None)
    for written, each in pairs.items():
        if each:
            yield Line(f"accuracy, written {written}", accuracy(each), None, None, None)


TASKS = (
    Task("values", ("numbers/",), score_templates),
    Task("values-pairs", (), score_pairs),
)
