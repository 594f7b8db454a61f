"""The claim that somebody means to merge into, held against their own before anything
is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from claims.comparing import judge_all
from claims.extraction.values import find_values
from claims.matching.negation import find_negation
from claims.matching.pairs import Answer
from claims.models import Claim, Wording
from claims.recorded import say_recorded
from reviews.desk.checked import explain, read_suggested
from reviews.models import Reading, Review

ENDED = (Claim.State.DISMISSED, Claim.State.MERGED)


@dataclass(frozen=True)
class Target:
    """A claim to merge into. ``score`` is how likely both are one, ``why`` what speaks
    for it; ``values`` are those that both have or that differ. ``doubtful`` when little
    speaks for it, or something against. ``review`` is the work on it, ``readings`` how
    many people have read it there, and ``mentions`` how many it has."""

    claim: Claim
    review: Review | None
    readings: int
    mentions: int
    score: float
    why: str
    values: Sequence[str]
    doubtful: bool

    @property
    def held(self) -> bool:
        until = self.review and self.review.lease_until
        return bool(until and until > timezone.now())

    @property
    def stands(self) -> bool:
        return self.claim.state not in ENDED


def read_target(own: Wording, into: int) -> Target | None:
    """How the claim ``into`` looks beside a wording; None where there is no other claim
    of this number."""
    claim = (
        Claim.objects.filter(pk=into)
        .exclude(pk=own.pk)
        .select_related("wording")
        .first()
    )
    if claim is None:
        return None
    other = claim.wording
    (judgement,) = judge_all(
        (own.text, own.language),
        [(other.text, other.language)],
        besides={own.pk, other.pk},
    )
    values, differs = explain(
        find_values(own.text, own.language, None),
        find_values(other.text, other.language, None),
    )
    denies = find_negation(own.text, other.text) is not None
    review = (
        Review.objects.filter(claim=claim)
        .select_related("holder")
        .order_by("-round")
        .first()
    )
    return Target(
        claim=claim,
        review=review,
        readings=count_readings(claim.pk),
        mentions=claim.mentions.count(),
        # One judge: what was suggested keeps the score that people see there.
        score=read_suggested(own.pk).get(other.pk, judgement.score),
        why=say_recorded(judgement.why),
        values=values,
        doubtful=differs or denies or judgement.answer == Answer.DIFFERENT,
    )


def count_readings(claim: int) -> int:
    """How many people have read a claim in the Review that is open; they did so without
    what is merged into it now."""
    made = Reading.objects.filter(review__claim=claim, review__closed_at=None)
    return made.filter(undone_at=None).count()
