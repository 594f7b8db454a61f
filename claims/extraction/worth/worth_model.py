"""The shipped model of check-worthiness: numbers in a file, and how they are read.

benchmarks/train_worth.py makes it; docs/models/check-worthiness.md is its card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from claims.encoders import encode_meaning
from claims.extraction.worth.ngrams import read_characters, read_tokens, read_words
from claims.extraction.worth.signs import read_signs
from claims.fine_encoder import Kind, encode_finely

Floats = NDArray[np.float32]
Arrays = Mapping[str, Floats]

MODEL_FILE = Path(__file__).with_suffix(".npz")

# Signs run from 0 to 1 and the numbers of a meaning are near .04.
SIGNS_SCALE = 0.3
NETWORK_SCALE = 8.0

# A second look at a sentence costs thirty times the first, and settles little where the
# first is sure: whether checkers of debates would pick it, and whether it tells facts.
UNSURE = (0.15, 0.75)
UNSURE_OF_FACTS = (0.1, 0.9)


class Way(StrEnum):
    """What a judgement rests on, each with all that the ones before have."""

    LETTERS = "letters"
    MEANING = "meaning"
    SECOND_LOOK = "second_look"


# What each part of the model says of a sentence, in the order of the columns.
LETTERS = ("words", "characters", "told", "shown", "length")
MEANING = (*LETTERS, "picked", "stated", "factual", "spoken")
SECOND_LOOK = (*MEANING, "fine", "fine_factual", "fine_spoken")
COLUMNS = {
    Way.LETTERS: LETTERS,
    Way.MEANING: MEANING,
    Way.SECOND_LOOK: SECOND_LOOK,
}
CHANCES = ("worth", "important", "factual")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Chances from 0 to 1: that it is worth checking, that checkers of debates would
    check it, and that it tells facts and not its writer's opinion."""

    worth: float
    important: float
    factual: float


def judge_sentences(
    sentences: Sequence[str], way: Way = Way.MEANING
) -> list[Judgement]:
    """One judgement for each sentence. Raises ``EncoderMissing`` by meaning, and
    ``FineEncoderMissing`` by a second look."""
    if not sentences:
        return []
    arrays = load_arrays()
    signs = read_signs(sentences)
    logits = read_letters(sentences, signs, arrays)
    if way == Way.LETTERS:
        return list(judge(logits, way, arrays))
    logits = np.hstack([logits, read_meaning(sentences, signs, arrays)])
    judgements = judge(logits, Way.MEANING, arrays)
    if way == Way.SECOND_LOOK:
        again = [at for at, each in enumerate(judgements) if is_unsure(each)]
        fine = read_finely([sentences[at] for at in again], signs[again], arrays)
        looked = judge(np.hstack([logits[again], fine]), way, arrays)
        for at, judgement in zip(again, looked, strict=True):
            judgements[at] = judgement
    return judgements


def is_unsure(judgement: Judgement) -> bool:
    low, high = UNSURE
    opinion, fact = UNSURE_OF_FACTS
    return low < judgement.important < high or opinion < judgement.factual < fact


def judge(logits: Floats, way: Way, arrays: Arrays) -> list[Judgement]:
    chances = chance(logits @ arrays[f"{way}_weights"] + arrays[f"{way}_bias"])
    return [Judgement(*row) for row in chances.round(4).tolist()]


def read_letters(sentences: Sequence[str], signs: Floats, arrays: Arrays) -> Floats:
    """The columns that need no encoder, shape (n, 5)."""
    tokens = read_tokens(sentences)
    words = read_words(tokens).score(arrays["words_rarity"], arrays["words_weights"])
    characters = read_characters(tokens).score(
        arrays["characters_rarity"],
        arrays["characters_weights"],
        arrays["told_weights"],
    )
    shown = signs @ arrays["shown_weights"]
    lengths = np.array([measure_length(each) for each in sentences])
    return np.stack([*words, *characters, shown, lengths], axis=1).astype(np.float32)


def read_meaning(sentences: Sequence[str], signs: Floats, arrays: Arrays) -> Floats:
    """The columns that meaning adds, shape (n, 4)."""
    features = np.hstack([encode_meaning(sentences), SIGNS_SCALE * signs])
    columns = (
        run_network(features, arrays, "picked"),
        run_network(features, arrays, "stated"),
        features @ arrays["factual_weights"],
        features @ arrays["spoken_weights"],
    )
    return np.stack(columns, axis=1)


def read_finely(sentences: Sequence[str], signs: Floats, arrays: Arrays) -> Floats:
    """The columns that a second look adds, shape (n, 3)."""
    features = np.hstack([encode_finely(sentences, Kind.QUERY), SIGNS_SCALE * signs])
    columns = (
        run_network(features, arrays, "fine"),
        features @ arrays["fine_factual_weights"],
        features @ arrays["fine_spoken_weights"],
    )
    return np.stack(columns, axis=1)


def run_network(features: Floats, arrays: Arrays, name: str) -> Floats:
    hidden = features * NETWORK_SCALE @ arrays[f"{name}_inner"]
    hidden = np.maximum(hidden + arrays[f"{name}_inner_bias"], 0)
    return np.asarray(hidden @ arrays[f"{name}_outer"], dtype=np.float32)


def measure_length(sentence: str) -> float:
    return float(np.log(min(40, max(3, sentence.count(" ") + 1))))


def chance(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Model:
    """The numbers of a file, and the hash that names it wherever they judged."""

    arrays: dict[str, Floats]
    sha256: str
    shipped: bool


def use_model(path: Path) -> None:
    """Judge by the file at ``path`` in this process: a newsroom's own model. Raises
    OSError where there is none, ValueError where it is another file, and goes on with
    the one in use."""
    before, shapes = _file["in use"], shapes_of(load_arrays())
    load_model.cache_clear()
    _file["in use"] = path
    try:
        found = shapes_of(load_arrays())
    except (EOFError, BadZipFile, ValueError):
        found = {}
    finally:
        load_model.cache_clear()
        _file["in use"] = before
    if found != shapes:
        raise ValueError("it does not hold the numbers of this version")
    _file["in use"] = path


def shapes_of(arrays: Arrays) -> dict[str, tuple[int, ...]]:
    return {name: each.shape for name, each in arrays.items()}


def load_arrays() -> dict[str, Floats]:
    return load_model().arrays


@cache
def load_model() -> Model:
    path = _file["in use"]
    content = path.read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    return Model(arrays, sha256(content).hexdigest(), path == MODEL_FILE)


_file = {"in use": MODEL_FILE}
