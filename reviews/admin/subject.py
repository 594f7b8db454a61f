"""What a page that corrects a claim is about, and what came of trying."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Mention
from reviews.admin.people import person_of, see_other
from reviews.desk.typed import number_in
from reviews.given import Given
from reviews.models import Review
from reviews.moves import REVIEW
from reviews.workflow import Moved, MoveRefused, allowed_verbs, move, renew_lease

WORKSPACE: Final = "admin:desk_claim"
DONE: Final[dict[str, Promise]] = {
    "link": _("Added as evidence."),
    "reword": _("Reworded. The first words stay beside the new ones."),
    "split": _("Split in two. The other part waits in the queue: {claim}."),
    "unlink": _("Taken off this claim. It is a claim of its own now: {claim}."),
    "mark": _("The stance is recorded."),
    "regroup": _("Regrouped. The count of independent voices follows."),
}
QUOTES_AT_MOST: Final = 3
# What no page about mentions reads of their Sources.
LONG: Final = ("source__text", "source__original", "source__text_sha256")
# Where on the page a refusal belongs that names no field of it.
FIELDS: Final = {"source": "place", "start": "place", "end": "place"}


@dataclass(frozen=True)
class Attempt:
    """What was typed, and why it was refused, if it was."""

    verb: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    refusal: MoveRefused | None = None

    @property
    def field(self) -> str:
        """The field that the refusal is about, or ""."""
        named = (self.refusal and self.refusal.field) or ""
        return FIELDS.get(named, named)

    @property
    def status(self) -> int:
        return self.refusal.status if self.refusal else 200


@dataclass(frozen=True)
class Subject:
    """A claim, and the corrections that this person may make of it now."""

    claim: Claim
    review: Review
    verbs: frozenset[str]
    holds: bool


def subject_of(request: HttpRequest, claim: int) -> Subject:
    """Raises Http404, and PermissionDenied for whoever never corrects anything."""
    person = person_of(request)
    if not person.has_perm(REVIEW):
        raise PermissionDenied
    rounds = Review.objects.rounds_of(claim)
    review = rounds.select_related("claim__wording", "holder").first()
    if review is None:
        raise Http404
    holds = review.holder_id == person.pk
    if holds:
        # Whoever picks a sentence is still at work.
        renew_lease(claim, actor=person)
    verbs = frozenset(allowed_verbs(review, actor=person)) if holds else frozenset()
    return Subject(claim=review.claim, review=review, verbs=verbs, holds=holds)


def quotes_of(subject: Subject) -> list[Mention]:
    """The claim in the words of its sources, the first few."""
    mentions = Mention.objects.filter(claim=subject.claim).order_by("pk")
    return list(mentions.select_related("source__outlet").defer(*LONG)[:QUOTES_AT_MOST])


def texts_in(post: QueryDict, *names: str) -> dict[str, str]:
    """The fields as they were typed; PostgreSQL's texts hold no NUL."""
    return {name: post.get(name, "").replace("\x00", "") for name in names}


def attempt(
    request: HttpRequest,
    subject: Subject,
    verb: str,
    typed: Mapping[str, str],
    given: Given,
) -> HttpResponse | Attempt:
    """Make the move: back to the workspace, or what to show again."""
    seen = number_in(request.POST.get("version", ""))
    claim = subject.claim.pk
    try:
        moved = move(claim, verb, actor=person_of(request), version=seen, **given)
    except MoveRefused as refusal:
        subject.claim.refresh_from_db()
        return Attempt(verb=verb, typed=typed, refusal=refusal)
    messages.success(request, say_done(verb, moved))
    return see_other(WORKSPACE, claim)


def say_done(verb: str, moved: Moved) -> SafeString:
    link = claim_link(moved.other) if moved.other else ""
    return format_html(str(DONE[verb]), claim=link)


def claim_link(claim: int) -> SafeString:
    words = _("claim %(number)d") % {"number": claim}
    return format_html('<a href="{}">{}</a>', reverse(WORKSPACE, args=[claim]), words)


def render(
    request: HttpRequest,
    template: str,
    site: AdminSite,
    *,
    title: str,
    attempt: Attempt,
    subject: Subject | None = None,
    **more: Any,
) -> TemplateResponse:
    context = {
        **site.each_context(request),
        "title": title,
        "subject": subject,
        "attempt": attempt,
        "typed": attempt.typed,
        "refusal": attempt.refusal,
        "field": attempt.field,
        **more,
    }
    return TemplateResponse(
        request, f"reviews/{template}.html", context, status=attempt.status
    )
