"""Where a quote stands in a newer version: never on likeness alone."""

import pytest

from claims.anchoring import Anchor, find_place

BEFORE = "The council met in Arlen on Monday to hear the engineers. "
AFTER = " The mayor left before the vote. A second hearing is set for May."


def anchor(quote: str, old: str, new: str) -> Anchor:
    start = old.index(quote)
    return find_place(old, start, start + len(quote), new)


def around(sentence: str) -> str:
    return f"{BEFORE}{sentence}{AFTER}"


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        (
            "4,200 homes were built in the valley.",
            "2,400 homes were built in the valley.",
            "4,200 → 2,400",
        ),
        (
            "The board did approve the plan.",
            "The board did not approve the plan.",
            "+ not",
        ),
        ("Ana Ruiz won the seat.", "Ben Ruiz won the seat.", "Ana → Ben"),
        # Likeness has these at 0.97 and more.
        (
            "Unemployment in the three districts rose by 2 percent over the year.",
            "Unemployment in the three districts fell by 2 percent over the year.",
            "rose → fell",
        ),
        ("It cost 3 million euros.", "It cost 3 billion euros.", "million → billion"),
        ("The fire began at 9:30.", "The fire began at 9:50.", "9:30 → 9:50"),
        ("All homes were rebuilt.", "Most homes were rebuilt.", "All → Most"),
        ("The road is 12 km long.", "The road is 12 miles long.", "km → miles"),
        ("Prices rose 5 %.", "Prices rose -5 %.", "5 → -5"),
        ("He signed it.", "He signed it?", "+ ?"),
        ("The may march was banned.", "The May march was banned.", "may → May"),
        ("He denied it twice.", "He denied it.", "− twice"),
    ],
)
def test_one_word_makes_it_another_statement(was: str, now: str, why: str) -> None:
    found = anchor(was, around(was), around(now))

    assert (found.state, found.was, found.now) == ("changed", was, now)
    assert found.why == why
    assert around(now)[found.start : found.end] == now


def test_a_name_alone_does_not_move_into_another_name() -> None:
    old = "Those elected are Ana Ruiz and Ben Ruiz. " + AFTER
    now = "Those elected are Ben Ruiz and nobody else."

    found = anchor("Ana Ruiz", old, now + AFTER)

    # Told as another sentence: the second name is not the first one, moved.
    assert (found.state, found.was, found.now) == (
        "changed",
        "Those elected are Ana Ruiz and Ben Ruiz.",
        now,
    )


def test_a_name_that_was_corrected_is_not_found_elsewhere() -> None:
    old = f"The cup went to Robin at noon. {BEFORE}Later Robin thanked the town."
    new = f"The cup went to Elisa at noon. {BEFORE}Later Robin thanked the town."

    assert anchor("Robin", old, new).state == "lost"


def test_a_word_of_its_own_that_is_gone_is_not_found_in_another_sentence() -> None:
    old = f"The cup went to Robin at noon. {BEFORE}"
    new = f"The cup went to Elisa at noon. {BEFORE}A robin sang. Robin is a bird."

    assert anchor("Robin", old, new).state == "lost"


def test_the_same_text_at_the_same_place_is_exact() -> None:
    old = around("4,200 homes were built.")

    found = anchor("4,200 homes were built.", old, old + " Updated at noon.")

    assert (found.state, found.start) == ("exact", len(BEFORE))


def test_the_same_sentence_further_down_has_moved() -> None:
    sentence = "4,200 homes were built in the valley."
    new = f"Corrected at noon. {AFTER} {BEFORE} {sentence} So it ends."

    found = anchor(sentence, around(sentence), new)

    assert (found.state, found.why) == ("moved", "")
    assert new[found.start : found.end] == sentence


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("He said “4,200 homes” fell.", 'He said "4,200 homes" fell.'),
        ("The old town\nstood under water.", "The old town stood under water."),
        (
            "The goverment of the province said that all of the homes were rebuilt.",
            "The government of the province said that all of the homes were rebuilt.",
        ),
    ],
)
def test_layout_and_a_slip_of_the_pen_are_silent(was: str, now: str) -> None:
    found = anchor(was, around(was), "Corrected. " + around(now))

    assert (found.state, found.now) == ("moved", now)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4,200 homes were built.", "Only 4,200 homes were built."),
        ("4,200 homes were built.", "It is not true that 4,200 homes were built."),
        ("Some 4,200 homes were built.", "Some 4,200 homes were built by 1974."),
    ],
)
def test_the_rest_of_its_sentence_counts_too(old: str, new: str) -> None:
    found = anchor("4,200 homes were built", around(old), around(new))

    assert (found.state, found.was, found.now) == ("changed", old, new)


def test_a_part_of_a_number_is_no_place() -> None:
    old, new = (
        around("It hit 200 homes and no more."),
        around("It hit 4,200 homes, no more."),
    )

    found = anchor("200 homes", old, new)

    assert found.state in ("changed", "lost")


def test_two_equal_places_are_for_a_person_to_choose() -> None:
    sentence = "4,200 homes were built in the valley."
    new = f"In short: a dam.\n{sentence}\nThe rest in full.\n{sentence}\nEnd of it all."

    found = anchor(sentence, around(sentence), new)

    assert (found.state, found.start, found.end) == ("ambiguous", 0, 0)
    assert [new[slice(*place)] for place in found.places] == [sentence, sentence]


def test_of_two_places_the_one_in_the_same_context_is_meant() -> None:
    sentence = "4,200 homes were built in the valley."
    new = f"In short, and first of all:\n{sentence}\nIn full.\n{around(sentence)}"

    found = anchor(sentence, around(sentence), new)

    assert found.state == "moved"
    assert found.start == new.rindex(sentence)


def test_of_two_sentences_alike_each_keeps_its_own_place() -> None:
    refrain = "He declined to comment on the matter."
    later = f"Then came the second hearing, in June. {refrain} End."
    old = f"{BEFORE}{refrain}{AFTER} {later}"
    new = f"News. {old}"

    first, last = old.index(refrain), old.rindex(refrain)
    found = [find_place(old, at, at + len(refrain), new) for at in (first, last)]

    assert [(each.state, each.start) for each in found] == [
        ("moved", first + 6),
        ("moved", last + 6),
    ]


def test_what_was_taken_out_is_not_found_where_its_like_still_stands() -> None:
    refrain = "He declined to comment on the matter."
    kept = f"Then came the second hearing, in June. {refrain} So it ended for good."
    old, new = f"{BEFORE}{refrain}{AFTER} {kept}", f"{BEFORE}{AFTER} {kept}"

    assert anchor(refrain, old, new).state == "lost"


def test_what_is_gone_is_lost() -> None:
    found = anchor("4,200 homes were built.", around("4,200 homes were built."), AFTER)

    assert (found.state, found.was, found.now) == (
        "lost",
        "4,200 homes were built.",
        "",
    )
    assert (found.start, found.end, found.places) == (0, 0, ())


def test_scripts_without_blanks_are_told_apart_too() -> None:
    was, now = "市は四千二百戸を再建した。", "市は二千四百戸を再建した。"
    before, after = "議会は月曜日に開かれた。", "市長は採決の前に退席した。"

    found = anchor(was, before + was + after, before + now + after)

    assert (found.state, found.now) == ("changed", now)


def test_vowel_signs_are_letters() -> None:
    was, now = "उसने कहा कि पुल गिरा था।", "उसने कहा कि पुल गिरे था।"

    assert anchor(was, around(was), around(now)).state == "changed"
