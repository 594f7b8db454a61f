"""A refusal names what is wrong, is no larger than need be, and comes at once."""

import json

import pytest
from django.test import Client

from claims.models import Source
from factcheck.tests.callers import caller, code_of, post

SOURCES = "/api/v1/sources/"


@pytest.fixture
def ana(people):
    return caller(people["ana"])


def test_a_body_of_nothing_but_mistakes_is_answered_with_the_first_hundred(ana):
    body = {f"field{number}": 1 for number in range(50_000)}

    response = post(ana, SOURCES, body)

    errors = response.json()["errors"]
    assert code_of(response) == "validation"
    assert [each["pointer"] for each in errors] == [f"/field{n}" for n in range(100)]
    assert Source.objects.count() == 0


def test_a_list_of_nothing_but_mistakes_too(ana):
    body = {"verb": "decide", "mentions": ["x"] * 500}

    response = post(ana, "/api/v1/claims/1/moves/", body, if_match="*")

    assert len(response.json()["errors"]) == 100


@pytest.mark.parametrize("value", ["1", '"\\u0000"'])
def test_a_name_as_long_as_a_body_is_cut_short(value, ana):
    body = '{"' + "x" * 1_000_000 + f'": {value}}}'

    response = ana.post(SOURCES, body, content_type="application/json")

    [error] = response.json()["errors"]
    assert error["pointer"] == f"/{'x' * 80}…"


@pytest.mark.parametrize(
    "content_type",
    [
        "application/*",
        "*/*",
        "application/json; charset=utf-8; charset=utf-7",
        "application/json; charset=",
    ],
)
def test_a_type_that_could_be_another_is_none(content_type, ana):
    response = ana.generic("POST", SOURCES, b'{"text": "Rain fell."}', content_type)

    assert code_of(response) == "unsupported-media-type"
    assert Source.objects.count() == 0


@pytest.mark.parametrize(
    ("query", "name", "says"),
    [
        ("q=a%00b", "q", "There is a NUL (%00) in the parameter 'q'. Remove it."),
        ("%00=1", "?", "There is a NUL (%00) in the parameter '?'. Remove it."),
        ("q=%ff%fe", "q", "Send 'q' in UTF-8."),
    ],
)
def test_a_parameter_that_is_no_text_is_named(query, name, says, ana):
    response = ana.get(f"/api/v1/claims/?{query}")

    assert response.status_code == 400
    assert code_of(response) == "bad-request"
    assert response.json()["detail"] == says
    [error] = response.json()["errors"]
    assert error == {"parameter": name, "code": "bad_request", "detail": says}


@pytest.mark.parametrize(
    ("headers", "query", "word"),
    [
        ({"host": "evil.example"}, "", "host"),
        ({"cookie": 'sessionid="a\\000b"'}, "", "cookie"),
        ({}, "&".join(f"f{number}=1" for number in range(2001)), "parameters"),
    ],
)
def test_what_is_refused_before_any_route_says_why(headers, query, word, db):
    response = Client(headers=headers).get(f"{SOURCES}?{query}")

    assert response.status_code == 400
    assert code_of(response) == "bad-request"
    assert word in response.json()["detail"]


def test_a_page_for_people_with_nul_in_its_address_keeps_its_html(db):
    response = Client().get("/admin/login/?next=%00")

    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("limit", ["0", "501", "-1", "", "1e9", "9" * 19, "٣"])
def test_a_number_out_of_its_range_is_told_the_range(limit, ana):
    response = ana.get(SOURCES, {"limit": limit})

    [error] = response.json()["errors"]
    assert response.status_code == 422
    assert (error["parameter"], error["code"]) == ("limit", "invalid")
    assert error["detail"] == "Send a whole number from 1 to 500."


@pytest.mark.parametrize("day", ["2026-02-30", "0000-01-01", "2026-1-1", "1" * 10_000])
def test_a_day_of_no_calendar_is_shown_one(day, ana):
    response = post(ana, SOURCES, {"text": "Rain fell.", "published_on": day})

    [error] = response.json()["errors"]
    assert error["pointer"] == "/published_on"
    assert error["detail"] == (
        "Send a date of the calendar as YYYY-MM-DD, for instance 2026-03-14."
    )
    assert len(json.dumps(response.json())) < 1000
