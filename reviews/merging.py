"""What a merge brings to a claim that people have read: who relies on it, and whether
what comes says something else."""

from typing import Final

from django.db.models import F, Func, IntegerField

from claims.against import find_against
from claims.linking.comparing import compare_with_all
from claims.matching.conflicts.negation import find_negation
from claims.matching.same.doubts import DENIED
from claims.matching.same.pairs import Answer, Judgement
from claims.models import Claim, Mention, Wording
from reviews.verdicts import Verdict

# In the words of the trail; see claims.recorded.
AGAINST: Final = (
    "Claim {claim} was merged into it, and says “{says}” where this claim says "
    "“{claims}”."
)
DENIES: Final = f"Claim {{claim}} was merged into it, and {DENIED}."
NO_SUPPORT: Final = (
    "Claim {claim} was merged into it, with what a person said does not support it."
)
UNLIKE: Final = (
    "Claim {claim} was merged into it, and little speaks for both being one statement."
)


def count_readings(claim: int) -> int:
    """How many Readings say what stands of a claim; they were made without what is
    merged into it now."""
    counted = Func(F("pk"), function="reviews_readings", output_field=IntegerField())
    return int(Claim.objects.values_list(counted, flat=True).get(pk=claim))


def has_verdict(claim: int) -> bool:
    return Verdict.objects.in_force().filter(claim=claim).exists()


def judge_merge(own: Wording, into: Wording) -> Judgement:
    told = (own.text, own.language), [(into.text, into.language)]
    return compare_with_all(*told, besides={own.pk, into.pk})[0]


def say_otherwise(own: Wording, into: Wording, judged: Judgement) -> str:
    """What a claim says otherwise than the one it is merged into, as the machine reads
    it and as people said of its mentions; empty where it says the same."""
    if judged.denied or find_negation(own.text, into.text) is not None:
        return DENIES.format(claim=own.pk)
    mentions = Mention.objects.filter(claim=own.pk).select_related("source__outlet")
    mentions = mentions.defer("source__text", "source__original").order_by("pk")
    if found := find_against(into, list(mentions)):
        first = min(found)
        says, claims = found[first].says, found[first].claims
        return AGAINST.format(claim=own.pk, says=says, claims=claims)
    if any(each.stance != Mention.Stance.SUPPORTS for each in mentions):
        return NO_SUPPORT.format(claim=own.pk)
    return UNLIKE.format(claim=own.pk) if judged.answer == Answer.DIFFERENT else ""
