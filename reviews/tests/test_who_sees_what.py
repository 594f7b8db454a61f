"""Nobody is shown a view, a way or a key that does nothing for them."""

import re

import pytest
from django.urls import reverse

QUEUE = "/admin/reviews/review/"
WORK = {"Ready for me", "Mine", "Decided by me"}


def tabs_on(answer):
    return {str(tab["label"]) for tab in answer.context["tabs"]}


def keys_on(answer):
    return set(re.findall(r"<dt><kbd>([^<]+)</kbd></dt>", answer.content.decode()))


@pytest.mark.parametrize("name", ["dora", "rosa"])
def test_who_reviews_nothing_has_no_views_of_work(desk, stated, name):
    claim = stated()

    first = desk(name).get(QUEUE)
    asked = desk(name).get(QUEUE, {"view": "ready"})

    assert tabs_on(first) & WORK == set()
    assert first.context["page"].view.name == "unassigned"
    assert asked.context["page"].view.name == "unassigned"
    assert [row.review.claim_id for row in first.context["page"].rows] == [claim.pk]


def test_a_reviewer_begins_with_what_is_ready(desk, stated):
    stated()

    first = desk("ana").get(QUEUE)

    assert tabs_on(first) >= WORK
    assert first.context["page"].view.name == "ready"


def test_an_empty_view_leads_nobody_to_work_that_is_not_theirs(desk):
    assert "?view=ready" not in desk("dora").get(QUEUE).content.decode()
    assert "?view=recent" not in desk("dora").get(QUEUE).content.decode()


def test_the_help_lists_the_keys_that_a_person_can_use(desk):
    ana, carla, dora, rosa = (
        keys_on(desk(name).get(QUEUE)) for name in ("ana", "carla", "dora", "rosa")
    )

    assert "G D" in dora
    assert not {"G D"} & (ana | carla | rosa)
    assert {"S", "Z", "X", "1 – 9"} <= ana
    # A manager assigns what is ticked, and has no decision to undo.
    assert "X" in dora
    assert "Z" not in dora
    assert not {"S", "A", "P", "1 – 9"} & (dora | rosa)
    assert {"J", "K", "/", "?", "G Q"} <= rosa
    assert not {"Z", "X"} & rosa


def test_every_way_in_the_bar_opens(desk):
    for name in ("ana", "carla", "dora", "rosa"):
        client = desk(name)
        page = client.get(QUEUE).content.decode()
        bar = page[page.index('class="bar-ways"') : page.index('class="bar-person"')]
        for way in re.findall(r'href="([^"]+)"', bar):
            assert client.get(way).status_code == 200, (name, way)


def test_who_decides_nothing_is_offered_no_undo(desk):
    undo = reverse("admin:desk_undo")

    assert undo in desk("ana").get(QUEUE).content.decode()
    for name in ("dora", "rosa"):
        page = desk(name).get(QUEUE).content.decode()
        assert undo not in page
        assert "Undo my last decision" not in page


def test_the_order_speaks_of_assignments_to_those_who_can_have_one(desk, stated):
    stated()

    assert "First what is assigned to you, " in desk("ana").get(QUEUE).content.decode()
    for name in ("dora", "rosa"):
        page = desk(name).get(QUEUE).content.decode()
        assert "assigned to you" not in page
        assert "First what is late, then the rest." in page
