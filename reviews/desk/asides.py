"""The little that a workspace shows of many tables, folded into the one statement that
finds the claim's Review."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import User
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, QuerySet, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils import timezone

from claims.matching.conflicts.oppositions import Opposition
from claims.matching.same.pairs import scale
from claims.models import Claim, Suggestion
from reviews.colleagues import people_who_may
from reviews.desk.folding import PERSON, folded, unfolded
from reviews.matches import WORTH_SHOWING, not_dismissed
from reviews.models import (
    Draft,
    KeptDraft,
    PendingEntry,
    Rating,
    ReplyRequest,
    Review,
    Verdict,
)
from reviews.moves import ASSIGN, REVIEW
from reviews.recusal import interest_of
from reviews.refusals import say_taken

SUGGESTED_AT_MOST: Final = 3
COLLEAGUES_AT_MOST: Final = 200
KEPT_AT_MOST: Final = 10
REPLIES_AT_MOST: Final = 50
STANDING: Final = tuple(
    state for state in Claim.State if state not in ("dismissed", "merged")
)


@dataclass(frozen=True)
class Suggested:
    """A claim that may be the same as the one shown, and why."""

    claim: int
    text: str
    language: str
    score: float
    why: str
    opposition: str

    @property
    def share(self) -> int:
        """Of a hundred such pairs, how many are the same."""
        return round(100 * self.score)

    @property
    def likely(self) -> bool:
        """Whether it is likely enough for a button that merges at once."""
        return self.score >= scale().same and not self.opposite

    @property
    def opposite(self) -> bool:
        """Whether it contradicts it, or may: then both are looked at first."""
        return self.opposition != Opposition.NONE

    @property
    def opposed(self) -> bool:
        """Whether it contradicts it, however likely it is the same."""
        return self.opposition == Opposition.PLAIN


@dataclass(frozen=True)
class Asides:
    """``draft`` is what the person has typed, by verb; ``pending`` are the verdicts
    still held back; ``colleagues`` those who review; ``taken``
    says who took it out of the person's hands, when and why, and ``interest`` what they
    declared an interest in that it concerns; both may be empty."""

    ratings: Sequence[Rating]
    verdict: Verdict | None
    draft: dict[str, dict[str, Any]]
    pending: frozenset[int]
    suggestions: Sequence[Suggested]
    replies: Sequence[ReplyRequest]
    kept: Sequence[KeptDraft]
    colleagues: Sequence[User]
    taken: str
    interest: str


def with_asides(reviews: QuerySet[Review], *, person: User) -> QuerySet[Review]:
    claim = OuterRef("claim")
    columns = {
        "ratings": folded(Rating.objects.filter(retired_at=None)),
        "verdicts": folded(
            Verdict.objects.in_force().filter(claim=claim),
            rating=("id", "word"),
            decided_by=PERSON,
            confirmed_by=PERSON,
        ),
        "drafts": ArraySubquery(
            Draft.objects.filter(claim=claim, person=person.pk).values("given")
        ),
        "pending": ArraySubquery(
            PendingEntry.objects.filter(
                verdict__claim=claim, due_at__gt=timezone.now()
            ).values("verdict")
        ),
        "suggestions": ArraySubquery(suggested_for(claim)),
        "replies": folded(
            ReplyRequest.objects.filter(review__claim=claim).order_by("pk")[
                :REPLIES_AT_MOST
            ],
            asked_by=PERSON,
        ),
        "kept": folded(
            KeptDraft.objects.filter(
                Q(person=person.pk) | Q(taken_by=person.pk), claim=claim
            )[:KEPT_AT_MOST],
            person=PERSON,
            taken_by=PERSON,
        ),
    }
    if person.has_perm(ASSIGN) or person.has_perm(REVIEW):
        columns["colleagues"] = folded_people()
    return reviews.annotate(
        **{f"{name}_beside": column for name, column in columns.items()},
        interest_beside=interest_of(person),
        taken_beside=RawSQL(
            "reviews_taken_from(reviews_review, %s)", (person.pk,)
        ),  # our own words
    )


def folded_people() -> ArraySubquery:
    """Those who may review, by name."""
    by_name = ("first_name", "last_name", "username", "pk")
    return ArraySubquery(
        people_who_may(REVIEW)
        .order_by(*by_name)
        .values(person=JSONObject(**{name: name for name in PERSON}))[
            :COLLEAGUES_AT_MOST
        ]
    )


def suggested_for(claim: OuterRef) -> QuerySet[Any, Any]:
    """The pairs of the claim that still stand, seen from it: what contradicts it, and
    then the likeliest."""
    opposed = Q(opposition=Opposition.PLAIN)
    pairs = Suggestion.objects.filter(Q(claim=claim) | Q(other=claim)).alias(
        found=Case(When(claim=claim, then="other"), default="claim")
    )
    seen = {
        name: Case(
            When(claim=claim, then=F(f"other__{path}")), default=F(f"claim__{path}")
        )
        for name, path in (
            ("text", "wording__text"),
            ("language", "wording__language"),
            ("state", "state"),
        )
    }
    return (
        not_dismissed(
            pairs.alias(standing=seen["state"]).filter(
                Q(score__gte=WORTH_SHOWING) | opposed, standing__in=STANDING
            ),
            claim=OuterRef(OuterRef("claim")),
            other="found",
        )
        .order_by(Case(When(opposed, then=0), default=1), "-score", "-pk")
        .values(
            suggested=JSONObject(
                claim="found",
                text=seen["text"],
                language=seen["language"],
                score="score",
                why="why",
                opposition="opposition",
            )
        )[:SUGGESTED_AT_MOST]
    )


def read_asides(review: Review) -> Asides:
    """Out of a Review that was found ``with_asides``."""

    def rows(name: str) -> list[Any]:
        return getattr(review, f"{name}_beside", None) or []

    taken = getattr(review, "taken_beside", None)
    verdicts = unfolded(
        Verdict, rows("verdicts"), rating=Rating, decided_by=User, confirmed_by=User
    )
    return Asides(
        ratings=unfolded(Rating, rows("ratings")),
        verdict=verdicts[0] if verdicts else None,
        draft=next(iter(rows("drafts")), {}),
        pending=frozenset(rows("pending")),
        suggestions=[Suggested(**row) for row in rows("suggestions")],
        replies=unfolded(ReplyRequest, rows("replies"), asked_by=User),
        kept=unfolded(KeptDraft, rows("kept"), person=User, taken_by=User),
        colleagues=[User(**row) for row in rows("colleagues")],
        taken=say_taken(json.loads(taken)) if isinstance(taken, str) else "",
        interest=getattr(review, "interest_beside", None) or "",
    )
