"""Furniture is dropped by name; sentences of the article stay."""

import pytest

from claims.extraction.page.cleaning import clean

BODY = [
    "The River Arl broke its banks at Arlen on Monday and flooded 4,200 homes.",
    "Mayor Tessa Brandt called on the people of Arlen to leave the old town.",
    "The Arlen dam held through the night, said engineer Paul Orr.",
    "Brandt and Orr will inspect the dam at Arlen again on Thursday.",
]


def dropped(text: str) -> dict[str, str]:
    return {text[each.start : each.end]: each.reason for each in clean(text)[1]}


def body(text: str) -> list[str]:
    return [text[each.start : each.end] for each in clean(text)[0]]


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
        ("Mona Reed is a freelance writer based in Arlen.", "author note"),
        ("Follow Mona Reed on Pigeon.", "reader appeal"),
        ("Like this story? Tell a friend.", "reader appeal"),
        ("By submitting this form you agree to our terms.", "reader appeal"),
        ("Please read our privacy policy before you write to us.", "legal notice"),
        ("Wir schützen Ihre Daten nach dem Gesetz.", "legal notice"),
        ("Tessa Brandt, left, speaks with Paul Orr at the dam on Monday.", "caption"),
        ("The old town under waterCredit: Mona Reed", "caption"),
        ("News | Region | Arlen", "navigation"),
        ("Back to top", "navigation"),
        ("The flood of the century", "heading"),
    ],
)
def test_furniture_is_dropped_by_name(line: str, reason: str) -> None:
    text = "\n\n".join([*BODY[:2], line, *BODY[2:]])

    assert dropped(text)[line] == reason
    assert body(text) == BODY


def test_a_text_without_full_stops_keeps_its_statements() -> None:
    text = "4,200 homes were built in Arlen\n300 of them stand empty"

    assert body(text) == text.split("\n")


@pytest.mark.parametrize(
    "paragraph",
    [
        "Silke Orn verteilt seit Montag Suppe. »Heute habe ich aufgehört zu zählen.«",
        "«Wir zählten 600 Teller am Abend.»",
        "\u2039Wir zählten 600 Teller am Abend.\u203a",
        "Tessa Brandt came at noon. “I counted 600 plates in the hall”, she says",
    ],
)
def test_a_paragraph_that_ends_in_its_quotation_is_no_heading(paragraph: str) -> None:
    text = "\n\n".join([*BODY[:2], paragraph, *BODY[2:]])

    assert paragraph in body(text)


def test_unconnected_single_sentences_before_the_footer_are_teasers() -> None:
    teasers = [
        "A ferry with 90 people on board has sunk off Cape Morn.",
        "Singer Lila Voss opens her world tour in Brisk after two years away.",
        "The kittens were handed to neighbours and their friends.",
        "Coach Ron Abel leaves Port Sander after a single season.",
    ]
    text = "\n".join([*BODY, *teasers, "Copyright 2024 The Lantern"])

    assert body(text) == BODY
    assert [dropped(text)[each] for each in teasers] == ["teaser"] * 4


def test_single_sentences_of_the_article_itself_are_no_teasers() -> None:
    text = "\n".join([*BODY, "Copyright 2024 The Lantern"])

    assert body(text) == BODY


def test_paragraphs_in_a_script_without_capitals_are_no_teasers() -> None:
    days = ("하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레")
    article = [f"{day} 만에 강이 둑을 넘었다. 주민은 배로 갔다." for day in days]
    text = "\n".join([*article, "Copyright 2024 The Lantern"])

    assert body(text) == article


def test_paragraphs_on_other_topics_after_a_mark_of_the_page_are_teasers() -> None:
    teaser = (
        "Singer Lila Voss opens her tour in Brisk. Two years after her illness Voss "
        "returns with songs by Enno Hale and the Brisk Philharmonic."
    )
    text = "\n\n".join([*BODY, "Image credit: Ted Poll", teaser, "Keep reading"])

    assert body(text) == BODY
    assert dropped(text)[teaser] == "teaser"


def test_a_credit_in_the_middle_ends_nothing() -> None:
    text = "\n\n".join([*BODY[:3], "Image credit: Ted Poll", BODY[3]])

    assert body(text) == BODY


