"""When somebody told something is not when it happened."""

from datetime import date

import pytest

from claims.against import find_against
from claims.extraction.values import find_values
from claims.marks import Yardstick
from claims.models import Mention, Outlet, Source, Wording

PRINTED = date(2026, 3, 15)
COST = "Repairing the gate will cost €38 million"
DRAFTED = f"{COST}, according to a tender notice drafted on Saturday."
PUBLISHED = f"{COST}; the budget that says so was published on Friday."


def signs(yardstick, text):
    values = find_values(text, "en", PRINTED)
    spans = yardstick.mark(values, by="The Herald", text=text)
    return {text[span.start : span.end]: span.sign for span in spans}


@pytest.mark.parametrize("first", [PUBLISHED, DRAFTED])
def test_the_day_of_a_notice_contradicts_no_other_day(first):
    yardstick = Yardstick(find_values(COST, "en", PRINTED), COST)
    (second,) = {PUBLISHED, DRAFTED} - {first}

    signs(yardstick, first)
    marked = signs(yardstick, second)

    assert marked["€38 million"] == "="
    assert not {"≠", "~"} & set(marked.values())


def test_the_day_of_what_happened_does():
    happened = "The gate failed on Friday."
    yardstick = Yardstick(find_values(happened, "en", PRINTED), happened)

    assert signs(yardstick, "The gate failed on Saturday.") == {"Saturday": "≠"}


def test_what_was_told_on_another_day_than_the_claim_says_stands_not_against_it():
    claim = "The flood gate above Arlen failed on Friday, the council said."
    told = "The flood gate above Arlen failed, according to a note drafted on Saturday."
    mention = Mention(
        pk=1,
        quote=told,
        start=0,
        values=[
            {name: getattr(value, name) for name in value.__slots__}
            for value in find_values(told, "en", PRINTED)
        ],
        source=Source(outlet=Outlet(name="The Herald"), published_on=PRINTED),
    )

    assert find_against(Wording(text=claim, language="en"), [mention]) == {}
