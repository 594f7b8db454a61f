"""Into a claim that somebody has read, others are merged by whoever has seen that."""

import pytest
from django.urls import reverse

from claims.models import Claim
from reviews.models import Event, Reading
from reviews.tests.correcting import refused
from reviews.tests.workspaces import plain
from reviews.verification import verify
from reviews.workflow import move

SAY = (
    "Claim {into} has been read already, without these mentions. If it shall have them "
    "all the same, confirm that you have seen this."
)


@pytest.fixture(autouse=True)
def by_words(settings):
    settings.MATCH_BY_MEANING = "off"


@pytest.fixture
def both(taken, claim_at):
    """In Ana's hand, with two mentions; and one that she has read, so far alone."""
    other = claim_at("second_reading", text="In Arlen 4,200 homes were flooded.")
    return taken(text="4,200 homes were flooded in Arlen."), other


def merged(claim):
    return Claim.objects.get(pk=claim.pk).state == "merged"


def test_it_is_refused_until_it_is_said_that_it_is_meant(both, people):
    claim, other = both
    ana = people["ana"]

    refusal = refused(claim, "merge", ana, into=other.pk)
    move(claim.pk, "merge", actor=ana, into=other.pk, despite=True)

    assert (refusal.code, refusal.status, refusal.field) == (
        "target_read",
        422,
        "despite",
    )
    assert refusal.say == SAY.format(into=other.pk)
    event = Event.objects.get(claim=claim, verb="merge")
    assert event.data == {"into": other.pk, "despite": {"readings": 1}}
    assert Reading.objects.get(undone_at=None).mentions.count() == 2
    assert other.mentions.count() == 4
    assert verify().flaws == ()


def test_a_reading_that_was_taken_back_is_none(both, people):
    claim, other = both
    move(other.pk, "undo", actor=people["ana"])

    move(claim.pk, "merge", actor=people["ana"], into=other.pk)

    assert merged(claim)
    assert Event.objects.get(verb="merge").data == {"into": other.pk}


def test_the_look_at_it_says_what_moves_and_what_becomes_of_readings(both, desk):
    claim, other = both

    shown = desk("ana").get(
        reverse("admin:desk_merge", args=[claim.pk]), {"into": other.pk}
    )

    words = plain(shown.content.decode())
    assert "unverified, second reading" in words
    assert "Read by 1 person" in words
    assert f"2 mentions move to claim {other.pk}, which has 2." in words
    assert "What was read stays as it was saved" in words
    assert f"I have seen that claim {other.pk} was read without these" in words


def test_a_merge_at_once_leads_to_the_look_at_it(both, desk, page_of):
    claim, other = both
    form = {"verb": "merge", "into": other.pk, "version": claim.version}

    asked = desk("ana").post(page_of(claim), form)
    meant = desk("ana").post(page_of(claim), form | {"despite": "yes"})

    assert asked.status_code == 422
    html = asked.content.decode()
    assert SAY.format(into=other.pk) in html
    assert 'name="despite" value="yes" aria-invalid="true"' in html
    assert meant.status_code == 303
    assert merged(claim)


def test_of_a_claim_nobody_has_read_nothing_is_asked(taken, stated, desk):
    claim = taken(text="4,200 homes were flooded in Arlen.")
    other = stated("In Arlen 4,200 homes were flooded.", outlets=("The Echo",))

    shown = desk("ana").get(
        reverse("admin:desk_merge", args=[claim.pk]), {"into": other.pk}
    )

    assert 'name="despite"' not in shown.content.decode()
    assert "unverified, queued" in plain(shown.content.decode())


def test_many_are_merged_into_it_by_whoever_was_told(both, desk):
    claim, other = both
    ana, address = desk("ana"), reverse("admin:desk_bulk")
    bar = {
        "act": "merge",
        "into": other.pk,
        "claims": f"{claim.pk}.{claim.version}",
    }

    asked = ana.post(address, bar)
    html = asked.content.decode()
    ana.post(address, bar | {"confirmed": "yes", "despite": "yes"})

    assert f"Claim {other.pk} has been read already, without their mentions." in html
    assert '<input type="hidden" name="despite" value="yes">' in html
    assert merged(claim)
