"""What people see while the database is away: a page that asks it nothing, and what
they sent, ready to be sent again."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client

QUEUE = "/admin/reviews/review/"
ADD = "/admin/claims/source/add/"


@contextmanager
def database_away():
    def fail(*_):
        raise OperationalError("connection refused at 10.0.0.1")

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def ana(people):
    client = Client(raise_request_exception=False)
    client.force_login(people["ana"])
    return client


def test_a_page_that_cannot_be_read_says_so_and_when_to_come_back(ana):
    with database_away():
        response = ana.get(QUEUE)

    page = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "The database does not answer" in page
    assert "Send it again" not in page
    assert "10.0.0.1" not in page


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        (f"{QUEUE}claim/1/", {"verb": "decide", "reason": "My very own <words>."}),
        (ADD, {"outlet": "The Lantern", "text": "My very own <words>."}),
    ],
)
def test_what_was_sent_meanwhile_is_kept_and_ready_to_be_sent_again(ana, address, sent):
    with database_away():
        response = ana.post(address, sent)

    page = response.content.decode()
    assert response.status_code == 503
    assert page.count("My very own &lt;words&gt;.") == 2
    assert f'action="{address}"' in page
    for name in sent:
        assert f'name="{name}"' in page
    assert 'name="csrfmiddlewaretoken"' in page


def test_what_others_send_from_elsewhere_is_not_shown_again(ana):
    sent = {"verb": "decide", "reason": "Send this."}

    with database_away():
        response = ana.post(
            f"{QUEUE}claim/1/", sent, headers={"origin": "https://evil.example"}
        )

    assert response.status_code == 503
    assert "Send this." not in response.content.decode()


def test_a_program_is_told_in_its_own_way_wherever_the_database_failed(ana):
    with database_away():
        response = ana.get("/api/v1/claims/")

    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "5"


def test_a_source_sent_after_its_session_ended_is_kept_too(db):
    response = Client().post(ADD, {"outlet": "The Lantern", "text": "My own words."})

    assert response.status_code == 403
    assert response.content.decode().count("My own words.") == 2
