"""Fit claims/matching/same/pairs.json, the weights of the pair scorer, on our own
reports; published ones may measure it and never train it.

    python -m benchmarks.train_pairs

Each event counts as much as any other, however many pairs it has. The scores from which
a pair is linked or suggested are set on events that the weights were not fitted on."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.labelled_events import FOLDER, PARTLY, Event, read_events
from claims.encoders import encode_meaning
from claims.matching.same.doubts import Side, find_doubts
from claims.matching.same.pairs import (
    LEAST_NEARNESS,
    WEIGHTS,
    Pair,
    Signs,
    find_kin,
    find_leads,
    find_part,
    is_kin,
    limit_lead,
    score_needed,
    weigh_pair,
)
from claims.matching.sense.meaning import make_sense, without_source
from claims.matching.sense.similarity import take_apart

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

RIDGE = 1.0
ROUNDS = 20
# Linked alone: on events held out nearly all are right, so that nine of ten still are
# among many claims of many events.
PRECISION_OF_SAME = 0.97
# Suggested: one in five is right; the scores are likelihoods as they stand.
MAYBE = 0.2
# No score links a pair of which something makes one doubt.
NEVER = 2.0


@dataclass(frozen=True)
class Table:
    """Every labelled pair, a row each; PARTLY is left out. Pairs that are not even
    near are never looked at in the product, and score 0 here."""

    signs: Floats
    labels: Labels
    events: Labels
    german: NDArray[np.bool_]
    near: NDArray[np.bool_]
    needed: Floats
    published: NDArray[np.bool_]


@dataclass(frozen=True)
class Fitted:
    weights: Floats
    start: float

    def score(self, signs: Floats) -> Floats:
        return np.asarray(1 / (1 + np.exp(-(signs @ self.weights + self.start))))


def read_table(events: Sequence[Event]) -> Table:
    rows = [row for at, event in enumerate(events) for row in read_pairs(event, at)]
    signs, labels, numbers, german, near, needed = zip(*rows, strict=True)
    return Table(
        np.array([astuple(each) for each in signs]),
        np.array(labels),
        np.array(numbers),
        np.array(german),
        np.array(near),
        np.array(needed),
        np.array([events[number].published for number in numbers]),
    )


def read_pairs(
    event: Event, number: int
) -> list[tuple[Signs, int, int, bool, bool, float]]:
    texts = [text for report in event.reports for text in report.sentences]
    vectors = encode_meaning([without_source(text) for text in texts])
    nearness = np.asarray(vectors @ vectors.T, dtype=np.float64)
    senses = make_sense(texts)
    sides: list[list[Side]] = []
    begins: list[int] = []
    for report in event.reports:
        begins.append(sum(len(each) for each in sides))
        sides.append(
            [
                Side(text, take_apart(text), senses[begins[-1] + at], report.language)
                for at, text in enumerate(report.sentences)
            ]
        )
    leads = {
        (one, other): find_leads(
            {
                (at, beside): float(nearness[begins[one] + at, begins[other] + beside])
                for at in range(len(sides[one]))
                for beside in range(len(sides[other]))
            }
        )
        for one, other in combinations(range(len(sides)), 2)
    }
    pairs = {
        (one, at, other, beside): weigh_pair(
            sides[one][at],
            sides[other][beside],
            float(nearness[begins[one] + at, begins[other] + beside]),
        )
        for (one, at, other, beside), _ in event.pairs()
    }
    are_kin = {
        reports: find_kin(
            (
                (at, beside)
                for (one, at, other, beside), pair in pairs.items()
                if (one, other) == reports and is_near(pair) and is_kin(pair)
            ),
            dict.fromkeys(range(len(sides[reports[1]])), (0,)),
        )
        for reports in leads
    }
    rows = []
    for (one, at, other, beside), label in event.pairs():
        if label == PARTLY:
            continue
        pair = pairs[one, at, other, beside]
        kin = are_kin[one, other](at, beside)
        lead = leads[one, other][at, beside]
        signs = replace(pair.signs, lead=limit_lead(lead))
        rows.append(
            (
                signs,
                label,
                number,
                "de" in (pair.one.language, pair.other.language),
                is_near(pair),
                find_needed(pair, signs, kin=kin) if is_near(pair) else NEVER,
            )
        )
    return rows


def is_near(pair: Pair) -> bool:
    return pair.signs.nearness >= LEAST_NEARNESS


def find_needed(pair: Pair, signs: Signs, *, kin: bool) -> float:
    """The score from which a pair is linked."""
    if kin and find_part(pair.one, pair.other, pair.shares):
        return 0.0
    if find_doubts(pair.one, pair.other):
        return NEVER
    if kin:
        return score_needed(pair.one, pair.other, signs)
    alone = score_needed(pair.one, pair.other, pair.signs, kin=False)
    return 0.0 if pair.score >= alone else NEVER


def fit(signs: Floats, labels: Labels, events: Labels) -> Fitted:
    """As ``fit_weighed``; each event counts as much as any other."""
    names, counts = np.unique(events, return_counts=True)
    shares = dict(zip(names.tolist(), (len(events) / len(names) / counts), strict=True))
    return fit_weighed(
        signs, labels, np.array([shares[event] for event in events.tolist()])
    )


def fit_weighed(signs: Floats, labels: Labels, counted: Floats) -> Fitted:
    """Logistic regression by Newton's method on standardised signs; ``counted`` is how
    much each row counts."""
    middle, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    columns = np.column_stack([(signs - middle) / spread, np.ones(len(signs))])
    ridge = np.diag([RIDGE] * signs.shape[1] + [1e-6])
    weights = np.zeros(columns.shape[1])
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(-(columns @ weights)))
        slope = columns.T @ ((chances - labels) * counted) + ridge @ weights
        bend = (columns * (chances * (1 - chances) * counted)[:, None]).T @ columns
        weights -= np.linalg.solve(bend + ridge, slope)
    plain = weights[:-1] / spread
    return Fitted(plain, float(weights[-1] - plain @ middle))


def score_held_out(table: Table) -> Floats:
    """Each event with weights fitted on all others of our own."""
    scores = np.zeros(len(table.labels))
    for event in np.unique(table.events):
        held = table.events == event
        used = ~held & table.near & ~table.published
        fitted = fit(table.signs[used], table.labels[used], table.events[used])
        scores[held] = fitted.score(table.signs[held])
    return np.where(table.near, scores, 0.0)


def average_precision(labels: Labels, scores: Floats) -> float:
    ranked = labels[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float((precision * ranked).sum() / ranked.sum())


def recall_at(labels: Labels, scores: Floats, precision: float) -> tuple[float, float]:
    """The best recall that keeps ``precision``, and the score it needs; 0 and 1 where
    none does."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(labels[order])
    good = np.flatnonzero(right / np.arange(1, len(order) + 1) >= precision)
    if not len(good):
        return 0.0, 1.0
    last = int(good[-1])
    return float(right[last] / right[-1]), float(scores[order[last]])


def hash_labels() -> str:
    files = sorted(path for path in FOLDER.iterdir() if path.is_file())
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def fit_all(table: Table, *, labelled: str) -> dict[str, Any]:
    """What pairs.json holds."""
    near, free = table.near, table.needed < NEVER
    _, same = recall_at(
        table.labels[free], score_held_out(table)[free], PRECISION_OF_SAME
    )
    fitted = fit(table.signs[near], table.labels[near], table.events[near])
    weights = fitted.weights.round(2).tolist()
    return {
        "labels": labelled,
        "weights": dict(zip(Signs.__slots__, weights, strict=True)),
        "start": round(fitted.start, 2),
        "same": round(same, 2),
        "maybe": MAYBE,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the pair scorer.")
    parser.add_argument("--output", type=Path, default=WEIGHTS, metavar="FILE")
    wanted = parser.parse_args(arguments)
    stored = fit_all(read_table(read_events()), labelled=hash_labels())
    wanted.output.write_text(f"{json.dumps(stored, indent=2)}\n", encoding="utf-8")
    sys.stdout.write(f"{wanted.output}: {json.dumps(stored)}\n")


if __name__ == "__main__":
    main()
