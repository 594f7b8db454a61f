"""The labelled reports of one event, and the scorer fitted on them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.labelled_events import (
    DIFFERENT,
    FOLDER,
    PARTLY,
    PUBLISHED,
    SAME,
    compare_facts,
    cut_event,
    hash_text,
    place,
    read_events,
)
from benchmarks.quality import read_rows
from benchmarks.train_pairs import average_precision, fit, hash_labels, recall_at
from claims.matching.same.pairs import WEIGHTS, scale


def test_ten_own_events_have_a_german_report_each() -> None:
    events = read_events()

    assert len(events) == 10
    for event in events:
        assert len(event.reports) >= 3
        assert "de" in {report.language for report in event.reports}
        assert SAME in event.labels.values()


def test_published_reports_are_told_by_offsets_and_never_by_their_text() -> None:
    for row in read_rows(PUBLISHED):
        assert set(row) == {"event", "reports", "same", "maybe"}
        for report in row["reports"]:
            assert set(report) == {"file", "sha256", "language", "sentences"}
            assert all(start < end for start, end in report["sentences"])


def test_the_stored_weights_are_fitted_on_the_labels_as_they_stand() -> None:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))

    assert stored["labels"] == hash_labels(), (
        f"Run benchmarks/train_pairs.py: {FOLDER} has changed."
    )
    assert 0 < scale().maybe < scale().same < 1


@pytest.mark.parametrize(
    ("ours", "theirs", "label"),
    [
        ({"dead"}, {"dead", "hurt"}, SAME),
        ({"dead?"}, {"dead"}, PARTLY),
        ({"dead?"}, {"dead?"}, PARTLY),
        ({"dead?", "hurt"}, {"dead", "hurt"}, SAME),
        ({"dead"}, {"hurt"}, DIFFERENT),
        (set(), set(), DIFFERENT),
    ],
)
def test_facts_in_common_make_the_label(
    ours: set[str], theirs: set[str], label: int
) -> None:
    assert compare_facts(ours, theirs) == label


def test_the_sentences_of_a_published_report_are_cut_from_its_text() -> None:
    text = "The dam broke. Nobody\nwas hurt."
    report = {"sha256": hash_text(text), "language": "en", "sentences": [[0, 14]]}
    late = {**report, "sentences": [[0, 14], [15, 31]]}
    row = {
        "event": "dam",
        "reports": [report, late],
        "same": [["A0", "B0"]],
        "maybe": [["B1", "A0"]],
    }

    event = cut_event(row, {hash_text(text): text})

    assert event.reports[1].sentences == ("The dam broke.", "Nobody was hurt.")
    assert list(event.pairs()) == [((0, 0, 1, 0), SAME), ((0, 0, 1, 1), PARTLY)]


def test_a_place_is_a_report_and_a_sentence() -> None:
    assert place(["A2", "B10"]) == (0, 2, 1, 10)


def test_figures_of_a_ranking() -> None:
    labels = np.array([1, 0, 1, 1])
    scores = np.array([0.9, 0.8, 0.7, 0.1])

    assert average_precision(labels, scores) == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)
    assert recall_at(labels, scores, 0.7) == (1.0, 0.1)
    assert recall_at(labels, scores, 0.9) == (1 / 3, 0.9)
    assert recall_at(1 - labels, scores, 0.9) == (0.0, 1.0)


def test_the_fit_gives_the_telling_sign_the_weight() -> None:
    draws = np.random.default_rng(5).normal(size=(400, 2))
    labels = (draws[:, 0] > 0).astype(np.int64)

    fitted = fit(draws, labels, np.zeros(400, dtype=np.int64))

    assert fitted.weights[0] > 10 * abs(fitted.weights[1])
    assert fitted.score(np.array([[2.0, 0.0]]))[0] > 0.95


def test_links_are_counted_without_a_newsroom_s_settings() -> None:
    counted = (
        "import numpy as np\n"
        "from benchmarks.labelled_events import Report\n"
        "from benchmarks.quality_tasks.same_event import count_linked\n"
        "one = Report('en', ('Arlen has passed the new budget on Friday.',))\n"
        "other = Report('en', ('Arlen has not passed the new budget on Friday.',))\n"
        "print(count_linked(one, other, np.array([[0.9]])))"
    )
    bare = {
        name: value
        for name, value in os.environ.items()
        if name != "DJANGO_SETTINGS_MODULE"
    }

    told = subprocess.run(
        [sys.executable, "-c", counted],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env=bare,
        text=True,
    )

    assert (told.stderr, told.stdout) == ("", "0\n")
