"""Why many claims are dismissed is asked before anything is sent, and before anybody is
asked whether they mean it."""

import pytest

from reviews.models import Event

QUEUE = "/admin/reviews/review/"


def test_without_a_reason_nobody_is_asked_whether_they_mean_it(desk, stated):
    claims = [stated(f"{number} bridges were closed.") for number in range(2, 14)]
    ticks = [f"{claim.pk}.{claim.version}" for claim in claims]

    answer = desk("ana").post(f"{QUEUE}bulk/", {"act": "dismiss", "claims": ticks})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'name="confirmed"' not in page
    assert 'id="many-dismiss" rows="2" dir="auto" aria-invalid="true"' in page
    assert page.count(" checked>") == 12
    assert not Event.objects.filter(verb="dismiss").exists()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_the_field_is_there_as_soon_as_dismiss_is_chosen(visit, stated, scripts):
    stated("Two bridges were closed.")
    page = visit("ana", java_script_enabled=scripts).open(QUEUE)

    page.locator("input[name=claims]").check()
    page.locator(".many summary", has_text="Dismiss").click()

    assert page.locator("#many-dismiss").is_visible()
    assert not Event.objects.filter(verb="dismiss").exists()
    page.locator("#many-dismiss").fill("Not checkable.")
    page.locator(".many button[value=dismiss]").click()
    page.get_by_text("Dismissed 1 claim.").wait_for()
    assert Event.objects.get(verb="dismiss").reason == "Not checkable."
