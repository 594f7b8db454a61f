"""What is told of something else contradicts nothing, however like it is put."""

import pytest

from claims.extraction.values import find_values
from claims.matching import judging
from claims.matching.conflicts import Telling, find_conflicts
from claims.matching.judging import judge
from claims.matching.judging.ground import find_ground


def judged(left: str, right: str, languages: str = "en en") -> str:
    one, other = languages.split()
    return judge(left, right, left_language=one, right_language=other)


def marked(left: str, right: str) -> list[str]:
    tellings = (Telling(text, find_values(text, "en")) for text in (left, right))
    return [conflict.kind for conflict in find_conflicts(*tellings)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The firm was founded in 1998.", "The firm went public in 2008."),
        ("The accused is 43 years old.", "The victim was 27 years old."),
        ("He scored 21 goals last season.", "He has scored four goals this season."),
        ("The bank cut rates in June.", "The bank left rates unchanged in July."),
        ("Scotland has 14 new cases.", "Wales has nine new cases."),
        ("The tunnel is 57 km long.", "Trains use the tunnel at 200 km/h."),
    ],
)
def test_two_things_may_both_be_right(left, right):
    assert judged(left, right) == "compatible"
    assert judged(right, left) == "compatible"


@pytest.mark.parametrize(
    ("languages", "left", "right"),
    [
        (
            "en en",
            "A jury found him guilty of fraud.",
            "A jury convicted him of fraud.",
        ),
        ("en en", "The firm has not paid tax.", "The firm has paid no tax."),
        ("en de", "The city banned the march.", "Die Stadt verbot die Demonstration."),
        ("en en", "Fox overtook Berg in sales.", "Berg was overtaken by Fox in sales."),
        ("en de", "They handed over 12 hostages.", "Sie übergaben zwölf Geiseln."),
    ],
)
def test_other_words_for_one_thing_agree(languages, left, right):
    assert judged(left, right, languages) == "agree"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The fire destroyed 40 tanks.", "The fire destroyed ten tanks."),
        ("The ban takes effect in May.", "The ban does not take effect until July."),
        ("Police seized 900 grams of heroin.", "Police seized 4 kilos of heroin."),
    ],
)
def test_what_excludes_the_other_contradicts(left, right):
    assert judged(left, right) == "contradict"
    assert judged(right, left) == "contradict"


def test_some_of_those_counted_are_no_conflict_with_all():
    total = "The crash injured 14 people."

    assert marked(total, "Two of the injured are in danger.") == []
    assert marked(total, "The crash injured nine people.") == ["number"]


def test_what_was_denied_of_another_day_is_no_conflict():
    met = "The council met on Monday."

    assert marked(met, "The council did not meet on Tuesday.") == []
    assert marked(met, "The council did not meet on Monday.") == ["negation"]


def test_names_are_never_alike():
    left, right = "Norway is a member of NATO.", "Norway is a member of OPEC."

    found = find_ground(left, right, (), (), crossing=False)

    assert found.left["norway"] == 1
    assert max(found.left["nato"], found.right["opec"]) < 0.3


def test_without_an_encoder_the_rules_decide(monkeypatch):
    monkeypatch.setattr(judging, "encoder_installed", lambda: False)

    assert judged("The quake killed 12 people.", "The quake killed 15.") == "contradict"
    assert judged("The quake killed 12 people.", "The quake hurt 15.") == "compatible"
