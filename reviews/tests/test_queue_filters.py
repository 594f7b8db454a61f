"""What narrows the queue: the address, the search, the filters."""

import pytest

from claims.models import Wording
from conftest import mention_in
from reviews.desk.cursors import write_cursor
from reviews.workflow import move

QUEUE = "/admin/reviews/review/"


def make_contested(claim, people, decide) -> None:
    """Two readings and a reopening: contested, and in Ana's hands again."""
    decide(claim, people["ana"], "False")
    decide(claim, people["ben"], "False")
    move(claim.pk, "reopen", actor=people["carla"], reason="A reader wrote in.")
    move(claim.pk, "take", actor=people["ana"])


def claims_on(response) -> list[int]:
    return [row.review.claim_id for row in response.context["page"].rows]


def test_filters_stay_in_the_address(desk, stated):
    wanted = stated("4,200 homes were flooded.", outlets=("The Lantern",))
    stated("A bridge with 4,200 rivets.", outlets=("The Ledger",))
    outlet = wanted.mentions.get().source.outlet

    response = desk("ana").get(QUEUE, {"q": "4,200", "outlet": outlet.pk})

    assert claims_on(response) == [wanted.pk]
    assert f"outlet={outlet.pk}" in response.context["tabs"][1]["url"]
    assert "q=4%2C200" in response.context["tabs"][1]["url"]


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "WzFd",
        "bnVsbA==",
        "W1widHJ1ZVwiLDEsMl0=",
        write_cursor("2026-01-01", 1, "2026-01-01T00:00:00+00:00", 1),
        write_cursor(
            "2026-01-01T00:00:00+00:00", 2**15, "2026-01-01T00:00:00+00:00", 1
        ),
    ],
)
def test_a_cursor_of_no_sense_starts_from_the_top(desk, stated, after):
    claim = stated()

    assert claims_on(desk("ana").get(QUEUE, {"after": after})) == [claim.pk]


@pytest.mark.parametrize("many", [0, 5000])
@pytest.mark.parametrize(
    "words", ["4,200", "4200", "4.200", "underwater", "Lantern", '"homes were"']
)
def test_the_search_finds_words_quotes_and_outlets(
    desk, stated, monkeypatch, words, many
):
    monkeypatch.setattr("claims.search.MANY", many)
    wanted = stated("4,200 homes were flooded.", outlets=("The Lantern",))
    mention_in(wanted, "The Herald", "Whole streets stood underwater.")
    stated("A bridge with 42 rivets.", outlets=("The Ledger",))

    assert claims_on(desk("ana").get(QUEUE, {"q": words})) == [wanted.pk]


def test_a_search_that_finds_nothing_says_so(desk, stated):
    stated()

    response = desk("ana").get(QUEUE, {"q": "nowhere"})

    assert claims_on(response) == []
    assert "Nothing in “Ready for me” matches the filters." in response.content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stage", "in_hand"),
        ("state", "contested"),
        ("language", "de"),
        ("worth", "75"),
        ("priority", "3"),
    ],
)
def test_each_filter_lists_only_what_it_names(
    desk, claim_at, decide, people, name, value
):
    claim_at("queued", text="Another one.")
    wanted = claim_at("in_hand", text="The one.", worth=0.8)
    Wording.objects.filter(claim=wanted).update(language="de")
    if name == "state":
        make_contested(wanted, people, decide)
    if name == "priority":
        move(wanted.pk, "prioritise", actor=people["ana"], priority=3)

    response = desk("ana").get(QUEUE, {"view": "mine", name: value})

    assert claims_on(response) == [wanted.pk]
    assert f"{name}={value}" in response.context["tabs"][0]["url"]
    assert name not in response.context["clear_url"]


@pytest.mark.parametrize(
    "query", [{"outlet": "x"}, {"worth": "-1"}, {"stage": "odd"}, {"priority": "9"}]
)
def test_a_filter_of_no_sense_narrows_nothing(desk, stated, query):
    claim = stated()

    assert claims_on(desk("ana").get(QUEUE, query)) == [claim.pk]
