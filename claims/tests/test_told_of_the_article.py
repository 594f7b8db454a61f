"""What only speaks of the article is no claim, and what falls is not always less."""

import pytest

from claims.extraction.values import find_values
from claims.extraction.worth import HOPELESS_MOST, Statement, find_reasons, weigh


@pytest.mark.parametrize(
    "sentence",
    [
        "Write to the newsroom or call at the desk in Corn Lane.",
        "Here is what the Ledger has been able to establish.",
        "Comments are closed on this article.",
        "Die Kommentarfunktion wurde am Montag geschlossen.",
    ],
)
def test_what_speaks_of_the_article_is_no_claim(sentence: str) -> None:
    weighed = weigh(sentence, find_values(sentence), None)

    assert "speaks to the reader" in weighed.reasons
    assert weighed.worth <= HOPELESS_MOST


@pytest.mark.parametrize(
    ("sentence", "compares"),
    [
        ("The crane, which was 62 metres tall, fell across 2 berths.", False),
        ("The crane fell shortly after 7 pm.", False),
        ("Prices fell sharply to 40 euros.", True),
        ("Die Preise stiegen um 8 Prozent.", True),
        ("The crane fell, and the costs were higher.", True),
    ],
)
def test_what_falls_compares_only_amounts(sentence: str, *, compares: bool) -> None:
    assert ("compares" in reasons_of(sentence, "en")) is compares


def test_german_costs_to_come_are_future_with_a_decimal_comma() -> None:
    sentence = "Die Reparatur wird 9,5 Millionen Euro kosten."

    assert "future" in reasons_of(sentence, "de")


def reasons_of(sentence: str, language: str) -> list[str]:
    values = find_values(sentence, language)
    return find_reasons(Statement(sentence, values, None, language=language))
