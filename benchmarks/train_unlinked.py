"""Fit claims/matching/same/unlinked.json, which says how likely a pair is the same that
was not linked by itself, on what the product suggested of our own reports.

    python -m benchmarks.train_unlinked

unlinked_pairs.jsonl holds each pair with the score that the scorer of all pairs gave it
among the reports it stood in, and what a person said who did not see that score: same,
partly (worth a look), different, or strangers, which are of two events. Each event is
judged with weights fitted on the others."""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.quality import read_rows
from benchmarks.train_pairs import Fitted, Floats, Labels, fit_weighed
from claims.matching.same.doubts import Side
from claims.matching.same.unlinked import WEIGHTS, Signs, read_signs, tell_apart
from claims.matching.sense.meaning import make_sense
from claims.matching.sense.similarity import take_apart

PAIRS: Final = Path(__file__).with_name("unlinked_pairs.jsonl")
WORTH_A_LOOK: Final = ("same", "partly")
# A newsroom stores the reports of many events, and we have few.
STRANGERS_COUNT: Final = 2.0
# From here on three of five are right on events held out.
ASKED: Final = 0.3
BANDS: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)

Row = dict[str, Any]


def read_table(rows: Sequence[Row]) -> Floats:
    """The signs of each pair. A word tells as much as it does among the texts of its
    event."""
    told: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        told[row["event"]] += [row["one"], row["other"]]
    senses = {
        (event, text): sense
        for event, texts in told.items()
        for text, sense in zip(texts, make_sense(texts), strict=True)
    }
    return np.array([read_row(row, senses) for row in rows], dtype=np.float64)


def read_row(row: Row, senses: dict[tuple[str, str], Any]) -> tuple[float, ...]:
    one, other = (
        Side(row[side], take_apart(row[side]), senses[row["event"], row[side]], spoken)
        for side, spoken in zip(("one", "other"), row["languages"], strict=True)
    )
    signs = read_signs(one, other, row["score"])
    return astuple(replace(signs, apart=tell_apart(one, other)))


def fit(signs: Floats, rows: Sequence[Row]) -> Fitted:
    return fit_weighed(signs, labels_of(rows), counted_of(rows))


def labels_of(rows: Sequence[Row]) -> Labels:
    return np.array([int(row["label"] in WORTH_A_LOOK) for row in rows])


def counted_of(rows: Sequence[Row]) -> Floats:
    strangers = [row["label"] == "strangers" for row in rows]
    return np.where(strangers, STRANGERS_COUNT, 1.0)


def score_held_out(signs: Floats, rows: Sequence[Row]) -> Floats:
    """Each event with weights fitted on all others."""
    events = np.array([row["event"] for row in rows])
    scores = np.zeros(len(rows))
    for event in np.unique(events):
        held = events == event
        others = [row for row in rows if row["event"] != event]
        scores[held] = fit(signs[~held], others).score(signs[held])
    return scores


def tell(scores: Floats, rows: Sequence[Row]) -> Iterator[str]:
    """What stands in each band of likelihood."""
    for low, high in pairwise(BANDS):
        inside = (scores >= low) & (scores < high)
        counts = Counter(
            row["label"] for row, so in zip(rows, inside, strict=True) if so
        )
        listed = ", ".join(f"{counts[name]} {name}" for name in sorted(counts))
        yield f"{low:.1f} to {high:.1f}: {listed}"


def fit_all(signs: Floats, rows: Sequence[Row]) -> dict[str, Any]:
    """What unlinked.json holds."""
    fitted = fit(signs, rows)
    weights = fitted.weights.round(2).tolist()
    return {
        "labels": sha256(PAIRS.read_bytes()).hexdigest(),
        "weights": dict(zip(Signs.__slots__, weights, strict=True)),
        "start": round(fitted.start, 2),
        "asked": ASKED,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fit the likelihood of a suggestion.")
    parser.add_argument("--output", type=Path, default=WEIGHTS, metavar="FILE")
    wanted = parser.parse_args(arguments)
    rows = list(read_rows(PAIRS))
    signs = read_table(rows)
    for line in tell(score_held_out(signs, rows), rows):
        sys.stdout.write(f"{line}\n")
    stored = fit_all(signs, rows)
    wanted.output.write_text(f"{json.dumps(stored, indent=2)}\n", encoding="utf-8")
    sys.stdout.write(f"{wanted.output}: {json.dumps(stored)}\n")


if __name__ == "__main__":
    main()
