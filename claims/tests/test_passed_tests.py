"""Whether a test was passed: the verb has other senses, its contrary other words."""

import pytest

from claims.extraction.values import find_values
from claims.matching.conflicts import Telling, find_conflicts


def kinds_between(one, other):
    sides = (Telling(text, tuple(find_values(text))) for text in (one, other))
    return [conflict.kind for conflict in find_conflicts(*sides)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The ferry passed its last official inspection in June.",
            "Die letzte Prüfung im Juni hatte die Fähre nicht bestanden.",
        ),
        (
            "The bridge passed the safety test in June.",
            "The bridge failed the safety test in June.",
        ),
        (
            "The bridge passed its test in June.",
            "The bridge did not pass its test in June.",
        ),
    ],
)
def test_a_test_that_was_passed_and_not_passed_is_marked(one, other):
    assert kinds_between(one, other) == ["negation"]


def test_a_law_that_was_passed_is_no_test():
    passed = "Parliament passed the bill on tests in June."

    assert kinds_between(passed, "Parliament failed its test.") == []
