"""Passages that sources share: marked in the text with words and a link, and told
where independent origins are counted."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim, SharedPassage
from claims.tests.reports import extracted
from reviews.workflow import open_reviews

pytestmark = pytest.mark.django_db

PASSAGE = (
    "The Grayle flood gate on the river Arl failed at 11.40 pm on 12 March, flooding"
    " the lower town. More than 8,000 people were evacuated from Arlen before dawn."
    " Eleven people were injured in the flood, two of them seriously."
)
FIRST = f"The mayor spoke of a night of fear in the old town.\n\n{PASSAGE}"
SECOND = (
    "Trains between Marrowick and its neighbour stood still on Friday after rain.\n\n"
    f"{PASSAGE}\n\nThe district office asks people not to drive to Arlen to help."
)


@pytest.fixture
def sources(people):
    first = extracted(FIRST, outlet="The Lantern")
    second = extracted(SECOND, outlet="The Herald")
    open_reviews()
    return first, second


def page(client, source):
    return client.get(reverse("admin:desk_source", args=[source.pk])).content.decode()


def test_a_shared_passage_is_marked_with_words_and_leads_to_the_other(
    client, people, sources
):
    first, second = sources
    shared = SharedPassage.objects.get()
    client.force_login(people["ana"])

    html = page(client, first)

    there = f"{reverse('admin:desk_source', args=[second.pk])}?near="
    link = f'href="{there}{shared.later_start}#passage-{shared.pk}"'
    assert html.count(link) == 2
    assert "also in The Herald" in html
    assert html.count(f'id="passage-{shared.pk}"') == 1
    assert 'class="shared"' in html
    assert "Shared passage:" in html


def test_what_is_marked_is_the_passage_and_no_text_is_lost(client, people, sources):
    _, second = sources
    client.force_login(people["ana"])

    html = page(client, second)

    text = html[html.index('id="text-title"') : html.index('id="read-title"')]
    marked = "".join(re.findall(r'<span class="shared">(.*?)</span>', text))
    assert "More than 8,000 people were evacuated" in marked
    assert "Trains between Marrowick" not in marked
    assert "Trains between Marrowick" in text
    assert "asks people not to drive" in text


def test_the_count_of_origins_is_explained_with_the_passages(client, people, sources):
    claim = Claim.objects.get(wording__text__startswith="More than 8,000")
    client.force_login(people["ana"])

    html = client.get(reverse("admin:desk_claim", args=[claim.pk])).content.decode()

    assert "Passages they share:" in html
    assert SharedPassage.objects.get().reason.split("“")[0] in html


def test_a_source_page_asks_at_most_twelve_times(client, people, sources):
    client.force_login(people["ana"])

    with CaptureQueriesContext(connection) as queries:
        page(client, sources[0])

    assert len(queries) <= 12
