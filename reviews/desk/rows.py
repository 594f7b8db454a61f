"""One line of the queue: a claim as the page shows it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.linking import read_values
from claims.marks import Span, cut, without_overlaps
from claims.matching.conflicts import COMPARED, Telling
from claims.matching.differences import differing_kinds
from claims.models import Claim, Mention
from claims.recorded import say_recorded
from claims.templatetags.spoken import age, due, exact, inside
from reviews.desk.differences import KINDS
from reviews.models import Review
from reviews.moves import Stage

CHARACTERS: Final = 140
OUTLETS_NAMED: Final = 2
# More tellings of one claim are compared on its own page.
TELLINGS: Final = 8


@dataclass
class Stated:
    """What the Mentions of a claim add to its line."""

    outlets: dict[int, str] = field(default_factory=dict)
    reasons: Sequence[str] | None = None
    words: set[str] = field(default_factory=set)
    tellings: list[Telling] = field(default_factory=list)

    def add(self, outlet: int, name: str, why: Sequence[str], telling: Telling) -> None:
        self.outlets.setdefault(outlet, name)
        self.reasons = why if self.reasons is None else self.reasons
        self.words |= {each.text for each in telling.values if each.kind in COMPARED}
        self.tellings.append(telling)


@dataclass(frozen=True)
class Row:
    """One claim of the queue, in words ready to be printed: what a template works out
    it works out fifty times a page. ``kinds`` are those of the values that differ, as
    far as this page looked: ``claim.differing`` counts them all. ``tick`` is the claim
    and its version, as the bar sends them; ``interest`` is why it is not handed to the
    person who looks, if so."""

    review: Review
    number: str
    tick: str
    url: str
    wording: SafeString
    kinds: Sequence[str | Promise]
    outlets: str
    more_outlets: int
    worth: int
    reasons: Sequence[str]
    stage: str
    under: str
    held: bool
    due: SafeString | str
    exact: str
    overdue: bool
    opened: SafeString | str
    postponed: bool
    interest: str

    @property
    def taken(self) -> bool:
        """Whether it is in somebody's hands or meant for them."""
        return self.held or self.review.assignee_id is not None


class Sayings:
    """What the rows of one page have in common, looked up once."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.url = reverse("admin:desk_claim", args=[0])
        self.stages = {stage.value: inside(stage.label) for stage in Stage}
        self.states = {state.value: inside(state.label) for state in Claim.State}
        self.readers = {True: _("two readers"), False: _("one reader")}

    def under_stage(self, review: Review) -> str:
        """What is said beside the stage: the state once there is one, how many read."""
        state, said = review.claim.state, []
        if state != Claim.State.UNVERIFIED or review.closed_at:
            said.append(self.states[state])
        if not review.closed_at:
            said.append(self.readers[review.second_reader])
        return " · ".join(said)


def rows_of(reviews: Sequence[Review]) -> list[Row]:
    """``reviews`` with their claim, wording, holder and assignee; one statement."""
    stated = read_stated([review.claim_id for review in reviews])
    say = Sayings()
    return [row_of(review, stated[review.claim_id], say) for review in reviews]


def row_of(review: Review, stated: Stated, say: Sayings) -> Row:
    names = list(stated.outlets.values())
    closed, later = review.closed_at is not None, review.not_before
    number = str(review.claim_id)
    return Row(
        review=review,
        number=number,
        tick=f"{number}.{review.claim.version}",
        url=say.url.replace("/0/", f"/{number}/"),
        wording=marked(review.claim.wording.text, stated.words),
        kinds=kinds_of(review, stated),
        outlets=", ".join(names[:OUTLETS_NAMED]),
        more_outlets=max(0, len(names) - OUTLETS_NAMED),
        worth=round(review.claim.worth * 100),
        reasons=[say_recorded(reason) for reason in stated.reasons or ()],
        stage=say.stages[review.stage],
        under=say.under_stage(review),
        held=review.lease_until is not None and review.lease_until > say.now,
        due="" if closed else due(review.due_at),
        exact="" if closed else exact(review.due_at),
        overdue=not closed and review.due_at < say.now,
        opened=age(review.opened_at),
        postponed=later is not None and later > say.now,
        interest=getattr(review, "interest", None) or "",
    )


def marked(text: str, words: Collection[str]) -> SafeString:
    """The first characters of a wording, its numbers and dates under a mark."""
    end = len(text)
    if end > CHARACTERS:
        blank = text.rfind(" ", 0, CHARACTERS)
        end = blank if blank > CHARACTERS // 2 else CHARACTERS
    pieces = cut(text, find_words(text, words), start=0, end=end)
    shown = (
        format_html("<b>{}</b>", piece.text) if piece.span else escape(piece.text)
        for piece in pieces
    )
    return SafeString("".join(shown) + ("" if end == len(text) else "…"))


def read_stated(claims: Collection[int]) -> dict[int, Stated]:
    stated: dict[int, Stated] = defaultdict(Stated)
    mentions = Mention.objects.filter(claim__in=claims).order_by("-worth", "pk")
    for claim, outlet, name, why, quote, values in mentions.values_list(
        "claim", "source__outlet", "source__outlet__name", "reasons", "quote", "values"
    ):
        stated[claim].add(outlet, name, why, Telling(quote, read_values(values)))
    return stated


def kinds_of(review: Review, stated: Stated) -> list[Any]:
    if not review.claim.differing:
        return []
    kinds = differing_kinds(stated.tellings, at_most=TELLINGS)
    return [KINDS.get(kind, kind) for kind in sorted(kinds)]


def find_words(text: str, words: Collection[str]) -> list[Span]:
    """Where whole ``words`` stand in ``text``; of two that overlap, the longer."""
    return without_overlaps(
        Span(found.start(), found.end(), "value")
        for word in sorted(filter(None, words), key=len, reverse=True)
        if word in text
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    )
