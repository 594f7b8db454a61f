"""What each mention does for its claim: as the machine reads it, and as people said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    F,
    Func,
    OuterRef,
    QuerySet,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from claims.against import Against, find_against
from claims.models import Mention, Wording
from claims.partial import find_untold
from reviews.blind import visible_events
from reviews.models import Event

STANCE_SAID: Final = Func(
    F("pk"), function="reviews_stance_said", output_field=CharField(null=True)
)
UNREAD: Final = Func(
    F("pk"), function="reviews_unread", output_field=BooleanField(null=True)
)


@dataclass(frozen=True, slots=True)
class Standing:
    """``against`` is what the mention says otherwise than the claim, and ``untold``
    what it says nothing of until a person has said its stance. ``stance`` is None where
    it says otherwise and nobody has; ``said_by`` who said it, as far as may be told.
    ``unread`` came by a merge after the verdict in force and is no support of it before
    somebody has said so."""

    stance: str | None
    against: Against | None
    untold: str
    said_by: str
    unread: bool

    @property
    def supports(self) -> bool:
        """As the door counts it, once somebody has read it for this claim."""
        return self.stance == Mention.Stance.SUPPORTS and not self.unread

    @property
    def contradicts(self) -> bool:
        return self.stance in (None, Mention.Stance.REFUTES)


def with_said(
    mentions: QuerySet[Mention], person: User | AnonymousUser
) -> QuerySet[Mention]:
    """Mentions with what people said of their stance, ``said``, and ``said_by``."""
    said = Event.objects.filter(
        claim=OuterRef(OuterRef("claim")), verb__in=("mark", "link")
    ).annotate(about=Cast(KT("data__mention"), BigIntegerField()))
    newest = said.filter(about=OuterRef(OuterRef("pk"))).order_by("-seq")
    # Hidden, it names nobody: whoever spoke before has said something else.
    told = visible_events(Event.objects.filter(pk=newest.values("pk")[:1]), person)
    return mentions.annotate(
        said=STANCE_SAID, said_by=told.values("actor_name"), unread=UNREAD
    )


def find_standings(
    wording: Wording | None, mentions: Sequence[Mention]
) -> dict[int, Standing]:
    """By primary key. ``mentions`` come ``with_said``, with their source and outlet."""
    against = find_against(wording, mentions) if wording else {}
    untold = find_untold(wording, mentions) if wording else {}
    return {
        mention.pk: _standing(
            mention, against.get(mention.pk), untold.get(mention.pk, "")
        )
        for mention in mentions
    }


def _standing(mention: Mention, against: Against | None, untold: str) -> Standing:
    said = getattr(mention, "said", None) is not None
    default = mention.stance == Mention.Stance.SUPPORTS and not said
    return Standing(
        stance=None if default and against else mention.stance,
        against=against,
        untold=untold if default else "",
        said_by=(getattr(mention, "said_by", None) or "") if said else "",
        unread=bool(getattr(mention, "unread", False)),
    )
