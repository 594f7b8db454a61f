"""Fit the networks that judge two statements, and write the file the product ships.

    python -m benchmarks.train_judging [--templates FILE] [--check]

docs/models/judging.md is the card. ``--check`` tells instead how well each round is
judged by networks that learned from all others."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
from numpy.typing import NDArray

from benchmarks.minimal_pairs import make_pairs
from benchmarks.quality import read_rows
from benchmarks.quality_tasks.values import HELD_OUT, PAIRS, published
from claims.matching.judging import judge_by_rules, read_statement
from claims.matching.judging.judging_model import ANSWERS, MODEL_FILE, run
from claims.matching.judging.judging_signs import read_signs

Floats = NDArray[np.float64]

# From this round on it is known what the rules said before they were mended for it.
FIRST_HONEST = 10
# Rounds from here on are long sentences as newspapers write them.
FIRST_LONG = 17
COUNTS = {"minimal": 0.3, "templates": 0.6, "early": 0.3, "plain": 1.0, "long": 2.0}
# Those written to learn from stand in no round.
WRITTEN = 0
TEMPLATE, MINIMAL = -1, -2
NETWORKS = 5
HIDDEN = 16
EPOCHS = 80
BATCH = 64
HIDE = 0.3
SHRINK = 0.003
FAST, SLOW = 0.003, 0.0001
MOMENTUM, SPREADING = 0.9, 0.999


@dataclass(frozen=True)
class Table:
    """One row for each pair."""

    names: tuple[str, ...]
    signs: Floats
    labels: NDArray[np.int64]
    rounds: NDArray[np.int64]
    counts: Floats

    def only(self, wanted: NDArray[np.bool_]) -> "Table":
        kept = self.signs[wanted], self.labels[wanted], self.rounds[wanted]
        return Table(self.names, *kept, self.counts[wanted])


def read_table(rows: Sequence[dict[str, Any]]) -> Table:
    every = [signs_of(row) for row in rows]
    return Table(
        tuple(every[0]),
        np.array([list(signs.values()) for signs in every]),
        np.array([ANSWERS.index(row["label"]) for row in rows]),
        np.array([row["round"] for row in rows]),
        np.array([COUNTS[count_as(row["round"])] for row in rows]),
    )


def signs_of(row: dict[str, Any]) -> dict[str, float]:
    """``vote`` of a row is what the rules said before they were mended for it."""
    one = read_statement(row["a"], row["lang_a"], published(row))
    other = read_statement(row["b"], row["lang_b"], published(row))
    return read_signs(one, other, row.get("vote") or judge_by_rules(one, other))


def count_as(number: int) -> str:
    if number == WRITTEN or number >= FIRST_LONG:
        return "long"
    if number < 0:
        return "templates" if number == TEMPLATE else "minimal"
    return "plain" if number >= FIRST_HONEST else "early"


def fit(table: Table) -> dict[str, NDArray[Any]]:
    """What the file holds; the arrays of all networks lie upon each other."""
    middle = table.signs.mean(axis=0)
    spread = table.signs.std(axis=0)
    spread[spread < 1e-6] = 1e6
    shaped = {"middle": middle, "spread": spread}
    rows = np.clip((table.signs - middle) / spread, -4, 4)
    networks = [fit_one(rows, table, seed) for seed in range(NETWORKS)]
    for at, name in enumerate(("inner", "inner_start", "outer", "outer_start")):
        shaped[name] = np.stack([network[at] for network in networks])
    return {name: array.astype(np.float16) for name, array in shaped.items()} | {
        "middle": middle.astype(np.float32),
        "spread": spread.astype(np.float32),
    }


def fit_one(rows: Floats, table: Table, seed: int) -> list[Floats]:
    """Adam, with a share of the signs hidden each time so that none is relied upon."""
    chance = np.random.default_rng(seed)
    width, answers = rows.shape[1], len(ANSWERS)
    arrays = [
        chance.normal(0, width**-0.5, (width, HIDDEN)),
        np.zeros(HIDDEN),
        chance.normal(0, HIDDEN**-0.5, (HIDDEN, answers)),
        np.zeros(answers),
    ]
    means = [np.zeros_like(array) for array in arrays]
    squares = [np.zeros_like(array) for array in arrays]
    wanted = np.eye(answers)[table.labels]
    counts = table.counts / table.counts.mean()
    step = 0
    for epoch in range(EPOCHS):
        pace = FAST * (1 - epoch / EPOCHS) + SLOW
        order = chance.permutation(len(rows))
        for batch in np.split(order, range(BATCH, len(order), BATCH)):
            shown = chance.random((len(batch), width)) > HIDE
            seen = rows[batch] * shown / (1 - HIDE)
            slopes = find_slopes(arrays, seen, wanted[batch], counts[batch])
            step += 1
            for at, slope in enumerate(slopes):
                means[at] += (1 - MOMENTUM) * (slope - means[at])
                squares[at] += (1 - SPREADING) * (slope**2 - squares[at])
                mean = means[at] / (1 - MOMENTUM**step)
                spread = squares[at] / (1 - SPREADING**step)
                arrays[at] -= pace * mean / (np.sqrt(spread) + 1e-8)
    return arrays


def find_slopes(
    arrays: Sequence[Floats], seen: Floats, wanted: Floats, counts: Floats
) -> tuple[Floats, ...]:
    inner, inner_start, outer, outer_start = arrays
    hidden = np.tanh(seen @ inner + inner_start)
    odds = hidden @ outer + outer_start
    chances = np.exp(odds - odds.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    wrong = (chances - wanted) * counts[:, None] / len(seen)
    back = wrong @ outer.T * (1 - hidden**2)
    return (
        seen.T @ back + SHRINK * inner,
        back.sum(axis=0),
        hidden.T @ wrong + SHRINK * outer,
        wrong.sum(axis=0),
    )


def check(table: Table) -> None:
    """Each round from the first honest one, judged by what learned from all others."""
    rounds = np.unique(table.rounds[table.rounds >= FIRST_HONEST]).tolist()
    told, chances = [], []
    for number in rounds:
        held = table.rounds == number
        chances.append(run(fit(table.only(~held)), table.signs[held]))
        told.append(table.labels[held])
        sys.stdout.write(f"round {number}: {describe(chances[-1], told[-1])}\n")
    every, labels = np.vstack(chances), np.concatenate(told)
    sys.stdout.write(f"all: {describe(every, labels)}\n")
    contradict = every[:, ANSWERS.index("contradict")]
    for cut in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        sure = contradict >= cut
        right = labels[sure] == ANSWERS.index("contradict")
        found = right.sum() / (labels == ANSWERS.index("contradict")).sum()
        sys.stdout.write(f"cut {cut}: precision {right.mean():.3f}, {found:.3f}\n")


def describe(chances: NDArray[Any], labels: NDArray[np.int64]) -> str:
    found = chances.argmax(axis=1)
    wanted = ANSWERS.index("contradict")
    sure, there = found == wanted, labels == wanted
    return (
        f"accuracy {(found == labels).mean():.3f}, contradict: precision"
        f" {there[sure].mean():.3f}, recall {sure[there].mean():.3f}"
    )


def write(arrays: dict[str, NDArray[Any]], path: Path) -> None:
    """The same file for the same arrays, whenever it is written."""
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, array in arrays.items():
            held = BytesIO()
            np.save(held, array)
            packed.writestr(ZipInfo(f"{name}.npy"), held.getvalue(), ZIP_DEFLATED)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fit the networks that judge pairs.")
    parser.add_argument("--templates", type=Path, metavar="FILE")
    parser.add_argument("--check", action="store_true", help="each round held out")
    parser.add_argument("--output", type=Path, default=MODEL_FILE, metavar="FILE")
    wanted = parser.parse_args(arguments)
    rows = [row for row in read_rows(PAIRS) if row["round"] not in HELD_OUT]
    rows += [{**row, "round": MINIMAL} for row in make_pairs()]
    if wanted.templates:
        rows += [{**row, "round": TEMPLATE} for row in read_rows(wanted.templates)]
    table = read_table(rows)
    if wanted.check:
        check(table)
        return
    write(fit(table), wanted.output)
    sys.stdout.write(f"{wanted.output}: {len(table.labels)} pairs\n")


if __name__ == "__main__":
    main()
