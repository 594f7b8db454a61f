"""Feeds of outlets: what they list comes in once, and what does not says why."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone

from claims.ingest import subscriptions
from claims.ingest.refusals import SourceRefused
from claims.ingest.subscriptions import pause, read_items, subscribe
from claims.models import Extraction, Source, Subscription, SubscriptionItem
from claims.tasks import read_subscriptions

pytestmark = pytest.mark.django_db

RSS = {"Content-Type": "application/rss+xml"}
PARAGRAPH = (
    "The river Arl rose by 5.8 metres in the night to Friday and flooded 4,200 homes "
    "in the lower town, the district office said. The bridge was closed at noon. "
)


def report(number):
    article = f"<h1>Report {number}</h1><p>{PARAGRAPH} Its number is {number}.</p>"
    return (
        f"<html><head><title>Report {number}</title></head>"
        f"<body><article>{article}</article></body></html>"
    )


def rss(*links, day=None):
    moment = format_datetime(day or timezone.now() - timedelta(hours=2))
    items = "".join(
        f"<item><title>News</title><link>{link}</link><pubDate>{moment}</pubDate></item>"
        for link in links
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>The Lantern</title>{items}</channel></rss>"
    )


@pytest.fixture
def lantern(web):
    """A feed of two reports, and the two pages."""
    links = [web.serve(f"/{at}", report(at)) for at in (1, 2)]
    return web.serve("/feed", rss(*links), headers=RSS)


def due_again():
    """As if everybody had waited long enough."""
    Subscription.objects.update(due_at=timezone.now())
    SubscriptionItem.objects.exclude(due_at=None).update(due_at=timezone.now())


def test_what_a_feed_lists_comes_in_as_sources_of_its_outlet(web, lantern):
    subscribe(lantern, "The Lantern")

    assert read_subscriptions() == 2

    sources = Source.objects.order_by("pk")
    assert [source.title for source in sources] == ["Report 1", "Report 2"]
    assert {source.outlet.name for source in sources} == {"The Lantern"}
    assert [source.url for source in sources] == [
        f"{web.address}/{at}" for at in (1, 2)
    ]
    assert {source.published_on for source in sources} == {
        timezone.localdate(timezone.now() - timedelta(hours=2))
    }
    assert Extraction.objects.count() == 2


def test_each_page_is_fetched_once(web, lantern):
    subscribe(lantern, "The Lantern")
    for _ in range(3):
        read_subscriptions()
        due_again()

    assert web.asked.count("GET /1") == 1
    assert Source.objects.count() == 2


def test_a_page_that_somebody_added_before_is_not_fetched(web, lantern):
    web.serve("/feed", rss(f"{web.address}/1"), headers=RSS)
    subscribe(lantern, "The Lantern")
    (item,) = SubscriptionItem.objects.all()
    source = Source.objects.create(
        outlet=item.subscription.outlet,
        title="By hand",
        text="So.",
        text_sha256=b"1" * 32,
        url=item.url,
    )

    read_subscriptions()

    item.refresh_from_db()
    assert item.source == source
    assert "GET /1" not in web.asked


def test_a_feed_that_has_not_changed_is_not_sent_again(web, lantern):
    tags = {"ETag": '"v1"', "Last-Modified": "Sat, 21 Nov 2026 10:00:00 GMT"}
    web.serve("/feed", rss(f"{web.address}/1"), headers=RSS | tags)
    subscribe(lantern, "The Lantern")
    web.serve("/feed", b"", status=304)
    due_again()

    read_subscriptions()

    subscription = Subscription.objects.get()
    assert (subscription.etag, subscription.failures) == ('"v1"', 0)
    asked = [headers for path, headers in web.heard if path == "/feed"][-1]
    assert asked["If-None-Match"] == '"v1"'
    assert asked["If-Modified-Since"] == tags["Last-Modified"]


def test_a_feed_that_fails_is_asked_ever_more_seldom(web, lantern):
    subscribe(lantern, "The Lantern")
    web.serve("/feed", b"", status=500)
    waits = []
    for _ in range(8):
        due_again()
        before = timezone.now()
        read_subscriptions()
        waits.append((Subscription.objects.get().due_at - before).total_seconds() / 60)

    subscription = Subscription.objects.get()
    assert [round(wait) for wait in waits] == [20, 40, 80, 160, 320, 360, 360, 360]
    assert subscription.error.startswith("the server answers 500.")
    web.serve("/feed", rss(), headers=RSS)
    due_again()
    read_subscriptions()
    subscription.refresh_from_db()
    assert (subscription.failures, subscription.error) == (0, "")


def test_a_page_that_cannot_be_fetched_is_tried_three_times_and_then_shown(
    web, lantern
):
    web.serve("/1", "no", status=403)
    subscribe(lantern, "The Lantern")
    for _ in range(5):
        read_subscriptions()
        due_again()

    item = SubscriptionItem.objects.get(url=f"{web.address}/1")
    assert web.asked.count("GET /1") == item.attempts == 3
    assert (item.source, item.due_at) == (None, None)
    assert item.error.startswith("the server answers 403.")
    assert Source.objects.count() == 1


def test_a_worker_that_dies_over_a_page_loses_nothing(web, lantern):
    subscribe(lantern, "The Lantern")
    subscriptions.take_item()

    read_subscriptions()
    assert Source.objects.count() == 1
    due_again()
    read_subscriptions()

    assert Source.objects.count() == 2


def test_what_is_paused_is_left_alone(web, lantern):
    subscription, _ = subscribe(lantern, "The Lantern")
    pause(subscription.pk, paused=True)
    asked = len(web.asked)
    due_again()
    read_subscriptions()
    assert len(web.asked) == asked

    pause(subscription.pk, paused=False)
    read_subscriptions()

    assert Source.objects.count() == 2


def test_nothing_is_read_where_the_settings_say_so(web, lantern, settings):
    subscribe(lantern, "The Lantern")
    settings.FETCH_PAGES = False
    asked = len(web.asked)

    assert read_subscriptions() == 0
    assert len(web.asked) == asked


def test_the_archive_of_a_new_subscription_stays_where_it_is(web):
    old = timezone.now() - timedelta(days=30)
    feed = web.serve("/feed", rss(f"{web.address}/1", day=old), headers=RSS)

    subscribe(feed, "The Lantern")

    assert not SubscriptionItem.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        ("<html><body>Welcome.</body></html>", "text/html", "no_feed"),
        ("{}", "application/json", "wrong_kind"),
        ("", "application/rss+xml", "no_feed"),
        ("\x00\x01\x02", "application/xml", "no_feed"),
    ],
)
def test_what_is_no_feed_is_refused_and_nothing_is_kept(web, body, kind, code):
    url = web.serve("/feed", body, headers={"Content-Type": kind})

    with pytest.raises(SourceRefused) as refused:
        subscribe(url, "The Lantern")

    assert refused.value.code == code
    assert refused.value.field == "url"
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("url", "outlet", "code", "field"),
    [
        ("http://10.0.0.1/feed", "The Lantern", "not_public", "url"),
        ("feed", "The Lantern", "wrong_address", "url"),
        ("https://lantern.example/", " \u200b ", "no_outlet", "outlet"),
    ],
)
def test_a_subscription_needs_a_public_feed_and_an_outlet(url, outlet, code, field):
    with pytest.raises(SourceRefused) as refused:
        subscribe(url, outlet)

    assert refused.value.code == code
    assert refused.value.field == field


ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><title>T</title>
<entry><title>A</title><link href="one"/><updated>{day}</updated></entry>
<entry><title>B</title><link href="//other.example/two"/></entry></feed>"""
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(12)
    )
    + "]><rss version='2.0'><channel><item><link>&m;</link></item></channel></rss>"
)


