"""Asking whether pages are still there, of a server that really runs."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims.ingest.entrance import ingest_text
from claims.ingest.link_checks import AT_ONCE, check_links
from claims.models import LinkCheck, Source
from claims.tests.webserver import Web

TEXT = "The bridge at Arlen was closed on {} March."

pytestmark = pytest.mark.django_db


def stored(url: str) -> Source:
    source, _ = ingest_text(TEXT.format(Source.objects.count() + 1), url=url)
    return source


def test_a_page_that_is_gone_is_noted_with_its_first_day(
    web: Web,
) -> None:
    source = stored(f"{web.address}/gone")
    check_links(seconds=9)
    first = LinkCheck.objects.get(source=source)
    yesterday = timezone.now() - timedelta(days=1, hours=1)
    LinkCheck.objects.update(checked_at=yesterday, gone_since=yesterday)

    asked = check_links(seconds=9)

    check = LinkCheck.objects.get(source=source)
    assert (first.status, first.gone_since is not None) == (404, True)
    assert (asked, check.status, check.gone_since) == (1, 404, yesterday)
    assert check.checked_at > yesterday


def test_a_page_that_came_back_is_gone_no_more(web: Web) -> None:
    source = stored(web.serve("/back", "<p>Here.</p>"))
    LinkCheck.objects.create(
        source=source,
        status=404,
        checked_at=timezone.now() - timedelta(days=2),
        gone_since=timezone.now() - timedelta(days=2),
    )

    check_links(seconds=9)

    check = LinkCheck.objects.get(source=source)
    assert (check.status, check.gone_since) == (200, None)


@pytest.mark.parametrize("status", [403, 500])
def test_a_page_that_is_only_closed_to_us_is_not_gone(web: Web, status: int) -> None:
    source = stored(web.serve("/closed", "", status=status))

    check_links(seconds=9)

    check = LinkCheck.objects.get(source=source)
    assert (check.status, check.gone_since) == (status, None)


def test_a_server_that_does_not_answer_is_noted_and_waits_for_another_day() -> None:
    source = stored("http://127.0.0.1:1/nobody")

    asked = [check_links(seconds=9), check_links(seconds=9)]

    check = LinkCheck.objects.get(source=source)
    assert asked == [1, 0]
    assert (check.status, check.gone_since) == (0, None)


def test_only_recent_and_current_sources_with_an_address_are_asked_about(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_text("The dam has no address.")
    older = stored(f"{web.address}/old")
    ingest_text("The dam was built in 1975.", url="", supersedes=older.pk)
    monkeypatch.setattr("claims.ingest.link_checks.ASK_FOR", timedelta(days=-1))
    stored(f"{web.address}/long-ago")

    assert check_links(seconds=9) == 0
    monkeypatch.undo()
    assert web.asked == []


def test_a_desk_that_fetches_nothing_asks_nobody(web: Web, settings: Any) -> None:
    settings.FETCH_PAGES = False
    stored(f"{web.address}/gone")

    assert check_links(seconds=9) == 0
    assert web.asked == []


def test_asking_ends_with_its_time_and_with_its_number(web: Web) -> None:
    for at in range(AT_ONCE + 1):
        stored(f"{web.address}/gone/{at}")

    assert check_links(seconds=-1) == 0
    assert check_links(seconds=30) == AT_ONCE
    assert check_links(seconds=30) == 1
