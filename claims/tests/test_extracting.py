"""An Extraction that goes wrong is tried again, later each time, then failed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from claims import extracting
from claims.extracting import begin_new, run, run_new
from claims.extraction import extract
from claims.extraction.worth.worth_model import Way
from claims.filings import Filing
from claims.ingest.entrance import ingest_text
from claims.models import Claim, Extraction, Mention
from claims.rows import create_mentions
from claims.tasks import extract_sources, sweep_extractions
from claims.tests.reports import FLOOD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def several_at_once(settings: Any) -> None:
    """Where meaning is matched at once, one text is run after the other."""
    settings.MATCH_BY_MEANING = "behind"


def queued(text: str = FLOOD) -> Extraction:
    source, _ = ingest_text(text)
    return Extraction.objects.get(source=source)


def break_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*args: Any, **kwargs: Any) -> None:
        raise ValueError("no such luck")

    monkeypatch.setattr(extracting, "extract", stumble)


def make_due() -> None:
    past = timezone.now() - timedelta(seconds=1)
    Extraction.objects.filter(status="queued").update(run_after=past)
    Extraction.objects.filter(status="running").update(lease_until=past)


def test_a_failing_source_waits_before_it_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    extraction = queued()
    break_extractor(monkeypatch)

    assert run(extraction.pk) is False

    extraction.refresh_from_db()
    assert (extraction.status, extraction.attempts) == ("queued", 1)
    assert extraction.error == "ValueError: no such luck"
    assert extraction.run_after > timezone.now()
    assert run(extraction.pk) is False
    extraction.refresh_from_db()
    assert extraction.attempts == 1


def test_a_source_that_always_fails_ends_as_failed_and_says_why(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.EXTRACTION_ATTEMPTS = 2
    extraction = queued()
    break_extractor(monkeypatch)

    for _ in range(4):
        make_due()
        run(extraction.pk)

    extraction.refresh_from_db()
    assert (extraction.status, extraction.attempts) == ("failed", 2)
    assert extraction.error == "ValueError: no such luck"
    assert Mention.objects.count() == Claim.objects.count() == 0


def test_a_source_that_kills_its_worker_ends_as_failed(settings: Any) -> None:
    settings.EXTRACTION_ATTEMPTS = 2
    extraction = queued()

    for _ in range(4):
        extracting.begin(extraction.pk)
        make_due()

    extraction.refresh_from_db()
    assert (extraction.status, extraction.attempts) == ("failed", 2)
    assert "ended without a word on each of 2 attempts" in extraction.error


def test_a_failed_storing_leaves_nothing_half_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    extraction = queued()

    def stumble(*args: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("claims.storing.mark_differing", stumble)
    run(extraction.pk)

    assert Mention.objects.count() == Claim.objects.count() == 0
    extraction.refresh_from_db()
    assert extraction.error == "RuntimeError: the disk is full"


def test_the_sweep_runs_what_nobody_rang_for_and_what_a_dead_worker_left() -> None:
    waiting = queued()
    left = queued("On Friday the bridge at Brill was closed to 300 lorries.")
    extracting.begin(left.pk)
    Extraction.objects.filter(pk=left.pk).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )

    assert sweep_extractions() == 2

    assert {each.status for each in Extraction.objects.all()} == {"done"}
    left.refresh_from_db()
    waiting.refresh_from_db()
    assert (waiting.attempts, left.attempts) == (1, 2)
    assert Claim.objects.count() == 4


def test_of_a_text_too_long_for_a_task_the_rest_is_dropped_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = "On Friday the bridge at {} was closed to 300 lorries.\n"
    text = "".join(line.format(name) for name in ("Brill", "Hale", "Arlen"))
    monkeypatch.setattr(extracting, "MOST_READ", 120)
    extraction = queued(text)

    assert run_new() == 1

    extraction.refresh_from_db()
    assert (extraction.status, extraction.mentions_found) == ("done", 2)
    at = text.index("On Friday the bridge at Arlen")
    assert extraction.dropped == [[at, len(text), extracting.UNREAD]]


def test_ringing_again_when_everything_is_done_does_nothing() -> None:
    queued()
    queued("On Friday the bridge at Brill was closed to 300 lorries.")

    assert extract_sources() == 2
    assert extract_sources() == 0

    assert Mention.objects.count() == 4


def test_one_that_goes_wrong_hurts_none_of_those_run_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = queued()
    good = queued("On Friday the bridge at Brill was closed to 300 lorries.")
    read = extract

    def stumble(text: str, **given: Any) -> Any:
        if text == FLOOD:
            raise ValueError("no such luck")
        return read(text, **given)

    monkeypatch.setattr(extracting, "extract", stumble)

    assert run_new() == 1

    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.status, bad.error) == ("queued", "ValueError: no such luck")
    assert (good.status, good.mentions_found) == ("done", 1)
    assert Mention.objects.get().extraction == good


def test_one_that_cannot_be_stored_leaves_the_others_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = queued("On Friday the bridge at Brill was closed to 300 lorries.")
    bad = queued()
    last = queued("On Friday the mill at Low Arlen was sold for 300 crowns.")
    create = create_mentions

    def stumble(filings: Sequence[Filing]) -> None:
        if any(each.source.pk == bad.source_id for each in filings):
            raise RuntimeError("the disk is full")
        create(filings)

    monkeypatch.setattr("claims.storing.create_mentions", stumble)

    assert run_new() == 2

    bad.refresh_from_db()
    assert (bad.status, bad.error) == ("queued", "RuntimeError: the disk is full")
    assert Claim.objects.count() == 2
    assert set(Mention.objects.values_list("extraction", flat=True)) == {
        first.pk,
        last.pk,
    }


@pytest.mark.parametrize("texts", [1, 2])
def test_what_goes_wrong_once_it_is_stored_leaves_it_stored(
    monkeypatch: pytest.MonkeyPatch, texts: int
) -> None:
    for at in range(texts):
        queued(f"On Friday the bridge at Brill was closed to {300 + at} lorries.")

    def stumble(*args: Any) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr("claims.storing.remember", stumble)

    run_new()

    assert set(Extraction.objects.values_list("status", "error")) == {("done", "")}
    assert Mention.objects.count() == texts


def test_a_mention_in_other_words_is_stored_with_them_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = queued("On Friday the bridge at Brill was closed to 300 lorries.")
    run(first.pk)
    again = queued("On Friday the old bridge at Brill was closed to 300 lorries.")

    def stumble(*args: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("claims.storing.keep_retellings", stumble)

    assert run(again.pk) is False

    again.refresh_from_db()
    assert (again.status, again.error) == ("queued", "RuntimeError: the disk is full")
    assert Mention.objects.get().extraction == first


def test_what_killed_a_worker_once_is_never_run_with_others() -> None:
    died_with = [
        queued(),
        queued("On Friday the bridge at Brill was closed to 300 lorries."),
    ]
    assert len(begin_new()) == 2
    make_due()
    fresh = queued("On Friday the mill at Low Arlen was sold for 300 crowns.")

    together = begin_new()

    assert [work.extraction_pk for work in together] == [fresh.pk]
    assert set(extracting.due(at_most=9)) >= {each.pk for each in died_with}


def test_of_one_source_one_extraction_is_run_at_a_time() -> None:
    first = queued()
    second = Extraction.objects.create(
        source=first.source, extractor="plain", version="next"
    )

    assert (run_new(), run_new()) == (1, 1)

    second.refresh_from_db()
    assert (second.status, second.mentions_found) == ("done", 0)
    assert Mention.objects.count() == 3


def test_a_long_text_is_run_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "SHORT_TOGETHER", 300)
    long = queued(FLOOD)
    short = [
        queued(f"On Friday the bridge at {name} was closed to 300 lorries.")
        for name in ("Brill", "Hale")
    ]

    first, second = begin_new(), begin_new()

    assert [each.extraction_pk for each in first] == [long.pk]
    assert [each.extraction_pk for each in second] == [each.pk for each in short]


@pytest.mark.parametrize(
    ("matching", "twice", "way"),
    [
        ("at_once", False, Way.MEANING),
        ("at_once", True, Way.SECOND_LOOK),
        ("behind", True, Way.LETTERS),
        ("off", True, Way.LETTERS),
    ],
)
def test_the_house_decides_how_worth_is_weighed(
    settings: Any, matching: str, *, twice: bool, way: Way
) -> None:
    settings.MATCH_BY_MEANING = matching
    settings.LOOK_TWICE = twice

    assert extracting.way_to_weigh() == way
