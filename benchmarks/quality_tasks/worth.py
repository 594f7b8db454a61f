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
from claims.encoders import encoder_installed
from claims.extraction.worth import OFTEN_CHECKED_FROM
from claims.extraction.worth.worth_model import Judgement, Way, judge_sentences
from claims.fine_encoder import fine_encoder_installed

Labels = NDArray[np.int64]
Judged = tuple[list[Judgement], Labels]

RECALL = 0.95
NAMES = {
    Way.SECOND_LOOK: "looking twice",
    Way.MEANING: "by meaning",
    Way.LETTERS: "by letters",
}


def judge_files(paths: Sequence[Path], positive: str, way: Way) -> Judged:
    """Every row of the files, judged, and whether its label is the positive one."""
    rows = [row for path in paths for row in read_rows(path)]
    labels = np.array([str(row["label"]) == positive for row in rows], dtype=np.int64)
    return judge_sentences([row["text"] for row in rows], way), labels


def ways() -> list[Way]:
    """Those there are encoders for, the best first: the targets are for that."""
    installed = {
        Way.SECOND_LOOK: encoder_installed() and fine_encoder_installed(),
        Way.MEANING: encoder_installed(),
        Way.LETTERS: True,
    }
    return [way for way, there in installed.items() if there]


def held_out(data: Path) -> list[Path]:
    """Whatever split there is, but the one the model was trained on."""
    found = find(data, "claimbuster_")
    return [path for path in found if not path.name.startswith("claimbuster_train")]


def score_debates(data: Path) -> list[Line]:
    if not held_out(data):
        return []
    return [line for way in ways() for line in debate_lines(held_out(data), way)]


def debate_lines(paths: Sequence[Path], way: Way) -> Iterator[Line]:
    judgements, labels = judge_files(paths, "CFS", way)
    important = np.array([each.important for each in judgements])
    worth = np.array([each.worth for each in judgements])
    at_cut = float(f1_score(labels, important >= OFTEN_CHECKED_FROM))
    precision, recall, _ = precision_recall_curve(labels, important)
    best = float(np.max(2 * precision * recall / np.maximum(precision + recall, 1e-9)))
    at_recall = float(precision[recall >= RECALL].max())
    error = float(np.mean((important - labels) ** 2))
    name = NAMES[way]
    aims = (0.93, 0.85) if way == ways()[0] else (None, None)
    yield Line(f"{name}: F1 of CFS, as shown", at_cut, 0.88, None, aims[0])
    yield Line(f"{name}: F1 of CFS at the best cut", best, None, None, None)
    yield Line(f"{name}: precision at recall .95", at_recall, 0.78, None, aims[1])
    yield Line(f"{name}: AP, important", average(labels, important), None, None, None)
    yield Line(f"{name}: AP, worth", average(labels, worth), None, None, None)
    yield Line(f"{name}: Brier score (0 is best)", error, None, None, None)


def average(labels: Labels, scores: NDArray[np.float64]) -> float:
    return float(average_precision_score(labels, scores))


def score_speeches(data: Path) -> list[Line]:
    lines = []
    for way in ways():
        judgements, labels = judge_files(find(data, "policlaim_"), "1", way)
        worth = np.array([each.worth for each in judgements])
        aim = 0.93 if way == ways()[0] else None
        name = f"{NAMES[way]}: AP, worth"
        lines.append(Line(name, average(labels, worth), 0.88, None, aim))
    return lines


def score_opinion(language: str, target: float | None) -> Task:
    def score(data: Path) -> list[Line]:
        return list(opinion_lines(find(data, f"ct25_{language}_"), target))

    return Task(f"fact-or-opinion-{language}", (f"ct25_{language}_",), score)


def opinion_lines(paths: Sequence[Path], target: float | None) -> Iterator[Line]:
    for way in ways():
        judged = {path.name: judge_files([path], "OBJ", way) for path in paths}
        for file, each in judged.items():
            name = f"{NAMES[way]}: AUC of OBJ, {file.split('.')[0]}"
            yield Line(name, area([each]), None, None, None)
        aim = target if way == ways()[0] else None
        name = f"{NAMES[way]}: AUC of OBJ, all"
        yield Line(name, area(list(judged.values())), 0.5, None, aim)


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
