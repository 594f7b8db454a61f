"""The claim that somebody means to merge into, held against their own before anything
is done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.extraction.values import find_values
from claims.linking.opposing import note_opposite
from claims.matching.conflicts import Telling
from claims.models import Claim, Wording
from claims.recorded import say_recorded
from factcheck.formats import quoted
from reviews.desk.checked import explain, kinds_of, read_suggested
from reviews.desk.typed import number_in
from reviews.matches import WORTH_SHOWING
from reviews.merging import count_readings, has_verdict, judge_merge, say_otherwise
from reviews.models import Review

ENDED = (Claim.State.DISMISSED, Claim.State.MERGED)


@dataclass(frozen=True)
class Target:
    """A claim to merge into. ``score`` is how likely both are one, ``why`` what speaks
    for it; ``values`` are those that both have or that differ. ``opposite`` is the note
    that they may say the opposite, if so; ``doubtful`` when little speaks for it, or
    something against. ``review`` is the work on it, ``readings`` how many people have
    read what stands of it, and ``mentions`` how many it has. ``otherwise`` says why the
    verdict in force will be checked again, if it will."""

    claim: Claim
    review: Review | None
    readings: int
    mentions: int
    score: float
    why: str
    values: Sequence[str]
    opposite: str
    doubtful: bool
    otherwise: str

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
    judgement = judge_merge(own, other)
    # One judge: what was suggested keeps the score that people see there.
    score = read_suggested(own.pk).get(other.pk, judgement.score)
    ours, theirs = (
        Telling(each.text, tuple(find_values(each.text, each.language, None)))
        for each in (own, other)
    )
    opposite = note_opposite((own.text, own.language), (other.text, other.language))
    values, differs = explain(ours.values, theirs.values)
    kinds = kinds_of(ours, theirs)
    if "negation" in kinds and not opposite:
        values = [_("one says that it is not so"), *values]
    against = differs or bool(kinds) or bool(opposite)
    review = Review.objects.rounds_of(claim.pk).select_related("holder").first()
    return Target(
        claim=claim,
        review=review,
        readings=count_readings(claim.pk),
        mentions=claim.mentions.count(),
        score=score,
        why=say_recorded(judgement.why),
        values=values,
        opposite=say_recorded(opposite),
        doubtful=against or score < WORTH_SHOWING,
        otherwise=say_otherwise(own, other, judgement) if has_verdict(claim.pk) else "",
    )


def find_opposites(into: int, claims: Collection[int]) -> set[int]:
    """Those that may say the opposite of the claim they are merged into."""
    wordings = Wording.objects.in_bulk([into, *claims])
    target = wordings.pop(into, None)
    return {
        claim
        for claim, each in wordings.items()
        if target
        and note_opposite((each.text, each.language), (target.text, target.language))
    }
