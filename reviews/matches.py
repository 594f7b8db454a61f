"""Pairs of claims that look alike and that a person said are not: nobody is asked
about them twice. No move: it changes what is suggested, and no claim."""

from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from claims.matching.same.unlinked import fitted
from claims.models import Claim
from reviews.moves import REVIEW

# Less likely pairs are shown to nobody.
WORTH_SHOWING: Final = fitted().asked


class DismissedMatch(models.Model):
    """Two claims, the later and the earlier, and who said that they are no match."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    dismissed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "other"], name="dismissed_match_once_per_pair"
            ),
            models.CheckConstraint(
                name="dismissed_match_looks_back",
                condition=Q(claim__gt=F("other")),
            ),
        ]

    def __str__(self) -> str:
        return f"Claims {self.claim_id} and {self.other_id} are no match"


def dismiss_match(one: int, other: int, *, person: User) -> None:
    """Remember that the two are no match; raises ``Claim.DoesNotExist``."""
    pair = _pair(one, other, person)
    if Claim.objects.filter(pk__in=pair.values()).count() < 2:
        raise Claim.DoesNotExist
    DismissedMatch.objects.get_or_create(**pair, defaults={"person": person})


def restore_match(one: int, other: int, *, person: User) -> None:
    """They may be a match after all."""
    DismissedMatch.objects.filter(**_pair(one, other, person)).delete()


def not_dismissed(rows: QuerySet[Any], *, claim: Any, other: str) -> QuerySet[Any]:
    """``rows`` without those whose claim at the path ``other`` is no match for
    ``claim``."""
    pairs = DismissedMatch.objects.filter(
        Q(claim=claim, other=OuterRef(other)) | Q(claim=OuterRef(other), other=claim)
    )
    return rows.filter(~Exists(pairs))


def _pair(one: int, other: int, person: User) -> dict[str, int]:
    if not person.has_perm(REVIEW):
        raise PermissionDenied
    return {"claim_id": max(one, other), "other_id": min(one, other)}
