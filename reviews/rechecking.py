"""Claims learn what a newer version of a Source made of their Mentions: silently where
it says the same, and as a reason to check again where it does not."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from django.db import transaction
from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Func

from claims.anchoring import SILENT, Anchored
from claims.models import Mention, Reanchoring
from reviews.models import Event, Review
from reviews.moves import Stage
from reviews.workflow import reanchor, recheck

AT_ONCE: Final = 500
REASONS: Final = {
    Anchored.CHANGED: "{outlet} changed its text: {why}.",
    Anchored.AMBIGUOUS: "{outlet} changed its text: the statement could be one of "
    "several places in it.",
    Anchored.LOST: "{outlet} changed its text: the statement is no longer in it.",
}
UNCHANGED: Final = (
    "{outlet} changed its text, and the statement stands in it as before."
)
LOUD: Final = tuple(state for state in Anchored if state not in SILENT)


def tell_claims() -> int:
    """Record in their trails what was found since, at most so many; how many claims."""
    untold = Reanchoring.objects.filter(told_at=None).order_by("pk")
    claims = untold.values_list("mention__claim", flat=True)[:AT_ONCE]
    return sum(tell_claim(claim) for claim in dict.fromkeys(claims))


@transaction.atomic
def tell_claim(claim: int) -> bool:
    """Says whether there was anything to tell, and a Review to tell it to."""
    rows = list(
        Reanchoring.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(told_at=None, mention__claim=claim)
        .select_related("mention", "source__outlet")
        .defer("source__text", "source__original")
        .order_by("source", "pk")
    )
    for _, found in groupby(rows, key=attrgetter("source_id")):
        every = list(found)
        silent = [each for each in every if each.state in SILENT]
        loud = [each for each in every if each.state not in SILENT]
        told = not silent or reanchor(
            claim,
            reason=UNCHANGED.format(outlet=outlet_of(silent)),
            data=data_of(silent),
        )
        told = told and (
            not loud or recheck(claim, reason=reason_of(loud), data=data_of(loud))
        )
        if not told:
            return False
    Reanchoring.objects.filter(pk__in=[each.pk for each in rows]).update(
        # The database's clock: a Review that this opened is not older.
        told_at=Func(function="clock_timestamp", output_field=DateTimeField())
    )
    return bool(rows)


def outlet_of(rows: Sequence[Reanchoring]) -> str:
    return rows[0].source.outlet.name


def reason_of(rows: Sequence[Reanchoring]) -> str:
    """One sentence for each thing that happened, in the words of the trail."""
    outlet = outlet_of(rows)
    said = [
        REASONS[Anchored(each.state)].format(outlet=outlet, why=each.why)
        for each in rows
    ]
    return " ".join(dict.fromkeys(said))


def data_of(rows: Sequence[Reanchoring]) -> dict[str, Any]:
    return {
        "source": rows[0].source_id,
        "outlet": outlet_of(rows),
        "found": [
            {
                "mention": each.mention_id,
                "state": each.state,
                "carried": each.carried_id,
                "why": each.why,
            }
            for each in rows
        ],
    }


def changed_mentions() -> QuerySet[Reanchoring]:
    """What changed and nobody has read since: in a Review that is open since then, and
    no place picked by a person in the newer version."""
    claim = OuterRef("mention__claim")
    open_since = Review.objects.filter(
        ~Q(stage=Stage.CLOSED), claim=claim, opened_at__lte=OuterRef("told_at")
    )
    picked = Mention.objects.filter(
        claim=claim,
        source=OuterRef("source"),
        linked_by=Mention.LinkedBy.PERSON,
        found_at__gte=OuterRef("made_at"),
    )
    return Reanchoring.objects.filter(
        Exists(open_since), ~Exists(picked), state__in=LOUD
    )


def merged_unread() -> QuerySet[Event]:
    """What was merged into a verdict and says something else, as the trail has it,
    until somebody has decided the claim again."""
    return Event.objects.filter(
        verb="recheck", data__has_key="from", review__closed_at=None
    )
