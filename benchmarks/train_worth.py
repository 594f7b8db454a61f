"""Train the model of check-worthiness and write the file the product ships.

    python -m benchmarks.train_worth --claimbuster claimbuster_train.jsonl

Needs scikit-learn, both encoders and time: a few minutes, and 45 ms for each sentence
of the second look. docs/models/check-worthiness.md is the card."""

import argparse
import json
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neural_network import MLPClassifier

from claims.encoders import encode_meaning
from claims.extraction.worth.ngrams import (
    CHARACTER_BITS,
    WORD_BITS,
    Ngrams,
    read_characters,
    read_tokens,
    read_words,
)
from claims.extraction.worth.signs import read_signs
from claims.extraction.worth.worth_model import (
    CHANCES,
    COLUMNS,
    MODEL_FILE,
    NETWORK_SCALE,
    SIGNS_SCALE,
    Way,
    measure_length,
    run_network,
)
from claims.fine_encoder import Kind, encode_finely

OPINIONS = Path(__file__).with_name("opinion_sentences.jsonl")
FOLDS = 4
NETWORKS = 2
HIDDEN = 48
BUCKETS = {"words": 2**WORD_BITS, "characters": 2**CHARACTER_BITS}
# Seen in fewer sentences, a run of characters is chance.
RAREST = {"words": 2, "characters": 5}
NGRAMS_STRENGTH = 3.0
# A crowd labelled the debates. Where the parts that never saw a sentence are this sure
# of the contrary, its label is taken for a slip.
SLIP = 0.05
# Whether a speech can be checked is another question than who tells facts in the press.
SPEECH_COUNTS = 0.3
# How much a sentence of each label is worth: an unimportant fact is half a claim.
CLAIMBUSTER = {"CFS": 1.0, "UFS": 0.5, "NFS": 0.0}
OPINION = {"objective": 1.0, "subjective": 0.0}
# The columns that may speak of each chance; ``worth`` hears all.
HEARD = {
    "important": ("words", "characters", "picked", "stated", "fine"),
    "factual": ("factual", "fine_factual"),
}
HEARD_IN_LETTERS = {"important": ("words", "characters"), "factual": ("told", "shown")}

Floats = NDArray[np.floating[Any]]
Labels = NDArray[np.int64]
Rows = NDArray[np.int64]
Arrays = dict[str, Floats]


@dataclass(frozen=True)
class Collection:
    """Labelled sentences, each read once: n-grams by kind, signs, meanings with signs,
    and the fine meanings with signs of the ``looked`` rows."""

    worths: Floats
    counts: Floats
    english: NDArray[np.bool_]
    ngrams: dict[str, Ngrams]
    signs: Floats
    meanings: Floats
    lengths: Floats
    looked: Rows
    fine: Floats

    @property
    def picked(self) -> Labels:
        return np.asarray(self.worths == 1, dtype=np.int64)

    @property
    def stated(self) -> Labels:
        return np.asarray(self.worths > 0, dtype=np.int64)


def read_collection(
    path: Path, worths: dict[str, float], looks: int | None = None
) -> Collection:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = [row["text"] for row in rows]
    tokens = read_tokens(texts)
    signs = read_signs(texts)
    looked = np.sort(np.random.default_rng(0).permutation(len(texts))[:looks])
    fine = encode_finely([texts[at] for at in looked], Kind.QUERY)
    return Collection(
        worths=np.array([worths[row["label"]] for row in rows], dtype=np.float32),
        counts=np.array(
            [SPEECH_COUNTS if row.get("genre") == "speech" else 1.0 for row in rows]
        ),
        english=np.array([row.get("language", "en") == "en" for row in rows]),
        ngrams={"words": read_words(tokens), "characters": read_characters(tokens)},
        signs=signs,
        meanings=np.hstack([encode_meaning(texts), SIGNS_SCALE * signs]),
        lengths=np.array([measure_length(text) for text in texts], dtype=np.float32),
        looked=looked,
        fine=np.hstack([fine, SIGNS_SCALE * signs[looked]]),
    )


def find_rarity(collections: Sequence[Collection], kind: str) -> Floats:
    """Inverse document frequency of each bucket; 0 where too few sentences have it."""
    ngrams = [each.ngrams[kind] for each in collections]
    seen = sum(np.bincount(each.buckets, minlength=BUCKETS[kind]) for each in ngrams)
    sentences = sum(each.sentences for each in ngrams)
    rarity = np.log((1 + sentences) / (1 + seen)) + 1
    return np.where(seen >= RAREST[kind], rarity, 0).astype(np.float16).astype(float)


def weigh(collection: Collection, kind: str, rarity: Arrays) -> csr_matrix:
    ngrams = collection.ngrams[kind]
    weights = ngrams.weigh(rarity[kind].astype(np.float32))
    shape = (ngrams.sentences, BUCKETS[kind])
    return csr_matrix((weights, (ngrams.rows, ngrams.buckets)), shape)


