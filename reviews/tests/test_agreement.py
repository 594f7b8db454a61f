"""How often two people agree: which pairs of Readings count, and when."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from claims.models import Outlet
from reviews.figures.agreement import measure_agreement
from reviews.figures.filters import Filter, Period, today
from reviews.models import Reading, Review
from reviews.moves import Outcome, Stage
from reviews.workflow import move

THIS_WEEK = Filter(period=Period(today() - timedelta(days=6), today()), days=7)


@pytest.fixture
def blind(settings):
    settings.BLIND_SHARE = 1.0


@pytest.fixture
def read_twice(claim_at, people, decide):
    """A claim that Ana read first, as true, and Ben second."""

    def read(word="True", **stating):
        claim = claim_at(Stage.SECOND_READING, **stating)
        decide(claim, people["ben"], word)
        return claim

    return read


def reopen(claim, person):
    move(claim.pk, "reopen", actor=person, reason="A register changed.")


def counted(chosen=THIS_WEEK):
    found = measure_agreement(chosen)
    return {pair: n for pair, n in found.counts.items() if n}, found.not_blind


def test_a_blind_pair_counts_by_its_first_and_second_outcome(blind, read_twice):
    for word in ("True", "Mostly true", "False"):
        read_twice(word)

    found = measure_agreement(THIS_WEEK)

    assert counted() == (
        {("corroborated", "corroborated"): 2, ("corroborated", "contested"): 1},
        0,
    )
    assert (found.pairs, found.same_outcome, found.same_rating) == (3, 2, 1)
    assert found.first(Outcome.CORROBORATED) == 3
    assert found.second(Outcome.CORROBORATED) == 2
    assert found.second(Outcome.CONTESTED) == 1


def test_a_pair_that_was_not_blind_is_in_no_other_number(read_twice):
    read_twice()

    assert counted() == ({}, 1)
    assert measure_agreement(THIS_WEEK).same_rating == 0


def test_one_reading_is_no_pair(blind, settings, claim_at):
    claim_at(Stage.SECOND_READING)
    settings.SECOND_READER = "never"
    claim_at(Stage.SECOND_READING)

    assert Reading.objects.count() == 2
    assert counted() == ({}, 0)


def test_who_settles_a_pair_makes_no_other(blind, read_twice, people, decide):
    decide(read_twice("False"), people["carla"], "Unproven")

    assert counted() == ({("corroborated", "contested"): 1}, 0)


def test_a_second_reading_taken_back_counts_nowhere(blind, read_twice, people):
    move(read_twice().pk, "undo", actor=people["ben"])

    assert counted() == ({}, 0)


@pytest.mark.parametrize("second", ["ben", "carla"])
def test_what_follows_a_second_reading_taken_back_is_not_blind(
    second, blind, read_twice, people, decide
):
    claim = read_twice("False")
    move(claim.pk, "undo", actor=people["ben"])
    move(claim.pk, "release", actor=people["ben"])
    decide(claim, people[second])

    assert counted() == ({}, 1)


def test_a_first_reading_taken_back_gives_way_to_the_next(
    blind, claim_at, people, decide
):
    claim = claim_at(Stage.SECOND_READING)
    move(claim.pk, "undo", actor=people["ana"])
    decide(claim, people["ana"], "False")
    decide(claim, people["ben"], "False")

    assert counted() == ({("contested", "contested"): 1}, 0)


def test_a_claim_read_again_is_a_pair_beside_those_that_are_blind(
    blind, read_twice, people, decide
):
    claim = read_twice()
    reopen(claim, people["carla"])
    move(claim.pk, "take", actor=people["ben"])
    decide(claim, people["ben"], "False")
    decide(claim, people["ana"], "False")

    assert counted() == ({("corroborated", "corroborated"): 1}, 1)


def test_a_claim_that_was_dismissed_had_not_been_read(blind, claim_at, people, decide):
    claim = claim_at(Stage.IN_HAND)
    move(claim.pk, "dismiss", actor=people["ana"], reason="Nothing to check.")
    reopen(claim, people["carla"])
    move(claim.pk, "take", actor=people["ana"])
    decide(claim, people["ana"])
    decide(claim, people["ben"])

    assert counted() == ({("corroborated", "corroborated"): 1}, 0)


def test_a_verdict_withdrawn_leaves_the_pair_as_it_was_read(blind, read_twice, people):
    move(read_twice().pk, "withdraw", actor=people["carla"], notice="We were wrong.")

    assert counted() == ({("corroborated", "corroborated"): 1}, 0)


def test_a_correction_between_the_readings_leaves_the_pair(
    blind, claim_at, people, decide
):
    claim = claim_at(Stage.SECOND_READING)
    mention = claim.mentions.latest("pk").pk
    move(claim.pk, "take", actor=people["ben"])
    move(claim.pk, "mark", actor=people["ben"], mention=mention, stance="context")
    decide(claim, people["ben"], exception="The register says so.")

    assert counted() == ({("corroborated", "corroborated"): 1}, 0)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_a_pair_is_of_the_newsrooms_day_of_its_second_reading(zone, blind, read_twice):
    # These zones are 26 hours apart: never the same date.
    read_twice()
    at = Reading.objects.get(stage=Stage.SECOND_READING).read_at

    with override_settings(TIME_ZONE=zone):
        day = timezone.localdate(at)
        days = [day + timedelta(days=offset) for offset in (-1, 0, 1)]
        pairs = [measure_agreement(THIS_WEEK.on(each)).pairs for each in days]

    assert pairs == [0, 1, 0]


def test_when_the_first_reading_was_made_makes_no_difference(blind, read_twice):
    read_twice()
    with connection.cursor() as cursor:
        # Readings never change: their guards look away for once.
        cursor.execute("SET LOCAL session_replication_role = replica")
        before = timezone.now() - timedelta(days=40)
        Reading.objects.filter(stage=Stage.IN_HAND).update(read_at=before)
        Review.objects.update(opened_at=before)
        cursor.execute("SET LOCAL session_replication_role = origin")

    assert measure_agreement(THIS_WEEK).pairs == 1


def test_a_pair_counts_for_every_outlet_that_states_the_claim(blind, read_twice):
    read_twice(outlets=("The Ledger", "The Signal"), text="Three dams broke.")
    read_twice(outlets=("The Harbour", "The Signal"), text="Six boats sank.")

    def pairs_of(name):
        outlet = Outlet.objects.get(name=name)
        return measure_agreement(Filter(period=THIS_WEEK.period, outlet=outlet)).pairs

    assert [pairs_of(name) for name in ("The Ledger", "The Signal")] == [1, 2]
