"""Every error under /api/ is a problem document; pages for people keep their HTML."""

import logging
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from claims.models import Source
from factcheck.api import views
from factcheck.api.strict_json import read_object
from factcheck.problems import PROBLEMS, Problem, server_error
from factcheck.tests.callers import caller, code_of
from factcheck.tests.growth import BOUND, TIMES, growth

SOURCES = "/api/v1/sources/"


@pytest.fixture
def ana(people):
    return caller(people["ana"])


BODIES = [
    (b'{"text": "A', 400, "malformed-json", "line 1, column 10"),
    (b'{"text":\n "A",}', 400, "malformed-json", "line 2, column"),
    (b"", 400, "malformed-json", "empty"),
    (b"   ", 400, "malformed-json", "empty"),
    (b"[]", 400, "malformed-json", "object"),
    (b"null", 400, "malformed-json", "object"),
    (b'"x"', 400, "malformed-json", "object"),
    (b"\xff\xfe", 400, "malformed-json", "not UTF-8, from byte 0"),
    ('{"text": "A."}'.encode("utf-16"), 400, "malformed-json", "not UTF-8"),
    (b'{"text": "\\u0000"}', 422, "text-encoding", "NUL at character 0"),
    (b'{"a\\u0000": 1}', 422, "text-encoding", "NUL at character 1"),
    (b'{"text": "\\ud800"}', 422, "text-encoding", "surrogate"),
    (b'{"text": ["\\udc00"]}', 422, "text-encoding", "surrogate"),
    (b'{"text": "A.", "text": "B."}', 400, "duplicate-json-key", "'text'"),
    (b'{"\\ud800": 1, "\\ud800": 2}', 400, "duplicate-json-key", "'?'"),
    (b'{"text": NaN}', 400, "malformed-json", "NaN"),
    (b'{"text": -Infinity}', 400, "malformed-json", "Infinity"),
    (b'{"text": 1e400}', 400, "malformed-json", "1e400"),
    (b'{"text": 9007199254740992}', 422, "validation", "9007199254740991"),
    (b'{"text": ' + b"7" * 4000 + b"}", 422, "validation", "beyond"),
    (b'{"text": ' + b"7" * 5000 + b"}", 400, "malformed-json", "5,000 digits"),
    (b"[" * 1000, 400, "json-too-deep", "32"),
    (b"[" * 100_000, 400, "json-too-deep", "32"),
    (b'{"a":' * 32 + b"{}" + b"}" * 32, 400, "json-too-deep", "32"),
    (b'{"text": "' + b"x" * (6 * 1024 * 1024) + b'"}', 413, "body-too-large", "6,291"),
]


@pytest.mark.parametrize(("body", "status", "code", "words"), BODIES)
def test_a_body_that_is_not_our_json_is_refused(body, status, code, words, ana):
    response = ana.post(SOURCES, body, content_type="application/json")

    assert response.status_code == status
    assert code_of(response) == code
    assert words in response.json()["detail"]
    assert Source.objects.count() == 0


def test_malformed_json_gives_line_and_column_as_numbers(ana):
    response = ana.post(SOURCES, b'{\n"text" 1}', content_type="application/json")

    assert (response.json()["line"], response.json()["column"]) == (2, 8)


def test_a_byte_order_mark_is_read_over(ana):
    body = b'\xef\xbb\xbf{"text": "Rain fell."}'

    response = ana.post(SOURCES, body, content_type="application/json; charset=UTF-8")

    assert response.status_code == 201


@pytest.mark.parametrize(
    "content_type",
    [
        "text/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-7",
        "application/json; charset=bogus",
        "application/json; charset=latin-1",
        "",
    ],
)
def test_only_json_in_utf8_is_read(content_type, ana):
    response = ana.generic("POST", SOURCES, b'{"text": "A."}', content_type)

    assert response.status_code == 415
    assert code_of(response) == "unsupported-media-type"
    assert response.json()["accepted"] == ["application/json"]
    assert Source.objects.count() == 0


@pytest.mark.parametrize(
    ("header", "body", "status", "code", "says"),
    [
        (
            {"content-encoding": "gzip"},
            b"\x1f\x8b",
            415,
            "unsupported-media-type",
            "Send the body without Content-Encoding.",
        ),
        (
            {"transfer-encoding": "chunked"},
            b"",
            411,
            "length-required",
            "Send the body whole, with Content-Length, and not in chunks.",
        ),
    ],
)
def test_a_body_is_neither_inflated_nor_put_together(
    header, body, status, code, says, ana
):
    response = ana.post(SOURCES, body, content_type="application/json", headers=header)

    assert response.status_code == status
    assert code_of(response) == code
    assert response.json()["detail"] == says


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v1/",
        "/api/v1/nothing/",
        "/api/v1/claims",
        "/api/v1/Claims/",
        "/api//v1/claims/",
        "/api/v1/claims/..%2f/",
        "/api/v2/claims/",
    ],
)
def test_an_unknown_address_is_a_problem_too(path, db):
    response = Client().get(path)

    assert response.status_code == 404
    assert code_of(response) == "not-found"


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/api/v1/claims/24", "There is at /api/v1/claims/24/."),
        ("/api/v1/verdicts/changes/", "There is at /api/v1/verdicts/changes."),
        ("/api/v1/nowhere", ""),
        ("/api//", ""),
    ],
)
def test_an_address_that_is_one_but_for_a_slash_is_named(path, detail, db):
    response = Client().get(path)

    assert response.status_code == 404
    assert code_of(response) == "not-found"
    said = f"There is nothing at this address. {detail}".strip()
    assert response.json()["detail"] == said


