"""Two statements agree, contradict each other, or may both be right."""

from datetime import date

import pytest

from benchmarks.quality import read_rows
from benchmarks.quality_tasks.values import (
    HELD_OUT,
    PAIRS,
    accuracy,
    judge_all,
    precision,
)
from claims.extraction.values import find_values
from claims.matching.conflicts import Telling, find_conflicts
from claims.matching.judging import judge
from factcheck.tests.growth import BOUND, TIMES, growth

THURSDAY = date(2024, 11, 21)


def judged(left: str, right: str, languages: str = "en en") -> str:
    one, other = languages.split()
    return judge(
        left,
        right,
        left_language=one,
        right_language=other,
        published_on=THURSDAY,
    )


def telling(text: str) -> Telling:
    return Telling(text, find_values(text, "en"))


@pytest.mark.parametrize(
    ("languages", "left", "right", "expected"),
    [
        ("en de", "Half a million people fled.", "500.000 Menschen flohen.", "agree"),
        ("en de", "3 dead and 12 injured", "12 Verletzte und drei Tote", "agree"),
        ("en en", "The blast killed 3 people.", "The blast hurt 12.", "compatible"),
        ("en en", "No one was hurt.", "Two people were hurt.", "contradict"),
        ("de de", "gut 500 Häuser", "knapp 500 Häuser", "contradict"),
        ("en en", "at least 20 homes", "15 homes", "contradict"),
        ("en en", "Rents rose 5%.", "Rents fell 5%.", "contradict"),
        ("en de", "Sales doubled.", "Der Umsatz stieg um 100 Prozent.", "agree"),
        ("en en", "It lasted 72 hours.", "It lasted three days.", "agree"),
        ("en de", "the second round", "die zweite Runde", "agree"),
        ("en de", "He is 34 years old.", "der 43-Jährige", "contradict"),
        ("en en", "In Lyon 40 died.", "In Turin 60 died.", "compatible"),
        ("en en", "In 2020 it sold 40 cars.", "In 2021 it sold 60 cars.", "compatible"),
        ("en en", "Mr Fox paid $4m.", "Ms Berg paid $7m.", "compatible"),
        ("en en", "They did sign it.", "They did not sign it.", "contradict"),
        ("en de", "They refused to sign.", "Sie unterzeichneten nicht.", "agree"),
        ("en en", "The vote is on Friday.", "The vote is on 22 November.", "agree"),
        ("en en", "The bridge was closed.", "Nothing of the kind.", "compatible"),
        ("en en", "Ann Fox called Jo Berg.", "Jo Berg called Ann Fox.", "contradict"),
        ("en de", "Fox beat Berg.", "Berg unterlag gegen Fox.", "agree"),
        ("en en", "Fox called Berg.", "Berg was called by Fox.", "agree"),
        ("de de", "Die Stadt verklagt Fox.", "Fox verklagt die Stadt.", "contradict"),
        ("en en", "Fox and Berg met.", "Berg and Fox met.", "agree"),
        ("en en", "Fox spoke with Berg.", "Berg spoke with Fox.", "agree"),
        ("en de", "The strike began.", "Der Streik ist beendet.", "contradict"),
        ("en en", "Profit was $4m.", "It spent $9m on advertising.", "compatible"),
        ("en en", "The mayor did not come.", "The governor came.", "compatible"),
        ("en en", "Fox denied firing.", "Fox admitted firing.", "contradict"),
        ("en en", "It makes 40 cars a day.", "It makes 90 cars a week.", "compatible"),
        ("en en", "It rose from 40 to 80.", "It rose to 80.", "agree"),
        ("en en", "The man is 34.", "The woman, 43, fled.", "compatible"),
        ("en en", "10\u200b,000 people", "10,000 people", "agree"),
        ("en de", "12 345 people", "12 345 Menschen", "agree"),
    ],
)
def test_two_statements_are_judged(languages, left, right, expected):
    assert judged(left, right, languages) == expected
    back = " ".join(reversed(languages.split()))
    assert judged(right, left, back) == expected


def test_the_pairs_learned_from_are_judged_well():
    # The benchmark judges all of them, and those held out.
    rows = [row for row in read_rows(PAIRS) if row["round"] not in HELD_OUT]
    pairs = judge_all(rows[::7])

    assert len(pairs) == 220
    assert accuracy(pairs) >= 0.8
    assert precision(pairs) >= 0.75


def test_a_conflict_names_both_spans():
    left = telling("The quake killed 12 people on 3 May.")
    right = telling("The quake killed 15 people on 3 May.")

    (found,) = find_conflicts(left, right)

    assert found.kind == "number"
    assert left.text[slice(*found.left)] == "12"
    assert right.text[slice(*found.right)] == "15"


def test_a_negation_is_a_conflict_of_its_own_kind():
    left = telling("The minister has signed the treaty.")
    right = telling("The minister has not signed the treaty.")

    (found,) = find_conflicts(left, right)

    assert found.kind == "negation"
    assert left.text[slice(*found.left)] == "signed"
    assert right.text[slice(*found.right)] == "not signed"


def test_who_did_it_is_a_conflict_of_its_own_kind():
    left = telling("Scholz called Putin on Friday.")
    right = telling("On Friday Putin called Scholz.")

    (found,) = find_conflicts(left, right)

    assert found.kind == "doer"
    assert left.text[slice(*found.left)] == "Scholz called Putin"
    assert right.text[slice(*found.right)] == "Putin called Scholz"


def test_a_spokesman_who_relays_is_no_conflict():
    left = telling("Scholz urged Putin to withdraw.")
    right = telling("Scholz's spokesman said Scholz urged Putin to withdraw.")

    assert find_conflicts(left, right) == []


def test_the_claim_needs_no_value_for_two_sources_to_differ():
    claim = telling("The dam at Arlen has burst.")
    one = telling("The dam at Arlen burst, 12 people died.")
    other = telling("The dam at Arlen burst, 30 people died.")

    assert find_conflicts(claim, one) == []
    assert find_conflicts(claim, other) == []
    assert [each.kind for each in find_conflicts(one, other)] == ["number"]


def test_other_places_make_no_conflict_of_any_kind():
    left = telling("In Hamburg the council did not pass the 4 million euro budget.")
    right = telling("In Munich the council passed the 9 million euro budget.")

    assert find_conflicts(left, right) == []


@pytest.mark.parametrize(
    "piece",
    ["1-2-3-", "1 000 ", "killed 5 ", "31.02. ", "nahm 5 % fest ", "not sign ", "Aa "],
)
def test_the_work_grows_no_faster_than_the_sentences(piece):
    length = 500 // len(piece)

    grown = growth(
        lambda text: judged(text, text, "de en"),
        piece * length,
        piece * length * TIMES,
    )

    assert grown < BOUND
