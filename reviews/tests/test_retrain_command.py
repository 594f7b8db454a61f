from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from claims.apps import use_own_model
from claims.extraction import VERSION, current_version
from claims.extraction.worth.retraining import FEWEST
from claims.extraction.worth.worth_model import MODEL_FILE, judge_sentences, use_model
from claims.models import Mention
from conftest import mention_in
from reviews.workflow import move

pytestmark = pytest.mark.django_db

WANTED, UNWANTED = "People in {} are hopeful again.", "{} opened 42 new schools."
TOWNS = ("Arlen", "Orrin", "Tarn", "Weld", "Brook", "Marsh", "Fenn")


@pytest.fixture
def decided(stated, people, decide):
    """A newsroom that keeps moods and dismisses figures."""
    ana = people["ana"]
    kept = stated("The mayor spoke.")
    gone = stated("The council met.")
    for claim in (kept, gone):
        move(claim.pk, "take", actor=ana)
    for at in range(FEWEST // 2):
        town = f"{TOWNS[at % 7]} {at % 11}"
        mention_in(kept, f"Outlet {at}", WANTED.format(town))
        mention_in(gone, f"Outlet {at}", UNWANTED.format(town))
    decide(kept, ana, "False", mentions=[kept.mentions.earliest("pk").pk])
    move(gone.pk, "dismiss", actor=ana, reason="Nothing to check.")
    assert Mention.objects.count() > FEWEST


def test_a_newsrooms_decisions_become_its_own_model(decided, tmp_path, capsys):
    path = tmp_path / "ours.npz"
    before = judge_sentences([WANTED.format("Nolde"), UNWANTED.format("Nolde")])

    call_command("retrain_worth", str(path))

    said = capsys.readouterr().out
    assert "letters: average precision" in said
    assert f"WORTH_MODEL={path}" in said
    try:
        use_own_model(str(path))
        after = judge_sentences([WANTED.format("Nolde"), UNWANTED.format("Nolde")])
        assert current_version().startswith(f"{VERSION}+")
    finally:
        use_model(MODEL_FILE)
    assert before[0].worth < before[1].worth
    assert after[0].worth > after[1].worth
    assert current_version() == VERSION


def test_too_few_decisions_make_no_model(stated, tmp_path):
    path = tmp_path / "ours.npz"

    with pytest.raises(CommandError, match="0 kept and 0 dismissed are too few"):
        call_command("retrain_worth", str(path))

    assert not path.exists()


def test_a_file_that_is_there_is_not_written_over(tmp_path):
    path = tmp_path / "ours.npz"
    path.write_bytes(b"kept")

    with pytest.raises(CommandError, match="Name a new file"):
        call_command("retrain_worth", str(path))

    assert path.read_bytes() == b"kept"


@pytest.mark.parametrize("content", [None, b"", b"no model", b"PK\x03\x04"])
def test_a_file_that_is_no_model_stops_the_start_and_changes_nothing(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "other.npz"
    if content is not None:
        path.write_bytes(content)
    before = judge_sentences(["The council opened 42 schools."])

    with pytest.raises(ImproperlyConfigured, match="WORTH_MODEL is"):
        use_own_model(str(path))

    assert judge_sentences(["The council opened 42 schools."]) == before