def test_everything_after_the_comments_is_dropped() -> None:
    text = "\n\n".join([*BODY, "2 Comments", "In Arlen 9,000 homes were flooded."])

    assert body(text) == BODY


def test_a_paragraph_wrapped_by_a_machine_is_read_as_one() -> None:
    text = (
        "The River Arl broke its banks at Arlen on Monday and\n"
        "flooded 4,200 homes. Mayor Tessa Brandt called on the\n"
        "people of the old town to leave."
    )

    assert body(text) == [text]


MENU = ["Home", "News", "Region", "Sport", "Football", "Chess", "Weather", "Culture"]
TEASER_LIST = [
    "Chess club of Brisk wins again",
    "Ted Poll",
    "The chess club of Brisk has won the cup for the third time in a row.",
    "Ferry sinks off Cape Morn",
    "Lila Voss",
    "A ferry with 90 people on board has sunk in calm weather off Cape Morn.",
    "Mayor of Port Sander resigns",
]


def test_only_the_article_of_a_pasted_page_is_searched() -> None:
    text = "\n".join([*MENU, "The flood", *BODY, *MENU, *TEASER_LIST, *MENU])

    assert body(text) == BODY
    assert dropped(text)["Chess"] == "away from the article"
    assert dropped(text)[TEASER_LIST[2]] == "away from the article"


def test_an_article_goes_on_after_a_box_of_the_page() -> None:
    text = "\n".join([*MENU, *BODY[:2], "Most read", *MENU[:4], *BODY[2:], *MENU])

    assert body(text) == BODY


def test_a_second_half_after_a_mark_of_the_page_is_no_teaser() -> None:
    second = [
        "Singer Lila Voss gave 3,000 crowns to the families of the old town.",
        "Enno Hale, who owns the mill, lent two boats on Monday evening.",
        "Ron Abel of the fire brigade counted 40 rescued cows by midnight.",
        "Iris Moll said on Tuesday that the school would stay closed.",
    ]
    text = "\n\n".join([*BODY, "Image: Ted Poll", *second])

    assert body(text) == [*BODY, *second]


def test_a_paragraph_on_the_same_topic_after_the_end_is_kept_and_doubted() -> None:
    last = "Mayor Tessa Brandt of Arlen opened the Arlen dam in 2011 for Paul Orr."
    text = "\n\n".join([*BODY, "Related Articles", last])

    doubted = [each for each in clean(text)[0] if each.doubt]

    assert body(text) == [*BODY, last]
    assert [text[each.start : each.end] for each in doubted] == [last]
    assert {each.doubt for each in doubted} == {"may be page furniture"}


def test_a_paragraph_that_stands_twice_is_read_once() -> None:
    text = "\n\n".join([BODY[0], *BODY])

    assert body(text) == BODY
    assert [each.reason for each in clean(text)[1]] == ["repeated paragraph"]


def test_entries_of_a_list_without_full_stops_are_read() -> None:
    entries = ["• 4,200 homes were flooded in Arlen", "• 300 cows were rescued by boat"]
    text = "\n".join([BODY[0], *entries, BODY[1]])

    assert body(text) == [BODY[0], *entries, BODY[1]]


def test_a_page_of_marks_is_cleaned_in_bounded_time() -> None:
    prose = "".join(
        f"A sentence about number {n} stands here alone.\n" for n in range(5)
    )
    text = (prose + "Related Articles\nHome\n") * 3_000

    paragraphs, furniture = clean(text)

    assert len(paragraphs) + len(furniture) == 21_000


@pytest.mark.parametrize("sign", ["(Reuters)", "(dpa)", "(dpa/epd)", "(Arlen Press)"])
def test_a_sentence_signed_by_an_agency_is_no_heading(sign: str) -> None:
    told = f"Eleven people were injured in the flood, two of them seriously. {sign}"
    text = f"The Grayle gate failed on 12 March, flooding 4,200 homes.\n\n{told}\n"

    kept, _ = clean(text)

    assert [text[each.start : each.end] for each in kept][-1] == told
