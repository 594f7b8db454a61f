"""The shipped model of check-worthiness: numbers in a file, and how they are read.

benchmarks/train_worth.py makes it; docs/models/check-worthiness.md is its card."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from claims.encoders import encode_meaning
from claims.extraction.signs import read_signs

Floats = NDArray[np.float32]
Arrays = Mapping[str, Floats]

MODEL_FILE = Path(__file__).with_suffix(".npz")
MODEL_SHA256 = (
    sha256(MODEL_FILE.read_bytes()).hexdigest() if MODEL_FILE.exists() else ""
)

WORD_BUCKETS = 2**16
CHARACTER_BUCKETS = 2**17
LONGEST_NGRAM = 5
# Signs run from 0 to 1 and the 512 numbers of a meaning are near .04.
SIGNS_SCALE = 0.3
NETWORK_SCALE = 8.0

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*|[?!%$€£\"]")
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Chances from 0 to 1: that it is worth checking, that checkers of debates would
    check it, and that it tells facts and not its writer's opinion."""

    worth: float
    important: float
    factual: float


def judge_sentences(sentences: Sequence[str]) -> list[Judgement]:
    """One judgement for each sentence. Raises ``EncoderMissing``."""
    if not sentences:
        return []
    arrays = load_arrays()
    logits = read_logits(sentences, arrays)
    worth = chance(logits @ arrays["worth_weights"] + arrays["worth_bias"])
    important = chance(
        logits[:, :FACTUAL].mean(axis=1) * arrays["important_scale"]
        + arrays["important_bias"]
    )
    factual = chance(logits[:, FACTUAL] * arrays["factual_scale"])
    chances = np.stack([worth, important, factual], axis=1).round(4)
    return [Judgement(*row) for row in chances.tolist()]


# The columns of ``read_logits``.
LOGITS = ("words", "characters", "network", "factual", "length")
FACTUAL = LOGITS.index("factual")


def read_logits(sentences: Sequence[str], arrays: Arrays) -> Floats:
    """What each part of the model says of each sentence, shape (n, 5)."""
    features = read_features(sentences)
    hidden = features * NETWORK_SCALE @ arrays["hidden_weights"] + arrays["hidden_bias"]
    columns = (
        score_ngrams([hash_words(each) for each in sentences], arrays, "words"),
        score_ngrams([hash_characters(each) for each in sentences], arrays, "chars"),
        np.maximum(hidden, 0) @ arrays["output_weights"] + arrays["output_bias"],
        features @ arrays["factual_weights"] + arrays["factual_bias"],
        np.array([measure_length(each) for each in sentences]),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def read_features(sentences: Sequence[str]) -> Floats:
    """Meaning and signs side by side, shape (n, 512 + signs)."""
    signs = np.array([read_signs(each) for each in sentences], dtype=np.float32)
    return np.hstack([encode_meaning(sentences), SIGNS_SCALE * signs])


def measure_length(sentence: str) -> float:
    return float(np.log(min(40, max(3, sentence.count(" ") + 1))))


def read_tokens(sentence: str) -> list[str]:
    return TOKEN.findall(sentence.lower())


def hash_words(sentence: str) -> NDArray[np.int64]:
    """A bucket for each word and each pair of neighbours."""
    tokens = read_tokens(sentence)
    pairs = [f"{first} {second}" for first, second in pairwise(tokens)]
    hashes = [crc32(ngram.encode("utf-8", "replace")) for ngram in tokens + pairs]
    return np.array(hashes, dtype=np.int64) % WORD_BUCKETS


def hash_characters(sentence: str) -> NDArray[np.int64]:
    """A bucket for each run of two to five characters."""
    text = DIGIT.sub("0", f" {' '.join(read_tokens(sentence))} ")
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    hashes = codes
    found = []
    for size in range(2, LONGEST_NGRAM + 1):
        hashes = hashes[:-1] * np.uint32(0x9E3779B1) + codes[size - 1 :]
        mixed = (hashes ^ (hashes >> np.uint32(15))) * np.uint32(0x85EBCA6B)
        found.append((mixed >> np.uint32(9)).astype(np.int64) % CHARACTER_BUCKETS)
    return np.concatenate(found)


def weigh_ngrams(
    buckets: NDArray[np.int64], rarity: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """Each bucket once, with its weight: TF-IDF, of unit length together."""
    kept, counts = np.unique(buckets, return_counts=True)
    weights = (1 + np.log(counts)) * rarity[kept]
    length = float(np.sqrt(np.sum(weights * weights)))
    return kept, (weights / max(length, 1e-9)).astype(np.float32)


def score_ngrams(
    hashed: Sequence[NDArray[np.int64]], arrays: Arrays, kind: str
) -> Floats:
    rarity, learned = arrays[f"{kind}_rarity"], arrays[f"{kind}_weights"]
    scores = np.zeros(len(hashed), dtype=np.float32)
    for at, buckets in enumerate(hashed):
        kept, weights = weigh_ngrams(buckets, rarity)
        scores[at] = weights @ learned[kept]
    return scores + arrays[f"{kind}_bias"]


def chance(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


@cache
def load_arrays() -> dict[str, Floats]:
    with np.load(MODEL_FILE, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}
