"""A page is read by its markup; its menu and its comments are no article."""

import pytest

from claims.ingest.pages import read_page
from claims.ingest.refusals import SourceRefused

PARAGRAPHS = [
    "The River Arl broke its banks at Arlen on Monday and flooded 4,200 homes.",
    "Mayor Tessa Brandt called on the people of Arlen to leave the old town at once.",
    "The Arlen dam held through the night, said the engineer in charge, Paul Orr.",
]
MENU = "<nav><ul><li>News</li><li>Sport</li><li>Subscribe</li></ul></nav>"
FOOTER = "<footer><p>© 2024 The Lantern. All rights reserved.</p></footer>"


def page(body: str) -> str:
    return (
        f"<html lang='en'><body>{MENU}<article>{body}</article>{FOOTER}</body></html>"
    )


def test_the_text_of_a_page_is_its_article() -> None:
    body = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)

    read = read_page(page(f"<h1>The flood</h1>{body}"))

    assert read.text.split("\n")[-3:] == PARAGRAPHS
    assert read.language == "en"


def test_the_table_of_an_article_is_read() -> None:
    body = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    table = (
        "<table><tr><th>Town</th><th>Homes</th></tr>"
        "<tr><td>Arlen</td><td>4,200</td></tr></table>"
    )

    assert "4,200" in read_page(page(body + table)).text.split(PARAGRAPHS[-1])[1]


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(SourceRefused) as refused:
        read_page("<html><body></body></html>")

    assert refused.value.code == "no_article"
