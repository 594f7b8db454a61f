"""Krippendorff's alpha, against what its author published and what a hand can count."""

from collections import Counter
from math import sqrt

import pytest

from reviews.figures.alpha import estimate_interval, measure_alpha


def pairs_of(first, second):
    given = [
        tuple(None if each == "*" else each for each in pair)
        for pair in zip(first, second, strict=True)
    ]
    return Counter(given)


def alpha_of(each):
    alpha = measure_alpha(Counter(each))
    assert alpha is not None
    return alpha


# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): A and B.
PUBLISHED = [
    ("0100000010", "1110010000", 0.095),
    ("aabbdcccedda", "babbbccceddd", 0.692),
]


@pytest.mark.parametrize(("first", "second", "alpha"), PUBLISHED)
def test_alpha_is_what_its_author_published(first, second, alpha):
    assert measure_alpha(pairs_of(first, second)) == pytest.approx(alpha, abs=0.0005)


def test_alpha_is_what_a_hand_counts():
    # Four values a, of them two together; two values b that meet one a each.
    # 1 - (6 - 1) * 4 / (36 - 16 - 4)
    assert measure_alpha({("a", "a"): 1, ("a", "b"): 1, ("b", "a"): 1}) == -0.25


def test_what_one_of_them_did_not_say_has_nothing_to_coincide_with():
    whole = pairs_of("aabbdcccedda", "babbbccceddd")

    assert measure_alpha(whole | {("a", None): 3, (None, "b"): 1}) == measure_alpha(
        whole
    )
    assert measure_alpha({("a", None): 3, (None, "b"): 1}) is None


def test_who_read_first_makes_no_difference():
    pairs = {("a", "a"): 5, ("a", "b"): 3, ("b", "b"): 2}

    turned = {(second, first): n for (first, second), n in pairs.items()}
    assert measure_alpha(turned) == measure_alpha(pairs)
    assert estimate_interval(turned) == estimate_interval(pairs)


@pytest.mark.parametrize(
    ("pairs", "alpha"),
    [
        ({}, None),
        ({("a", "a"): 1}, None),
        ({("a", "a"): 400}, None),
        ({("a", "a"): 400, ("b", "b"): 0}, None),
        ({("a", "b"): 1}, 0.0),
        ({("a", "a"): 20, ("b", "b"): 20}, 1.0),
        # Half of each by each: 1 - 79 * 80 / (6400 - 3200)
        ({("a", "b"): 20, ("b", "a"): 20}, -0.975),
    ],
)
def test_alpha_at_its_ends_and_where_there_is_none(pairs, alpha):
    assert measure_alpha(pairs) == pytest.approx(alpha)
    assert estimate_interval(pairs) is None


def test_nearly_all_agree_and_alpha_says_that_it_is_mostly_chance():
    # 96 of 100 pairs are the same: 1 - 199 * 8 / (40000 - 194**2 - 6**2)
    pairs = {("a", "a"): 95, ("a", "b"): 2, ("b", "a"): 2, ("b", "b"): 1}

    assert measure_alpha(pairs) == pytest.approx(1 - 1592 / 2328)
    assert measure_alpha(pairs) == pytest.approx(0.316, abs=0.0005)


def test_the_interval_is_that_of_leaving_out_each_pair_in_turn():
    each = list(pairs_of("aabbdcccedda", "babbbccceddd").elements())
    less = [alpha_of(each[:at] + each[at + 1 :]) for at in range(len(each))]
    mean = sum(less) / len(less)
    error = sqrt(sum((one - mean) ** 2 for one in less) * (len(less) - 1) / len(less))

    interval = estimate_interval(Counter(each))

    assert interval == pytest.approx(
        (alpha_of(each) - 1.96 * error, min(1, alpha_of(each) + 1.96 * error))
    )


def test_where_one_pair_decides_whether_there_is_an_alpha_there_is_no_interval():
    pairs = {("a", "a"): 30, ("a", "b"): 1}

    assert measure_alpha(pairs) == pytest.approx(0)
    assert estimate_interval(pairs) is None
