"""One line of the queue: a claim as the page shows it."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.differences import differing_kinds
from claims.leaning import last_sentence, what_stands_before
from claims.linking.links import read_values
from claims.marks import Piece, Span, cut, without_overlaps
from claims.matching.conflicts import COMPARED, Telling
from claims.models import Claim, Mention
from claims.recorded import say_recorded
from claims.templatetags.spoken import inside
from reviews.desk.differences import KINDS
from reviews.models import Priority, Review
from reviews.moves import Stage

CHARACTERS: Final = 140
OUTLETS_NAMED: Final = 2
# More tellings of one claim are compared on its own page.
TELLINGS: Final = 8


@dataclass
class Stated:
    """What the Mentions of a claim add to its line. ``before`` is what stands before
    the first of them, where the claim leans on it."""

    outlets: dict[int, str] = field(default_factory=dict)
    reasons: Sequence[str] | None = None
    words: set[str] = field(default_factory=set)
    tellings: list[Telling] = field(default_factory=list)
    first: int | None = None
    before: str = ""

    def add(self, outlet: int, name: str, why: Sequence[str], telling: Telling) -> None:
        self.outlets.setdefault(outlet, name)
        self.reasons = why if self.reasons is None else self.reasons
        self.words |= {each.text for each in telling.values if each.kind in COMPARED}
        self.tellings.append(telling)

    def follow(self, mention: int, before: str) -> None:
        if self.first is None or mention < self.first:
            self.first, self.before = mention, before


@dataclass(frozen=True)
class Row:
    """One claim of the queue, in words ready to be printed: what a template works out
    it works out fifty times a page. ``differing`` says how many kinds of values differ
    and ``kinds`` which, where this page found them all. ``tick`` is the claim and its
    version, as the bar sends them; ``interest`` is why it is not handed to the person
    who looks, if so."""

    review: Review
    number: str
    tick: str
    url: str
    language: str
    leans_on: str
    wording: Sequence[Piece]
    priority: str
    differing: str
    kinds: str
    outlets: str
    more_outlets: int
    worth: int
    reasons: Sequence[str]
    stage: str
    under: str
    due_at: datetime
    late: bool
    opened_at: datetime
    postponed: bool
    interest: str


class Sayings:
    """What the rows of one page have in common, looked up once."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.url = reverse("admin:desk_claim", args=[0])
        self.stages = {stage.value: inside(stage.label) for stage in Stage}
        self.states = {state.value: inside(state.label) for state in Claim.State}
        self.priorities = {
            each.value: _("Priority: %(priority)s") % {"priority": each.label}
            for each in Priority
        }
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
    claim, number = review.claim, str(review.claim_id)
    names = list(stated.outlets.values())
    return Row(
        review=review,
        number=number,
        tick=f"{number}.{claim.version}",
        url=say.url.replace("/0/", f"/{number}/"),
        language=claim.wording.language,
        leans_on=last_sentence(stated.before, claim.wording.language),
        wording=marked(claim.wording.text, stated.words),
        priority=say.priorities[review.priority] if review.priority else "",
        differing=say_differing(claim.differing),
        kinds=kinds_of(review, stated),
        outlets=", ".join(names[:OUTLETS_NAMED]),
        more_outlets=max(0, len(names) - OUTLETS_NAMED),
        worth=round(claim.worth * 100),
        reasons=[say_recorded(reason) for reason in stated.reasons or ()],
        stage=say.stages[review.stage],
        under=say.under_stage(review),
        due_at=review.due_at,
        late=review.due_at < say.now,
        opened_at=review.opened_at,
        postponed=review.not_before is not None and review.not_before > say.now,
        interest=getattr(review, "interest", None) or "",
    )


def marked(text: str, words: Collection[str]) -> list[Piece]:
    """The first characters of a wording, its numbers and dates under a mark."""
    end = len(text)
    if end > CHARACTERS:
        blank = text.rfind(" ", 0, CHARACTERS)
        end = blank if blank > CHARACTERS // 2 else CHARACTERS
    pieces = cut(text, find_words(text, words), start=0, end=end)
    return pieces if end == len(text) else [*pieces, Piece("…")]


def read_stated(claims: Collection[int]) -> dict[int, Stated]:
    stated: dict[int, Stated] = defaultdict(Stated)
    mentions = Mention.objects.filter(claim__in=claims).order_by("-worth", "pk")
    before = what_stands_before("claim__wording__text")
    for claim, outlet, name, why, quote, values, mention, said in mentions.values_list(
        *("claim", "source__outlet", "source__outlet__name", "reasons", "quote"),
        *("values", "pk", before),
    ):
        stated[claim].add(outlet, name, why, Telling(quote, read_values(values)))
        stated[claim].follow(mention, said)
    return stated


def say_differing(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "%(differing)s kind of value differs",
        "%(differing)s kinds of value differ",
        count,
    )
    return said % {"differing": count}


def kinds_of(review: Review, stated: Stated) -> str:
    if not review.claim.differing:
        return ""
    kinds = differing_kinds(stated.tellings, at_most=TELLINGS)
    if len(kinds) != review.claim.differing:
        return ""
    return ", ".join(str(KINDS.get(kind, kind)) for kind in sorted(kinds))


def find_words(text: str, words: Collection[str]) -> list[Span]:
    """Where whole ``words`` stand in ``text``; of two that overlap, the longer."""
    return without_overlaps(
        Span(found.start(), found.end(), "value")
        for word in sorted(filter(None, words), key=len, reverse=True)
        if word in text
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    )
