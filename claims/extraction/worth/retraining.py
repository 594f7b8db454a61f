"""The model of check-worthiness, fitted again to what a newsroom kept and dismissed.

Only how the parts of the shipped model are weighed against each other is learned, and
pulled towards the shipped weights: a few hundred decisions are enough for that."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.encoders import encoder_installed
from claims.extraction.worth.signs import read_signs
from claims.extraction.worth.worth_model import (
    CHANCES,
    COLUMNS,
    Arrays,
    Way,
    load_arrays,
    read_letters,
    read_meaning,
)

Numbers = NDArray[np.float64]

# Fewer decisions say more about whose day it was than about the sentences.
FEWEST = 200
FEWEST_OF_EACH = 30
FOLDS = 5
STEPS = 50
SMALL = 1e-7
# As if this many decisions had already spoken for the shipped weights.
PRIOR = 50.0
WORTH = CHANCES.index("worth")


class TooFewDecisions(ValueError):
    """There is too little to learn from."""

    def __init__(self, kept: int, dismissed: int) -> None:
        super().__init__(
            f"{kept} kept and {dismissed} dismissed are too few to learn from: "
            f"it takes {FEWEST} decisions, {FEWEST_OF_EACH} of each."
        )


@dataclass(frozen=True, slots=True)
class Fit:
    """How one way of judging did on decisions it had not seen, before and after:
    average precision, and the mean log loss, where less is better."""

    way: Way
    precision_before: float
    precision_after: float
    loss_before: float
    loss_after: float

    @property
    def better(self) -> bool:
        return self.loss_after < self.loss_before


@dataclass(frozen=True, slots=True)
class Retrained:
    """The arrays of the new model, ways that did not get better unchanged."""

    arrays: Arrays
    fits: Sequence[Fit]


def retrain(sentences: Sequence[str], kept: Sequence[bool]) -> Retrained:
    """Fit to ``sentences`` and whether people kept each as a claim to check.

    Raises ``TooFewDecisions``. The second look keeps its own last part and follows
    what was learned by meaning."""
    labels = np.array(kept, dtype=np.float64)
    if len(labels) < FEWEST or min(labels.sum(), (1 - labels).sum()) < FEWEST_OF_EACH:
        raise TooFewDecisions(int(labels.sum()), int((1 - labels).sum()))
    arrays, fits = dict(load_arrays()), []
    for way, columns in read_columns(sentences).items():
        shipped = weights_of(arrays, way)
        held_out = fit_held_out(columns, labels, shipped)
        before = columns @ shipped
        fit = Fit(
            way,
            average_precision(before, labels),
            average_precision(held_out, labels),
            log_loss(before, labels),
            log_loss(held_out, labels),
        )
        fits.append(fit)
        if fit.better:
            learned = fit_weights(columns, labels, shipped)
            move_weights(arrays, way, learned - shipped)
            if way == Way.MEANING:
                move_weights(arrays, Way.SECOND_LOOK, learned - shipped)
    return Retrained(arrays, fits)


def write_model(path: Path, arrays: Arrays) -> None:
    """Write a file that ``worth_model.use_model`` reads; never over another."""
    with path.open("xb") as file:
        np.savez_compressed(
            file,
            allow_pickle=False,
            **{name: each.astype(np.float16) for name, each in arrays.items()},
        )


def read_columns(sentences: Sequence[str]) -> dict[Way, Numbers]:
    """What the parts say of each sentence and a last column of ones, by way."""
    arrays = load_arrays()
    signs = read_signs(sentences)
    letters = read_letters(sentences, signs, arrays)
    columns = {Way.LETTERS: letters}
    if encoder_installed():
        meaning = read_meaning(sentences, signs, arrays)
        columns[Way.MEANING] = np.hstack([letters, meaning])
    ones = np.ones((len(sentences), 1))
    return {way: np.hstack([each, ones]) for way, each in columns.items()}


def weights_of(arrays: Arrays, way: Way) -> Numbers:
    """The weights that make ``worth``, the bias last."""
    weights, bias = arrays[f"{way}_weights"], arrays[f"{way}_bias"]
    return np.append(weights[:, WORTH], bias[WORTH]).astype(np.float64)


def move_weights(arrays: dict[str, NDArray[np.float32]], way: Way, by: Numbers) -> None:
    """Add ``by`` to the weights of the first parts of a way, its last to the bias."""
    assert len(by) - 1 <= len(COLUMNS[way])
    weights, bias = arrays[f"{way}_weights"].copy(), arrays[f"{way}_bias"].copy()
    weights[: len(by) - 1, WORTH] += by[:-1].astype(np.float32)
    bias[WORTH] += np.float32(by[-1])
    arrays[f"{way}_weights"], arrays[f"{way}_bias"] = weights, bias


def fit_held_out(columns: Numbers, labels: Numbers, shipped: Numbers) -> Numbers:
    """What each fold's sentences get from weights fitted to the others."""
    folds = np.random.default_rng(0).permutation(len(labels)) % FOLDS
    logits = np.zeros(len(labels))
    for fold in range(FOLDS):
        out = folds == fold
        logits[out] = columns[out] @ fit_weights(columns[~out], labels[~out], shipped)
    return logits


def fit_weights(columns: Numbers, labels: Numbers, shipped: Numbers) -> Numbers:
    """Logistic regression by Newton's method, drawn towards ``shipped``: each part is
    held in proportion to how much it varies."""
    held = np.diag(np.maximum(columns.var(axis=0), 0.05)) * PRIOR / 4
    weights = shipped.copy()

    def cost(tried: Numbers) -> float:
        away = tried - shipped
        loss = len(labels) * log_loss(columns @ tried, labels)
        return loss + float(away @ held @ away) / 2

    for _ in range(STEPS):
        chances = chance(columns @ weights)
        slope = columns.T @ (chances - labels) + held @ (weights - shipped)
        bend = (columns.T * (chances * (1 - chances))) @ columns + held
        step = np.linalg.solve(bend, slope)
        # From weights that are far off, a whole step overshoots.
        while cost(weights - step) > cost(weights) and np.abs(step).max() > SMALL:
            step = step / 2
        if float(np.abs(step).max()) <= SMALL:
            break
        weights = weights - step
    return weights


def chance(logits: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def log_loss(logits: Numbers, labels: Numbers) -> float:
    chances = np.clip(chance(logits), 1e-6, 1 - 1e-6)
    return float(-np.mean(np.log(np.where(labels == 1, chances, 1 - chances))))


def average_precision(logits: Numbers, labels: Numbers) -> float:
    ranked = labels[np.argsort(-logits, kind="stable")]
    precisions = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precisions[ranked == 1].mean())
