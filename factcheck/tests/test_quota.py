"""How often the API is asked: counted by account, said in every answer, and open when
Redis is away."""

import logging
import re
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.test import Client

from claims.models import Source
from factcheck.api import quota
from factcheck.tests.callers import caller, code_of, post

WHOAMI = "/api/v1/whoami/"
SOURCES = "/api/v1/sources/"
LIMIT = 3
NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def three_a_minute(uncounted, settings):
    settings.API_REQUESTS_A_MINUTE = LIMIT


def left_of(response):
    [left] = re.findall('^"default";r=([0-9]+);t=[0-9]+$', response["RateLimit"])
    return int(left)


def test_every_answer_says_what_is_left_and_the_next_one_is_refused(people):
    ana = caller(people["ana"])

    answers = [ana.get(WHOAMI) for _ in range(LIMIT)]
    refused = ana.get(WHOAMI)

    assert [each.status_code for each in answers] == [200] * LIMIT
    assert [left_of(each) for each in (*answers, refused)] == [2, 1, 0, 0]
    assert refused.status_code == 429
    assert code_of(refused) == "quota-exceeded"
    assert {each["RateLimit-Policy"] for each in answers} == {'"default";q=3;w=60'}
    wait = refused["Retry-After"]
    assert 0 < int(wait) <= 60
    assert refused["RateLimit"] == f'"default";r=0;t={wait}'
    assert refused["Cache-Control"] == "no-store"
    assert refused.json()["detail"] == (
        f"3 requests in 60 seconds are answered. Wait {wait} seconds."
    )


def test_after_as_many_seconds_as_it_says_it_answers_again(monkeypatch):
    monkeypatch.setattr(quota, "SECONDS", 1)
    while (spent := quota.spend("account:1")) and not spent.is_exceeded:
        pass
    assert spent

    sleep(spent.seconds)

    after = quota.spend("account:1")
    assert after
    assert not after.is_exceeded


def test_an_account_has_one_quota_for_all_its_tokens(people):
    both = [caller(people["ana"]), caller(people["ana"])]

    answers = [each.get(WHOAMI).status_code for each in both * 2]

    assert answers == [200, 200, 200, 429]
    assert caller(people["ben"]).get(WHOAMI).status_code == 200


def test_nobody_writes_beyond_the_quota(people):
    ana = caller(people["ana"])
    for _ in range(LIMIT):
        ana.get(WHOAMI)

    refused = post(ana, SOURCES, {"text": "Rain fell."})

    assert code_of(refused) == "quota-exceeded"
    assert Source.objects.count() == 0


def test_what_is_refused_for_another_reason_is_counted_too(people):
    rosa = caller(people["rosa"])

    answers = [
        post(rosa, SOURCES, {"text": "Rain fell."}),
        rosa.get("/api/v1/claims/0/"),
        rosa.get(f"{SOURCES}?limit=0"),
        rosa.get(WHOAMI),
    ]

    assert [each.status_code for each in answers] == [403, 404, 422, 429]
    assert [left_of(each) for each in answers] == [2, 1, 0, 0]


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer " + "0" * 64}])
def test_wrong_tokens_are_counted_by_address_and_keep_no_good_one_out(headers, people):
    stranger = Client(headers=headers)

    answers = [stranger.get(WHOAMI) for _ in range(LIMIT + 1)]

    assert [each.status_code for each in answers] == [401, 401, 401, 429]
    assert "WWW-Authenticate" in answers[0]
    assert code_of(answers[-1]) == "quota-exceeded"
    assert Client(REMOTE_ADDR="192.0.2.7").get(WHOAMI).status_code == 401
    assert caller(people["ana"]).get(WHOAMI).status_code == 200


@pytest.mark.parametrize(("https", "last"), [(True, 401), (False, 429)])
def test_only_the_proxy_that_ends_https_says_where_a_request_is_from(
    https, last, db, settings
):
    settings.HTTPS = https
    told = [f"203.0.113.{n}, 192.0.2.{n}" for n in range(LIMIT + 1)]

    answers = [
        Client(headers={"x-forwarded-for": one}).get(WHOAMI).status_code for one in told
    ]

    assert answers == [401, 401, 401, last]


def test_what_a_client_says_of_its_address_is_not_believed(db, settings):
    settings.HTTPS = True
    told = [f"203.0.113.{n}, 192.0.2.1" for n in range(LIMIT + 1)]

    answers = [
        Client(headers={"x-forwarded-for": one}).get(WHOAMI).status_code for one in told
    ]

    assert answers == [401, 401, 401, 429]


def test_nobody_is_refused_while_redis_is_away(people, settings, caplog):
    ana, there = caller(people["ana"]), settings.REDIS_URL
    settings.REDIS_URL = NOWHERE

    with caplog.at_level(logging.WARNING, logger="factcheck.api.quota"):
        answers = [ana.get(WHOAMI) for _ in range(LIMIT + 1)]
        quota.Quiet.until = 1.0  # asked again, and still not there
        answers.append(ana.get(WHOAMI))

    assert [each.status_code for each in answers] == [200] * (LIMIT + 2)
    assert not any("RateLimit" in each for each in answers)
    (line,) = caplog.messages
    assert line.startswith("Requests are not counted until Redis is back (")
    settings.REDIS_URL, quota.Quiet.until = there, 1.0
    assert left_of(ana.get(WHOAMI)) == 2
    assert quota.Quiet.until == 0.0


def test_no_limit_is_none(people, settings):
    settings.API_REQUESTS_A_MINUTE = 0
    ana = caller(people["ana"])

    answers = [ana.get(WHOAMI) for _ in range(LIMIT + 1)]

    assert [each.status_code for each in answers] == [200] * (LIMIT + 1)
    assert "RateLimit" not in answers[0]


def test_requests_at_once_are_counted_one_by_one():
    with ThreadPoolExecutor(8) as pool:
        spent = list(pool.map(quota.spend, ["account:1"] * 40))

    assert sorted(each.left for each in spent if each) == sorted(
        range(LIMIT - 40, LIMIT)
    )


def test_pages_for_people_and_the_reference_are_not_counted(people):
    browser = Client()
    browser.force_login(people["ana"])

    for page in ("/admin/reviews/review/", "/api/docs/", "/api/v1/openapi.json"):
        answers = [browser.get(page).status_code for _ in range(LIMIT + 1)]
        assert answers == [200] * (LIMIT + 1)
    assert left_of(browser.get(WHOAMI)) == 2
