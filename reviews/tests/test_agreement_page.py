"""What the dashboard says about pairs of Readings, and the rows behind it."""

import csv
import io
import json
import re
from html import unescape
from http import HTTPStatus

import pytest
from django.urls import reverse

from reviews.admin.figures.agreement import say_agreement, show_agreement
from reviews.figures.agreement import Agreement
from reviews.figures.filters import Filter, Period, today
from reviews.moves import Outcome, Stage

TRUE, FALSE, OPEN = "corroborated", "contested", "unverified"
ROWS = "admin:dashboard_rows"
CELL = re.compile(r'<td class="count([^"]*)"><a[^>]* href="([^"]+)">(\d+)</a>')


@pytest.fixture
def pair(settings, claim_at, people, decide):
    """A claim that Ana and Ben read, blind unless said otherwise."""

    def read(first, second, *, blind=True):
        settings.BLIND_SHARE = float(blind)
        claim = claim_at(Stage.IN_HAND)
        decide(claim, people["ana"], first)
        decide(claim, people["ben"], second)
        return claim

    return read


@pytest.fixture
def manager(desk):
    return desk("dora")


def agreement(counts, same_rating=0):
    every = {(one.value, other.value): 0 for one in Outcome for other in Outcome}
    return Agreement(every | counts, same_rating, not_blind=0)


def panel_of(page):
    """The panel as it stands on the dashboard."""
    return page[page.index('id="agreement"') :].split("</figure>")[0]


def results_of(manager, address):
    response = manager.get(f"{unescape(address)}&format=json")
    return json.loads(b"".join(response.streaming_content))["results"]


def test_each_cell_leads_to_exactly_its_pairs(manager, pair):
    pair("True", "True")
    wanted = pair("False", "Unproven")
    pair("Unproven", "False")
    pair("False", "Unproven", blind=False)

    page = panel_of(manager.get(reverse("admin:dashboard")).content.decode())
    cells = CELL.findall(page)
    opened = [results_of(manager, address) for _, address, _ in cells]

    counts = [int(count) for *_, count in cells]
    assert counts == [1, 0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 3]
    assert [len(rows) for rows in opened] == counts
    assert [at for at, (kind, *_) in enumerate(cells) if "same" in kind] == [0, 5, 10]
    (row,) = opened[6]
    said = row["first_outcome"], row["second_outcome"], row["pair"]
    assert (row["claim"], *said) == (wanted.pk, FALSE, OPEN, "blind")


def test_the_agreement_on_an_outcome_is_of_the_readings_that_have_it(manager, pair):
    for second in ("True", "True", "True", "True", "False"):
        pair("True", second)

    figure = show_agreement(Filter(period=Period(today(), today())))
    page = panel_of(manager.get(reverse("admin:dashboard")).content.decode())

    said = [(each.both, each.said, each.percent) for each in figure.crossings]
    assert said == [(8, 9, None), (0, 1, None), (0, 0, None)]
    assert "8 of 9 readings" in page
    assert page.count("not defined") == 1

    pair("True", "True")

    figure = show_agreement(Filter(period=Period(today(), today())))
    assert figure.crossings[0].percent == 91  # 10 of 11


def test_what_was_not_blind_is_counted_beside_and_leads_to_its_rows(manager, pair):
    pair("True", "True")
    wanted = pair("True", "False", blind=False)

    figure = show_agreement(Filter(period=Period(today(), today())))
    (beside,) = figure.numbers
    rows = results_of(manager, beside.address)

    assert (figure.total.count, beside.count) == (1, 1)
    assert [(row["claim"], row["pair"]) for row in rows] == [(wanted.pk, "not_blind")]


def test_same_outcome_and_same_rating_lead_to_those_that_are(manager, pair):
    same = pair("True", "True").pk
    near = pair("True", "Mostly true").pk
    pair("True", "False")

    shares = show_agreement(Filter(period=Period(today(), today()))).shares
    opened = [results_of(manager, share.part.address) for share in shares]

    assert [(share.part.count, share.whole.count) for share in shares] == [
        (2, 3),
        (1, 3),
    ]
    assert [{row["claim"] for row in rows} for rows in opened] == [{same, near}, {same}]


