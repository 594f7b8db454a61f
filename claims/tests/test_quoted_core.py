"""Who quotes the same words tells of one statement."""

import pytest

from claims.matching.same.quoted_core import find_quoted_core
from claims.tests.sides import sides


@pytest.mark.parametrize(
    ("one", "other", "languages"),
    [
        (
            "Vestrup called the plan “a pretty bad joke” and left for Varna.",
            "The plan was a pretty bad joke, the mayor told councillors on Monday,"
            " before he spoke of the harbour.",
            ("en", "en"),
        ),
        (
            "Ida Lund spoke of “careless builders” and asked for an inquiry.",
            "On Monday the minister blamed “careless builders” for the collapse.",
            ("en", "en"),
        ),
        (
            "The army wants the treaty to reflect the “new maritime borders”.",
            "Grundlage müssten die „neuen maritimen Grenzen“ sein, sagte sie.",
            ("en", "de"),
        ),
    ],
)
def test_the_same_quoted_words_are_one_statement(one, other, languages):
    core = find_quoted_core(*sides(one, other, languages))

    assert core is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Nobody quotes them.
        (
            "Vestrup called the plan a pretty bad joke.",
            "The plan was a pretty bad joke, the mayor said.",
        ),
        # One quotes two words, which is too little.
        (
            "Vestrup spoke of “careless builders”.",
            "The mayor accused careless builders of haste.",
        ),
        # All that is quoted is a name.
        (
            "The film “The Bridge of San Luis Rey” was shown.",
            "The novel “The Bridge of San Luis Rey” was sold.",
        ),
        # One of them denies it.
        (
            "Vestrup called the plan “a pretty bad joke”.",
            "Vestrup has never called the plan “a pretty bad joke”.",
        ),
    ],
)
def test_other_words_in_common_are_no_quotation(one, other):
    assert find_quoted_core(*sides(one, other)) is None


def test_quotations_that_are_no_translations_are_two_statements():
    one, other = sides(
        "The mayor spoke of “a black day for the harbour”.",
        "Die Ministerin sprach von „fehlenden Lehrern und Erziehern“.",
        ("en", "de"),
    )

    assert find_quoted_core(one, other) is None
