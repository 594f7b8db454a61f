"""What was checked before and is like a claim: with its verdict, how alike, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext as _

from claims.checked import find_checked
from claims.extraction import Value
from claims.extraction.values import find_values
from claims.linking.comparing import compare_with_all
from claims.linking.opposing import note_opposite
from claims.matching.conflicts import (
    COMPARED,
    DIFFERENT,
    EQUAL,
    Comparison,
    Telling,
    find_conflicts,
    pair_all,
)
from claims.matching.same.pairs import Answer, scale
from claims.matching.sense.similarity import normalise
from claims.models import Suggestion, Wording
from claims.recorded import say_recorded
from reviews.desk.differences import KINDS
from reviews.desk.typed import Typed
from reviews.matches import WORTH_SHOWING, DismissedMatch, not_dismissed
from reviews.models import Verdict

SHOWN: Final = 5
CANDIDATES: Final = 20
NEARLY: Final = 0.9
REASONS_AT_MOST: Final = 4
NAMES: Final = ("place", "person")


@dataclass(frozen=True)
class Earlier:
    """A verdict on another claim. ``label`` says in words how alike both claims are,
    ``why`` what is the same and what differs. Only what is the same for certain is
    ``reusable``."""

    verdict: Verdict
    wording: Wording
    score: float
    label: str
    why: Sequence[str]
    reusable: bool


def find_earlier(claim: int) -> list[Earlier]:
    """The verdicts in force on claims like this one: those that are the same for
    certain first, then the likeliest. Slow with the fine encoder: no page waits."""
    own = Wording.objects.get(pk=claim)
    found_near = find_checked(own.text, language=own.language, at_most=CANDIDATES)
    near = [each.claim_pk for each in found_near]
    like = Q(claim__in=near) | Q(claim__wording__sketch__overlap=own.sketch)
    like |= Q(claim__wording__fingerprint=own.fingerprint)
    verdicts = not_dismissed(
        Verdict.objects.in_force().filter(like).exclude(claim=claim),
        claim=claim,
        other="claim",
    )
    found = list(
        verdicts.select_related("rating", "claim__wording").order_by("-effective_at")[
            : 2 * CANDIDATES
        ]
    )
    others = [verdict.claim.wording for verdict in found]
    judgements = compare_with_all(
        (own.text, own.language),
        [(each.text, each.language) for each in others],
        besides={claim, *(each.pk for each in others)},
    )
    suggested = read_suggested(claim)
    ours = tuple(find_values(own.text, own.language, None))
    earlier = []
    for verdict, other, judgement in zip(found, others, judgements, strict=True):
        if judgement.answer == Answer.DIFFERENT:
            continue
        # One judge: what was suggested keeps the score that people see there.
        likely = suggested.get(other.pk, judgement.score)
        if likely < WORTH_SHOWING:
            continue
        sure = judgement.answer == Answer.SAME and likely >= scale().same
        theirs = tuple(find_values(other.text, other.language, None))
        why, differs = explain(ours, theirs)
        kinds = kinds_of(Telling(own.text, ours), Telling(other.text, theirs))
        denies, differs = "negation" in kinds, differs or bool(kinds)
        sides = (own.text, own.language), (other.text, other.language)
        if denies:
            why = [_("one says that it is not so"), *why]
        elif note := note_opposite(*sides):
            why, differs = [say_recorded(note), *why], True
        earlier.append(
            Earlier(
                verdict=verdict,
                wording=other,
                score=likely,
                label=label_of(
                    own.text,
                    other.text,
                    likely,
                    sure=sure,
                    differs=differs,
                    denies=denies,
                ),
                why=why[:REASONS_AT_MOST] or [say_recorded(judgement.why)],
                reusable=sure and not differs,
            )
        )
    return sorted(earlier, key=lambda each: (not each.reusable, -each.score))[:SHOWN]


def dismissed_by(claim: int) -> list[DismissedMatch]:
    """What people said is no match for the claim."""
    pairs = DismissedMatch.objects.filter(Q(claim=claim) | Q(other=claim))
    return list(
        pairs.select_related("person", "claim__wording", "other__wording").order_by(
            "-pk"
        )[:CANDIDATES]
    )


def read_suggested(claim: int) -> dict[int, float]:
    """By claim, how likely the machine said it is the same as this one."""
    pairs = Suggestion.objects.filter(Q(claim=claim) | Q(other=claim))
    return {
        one if other == claim else other: score
        for one, other, score in pairs.values_list("claim", "other", "score")
    }


def label_of(
    text: str, other: str, score: float, *, sure: bool, differs: bool, denies: bool
) -> str:
    """How alike in words. Where a value differs or one denies it, it is not the same
    claim, however near the words are; nor is what only may be the same."""
    if denies:
        return _("the contrary")
    if differs:
        return _("similar, values differ")
    if normalise(text) == normalise(other):
        return _("the same words")
    if not sure:
        return _("similar")
    return _("near-identical") if score >= NEARLY else _("very similar")


def explain(ours: Sequence[Value], theirs: Sequence[Value]) -> tuple[list[str], bool]:
    """What the values say, and whether one of them differs."""
    pairs = pair_all(ours, theirs)
    lines = [say_pair(pair) for pair in pairs]
    differs = any(pair.relation == DIFFERENT for pair in pairs)
    # What is left on both sides counts other things: it is another figure all the same.
    for kind in sorted(COMPARED):
        left = left_over(ours, [pair.left for pair in pairs], kind)
        right = left_over(theirs, [pair.right for pair in pairs], kind)
        if left and right:
            lines.append(_say_differing(kind, left[0].text, right[0].text))
            differs = True
    for kind in NAMES:
        here = {value.amount: value.text for value in ours if value.kind == kind}
        there = {value.amount: value.text for value in theirs if value.kind == kind}
        if shared := here.keys() & there.keys():
            values = ", ".join(sorted(here[name] for name in shared))
            lines.append(_say_same(kind, values))
        elif here and there:
            differs = True
            lines.append(_say_differing(kind, min(here.values()), min(there.values())))
    return lines, differs


def kinds_of(one: Telling, other: Telling) -> set[str]:
    """In which ways one of two statements cannot be right where the other is."""
    return {conflict.kind for conflict in find_conflicts(one, other)}


def left_over(
    values: Sequence[Value], paired: Sequence[Value], kind: str
) -> list[Value]:
    """The values of a kind that have no counterpart."""
    places = {(value.start, value.end) for value in paired if value.kind == kind}
    return [
        value
        for value in values
        if value.kind == kind and (value.start, value.end) not in places
    ]


def say_pair(pair: Comparison) -> str:
    here, there = pair.left.text, pair.right.text
    if pair.relation == EQUAL:
        return _say_same(pair.kind, here)
    if pair.relation == DIFFERENT:
        return _say_differing(pair.kind, here, there)
    words = {"kind": KINDS.get(pair.kind, pair.kind), "this": here, "that": there}
    return _("%(kind)s may be the same: %(this)s here, %(that)s there") % words


def _say_same(kind: str, value: str) -> str:
    return _("same %(kind)s: %(value)s") % {
        "kind": KINDS.get(kind, kind),
        "value": value,
    }


def _say_differing(kind: str, here: str, there: str) -> str:
    words = {"kind": KINDS.get(kind, kind), "this": here, "that": there}
    return _("%(kind)s differs: %(this)s here, %(that)s there") % words


def reused(typed: Typed, *, verdict: int, person: User) -> Typed:
    """The form as it stands, with the rating and the reason of an earlier verdict put
    in; nothing that was typed is lost."""
    earlier = (
        Verdict.objects.in_force().filter(pk=verdict).select_related("rating").first()
    )
    if earlier is None or not person.has_perm("reviews.view_review"):
        return typed
    rating = typed.rating if earlier.rating.retired_at else str(earlier.rating_id)
    reason = typed.reason.strip()
    if earlier.reason not in reason:
        reason = f"{reason}\n\n{earlier.reason}".strip()
    return replace(typed, rating=rating, reason=reason)
