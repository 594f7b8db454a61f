"""What is worth checking, and the reasons a reviewer reads."""

import pytest

from claims.extraction import extract
from claims.extraction.speakers import find_speaker
from claims.extraction.values import find_values
from claims.extraction.worth import THRESHOLD, weigh


def judged(sentence: str) -> tuple[float, tuple[str, ...]]:

    return weigh(sentence, find_values(sentence), find_speaker(sentence))


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The town built 4,200 homes.", "states a quantity"),
        ("The dam was closed on 4 March.", "names a date"),
        ("The dam at Arlen was closed.", "names a person or place"),
        ("Tessa Brandt said the dam was closed.", "attributes a statement"),
        ("The council approved the dam.", "reports an act"),
        ("The dam is a terrible thing to look at.", "opinion"),
        ("Will the dam at Arlen hold?", "question"),
        ("I have never seen the dam.", "first person"),
        ("The dam will be closed.", "prediction"),
        ("You can see the dam from here.", "speaks to the reader"),
    ],
)
def test_each_rule_says_its_name(sentence: str, reason: str) -> None:
    assert reason in judged(sentence)[1]


@pytest.mark.parametrize(
    "sentence",
    ["Will it hold?", "What a terrible day.", "We love it here.", "You should see it!"],
)
def test_what_nobody_can_check_is_no_claim(sentence: str) -> None:
    assert judged(sentence)[0] < THRESHOLD
    assert extract(sentence).findings == ()


def test_a_number_with_a_name_weighs_more_than_a_plain_sentence() -> None:
    plain = judged("It was a long night for the town.")[0]
    full = judged("Tessa Brandt said 4,200 homes were flooded on Monday.")[0]

    assert THRESHOLD <= plain < full == 1.0
