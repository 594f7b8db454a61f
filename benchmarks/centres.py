"""Make claims/fine_encoder.npz: the middle of what the fine encoder gives, for
queries and for passages, over statements of ClaimBuster (CC BY 4.0).

    python -m benchmarks.centres PATH/claimbuster_train.jsonl"""

import random
import sys
from pathlib import Path

import numpy as np

from benchmarks.quality import read_rows
from claims.fine_encoder import CENTRES, Kind, load_fine_encoder

STATEMENTS = 400
SHORTEST, LONGEST = 40, 300


def make_centres(path: Path) -> None:
    texts = [
        row["text"] for row in read_rows(path) if SHORTEST < len(row["text"]) < LONGEST
    ]
    random.Random(7).shuffle(texts)  # noqa: S311  # a sample, no secret
    encoder = load_fine_encoder()
    middles = {
        kind.value: np.mean(
            [getattr(encoder, kind.value)(text) for text in texts[:STATEMENTS]], axis=0
        )
        for kind in Kind
    }
    np.savez(CENTRES, **middles)


if __name__ == "__main__":
    make_centres(Path(sys.argv[1]))
