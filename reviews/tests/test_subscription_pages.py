"""The page of subscriptions: whoever keeps the outlets says which feeds are read."""

import pytest
from django.utils import timezone

from claims.models import Outlet, Subscription, SubscriptionItem
from reviews.preferences import Preferences

PAGE = "/admin/claims/source/subscriptions/"
FEED = (
    '<rss version="2.0"><channel><title>T</title><item><title>A</title>'
    "<link>https://lantern.example/1</link></item></channel></rss>"
)


@pytest.fixture
def desk(client, people):
    def as_person(name):
        client.force_login(people[name])
        return client

    return as_person


@pytest.fixture
def followed(people):
    """A feed that cannot be read now, one of whose reports could not be fetched."""
    subscription = Subscription.objects.create(
        outlet=Outlet.objects.create(name="The Lantern"),
        url="https://lantern.example/feed",
        read_at=timezone.now(),
        error="the server answers 500. Open the page yourself and paste its text.",
    )
    SubscriptionItem.objects.create(
        subscription=subscription,
        url="https://lantern.example/news?id=1&page=2",
        due_at=None,
        attempts=3,
        error="the server answers 403. Open the page yourself and paste its text.",
    )
    return subscription


def test_an_editor_subscribes_and_its_reports_wait(desk, web):
    url = web.serve("/feed", FEED)

    answer = desk("carla").post(PAGE, {"url": url, "outlet": "The Lantern"})

    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert Subscription.objects.get().outlet.name == "The Lantern"
    shown = desk("carla").get(PAGE).content.decode()
    assert "1 to be fetched" in shown
    assert "Subscribed: its reports come in from now on." in shown


def test_the_same_feed_is_read_once(desk, web, followed):
    again = desk("carla").post(PAGE, {"url": followed.url, "outlet": "The Echo"})

    shown = desk("carla").get(again["Location"]).content.decode()
    assert "This feed is read already, for The Lantern." in shown
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize(
    ("url", "outlet", "said"),
    [
        ("http://10.0.0.1/", "The Lantern", "10.0.0.1 is not in the public net."),
        ("lantern.example", "The Lantern", "Is no address of a web page."),
        ("https://lantern.example/feed", "", "Say whose feed it is."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(desk, url, outlet, said):
    answer = desk("carla").post(PAGE, {"url": url, "outlet": outlet})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'value="{url}"' in page
    assert page.count('aria-invalid="true"') == 1
    assert not Subscription.objects.exists()


def test_what_did_not_come_in_can_be_pasted(desk, followed):
    page = desk("ana").get(PAGE).content.decode()

    assert "1 report could not be fetched" in page
    assert "The server answers 403." in page
    begun = "/admin/claims/source/add/?outlet=The%20Lantern&amp;url="
    assert begun in page
    address = page.split("add/?outlet")[1].split('"')[0].replace("&amp;", "&")
    form = (
        desk("ana").get(f"/admin/claims/source/add/?outlet{address}").content.decode()
    )
    assert 'value="https://lantern.example/news?id=1&amp;page=2"' in form
    assert 'value="The Lantern"' in form


def test_reasons_are_told_in_the_language_of_the_reader(desk, followed, people):
    Preferences.objects.create(person=people["ana"], language="de")

    page = desk("ana").get(PAGE).content.decode()

    assert "Der Server antwortet mit 403" in page


def test_an_editor_pauses_a_feed_and_goes_on(desk, followed):
    desk("carla").post(PAGE, {"pause": followed.pk})
    followed.refresh_from_db()
    paused = followed.paused
    desk("carla").post(PAGE, {"resume": followed.pk})
    followed.refresh_from_db()

    assert (paused, followed.paused) == (True, False)


@pytest.mark.parametrize("name", ["ana", "rosa", "dora"])
def test_who_does_not_keep_outlets_looks_on(desk, followed, name):
    client = desk(name)
    shown = client.get(PAGE)
    refused = client.post(PAGE, {"pause": followed.pk})

    followed.refresh_from_db()
    assert (shown.status_code, refused.status_code) == (200, 403)
    assert "Subscribe to a feed" not in shown.content.decode()
    assert not followed.paused


def test_the_page_takes_as_many_statements_for_many(
    desk, followed, django_assert_max_num_queries
):
    for number in range(40):
        Subscription.objects.create(
            outlet=followed.outlet, url=f"https://lantern.example/{number}"
        )
    client = desk("carla")

    with django_assert_max_num_queries(8):
        client.get(PAGE)


def test_it_says_that_nothing_is_read(desk, settings):
    settings.FETCH_PAGES = False

    assert "FETCH_PAGES is off" in desk("carla").get(PAGE).content.decode()


@pytest.mark.browser
def test_the_page_is_without_fault(visit, followed):
    visitor = visit("carla")
    page = visitor.open(PAGE)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    faults = visitor.faults()
    page.click("button:text-is('Subscribe')")
    page.wait_for_selector("[role=alert]")

    assert faults + visitor.faults() == []
