"""The next claim over the API: sent again, a request takes no other claim."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from factcheck.tests.callers import caller, code_of, post
from reviews.models import Event
from reviews.workflow import move

NEXT = "/api/v1/claims/next/"
KEY = '"8e03978e-40d5-43dd-bc93-6894a57f9324"'


def taken():
    return list(Event.objects.filter(verb="take").values_list("claim", flat=True))


def test_a_request_that_is_sent_again_takes_no_other_claim(people, stated):
    claims = [stated(f"Statement {n}.") for n in range(2)]
    ana = caller(people["ana"])

    first = post(ana, NEXT, {}, idempotency_key=KEY)
    again = post(ana, NEXT, "", idempotency_key=KEY.strip('"'))

    assert first.status_code == again.status_code == 201
    assert again.json() == first.json()
    assert again["Location"] == first["Location"]
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert taken() == [claims[0].pk]


def test_another_key_or_none_takes_another_claim(people, stated):
    claims = [stated(f"Statement {n}.").pk for n in range(3)]
    ana = caller(people["ana"])

    for headers in ({"idempotency_key": "one"}, {"idempotency_key": "two"}, {}):
        assert post(ana, NEXT, {}, **headers).status_code == 201

    assert taken() == claims


def test_a_key_is_the_accounts_own(people, stated):
    claims = [stated(f"Statement {n}.").pk for n in range(2)]

    answers = [
        post(caller(people[name]), NEXT, {}, idempotency_key=KEY).json()["id"]
        for name in ("ana", "ben")
    ]

    assert answers == claims


def test_what_became_of_the_claim_since_is_not_made_undone(people, stated):
    claim = stated()
    ana = caller(people["ana"])
    first = post(ana, NEXT, {}, idempotency_key=KEY).json()
    move(claim.pk, "release", actor=people["ana"])

    again = post(ana, NEXT, {}, idempotency_key=KEY)

    assert again.json() == first | {"lease_until": None}
    assert taken() == [claim.pk]


def test_a_key_by_which_nothing_was_taken_is_as_good_as_new(people, stated):
    ana = caller(people["ana"])

    none = post(ana, NEXT, {}, idempotency_key=KEY)
    claim = stated()
    one = post(ana, NEXT, {}, idempotency_key=KEY)

    assert (none.status_code, one.status_code) == (204, 201)
    assert "Idempotency-Replayed" not in one
    assert taken() == [claim.pk]


@pytest.mark.parametrize(
    "key", ["", " ", '""', "x" * 65, "x" * 10_000, "a b", "a\x01b", '"a', "ключ", "a,b"]
)
def test_a_key_that_is_none_is_refused(key, people, stated):
    stated()

    response = post(caller(people["ana"]), NEXT, {}, idempotency_key=key)

    assert response.status_code == 400
    assert code_of(response) == "bad-request"
    assert "1 to 64 letters" in response.json()["detail"]
    assert taken() == []


@pytest.mark.django_db(transaction=True)
def test_one_key_sent_many_times_at_once_takes_one_claim(people, stated):
    claims = [stated(f"Statement {n}.").pk for n in range(5)]
    clients = [caller(people["ana"]) for _ in range(8)]

    def ask(client):
        try:
            return post(client, NEXT, {}, idempotency_key=KEY)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(ask, clients))

    assert {each.status_code for each in answers} == {201}
    assert {each.json()["id"] for each in answers} == {claims[0]}
    assert sum("Idempotency-Replayed" not in each for each in answers) == 1
    assert taken() == claims[:1]