Fitted = tuple[Arrays, Callable[[Any], Floats]]


def fit_line(
    name: str, features: Any, labels: Labels, strength: float, counts: Any = None
) -> Fitted:
    model = LogisticRegression(C=strength, solver="liblinear")
    model.fit(features, labels, sample_weight=counts)
    weights = model.coef_[0]
    return {f"{name}_weights": weights}, lambda others: others @ weights


def fit_network(name: str, features: Floats, labels: Labels) -> Fitted:
    """Several small networks beside each other, read as one: their mean."""
    networks = []
    for seed in range(NETWORKS):
        network = MLPClassifier(
            (HIDDEN,), alpha=0.1, max_iter=13, batch_size=256, random_state=seed
        )
        networks.append(network.fit(features * NETWORK_SCALE, labels))
    outer = [network.coefs_[1][:, 0] / NETWORKS for network in networks]
    arrays = {
        f"{name}_inner": np.hstack([network.coefs_[0] for network in networks]),
        f"{name}_inner_bias": np.concatenate([n.intercepts_[0] for n in networks]),
        f"{name}_outer": np.concatenate(outer),
    }
    return arrays, lambda others: run_network(others, arrays, name)


@dataclass(frozen=True)
class Part:
    """One column: what it reads of a collection, and how it is fitted to some rows."""

    name: str
    features: Callable[[Collection], Any]
    fit: Callable[[Collection, Rows], Fitted]
    looked_only: bool = False


def debate_parts(rarity: Arrays) -> list[Part]:
    def ngrams(kind: str) -> Part:
        def fit(given: Collection, rows: Rows) -> Fitted:
            features = weigh(given, kind, rarity)[rows]
            return fit_line(kind, features, given.picked[rows], NGRAMS_STRENGTH)

        return Part(kind, lambda given: weigh(given, kind, rarity), fit)

    def network(name: str) -> Part:
        def fit(given: Collection, rows: Rows) -> Fitted:
            labels = given.picked if name == "picked" else given.stated
            return fit_network(name, given.meanings[rows], labels[rows])

        return Part(name, lambda given: given.meanings, fit)

    def fit_fine(given: Collection, rows: Rows) -> Fitted:
        among = np.isin(given.looked, rows)
        labels = given.picked[given.looked[among]]
        return fit_network("fine", given.fine[among], labels)

    fine = Part("fine", lambda given: given.fine, fit_fine, looked_only=True)
    return [*map(ngrams, BUCKETS), network("picked"), network("stated"), fine]


def own_parts(rarity: Arrays) -> list[Part]:
    def line(name: str, features: Callable[[Collection], Any], strength: float) -> Part:
        spoken = name.endswith("spoken")

        def fit(given: Collection, rows: Rows) -> Fitted:
            learn = rows[given.english[rows]] if spoken else rows
            counts = None if spoken else given.counts[learn]
            read, labels = features(given)[learn], given.picked[learn]
            return fit_line(name, read, labels, strength, counts)

        return Part(name, features, fit, looked_only=name.startswith("fine"))

    return [
        line("told", lambda given: weigh(given, "characters", rarity), NGRAMS_STRENGTH),
        line("shown", lambda given: given.signs, 1.0),
        line("factual", lambda given: given.meanings, 1.0),
        line("spoken", lambda given: given.meanings, 1.0),
        line("fine_factual", lambda given: given.fine, 1.0),
        line("fine_spoken", lambda given: given.fine, 1.0),
    ]


def hold_out(part: Part, given: Collection) -> Floats:
    """The column as said by parts that never learned from the sentence."""
    column = np.zeros(len(given.worths))
    features = part.features(given)
    for learn, hold in fold(given.picked):
        _, say = part.fit(given, learn)
        if part.looked_only:
            among = np.isin(given.looked, hold)
            column[given.looked[among]] = say(features[among])
        else:
            column[hold] = say(features[hold])
    return column


