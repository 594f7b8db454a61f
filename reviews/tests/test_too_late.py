"""Once a verdict is out, everybody is told what they can still do about it."""

import pytest
from django.urls import reverse

from factcheck.tests.callers import caller, code_of, post
from reviews.feed import publish_due
from reviews.moves import Stage
from reviews.tests.workspaces import plain
from reviews.workflow import MoveRefused, move

EDITOR = (
    "Reopen the claim to decide again, or withdraw the verdict with a public notice."
)
OTHERS = "An editor can reopen the claim or withdraw the verdict. Tell one: Carla."


@pytest.fixture
def out(claim_at, settings):
    """Ana and Ben agreed, and the verdict is published."""
    settings.VERDICT_HOLD_SECONDS = 0
    claim = claim_at(Stage.CLOSED)
    publish_due()
    return claim


def test_a_reviewer_is_told_whom_to_tell(out, people):
    with pytest.raises(MoveRefused) as refusal:
        move(out.pk, "undo", actor=people["ben"])

    assert refusal.value.code == "published"
    assert refusal.value.say == (
        f"Too late to undo: the verdict has been published. {OTHERS}"
    )


def test_so_is_a_program(out, people):
    address = f"/api/v1/claims/{out.pk}/moves/"
    answer = post(caller(people["ben"]), address, {"verb": "undo"}, if_match="*")

    assert (answer.status_code, code_of(answer)) == (412, "too-late")
    assert answer.json()["detail"].endswith(OTHERS)


def test_without_an_editor_nobody_is_named(out, people):
    people["carla"].groups.clear()

    with pytest.raises(MoveRefused) as refusal:
        move(out.pk, "undo", actor=people["ben"])

    assert refusal.value.say.endswith("or withdraw the verdict. Tell one.")


def test_an_editor_is_told_what_she_can_do(claim_at, people, decide, settings):
    settings.VERDICT_HOLD_SECONDS = 0
    claim = claim_at(Stage.ADJUDICATION)
    move(claim.pk, "take", actor=people["carla"])
    decide(claim, people["carla"], "False")
    publish_due()

    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "undo", actor=people["carla"])

    assert refusal.value.say.endswith(EDITOR)


def test_the_key_says_the_same(desk, claim_at, settings):
    settings.VERDICT_HOLD_SECONDS = 0
    ben = desk("ben")
    claim_at(Stage.CLOSED)
    publish_due()

    answer = ben.post(reverse("admin:desk_undo"), follow=True)

    assert OTHERS in plain(answer.content.decode())


@pytest.mark.parametrize(
    ("name", "say"),
    [("ana", "An editor can reopen it. Tell one: Carla."), ("carla", "")],
)
def test_a_row_of_decisions_says_it_too(out, desk, name, say):
    read = plain(desk(name).get(reverse("admin:desk_decisions")).content.decode())

    assert (say in read) is True
    assert "Nothing by you now" not in read


def test_what_others_went_on_with_says_so(claim_at, desk):
    claim_at(Stage.ADJUDICATION)

    read = plain(desk("ana").get(reverse("admin:desk_decisions")).content.decode())

    assert "Others have gone on with it." in read


def test_an_error_stands_above_what_was_done_before(
    claim_at, taken, desk, page_of, form, people, decide
):
    ana = desk("ana")
    before, claim = claim_at(Stage.IN_HAND), taken(text="The dam broke on Monday.")
    decide(before, people["ana"])

    answer = ana.post(page_of(claim), form(claim, "True", reason=""))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.index('class="refusal"') < html.index('class="toast"')


def test_only_who_reads_at_the_desk_is_asked(taken, desk, page_of, people):
    claim, ben = taken(), people["ben"]
    ben.is_staff = False
    ben.save()

    shown = desk("ana").get(page_of(claim)).context["workspace"].asides.colleagues
    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, "ask", actor=people["ana"], to=ben.pk, reason="Is it so?")

    assert ben.pk not in [each.pk for each in shown]
    assert (refusal.value.code, refusal.value.field) == ("not_assignable", "to")
