"""Who says a sentence when a newer extractor reads it otherwise than the one before."""

from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest

from claims import extraction as extractor
from claims.extracting import run_new
from claims.extraction import Extracted, Speaker, extract
from claims.models import Mention
from claims.rereading import queue_again
from claims.tests.reports import FLOOD, extracted
from reviews.workflow import move, open_reviews

pytestmark = pytest.mark.django_db

TOMORROW = Speaker("Ida Lund", 0, 1, 0, 1, "indirect")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Mention]:
    """The three mentions of a report, in order, before it is read again."""
    source = extracted(FLOOD)
    open_reviews()
    monkeypatch.setattr(extractor, "VERSION", "99")
    return list(Mention.objects.filter(source=source).order_by("start"))


def read_again() -> list[str]:
    """Who says the three now: the extractor of tomorrow hears Ida Lund in all."""

    def find(text: str, **options: Any) -> Extracted:
        found = extract(text, **options)
        told = (replace(each, speaker=TOMORROW) for each in found.findings)
        return replace(found, findings=tuple(told))

    with patch("claims.extracting.extract", find):
        queue_again()
        run_new()
    return list(Mention.objects.order_by("start").values_list("speaker", flat=True))


def test_what_nobody_has_acted_on_has_the_speaker_of_the_newer_extractor(read):
    assert [each.speaker for each in read[1:]] == [
        "Tessa Brandt",
        "council's treasurer",
    ]

    assert read_again() == ["Ida Lund"] * 3


def test_what_somebody_took_keeps_the_speaker_that_was_read(read, people):
    move(read[1].claim_id, "take", actor=people["ana"])
    move(read[1].claim_id, "release", actor=people["ana"])

    assert read_again() == ["Ida Lund", "Tessa Brandt", "Ida Lund"]


def test_what_a_person_linked_keeps_its_speaker(read):
    Mention.objects.filter(pk=read[2].pk).update(linked_by=Mention.LinkedBy.PERSON)

    assert read_again() == ["Ida Lund", "Ida Lund", "council's treasurer"]
