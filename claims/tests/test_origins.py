"""Which mentions are one voice, and by which sign."""

from dataclasses import replace

import pytest

from claims.matching.origins import Sign, Voice, shared_origin
from claims.matching.origins.copies import Kind, Shared

QUOTE = "Brandt said “the dam held through the night” at Arlen."
LANTERN = Voice("The Lantern", "", QUOTE, "Tessa Brandt", 100, 154)
LEDGER = Voice("The Ledger", "", "The dam held.", "", 40, 53)


def reason(left: Voice, right: Voice) -> str:
    sign = shared_origin(left, right)
    return sign.reason if sign else ""


def test_one_outlet_is_one_voice() -> None:
    other = replace(LEDGER, outlet="The Lantern")

    assert shared_origin(LANTERN, other) == Sign("Both are published by The Lantern.")


def test_two_outlets_of_one_owner_are_one_voice() -> None:
    one, other = replace(LANTERN, owner="Hale AG"), replace(LEDGER, owner="HALE AG")

    assert reason(one, other) == "The Lantern and The Ledger belong to Hale AG."


def test_the_same_sentence_word_for_word_is_one_voice_and_shows_both_places() -> None:
    other = replace(LEDGER, quote=LANTERN.quote.upper())
    told = "Both print the same sentence, word for word."

    assert shared_origin(LANTERN, other) == Sign(
        told, Shared(Kind.PASSAGE, (100, 154), (40, 53), told)
    )


def test_a_short_sentence_may_be_written_twice() -> None:
    one = replace(LANTERN, quote="The dam held.", speaker="")

    assert shared_origin(one, LEDGER) is None


@pytest.mark.parametrize("kind", [Kind.COPY, Kind.PART, Kind.PASSAGE, Kind.STATEMENT])
def test_places_in_a_shared_passage_are_one_voice(kind: Kind) -> None:
    shared = Shared(kind, (90, 400), (20, 330), "The Ledger prints it all.")

    sign = shared_origin(LANTERN, LEDGER, [shared])

    assert sign == Sign("The Ledger prints it all.", shared)


@pytest.mark.parametrize(
    "shared",
    [
        Shared(Kind.NONE, (90, 400), (20, 330), "a phrase"),
        Shared(Kind.PART, (90, 400), (60, 330), "after the one"),
        Shared(Kind.PART, (200, 400), (20, 330), "after the other"),
    ],
)
def test_places_outside_what_is_shared_are_two_voices(shared: Shared) -> None:
    assert shared_origin(LANTERN, LEDGER, [shared]) is None


def test_one_speakers_same_words_are_one_voice() -> None:
    quote = "“The dam held through the night,” Brandt told The Ledger."
    other = replace(LEDGER, quote=quote, speaker="Brandt")

    told = reason(LANTERN, other)

    assert told == "Both quote Tessa Brandt: “the dam held through the night”."


def test_another_speakers_same_words_are_another_voice() -> None:
    quote = "“The dam held through the night,” Orr told The Ledger."
    other = replace(LEDGER, quote=quote, speaker="Orr")

    assert shared_origin(LANTERN, other) is None


@pytest.mark.parametrize(
    "quote",
    [
        "„Der Damm hat die ganze Nacht gehalten“, sagte Brandt.",
        "»Der Damm hat die ganze Nacht gehalten«, sagte Brandt.",
        "« Le barrage a tenu toute la nuit », a dit Brandt.",
    ],
)
def test_one_statement_quoted_in_another_language_is_one_voice(quote: str) -> None:
    other = replace(LEDGER, quote=quote, speaker="Brandt")

    assert reason(LANTERN, other) == "Both quote one statement of Tessa Brandt."


@pytest.mark.parametrize(
    "quote",
    [
        "Nach Angaben von Brandt hielt der Damm die ganze Nacht.",
        "The dam had held through the night, Brandt said.",
    ],
)
def test_what_one_person_said_is_one_voice_quoted_or_not(quote: str) -> None:
    other = replace(LEDGER, quote=quote, speaker="Brandt")

    assert shared_origin(LANTERN, other) == Sign("Both report what Tessa Brandt said.")


def test_nor_does_it_take_a_quotation() -> None:
    one = replace(LANTERN, quote="The dam has held, Tessa Brandt told reporters.")
    other = replace(LEDGER, quote="Brandt said the dam held.", speaker="Brandt")

    assert reason(one, other) == "Both report what Tessa Brandt said."


def test_what_somebody_did_in_words_many_may_have_seen() -> None:
    one = replace(LANTERN, quote="Tessa Brandt condemned the delay.")
    other = replace(LEDGER, quote="Brandt condemned the delay.", speaker="Brandt")

    assert shared_origin(one, other) is None


def test_what_a_nameless_official_said_is_a_voice_of_its_own() -> None:
    one = replace(LANTERN, quote="The dam held, an official said.", speaker="official")
    other = replace(LEDGER, quote="An official said it held.", speaker="official")

    assert shared_origin(one, other) is None


def test_two_nameless_officials_are_two_voices() -> None:
    one = replace(LANTERN, speaker="a government official")
    quote = "„Der Damm hat die ganze Nacht gehalten“, sagte ein Beamter."
    other = replace(LEDGER, quote=quote, speaker="an official")

    assert shared_origin(one, other) is None
