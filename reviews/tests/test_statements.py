"""How often the desk asks the database, request by request, through whole rounds of
work. What begins and ends a transaction is counted with the rest."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.models import Review
from reviews.moves import Stage

QUEUE = "/admin/reviews/review/"
MOST: int = 12

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(desk) -> Callable[..., int]:
    """Send a request as somebody; how many statements it takes."""

    def send(name, address, data=None, status=303):
        client = desk(name)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address) if data is None else client.post(address, data)
        assert answer.status_code == (200 if data is None else status)
        return len(queries)

    return send


@pytest.mark.parametrize("stage", [Stage.QUEUED, Stage.SECOND_READING])
def test_the_last_claim_of_the_queue_takes_no_more_than_any_other(
    asked, claim_at, page_of, form, stage
):
    claim = claim_at(stage)
    name = "ana" if stage == Stage.QUEUED else "ben"
    page = page_of(claim)

    counts = {
        "queue": asked(name, QUEUE),
        "start": asked(name, f"{QUEUE}start/", {}),
        "claim": asked(name, page),
        "decide": asked(name, page, form(claim)),
        "queue, empty, with the bar to undo": asked(name, QUEUE),
        "its decisions": asked(name, f"{QUEUE}?view=recent"),
        "undo": asked(name, f"{QUEUE}undo/", {}),
        "claim, undone": asked(name, page),
        "skip": asked(name, f"{page}skip/", {"reason": "Later."}),
    }

    assert {what: n for what, n in counts.items() if n > MOST} == {}
    assert Review.objects.count() == 1


def test_a_save_that_is_refused_costs_the_page_and_little_more(
    asked, claim_at, page_of, form
):
    claim = claim_at(Stage.IN_HAND)

    count = asked("ana", page_of(claim), form(claim, reason=""), status=422)

    assert count <= MOST + 3
