"""What a small screen folds, with and without scripts, and what stays in sight."""

import pytest

from claims.models import Suggestion

pytestmark = pytest.mark.browser

QUEUE = "/admin/reviews/review/"
PHONE = {"viewport": {"width": 390, "height": 844}}


def is_open(page, section):
    return page.locator(f"{section} > details").get_attribute("open") is not None


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_folds_what_has_no_news(visit, claim_at, stated, page_of, scripts):
    claim, other = claim_at("in_hand"), stated("Another statement.")
    page = visit("ana", java_script_enabled=scripts, **PHONE).open(page_of(claim))

    assert not is_open(page, "#history")
    assert not is_open(page, "#same")
    page.click("#history summary")
    assert page.locator("#history ol").is_visible()
    page.click("#history a:text-is('Decisions only')")
    assert is_open(page, "#history")

    Suggestion.objects.create(claim=other, other=claim, score=0.5, why="So.")
    page.goto(page.url.partition("?")[0])
    assert page.locator("#same .alike").is_visible()


def test_a_wide_screen_folds_nothing(visit, claim_at, page_of):
    page = visit("ana").open(page_of(claim_at("in_hand")))

    assert page.locator("#history ol").is_visible()
    assert page.locator("#find").is_visible()


def test_a_phone_shows_the_paragraphs_beside_the_claim(visit, claim_at, page_of):
    claim = claim_at("in_hand", outlets=("The Lantern",))
    page = visit("ana", **PHONE).open(page_of(claim))
    page.eval_on_selector(
        ".paragraphs",
        "box => { box.className = 'paragraphs near'; box.innerHTML ="
        " ['1', '2', '<mark>3</mark>', '4', '5'].map(p => `<p>${p}</p>`).join(''); }",
    )

    assert page.locator(".paragraphs").inner_text().split() == ["2", "3", "4"]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_tabs_are_one_row_that_says_when_it_goes_on(visit, people, stated, width):
    for number in range(3):
        stated(f"{number} bridges were closed.")
    size = {"viewport": {"width": width, "height": 844}}
    page = visit("ana", locale="de-DE", **size).open(QUEUE)

    tops = page.eval_on_selector_all(
        ".tabs li", "all => all.map(each => each.getBoundingClientRect().top)"
    )
    fits = page.eval_on_selector(
        ".tabs ul", "list => list.scrollWidth <= list.clientWidth"
    )
    assert len(set(tops)) == 1
    assert fits is (width == 1280)
