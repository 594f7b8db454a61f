"""Train the model of check-worthiness and write the file the product ships.

    python -m benchmarks.train_worth --claimbuster claimbuster_train.jsonl

Needs scikit-learn and a few minutes. docs/models/check-worthiness.md is the card."""

import argparse
import json
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neural_network import MLPClassifier

from claims.extraction.worth_model import (
    CHARACTER_BUCKETS,
    LOGITS,
    MODEL_FILE,
    NETWORK_SCALE,
    WORD_BUCKETS,
    hash_characters,
    hash_words,
    measure_length,
    read_features,
    weigh_ngrams,
)

OPINIONS = Path(__file__).with_name("opinion_sentences.jsonl")
FOLDS = 4
NETWORKS = 2
HIDDEN = 48
# Seen in fewer sentences, a run of characters is chance.
RAREST = {"words": 2, "chars": 5}
STRENGTH = {"words": 3.0, "chars": 3.0, "factual": 1.0}
# A crowd labelled the debates. Where the parts that never saw a sentence are this sure
# of the contrary, its label is taken for a slip.
SLIP = 0.05
# The debates teach English speech already; these sentences are here for the press.
SPEECH_COUNTS = 0.3
# How much a sentence of each label is worth: an unimportant fact is half a claim.
CLAIMBUSTER = {"CFS": 1.0, "UFS": 0.5, "NFS": 0.0}
OPINION = {"objective": 1.0, "subjective": 0.0}

Floats = NDArray[np.floating[Any]]
Arrays = dict[str, Floats]
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Material:
    """Sentences, read once: features (n, 512 + signs), hashed n-grams, lengths."""

    features: Floats
    ngrams: dict[str, csr_matrix]
    lengths: Floats

    def only(self, rows: NDArray[np.int64]) -> "Material":
        ngrams = {kind: matrix[rows] for kind, matrix in self.ngrams.items()}
        return Material(self.features[rows], ngrams, self.lengths[rows])


@dataclass(frozen=True)
class Labelled:
    texts: list[str]
    worths: Floats
    counts: Floats


def read_labelled(path: Path, worths: dict[str, float]) -> Labelled:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    speech = [row.get("genre") == "speech" for row in rows]
    return Labelled(
        [row["text"] for row in rows],
        np.array([worths[row["label"]] for row in rows], dtype=np.float32),
        np.where(speech, SPEECH_COUNTS, 1.0),
    )


def find_rarity(
    hashed: Sequence[NDArray[np.int64]], buckets: int, rarest: int
) -> Floats:
    """Inverse document frequency of each bucket; 0 where too few sentences have it."""
    seen = np.zeros(buckets, dtype=np.int64)
    for each in hashed:
        seen[np.unique(each)] += 1
    rarity = np.log((1 + len(hashed)) / (1 + seen)) + 1
    return np.where(seen >= rarest, rarity, 0).astype(np.float16).astype(np.float32)


def weigh_all(hashed: Sequence[NDArray[np.int64]], rarity: Floats) -> csr_matrix:
    columns, weights = zip(
        *(weigh_ngrams(each, rarity) for each in hashed), strict=True
    )
    ends = np.cumsum([0, *(len(each) for each in columns)])
    shape = (len(hashed), len(rarity))
    return csr_matrix((np.concatenate(weights), np.concatenate(columns), ends), shape)


def read_material(texts: Sequence[str], rarity: Arrays) -> Material:
    hashed = {
        "words": [hash_words(text) for text in texts],
        "chars": [hash_characters(text) for text in texts],
    }
    if not rarity:
        for kind, buckets in (("words", WORD_BUCKETS), ("chars", CHARACTER_BUCKETS)):
            rarity[kind] = find_rarity(hashed[kind], buckets, RAREST[kind])
    return Material(
        read_features(texts),
        {kind: weigh_all(each, rarity[kind]) for kind, each in hashed.items()},
        np.array([measure_length(text) for text in texts], dtype=np.float32),
    )


def fit_claims(material: Material, labels: Labels) -> Arrays:
    """The parts that learn which statements are worth checking."""
    arrays: Arrays = {}
    for kind, matrix in material.ngrams.items():
        model = LogisticRegression(C=STRENGTH[kind], solver="liblinear")
        model.fit(matrix, labels)
        arrays[f"{kind}_weights"] = model.coef_[0]
        arrays[f"{kind}_bias"] = model.intercept_
    arrays.update(fit_networks(material.features, labels))
    return arrays


def fit_networks(features: Floats, labels: Labels) -> Arrays:
    """Several small networks beside each other, read as one: their mean."""
    networks = []
    for seed in range(NETWORKS):
        network = MLPClassifier(
            (HIDDEN,), alpha=0.1, max_iter=13, batch_size=256, random_state=seed
        )
        networks.append(network.fit(features * NETWORK_SCALE, labels))
    outputs = [network.coefs_[1][:, 0] / NETWORKS for network in networks]
    return {
        "hidden_weights": np.hstack([network.coefs_[0] for network in networks]),
        "hidden_bias": np.concatenate([n.intercepts_[0] for n in networks]),
        "output_weights": np.concatenate(outputs),
        "output_bias": np.mean([n.intercepts_[1] for n in networks], axis=0),
    }


def fit_factual(features: Floats, labels: Labels, counts: Floats) -> Arrays:
    model = LogisticRegression(C=STRENGTH["factual"], max_iter=2000)
    model.fit(features, labels, sample_weight=counts)
    return {"factual_weights": model.coef_[0], "factual_bias": model.intercept_}


