"""The small networks that weigh the signs of two statements: numbers in a file.

benchmarks/train_judging.py makes it; docs/models/judging.md is its card."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MODEL_FILE = Path(__file__).with_suffix(".npz")
Relation = Literal["agree", "compatible", "contradict"]
ANSWERS: tuple[Relation, ...] = ("agree", "compatible", "contradict")
# What no pair the networks learned from has counts as the most that one has.
FARTHEST = 4.0


@cache
def load_networks() -> Mapping[str, Floats]:
    with np.load(MODEL_FILE, allow_pickle=False) as stored:
        return {
            name: np.asarray(stored[name], dtype=np.float32) for name in stored.files
        }


def weigh(signs: Sequence[float]) -> dict[Relation, float]:
    """The chances that they agree, that both may be right, and that they contradict."""
    chances = run(load_networks(), np.array([signs]))[0].tolist()
    return dict(zip(ANSWERS, chances, strict=True))


def run(networks: Mapping[str, Floats], signs: NDArray[np.floating]) -> Floats:
    """One row of chances for each row of signs: the mean of all networks."""
    shifted = (signs - networks["middle"]) / networks["spread"]
    row = np.clip(shifted, -FARTHEST, FARTHEST).astype(np.float32)
    hidden = np.tanh(row @ networks["inner"] + networks["inner_start"][:, None])
    told = hidden @ networks["outer"] + networks["outer_start"][:, None]
    odds = np.exp(told - told.max(axis=2, keepdims=True))
    return np.asarray((odds / odds.sum(axis=2, keepdims=True)).mean(axis=0))
