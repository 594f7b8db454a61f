"""A claim that may say the opposite is merged by whoever has seen that."""

import pytest
from django.urls import reverse

from claims.matching.conflicts.oppositions import Opposition
from claims.models import Claim, Suggestion
from reviews.desk.history import say_event
from reviews.models import Event
from reviews.tests.correcting import refused
from reviews.tests.workspaces import plain
from reviews.workflow import move

TOLD = "The council of Arlen approved the tunnel."
DENIED = "The council of Arlen rejected the tunnel."
NOTE = "may say the opposite: “approved” – “rejected”"


@pytest.fixture
def both(taken, stated):
    return taken(text=TOLD), stated(DENIED, outlets=("The Echo",))


def merged(claim):
    return Claim.objects.get(pk=claim.pk).state == "merged"


def test_it_is_refused_until_it_is_said_that_it_is_meant(both, people):
    claim, other = both

    refusal = refused(claim, "merge", people["ana"], into=other.pk)
    move(claim.pk, "merge", actor=people["ana"], into=other.pk, despite=True)

    assert (refusal.code, refusal.status, refusal.field) == (
        "may_oppose",
        422,
        "despite",
    )
    assert merged(claim)
    event = Event.objects.get(claim=claim, verb="merge")
    assert event.data == {"into": other.pk, "despite": {"opposite": NOTE}}
    assert say_event(event).endswith(
        f" merged it into claim {other.pk}, although one may say the opposite of the"
        " other"
    )


def test_what_differs_in_a_figure_is_merged_at_once(taken, stated, people):
    claim = taken(text="The fire killed 12 people.")
    other = stated("The fire killed 15 people.", outlets=("The Echo",))

    move(claim.pk, "merge", actor=people["ana"], into=other.pk)

    assert merged(claim)


def test_its_suggestion_leads_to_the_look_at_both(both, desk, page_of):
    claim, other = both
    one, two = sorted((claim.pk, other.pk))
    Suggestion.objects.create(
        claim_id=two,
        other_id=one,
        score=0.99,
        why=f"{NOTE}; both say 4.",
        opposition=Opposition.POSSIBLE,
    )

    page = desk("ana").get(page_of(claim)).content.decode()

    address = f"{reverse('admin:desk_merge', args=[claim.pk])}?into={other.pk}"
    assert address in page
    assert NOTE in page
    assert f'name="into" value="{other.pk}"' not in page


def test_a_merge_at_once_leads_to_the_look_at_both(both, desk, page_of):
    claim, other = both
    form = {"verb": "merge", "into": other.pk, "version": claim.version}

    asked = desk("ana").post(page_of(claim), form)
    before = merged(claim)
    meant = desk("ana").post(page_of(claim), form | {"despite": "yes"})

    html = asked.content.decode()
    assert (asked.status_code, before) == (422, False)
    assert f"It may say the opposite of claim {other.pk}." in plain(html)
    assert NOTE in html
    assert 'name="despite" value="yes" aria-invalid="true"' in html
    assert (meant.status_code, merged(claim)) == (303, True)


def test_many_are_merged_by_whoever_saw_which_may_say_the_opposite(both, desk):
    claim, other = both
    ana, address = desk("ana"), reverse("admin:desk_bulk")
    bar = {
        "act": "merge",
        "into": other.pk,
        "claims": f"{claim.pk}.{claim.version}",
    }

    asked = ana.post(address, bar)
    ana.post(address, bar | {"confirmed": "yes", "despite": "yes"})

    html = asked.content.decode()
    assert "It may say the opposite." in html
    assert '<input type="hidden" name="despite" value="yes">' in html
    assert merged(claim)
