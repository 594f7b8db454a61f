"""The queue: what it lists, for whom, and in how many statements."""

import gzip
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Extraction, Mention, Outlet
from conftest import mention_in
from reviews.desk.views import VIEWS, counted_in_full
from reviews.keys import KEYS
from reviews.models import Event, Review
from reviews.workflow import MoveRefused, declare_interest, move, take_next

QUEUE = "/admin/reviews/review/"


MOST_WARM_BYTES = 15_000


def claims_on(response) -> list[int]:
    return [row.review.claim_id for row in response.context["page"].rows]


def test_the_browser_opens_on_the_queue(desk):
    response = desk("ana").get("/", follow=True)

    assert response.redirect_chain[-1][0] == QUEUE
    assert response.status_code == 200


def test_a_stranger_is_asked_who_they_are_and_brought_back(client):
    response = client.get(QUEUE)

    assert response.status_code == 302
    assert response["Location"] == f"/admin/login/?next={QUEUE}"
    assert b"Factcheck" in client.get(response["Location"]).content


def test_a_login_leads_to_no_other_host(client, people):
    people["ana"].set_password("a long enough word")
    people["ana"].save()

    response = client.post(
        "/admin/login/?next=https://elsewhere.example/",
        {
            "username": "ana",
            "password": "a long enough word",
            "next": "https://elsewhere.example/",
        },
    )

    assert response["Location"] == "/"


def test_a_person_without_the_permission_is_refused(desk, stated):
    stated()

    assert desk("sync").get(QUEUE).status_code == 302
    assert desk("rosa").get(QUEUE).status_code == 200
    assert desk("rosa").post("/admin/reviews/review/start/").status_code == 303
    assert not Review.objects.exclude(holder=None).exists()


def test_the_most_urgent_stands_first(desk, stated):
    small = stated("The mayor spoke for 9 minutes.", worth=0.1)
    big = stated("The dam held back 40 million cubic metres.", worth=0.9)

    response = desk("ana").get(QUEUE)

    assert claims_on(response) == [big.pk, small.pk]


def test_ready_for_me_leaves_out_what_i_read_and_what_others_hold(
    desk, claim_at, people
):
    read = claim_at("second_reading")
    held = claim_at("in_hand", text="Two bridges were closed.")
    free = claim_at("queued", text="Three bridges were closed.")
    move(held.pk, "release", actor=people["ana"])
    move(held.pk, "take", actor=people["ben"])

    response = desk("ana").get(QUEUE)

    assert claims_on(response) == [free.pk]
    assert set(claims_on(desk("ben").get(QUEUE))) == {read.pk, held.pk, free.pk}


@pytest.mark.parametrize(
    ("view", "stage"),
    [
        ("mine", "in_hand"),
        ("unassigned", "queued"),
        ("second", "second_reading"),
        ("adjudication", "adjudication"),
        ("recent", "second_reading"),
        ("closed", "closed"),
    ],
)
def test_each_saved_view_lists_what_its_name_says(desk, claim_at, view, stage):
    claim = claim_at(stage)

    response = desk("ana").get(QUEUE, {"view": view})

    assert claims_on(response) == [claim.pk]


def test_overdue_and_conflict_list_only_those(desk, stated):
    late = stated("Late: 12 houses burned.")
    stated("In time: 13 houses burned.")
    late.reviews.update(due_at=timezone.now() - timedelta(hours=3))
    type(late).objects.filter(pk=late.pk).update(differing=2)

    assert claims_on(desk("ana").get(QUEUE, {"view": "overdue"})) == [late.pk]
    conflict = desk("ana").get(QUEUE, {"view": "conflict"})
    assert claims_on(conflict) == [late.pk]
    assert b"2 kinds of value differ" in conflict.content


def test_the_counts_are_the_lengths_of_the_lists(desk, claim_at):
    for stage in ("queued", "in_hand", "second_reading", "adjudication"):
        claim_at(stage, text=f"A claim that waits: {stage}.")

    client = desk("ana")
    for tab in client.get(QUEUE).context["tabs"]:
        page = client.get(tab["url"]).context["page"]
        assert tab["count"] == str(len(page.rows) + len(page.failures)), tab["label"]


def test_a_count_that_is_kept_holds_no_moment(people):
    for view in filter(lambda view: view.tab, VIEWS.values()):
        _, params = counted_in_full(view.name, people["ana"], frozenset())
        assert not any(isinstance(each, date) for each in params), view.name


