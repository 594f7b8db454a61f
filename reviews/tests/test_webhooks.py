"""Ringing an account's own server: signed, in time, and lost by nobody for long."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from factcheck.tests.callers import caller, code_of, post
from reviews import webhooks
from reviews.feed import publish_due
from reviews.tasks import call_webhooks
from reviews.webhooks import Webhook, pause, sign

ADDRESS = "/api/v1/webhooks/"


@pytest.fixture
def sync(people, settings):
    settings.VERDICT_HOLD_SECONDS = 0
    return caller(people["sync"])


@pytest.fixture
def hook(sync, web):
    """What the API answered for a webhook at a server that takes every ring."""
    return post(sync, ADDRESS, {"url": web.serve("/ring", b"")}).json()


@pytest.fixture
def publish(claim_at):
    def make(text="4,200 homes were flooded in Arlen."):
        claim_at("closed", text=text)
        publish_due()

    return make


def due_again():
    """As if whoever failed had waited long enough."""
    Webhook.objects.update(next_at=timezone.now())


def test_a_ring_says_how_far_the_feed_goes_and_nothing_else(hook, web, publish):
    call_webhooks()
    assert web.posted == []

    publish()
    call_webhooks()
    call_webhooks()

    ((headers, body),) = web.posted
    document = json.loads(body)
    assert document["type"] == "verdicts.published"
    assert document["data"] == {"seq": 1}
    assert headers["Content-Type"] == "application/json"
    assert headers["webhook-signature"] == sign(
        hook["secret"],
        headers["webhook-id"],
        datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC),
        body,
    )


def test_a_signature_is_that_of_the_standard():
    """The example of Standard Webhooks 1.0."""
    signed = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        b'{"test": 2432232314}',
    )

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_was_missed_is_one_ring(sync, hook, web, publish):
    web.serve("/ring", b"", status=500)
    publish("One.")
    call_webhooks()
    publish("Two.")
    call_webhooks()
    told = sync.get(f"{ADDRESS}{hook['id']}/").json()
    web.serve("/ring", b"")
    due_again()
    call_webhooks()

    now = sync.get(f"{ADDRESS}{hook['id']}/").json()
    assert [json.loads(body)["data"]["seq"] for _, body in web.posted] == [1, 2]
    assert (told["failures"], told["rung_seq"]) == (1, 0)
    assert told["error"] == "The server answers 500."
    assert (now["failures"], now["rung_seq"], now["error"]) == (0, 2, "")


def test_a_server_that_fails_is_left_alone_ever_longer():
    waits = [pause(failures).total_seconds() for failures in (0, 1, 2, 3, 4, 5, 99)]

    assert [
        round(wait / usual)
        for wait, usual in zip(waits, (5, 30, 300, 1800, 3600, 3600, 3600), strict=True)
    ] == [1] * 7


@pytest.mark.parametrize(
    ("status", "asked", "least"),
    [(429, "120", 119), (503, "999999", 86_399), (500, "120", 3), (429, "soon", 3)],
)
def test_a_server_says_when_to_call_again(web, hook, publish, status, asked, least):
    web.serve("/ring", b"", status=status, headers={"Retry-After": asked})
    before = timezone.now()
    publish()

    call_webhooks()

    wait = Webhook.objects.get().next_at - before
    assert timedelta(seconds=least) < wait < timedelta(seconds=least + 60)


def test_at_410_it_is_called_no_more(sync, hook, web, publish):
    web.serve("/ring", b"", status=410)
    publish()
    for _ in range(2):
        call_webhooks()
        due_again()

    assert len(web.posted) == 1
    assert sync.get(ADDRESS).json()["items"][0]["silenced"] is True


def test_one_that_leads_on_or_says_too_much_is_not_followed(hook, web, publish):
    web.serve("/ring", b"x" * 10_000_000, status=302, headers={"Location": "/other"})
    publish()

    call_webhooks()

    assert web.asked == ["POST /ring"]
    assert Webhook.objects.get().error == "The server answers 302."


def test_a_server_that_is_away_keeps_no_other_waiting(sync, hook, web, publish):
    other = web.serve("/other", b"")
    Webhook.objects.update(url="http://127.0.0.1:9/")
    post(sync, ADDRESS, {"url": other})
    publish()

    call_webhooks()

    assert web.asked == ["POST /other"]
    first, second = Webhook.objects.order_by("pk")
    assert (first.failures, first.error) == (1, "The server cannot be reached.")
    assert (second.failures, second.rung_seq) == (0, 1)


def test_a_worker_that_dies_while_it_rings_is_made_good(hook, web, publish):
    publish()
    assert webhooks.take_due() is not None

    call_webhooks()
    assert web.posted == []
    due_again()
    call_webhooks()

    assert len(web.posted) == 1


def test_an_account_that_is_switched_off_is_not_rung(hook, web, publish, people):
    people["sync"].is_active = False
    people["sync"].save()
    publish()

    call_webhooks()

    assert web.posted == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ring me", "invalid"),
        ("ftp://news.example/", "wrong_address"),
        ("http://anna@127.0.0.1/", "names_user"),
        ("http://10.0.0.1/", "not_public"),
        ("http://[::1]/", "not_public"),
        ("http://169.254.169.254/latest", "not_public"),
        ("http://no-such-host.invalid/", "no_such_host"),
    ],
)
def test_only_a_public_server_is_rung(sync, url, code):
    refused = post(sync, ADDRESS, {"url": url})

    (error,) = refused.json()["errors"]
    assert (refused.status_code, code_of(refused)) == (422, "validation")
    assert (error["pointer"], error["code"]) == ("/url", code)
    assert not Webhook.objects.exists()


def test_a_server_of_the_house_is_rung_once_the_settings_name_it(
    sync, settings, web, publish, monkeypatch
):
    monkeypatch.setattr("claims.ingest.fetching.is_public", lambda _: False)
    url = web.serve("/ring", b"")

    before = post(sync, ADDRESS, {"url": url})
    settings.WEBHOOKS_INSIDE = ["127.0.0.1"]
    after = post(sync, ADDRESS, {"url": url})
    publish()
    call_webhooks()

    assert (before.status_code, after.status_code) == (422, 201)
    assert web.asked == ["POST /ring"]


def test_a_name_that_leads_inside_later_is_not_called(hook, web, publish, monkeypatch):
    monkeypatch.setattr("claims.ingest.fetching.is_public", lambda _: False)
    publish()

    call_webhooks()

    assert web.posted == []
    assert "not in the public net" in Webhook.objects.get().error


def test_the_secret_is_told_once(sync, hook):
    assert hook["secret"].startswith("whsec_")

    for path in (ADDRESS, f"{ADDRESS}{hook['id']}/"):
        assert hook["secret"] not in sync.get(path).content.decode()


def test_nobody_sees_or_ends_what_another_has(people, hook):
    ana = caller(people["ana"])
    where = f"{ADDRESS}{hook['id']}/"

    assert ana.get(ADDRESS).json()["items"] == []
    assert ana.get(where).status_code == ana.delete(where).status_code == 404
    assert Webhook.objects.exists()


def test_it_is_ended_by_whoever_has_it(sync, hook, web, publish):
    ended = sync.delete(f"{ADDRESS}{hook['id']}/")
    publish()
    call_webhooks()

    assert ended.status_code == 204
    assert web.posted == []


def test_the_same_address_twice_and_too_many_are_refused(sync, hook, web):
    again = post(sync, ADDRESS, {"url": hook["url"]})
    more = [post(sync, ADDRESS, {"url": f"{web.address}/{at}"}) for at in range(5)]

    assert [one.status_code for one in more] == [201, 201, 201, 201, 422]
    codes = [one.json()["errors"][0]["code"] for one in (again, more[-1])]
    assert codes == ["exists", "too_many"]
