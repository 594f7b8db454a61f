from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from claims import extraction as extractor
from claims.extracting import run_new
from claims.extraction import Extracted, extract
from claims.extraction.worth.worth_model import load_model
from claims.models import Claim, Extraction, Mention
from claims.rereading import queue_again
from claims.tests.reports import FLOOD, extracted

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extractor of tomorrow."""
    monkeypatch.setattr(extractor, "VERSION", "99")


def test_an_extraction_knows_version_and_model() -> None:
    source = extracted(FLOOD)

    done = Extraction.objects.get(source=source)
    assert done.version == extractor.VERSION
    assert done.model_sha256 == load_model().sha256


def test_what_was_read_is_not_read_again_by_the_same_extractor() -> None:
    extracted(FLOOD)

    assert queue_again() == 0


@pytest.mark.usefixtures("newer")
def test_a_newer_extractor_reads_again_and_doubles_nothing() -> None:
    extracted(FLOOD)
    before = set(Mention.objects.values_list("pk", flat=True))
    Extraction.objects.update(version="1")

    assert queue_again() == 1
    assert run_new() == 1

    assert set(Mention.objects.values_list("pk", flat=True)) == before
    assert Extraction.objects.filter(version="99", status="done").count() == 1


@pytest.mark.usefixtures("newer")
def test_what_is_found_no_more_is_marked_and_kept() -> None:
    source = extracted(FLOOD)
    Extraction.objects.update(version="1")
    start = FLOOD.index("The dam held")
    with patch("claims.extracting.extract", without("The dam held")):
        queue_again([source.pk])
        run_new()

    missed = Mention.objects.get(missed_by__isnull=False)
    assert missed.start <= start < missed.end
    assert missed.missed_by is not None
    assert missed.missed_by.version == "99"
    assert Claim.objects.count() == 3


def test_what_is_found_again_later_is_marked_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = extracted(FLOOD)
    for version, words in (("98", "The dam held"), ("99", "No such words")):
        monkeypatch.setattr(extractor, "VERSION", version)
        with patch("claims.extracting.extract", without(words)):
            queue_again([source.pk])
            run_new()
        missed = Mention.objects.filter(missed_by__isnull=False).count()
        assert missed == (1 if version == "98" else 0)


@pytest.mark.usefixtures("newer")
def test_a_place_a_person_pointed_at_is_never_marked() -> None:
    source = extracted(FLOOD)
    Extraction.objects.update(version="1")
    Mention.objects.update(linked_by=Mention.LinkedBy.PERSON)
    with patch("claims.extracting.extract", without("The dam held")):
        queue_again([source.pk])
        run_new()

    assert not Mention.objects.filter(missed_by__isnull=False).exists()


@pytest.mark.usefixtures("newer")
def test_a_sentence_that_ends_elsewhere_is_the_same_place() -> None:
    source = extracted(FLOOD)
    Extraction.objects.update(version="1")
    with patch("claims.extracting.extract", shorter_by(3)):
        queue_again([source.pk])
        run_new()

    assert Claim.objects.count() == Mention.objects.count() == 3
    assert not Mention.objects.filter(missed_by__isnull=False).exists()


@pytest.mark.usefixtures("newer")
def test_the_command_says_how_many_and_names_what_is_not_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    extracted(FLOOD)
    Extraction.objects.update(version="1")

    call_command("reread")
    assert capsys.readouterr().out == "1 queued for plain 99.\n"
    with pytest.raises(CommandError, match="There is no source 999999"):
        call_command("reread", "999999")


Extractor = Callable[..., Extracted]


def without(words: str) -> Extractor:
    """An extractor that finds all but the sentence with these words."""

    def find(text: str, **options: Any) -> Extracted:
        found = extract(text, **options)
        kept = tuple(each for each in found.findings if words not in each.quote)
        return replace(found, findings=kept)

    return find


def shorter_by(letters: int) -> Extractor:
    """An extractor whose sentences end earlier."""

    def find(text: str, **options: Any) -> Extracted:
        found = extract(text, **options)
        cut = (
            replace(each, end=each.end - letters, quote=each.quote[:-letters])
            for each in found.findings
        )
        return replace(found, findings=tuple(cut))

    return find
