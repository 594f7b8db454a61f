"""Merging by number takes two steps: the other claim is shown, then it is merged."""

import pytest
from django.urls import reverse

from reviews.models import Event
from reviews.tests.workspaces import plain
from reviews.workflow import move


@pytest.fixture
def look(desk):
    def ask(claim, into, name="ana"):
        address = reverse("admin:desk_merge", args=[claim.pk])
        return desk(name).get(address, {"into": str(into)})

    return ask


def test_the_other_claim_is_shown_with_what_both_share(
    look, taken, stated, settings, desk, page_of
):
    settings.MATCH_BY_MEANING = "off"
    claim = taken(text="4,200 homes were flooded in Arlen.")
    other = stated("In Arlen 4,200 homes were flooded.", outlets=("The Echo",))

    answer = look(claim, f"claim {other.pk}")
    page = plain(answer.content.decode())

    assert answer.status_code == 200
    assert "In Arlen 4,200 homes were flooded." in page
    assert "unverified" in page
    assert "likely to be the same: " in page
    assert "same number: 4,200" in page
    assert "Little speaks for these being one claim" not in page
    assert f'name="into" value="{other.pk}"' in answer.content.decode()
    assert not Event.objects.filter(verb="merge").exists()


def test_it_warns_where_little_speaks_for_it(look, taken, stated, settings):
    settings.MATCH_BY_MEANING = "off"
    claim = taken(text="4,200 homes were flooded in Arlen.")
    unlike = stated("The mayor has resigned.", outlets=("The Echo",))
    differs = stated("2,400 homes were flooded in Arlen.", outlets=("The Post",))

    for other in (unlike, differs):
        page = plain(look(claim, other.pk).content.decode())
        assert "Little speaks for these being one claim" in page


def test_a_claim_that_stands_no_more_is_shown_and_not_offered(
    look, taken, claim_at, people, settings
):
    settings.MATCH_BY_MEANING = "off"
    claim = taken(text="4,200 homes were flooded in Arlen.")
    gone = claim_at("in_hand", text="Many homes were flooded.")
    move(gone.pk, "dismiss", actor=people["ana"], reason="Not checkable.")

    page = look(claim, gone.pk).content.decode()

    assert "That claim stands no more" in page
    assert 'value="merge"' not in page


@pytest.mark.parametrize(
    ("into", "says"),
    [
        ("", "Write the number of the other claim"),
        ("0", "“0” is no number of a claim."),
        ("nothing", "“nothing” is no number of a claim. Write one such as 12 or #12"),
        ("1 or 2", "“1 or 2” is no number of a claim."),
        ("999999", "There is no claim 999999."),
        ("{own}", "Claim {own} is this claim itself."),
        ("#{own}", "Claim {own} is this claim itself."),
    ],
)
def test_what_names_no_other_claim_is_told_what_is_wrong_with_it(
    look, taken, into, says
):
    claim = taken()

    answer = look(claim, into.format(own=claim.pk))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert says.format(own=claim.pk) in page
    assert 'aria-invalid="true" autofocus' in page


@pytest.mark.parametrize(
    "into",
    [
        "#{pk}",
        " {pk} ",
        "# {pk}",
        "Claim #{pk}",
        "Behauptung {pk}",
        "http://desk.example/admin/reviews/review/claim/{pk}/?text=3#text-title",
        " https://desk.example/api/v1/claims/{pk}/ ",
    ],
)
def test_a_claim_is_named_as_people_name_it(look, taken, stated, settings, into):
    settings.MATCH_BY_MEANING = "off"
    claim, other = taken(), stated("Another statement.")

    answer = look(claim, into.format(pk=other.pk))

    assert answer.context["target"].claim == other


def test_who_does_not_review_merges_nothing(look, taken, stated):
    assert look(taken(), stated("Another statement.").pk, "rosa").status_code == 403


def test_the_workspace_leads_there_and_the_bar_says_what_undo_brings_back(
    desk, taken, stated, page_of
):
    claim, other = taken(), stated("Another statement.")
    client = desk("ana")

    page = client.get(page_of(claim)).content.decode()
    sent = {"verb": "merge", "version": claim.version, "into": other.pk}
    told = client.post(page_of(claim), sent, follow=True).content.decode()

    assert f'action="{reverse("admin:desk_merge", args=[claim.pk])}"' in page
    assert "Undo brings the claim back with its own mentions." in told


@pytest.mark.browser
def test_a_person_merges_by_number_in_two_steps(visit, taken, stated, page_of):
    claim, other = taken(), stated("Another statement.")
    visitor = visit("ana")
    page = visitor.open(page_of(claim))

    page.keyboard.press("d")
    page.locator("#merge-into").fill(str(other.pk))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="How alike they are").wait_for()
    faults = visitor.faults()
    page.get_by_role("button", name=f"Merge into claim {other.pk}").click()
    page.locator(".toast").wait_for()

    assert faults == []
    claim.refresh_from_db()
    assert claim.merged_into_id == other.pk
