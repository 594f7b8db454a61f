"""The claim that somebody means to merge into, held against their own before anything
is done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.comparing import judge_all
from claims.extraction.values import find_values
from claims.matching.conflicts import Telling
from claims.matching.pairs import Answer
from claims.models import Claim, Wording
from claims.recorded import say_recorded
from factcheck.formats import quoted
from reviews.desk.checked import explain, kinds_of, read_suggested
from reviews.desk.typed import number_in
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


def wrong_target(into: str, *, claims: Collection[int]) -> str:
    """Why what was typed names no claim that ``claims`` can be merged into; empty when
    it does."""
    number = number_in(into)
    if not into.strip():
        return _("Write the number of the other claim, or the address of its page.")
    if not number:
        return _(
            "%(typed)s is no number of a claim. Write one such as 12 or #12, or the "
            "address of the claim’s page."
        ) % {"typed": quoted(into.strip())}
    if list(claims) == [number]:
        return _(
            "Claim %(number)d is this claim itself. Write the number of the other one."
        ) % {"number": number}
    if not Claim.objects.filter(pk=number).exists():
        return _("There is no claim %(number)d.") % {"number": number}
    return ""


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
    ours, theirs = (
        Telling(each.text, tuple(find_values(each.text, each.language, None)))
        for each in (own, other)
    )
    values, differs = explain(ours.values, theirs.values)
    kinds = kinds_of(ours, theirs)
    if "negation" in kinds:
        values = [_("one says that it is not so"), *values]
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
        doubtful=differs or bool(kinds) or judgement.answer == Answer.DIFFERENT,
    )


def count_readings(claim: int) -> int:
    """How many people have read a claim in the Review that is open; they did so without
    what is merged into it now."""
    made = Reading.objects.filter(review__claim=claim, review__closed_at=None)
    return made.filter(undone_at=None).count()
