"""Sentences end where a reader would end them, in English and German."""

import pytest

from claims.extraction.text.sentences import language_of, split_sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Am 15. November tagte der Rat.", "Er vertagte sich."]),
        (
            "de",
            ["Es war die 3. Flut im 19. Jahrhundert.", "Sie war hoch."],
        ),
        (
            "de",
            ["Das kostet 4 Mrd. Euro, d. h. viel.", "Dr. Orr sagte z. B. nein."],
        ),
        ("en", ["Dr. Brandt met Sen. Orr on Nov. 5 at St. Ives.", "They agreed."]),
        ("en", ["John F. Hale paid.", "The U.S. Army came."]),
        ("en", ["“Stop!” she said.", "He stopped."]),
        ("en", ["She called it “positive.”", "Mayor Brandt disagreed."]),
        ("de", ["„Das ist gut.“", "Brandt ging."]),
        ("de", ["»Das ist gut.«", "»Es hält«, sagte sie.", "Brandt ging."]),
        ("de", ["Sie hielt an.", "Das Boot sank.", "Er war 15.", "Sie war 16."]),
        ("de", ["Wilhelm II. kam um 1500 v. Chr. nicht vor.", "Niemand sah es."]),
        ("de", ["Das alles, Bäume, Wege etc. gehört der Stadt.", "So ist es."]),
        ("de", ["Rat berät über die Flut", "Der Rat hat am Montag beraten."]),
        ("en", ["He paid $5 to Orr Inc. of Brisk, Fla.", "The U.S. did not."]),
        ("en", ["“Where is the dam?” Mayor Brandt asked.", "Nobody knew."]),
        ("en", ["No.", "She said No. 4 was hers.", "See Fig. 2 and p. 7."]),
        ("en", ["It held.[3]", "The water rose (slowly).", "Then it fell."]),
        ("en", ["Flood in the old town", "The river has risen again."]),
        ("en", ["1. The dam held.", "Yahoo! shares fell.", "Was it so?", "no."]),
        ("en", ["It was late :)", "Nobody went to https://example.org/a.", "Why?"]),
        ("en", ["so it ended.", "it began again."]),
        ("fr", ["Le barrage a tenu.", "À 8 h, l’eau est montée.", "« Non ! »"]),
        ("hi", ["बाँध टूट गया।", "पानी बढ़ा।"]),
        ("ar", ["هل صمد السد؟", "نعم صمد."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(
    language: str, sentences: list[str]
) -> None:
    text = " ".join(sentences)

    found = [text[start:end] for start, end in split_sentences(text, language)]

    assert found == sentences


def test_scripts_without_blanks_end_their_sentences_too() -> None:
    text = "大坝坚持住了\u3002水位上涨了\uff01为什么\uff1f"

    found = [text[start:end] for start, end in split_sentences(text, "zh")]

    assert found == ["大坝坚持住了\u3002", "水位上涨了\uff01", "为什么\uff1f"]


@pytest.mark.parametrize(
    "text",
    [
        "." * 100_000,
        "؟" * 100_000,
        ". " * 50_000,
        ".'" * 50_000,
        " " * 100_000 + "The end",
        "____ " * 30_000,
        "http://" * 20_000,
        "[1]" * 50_000,
        "A. " * 30_000,
        "a:) " * 30_000,
    ],
    ids=lambda text: repr(text[:4]),
)
def test_marks_without_end_are_split_in_bounded_time(text: str) -> None:
    for start, end in split_sentences(text, "en"):
        assert text[start:end] == text[start:end].strip() != ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Am Montag wurden in Arlen 4.200 Wohnungen überflutet.", "de"),
        ("On Monday 4,200 homes were flooded in Arlen.", "en"),
        ("Oui.", ""),
    ],
)
def test_the_language_is_told_without_a_download(text: str, language: str) -> None:
    assert language_of(text) == language
