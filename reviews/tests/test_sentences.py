"""Cutting a text into sentences and words, and picking a place by word."""

import pytest

from reviews.desk.sentences import (
    Cut,
    find_hits,
    find_sentences,
    find_words,
    halve,
    snap,
    step,
)

FLOOD = (
    "Rain fell all night.\n\n"
    "On 12 March 2026 some 4,200 homes were flooded in Arlen. Nobody was hurt.\n\n"
    "The mayor spoke of €2.4 million."
)


def said(text, cuts):
    return [text[cut.start : cut.end] for cut in cuts]


def cut(text, language="en"):
    """Sentences and words of a short text."""
    sentences = find_sentences(text, language, around=0)
    return sentences, find_words(text, sentences, language, None)


def place_of(words, text=FLOOD):
    return Cut(text.index(words), text.index(words) + len(words))


def test_a_text_is_cut_into_its_sentences():
    sentences, _ = cut(FLOOD)

    assert said(FLOOD, sentences) == [
        "Rain fell all night.",
        "On 12 March 2026 some 4,200 homes were flooded in Arlen.",
        "Nobody was hurt.",
        "The mayor spoke of €2.4 million.",
    ]


def test_numbers_amounts_and_dates_are_one_word():
    _, words = cut(FLOOD)

    assert "12 March 2026" in said(FLOOD, words)
    assert "4,200" in said(FLOOD, words)
    assert "€2.4 million." in said(FLOOD, words)


@pytest.mark.parametrize(
    ("pointed", "taken"),
    [
        ("2", "12 March 2026"),
        ("March", "12 March 2026"),
        (",200 hom", "4,200 homes"),
        ("2.4", "€2.4 million."),
        ("looded in Arl", "flooded in Arlen."),
        ("4,200 homes", "4,200 homes"),
    ],
)
def test_a_place_snaps_to_whole_words_numbers_and_dates(pointed, taken):
    _, words = cut(FLOOD)

    snapped = snap(words, place_of(pointed))

    assert FLOOD[slice(*snapped)] == taken
    assert snap(words, snapped) == snapped


@pytest.mark.parametrize(
    ("way", "taken"),
    [
        ("start_more", "12 March 2026 some 4,200 homes"),
        ("start_less", "4,200 homes"),
        ("end_more", "some 4,200 homes were"),
        ("end_less", "some 4,200"),
        ("", "some 4,200 homes"),
        ("sideways", "some 4,200 homes"),
    ],
)
def test_a_place_grows_and_shrinks_by_one_word(way, taken):
    _, words = cut(FLOOD)

    stepped = step(words, place_of("some 4,200 homes"), way)

    assert FLOOD[slice(*stepped)] == taken


def test_a_place_grows_into_the_next_sentence_and_never_out_of_the_text():
    _, words = cut(FLOOD)
    last, first = place_of("million."), place_of("Rain")

    into = step(words, place_of("in Arlen."), "end_more")

    assert FLOOD[slice(*into)] == "in Arlen. Nobody"
    assert FLOOD[slice(*step(words, last, "end_more"))] == "million."
    assert step(words, first, "start_more") == first
    assert step(words, first, "start_less") == first


def test_invisible_characters_and_emoji_move_no_offset():
    text = "\ufeffOk 😀 so.\u200b Some 4,2\u200b00 homes\u00ad were flooded."

    sentences, words = cut(text)

    assert said(text, sentences)[-1] == "Some 4,2\u200b00 homes\u00ad were flooded."
    assert snap(words, place_of("4", text))[1] > text.index("00")


def test_signs_without_blanks_between_them_are_steps_of_their_own():
    text = "阿伦有4200户被淹。没有人受伤。"

    sentences, words = cut(text, "zh")

    assert said(text, sentences) == ["阿伦有4200户被淹。", "没有人受伤。"]
    assert said(text, words)[:4] == ["阿", "伦", "有", "4200"]


@pytest.mark.parametrize("text", ["x" * 300_000, "word " * 60_000, "Ja. " * 75_000])
def test_one_endless_line_is_cut_near_the_place_only(text):
    sentences = find_sentences(text, "en", around=150_000)

    assert sentences[0].start < 150_000 < sentences[-1].end
    assert all(0 < end - start <= 1000 for start, end in sentences)


def test_a_text_without_words_has_no_sentences():
    assert find_sentences(" \n\n ", "en", around=0) == []
    assert find_hits("", "homes") == []
    assert step([], Cut(0, 3), "end_more") == Cut(0, 3)


def test_the_line_with_most_of_the_words_is_found_first():
    assert find_hits(FLOOD, "How many HOMES were flooded?") == [FLOOD.index("On 12")]
    assert find_hits(FLOOD, "earthquake") == []
    assert find_hits("A fire.\nA fire again.", "fire") == [0, 8]


@pytest.mark.parametrize(
    ("sentence", "one", "other"),
    [
        (
            "4,200 homes were flooded, and the bridge was closed.",
            "4,200 homes were flooded.",
            "The bridge was closed.",
        ),
        (
            "Die Brücke wurde gesperrt und 4.200 Häuser standen unter Wasser.",
            "Die Brücke wurde gesperrt.",
            "4.200 Häuser standen unter Wasser.",
        ),
        ("Rock and roll is dead.", "Rock and roll is dead.", "Rock and roll is dead."),
    ],
)
def test_two_statements_in_one_sentence_are_offered_apart(sentence, one, other):
    assert halve(sentence) == (one, other)
