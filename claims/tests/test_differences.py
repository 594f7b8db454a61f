"""Tellings are compared when they come, and not each time another does."""

import pytest

from claims import differences
from claims.differences import count_new_differing
from claims.matching.conflicts import Conflict, Telling

PLACES = ("Arlen", "Brill", "Hale", "Low Arlen")
TELLINGS = [Telling(f"The mill of {place} was sold.", ()) for place in PLACES]


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Which were compared; what names Low Arlen differs from all others."""
    pairs = []

    def find(one: Telling, other: Telling) -> list[Conflict]:
        pairs.append((one.text, other.text))
        differs = ("Low" in one.text) != ("Low" in other.text)
        return [Conflict("place", (0, 1), (0, 1))] if differs else []

    monkeypatch.setattr(differences, "find_conflicts", find)
    return pairs


def test_what_is_told_again_in_the_same_words_is_compared_with_nothing(
    compared: list[tuple[str, str]],
) -> None:
    assert count_new_differing(TELLINGS[:3], TELLINGS[:1]) == 0

    assert compared == []


def test_what_is_new_is_compared_with_each_and_the_others_are_not(
    compared: list[tuple[str, str]],
) -> None:
    assert count_new_differing(TELLINGS[:2], TELLINGS[2:3]) == 0

    assert len(compared) == 2


def test_where_something_new_differs_all_are_counted(
    compared: list[tuple[str, str]],
) -> None:
    assert count_new_differing(TELLINGS[:3], TELLINGS[3:]) == 1

    assert len(compared) == 6
