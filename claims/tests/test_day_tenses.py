"""A weekday is ahead when its own clause says so, and not when another one does."""

from datetime import date

import pytest

from claims.extraction.findings import Value
from claims.extraction.values import find_values

SUNDAY = date(2026, 3, 15)
PAST, AHEAD = "2026-03-14", "2026-03-21"


@pytest.mark.parametrize(
    "sentence",
    [
        "The gate will open on {}.",
        "The gate will, on {}, open to boats.",
        "On {}, the gate will open.",
        "On {} the gate will open.",
        "The council on {} will vote.",
        "The gate will be formally opened on {}.",
        "The gate will be closed and repaired on {}.",
        "The gate, which was built in 1998, will open on {}.",
        "A spokesman said the gate will open on {}.",
        "The gate is expected to cost 9.5 million when it will open on {}.",
        "The gate will stay closed until {}.",
        "The gate will open in May, and on {} the lock.",
        "Das Tor wird am {} eröffnet.",
        "Am {} wird das Tor eröffnet.",
        "Die Stadt sagte, das Tor werde am {} öffnen.",
        "Das Tor wird laut Stadt am {} eröffnet.",
        "Das Tor, so die Stadt, soll am {} öffnen und 2,5 Millionen kosten.",
    ],
)
def test_the_clause_of_the_day_is_to_come(sentence: str) -> None:
    assert day_of(sentence) == AHEAD


@pytest.mark.parametrize(
    "sentence",
    [
        "It will cost 38 million, according to a tender notice drafted on {}.",
        "It will cost 38 million according to a notice drafted on {}.",
        "It will not cost EUR 38 million, a spokeswoman said on {}.",
        "The council will vote on a plan presented on {}.",
        "The gate will open, but it broke on {}.",
        "The gate will be repaired because it broke on {}.",
        "The gate will be repaired after a boat had hit it on {}.",
        "A spokeswoman said on {} the gate will open.",
        "On {} the council said the gate will open.",
        "On {}, the council approved the gate, which will open in May.",
        "Das Tor wird 38 Millionen kosten, teilte die Stadt am {} mit.",
        "Das Tor wird 38 Millionen kosten, wie die Stadt am {} mitteilte.",
        "Laut einer Mitteilung vom {} wird das Tor 38 Millionen kosten.",
        "Am {} sagte sie, das Tor werde öffnen.",
    ],
)
def test_the_clause_of_the_day_is_past(sentence: str) -> None:
    assert day_of(sentence) == PAST


@pytest.mark.parametrize(
    "sentence",
    [
        "It will not cost 38 million, a spokeswoman said on {}.",
        "Das Tor wird 38 Millionen kosten, teilte die Stadt am {} mit.",
        "Das Tor wird 38 Millionen kosten, wie die Stadt am {} mitteilte.",
    ],
)
def test_the_day_of_the_saying_is_no_day_of_what_is_told(sentence: str) -> None:
    days = [each for each in values_of(sentence) if each.kind == "date"]

    assert [each.role for each in days] == ["reported"]


def day_of(sentence: str) -> str:
    return next(
        each.amount
        for each in values_of(sentence)
        if each.amount.startswith("2026-03-")
    )


def values_of(sentence: str) -> tuple[Value, ...]:
    name = "Samstag" if " das " in f" {sentence.lower()} " else "Saturday"
    return find_values(sentence.format(name), "", SUNDAY)
