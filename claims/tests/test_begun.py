"""Nothing that a pattern would find is passed over for how it begins."""

import pytest

from claims.matching.conflicts.acts import PATTERNS, acts_begun_in
from claims.matching.conflicts.begun import find_begun, index_starts, starts_of

TOLD = (
    "Vela Foods made a small profit, and Arden was in the red again.",
    "The council has struck down the order; the mayor said she upheld it.",
    "Brandt took part, Orr stayed away and Hale will go on.",
    "Der Rat lehnte den Plan am Freitag nach langer Sitzung ab.",
    "Das Gericht hob das Urteil auf; es gab den Antrag nicht zurück.",
    "Die Preise nahmen im März zu, die Löhne nahmen ab.",
    "GENERALKONSUL VERURTEILT: 40 HOMES SOLD",
    "Half of them resign, it’s said, and “reject” the deal.",
)


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        ("signed|vetoed", {"signed|", "vetoed|"}),
        (r"sign(?:ed|s)?", {"signed|", "signs|", "sign|"}),
        (r"t[oa]ok part|veto\w*", {"took part", "taok part", "veto"}),
        (r"colou?r", {"colo"}),
        (r"(?:will )?go(?:es)? on", {"will goes ", "will go on", "goes on", "go on"}),
        (r"\w+ing|agreed to a plan", {"", "agreed to "}),
    ],
)
def test_a_pattern_is_known_by_what_it_may_begin_with(pattern, starts):
    assert set(starts_of(pattern)) == starts


def test_a_whole_word_is_not_the_beginning_of_another():
    starts = index_starts([("cut|open", ""), ("sold", "bought")])

    assert find_begun("Soldiers opened the cutlery drawer.", starts) == []
    assert find_begun("He BOUGHT it, and cut-off.", starts) == [0, 1]


@pytest.mark.parametrize("text", TOLD)
def test_every_act_that_is_told_is_begun(text):
    told = {name for name, pattern in PATTERNS.items() if pattern.search(text)}

    assert told
    assert told <= set(acts_begun_in(text))
