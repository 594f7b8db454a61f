"""Values: whether two statements agree, contradict or are merely compatible."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.quality import Line, Task, find, read_rows
from claims.matching.judging import judge

PAIRS = Path(__file__).parents[1] / "number_pairs.jsonl"
# What each round of pairs gave when it was first read: accuracy, and precision and
# recall of "contradict". Up to round 16 the rules were mended after each; from 17 on
# they were not, and networks learned from all but the rounds held out.
FIRST_READ = {
    3: (0.700, 0.833, 0.577),
    4: (0.800, 0.952, 0.800),
    5: (0.617, 0.696, 0.615),
    6: (0.729, 0.731, 0.760),
    7: (0.817, 0.821, 0.852),
    8: (0.883, 0.929, 0.963),
    9: (0.783, 0.800, 0.857),
    10: (0.617, 0.636, 0.700),
    11: (0.867, 0.818, 0.900),
    12: (0.717, 0.789, 0.750),
    13: (0.700, 0.667, 0.700),
    14: (0.767, 0.750, 0.750),
    15: (0.717, 0.667, 0.500),
    16: (0.717, 0.652, 0.750),
    17: (0.483, 0.462, 0.286),
    18: (0.433, 0.308, 0.200),
    19: (0.333, 0.091, 0.050),
    20: (0.350, 0.250, 0.150),
    23: (0.707, 0.577, 0.600),
}
# Rounds that nothing was fitted on. Two rules were mended after 23 was first read.
HELD_OUT = frozenset((21, 22, 23))


def published(row: dict[str, Any]) -> date | None:
    day = row.get("published_on")
    return date.fromisoformat(day) if day else None


def judged(row: dict[str, Any]) -> str:
    return judge(
        row["a"],
        row["b"],
        left_language=row["lang_a"],
        right_language=row["lang_b"],
        published_on=published(row),
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
    rows = list(read_rows(PAIRS))
    known = judge_all(row for row in rows if row["round"] not in HELD_OUT)
    unseen = judge_all(row for row in rows if row["round"] in HELD_OUT)
    lines = [
        Line("accuracy, rounds held out", accuracy(unseen), 0.442, None, 0.95),
        Line("contradict, precision, held out", precision(unseen), 0.294, None, 0.97),
        Line("contradict, recall, held out", recall(unseen), None, None, None),
        Line("accuracy, learned from", accuracy(known), 0.72, None, None),
        Line("contradict, precision, learned from", precision(known), 0.79, None, None),
        Line("contradict, recall, learned from", recall(known), 0.73, None, None),
    ]
    for number, (right, sure, _) in FIRST_READ.items():
        name = f"round {number}, rules, first read"
        lines.append(Line(f"accuracy, {name}", right, None, None, None))
        lines.append(Line(f"precision, {name}", sure, None, None, None))
    return lines


TASKS = (
    Task("values", ("numbers/",), score_templates),
    Task("values-pairs", (), score_pairs),
)
