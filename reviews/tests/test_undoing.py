"""One key takes back the last act, and never another one."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from reviews.batches import move_all
from reviews.desk.undoing import last_undoable
from reviews.models import Event, Review
from reviews.workflow import move

UNDO = "admin:desk_undo"


@pytest.fixture
def ana(people):
    return people["ana"]


def told(client, answer):
    return [str(each) for each in client.get(answer["Location"]).context["messages"]]


def test_after_a_correction_nothing_else_is_undone(claim_at, stated, desk, ana):
    batch = [stated(f"Statement {number}.").pk for number in range(2)]
    claim = claim_at("in_hand")
    client = desk("ana")
    move_all(batch, "dismiss", actor=ana, reason="Opinion.")
    mention = claim.mentions.last().pk
    move(claim.pk, "unlink", actor=ana, mention=mention, reason="Another flood.")
    before = Event.objects.count()

    answer = client.post(reverse(UNDO))

    (said,) = told(client, answer)
    assert "This cannot be undone with one key" in said
    assert "took a mention out" in said
    assert Event.objects.count() == before
    assert last_undoable(ana) is None


def test_a_batch_is_taken_back_whole(stated, desk, ana):
    batch = [stated(f"Statement {number}.").pk for number in range(3)]
    client = desk("ana")
    move_all(batch, "dismiss", actor=ana, reason="Opinion.")

    page = client.get(reverse("admin:reviews_review_changelist")).content.decode()
    client.post(reverse(UNDO))

    assert "Dismissed 3 claims." in page
    reviews = Review.objects.filter(claim__in=batch)
    assert reviews.filter(stage="queued", holder=None).count() == 3


def test_one_of_a_batch_goes_back_to_where_the_batch_found_it(
    stated, desk, ana, page_of
):
    first, second = stated("Statement 1."), stated("Statement 2.")
    client = desk("ana")
    move_all([first.pk, second.pk], "dismiss", actor=ana, reason="Opinion.")
    first.refresh_from_db()

    client.post(page_of(first), {"verb": "undo", "version": first.version})

    review = first.reviews.get()
    assert (review.stage, review.holder) == ("queued", None)
    assert second.reviews.get().stage == "closed"


def test_what_was_done_before_one_logged_in_is_nothing_to_undo(claim_at, desk, ana):
    claim_at("second_reading")
    client = desk("ana")

    page = client.get(reverse("admin:reviews_review_changelist")).content.decode()
    answer = client.post(reverse(UNDO))

    assert "You rated" not in page
    assert told(client, answer) == ["There is nothing of yours to undo any more."]
    assert not Event.objects.filter(verb="undo").exists()


def test_when_somebody_has_gone_on_it_says_so(claim_at, decide, desk, people, ana):
    claim = claim_at("in_hand")
    User.objects.filter(pk=ana.pk).update(
        last_login=timezone.now() - timedelta(hours=1)
    )
    decide(claim, ana)
    move(claim.pk, "take", actor=people["ben"])
    other = claim_at("in_hand", text="Another statement.")
    client = desk("ana")
    User.objects.filter(pk=ana.pk).update(last_login=None)
    move(other.pk, "release", actor=ana)

    answer = client.post(reverse(UNDO))

    (said,) = told(client, answer)
    assert said.startswith("Somebody has gone on with your last act")
    assert not Event.objects.filter(verb="undo").exists()


def test_the_key_belongs_to_the_last_act_only(claim_at, desk, page_of):
    claim = claim_at("second_reading")

    page = desk("ana").get(page_of(claim)).content.decode()

    main = page[page.index("<main") : page.index("</main>")]
    assert "Undo my decision" in main
    assert 'data-key="z"' not in main
