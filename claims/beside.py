"""How a place that somebody points at reads beside a claim, before it is a mention."""

from dataclasses import asdict, dataclass

from claims.against import Against, find_against
from claims.encoders import can_tell_meaning
from claims.linking.comparing import compare_with_all
from claims.matching.same.pairs import Answer
from claims.models import Mention, Outlet, Source, Wording
from claims.partial import find_untold
from claims.places import Place


@dataclass(frozen=True, slots=True)
class Beside:
    """What the place says otherwise than the claim, and which of the claim's words it
    says nothing of; None and "" where nothing was found. ``apart`` if it seems to tell
    of something else altogether."""

    against: Against | None
    untold: str = ""
    apart: bool = False


def read_beside(wording: Wording, place: Place) -> Beside:
    """By the same rules as every mention of the claim."""
    mentions = mentions_beside(wording, place)
    stated = mentions[-1]
    if against := find_against(wording, mentions).get(stated.pk):
        return Beside(against)
    untold = find_untold(wording, mentions).get(stated.pk, "")
    return Beside(None, untold, bool(untold) and is_apart(wording, place))


def find_against_at(wording: Wording, place: Place) -> Against | None:
    """What the place says otherwise than the claim."""
    mentions = mentions_beside(wording, place)
    return find_against(wording, mentions).get(mentions[-1].pk)


def is_apart(wording: Wording, place: Place) -> bool:
    """Whether nothing in the place is like the claim; not known by words alone."""
    if not can_tell_meaning():
        return False
    told = (place.quote, place.language), [(wording.text, wording.language)]
    (judgement,) = compare_with_all(*told, besides={wording.pk})
    return judgement.answer == Answer.DIFFERENT


def mentions_beside(wording: Wording, place: Place) -> list[Mention]:
    """The claim's first mention, and the place as one that has no number yet."""
    first = (
        Mention.objects.filter(claim=wording.pk)
        .select_related("source__outlet")
        .defer("source__text", "source__original")
        .order_by("pk")[:1]
    )
    return [*first, mention_at(place)]


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
