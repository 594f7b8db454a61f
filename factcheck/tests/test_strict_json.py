"""What JSON itself cannot mean: named as a field is, wherever it stands."""

import pytest

from claims.models import Source
from factcheck.tests.callers import caller

SOURCES = "/api/v1/sources/"


@pytest.fixture
def ana(people):
    return caller(people["ana"])


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        (b'{"text": "A.", "text": "A."}', "/text", "duplicate_json_key"),
        (
            b'{"a": [1, {"b/c": 1, "d": 2, "b/c": 1}]}',
            "/a/1/b~1c",
            "duplicate_json_key",
        ),
        (b'{"a": {"b": 1, "b": 1}, "a": 2}', "/a", "duplicate_json_key"),
        (b'{"mentions": [1, -9007199254740992]}', "/mentions/1", "out_of_range"),
        (b'{"a": {"b": "\\u0000"}}', "/a/b", "text_encoding"),
    ],
)
def test_what_json_itself_cannot_mean_is_named_as_a_field_is(body, pointer, code, ana):
    response = ana.post(SOURCES, body, content_type="application/json")

    [error] = response.json()["errors"]
    assert (error["pointer"], error["code"]) == (pointer, code)
    assert error["detail"] == response.json()["detail"]
    assert Source.objects.count() == 0
