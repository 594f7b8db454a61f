"""A page that was taken away is marked where its source is shown."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from claims.models import LinkCheck, Source


@pytest.mark.parametrize("page", ["claim", "source"])
def test_a_page_that_is_gone_is_marked_with_its_day(client, people, claim_at, page):
    claim = claim_at("unverified")
    source = claim.mentions.first().source
    Source.objects.filter(pk=source.pk).update(url="https://echo.example/flood")
    subject = {"claim": claim, "source": source}[page]
    address = reverse(f"admin:desk_{page}", args=[subject.pk])
    client.force_login(people["ana"])
    day = datetime(2026, 3, 20, 12, tzinfo=UTC)

    there = client.get(address).content.decode()
    LinkCheck.objects.create(source=source, status=404, gone_since=day)
    gone = client.get(address).content.decode()

    assert "since 20 Mar" not in there
    assert "404 since 20 Mar" in gone
    assert "its text is kept here" in gone
