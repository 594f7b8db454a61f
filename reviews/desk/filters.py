"""What the reader of the queue narrows it to; all of it stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Claim, Mention
from claims.search import Holding, claims_with_words, with_words
from factcheck.keyset import parse_key
from reviews.models import PRIORITY_STEP, Priority, Review
from reviews.moves import OPEN_STAGES

WORTHS: Final = (25, 50, 75, 90)
STATES: Final = (
    Claim.State.UNVERIFIED,
    Claim.State.CORROBORATED,
    Claim.State.CONTESTED,
)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """One view of the queue, narrowed. ``worth`` is of 100; ``after`` is the
    cursor of the page before."""

    view: str = "ready"
    q: str = ""
    outlet: int | None = None
    stage: str = ""
    state: str = ""
    language: str = ""
    worth: int | None = None
    priority: int | None = None
    after: str = ""

    @property
    def given(self) -> dict[str, str]:
        """Those that narrow, as they stand in an address."""
        return {
            name: str(value)
            for name, value in asdict(self).items()
            if name not in ("view", "after") and value not in (None, "")
        }

    @property
    def narrowed(self) -> bool:
        return bool(self.given)

    @property
    def folded(self) -> bool:
        """Whether the filters that are seldom wanted may stay out of sight."""
        return not self.given.keys() - {"q", "outlet", "stage"}

    @cached_property
    def said(self) -> Holding:
        """The claims that ``q`` finds, looked up once for all that asks."""
        return claims_with_words(self.q)

    def query(self, **changes: Any) -> dict[str, str]:
        """The parameters that lead to this list, or to a neighbour of it."""
        known = {"view": self.view, **self.given, **changes}
        return {name: str(value) for name, value in known.items() if value}


def read_filters(given: Mapping[str, str], *, views: Sequence[str]) -> Filters:
    """The filters an address asks for; what cannot be meant is left out. Without a
    view it is the first of ``views``."""
    known = {
        "stage": [str(stage) for stage in OPEN_STAGES],
        "state": [str(state) for state in STATES],
    }
    chosen: dict[str, Any] = {
        name: given[name] for name, words in known.items() if given.get(name) in words
    }
    chosen |= {name: parse_key(given.get(name, "")) for name in ("outlet", "worth")}
    priority = parse_key(given.get("priority", ""))
    view = given.get("view", "")
    return Filters(
        **chosen,
        view=view if view in views else views[0],
        priority=priority if priority in Priority.values else None,
        q=given.get("q", "").replace("\x00", "").strip()[:200],
        language=given.get("language", "").replace("\x00", "")[:12],
        after=given.get("after", ""),
    )


def narrow(found: QuerySet[Review], filters: Filters) -> QuerySet[Review]:
    """Those of ``found`` that the filters leave."""
    equal = {
        "stage": filters.stage,
        "claim__state": filters.state,
        "claim__wording__language": filters.language,
    }
    wanted = Q(**{name: value for name, value in equal.items() if value})
    if filters.priority is not None:
        # As it stands in the order, so that the index of the queue leads there.
        least = filters.priority * PRIORITY_STEP
        wanted &= Q(rank__gte=least, rank__lt=least + PRIORITY_STEP)
    if filters.worth:
        wanted &= Q(claim__worth__gte=filters.worth / 100)
    if filters.outlet:
        stated = Mention.objects.filter(
            claim=OuterRef("claim"), source__outlet=filters.outlet
        )
        wanted &= Q(Exists(stated))
    if filters.q:
        wanted &= filters.said.among
    return found.filter(wanted)


def narrow_sources(found: QuerySet[Any], filters: Filters) -> QuerySet[Any]:
    """The same of rows with a source: by outlet and by words of its title."""
    if filters.outlet:
        found = found.filter(source__outlet=filters.outlet)
    return with_words(found, "source__title", filters.q) if filters.q else found
