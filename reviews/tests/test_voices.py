"""How many independent origins speak for a claim and against it: one number for the
page, the API and the door."""

from itertools import combinations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Origin, Outlet
from conftest import count_voices, mention_in
from reviews.tests.correcting import correct
from reviews.tests.workspaces import plain, told_in

HOMES = "4,200 homes were flooded in Arlen."
# Which of three outlets prints which of four origins.
PRINTED = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1)


def voices_of(claim):
    keys = list(claim.mentions.order_by("pk").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reviews_voice_of(%s::bigint[])", [keys])
        return cursor.fetchall()


def most_apart(printed):
    """The most mentions of which no two share an outlet or an origin."""
    pairs = sorted(set(printed))
    return max(
        size
        for size in range(1, len(pairs) + 1)
        for some in combinations(pairs, size)
        if len({outlet for outlet, _ in some}) == size
        and len({origin for _, origin in some}) == size
    )


@pytest.fixture
def printing(db, claim_at):
    """A claim as these outlets print it, each time of one of the origins."""

    def make(printed):
        claim = claim_at("queued", text=HOMES, outlets=())
        origins = [Origin.objects.create(reason=str(each)) for each in range(4)]
        for at, (outlet, origin) in enumerate(printed):
            name, text = f"Outlet {outlet}", f"{at}: {HOMES}"
            mention_in(claim, name, text, origin=origins[origin])
        return claim

    return make


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(printed=PRINTED)
def test_as_many_voices_as_differ_in_origin_and_in_publisher(printing, printed):
    claim = printing(printed)

    told = voices_of(claim)

    assert count_voices(claim) == most_apart(printed)
    speaking = [voice for _, voice, speaks in told if speaks]
    assert sorted(speaking) == list(range(1, most_apart(printed) + 1))
    assert len(told) == len(printed)


def test_what_one_outlet_prints_of_an_agency_leaves_another_its_own_report(printing):
    claim = printing([(0, 0), (1, 0), (0, 1)])

    assert [(voice, speaks) for _, voice, speaks in voices_of(claim)] == [
        (1, False),
        (1, True),
        (2, True),
    ]


def test_the_page_says_how_many_are_for_it_and_how_many_against(
    desk, claim_at, page_of, people
):
    claim = claim_at("in_hand", text=HOMES, outlets=())
    for outlet in ("The Lantern", "The Herald"):
        told_in(claim, outlet, HOMES)
    for outlet in ("The Echo", "The Ledger", "The Post"):
        told_in(claim, outlet, "2,400 homes were flooded in Arlen.")
    told = told_in(claim, "The Courier", "Homes in Arlen were flooded.")
    correct(claim, "mark", people["ana"], mention=told.pk, stance="context")

    shown = desk("ana").get(page_of(claim))
    read = plain(shown.content.decode())

    assert (
        "2 independent origins support the claim. "
        "3 independent origins contradict it." in read
    )
    for words, count in (
        ("Supporting origin 1 of 2", 1),
        ("Supporting origin 2 of 2", 1),
        ("A contradicting origin of its own", 3),
        ("Counts for neither side", 1),
    ):
        assert read.count(words) == count
    sides = [each.side for each in shown.context["workspace"].tellers]
    assert sides == ["supports"] * 2 + ["refutes"] * 3 + [""]


def test_two_outlets_of_one_owner_count_once_and_say_so(desk, claim_at, page_of):
    claim = claim_at("queued", outlets=("The Lantern", "The Courier"))
    Outlet.objects.filter(name__in=("The Lantern", "The Courier")).update(owner="Quay")

    read = plain(desk("ana").get(page_of(claim)).content.decode())

    assert "1 independent origin supports the claim." in read
    assert "Supporting origin 1 of 1" in read
    assert "Counts once with The Lantern: one publisher" in read


def test_an_origin_on_both_sides_is_told(desk, claim_at, page_of, people):
    claim = claim_at("in_hand", text=HOMES, outlets=("The Lantern", "The Courier"))
    origin = claim.mentions.get(source__outlet__name="The Courier").origin
    other = mention_in(claim, "The Courier", f"No: {HOMES}", origin=origin)
    correct(claim, "mark", people["ana"], mention=other.pk, stance="refutes")

    read = plain(desk("ana").get(page_of(claim)).content.decode())

    assert (
        "2 independent origins support the claim. 1 independent origin contradicts it. "
        "1 origin does both." in read
    )


@pytest.mark.parametrize(
    ("whole", "partly", "say"),
    [
        (0, 0, "No independent origin supports the claim."),
        (0, 1, "1 independent origin supports the claim, and only in part."),
        (0, 2, "2 independent origins support the claim, each only in part."),
        (1, 1, "2 independent origins support the claim, 1 of them only in part."),
        (2, 0, "2 independent origins support the claim."),
    ],
)
def test_how_many_state_only_a_part_is_said(
    desk, claim_at, page_of, people, whole, partly, say
):
    claim = claim_at("in_hand", text=HOMES, outlets=())
    for at in range(whole):
        told_in(claim, f"Whole {at}", HOMES)
    for at in range(partly):
        text = "Homes were flooded in Arlen."
        told_in(claim, f"Part {at}", text)
    claim.mentions.filter(quote="Homes were flooded in Arlen.").update(
        linked_by="matching"
    )
    other = told_in(claim, "The Courier", HOMES)
    correct(claim, "mark", people["ana"], mention=other.pk, stance="context")

    assert say in plain(desk("ana").get(page_of(claim)).content.decode())
