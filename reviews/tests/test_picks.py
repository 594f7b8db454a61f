import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from claims.models import Mention
from claims.tests.reports import FLOOD, extracted
from conftest import mention_in
from reviews.figures.filters import Filter, Period, today
from reviews.figures.panels import PANELS
from reviews.figures.picks import KEPT, Precision, judged_picks, measure_precision
from reviews.workflow import move, open_reviews

pytestmark = pytest.mark.django_db

THIS_WEEK = Filter(period=Period(today() - timedelta(days=6), today()), days=7)


@pytest.fixture
def found(people):
    """Three claims of one report, the worthiest first, each in Ana's hands."""
    source = extracted(FLOOD)
    open_reviews()
    claims = [
        mention.claim
        for mention in Mention.objects.filter(source=source).order_by("-worth", "pk")
    ]
    for claim in claims:
        move(claim.pk, "take", actor=people["ana"])
    return claims


def dismiss(claim, person):
    return move(claim.pk, "dismiss", actor=person, reason="Nothing to check.")


def test_nothing_is_judged_before_anybody_decides(found):
    assert measure_precision(THIS_WEEK) == []


def test_what_was_read_is_kept_and_what_was_dismissed_is_not(found, people, decide):
    decide(found[0], people["ana"], "False")
    dismiss(found[2], people["ana"])

    fates = judged_picks(THIS_WEEK).order_by("place").values_list("place", "fate")
    assert list(fates) == [(1, "kept"), (3, "dismissed")]


def test_precision_is_told_for_each_version_and_each_number_of_firsts(
    found, people, decide
):
    decide(found[0], people["ana"], "False")
    dismiss(found[2], people["ana"])
    extractor = "{extractor} {version}".format_map(
        vars(found[0].mentions.get().extraction)
    )

    assert measure_precision(THIS_WEEK) == [
        Precision(extractor, first, kept=1, judged=2) for first in (5, 10, 20, None)
    ]


def test_a_merged_claim_was_worth_finding(found, people):
    move(found[1].pk, "merge", actor=people["ana"], into=found[0].pk)

    assert [pick.fate for pick in judged_picks(THIS_WEEK)] == [KEPT]


def test_an_undone_dismissal_judges_nothing(found, people):
    dismiss(found[0], people["ana"])
    move(found[0].pk, "undo", actor=people["ana"])

    assert not judged_picks(THIS_WEEK).exists()


def test_a_reopened_dismissal_waits_to_be_judged_again(found, people, decide):
    dismiss(found[0], people["ana"])
    move(found[0].pk, "reopen", actor=people["carla"], reason="It is a claim.")
    assert not judged_picks(THIS_WEEK).exists()

    move(found[0].pk, "take", actor=people["ana"])
    decide(found[0], people["ana"], "False")

    assert [pick.fate for pick in judged_picks(THIS_WEEK)] == [KEPT]


def test_what_was_linked_to_an_earlier_claim_is_no_pick(found, people, decide):
    mention_in(found[0], "The Ledger", "Told again.").save()
    Mention.objects.filter(quote="Told again.").update(linked_by="matching")
    decide(found[0], people["ana"], "False")

    assert judged_picks(THIS_WEEK).count() == 1


def test_another_outlets_picks_are_left_out(found, people, decide):
    decide(found[0], people["ana"], "False")
    other = mention_in(found[1], "The Harbour", "Elsewhere.").source.outlet

    chosen = Filter(period=THIS_WEEK.period, days=7, outlet=other)
    assert not judged_picks(chosen).exists()


def test_the_panel_lists_what_the_figure_counts(found, people, decide):
    decide(found[0], people["ana"], "False")
    dismiss(found[2], people["ana"])

    rows = list(PANELS["picks"].rows(THIS_WEEK))
    assert {row["claim"] for row in rows} == {found[0].pk, found[2].pk}
    assert len(rows) == judged_picks(THIS_WEEK).count()


def test_a_merged_claim_is_named_by_itself_and_where_it_stands(found, people):
    move(found[1].pk, "merge", actor=people["ana"], into=found[0].pk)

    (row,) = PANELS["picks"].rows(THIS_WEEK)

    assert (row["first_claim"], row["claim"]) == (found[1].pk, found[0].pk)


def test_every_number_of_the_picks_opens_exactly_its_rows(found, people, decide, desk):
    decide(found[0], people["ana"], "False")
    decide(found[1], people["ana"], "False")
    dismiss(found[2], people["ana"])
    client = desk("dora")

    page = client.get(reverse("admin:dashboard")).content.decode()
    numbers = re.findall(r'data-panel="picks" href="([^"]+)">(\d+)</a>', page)
    opened: list[int] = []
    for href, _ in numbers:
        rows = client.get(unescape(href)).content.decode()
        opened += map(int, re.findall(r'data-total="(\d+)"', rows))

    assert opened == [int(count) for _, count in numbers]
    # All of them; kept and judged of the best 5, 10 and 20, and of all.
    assert opened == [3, *[2, 3] * 4]


def test_what_narrows_the_picks_is_said_or_refused(found, people, desk):
    client = desk("dora")
    rows = reverse("admin:dashboard_rows", args=["picks"])

    page = client.get(rows, {"first": 5, "fate": "kept", "extractor": "plain 1"})
    wrong = client.get(rows, {"first": 7, "fate": "lost"})

    said = "plain 1, the best 5 of each source, kept"
    assert said in page.content.decode()
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"first", "fate"}
