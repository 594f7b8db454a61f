"""Which mentions are one voice, and by which sign."""

from dataclasses import replace

from claims.matching.origins import Voice, shared_origin

LANTERN = Voice(
    outlet="The Lantern",
    owner="",
    quote="Brandt said “the dam held through the night” at Arlen.",
    paragraph="Brandt said “the dam held through the night” at Arlen.",
    speaker="Tessa Brandt",
)
LEDGER = Voice("The Ledger", "", "The dam held.", "The dam held.", "")
AGENCY = (
    "Engineers inspected the dam above the old town for six hours on Monday and found "
    "a crack as long as a lorry near the northern sluice, which had been repaired only "
    "last spring after a similar inspection."
)


def test_one_outlet_is_one_voice() -> None:
    other = replace(LEDGER, outlet="The Lantern")

    assert shared_origin(LANTERN, other) == "Both are published by The Lantern."


def test_two_outlets_of_one_owner_are_one_voice() -> None:
    one, other = replace(LANTERN, owner="Hale AG"), replace(LEDGER, owner="HALE AG")

    reason = shared_origin(one, other)

    assert reason == "The Lantern and The Ledger belong to Hale AG."


def test_the_same_sentence_word_for_word_is_one_voice() -> None:
    other = replace(LEDGER, quote=LANTERN.quote.upper())

    reason = shared_origin(LANTERN, other)

    assert reason == "Both print the same sentence, word for word."


def test_a_short_sentence_may_be_written_twice() -> None:
    one = replace(LANTERN, quote="The dam held.", speaker="")

    assert shared_origin(one, LEDGER) == ""


def test_a_paragraph_of_an_agency_is_one_voice() -> None:
    one = replace(LANTERN, quote="A crack was found.", paragraph=AGENCY)
    other = replace(LEDGER, paragraph=AGENCY.replace("on Monday ", ""))

    reason = shared_origin(one, other)

    assert reason == "Both print the same paragraph, nearly word for word."


def test_one_speakers_same_words_are_one_voice() -> None:
    quote = "“The dam held through the night,” Brandt told The Ledger."
    other = replace(LEDGER, quote=quote, speaker="Brandt")

    reason = shared_origin(LANTERN, other)

    assert reason == "Both quote Tessa Brandt: “the dam held through the night”."


def test_another_speakers_same_words_are_another_voice() -> None:
    quote = "“The dam held through the night,” Orr told The Ledger."
    other = replace(LEDGER, quote=quote, speaker="Orr")

    assert shared_origin(LANTERN, other) == ""