def test_nobody_who_read_is_named(manager, pair):
    pair("True", "False")
    address = reverse(ROWS, args=["agreement"])

    panel = panel_of(manager.get(reverse("admin:dashboard")).content.decode())
    rows = manager.get(address).content.decode()
    response = manager.get(address, {"format": "csv"})
    table = b"".join(response.streaming_content).decode()
    (row,) = csv.DictReader(io.StringIO(table))

    assert not re.search(r"\b(Ana|Ben)\b", panel + rows + table)
    assert set(row) == {
        "claim",
        "wording",
        "pair",
        "first_outcome",
        "first_word",
        "second_outcome",
        "second_word",
        "at",
    }


def test_the_dashboard_shows_all_pairs_to_whoever_comes_from_a_few(manager, pair):
    pair("True", "False")
    few = {"pair": "blind", "first_outcome": OPEN, "agreed": "rating", "days": "7"}

    said = manager.get(reverse(ROWS, args=["agreement"]), few).content.decode()
    page = manager.get(reverse("admin:dashboard"), few).content.decode()

    assert "read blind, same rating, first reading unverified" in said
    assert "first reading unverified" not in page
    assert "0 of 1 blind pair has the same outcome." in panel_of(page)


@pytest.mark.parametrize(
    "given",
    [
        {"pair": "both"},
        {"agreed": "yes"},
        {"first_outcome": "maybe"},
        {"second_outcome": "True"},
    ],
)
def test_what_narrows_pairs_is_known_or_refused(given, manager):
    response = manager.get(reverse(ROWS, args=["agreement"]), given)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert set(response.context["form"].errors) == set(given)


@pytest.mark.parametrize("blind", [True, False])
def test_without_a_blind_pair_there_is_no_table_and_a_few_are_no_percentage(
    blind, manager, pair
):
    pair("True", "True", blind=blind)

    panel = panel_of(manager.get(reverse("admin:dashboard")).content.decode())
    counted = panel.split("What this counts")[0]

    assert ("<table" in counted) == blind
    assert ("No second reading in these days was blind." in counted) != blind
    assert counted.count("too few") == (2 if blind else 0)
    assert not re.search(r"\d\.\d| %", counted.replace("95 % interval", ""))


SAYS = [
    ({}, "No second reading in these days was blind."),
    (
        {(TRUE, TRUE): 15, (TRUE, FALSE): 4},
        "15 of 19 blind pairs have the same outcome. Too few to say how far to rely on "
        "it: that takes 20.",
    ),
    (
        {(TRUE, TRUE): 1200},
        "1,200 of 1,200 blind pairs have the same outcome. All readings say "
        "corroborated: alpha is not defined.",
    ),
    (
        {(TRUE, TRUE): 12, (FALSE, FALSE): 8},
        "20 of 20 blind pairs have the same outcome. Alpha is 1.00: reliable. No pair "
        "differs, so nothing says how far off that may be.",
    ),
    (
        {(TRUE, TRUE): 29, (TRUE, FALSE): 1},
        "29 of 30 blind pairs have the same outcome. Alpha is 0.00: too low to rely "
        "on. The pairs are too much alike to say how far off that may be. 98 of 100 "
        "readings say corroborated, so that two would often say the same by chance.",
    ),
    (
        {(TRUE, TRUE): 95, (TRUE, FALSE): 2, (FALSE, TRUE): 2, (FALSE, FALSE): 1},
        "96 of 100 blind pairs have the same outcome. Alpha is 0.32: too low to rely "
        "on. With 95 % confidence it lies between -0.39 and 1.00. 97 of 100 readings "
        "say corroborated, so that two would often say the same by chance.",
    ),
    (
        {(TRUE, TRUE): 14, (FALSE, FALSE): 12, (OPEN, FALSE): 4},
        "26 of 30 blind pairs have the same outcome. Alpha is 0.77: good for tentative "
        "conclusions. With 95 % confidence it lies between 0.57 and 0.97.",
    ),
    (
        {(TRUE, TRUE): 8, (FALSE, FALSE): 8, (OPEN, FALSE): 8, (TRUE, FALSE): 6},
        "16 of 30 blind pairs have the same outcome. Alpha is 0.23: too low to rely "
        "on. With 95 % confidence it lies between -0.05 and 0.51. People may read the "
        "rules differently.",
    ),
]


@pytest.mark.parametrize(("counts", "says"), SAYS)
def test_it_says_in_words_how_far_to_rely_on_it(counts, says):
    assert say_agreement(agreement(counts)) == says
