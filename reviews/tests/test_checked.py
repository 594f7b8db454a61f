"""What was checked before is judged as what is suggested, and offered for reuse only
where it says the same."""

import pytest
from django.urls import reverse

from claims.extraction.values import find_values
from claims.matching.same.pairs import scale
from claims.matching.sense.similarity import sketch
from claims.models import Suggestion
from reviews.desk.checked import explain, find_earlier, label_of
from reviews.matches import WORTH_SHOWING

FLOOD = "Some 4,200 homes in the old town of Arlen were flooded on Monday night."


def values(text):
    return find_values(text, "en", None)


@pytest.fixture
def pair(settings, claim_at):
    """A claim that was checked, and one in Ana's hand."""
    settings.MATCH_BY_MEANING = "off"

    def make(checked, own=FLOOD):
        claims = []
        for stage, text in (("closed", checked), ("in_hand", own)):
            claim = claim_at(stage, text=text)
            claim.wording.sketch = sketch(text)
            claim.wording.save()
            claims.append(claim)
        return claims

    return make


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("12 soldiers were killed in Arlen.", "15 civilians were killed in Arlen."),
        ("The mill has 40 looms.", "The mill has 60 workers."),
    ],
)
def test_a_figure_of_other_things_is_a_difference_too(ours, theirs):
    why, differs = explain(values(ours), values(theirs))

    assert differs
    assert any("number differs" in line for line in why)


def test_a_figure_that_only_one_gives_is_none():
    _, differs = explain(values("12 soldiers were killed."), values("Soldiers fell."))

    assert not differs


@pytest.mark.parametrize(
    ("sure", "differs", "denies", "label"),
    [
        (True, False, False, "near-identical"),
        (False, False, False, "similar"),
        (True, True, False, "similar, values differ"),
        (True, True, True, "the contrary"),
    ],
)
def test_the_label_says_no_more_than_the_judge(sure, differs, denies, label):
    found = label_of(
        "One.", "Another.", 0.98, sure=sure, differs=differs, denies=denies
    )

    assert found == label


def test_another_count_is_not_offered_for_reuse(pair, desk):
    other, claim = pair(FLOOD.replace("4,200 homes", "2,400 cars"))

    page = desk("ana").get(reverse("admin:desk_checked", args=[claim.pk]))

    (earlier,) = page.context["earlier"]
    assert earlier.wording.pk == other.pk
    assert earlier.label == "similar, values differ"
    assert "?reuse=" not in page.content.decode()


def test_the_same_statement_is(pair, desk):
    _, claim = pair(f"{FLOOD} ")

    page = desk("ana").get(reverse("admin:desk_checked", args=[claim.pk]))

    assert "?reuse=" in page.content.decode()


def test_a_pair_that_was_suggested_keeps_its_score(pair):
    other, claim = pair(FLOOD.replace("on Monday night", "late on Monday night"))
    Suggestion.objects.create(claim=claim, other=other, score=0.33, why="Hardly.")

    (earlier,) = find_earlier(claim.pk)

    assert (earlier.score, earlier.label, earlier.reusable) == (0.33, "similar", False)


def test_what_is_hardly_alike_is_shown_nowhere(pair, desk, page_of):
    other, claim = pair(FLOOD.replace("on Monday night", "late on Monday night"))
    less = WORTH_SHOWING - 0.01
    Suggestion.objects.create(claim=claim, other=other, score=less, why="Hardly.")

    page = desk("ana").get(page_of(claim)).content.decode()

    assert find_earlier(claim.pk) == []
    assert "The machine suggests none." in page


@pytest.mark.parametrize(("over", "offered"), [(-0.01, False), (0.01, True)])
def test_merging_at_once_is_offered_for_what_is_likely(
    over, offered, claim_at, stated, desk, page_of
):
    other, claim = stated("Another statement."), claim_at("in_hand")
    score = scale().same + over
    Suggestion.objects.create(claim=claim, other=other, score=score, why="Alike.")

    page = desk("ana").get(page_of(claim)).content.decode()

    assert "Another statement." in page
    assert ("Merge into it" in page) is offered
