"""Sources over the API: sent in once, read back exactly."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from claims.models import Extraction, Outlet, Source
from claims.tests.reports import FLOOD
from factcheck.tests.callers import caller, code_of, post

ADDRESS = "/api/v1/sources/"
PAGE = f"""<!doctype html><html lang="en"><head><title>Flood in Arlen</title></head>
<body><article><h1>Flood in Arlen</h1>
{"".join(f"<p>{line}</p>" for line in FLOOD.split(chr(10) * 2))}
</article></body></html>"""


@pytest.fixture
def ana(people):
    return caller(people["ana"])


def test_a_text_is_taken_in_once(ana, people):
    body = {
        "text": FLOOD,
        "outlet": "The Lantern",
        "title": "River Arl floods",
        "url": "https://lantern.example/flood",
        "published_on": "2026-03-13",
        "language": "en",
        "kind": "article",
    }

    first = post(ana, ADDRESS, body)
    second = post(ana, ADDRESS, body)

    assert (first.status_code, second.status_code) == (201, 200)
    source = Source.objects.get()
    assert source.received_by == people["ana"]
    assert source.published_on == date(2026, 3, 13)
    assert first["Location"] == f"http://testserver{ADDRESS}{source.pk}/"
    assert second["Location"] == first["Location"]
    assert first.json()["text"] == FLOOD
    assert first.json()["extraction"] == "queued"
    assert first.json() == second.json()
    assert Extraction.objects.count() == 1


def test_html_is_read_as_a_page(ana):
    response = post(ana, ADDRESS, {"html": PAGE, "outlet": "The Lantern"})

    assert response.status_code == 201
    assert "4,200 homes were flooded" in response.json()["text"]
    assert "<p>" not in response.json()["text"]


def test_text_comes_back_exactly(ana):
    text = "  Þórður said \u4f60\u597d \U0001f30a, \u202eعربى e\u0301.\r\n\tHe left.\n"

    response = post(ana, ADDRESS, {"text": text})

    assert response.json()["text"] == text
    assert ana.get(response["Location"]).json()["text"] == text


@pytest.mark.parametrize(
    ("body", "pointer", "code", "words"),
    [
        ({}, "/text", "required", "either text or html"),
        ({"text": "A.", "html": "<p>A."}, "/text", "required", "not both"),
        ({"text": ""}, "/text", "blank", "blank"),
        ({"text": "   "}, "/text", "empty", "is empty"),
        ({"text": 5}, "/text", "invalid", "string"),
        ({"text": "12345"}, "/text", "no_sentences", "no words"),
        ({"html": "<p></p>"}, "/html", "no_article", "without an article"),
        ({"text": "A\x01b."}, "/text", "control_character", "U+0001"),
        ({"text": FLOOD, "outlet": "x" * 201}, "/outlet", "max_length", "200"),
        ({"text": FLOOD, "title": "x" * 301}, "/title", "max_length", "300"),
        ({"text": FLOOD, "url": "javascript:x"}, "/url", "invalid", "https://"),
        ({"text": FLOOD, "url": "ftp:///x"}, "/url", "invalid", "https://"),
        ({"text": FLOOD, "kind": "blog"}, "/kind", "unknown_value", "article"),
        ({"text": FLOOD, "language": "English!"}, "/language", "invalid", "pt-BR"),
        ({"text": FLOOD, "published_on": "13.3.2026"}, "/published_on", "invalid", "-"),
        ({"text": FLOOD, "published_on": "1" * 9000}, "/published_on", "invalid", "-"),
        (
            {"text": FLOOD, "published_on": "0000-01-01"},
            "/published_on",
            "invalid",
            "YYYY",
        ),
        (
            {"text": FLOOD, "supersedes": "1"},
            "/supersedes",
            "invalid",
            "whole number",
        ),
        (
            {"text": FLOOD, "published_on": "9999-12-31"},
            "/published_on",
            "in_future",
            "future",
        ),
        ({"text": FLOOD, "author": "me"}, "/author", "unknown_field", "unknown field"),
        ({"text": FLOOD, "received_by": 1}, "/received_by", "read_only", "read-only"),
    ],
)
def test_what_is_wrong_in_a_source_is_pointed_at(body, pointer, code, words, ana):
    response = post(ana, ADDRESS, body)

    assert response.status_code == 422
    assert code_of(response) == "validation"
    (error,) = response.json()["errors"]
    assert (error["pointer"], error["code"]) == (pointer, code)
    assert words in error["detail"]
    assert Source.objects.count() == Outlet.objects.count() == 0


def test_a_text_over_the_limit_is_too_large(ana, settings):
    settings.MAX_SOURCE_BYTES = 100

    response = post(ana, ADDRESS, {"text": FLOOD})

    assert response.status_code == 413
    assert code_of(response) == "body-too-large"
    assert "100 are allowed" in response.json()["detail"]
    assert Source.objects.count() == 0


def test_whoever_may_only_read_sends_nothing_in(people):
    response = post(caller(people["rosa"]), ADDRESS, {"text": FLOOD})

    assert response.status_code == 403
    assert "claims.add_source" in response.json()["detail"]
    assert Source.objects.count() == 0


def test_today_is_not_the_future(ana):
    today = timezone.now().date()

    sent = post(ana, ADDRESS, {"text": FLOOD, "published_on": f"{today}"})
    late = post(
        ana, ADDRESS, {"text": "Rain.", "published_on": f"{today + timedelta(days=3)}"}
    )

    assert (sent.status_code, late.status_code) == (201, 422)


def test_sources_are_listed_newest_first_without_their_text(ana):
    for number in range(3):
        post(ana, ADDRESS, {"text": f"Report {number} came.", "outlet": "The Lantern"})

    page = ana.get(f"{ADDRESS}?limit=2").json()
    rest = ana.get(page["next"]).json()

    titles = [item["title"] for item in page["items"] + rest["items"]]
    assert titles == [f"Report {number} came." for number in (2, 1, 0)]
    assert rest["next"] is None
    assert "text" not in page["items"][0]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("outlet=The Lantern", 1),
        ("language=da", 1),
        ("kind=document", 1),
        ("q=kom", 1),
        ("q=https://lantern.example/one", 1),
        ("q=kom&outlet=The Lantern", 0),
        ("", 2),
    ],
)
def test_sources_are_filtered(asked, found, ana):
    url = "https://lantern.example/one"
    post(ana, ADDRESS, {"text": "One came.", "outlet": "The Lantern", "url": url})
    post(ana, ADDRESS, {"text": "To kom.", "language": "da", "kind": "document"})

    assert len(ana.get(f"{ADDRESS}?{asked}").json()["items"]) == found


def test_a_source_is_not_sent_again_until_its_extraction_moves(ana):
    where = post(ana, ADDRESS, {"text": FLOOD})["Location"]
    tag = ana.get(where)["ETag"]

    same = ana.get(where, headers={"if-none-match": tag})
    Extraction.objects.update(status="done")
    other = ana.get(where, headers={"if-none-match": tag})

    assert (same.status_code, other.status_code) == (304, 200)
    assert other.json()["extractions"][0]["status"] == "done"


@pytest.mark.parametrize("number", ["0", "77", "9" * 30, "abc", "%D9%A3", "%00"])
def test_a_source_that_is_not_there_is_not_found(number, ana):
    assert code_of(ana.get(f"{ADDRESS}{number}/")) == "not-found"
