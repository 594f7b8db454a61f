"""What a person typed about a claim and has not decided: kept until it is."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from reviews.models import Draft


def keep(claim: int, *, person: User, verb: str, given: Mapping[str, Any]) -> None:
    """Remember what was typed for one verb; the last typing stands."""
    draft, _ = Draft.objects.get_or_create(claim_id=claim, person=person)
    draft.given = {**draft.given, verb: dict(given)}
    draft.save()


def kept_for(claim: int, *, person: User) -> dict[str, dict[str, Any]]:
    """What was typed, by verb."""
    draft = Draft.objects.filter(claim=claim, person=person).first()
    return draft.given if draft else {}


def forget(claim: int, *, person: User) -> None:
    Draft.objects.filter(claim=claim, person=person).delete()
