"""The pairs that were suggested and read, and the likelihood fitted on them."""

import json
from collections import Counter
from hashlib import sha256

import pytest

from benchmarks.quality import read_rows
from benchmarks.train_unlinked import PAIRS, fit_all, read_table, score_held_out
from claims.matching.same.unlinked import WEIGHTS


def test_the_stored_likelihood_is_fitted_on_the_pairs_as_they_stand() -> None:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))

    assert stored["labels"] == sha256(PAIRS.read_bytes()).hexdigest(), (
        f"Run benchmarks/train_unlinked.py: {PAIRS.name} has changed."
    )


def test_of_what_is_asked_about_most_is_worth_a_look_on_events_held_out() -> None:
    rows = list(read_rows(PAIRS))
    signs = read_table(rows)
    scores = score_held_out(signs, rows)
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))

    asked = [
        row["label"]
        for row, score in zip(rows, scores, strict=True)
        if score >= stored["asked"]
    ]
    counts = Counter(asked)

    fitted = fit_all(signs, rows)
    assert fitted["start"] == pytest.approx(stored["start"], abs=0.05)
    assert fitted["weights"] == pytest.approx(stored["weights"], abs=0.05)
    assert counts["same"] + counts["partly"] > 0.55 * len(asked)
    assert counts["same"] >= 0.6 * sum(row["label"] == "same" for row in rows)