@pytest.mark.parametrize(
    ("query", "code", "name"),
    [
        ("nope=1", "unknown-parameter", "nope"),
        ("limit=1&limit=2", "unknown-parameter", "limit"),
        ("cursor=x", "cursor-invalid", "cursor"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named_as_a_field_is(query, code, name, ana):
    response = ana.get(f"{SOURCES}?{query}")

    assert code_of(response) == code
    [error] = response.json()["errors"]
    assert error["parameter"] == name
    assert error["detail"] == response.json()["detail"]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_a_method_not_taken_is_refused_with_those_that_are(method, ana):
    response = getattr(ana, method)(SOURCES)

    assert response.status_code == 405
    assert code_of(response) == "method-not-allowed"
    assert response["Allow"] == "GET, HEAD, POST"
    assert response.json()["detail"] == "Send one of: GET, HEAD, POST."


@pytest.mark.parametrize("path", ["v1/openapi.json", "docs/", "docs/problems", "x/"])
def test_what_is_only_read_refuses_to_be_written(path, db):
    response = Client(enforce_csrf_checks=True).post(f"/api/{path}", {"a": "b"})

    assert response.status_code == (404 if path == "x/" else 405)
    assert code_of(response) in ("method-not-allowed", "not-found")
    assert response.get("Allow", "GET, HEAD") == "GET, HEAD"


def test_the_method_is_not_taken_from_a_header(ana):
    response = ana.get(SOURCES, headers={"x-http-method-override": "DELETE"})

    assert response.status_code == 200


def test_other_formats_are_not_served(ana):
    response = ana.get(SOURCES, headers={"accept": "application/xml"})

    assert response.status_code == 406
    assert code_of(response) == "not-acceptable"


def test_a_host_we_do_not_answer_to_is_a_bad_request(db):
    response = Client().get("/api/v1/claims/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert code_of(response) == "bad-request"


@pytest.mark.parametrize("path", [SOURCES, "/admin/login/"])
@pytest.mark.parametrize("cookie", ['"abcdefghij\\000"', "x" * 4000, '"\\377\\376"'])
def test_a_hostile_cookie_is_nobody(cookie, path, db):
    client = Client(headers={"cookie": f"sessionid={cookie}"})
    client.raise_request_exception = False

    response = client.get(path)

    if path == SOURCES:
        assert code_of(response) in ("unauthenticated", "bad-request")
    else:
        assert response.status_code in (200, 400)


@pytest.mark.parametrize(
    ("opening", "piece"),
    [
        (b"", b"["),
        (b"", b'{"a":'),
        (b'{"text": "', b'\\"'),
        (b'{"text": [', b"1,"),
        (b'{"text": ', b"7"),
    ],
)
def test_a_hostile_body_is_refused_with_work_in_line_with_its_length(opening, piece):
    def refused(pieces: str) -> None:
        with pytest.raises(Problem):
            read_object(opening + pieces.encode())

    few = piece.decode() * (62_500 // len(piece))

    assert growth(refused, few, few * TIMES) < BOUND


def test_too_many_form_fields_are_a_problem_in_a_session_too(people):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people["ana"])
    fields = {f"f{number}": "1" for number in range(2001)}

    response = browser.post(SOURCES, fields)

    assert response.status_code in (400, 403)
    assert code_of(response) in ("bad-request", "forbidden")


def test_our_own_faults_are_recorded_and_say_nothing(ana, monkeypatch, caplog):
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(views, "read_query", fail)

    with caplog.at_level(logging.ERROR):
        response = ana.get(SOURCES)

    assert response.status_code == 500
    assert code_of(response) == "internal"
    assert "secret" not in response.content.decode()
    assert "RuntimeError: secret detail" in caplog.text


def test_a_database_that_is_away_is_said_so(ana, monkeypatch):
    def fail(*_: object) -> None:
        raise OperationalError("connection refused at 10.0.0.1")

    monkeypatch.setattr(views, "read_query", fail)

    response = ana.get(SOURCES)

    assert response.status_code == 503
    assert code_of(response) == "dependency-unavailable"
    assert response["Retry-After"] == "5"
    assert "10.0.0.1" not in response.content.decode()


def test_a_fault_outside_the_routes_is_a_problem_too(rf):
    api, page = rf.get("/api/v1/claims/"), rf.get("/admin/")

    assert server_error(api)["Content-Type"] == "application/problem+json"
    assert server_error(page)["Content-Type"].startswith("text/html")


def test_pages_for_people_keep_their_html(db):
    response = Client().get("/nothing/")

    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


def test_the_guide_lists_every_problem_with_its_status():
    guide = Path(settings.BASE_DIR, "docs", "api.md").read_text()

    listed = re.findall(r"^\| (\d+) \| `([a-z-]+)` \|", guide, re.MULTILINE)
    assert sorted(listed) == sorted((str(k.status), c) for c, k in PROBLEMS.items())


def test_every_problem_links_to_its_explanation(ana):
    problem = ana.get("/api/v1/claims/0/").json()
    page = Client().get("/api/docs/problems").content.decode()

    assert problem["type"] == "http://testserver/api/docs/problems#not-found"
    for code, kind in PROBLEMS.items():
        assert f'id="{code}"' in page
        assert kind.title.replace("'", "&#x27;") in page
