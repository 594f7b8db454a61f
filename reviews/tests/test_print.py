"""What a manager prints is whole, and legible on white paper."""

import pytest

from reviews.moves import Stage
from reviews.preferences import Preferences

pytestmark = pytest.mark.browser

DASHBOARD = "/admin/reviews/event/dashboard/"
PAPER = {"width": 794, "height": 1123}  # A4
CUT_OFF = "element => element.scrollWidth - element.clientWidth"
INK = "element => getComputedStyle(element).color"


def test_the_printed_dashboard_shows_every_day_and_what_is_counted(visit, claim_at):
    claim_at(Stage.CLOSED)
    page = visit("dora", viewport=PAPER).open(DASHBOARD)
    on_screen = page.locator(".latest").evaluate(CUT_OFF)
    page.emulate_media(media="print")

    assert on_screen > 0
    assert page.locator(".latest").evaluate(CUT_OFF) <= 0
    assert page.get_by_text("Verdicts that took effect on the day").is_visible()
    assert page.locator("#decided table").is_visible()
    assert not page.locator(".exports").first.is_visible()


def test_the_table_of_pairs_is_without_fault_and_printed_whole(
    visit, claim_at, settings
):
    settings.BLIND_SHARE = 1.0
    claim_at(Stage.CLOSED)
    visitor = visit("dora")
    page = visitor.open(DASHBOARD)
    faults = visitor.faults()
    page.set_viewport_size({"width": 390, "height": 844})
    on_screen = page.locator("#agreement .wide").evaluate(CUT_OFF)
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")

    assert faults == []
    assert on_screen > 0
    assert page.locator("#agreement .wide").evaluate(CUT_OFF) <= 0
    assert page.get_by_text("Only blind pairs count").is_visible()


def test_a_desk_in_the_dark_prints_black_on_white(visit, people):
    Preferences.objects.create(person=people["dora"], theme="dark")
    page = visit("dora").open(DASHBOARD)
    on_screen = page.locator("body").evaluate(INK)
    page.emulate_media(media="print")

    assert on_screen == "rgb(232, 230, 225)"
    assert page.locator("body").evaluate(INK) == "rgb(27, 33, 39)"
