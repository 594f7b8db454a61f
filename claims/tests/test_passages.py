"""What two texts share, where it stands in each, and whether one is a copy."""

import pytest

from claims.matching.origins.copies import Kind, Shared, find_shared, judge_copy
from claims.matching.origins.passages import (
    MOST_SAMPLE,
    find_passages,
    passages,
    put_in_words,
)
from factcheck.tests.growth import BOUND, TIMES, growth

CRACK = (
    "Engineers inspected the dam above the old town for six hours on Monday and found "
    "a crack as long as a lorry near the northern sluice, which had been repaired only "
    "last spring after a similar inspection."
)
LANTERN = f"""Crack found in dam

{CRACK}

Mayor Tessa Brandt told residents of the lower streets to pack a bag and to listen to
the radio, while the school on Mill Lane opened its hall for those with nowhere to go.
"""
LEDGER = f"""Nobody slept in Arlen

Our reporter walked along the river, where families carried carpets up the stairs and
the baker gave his bread away before the water could have it.

{CRACK}
"""
SAID = "“We will not leave a single street of this town without help tonight,”"


def shared(left: str, right: str) -> list[Shared]:
    words = put_in_words(left), put_in_words(right)
    return find_shared(*words, left_name="The Lantern", right_name="The Ledger")


def kind(left: str, right: str) -> Kind:
    words = put_in_words(left), put_in_words(right)
    return judge_copy(*words, find_passages(*words)).kind


def test_a_shared_passage_is_found_with_exact_offsets_in_both() -> None:
    (passage,) = passages(LANTERN, LEDGER)

    assert LANTERN[slice(*passage.left)] == CRACK
    assert LEDGER[slice(*passage.right)] == CRACK
    assert passage.words == 37


@pytest.mark.parametrize(
    "edited",
    [
        CRACK.upper(),
        CRACK.replace(" ", "\n"),
        CRACK.replace(",", " -"),
        CRACK.replace("Engineers", "Engi\u00adneers").replace("six", "s\u200bix"),
        CRACK.replace("on Monday ", ""),
        CRACK.replace("as long as a lorry", "the size of a lorry"),
    ],
)
def test_light_edits_do_not_hide_a_passage(edited: str) -> None:
    (passage,) = passages(LANTERN, f"Elsewhere it rained.\n\n{edited}")

    assert LANTERN[slice(*passage.left)] == CRACK
    assert passage.right == (22, 22 + len(edited))


def test_a_shared_phrase_is_no_passage() -> None:
    left = "The minister said on the other side of the river that taxes would fall."
    right = "Children waved flags on the other side of the river and sang."

    assert passages(left, right) == []


def test_reports_in_other_words_share_nothing() -> None:
    other = "A lorry-sized crack was discovered in the dam by engineers this Monday."

    assert passages(CRACK, other) == []


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (LANTERN.replace("Crack found in dam", "Dam above Arlen damaged"), Kind.COPY),
        (f"{LANTERN}\n(Agency)", Kind.COPY),
        (LANTERN[: LANTERN.index("Mayor")], Kind.PART),
        (f"{LEDGER.removesuffix(CRACK)}\n{LANTERN}", Kind.PART),
        (LEDGER, Kind.PASSAGE),
        ("The council will meet on Tuesday to hear about the bridge.", Kind.NONE),
        ("", Kind.NONE),
    ],
)
def test_copies_are_told_from_reports_that_share_a_passage(
    copy: str, expected: Kind
) -> None:
    assert kind(LANTERN, copy) == expected


def test_a_copy_says_how_much_of_what_it_prints() -> None:
    half = LANTERN[: LANTERN.index("Mayor")]

    assert {each.reason for each in shared(LANTERN, half)} == {
        "The Ledger shares 100 % of its text with The Lantern, word for word."
    }
    assert {each.reason for each in shared(half, LANTERN)} == {
        "The Ledger prints 100 % of The Lantern’s text word for word."
    }


def test_a_shared_paragraph_says_how_long_it_is() -> None:
    (each,) = shared(LANTERN, LEDGER)

    assert each.kind == Kind.PASSAGE
    assert each.reason == "Both print the same 37 words, word for word."


def test_a_quotation_both_print_is_one_statement() -> None:
    left = f"Water rose in Arlen. {SAID} Brandt told reporters at the bridge."
    right = f"Later that day the mayor spoke.\n\n{SAID} she said to applause."

    (each,) = shared(left, right)

    assert each.kind == Kind.STATEMENT
    assert left[slice(*each.left)] == right[slice(*each.right)] == SAID
    assert each.reason == "Both print the same 13 words of one quoted statement."


def test_some_words_in_a_row_are_a_sign_of_nothing_by_themselves() -> None:
    words = "the bridge over the river will be closed to traffic until spring"

    (each,) = shared(f"In Arlen {words}.", f"They say that {words} comes.")

    assert each.kind == Kind.NONE


def test_texts_that_share_a_paragraph_share_some_of_their_sketch() -> None:
    left, right = put_in_words(LANTERN), put_in_words(LEDGER)

    assert len(set(left.sketch()) & set(right.sketch())) >= 2


def test_a_sketch_is_the_same_on_every_machine() -> None:
    assert put_in_words(CRACK).sketch()[:3] == [177316324, 249530177, 342091979]


def test_the_sketch_of_a_book_is_bounded() -> None:
    book = " ".join(str(number) for number in range(20_000))

    assert len(put_in_words(book).sketch()) == MOST_SAMPLE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("a ", "a "),
        ("a b c d e f g ", "c d e f g h a b "),
        ("x", "x"),
        ('"', '"'),
        ("“a b c d e f g h ", "“a b c d e f g h "),
    ],
)
def test_the_work_grows_no_faster_than_two_odd_texts(left: str, right: str) -> None:
    def long(piece: str, length: int) -> str:
        return piece * (length // len(piece))

    def compare(length: int) -> None:
        one, other = long(left, length), long(right, length)
        for each in shared(one, other):
            assert each.left[1] <= len(one)
            assert each.right[1] <= len(other)

    assert growth(compare, 30_000, 30_000 * TIMES) < BOUND