def test_the_counts_follow_what_a_person_may(desk, people, claim_at):
    claim_at("adjudication")
    client, ready = desk("carla"), []
    for role in ("reviewer", "editor"):
        people["carla"].groups.set([Group.objects.get(name=role)])
        ready.append(client.get(QUEUE).context["tabs"][0]["count"])

    assert ready == ["0", "1"]


def test_what_is_late_stands_before_what_is_urgent(desk, stated):
    urgent = stated("The dam held back 40 million cubic metres.", worth=0.9)
    late = stated("The mayor spoke for 9 minutes.", worth=0.1)
    late.reviews.update(due_at=timezone.now() - timedelta(hours=1))

    assert claims_on(desk("ana").get(QUEUE)) == [late.pk, urgent.pk]


def test_a_row_that_becomes_late_between_two_pages_is_shown_once(
    desk, stated, monkeypatch
):
    monkeypatch.setattr("reviews.desk.queue.PAGE", 2)
    claims = [stated(f"{number} people came.", worth=0.5) for number in range(2, 7)]
    claims[4].reviews.update(due_at=timezone.now() - timedelta(hours=1))
    client = desk("ana")
    first = client.get(QUEUE)
    claims[3].reviews.update(due_at=timezone.now() + timedelta(seconds=1))
    Review.objects.filter(claim=claims[0]).update(
        due_at=timezone.now() - timedelta(seconds=1)
    )

    seen, address = claims_on(first), first.context["next_url"]
    while address:
        response = client.get(address)
        seen += claims_on(response)
        address = response.context["next_url"]

    assert seen[0] == claims[4].pk
    assert len(seen) == len(set(seen))


def test_what_is_anothers_or_put_off_or_of_interest_is_not_ready_for_me(
    desk, stated, people
):
    anothers = stated("Two bridges were closed.")
    put_off = stated("Three bridges were closed.")
    stated("Four bridges were closed.", outlets=("The Ledger",))
    mine = stated("Five bridges were closed.", outlets=("The Lantern",))
    move(anothers.pk, "assign", actor=people["carla"], to=people["ben"].pk)
    move(mine.pk, "assign", actor=people["carla"], to=people["ana"].pk)
    later = timezone.now() + timedelta(days=2)
    move(put_off.pk, "postpone", actor=people["ben"], until=later)
    ledger = Outlet.objects.get(name="The Ledger")
    declare_interest(actor=people["ana"], outlet=ledger.pk, reason="My brother.")

    client = desk("ana")

    assert claims_on(client.get(QUEUE)) == [mine.pk]
    assert claims_on(client.get(QUEUE, {"view": "mine"})) == [mine.pk]
    assert claims_on(client.get(QUEUE, {"view": "postponed"})) == [put_off.pk]
    assert claims_on(client.get(QUEUE, {"view": "others"})) == [anothers.pk]
    assert take_next(actor=people["ana"]).claim == mine.pk


def test_what_is_ready_is_what_starting_hands_out(desk, claim_at, people):
    for stage in ("queued", "in_hand", "second_reading", "adjudication"):
        claim_at(stage, text=f"A claim that waits: {stage}.")

    ready = set(claims_on(desk("carla").get(QUEUE)))
    handed = {take_next(actor=people["carla"]).claim for _ in ready}

    assert handed == ready
    with pytest.raises(MoveRefused, match="Nothing is waiting"):
        take_next(actor=people["carla"])


def test_a_row_marks_its_figures_and_says_what_differs(desk, stated):
    claim = stated("On Monday 4,200 homes were flooded.", outlets=("The Lantern",))
    first = claim.mentions.get()
    figure = {"kind": "number", "unit": "home", "bound": "", "role": ""}
    Mention.objects.filter(pk=first.pk).update(
        values=[figure | {"amount": "4200", "start": 10, "end": 15, "text": "4,200"}]
    )
    mention_in(
        claim,
        "The Ledger",
        "2,400 homes were flooded.",
        values=[figure | {"amount": "2400", "start": 0, "end": 5, "text": "2,400"}],
    )
    type(claim).objects.filter(pk=claim.pk).update(differing=1)

    page = desk("ana").get(QUEUE).content.decode()

    assert "On Monday <b>4,200</b> homes were flooded." in page
    assert "Sources differ in: </span>number</span>" in page
    assert "The Lantern, The Ledger" in page


