"""Names, times, quotes and places of the desk are said one way, on every page."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from claims.models import Source
from factcheck.formats import clock, person_name, quoted, rounded
from reviews.desk.differences import find_differences
from reviews.keys import HEADINGS, KEYS, help_lines
from reviews.preferences import Preferences, preferences_of
from reviews.tests.workspaces import plain, told_in

HOME = "/admin/reviews/review/"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("We ran.", "“We ran.”"),
        ('"We ran," he said.', "“‘We ran,’ he said.”"),
        ("„Wir“ (“so”) sagt er", "“‘Wir’ (‘so’) sagt er”"),
        ("« Oui », dit-il", "“« Oui », dit-il”"),
    ],
)
def test_a_quote_in_a_quote_has_the_inner_marks(words, said):
    assert quoted(words) == said


def test_a_quote_in_a_quote_has_german_marks_in_german():
    with translation.override("de"):
        assert quoted('"Wir", sagt er.') == "„\u201aWir‘, sagt er.“"


def test_a_number_is_rounded_and_not_cut_off():
    assert [rounded(0.3162, 2), rounded(0.999, 2), rounded(2.96, 1)] == [
        "0.32",
        "1.00",
        "3.0",
    ]


def test_a_clock_is_that_of_the_reader():
    at = datetime(2026, 3, 14, 23, 30, tzinfo=UTC)

    with timezone.override("Pacific/Kiritimati"):
        told = clock(at)

    assert (clock(at), told) == ("23:30", "13:30")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "called"),
    [
        ("Ana", "Merrifold", "Ana Merrifold"),
        ("", "Merrifold", "Merrifold"),
        ("", "", "ana"),
    ],
)
def test_a_person_has_one_name_in_pages_and_statements(first, last, called):
    person = User.objects.create(username="ana", first_name=first, last_name=last)

    with connection.cursor() as cursor:
        cursor.execute("SELECT reviews_person_name(%s)", [person.pk])
        told = cursor.fetchone()[0]

    assert (person_name(person), told) == (called, called)


def test_the_help_says_where_each_key_works():
    pages = help_lines(preferences_of(None).bound)

    assert [heading for heading, _ in pages] == list(HEADINGS.values())
    for _, lines in pages:
        keys = [key for key, _ in lines]
        assert len(keys) == len(set(keys))
    assert sum(len(lines) for _, lines in pages) == len(KEYS) - 8


@pytest.mark.parametrize("page", ["preferences", "desk_interests"])
def test_a_page_of_ones_own_is_marked_at_the_name_and_nowhere_else(page, desk):
    html = desk("carla").get(reverse(f"admin:{page}")).content.decode()

    assert html.count('aria-current="page"') == 1
    assert f'href="{reverse("admin:preferences")}" aria-current="page"' in html


def test_the_desk_says_that_it_changed_in_its_new_language(desk, people):
    wishes = {"theme": "auto", "after_saving": "next", "language": "de"}

    page = desk("ana").post(reverse("admin:preferences"), wishes, follow=True)

    assert Preferences.objects.get().language == "de"
    assert "Gespeichert. So sieht Ihr Desk jetzt aus." in page.content.decode()


@pytest.mark.parametrize(
    ("days", "left", "right"),
    [
        ((12, 14), "Lantern · 12 Mar 2026 · older", "Lantern · 14 Mar 2026 · newer"),
        ((14, 12), "Lantern · 14 Mar 2026 · newer", "Lantern · 12 Mar 2026 · older"),
        ((12, 12), "Lantern · 12 Mar 2026 · older", "Lantern · 12 Mar 2026 · newer"),
    ],
)
def test_two_texts_of_one_outlet_that_differ_say_which_is_newer(
    days, left, right, claim_at, told
):
    mentions = told(claim_at("in_hand"), ("Lantern", "Lantern"), days)

    row = find_differences(mentions).rows[0]

    assert (row.left_outlets, row.right_outlets) == ([left], [right])


def test_outlets_that_differ_need_no_date(claim_at, told):
    mentions = told(claim_at("in_hand"), ("Lantern", "Herald"), (12, 14))

    row = find_differences(mentions).rows[0]

    assert (row.left_outlets, row.right_outlets) == (["Lantern"], ["Herald"])


@pytest.fixture
def told():
    """Two mentions of a claim that differ in a number, of days in March."""

    def tell(claim, outlets, days):
        mentions = [
            told_in(claim, outlet, f"Some {number} homes were flooded in Arlen.")
            for outlet, number in zip(outlets, ("340", "430"), strict=True)
        ]
        for mention, day in zip(mentions, days, strict=True):
            Source.objects.filter(pk=mention.source_id).update(
                published_on=date(2026, 3, day)
            )
            mention.source.refresh_from_db()
        return mentions

    return tell


@pytest.mark.browser
def test_looking_at_a_row_moves_nothing(visit, stated):
    for number in range(3):
        stated(f"{number + 2} bridges were closed in Arlen.")
    page = visit("ana").open(HOME)
    places = "[...document.querySelectorAll('th, td')].map(e => e.offsetLeft)"
    page.mouse.move(0, 0)

    before = page.evaluate(places)
    hidden = page.locator(".exact").first.is_visible()
    page.focus("tbody tr:first-child .statement a")

    assert not hidden
    assert page.locator(".exact").first.is_visible()
    assert page.evaluate(places) == before


def test_the_toast_quotes_a_quote_once(desk, claim_at, page_of, form):
    claim = claim_at("in_hand", text='"We ran," he said.')

    page = desk("ana").post(page_of(claim), form(claim), follow=True)

    assert "You rated “‘We ran,’ he said.” : True" in plain(page.content.decode())
