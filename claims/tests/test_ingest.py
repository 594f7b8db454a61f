"""The one way in: what is taken, what is refused, and in which words."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.ingest.entrance import SourceRefused, ingest_bytes, ingest_file, ingest_text
from claims.models import Extraction, Outlet, Source
from claims.tests.reports import FLOOD

pytestmark = pytest.mark.django_db

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Flood in Arlen</title>
<meta property="og:site_name" content="The Lantern">
<meta property="article:published_time" content="2024-11-15T08:00:00Z"></head><body>
<nav><a href="/">Home</a></nav><article><h1>Flood in Arlen</h1>
<p>4,200 homes were flooded in Arlen on Monday after the river broke its banks.</p>
<p>Mayor Tessa Brandt said the dam above the old town had held through the night.</p>
<p>The council will spend at least 2.5 million euros on new pumps, it said.</p>
</article><footer>Copyright 2024</footer></body></html>"""


def nothing_is_stored() -> bool:
    return not (Source.objects.exists() or Extraction.objects.exists())


def test_a_text_becomes_a_source_with_its_extraction_queued() -> None:
    source, created = ingest_text(FLOOD, outlet="The Lantern")

    assert created
    assert (source.text, source.title) == (FLOOD, "River Arl floods the old town")
    assert source.outlet.name == "The Lantern"
    assert source.original is None
    extraction = Extraction.objects.get(source=source)
    assert (extraction.status, extraction.extractor) == ("queued", "plain")


def test_the_same_text_twice_is_one_source() -> None:
    first, _ = ingest_text(FLOOD, outlet="The Lantern")

    second, created = ingest_text(FLOOD, outlet="The Ledger")

    assert (second.pk, created) == (first.pk, False)
    assert Source.objects.count() == Extraction.objects.count() == 1
    assert not Outlet.objects.filter(name="The Ledger").exists()


def test_a_byte_order_mark_makes_no_other_text() -> None:
    first, _ = ingest_text(FLOOD)

    second, created = ingest_bytes(b"\xef\xbb\xbf" + FLOOD.encode())

    assert (second.pk, created) == (first.pk, False)


def test_line_endings_are_kept_as_they_came() -> None:
    source, _ = ingest_bytes(FLOOD.replace("\n", "\r\n").encode())

    source.refresh_from_db()
    assert source.text == FLOOD.replace("\n", "\r\n")


@pytest.mark.parametrize("name", ["page.html", "", "page.HTM"])
def test_of_a_page_the_article_is_kept_with_what_it_says_of_itself(name: str) -> None:
    source, _ = ingest_bytes(PAGE.encode(), name=name)

    assert source.title == "Flood in Arlen"
    assert source.outlet.name == "The Lantern"
    assert source.published_on == date(2024, 11, 15)
    assert source.language == "en"
    assert source.original == PAGE.encode()
    assert "4,200 homes were flooded" in source.text
    assert "Home" not in source.text.split()
    assert source.text.count("\n") >= 2


def test_what_is_given_counts_more_than_what_a_page_says() -> None:
    source, _ = ingest_text(PAGE, outlet="The Ledger", title="A flood")

    assert (source.outlet.name, source.title) == ("The Ledger", "A flood")


def test_a_long_first_line_is_shortened_to_a_title() -> None:
    source, _ = ingest_text("A flood in Arlen " * 50)

    assert len(source.title) <= 120
    assert source.title.endswith("in Arlen…")


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"", "empty", "file: is empty"),
        (b" \n\t ", "empty", "file: is empty"),
        ("\u200b\n".encode(), "empty", "text: is empty"),
        (b"%PDF-1.7 \x00\x01\x02", "binary", "Send plain text or HTML"),
        (bytes(range(256)) * 8, "binary", "Send plain text or HTML"),
        (b"Gr\xfc\xdfe aus Arlen", "wrong_encoding", "from byte 2"),
        ("Flood".encode("utf-16"), "wrong_encoding", "UTF-16"),
        (b"The dam " * 20 + b"he\0ld.", "nul_character", "at position 162"),
        (b"The dam " * 20 + b"he\x1bld.", "control_character", "U+001B at position"),
        (b"<html><body></body></html>", "no_article", "HTML without an article"),
        (b"12345 67", "no_sentences", "holds no words"),
        (b"a" * 400_000, "no_sentences", "one word of 400,000 characters"),
    ],
)
def test_a_bad_file_is_refused_in_plain_words(
    content: bytes, code: str, message: str
) -> None:
    with pytest.raises(SourceRefused, match=re.escape(message)) as refusal:
        ingest_bytes(content)

    assert refusal.value.code == code
    assert nothing_is_stored()


def test_half_a_character_is_refused() -> None:
    with pytest.raises(SourceRefused, match="at position 8") as refusal:
        ingest_text("The dam \ud83d held.")

    assert refusal.value.code == "lone_surrogate"
    assert nothing_is_stored()


def test_a_text_too_large_is_refused_before_anything_else(settings: Any) -> None:
    settings.MAX_SOURCE_BYTES = 1000

    with pytest.raises(SourceRefused, match="has 1,001 bytes, 1,000") as refusal:
        ingest_text("a" * 1001)

    assert refusal.value.code == "too_large"
    assert nothing_is_stored()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="cannot be read") as refusal:
        ingest_file(tmp_path / "nowhere.txt")

    assert refusal.value.code == "unreadable"


def test_an_outlet_name_too_long_is_refused() -> None:
    with pytest.raises(SourceRefused, match="Shorten it to 200") as refusal:
        ingest_text(FLOOD, outlet="x" * 201)

    assert refusal.value.code == "outlet_too_long"
    assert nothing_is_stored()


def test_a_day_before_there_was_any_press_is_refused() -> None:
    with pytest.raises(SourceRefused) as refusal:
        ingest_text("The dam broke at noon.", published_on=date(1, 1, 1))

    assert refusal.value.code == "too_early"
    assert not Source.objects.exists()
