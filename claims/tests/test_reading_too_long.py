"""A text that takes longer to read than a task may run."""

from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from claims import extracting
from claims.extracting import run
from claims.ingest.entrance import ingest_text
from claims.models import Claim, Extraction
from claims.tests.reports import FLOOD


@pytest.mark.django_db
def test_a_text_that_takes_too_long_says_so_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def stop(*args: Any, **kwargs: Any) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(extracting, "extract", stop)
    settings.EXTRACTION_ATTEMPTS = 1
    source, _ = ingest_text(FLOOD)

    run(Extraction.objects.get(source=source).pk)

    extraction = Extraction.objects.get()
    assert extraction.status == "failed"
    assert extraction.error.startswith("Reading it took longer than 100 seconds.")
    assert "Split the text" in extraction.error
    assert not Claim.objects.exists()
