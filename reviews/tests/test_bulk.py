"""Many claims at once: done or skipped one by one, and taken back together."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from claims.models import Claim
from reviews.models import Event, Rating, Review
from reviews.workflow import move

QUEUE = "/admin/reviews/review/"
BULK = f"{QUEUE}bulk/"


@pytest.fixture
def desk(client: Client, people):
    """A browser that has logged in as somebody."""

    def as_person(name: str) -> Client:
        client.force_login(people[name])
        return client

    return as_person


@pytest.fixture
def three(stated) -> list[Claim]:
    return [stated(f"{number} bridges were closed.") for number in (2, 3, 4)]


def ticks(claims: list[Claim]) -> list[str]:
    return [f"{claim.pk}.{claim.version}" for claim in claims]


def later() -> str:
    return (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")


def test_what_is_ticked_is_assigned_to_me(desk, three, people):
    answer = desk("ana").post(
        f"{BULK}?q=bridges", {"act": "mine", "claims": ticks(three)}
    )

    assert answer.status_code == 303
    assert set(Review.objects.values_list("assignee", flat=True)) == {people["ana"].pk}
    page = desk("ana").get(answer["Location"])
    assert "Assigned 3 claims." in page.content.decode()
    assert page.context["filters"].q == "bridges"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"act": "prioritise", "priority": "2"}, {"priority": 2}),
        ({"act": "ask_second"}, {"second_reader": True}),
        ({"act": "dismiss", "reason": "Not checkable."}, {"claim__state": "dismissed"}),
    ],
)
def test_each_act_is_made_on_every_ticked_claim(desk, three, given, kept):
    desk("ana").post(BULK, {**given, "claims": ticks(three[:2])})

    done = Review.objects.filter(**kept).values_list("claim", flat=True)
    others = given["act"] == "ask_second"
    assert set(done) == {claim.pk for claim in (three if others else three[:2])}


def test_what_is_put_off_rests_until_then(desk, three):
    desk("ana").post(
        BULK, {"act": "postpone", "until": later(), "claims": ticks(three)}
    )

    assert Review.objects.filter(not_before__gt=timezone.now()).count() == 3


def test_the_ticked_claims_are_merged_into_one(desk, three):
    into, *others = three
    given = {"act": "merge", "into": f"claim {into.pk}", "claims": ticks(others)}

    shown = desk("ana").post(BULK, given).content.decode()
    merged_unasked = into.merged_claims.exists()
    desk("ana").post(BULK, {**given, "confirmed": "yes"})

    assert f"Into claim {into.pk}:" in shown
    assert into.wording.text in shown
    assert not merged_unasked
    assert set(into.merged_claims.values_list("pk", flat=True)) == {
        claim.pk for claim in others
    }


def test_one_verdict_is_for_one_statement_only(desk, three, stated):
    same = [three[0], stated("2 bridges were closed.", outlets=("The Herald", "Day"))]
    true = Rating.objects.get(word="True").pk
    given = {"act": "decide", "rating": true, "reason": "Two registers agree."}

    refused = desk("ana").post(BULK, {**given, "claims": ticks(three)})
    made = desk("ana").post(BULK, {**given, "claims": ticks(same)})

    assert refused.status_code == 422
    assert "same statement" in refused.content.decode()
    assert made.status_code == 303
    read = Event.objects.filter(verb="decide").values_list("claim", flat=True)
    assert set(read) == {claim.pk for claim in same}


def test_what_cannot_be_done_is_skipped_and_said_why(desk, three, people):
    held, changed, done = three
    move(held.pk, "take", actor=people["ben"])
    move(changed.pk, "prioritise", actor=people["ben"], priority=1)

    answer = desk("ana").post(
        BULK, {"act": "dismiss", "reason": "Not checkable.", "claims": ticks(three)}
    )

    page = desk("ana").get(answer["Location"]).content.decode()
    assert "Dismissed 1 claim." in page
    assert "Skipped 2:" in page
    assert "The claim changed while you had it open" in page
    states = dict(Claim.objects.values_list("pk", "state"))
    assert states == {
        held.pk: "unverified",
        changed.pk: "unverified",
        done.pk: "dismissed",
    }


def test_one_undo_takes_back_the_whole_batch(desk, three):
    client = desk("ana")
    answer = client.post(
        BULK, {"act": "dismiss", "reason": "Not checkable.", "claims": ticks(three)}
    )
    page = client.get(answer["Location"])
    batch = page.context["batch"].batch

    answer = client.post(f"{BULK}{batch}/undo/")

    assert (
        "Took it back for 3 claims." in client.get(answer["Location"]).content.decode()
    )
    assert set(Claim.objects.values_list("state", flat=True)) == {"unverified"}
    again = client.post(f"{BULK}{batch}/undo/")
    assert "Nothing was done." in client.get(again["Location"]).content.decode()


def test_a_batch_that_is_nobodys_undoes_nothing(desk, three):
    answer = desk("ana").post(f"{BULK}11111111-1111-4111-8111-111111111111/undo/")

    assert answer.status_code == 303
    assert not Event.objects.filter(verb="undo").exists()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"act": "dismiss"}, "reason"),
        ({"act": "postpone", "until": "soon"}, "until"),
        ({"act": "merge", "into": "the other"}, "into"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_kept(
    desk, three, given, named
):
    answer = desk("ana").post(BULK, {**given, "claims": ticks(three[:2])})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["bulk"].field == named
    assert page.count("checked>") == 2
    assert given.get("reason", "") in page
    assert given.get(named, "") in page
    assert set(Event.objects.values_list("verb", flat=True)) == {"open"}


def test_enter_in_a_field_does_nothing(desk, three):
    answer = desk("ana").post(BULK, {"act": "", "claims": ticks(three)})

    assert answer.status_code == 422
    assert "choose what to do." in answer.content.decode()
    assert not Review.objects.exclude(assignee=None).exists()


def test_more_than_ten_are_asked_about_once_more(desk, stated):
    claims = [stated(f"{number} bridges were closed.") for number in range(11)]
    client = desk("ana")
    given = {"act": "dismiss", "reason": "Not checkable.", "claims": ticks(claims)}

    asked = client.post(BULK, given)
    none = Event.objects.filter(verb="dismiss").count()
    page = asked.content.decode()
    client.post(BULK, {**given, "confirmed": "yes"})

    assert (asked.status_code, none) == (200, 0)
    assert "Dismiss 11 claims?" in page
    assert page.count('name="claims"') == 11
    assert 'name="reason" value="Not checkable."' in page
    assert Event.objects.filter(verb="dismiss").count() == 11


def test_who_may_not_review_sees_no_bar_and_changes_nothing(desk, three):
    client = desk("rosa")

    assert 'name="act"' not in client.get(QUEUE).content.decode()
    assert client.post(BULK, {"act": "mine", "claims": ticks(three)}).status_code == 403
    assert client.get(BULK).status_code == 405
    assert not Review.objects.exclude(assignee=None).exists()


def test_assigning_others_takes_the_permission(desk, three, people):
    given = {"act": "assign", "to": people["ben"].pk, "claims": ticks(three)}

    refused = desk("ana").post(BULK, given)
    made = desk("carla").post(BULK, given)

    assert refused.status_code == 403
    assert made.status_code == 303
    assert set(Review.objects.values_list("assignee", flat=True)) == {people["ben"].pk}


def test_a_manager_hands_out_work_and_does_no_other(desk, three, people):
    client = desk("dora")
    page = client.get(QUEUE).content.decode()
    given = {"to": people["ben"].pk, "reason": "So.", "claims": ticks(three)}

    made = client.post(BULK, {**given, "act": "assign"})
    refused = client.post(BULK, {**given, "act": "dismiss"})

    assert 'value="assign"' in page
    assert 'value="dismiss"' not in page
    assert (made.status_code, refused.status_code) == (303, 403)
    assert set(Review.objects.values_list("assignee", flat=True)) == {people["ben"].pk}
    assert not Event.objects.filter(verb="dismiss").exists()


def test_all_on_the_page_are_ticked_without_a_script(desk, three):
    page = desk("ana").get(QUEUE, {"all": "yes"}).content.decode()

    assert page.count("checked>") == 3
    assert "all=yes" in desk("ana").get(QUEUE).content.decode()


def test_a_bar_that_is_refused_keeps_what_was_unticked(desk, three):
    given = {"act": "", "claims": ticks(three)[:1]}

    page = desk("ana").post(f"{BULK}?all=yes", given).content.decode()

    assert page.count("checked>") == 1


@pytest.mark.browser
def test_many_are_ticked_by_keys_and_every_answer_is_without_fault(
    visit, stated, people
):
    claims = [stated(f"{number} bridges were closed.") for number in range(12)]
    visitor = visit("ana")
    page = visitor.open(QUEUE)
    page.focus(f"#claim-{claims[0].pk} a")
    for key in ("x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    ticked = page.locator("input[name=claims]:checked").count()
    page.click(".many summary:text-is('Dismiss')")
    faults = visitor.faults()
    page.click("button[value=dismiss]")
    page.wait_for_selector("#many-error")
    faults += visitor.faults()
    page.fill("#many-dismiss", "Not checkable.")
    page.click("button[value=dismiss]")
    page.wait_for_selector(".toast")
    said = page.locator(".toast").inner_text()
    faults += visitor.faults()
    page.keyboard.press("z")
    page.wait_for_selector("text=Took it back for 3 claims.")
    page = visitor.open(f"{QUEUE}?all=yes")
    page.click("button[value=mine]")
    page.wait_for_selector("text=Yes, all of them")
    faults += visitor.faults()

    assert ticked == 3
    assert "Dismissed 3 claims." in said
    assert faults == []
