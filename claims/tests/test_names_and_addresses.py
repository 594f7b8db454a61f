"""What is said about a source: names as people see them, addresses of web pages."""

import pytest

from claims.models import Outlet, Source
from factcheck.tests.callers import caller, code_of, post

SOURCES = "/api/v1/sources/"
TEXT = "4,200 homes were flooded in Arlen on Monday."


@pytest.fixture
def send(people):
    ana = caller(people["ana"])
    return lambda **about: post(ana, SOURCES, {"text": TEXT} | about)


@pytest.mark.parametrize(
    "written",
    [
        "The\u200b Lan\u00adtern",
        "\u202eThe Lantern\u202c",
        "\ufeffThe\tLantern\n",
        "The \x1b\x07Lantern",
    ],
)
def test_a_name_is_what_people_see_of_it(written, send):
    made = send(outlet=written, title=written).json()

    assert made["outlet"] == made["title"] == "The Lantern"


def test_one_name_is_one_outlet_however_its_letters_are_put_together(send):
    send(outlet="Cafe\u0301")
    send(outlet="Caf\u00e9", text=f"{TEXT} Rain fell.")

    assert list(Outlet.objects.values_list("name", flat=True)) == ["Caf\u00e9"]


@pytest.mark.parametrize("name", ["समाचार\u200cपत्र", "👩\u200d🚒 News", "ไทยรัฐ"])
def test_a_name_of_any_script_stays_as_it_is(name, send):
    assert send(outlet=name).json()["outlet"] == name


@pytest.mark.parametrize("name", ["\u200b", "\ufeff\u2060", "\x01", "\u200d", "\u00a0"])
def test_a_name_that_nobody_sees_is_none(name, send):
    made = send(outlet=name, title=name).json()

    assert (made["outlet"], made["title"]) == (Outlet.UNKNOWN, TEXT)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.org/a", "wrong_address"),
        ("https://example.org:99999/", "wrong_address"),
        ("https://example.org:0/", "wrong_address"),
        ("https://ana:secret@example.org/a", "names_user"),
        ("http://good\\@127.0.0.1", "names_user"),
        ("https://example.org/\u202egpj.exe", "wrong_address"),
        ("javascript:alert(1)", "invalid"),
        ("file:///etc/passwd", "invalid"),
        ("//example.org/a", "invalid"),
        ("http:///a", "invalid"),
    ],
)
def test_an_address_that_is_none_of_a_page_is_refused(url, code, send):
    response = send(url=url)

    [error] = response.json()["errors"]
    assert code_of(response) == "validation"
    assert (error["pointer"], error["code"]) == ("/url", code)
    assert Source.objects.count() == 0


def test_a_page_that_tells_of_an_address_of_none_is_taken_in_without(people):
    ana = caller(people["ana"])
    words = "Heavy rain fell on Arlen on Monday and the river rose by two metres. " * 5
    html = (
        "<html><head><link rel='canonical' href='https://ana:secret@example.org/a'>"
        f"</head><body><article><h1>Rain</h1><p>{words}</p></article></body></html>"
    )

    made = post(ana, SOURCES, {"html": html, "outlet": "The Lantern"})

    assert made.status_code == 201
    assert "secret" not in made.json()["url"]
