"""A refused request is one line of the log that says what was told to whom."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from factcheck.requests import RequestIdFilter
from factcheck.tests.callers import caller, post

SOURCES = "/api/v1/sources/"


@pytest.fixture
def logged(caplog):
    """The lines as they are written to stderr, without their time."""
    formats: Any = settings.LOGGING["formatters"]
    line = formats["line"]["format"].removeprefix("{asctime} ")
    caplog.handler.addFilter(RequestIdFilter())
    caplog.handler.setFormatter(logging.Formatter(line, style="{"))
    caplog.set_level(logging.WARNING)
    return lambda: caplog.text.splitlines()


def test_a_refusal_names_the_problem_and_the_account(people, logged):
    secret = "The mayor knew."
    response = post(caller(people["ana"]), SOURCES, {"text": secret, "day": secret})

    [line] = logged()
    assert line == (
        f"WARNING django.request [{response['X-Request-Id']}] "
        "Unprocessable Entity: /api/v1/sources/ (validation, ana)"
    )


@pytest.mark.parametrize(
    ("path", "headers", "told"),
    [
        (SOURCES, {}, "unauthenticated, -"),
        (SOURCES, {"authorization": "Bearer 0123456789abcdef"}, "unauthenticated, -"),
        (SOURCES, {"accept": "text/xml"}, "not-acceptable, -"),
        ("/api/v1/nowhere/", {}, "not-found, -"),
        (f"{SOURCES}?q=%00", {}, "bad-request, -"),
    ],
)
def test_nobody_is_a_dash_and_no_token_is_written_down(path, headers, told, db, logged):
    client = Client(headers=headers, raise_request_exception=False)

    client.get(path)

    [line] = logged()
    assert line.endswith(f" ({told})")
    assert "0123456789abcdef" not in line


def test_a_person_in_a_session_is_named_too(people, logged):
    browser = Client()
    browser.force_login(people["rosa"])

    browser.get("/api/v1/claims/0/")

    [line] = logged()
    assert line.endswith("Not Found: /api/v1/claims/0/ (not-found, rosa)")


def test_an_address_with_a_line_in_it_is_one_line(people, logged):
    caller(people["ana"]).get("/api/v1/x%0a2026-11-23 ERROR nothing/")

    assert len(logged()) == 1


def test_pages_for_people_are_logged_as_they_were(db, logged):
    Client().get("/nothing/")

    [line] = logged()
    assert line.endswith("Not Found: /nothing/")
