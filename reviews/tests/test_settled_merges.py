"""A merge into a claim with a verdict in force is said twice, and told to whoever
relies on it."""

import json

import pytest
from django.urls import reverse

from claims.models import Claim
from factcheck.tests.callers import caller, code_of, post
from reviews.feed import Cursor, changes
from reviews.models import Event, Verdict
from reviews.moves import Stage
from reviews.tests.correcting import check_at_commit, refused
from reviews.tests.workspaces import plain, told_in
from reviews.verification import verify
from reviews.workflow import move

CLAIM = "4,200 homes were flooded in Arlen."
SAME = "In Arlen 4,200 homes were flooded."
OTHER = "The bridge is open again."


@pytest.fixture(autouse=True)
def by_words(settings):
    settings.MATCH_BY_MEANING = "off"
    settings.VERDICT_HOLD_SECONDS = 0


@pytest.fixture
def into(claim_at):
    claim = claim_at(Stage.CLOSED, text=CLAIM)
    assert published() == [("published", False)]
    return claim


def published():
    items = json.loads(b"[" + changes(Cursor(), limit=500).items + b"]")
    return [(each["kind"], each["data"]["stale"]) for each in items]


def merge(claim, into, people):
    return move(claim.pk, "merge", actor=people["ana"], into=into.pk, despite=True)


def last_verbs(claim, count):
    verbs = claim.events.order_by("-seq").values_list("verb", flat=True)
    return list(verbs[:count])


def whole():
    check_at_commit()
    assert verify().flaws == ()


@pytest.mark.parametrize("then", ["", "reopen", "withdraw"])
def test_into_what_was_decided_it_is_said_twice(into, taken, people, then):
    claim, carla = taken(text=SAME), people["carla"]
    if then == "reopen":
        move(into.pk, then, actor=carla, reason="A reader wrote in.")
    elif then == "withdraw":
        move(into.pk, then, actor=carla, notice="The register was wrong.")

    refusal = refused(claim, "merge", people["ana"], into=into.pk)

    assert (refusal.code, refusal.field) == ("target_read", "despite")
    merge(claim, into, people)
    event = Event.objects.get(claim=claim, verb="merge")
    assert event.data == {"into": into.pk, "despite": {"readings": 2}}
    whole()


def test_over_the_api_too(into, taken, people):
    claim = taken(text=SAME)
    body = {"verb": "merge", "into": into.pk}
    address = f"/api/v1/claims/{claim.pk}/moves/"

    ana, seen = caller(people["ana"]), {"if-match": f'"{claim.version}"'}

    asked = post(ana, address, body, **seen)
    meant = post(ana, address, body | {"despite": True}, **seen)

    assert (asked.status_code, code_of(asked)) == (422, "validation")
    assert asked.json()["errors"][0]["pointer"] == "/despite"
    assert meant.status_code == 201


def test_the_button_that_merges_at_once_asks_too(into, taken, desk, page_of):
    claim = taken(text=SAME)
    form = {"verb": "merge", "into": into.pk, "version": claim.version}

    asked = desk("ana").post(page_of(claim), form)

    assert asked.status_code == 422
    assert 'name="despite" value="yes" aria-invalid="true"' in asked.content.decode()
    assert Claim.objects.get(pk=claim.pk).state == "unverified"


def test_the_claim_it_goes_into_says_so_and_has_another_version(into, taken, people):
    claim = taken(text=SAME)
    came = list(claim.mentions.values_list("pk", flat=True))

    merge(claim, into, people)

    event = into.events.latest("seq")
    assert (event.verb, event.actor) == ("gain", people["ana"])
    assert event.data == {"from": claim.pk, "mentions": came}
    assert Claim.objects.get(pk=into.pk).version == into.version + 1
    assert Verdict.objects.get().stale_since is None
    assert into.reviews.get().stage == "closed"
    assert published() == [("published", False)]
    whole()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (OTHER, "little speaks for both being one statement."),
        ("4,200 homes were not flooded in Arlen.", "one says that it is not so."),
        (
            "2,400 homes were flooded in Arlen.",
            "says “2,400” where this claim says “4,200”.",
        ),
    ],
)
def test_what_says_something_else_has_the_verdict_checked_again(
    into, taken, people, text, says
):
    claim = taken(text=text, outlets=())
    told_in(claim, "The Echo", text)

    merge(claim, into, people)

    assert last_verbs(into, 2) == ["recheck", "gain"]
    event = into.events.latest("seq")
    assert event.reason.startswith(f"Claim {claim.pk} was merged into it, and ")
    assert event.reason.endswith(says)
    assert event.data["from"] == claim.pk
    assert Verdict.objects.get().stale_since == event.at
    assert into.reviews.latest("round").stage == "queued"
    assert published() == [("published", False), ("stale", True)]
    whole()