def read_claim_logits(material: Material, arrays: Arrays) -> Floats:
    hidden = material.features * NETWORK_SCALE @ arrays["hidden_weights"]
    hidden = np.maximum(hidden + arrays["hidden_bias"], 0)
    columns = [
        material.ngrams[kind] @ arrays[f"{kind}_weights"] + arrays[f"{kind}_bias"]
        for kind in ("words", "chars")
    ]
    columns.append(hidden @ arrays["output_weights"] + arrays["output_bias"])
    return np.stack(columns, axis=1)


def read_factual_logit(material: Material, arrays: Arrays) -> Floats:
    return material.features @ arrays["factual_weights"] + arrays["factual_bias"]


def fold(labels: Labels) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Rows to learn from and rows held out, each row held out once."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    yield from folds.split(labels, labels)


def hold_out_claims(material: Material, labels: Labels) -> Floats:
    """Each sentence's logits from parts that never learned from it, shape (n, 3)."""
    logits = np.zeros((len(labels), 3))
    for learn, hold in fold(labels):
        arrays = fit_claims(material.only(learn), labels[learn])
        logits[hold] = read_claim_logits(material.only(hold), arrays)
    return logits


def hold_out_factual(material: Material, labels: Labels, counts: Floats) -> Floats:
    logits = np.zeros(len(labels))
    for learn, hold in fold(labels):
        arrays = fit_factual(material.features[learn], labels[learn], counts[learn])
        logits[hold] = read_factual_logit(material.only(hold), arrays)
    return logits


def find_slips(held_out: Floats, labels: Labels) -> NDArray[np.bool_]:
    chances = 1 / (1 + np.exp(-held_out.mean(axis=1)))
    return np.asarray(np.abs(labels - chances) > 1 - SLIP)


def fit_worth(debates: Floats, claims: Floats, own: Floats, facts: Floats) -> Arrays:
    """One chance out of the logits, both collections counting the same."""
    logits = np.vstack([debates, own])
    worths = np.concatenate([claims, facts])
    each = np.repeat([0.5 / len(claims), 0.5 / len(facts)], [len(claims), len(facts)])
    each = each * len(worths)
    model = LogisticRegression()
    model.fit(
        np.vstack([logits, logits]),
        np.repeat([1, 0], len(worths)),
        sample_weight=np.concatenate([each * worths, each * (1 - worths)]),
    )
    return {"worth_weights": model.coef_[0], "worth_bias": model.intercept_}


def fit_scales(claims: Floats, labels: Labels, own: Floats, facts: Labels) -> Arrays:
    """What turns held-out logits into chances, and the cut where F1 is best."""
    important = LogisticRegression().fit(claims[:, None], labels)
    factual = LogisticRegression(fit_intercept=False).fit(own[:, None], facts)
    chances = important.predict_proba(claims[:, None])[:, 1]
    cuts = np.linspace(0.2, 0.6, 41)
    best = max(cuts, key=lambda cut: float(f1_score(labels, chances >= cut)))
    return {
        "important_scale": important.coef_[0],
        "important_bias": important.intercept_,
        "important_cut": np.array([best]),
        "factual_scale": factual.coef_[0],
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Train the worth model.")
    parser.add_argument("--claimbuster", type=Path, required=True, metavar="FILE")
    parser.add_argument("--opinions", type=Path, default=OPINIONS, metavar="FILE")
    parser.add_argument("--output", type=Path, default=MODEL_FILE, metavar="FILE")
    wanted = parser.parse_args(arguments)
    # The networks stop early on purpose: more rounds learn the noise in the labels.
    warnings.simplefilter("ignore", ConvergenceWarning)

    debates_read = read_labelled(wanted.claimbuster, CLAIMBUSTER)
    own_read = read_labelled(wanted.opinions, OPINION)
    rarity: Arrays = {}
    debates = read_material(debates_read.texts, rarity)
    own = read_material(own_read.texts, rarity)
    claims = (debates_read.worths == 1).astype(np.int64)
    facts = own_read.worths.astype(np.int64)

    arrays = {f"{kind}_rarity": each for kind, each in rarity.items()}
    held_claims = hold_out_claims(debates, claims)
    held_factual = hold_out_factual(own, facts, own_read.counts)
    sound = np.flatnonzero(~find_slips(held_claims, claims))
    arrays |= fit_claims(debates.only(sound), claims[sound])
    arrays |= fit_factual(own.features, facts, own_read.counts)
    of_debates = np.column_stack(
        [held_claims, read_factual_logit(debates, arrays), debates.lengths]
    )
    of_own = np.column_stack(
        [read_claim_logits(own, arrays), held_factual, own.lengths]
    )
    arrays |= fit_worth(of_debates, debates_read.worths, of_own, own_read.worths)
    arrays |= fit_scales(held_claims.mean(axis=1), claims, held_factual, facts)
    stored: dict[str, Any] = {k: each.astype(np.float16) for k, each in arrays.items()}
    np.savez_compressed(wanted.output, **stored)
    sys.stdout.write(
        f"held-out folds: average precision of CFS"
        f" {average_precision_score(claims, held_claims.mean(axis=1)):.3f},"
        f" AUC of objective {roc_auc_score(facts, held_factual):.3f};"
        f" {len(claims) - len(sound)} labels taken for slips,"
        f" cut {arrays['important_cut'][0]:.2f}\n"
        f"weights of {', '.join(LOGITS)}: {arrays['worth_weights'].round(3)},"
        f" bias {arrays['worth_bias'].round(3)}\n"
        f"{wanted.output}: {wanted.output.stat().st_size:,} bytes\n"
    )


if __name__ == "__main__":
    main()