def test_a_long_claim_is_cut_at_a_word(desk, stated):
    stated("word " * 60)

    page = desk("ana").get(QUEUE).content.decode()

    assert f">{'word ' * 27}word…</a>" in page


def test_an_empty_queue_says_where_the_work_is(desk, claim_at, people):
    claim_at("in_hand")
    Review.objects.update(due_at=timezone.now() + timedelta(days=1))

    page = desk("ben").get(QUEUE).content.decode()

    assert "Nothing to review." in page
    assert "With colleagues: 1" in page
    assert "Due tomorrow: 1" in page


def test_the_first_run_says_how_to_begin(desk):
    page = desk("ana").get(QUEUE).content.decode()

    assert reverse("admin:claims_source_add") in page
    assert "manage.py ingest" in page
    assert "demo" not in page


def test_pages_follow_each_other_without_gap_or_repetition(desk, stated, monkeypatch):
    monkeypatch.setattr("reviews.desk.queue.PAGE", 2)
    claims = {stated(f"{number} people came.").pk for number in range(2, 7)}
    client, seen, address = desk("ana"), [], QUEUE
    while address:
        response = client.get(address)
        seen += claims_on(response)
        address = response.context["next_url"]

    assert len(seen) == 5
    assert set(seen) == claims


def test_the_number_of_statements_does_not_grow_with_the_queue(desk, stated):
    counts = []
    client = desk("ana")
    client.get(QUEUE)
    for wanted in (10, 500):
        for number in range(Review.objects.count(), wanted):
            stated(f"{number} sheep crossed the road.", outlets=("The Lantern",))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(QUEUE)
        counts.append(len(queries))
        assert len(response.context["page"].rows) == min(wanted, 50)

    assert counts[0] == counts[1]
    assert counts[0] <= 12
    assert "99+" in response.content.decode()
    assert len(gzip.compress(response.content)) <= MOST_WARM_BYTES


def test_start_reviewing_takes_the_next_and_goes_there(desk, stated, people):
    claim = stated()

    response = desk("ana").post("/admin/reviews/review/start/")

    assert response.status_code == 303
    assert response["Location"] == reverse("admin:desk_claim", args=[claim.pk])
    assert Review.objects.get().holder == people["ana"]


def test_a_look_never_takes_anything(desk, stated):
    stated()

    assert desk("ana").get("/admin/reviews/review/start/").status_code == 405
    assert Review.objects.get().holder is None


def test_when_nothing_is_left_the_desk_says_so(desk):
    response = desk("ana").post("/admin/reviews/review/start/", follow=True)

    assert "Nothing is waiting for you." in response.content.decode()
    assert not Event.objects.exists()


def test_a_failed_extraction_says_why_and_is_tried_again(desk, stated):
    stated(outlets=("The Lantern",))
    run = Extraction.objects.get()
    Extraction.objects.filter(pk=run.pk).update(
        status="failed", error="ValueError: no", attempts=5
    )
    client = desk("ana")

    shown = client.get(QUEUE, {"view": "attention"}).content.decode()
    answer = client.post(f"/admin/reviews/review/extraction/{run.pk}/requeue/")

    assert "ValueError: no" in shown
    assert answer.status_code == 303
    run.refresh_from_db()
    assert (run.status, run.attempts) == ("queued", 0)


def test_a_reader_requeues_nothing(desk, stated):
    stated(outlets=("The Lantern",))
    run = Extraction.objects.get()
    Extraction.objects.filter(pk=run.pk).update(status="failed", error="no", attempts=5)

    answer = desk("rosa").post(f"/admin/reviews/review/extraction/{run.pk}/requeue/")

    assert answer.status_code == 403
    run.refresh_from_db()
    assert (run.status, run.attempts) == ("failed", 5)


def test_the_old_address_of_a_review_leads_to_its_workspace(desk, stated):
    claim = stated()

    response = desk("ana").get(
        f"/admin/reviews/review/{Review.objects.get().pk}/change/"
    )

    assert response["Location"] == reverse("admin:desk_claim", args=[claim.pk])


def test_no_two_acts_on_a_page_share_a_key():
    for page in ("queue", "claim"):
        keys = [key.key for key in KEYS.values() if page in key.pages]
        assert len(keys) == len(set(keys))


def test_no_key_belongs_to_the_browser_or_to_whoever_types():
    assert not {"Backspace", "Delete", " ", "ArrowUp", "ArrowDown", "Tab"} & {
        key.key for key in KEYS.values()
    }