def test_links_are_told_from_where_the_feed_stands():
    day = (timezone.now() - timedelta(hours=1)).isoformat()

    items = list(read_items(ATOM.format(day=day).encode(), "https://a.example/x/feed"))

    assert [item.url for item in items] == [
        "https://a.example/news/one",
        "https://other.example/two",
    ]
    assert items[0].published_on
    assert items[1].published_on is None


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://",
        "https://a@b.example/",
        "",
    ],
)
def test_only_addresses_of_pages_are_kept(link):
    assert list(read_items(rss(link).encode(), "https://a.example/feed")) == []


def test_the_same_address_twice_is_one_report():
    feed = rss("https://a.example/1", "https://a.example/1")

    assert len(list(read_items(feed.encode(), "https://a.example/feed"))) == 1


@pytest.mark.parametrize(
    "moment", ["Sat, 99 Foo 9999 99:99:99", "31 Feb 2026", "2999-01-01T00:00:00Z", "-1"]
)
def test_a_day_that_cannot_be_meant_loses_no_report(moment):
    feed = rss("https://a.example/1").split("<pubDate>")[0]
    feed += f"<pubDate>{moment}</pubDate></item></channel></rss>"

    (item,) = read_items(feed.encode(), "https://a.example/feed")

    assert item.published_on is None or item.published_on <= timezone.localdate()


def test_a_feed_that_blows_up_is_bounded():
    found = list(read_items(LAUGHS.encode(), "https://a.example/feed"))

    assert all(len(item.url) < 100 for item in found)


def test_a_feed_without_end_is_read_to_its_two_hundredth():
    links = (f"https://a.example/{at}" for at in range(5000))

    items = list(read_items(rss(*links).encode(), "https://a.example/feed"))

    assert len(items) == 200