def test_so_does_what_a_person_said_does_not_support(into, taken, people):
    claim = taken(text=SAME)
    mention = claim.mentions.earliest("pk")
    move(claim.pk, "mark", actor=people["ana"], mention=mention.pk, stance="refutes")

    merge(claim, into, people)

    assert last_verbs(into, 2) == ["recheck", "gain"]


def test_nothing_is_stale_where_no_verdict_is_in_force(claim_at, taken, people):
    read = claim_at(Stage.SECOND_READING, text=CLAIM)
    claim = taken(text=OTHER)

    merge(claim, read, people)

    assert last_verbs(read, 1) == ["gain"]
    whole()


def test_a_claim_that_nobody_has_read_is_told_nothing(stated, taken, people):
    other, claim = stated(text=CLAIM), taken(text=SAME)

    move(claim.pk, "merge", actor=people["ana"], into=other.pk)

    assert last_verbs(other, 1) == ["open"]


@pytest.mark.parametrize("verb", ["undo", "reopen"])
def test_the_end_of_the_merge_is_told_too(into, taken, people, verb):
    claim = taken(text=SAME)
    came = list(claim.mentions.values_list("pk", flat=True))
    merge(claim, into, people)
    who = people["carla" if verb == "reopen" else "ana"]

    if verb == "reopen":
        move(claim.pk, verb, actor=who, reason="Another one.")
    else:
        move(claim.pk, verb, actor=who)

    event = into.events.latest("seq")
    assert (event.verb, event.actor) == ("lose", who)
    assert event.data == {"from": claim.pk, "mentions": came}
    assert list(claim.mentions.values_list("pk", flat=True)) == came
    whole()


def test_one_key_takes_the_merge_back(into, taken, people, desk):
    claim = taken(text=SAME)
    ana = desk("ana")
    merge(claim, into, people)

    ana.post(reverse("admin:desk_undo"))

    assert Claim.objects.get(pk=claim.pk).state == "unverified"
    assert last_verbs(into, 2) == ["lose", "gain"]


def test_the_look_at_it_says_what_follows(into, taken, desk):
    claim = taken(text=OTHER)

    shown = desk("ana").get(
        reverse("admin:desk_merge", args=[claim.pk]), {"into": into.pk}
    )

    words = plain(shown.content.decode())
    assert f"I have seen that claim {into.pk} was read without these" in words
    assert "the feed says at once that the verdict is stale" in words
    assert "little speaks for both being one statement" in words


def test_it_needs_attention_until_it_is_decided_again(
    into, taken, people, desk, decide
):
    claim = taken(text=OTHER)
    merge(claim, into, people)
    ana, queue = desk("ana"), reverse("admin:reviews_review_changelist")

    def shown(**narrowed):
        found = ana.get(queue, {"view": "attention", **narrowed})
        return found.context["counts"]["attention"], plain(found.content.decode())

    count, words = shown()
    assert count == "1"
    assert f"Claim {claim.pk} was merged into it, and little speaks for" in words
    assert shown(q="harbour")[0] == "0"
    move(into.pk, "take", actor=people["ana"])
    decide(into, people["ana"])
    decide(into, people["ben"])
    assert shown()[0] == "0"


def test_the_history_says_it_in_words(into, taken, people, desk, page_of):
    claim = taken(text=OTHER)
    merge(claim, into, people)

    shown = plain(desk("ben").get(page_of(into)).content.decode())

    assert f"Ana merged claim {claim.pk} into it" in shown
    assert "saw that what it rests on has changed" in shown
