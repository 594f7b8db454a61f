"""A name put behind a pronoun is read by people and by nothing that compares."""

from claims.insertions import insert_referents, without_insertions
from claims.matching.sense.similarity import fingerprint, similarity, sketch

PLAIN = "He said the dam of Arlen would cost 4 million euros."
TOLD = "He [Olaf Orr] said the dam of Arlen would cost 4 million euros."


def test_a_name_stands_in_brackets_behind_its_pronoun() -> None:
    assert insert_referents(PLAIN, [(2, "Olaf Orr")]) == TOLD
    assert without_insertions(TOLD) == PLAIN


def test_a_body_stands_behind_it() -> None:
    told = insert_referents("It added more.", [(2, "foreign ministry")])

    assert told == "It [foreign ministry] added more."
    assert without_insertions(told) == "It added more."


def test_brackets_of_others_stay() -> None:
    written = "The [old] dam held, she [sic] said, and er [so Orr] sagte (he [did])."

    assert without_insertions("The [old] dam held.") == "The [old] dam held."
    assert without_insertions(written) == (
        "The [old] dam held, she said, and er sagte (he)."
    )


def test_texts_that_differ_by_a_referent_are_one_claim() -> None:
    other = TOLD.replace("Olaf Orr", "Karl Lund")

    assert fingerprint(PLAIN) == fingerprint(TOLD) == fingerprint(other)
    assert sketch(PLAIN) == sketch(TOLD)
    assert similarity(TOLD, other) == 1.0
