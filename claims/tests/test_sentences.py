"""Sentences end where a reader would end them, in English and German."""

import pytest

from claims.extraction.sentences import language_of, split_sentences


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
    ],
)
def test_sentences_end_where_a_reader_ends_them(
    language: str, sentences: list[str]
) -> None:
    text = " ".join(sentences)

    found = [text[start:end] for start, end in split_sentences(text, language)]

    assert found == sentences


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
