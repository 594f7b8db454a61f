"""Furniture is dropped by name; sentences of the article stay."""

import pytest

from claims.extraction import extract

BODY = [
    "The River Arl broke its banks at Arlen on Monday and flooded 4,200 homes.",
    "Mayor Tessa Brandt called on the people of Arlen to leave the old town.",
    "The Arlen dam held through the night, said engineer Paul Orr.",
    "Brandt and Orr will inspect the dam at Arlen again on Thursday.",
]


def dropped(text: str) -> dict[str, str]:
    return {text[each.start : each.end]: each.reason for each in extract(text).dropped}


def quotes(text: str) -> list[str]:
    return [each.quote for each in extract(text).findings]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("© 2024 The Lantern", "copyright"),
        ("Alle Rechte vorbehalten. Der Bote 2024.", "copyright"),
        ("We and our partners use cookies to improve the site.", "cookie notice"),
        ("Wir verwenden Cookies, um die Seite zu verbessern.", "cookie notice"),
        ("Sign up to our weekly newsletter.", "newsletter"),
        ("Jetzt Newsletter abonnieren!", "newsletter"),
        ("12 Comments", "comments"),
        ("Kommentar schreiben", "comments"),
        ("Read more: Why the Arl floods every year.", "keep reading"),
        ("Weiterlesen", "keep reading"),
        ("Mehr zum Thema", "related"),
        ("Photo: Mona Reed for The Lantern.", "image credit"),
        ("Bild: Mona Reed.", "image credit"),
        ("People leave the old town. (Mona Reed / Lantern Pictures)", "caption"),
        ("Share this on Facebook.", "share"),
        ("Teilen", "share"),
        ("5 min read", "reading time"),
        ("Lesezeit: 4 Minuten", "reading time"),
        ("By Mona Reed and Ted Poll", "byline"),
        ("Von Mona Reed, Arlen", "byline"),
        ("Published on 4 March 2024", "dateline"),
        ("You can hear the whole interview on Sunday at 11.", "promotion"),
        ("Hören Sie die ganze Sendung am Sonntag.", "promotion"),
        ("This article was first published in The Ledger.", "publishing note"),
        ("Dieser Beitrag wurde am 4. März gesendet.", "publishing note"),
        ("News | Region | Arlen", "navigation"),
        ("Back to top", "navigation"),
        ("The flood of the century", "heading"),
    ],
)
def test_furniture_is_dropped_by_name(line: str, reason: str) -> None:
    text = "\n\n".join([*BODY[:2], line, *BODY[2:]])

    assert dropped(text)[line] == reason
    assert quotes(text) == BODY


def test_a_text_without_full_stops_keeps_its_statements() -> None:
    text = "4,200 homes were built in Arlen\n300 of them stand empty"

    assert quotes(text) == text.split("\n")


def test_unconnected_single_sentences_before_the_footer_are_teasers() -> None:
    teasers = [
        "A ferry with 90 people on board has sunk off Cape Morn.",
        "Singer Lila Voss opens her world tour in Brisk after two years away.",
        "The kittens were handed to neighbours and their friends.",
        "Coach Ron Abel leaves Port Sander after a single season.",
    ]
    text = "\n".join([*BODY, *teasers, "Copyright 2024 The Lantern"])

    assert quotes(text) == BODY
    assert [dropped(text)[each] for each in teasers] == ["teaser"] * 4


def test_single_sentences_of_the_article_itself_are_no_teasers() -> None:
    text = "\n".join([*BODY, "Copyright 2024 The Lantern"])

    assert quotes(text) == BODY


def test_paragraphs_on_other_topics_after_a_mark_of_the_page_are_teasers() -> None:
    teaser = (
        "Singer Lila Voss opens her tour in Brisk. Two years after her illness Voss "
        "returns with songs by Enno Hale and the Brisk Philharmonic."
    )
    text = "\n\n".join([*BODY, "Image credit: Ted Poll", teaser, "Keep reading"])

    assert quotes(text) == BODY
    assert dropped(text)[teaser] == "teaser"


def test_a_credit_in_the_middle_ends_nothing() -> None:
    text = "\n\n".join([*BODY[:3], "Image credit: Ted Poll", BODY[3]])

    assert quotes(text) == BODY


def test_everything_after_the_comments_is_dropped() -> None:
    text = "\n\n".join([*BODY, "2 Comments", "In Arlen 9,000 homes were flooded."])

    assert quotes(text) == BODY


def test_a_paragraph_wrapped_by_a_machine_is_read_as_one() -> None:
    text = (
        "The River Arl broke its banks at Arlen on Monday and\n"
        "flooded 4,200 homes. Mayor Tessa Brandt called on the\n"
        "people of the old town to leave."
    )

    assert [each.text for each in extract(text).findings] == [
        BODY[0],
        "Mayor Tessa Brandt called on the people of the old town to leave.",
    ]
