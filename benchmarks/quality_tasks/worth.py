"""Check-worthiness where the model was trained and where not, and fact or opinion."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import (
    average_precision_score,
    f1_score,
    precision_recall_curve,
    roc_auc_score,
)

from benchmarks.quality import Line, Task, find, read_rows
from claims.extraction.worth_model import Judgement, judge_sentences, load_arrays

Labels = NDArray[np.int64]
Judged = tuple[list[Judgement], Labels]

RECALL = 0.95


def judge_files(paths: Sequence[Path], positive: str) -> Judged:
    """Every row of the files, judged, and whether its label is the positive one."""
    rows = [row for path in paths for row in read_rows(path)]
    labels = np.array([str(row["label"]) == positive for row in rows], dtype=np.int64)
    return judge_sentences([row["text"] for row in rows]), labels


def held_out(data: Path) -> list[Path]:
    """Whatever split there is, but the one the model was trained on."""
    found = find(data, "claimbuster_")
    return [path for path in found if not path.name.startswith("claimbuster_train")]


def score_debates(data: Path) -> list[Line]:
    if not held_out(data):
        return []
    judgements, labels = judge_files(held_out(data), "CFS")
    important = np.array([each.important for each in judgements])
    worth = np.array([each.worth for each in judgements])
    cut = float(load_arrays()["important_cut"][0])
    at_cut = float(f1_score(labels, important >= cut))
    precision, recall, _ = precision_recall_curve(labels, important)
    best = float(np.max(2 * precision * recall / np.maximum(precision + recall, 1e-9)))
    at_recall = float(precision[recall >= RECALL].max())
    error = float(np.mean((important - labels) ** 2))
    return [
        Line(f"F1 of CFS at {cut:.2f}", at_cut, 0.88, None, 0.93),
        Line("F1 of CFS at the best cut", best, None, None, None),
        Line("precision at recall .95", at_recall, 0.78, None, 0.85),
        Line("AP, important", average(labels, important), None, None, None),
        Line("AP, worth", average(labels, worth), None, None, None),
        Line("Brier score (0 is best)", error, None, None, None),
    ]


def average(labels: Labels, scores: NDArray[np.float64]) -> float:
    return float(average_precision_score(labels, scores))


def score_speeches(data: Path) -> list[Line]:
    judgements, labels = judge_files(find(data, "policlaim_"), "1")
    worth = np.array([each.worth for each in judgements])
    return [Line("AP, worth", average(labels, worth), 0.88, None, 0.93)]


def score_opinion(language: str, target: float | None) -> Task:
    def score(data: Path) -> list[Line]:
        return list(opinion_lines(find(data, f"ct25_{language}_"), target))

    return Task(f"fact-or-opinion-{language}", (f"ct25_{language}_",), score)


def opinion_lines(paths: Sequence[Path], target: float | None) -> Iterator[Line]:
    judged = {path.name: judge_files([path], "OBJ") for path in paths}
    for name, each in judged.items():
        yield Line(f"AUC of OBJ, {name.split('.')[0]}", area([each]), None, None, None)
    yield Line("AUC of OBJ, all", area(list(judged.values())), 0.5, None, target)


def area(judged: Sequence[Judged]) -> float:
    labels = np.concatenate([each for _, each in judged])
    factual = [each.factual for judgements, _ in judged for each in judgements]
    return float(roc_auc_score(labels, factual))


TASKS = (
    Task("check-worthy-debates", ("claimbuster_",), score_debates),
    Task("check-worthy-speeches", ("policlaim_",), score_speeches),
    score_opinion("de", 0.78),
    score_opinion("en", 0.72),
    score_opinion("it", None),
)
