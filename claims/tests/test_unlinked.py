"""What was not linked by itself is weighed again before a person is asked about it."""

import pytest

from claims.matching.conflicts.oppositions import Opposition
from claims.matching.same.doubts import Side
from claims.matching.same.grouping import TOLD_LATER_ONLY, Likeness, weigh_claims
from claims.matching.same.pairs import Answer, Judgement, weigh_pair
from claims.matching.same.unlinked import (
    find_likelihood,
    fitted,
    is_worth_asking,
    share_of_rest,
)
from claims.matching.sense.meaning import make_sense
from claims.matching.sense.similarity import take_apart


def sides(one: str, other: str) -> tuple[Side, Side]:
    left, right = make_sense([one, other], {})
    return (
        Side(one, take_apart(one), left, "en"),
        Side(other, take_apart(other), right, "en"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The Grayle flood gate was built in 1974.",
            "The Grayle flood gate on the river Arl failed at 11.40 pm on 12 March.",
        ),
        ("The line is closed until 20 March.", "The fair was due to open on 21 March."),
    ],
)
def test_two_things_told_of_one_event_are_asked_of_nobody(one: str, other: str) -> None:
    pair = weigh_pair(*sides(one, other), 0.5)

    assert find_likelihood(pair, 0.94) < fitted().asked


def test_the_same_in_other_words_is_asked_about() -> None:
    pair = weigh_pair(
        *sides(
            "Two managers of the company were given suspended sentences.",
            "Two executives of Halden Bau received suspended terms of 14 months.",
        ),
        0.5,
    )

    assert find_likelihood(pair, 0.8) >= fitted().asked
    assert find_likelihood(pair, 0.8, thoroughly=False) < find_likelihood(pair, 0.8)


def test_words_that_both_say_are_no_part_of_the_rest() -> None:
    built, failed = sides("The flood gate was built.", "The flood gate has failed.")
    closed, shut = sides("The flood gate was closed.", "The flood gate was shut.")

    assert share_of_rest(built, failed) < share_of_rest(closed, shut)


def test_a_pair_is_worth_asking_about_where_it_is_likely_the_same_or_opposed() -> None:
    asked = fitted().asked

    assert is_worth_asking(Judgement(Answer.SAME, 0.1, ""))
    assert is_worth_asking(Judgement(Answer.MAYBE, asked, ""))
    assert is_worth_asking(Judgement(Answer.MAYBE, 0.1, "", Opposition.PLAIN))
    assert not is_worth_asking(Judgement(Answer.MAYBE, asked - 0.01, ""))


def test_what_only_a_later_report_tells_is_no_likelier_than_others_like_it() -> None:
    (weighed,) = weigh_claims(
        [Likeness(0, 7, 7, 0.99, same=True, own=False, why="", by_meaning=True)]
    )

    assert (weighed.same, weighed.score) == (False, TOLD_LATER_ONLY)
