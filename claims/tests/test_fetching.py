"""Pages from their address, served by a web server that really runs."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.ingest import fetching
from claims.ingest.fetching import fetch, find_status, is_public
from claims.ingest.refusals import SourceRefused
from claims.tests.webserver import Web

PAGE = "<html lang=de><body><p>Der Damm bei Arlen hält, so die Stadt.</p></body></html>"


@pytest.fixture
def refused_with() -> Callable[[str], str]:
    def code_of(address: str) -> str:
        with pytest.raises(SourceRefused) as refusal:
            fetch(address)
        assert refusal.value.field == "url"
        return refusal.value.code

    return code_of


def test_a_page_is_read_as_its_server_says_it_is_written(web: Web) -> None:
    latin = {"Content-Type": "text/html; charset=ISO-8859-1"}
    address = web.serve("/damm", PAGE.encode("latin-1"), headers=latin)

    fetched = fetch(address)

    assert fetched.text == PAGE
    assert fetched.url == address


def test_a_page_that_names_a_wrong_encoding_is_read_by_its_looks(web: Web) -> None:
    wrong = {"Content-Type": "text/html; charset=hex"}

    assert fetch(web.serve("/damm", PAGE, headers=wrong)).text == PAGE


def test_a_redirect_is_followed_to_where_the_page_is(web: Web) -> None:
    there = web.serve("/new?x=1", PAGE)
    moved = web.serve("/old", b"", status=301, headers={"Location": "/new?x=1"})

    assert fetch(moved).url == there


def test_redirects_without_end_are_refused(
    web: Web, refused_with: Callable[[str], str]
) -> None:
    circle = web.serve("/circle", b"", status=302, headers={"Location": "/circle"})

    assert refused_with(circle) == "too_many_redirects"
    assert len(web.asked) == fetching.REDIRECTS_AT_MOST + 1


def test_a_redirect_into_the_house_is_refused(
    web: Web, refused_with: Callable[[str], str]
) -> None:
    inwards = {"Location": "http://10.0.0.1/keys"}
    address = web.serve("/in", b"", status=302, headers=inwards)

    assert refused_with(address) == "not_public"


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"status": 403}, "not_served"),
        ({"headers": {"Content-Type": "application/pdf"}}, "wrong_kind"),
    ],
)
def test_what_is_no_page_of_text_is_refused(
    web: Web, refused_with: Callable[[str], str], about: dict[str, Any], code: str
) -> None:
    assert refused_with(web.serve("/x", b"%PDF", **about)) == code


def test_a_page_larger_than_a_source_may_be_is_not_read_to_its_end(
    web: Web, refused_with: Callable[[str], str], settings: Any
) -> None:
    settings.MAX_SOURCE_BYTES = 1000

    assert refused_with(web.serve("/long", b"word " * 400)) == "too_large"


def test_a_page_that_takes_too_long_is_given_up(
    web: Web, refused_with: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", -1)

    assert refused_with(web.serve("/slow", PAGE)) == "too_slow"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("ftp://example.org/a", "wrong_address"),
        ("https://", "wrong_address"),
        ("https://example.org:99999/", "wrong_address"),
        (f"https://{'a' * 70}.example/", "wrong_address"),
        ("http://localhost:6379/", "not_public"),
        ("http://[::1]/", "not_public"),
        ("http://169.254.169.254/latest/meta-data", "not_public"),
        ("http://2130706433/", "not_public"),
    ],
)
def test_only_pages_of_the_public_net_are_asked_for(
    refused_with: Callable[[str], str], address: str, code: str
) -> None:
    assert refused_with(address) == code


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_an_address_of_the_house_is_told_from_one_of_the_net(
    place: str, *, public: bool
) -> None:
    assert is_public(place) == public


def test_nobody_listening_is_said(refused_with: Callable[[str], str], web: Web) -> None:
    assert refused_with("http://127.0.0.1:1/") == "unreachable"


def test_a_desk_without_fetching_asks_nobody(
    web: Web, refused_with: Callable[[str], str], settings: Any
) -> None:
    settings.FETCH_PAGES = False

    assert refused_with(web.serve("/damm", PAGE)) == "fetching_off"
    assert web.asked == []


def test_whether_a_page_is_still_there_is_asked_without_reading_it(web: Web) -> None:
    web.serve("/old", b"", status=308, headers={"Location": "/gone"})

    assert find_status(web.address + "/old") == 404
    assert web.asked == ["HEAD /old", "HEAD /gone"]


def test_a_server_that_knows_no_such_question_is_asked_for_the_page(web: Web) -> None:
    web.serve("/a", b"", status=405)

    assert find_status(web.address + "/a") == 405
    assert web.asked == ["HEAD /a", "GET /a"]
