"""A source's title and outlet, from what it says itself."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from claims.extraction.page.outlets import find_outlet
from claims.extraction.page.titles import find_title
from claims.ingest.entrance import ingest_text
from claims.models import Outlet, Source

BODY = (
    "The Grayle gate on the river Arl failed at 11.40 pm on 12 March. More than 8,000"
    " people were evacuated from Arlen before dawn.\n\n"
    "About 4,200 homes were flooded after the gate gave way, the council said. The"
    " repair will cost 38 million euros, it added."
)
HEADING = "Valley cut off as Arl bursts through gate"


@pytest.mark.parametrize(
    "above",
    [
        "",
        "Follow us on social\n\nOrr Lund\n\n",
        "Marrowick Dispatch\nYou are here: Front page » Region » Arl valley\n\n",
        "DAYBREAK LEDGER\nNews / Nation / Velmark\nMenu  Search  Sign in\n\n",
        "Weather: rain, 7°C\n\n",
    ],
)
def test_the_heading_is_the_title_and_not_what_stands_above_it(above: str) -> None:
    text = f"{above}{HEADING}\n\nBy Wren Haldersby\n4 min read\n\n{BODY}"

    assert find_title(text) == HEADING


@pytest.mark.parametrize(
    "above",
    [
        "",
        "Share this: Post | Email | Copy link\n\n",
        "Photo: The gate seen from the east bank\n\n",
    ],
)
def test_without_a_heading_the_first_sentence_is_the_title(above: str) -> None:
    title = find_title(f"{above}{BODY}")

    assert title == "The Grayle gate on the river Arl failed at 11.40 pm on 12 March."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("x y", "x y"),
        ("- one\n- two", "- one"),
        ("Arl floods\nIt rained.", "Arl floods"),
    ],
)
def test_a_text_that_is_hardly_one_has_a_title_too(text: str, title: str) -> None:
    assert find_title(text) == title


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("By Wren Haldersby for The Arlen Lantern", "The Arlen Lantern"),
        ("Von Jette Marwald für den Tagblick", "Tagblick"),
        ("Source: The Arlen Lantern", "The Arlen Lantern"),
        ("https://www.lantern.example/2026/flood", "lantern.example"),
        ("Diese Nachricht wurde am 1.2.2026 im Programm Arlfunk gesendet.", "Arlfunk"),
        ("© 2026 ABN. ABN is not responsible for other pages.", "ABN"),
        ("© 2026 Kestrel Quay Media. All rights reserved.", ""),
        ("Reporting for duty, 40 men came to Arlen.", ""),
    ],
)
def test_an_outlet_is_named_only_where_the_text_says_it(line: str, outlet: str) -> None:
    assert find_outlet(f"{HEADING}\n\n{BODY}\n\n{line}") == outlet
    assert find_outlet(f"{line}\n\n{HEADING}\n\n{BODY}") == outlet


@pytest.mark.django_db
def test_an_address_names_the_outlet_with_that_domain() -> None:
    Outlet.objects.create(name="The Arlen Lantern", domain="lantern.example")

    known, _ = ingest_text(BODY, url="https://www.lantern.example/2026/flood")
    new, _ = ingest_text(f"{BODY} It rained.", url="https://ledger.example/a")
    given, _ = ingest_text(
        f"{BODY} It rains.", url="https://ledger.example/b", outlet="The Ledger"
    )

    names = [each.outlet.name for each in (known, new, given)]
    assert names == ["The Arlen Lantern", "ledger.example", "The Ledger"]


@pytest.mark.django_db
def test_a_folder_named_like_a_known_outlet_is_that_outlet(tmp_path: Path) -> None:
    Outlet.objects.create(name="The Arlen Lantern", domain="lantern.example")
    for folder in ("lantern.example", "archive"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"{BODY} {folder}")
    out = StringIO()

    call_command("ingest", str(tmp_path), stdout=out, stderr=StringIO())

    names = Source.objects.order_by("pk").values_list("outlet__name", flat=True)
    assert list(names) == ["Unknown outlet", "The Arlen Lantern"]
    assert (
        out.getvalue()
        .splitlines()[1]
        .startswith("1 without an outlet: name it with --outlet")
    )
