"""What is stored is what the dry run says: the same claims, mentions and marks."""

from pathlib import Path

import pytest
from django.conf import settings

from claims.models import Claim
from claims.preview import preview, read_report
from claims.tests.reports import extracted

pytestmark = pytest.mark.django_db

Place = tuple[str, int]
REPORTS = sorted((Path(settings.BASE_DIR) / "fixtures" / "reports").glob("*.txt"))


def test_stored_one_after_the_other_reports_give_what_the_dry_run_says() -> None:
    for path in REPORTS:
        extracted(path.read_text(), outlet=path.name)
    told = preview([read_report(path) for path in REPORTS])

    grouped = {
        frozenset(
            (Path(each["path"]).name, each["start"]) for each in group["mentions"]
        )
        for group in told["statements"]
    }
    marked = {
        place
        for conflict in told["conflicts"]
        for side in (conflict["left"], conflict["right"])
        for place in [(Path(side["path"]).name, side["start"])]
    }
    stored: dict[frozenset[Place], int] = {}
    for claim in Claim.objects.all():
        mentions = list(claim.mentions.select_related("source__outlet"))
        places = frozenset((each.source.outlet.name, each.start) for each in mentions)
        if len(places) > 1:
            stored[places] = claim.differing
    quotes = {
        (path.name, each["start"]): each["end"]
        for path, file in zip(REPORTS, told["files"], strict=True)
        for each in file["claims"]
    }

    assert stored.keys() == grouped
    assert {group for group, differing in stored.items() if differing} == {
        group
        for group in grouped
        if any(
            name == there and start <= at < quotes[name, start]
            for name, start in group
            for there, at in marked
        )
    }
