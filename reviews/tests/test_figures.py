"""What the dashboard says of time, age, what lasted, people, and the days before."""

import csv
import io
import json
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from reviews.admin.figures.decided import show_decided
from reviews.admin.figures.earlier import compare_spreads
from reviews.admin.figures.lasting import show_lasting
from reviews.figures.decided import Spread, measure_stages, measure_working_time
from reviews.figures.filters import Filter, Period, today
from reviews.figures.lasting import count_lasting
from reviews.figures.open_work import count_open
from reviews.figures.panels import PANELS
from reviews.figures.people import at_work
from reviews.models import Review
from reviews.moves import OPEN_STAGES
from reviews.workflow import move

THESE_DAYS = Filter(period=Period(today() - timedelta(days=29), today()), days=30)
HOUR = timedelta(hours=1)


def rewrite_past(statement, *given):
    """The trail refuses every hand but that of who switches its triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, given)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def long_ago(claim, ago):
    """Let everything done with ``claim`` have been so much earlier."""
    for table, column in (
        ("reviews_event", "at"),
        ("reviews_verdict", "effective_at"),
        ("reviews_review", "opened_at"),
    ):
        rewrite_past(
            f"UPDATE {table} SET {column} = {column} - %s WHERE claim_id = %s",
            ago,
            claim.pk,
        )


def earlier(event, ago):
    rewrite_past("UPDATE reviews_event SET at = at - %s WHERE id = %s", ago, event.pk)


@pytest.fixture
def timed(claim_at):
    """Closed claims that were queued 8 hours, in hand 4, at the second reader 2."""

    def make(number):
        for _ in range(number):
            events = claim_at("closed").events.order_by("seq")
            for event, hours in zip(events, (14, 6, 2, 0), strict=True):
                earlier(event, hours * HOUR)

    return make


def round_to_minutes(took):
    return timedelta(minutes=round(took / timedelta(minutes=1)))


def test_working_time_runs_from_the_first_taking(timed):
    timed(5)

    spread = measure_working_time(THESE_DAYS)

    assert spread.count == 5
    assert round_to_minutes(spread.median) == 6 * HOUR


def test_each_stage_has_its_share_of_the_time(timed):
    timed(5)

    count, spreads = measure_stages(THESE_DAYS)

    assert count == 5
    assert {
        stage: round_to_minutes(each.median)
        for stage, each in spreads.items()
        if each.median
    } == {"queued": 8 * HOUR, "in_hand": 4 * HOUR, "second_reading": 2 * HOUR}
    assert spreads["adjudication"] == Spread(0, None, None)


def test_what_was_undone_moves_no_time_between_stages(claim_at, people, decide):
    claim = claim_at("second_reading")
    move(claim.pk, "undo", actor=people["ana"])
    decide(claim, people["ana"])
    decide(claim, people["ben"])

    (row,) = PANELS["stages"].rows(THESE_DAYS)
    at = dict(claim.events.exclude(verb="take").values_list("seq", "at"))
    first, undone, undo, again, last = (at[seq] for seq in sorted(at))

    assert undone < undo
    assert row["second_reading_seconds"] == last - again
    parts = [row[f"{stage.value}_seconds"] for stage in OPEN_STAGES[:3]]
    assert sum(parts, timedelta()) == last - first
    assert row["adjudication_seconds"] is None


def test_a_stage_lists_those_that_were_in_it(claim_at, people, decide):
    claim_at("closed")
    settled = claim_at("adjudication")
    decide(settled, people["carla"], "False")

    rows = PANELS["stages"].rows(Filter(period=THESE_DAYS.period, stage="adjudication"))

    assert [row["claim"] for row in rows] == [settled.pk]


@pytest.mark.parametrize(
    ("hours", "age"), [(1, "day"), (25, "three_days"), (73, "week"), (169, "older")]
)
def test_open_work_ages(hours, age, claim_at):
    claim = claim_at("in_hand")
    long_ago(claim, hours * HOUR)

    found = count_open(THESE_DAYS)
    chosen = Filter(period=THESE_DAYS.period, age=age, stage="in_hand")

    assert found.counts["in_hand", age] == found.of_age(age) == 1
    assert [row["claim"] for row in PANELS["open"].rows(chosen)] == [claim.pk]


def reopened(claim, people):
    move(claim.pk, "reopen", actor=people["carla"], reason="A register changed.")


def decided_again(claim, people, decide, word):
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"], word)
    decide(claim, people["ben"], word)


def test_what_became_of_a_verdict_is_the_gravest_thing(claim_at, people, decide):
    claim_at("closed")
    again, other, gone = (claim_at("closed") for _ in range(3))
    for claim in (again, other):
        reopened(claim, people)
    decided_again(other, people, decide, "False")
    move(gone.pk, "withdraw", actor=people["carla"], notice="We were wrong.")

    rows = PANELS["lasting"].rows(THESE_DAYS)
    found = {(row["claim"], row["number"]): row["since"] for row in rows}

    assert found[again.pk, 1] == "reopened"
    assert found[other.pk, 1] == "corrected"
    assert found[other.pk, 2] == "too_early"
    assert found[gone.pk, 1] == "withdrawn"
    assert count_lasting(THESE_DAYS) == {
        "withdrawn": 1,
        "corrected": 1,
        "reopened": 1,
        "too_early": 2,
        "lasted": 0,
    }


def test_a_correction_that_was_undone_corrects_nothing(claim_at, people, decide):
    claim = claim_at("closed")
    reopened(claim, people)
    decided_again(claim, people, decide, "False")
    move(claim.pk, "undo", actor=people["ben"])

    assert count_lasting(THESE_DAYS)["corrected"] == 0
    assert count_lasting(THESE_DAYS)["reopened"] == 1


def test_after_thirty_days_a_verdict_lasted(claim_at, people):
    lasted, late = claim_at("closed"), claim_at("closed")
    reopened(late, people)
    for claim in (lasted, late):
        long_ago(claim, timedelta(days=31))
    earlier(late.events.get(verb="reopen"), -timedelta(days=31))

    before = Filter(period=Period(today() - timedelta(days=40), today()))

    assert count_lasting(before)["lasted"] == 2


def test_the_last_thirty_days_are_said_to_be_incomplete(claim_at):
    assert "Not complete" not in show_lasting(THESE_DAYS).summary
    claim_at("closed")

    assert "Not complete: for 1 the 30 days" in show_lasting(THESE_DAYS).summary


def test_the_days_before_are_as_many_and_touch(claim_at):
    before = THESE_DAYS.before

    assert before is not None
    assert before.period.last == THESE_DAYS.period.first - timedelta(days=1)
    assert len(before.period.days) == 30
    assert before.given == {
        "from": str(before.period.first),
        "to": str(before.period.last),
    }


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (2, 1, "1 more than in the 30 days before"),
        (0, 2, "2 fewer than in the 30 days before"),
        (1, 1, "As many as in the 30 days before"),
    ],
)
def test_the_decided_are_held_against_the_days_before(now, then, said, claim_at):
    for _ in range(now):
        claim_at("closed")
    for _ in range(then):
        long_ago(claim_at("closed"), timedelta(days=40))

    found = show_decided(THESE_DAYS).earlier

    assert found is not None
    assert found.words == said
    assert found.number.count == then


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (5, 3, "The median is slower by 2 h than in the 30 days before"),
        (3, 5, "The median is faster by 2 h than in the 30 days before"),
        (3, 3, "The median is as in the 30 days before"),
        (3, None, "Too few in the 30 days before to compare"),
    ],
)
def test_a_median_is_held_against_the_days_before(now, then, said):
    these, those = (
        Spread(7, hours and hours * HOUR, hours and hours * HOUR)
        for hours in (now, then)
    )

    found = compare_spreads("working-time", these, those, THESE_DAYS)

    assert found is not None
    assert found.words.replace(".0", "") == said
    assert found.number.count == 7


def test_people_are_told_by_name_and_ranked_by_nothing(
    claim_at, people, decide, settings
):
    settings.BLIND_SHARE = 1.0
    for _ in range(2):
        claim_at("closed")
    settled = claim_at("adjudication")
    decide(settled, people["carla"], "False")

    found = {row["who"]: row for row in at_work(THESE_DAYS)}

    assert list(found) == ["Ana", "Ben", "Carla"]
    assert [found[who]["decided"] for who in found] == [2, 0, 1]
    assert [found[who]["overruled"] for who in found] == [1, 0, 0]
    assert [found[who]["pairs"] for who in found] == [3, 3, 0]
    assert {row["median_seconds"] for row in found.values()} == {None}


def test_a_persons_median_needs_five_verdicts(timed):
    timed(5)

    (ana,) = at_work(THESE_DAYS)

    assert (ana["who"], ana["first"]) == ("Ana", 5)
    assert round_to_minutes(ana["median_seconds"]) == 6 * HOUR


def test_people_are_shown_to_whoever_may_see_them(desk, claim_at, people):
    claim_at("closed")
    page = reverse("admin:dashboard")
    hidden = [
        reverse("admin:dashboard_rows", args=[name]) for name in ("people", "overruled")
    ]
    narrowed = reverse("admin:dashboard_rows", args=["decided"])
    narrowed = f"{narrowed}?person={people['ana'].pk}"
    asked = [*hidden, narrowed]

    def answers():
        return [desk("dora").get(each).status_code for each in asked]

    assert 'id="people"' not in desk("dora").get(page).content.decode()
    assert answers() == [HTTPStatus.FORBIDDEN] * 3

    people["dora"].user_permissions.add(Permission.objects.get(codename="see_people"))

    assert 'id="people"' in desk("dora").get(page).content.decode()
    assert answers() == [HTTPStatus.OK] * 3


def archive_of(client, **given):
    response = client.get(reverse("admin:dashboard_archive"), given)
    return ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_the_archive_holds_every_table_and_says_what_it_is(desk, claim_at, people):
    claim_at("closed")
    claim_at("queued")
    dora = desk("dora")

    archive = archive_of(dora, days="7")
    manifest = json.loads(archive.read("manifest.json"))

    assert archive.testzip() is None
    assert manifest["filter"] == {"days": "7"}
    assert manifest["as_of"] <= timezone.localtime().isoformat()
    shown = {panel.name for panel in PANELS.values() if not panel.permission}
    assert {told["panel"] for told in manifest["files"]} == shown
    for told in manifest["files"]:
        table = archive.read(told["file"])
        address = reverse("admin:dashboard_rows", args=[told["panel"]])
        alone = dora.get(address, {"days": "7", "format": "csv"})
        assert table == b"".join(alone.streaming_content)
        assert told["sha256"] == sha256(table).hexdigest()
        rows = list(csv.reader(io.StringIO(table.decode())))
        assert told["rows"] == len(rows) - 1


def test_the_archive_of_a_bad_filter_is_refused(desk):
    response = desk("dora").get(reverse("admin:dashboard_archive"), {"days": "x"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_nobody_else_gets_the_archive(desk):
    address = reverse("admin:dashboard_archive")

    assert desk("rosa").get(address).status_code == HTTPStatus.FORBIDDEN


def test_an_age_is_of_the_review_that_is_open(claim_at, people):
    claim = claim_at("closed")
    long_ago(claim, timedelta(days=9))
    reopened(claim, people)

    assert Review.objects.filter(claim=claim).count() == 2
    assert count_open(THESE_DAYS).counts["queued", "day"] == 1
