import pytest
from django.test import override_settings
from django.urls import reverse, reverse_lazy

from reviews.keys import KEYS, REBOUND
from reviews.preferences import Preferences

PAGE = reverse_lazy("admin:preferences")
WISHES = {
    "language": "",
    "time_zone": "",
    "theme": "auto",
    "after_saving": "next",
    "keys_on": "on",
}


@pytest.fixture
def ana(client, people):
    client.force_login(people["ana"])
    return client


def test_who_never_chose_has_the_newsrooms_way(ana):
    page = ana.get(PAGE)

    assert page.status_code == 200
    assert not Preferences.objects.exists()
    assert 'media="screen and (prefers-color-scheme: dark)"' in page.content.decode()


def test_wishes_are_kept_for_the_person_and_nobody_else(ana, people, client):
    answer = ana.post(PAGE, WISHES | {"theme": "dark", "fast": "on"})

    assert answer.status_code == 303
    kept = Preferences.objects.get()
    assert (kept.person, kept.theme, kept.fast) == (people["ana"], "dark", True)


@pytest.mark.parametrize(
    ("theme", "sheet"),
    [
        ("light", None),
        ("dark", 'dark.css" media="screen">'),
        ("auto", 'dark.css" media="screen and (prefers-color-scheme: dark)">'),
    ],
)
def test_the_dark_sheet_comes_when_it_is_wanted(ana, theme, sheet):
    ana.post(PAGE, WISHES | {"theme": theme})

    page = ana.get(PAGE).content.decode()
    assert sheet in page if sheet else "dark.css" not in page


def test_times_are_told_in_the_persons_time_zone(ana, claim_at):
    claim = claim_at("in_hand")
    ana.post(PAGE, WISHES | {"time_zone": "Pacific/Kiritimati"})

    page = ana.get(reverse("admin:desk_claim", args=[claim.pk])).content.decode()
    assert "+14:00" in page


def test_pages_say_their_language(ana):
    ana.post(PAGE, WISHES | {"language": "de"})

    assert '<html lang="de"' in ana.get(PAGE).content.decode()


def test_the_api_speaks_english_whoever_asks(ana):
    ana.post(PAGE, WISHES | {"language": "de"})

    problem = ana.get("/api/v1/claims/?limit=many").json()
    assert "whole number" in str(problem)


def test_another_key_is_pressed_and_shown(ana, claim_at):
    claim = claim_at("queued")
    ana.post(PAGE, WISHES | {"key_take": "y"})

    page = ana.get(reverse("admin:desk_claim", args=[claim.pk])).content.decode()
    assert 'data-key="y" aria-keyshortcuts="y"' in page
    assert "<kbd>Y</kbd></dt><dd>Take this claim" in page
    assert 'data-key="t"' not in page


def test_a_key_given_back_to_the_desk_is_forgotten(ana):
    ana.post(PAGE, WISHES | {"key_take": "y"})
    ana.post(PAGE, WISHES | {"key_take": ""})

    assert Preferences.objects.get().keys == {}


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("1", "The digits choose ratings."),
        (" ", None),
        ("zz", "at most 1 character"),
        ('"', "This sign cannot be a key."),
        ("z", "Two things on one page cannot have the same key."),
        ("?", "Two things on one page cannot have the same key."),
    ],
)
def test_a_key_that_cannot_be_is_refused_beside_its_field(ana, key, problem):
    answer = ana.post(PAGE, WISHES | {"key_take": key})

    if problem is None:
        assert answer.status_code == 303
        assert Preferences.objects.get().keys == {}
        return
    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert not Preferences.objects.exists()


@pytest.mark.parametrize(
    ("wish", "value"),
    [("language", "xx"), ("time_zone", "Mars/Base"), ("theme", "pink")],
)
def test_a_wish_nobody_can_meet_is_refused(ana, wish, value):
    answer = ana.post(PAGE, WISHES | {wish: value})

    assert answer.status_code == 422
    assert not Preferences.objects.exists()


def test_the_desks_own_keys_do_not_collide():
    for page in ("queue", "claim"):
        keys = [key.key for key in KEYS.values() if page in key.pages]
        assert len(keys) == len(set(keys))
    assert set(REBOUND) < set(KEYS)


def test_a_person_comes_with_wishes_and_permissions_in_few_questions(
    ana, django_assert_num_queries
):
    # The session, the person with their preferences, all permissions.
    with django_assert_num_queries(3):
        assert ana.get(PAGE).status_code == 200


@override_settings(LANGUAGE_CODE="de")
def test_the_newsrooms_language_is_for_who_chose_none(ana):
    assert '<html lang="de"' in ana.get(PAGE).content.decode()