def fold(labels: Labels) -> Iterator[tuple[Rows, Rows]]:
    """Rows to learn from and rows held out, each row held out once."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    yield from folds.split(labels, labels)


def say_all(part: Part, say: Callable[[Any], Floats], given: Collection) -> Floats:
    said = say(part.features(given))
    if not part.looked_only:
        return said
    column = np.zeros(len(given.worths))
    column[given.looked] = said
    return column


def fit_way(way: Way, debates: Floats, own: Floats, labels: "Known") -> Arrays:
    """One chance each out of the columns of a way, as weights (columns, 3)."""
    columns = COLUMNS[way]
    weights, bias = np.zeros((len(columns), 3)), np.zeros(3)
    heard = HEARD_IN_LETTERS if way == Way.LETTERS else HEARD
    fits = {
        "worth": (range(len(columns)), *known_worth(debates, own, labels)),
        "important": (spots(columns, heard["important"]), debates, labels.picked, None),
        "factual": (spots(columns, heard["factual"]), own, labels.facts, None),
    }
    for at, name in enumerate(CHANCES):
        listening, rows, known, counts = fits[name]
        model = LogisticRegression(max_iter=500)
        model.fit(rows[:, list(listening)], known, sample_weight=counts)
        weights[list(listening), at] = model.coef_[0]
        bias[at] = model.intercept_[0]
    return {f"{way}_weights": weights, f"{way}_bias": bias}


@dataclass(frozen=True)
class Known:
    worths: Floats
    picked: Labels
    facts: Labels


def known_worth(
    debates: Floats, own: Floats, labels: Known
) -> tuple[Floats, Labels, Floats]:
    """Both collections counting the same; half a claim is half a one, half a none."""
    rows = np.vstack([debates, own])
    worths = np.concatenate([labels.worths, labels.facts])
    sizes = [len(debates), len(own)]
    each = np.repeat([0.5 / size for size in sizes], sizes) * len(worths)
    return (
        np.vstack([rows, rows]),
        np.repeat([1, 0], len(worths)),
        np.concatenate([each * worths, each * (1 - worths)]),
    )


def spots(columns: Sequence[str], names: Sequence[str]) -> list[int]:
    return [columns.index(name) for name in names if name in columns]


def chances(logits: Floats, way: Way, arrays: Arrays) -> Floats:
    return 1 / (
        1 + np.exp(-(logits @ arrays[f"{way}_weights"] + arrays[f"{way}_bias"]))
    )


def train(debates: Collection, own: Collection) -> tuple[Arrays, list[str]]:
    rarity = {kind: find_rarity([debates, own], kind) for kind in BUCKETS}
    arrays = {f"{kind}_rarity": each for kind, each in rarity.items()}
    learned, ours = debate_parts(rarity), own_parts(rarity)
    at_home = {part.name: hold_out(part, debates) for part in learned}
    with_us = {part.name: hold_out(part, own) for part in ours}
    sound = np.flatnonzero(~find_slips(at_home, debates.picked))
    for part in learned:
        fitted, say = part.fit(debates, sound)
        arrays |= fitted
        with_us[part.name] = say_all(part, say, own)
    for part in ours:
        fitted, say = part.fit(own, np.arange(len(own.worths)))
        arrays |= fitted
        at_home[part.name] = say_all(part, say, debates)
    at_home["length"], with_us["length"] = debates.lengths, own.lengths
    report = [f"{len(debates.worths) - len(sound)} labels taken for slips"]
    for way in Way:
        rows = np.arange(len(debates.worths))
        if way == Way.SECOND_LOOK:
            rows = debates.looked
        theirs = np.column_stack([at_home[name][rows] for name in COLUMNS[way]])
        ourselves = np.column_stack([with_us[name] for name in COLUMNS[way]])
        known = Known(debates.worths[rows], debates.picked[rows], own.picked)
        arrays |= fit_way(way, theirs, ourselves, known)
        report.append(describe(way, theirs, ourselves, known, arrays))
    return arrays, report


def describe(
    way: Way, debates: Floats, own: Floats, known: Known, arrays: Arrays
) -> str:
    important = chances(debates, way, arrays)[:, CHANCES.index("important")]
    facts = chances(own, way, arrays)[:, CHANCES.index("factual")]
    return (
        f"{way}, held out: average precision of CFS"
        f" {average_precision_score(known.picked, important):.3f},"
        f" AUC of objective {roc_auc_score(known.facts, facts):.3f};"
        f" weights of {', '.join(COLUMNS[way])}:"
        f" {arrays[f'{way}_weights'].T.round(2).tolist()}"
    )


def find_slips(at_home: Arrays, labels: Labels) -> NDArray[np.bool_]:
    said = np.mean(
        [at_home[each] for each in ("words", "characters", "picked")], axis=0
    )
    model = LogisticRegression().fit(said[:, None], labels)
    return np.asarray(
        np.abs(labels - model.predict_proba(said[:, None])[:, 1]) > 1 - SLIP
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Train the worth model.")
    parser.add_argument("--claimbuster", type=Path, required=True, metavar="FILE")
    parser.add_argument("--opinions", type=Path, default=OPINIONS, metavar="FILE")
    parser.add_argument("--output", type=Path, default=MODEL_FILE, metavar="FILE")
    parser.add_argument("--second-looks", type=int, metavar="N")
    wanted = parser.parse_args(arguments)
    # The networks stop early on purpose: more rounds learn the noise in the labels.
    warnings.simplefilter("ignore", ConvergenceWarning)

    debates = read_collection(wanted.claimbuster, CLAIMBUSTER, wanted.second_looks)
    arrays, report = train(debates, read_collection(wanted.opinions, OPINION))
    stored: dict[str, Any] = {k: each.astype(np.float16) for k, each in arrays.items()}
    np.savez_compressed(wanted.output, **stored)
    report.append(f"{wanted.output}: {wanted.output.stat().st_size:,} bytes")
    sys.stdout.write("\n".join(report) + "\n")


if __name__ == "__main__":
    main()
