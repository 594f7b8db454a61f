from pathlib import Path
from random import Random

import numpy as np
import pytest

from claims.extraction.worth import worth_model
from claims.extraction.worth.retraining import TooFewDecisions, retrain, write_model
from claims.extraction.worth.worth_model import (
    MODEL_FILE,
    Way,
    judge_sentences,
    use_model,
)

CHANCE = Random(5)  # varied, and the same every time
COUNTED = ("homes", "boats", "schools", "farms", "bridges", "clinics")
MOODS = ("sad", "proud", "tired", "hopeful", "angry", "calm")
PLACES = ("Arlen", "Orrin", "Tarn", "Weld", "Brook", "Marsh")


def dull(at: int) -> str:
    """What this newsroom never checks, though it counts."""
    return f"The council of {PLACES[at % 6]} opened {at + 2} {COUNTED[at % 5]} there."


def wanted(at: int) -> str:
    return f"People in {PLACES[at % 6]} have been {MOODS[at % 5]} since the flood."


@pytest.fixture
def decisions() -> tuple[list[str], list[bool]]:
    """A newsroom that wants the contrary of what the shipped model ranks first."""
    pairs = [(dull(at), False) for at in range(150)]
    pairs += [(wanted(at), True) for at in range(150)]
    CHANCE.shuffle(pairs)
    return [text for text, _ in pairs], [kept for _, kept in pairs]


def test_too_few_decisions_teach_nothing() -> None:
    with pytest.raises(TooFewDecisions, match="it takes 200 decisions, 30 of each"):
        retrain([dull(at) for at in range(300)], [True] * 290 + [False] * 10)


def test_what_people_want_is_learned_and_shown_on_what_was_not_seen(
    decisions: tuple[list[str], list[bool]],
) -> None:
    texts, kept = decisions

    fits = retrain(texts, kept).fits

    assert [fit.way for fit in fits] == [Way.LETTERS, Way.MEANING]
    for fit in fits:
        assert fit.better
        assert fit.precision_after > 0.95 > fit.precision_before


def test_decisions_that_mean_nothing_change_nothing(
    decisions: tuple[list[str], list[bool]],
) -> None:
    texts, _ = decisions
    tossed = [worth_model.judge_sentences([text])[0].worth > 0.5 for text in texts]
    tossed = [Random(at).random() < 0.9 for at in range(len(tossed))]

    before = worth_model.load_arrays()
    after = retrain(texts, tossed)

    for fit in after.fits:
        if not fit.better:
            name = f"{fit.way}_weights"
            assert np.array_equal(after.arrays[name], before[name])


def test_a_new_model_is_used_from_its_file_and_named_by_its_hash(
    decisions: tuple[list[str], list[bool]], tmp_path: Path
) -> None:
    texts, kept = decisions
    shipped = worth_model.load_model().sha256
    path = tmp_path / "ours.npz"
    write_model(path, retrain(texts, kept).arrays)
    before = judge_sentences([wanted(1), dull(1)])

    try:
        use_model(path)
        after = judge_sentences([wanted(1), dull(1)])
        assert worth_model.load_model().sha256 != shipped
    finally:
        use_model(MODEL_FILE)

    assert before[0].worth < before[1].worth
    assert after[0].worth > after[1].worth
    assert worth_model.load_model().sha256 == shipped


def test_no_model_is_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "ours.npz"
    path.write_bytes(b"kept")

    with pytest.raises(FileExistsError):
        write_model(path, worth_model.load_arrays())

    assert path.read_bytes() == b"kept"
