"""How a place that somebody points at reads beside a claim, before it is a mention."""

from dataclasses import asdict, dataclass

from claims.against import Against, find_against
from claims.models import Mention, Outlet, Source, Wording
from claims.partial import find_untold
from claims.places import Place


@dataclass(frozen=True, slots=True)
class Beside:
    """What the place says otherwise than the claim, and which of the claim's words it
    says nothing of; None and "" where nothing was found."""

    against: Against | None
    untold: str


def read_beside(wording: Wording, place: Place) -> Beside:
    """By the same rules as every mention of the claim."""
    stated = mention_at(place)
    first = (
        Mention.objects.filter(claim=wording.pk)
        .select_related("source__outlet")
        .defer("source__text", "source__original")
        .order_by("pk")[:1]
    )
    mentions = [*first, stated]
    # It has no number yet.
    against = find_against(wording, mentions).get(stated.pk)
    return Beside(against, find_untold(wording, mentions).get(stated.pk, ""))


def mention_at(place: Place) -> Mention:
    """Not stored; linked by nobody, so that nothing of it counts as said."""
    return Mention(
        source=Source(
            outlet=Outlet(name=place.voice.outlet or Outlet.UNKNOWN),
            language=place.language,
        ),
        start=place.start,
        end=place.end,
        quote=place.quote,
        values=[asdict(value) for value in place.values],
        linked_by=Mention.LinkedBy.MATCHING,
    )
