"""The workspace: one claim, every source side by side, and what may be done now."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import BigIntegerField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews import drafts
from reviews.admin.merging import render_target
from reviews.admin.people import person_of, see_other
from reviews.desk.asked import Asked, read_asked
from reviews.desk.checked import reused
from reviews.desk.offers import is_held_by_other
from reviews.desk.questions import question_in
from reviews.desk.saving import save
from reviews.desk.typed import (
    Typed,
    errors_of,
    field_of,
    number_in,
    read_drafts,
    read_form,
    typed_from,
)
from reviews.desk.undoing import last_undoable
from reviews.desk.workspace import Workspace, read_workspace, relied_on
from reviews.models import Event, Reading, Review
from reviews.moves import TAKE_OVER, UNDOABLE, VERBS, Stage
from reviews.preferences import Preferences, preferences_of
from reviews.presence import warning_seconds
from reviews.workflow import Moved, MoveRefused, take_next

QUEUE = "admin:reviews_review_changelist"
WORKSPACE = "admin:desk_claim"
DONE = {
    "ask": gettext_lazy("Sent: it stands in their queue."),
    "release": gettext_lazy("Released: somebody else can take it."),
    "decide": gettext_lazy("Saved."),
    "dismiss": gettext_lazy("Dismissed: it is not a claim to check."),
    "merge": gettext_lazy("Merged."),
    "reopen": gettext_lazy("Reopened: it is back in the queue."),
    "withdraw": gettext_lazy("Withdrawn: the notice will be published with it."),
}
# After these there is nothing left to do on the claim's page.
LEAVES = ("release", "dismiss", "merge", "postpone")
ENDS_DRAFTS = ("decide", "dismiss", "merge")


def show_claim(
    request: HttpRequest, claim: int, *, context: dict[str, Any]
) -> HttpResponse:
    person = person_of(request)
    asked = read_asked(request.GET)
    workspace = workspace_of(claim, person, asked=asked)
    kept = read_drafts(workspace.asides.draft)
    page = {**context, "kept": kept, "restored": "decide" in kept}
    if asked.reuse and "decide" in workspace.verbs:
        typed = kept.get("decide") or fresh_form(workspace)
        again = reused(typed, verdict=asked.reuse, person=person)
        page |= {"kept": {**kept, "decide": again}, "reused": True}
    elif asked.reuse and "take" in workspace.verbs:
        messages.info(
            request, _("Take this claim, and the earlier check is filled in.")
        )
    return render_claim(request, workspace, page)


def make_move(
    request: HttpRequest, claim: int, *, context: dict[str, Any]
) -> HttpResponse:
    """Make the move that was posted: go on when it is made; when it is refused, the
    same page again with the refusal and everything that was typed."""
    person, typed = person_of(request), read_form(request.POST)
    version = number_in(request.POST.get("version", ""))
    try:
        over = number_in(request.POST.get("over", ""))
        moved = save(claim, typed, person, seen=version, over=over)
    except MoveRefused as refusal:
        if refusal.code in ("target_read", "may_oppose"):
            return render_target(request, claim, typed.into, context, refusal=refusal)
        keep_typed(claim, person, typed)
        workspace = workspace_of(claim, person)
        kept = read_drafts(workspace.asides.draft)
        page = {
            **context,
            "kept": {**kept, typed.verb: typed},
            "refusal": refusal,
            "tried": typed.verb,
            "field": field_of(refusal),
            "errors": errors_of(refusal) if typed.verb == "decide" else {},
            "meanwhile": since(workspace.events, version, refusal),
        }
        return render_claim(request, workspace, page, status=refusal.status)
    return go_on(request, moved, typed, person)


def go_on(
    request: HttpRequest, moved: Moved, typed: Typed, person: User
) -> HttpResponse:
    verb = typed.verb
    if verb == "undo":
        keep_undone(moved, person)
    elif verb in ENDS_DRAFTS:
        drafts.forget(moved.claim, person=person)
    else:
        drafts.empty(moved.claim, person=person, verb=verb)
    if done := say_done(moved, verb):
        messages.success(request, done)
    if verb == "take" and (reuse := read_asked(request.GET).reuse):
        return see_other(WORKSPACE, moved.claim, query={"reuse": str(reuse)})
    if request.POST.get("then") != "next" or verb not in (*LEAVES, "decide"):
        return see_other(QUEUE) if verb in LEAVES else see_other(WORKSPACE, moved.claim)
    if preferences_of(person).after_saving == Preferences.AfterSaving.QUEUE:
        return see_other(QUEUE)
    return hand_next(request, person)


def is_out(moved: Moved) -> bool:
    """Whether it was published at once: then nothing offers to undo it."""
    return moved.verdict is not None and settings.VERDICT_HOLD_SECONDS <= 0


def hand_next(request: HttpRequest, person: User) -> HttpResponse:
    try:
        return see_other(WORKSPACE, take_next(actor=person).claim)
    except MoveRefused as refusal:
        messages.info(request, refusal.say)
        return see_other(QUEUE)


def say_done(moved: Moved, verb: str) -> str:
    """Empty where what can be undone says so itself."""
    if verb == "undo":
        return say_undone(moved)
    if verb == "postpone":
        return say_postponed(moved)
    told = verb not in UNDOABLE or is_out(moved)
    return str(DONE.get(verb, "")) if told else ""


def say_postponed(moved: Moved) -> str:
    review = Review.objects.rounds_of(moved.claim)[0]
    until = date_format(timezone.localtime(review.not_before), "SHORT_DATETIME_FORMAT")
    return _("Postponed until %(until)s: it comes back to the queue by itself.") % {
        "until": until
    }


def say_undone(moved: Moved) -> str:
    if moved.lease_until is None:
        return _("Undone. It is back where it was, with what you had typed.")
    return _("Undone. It is in your hands again.")


def keep_undone(moved: Moved, person: User) -> None:
    """An undone Reading comes back as a draft: nobody types it twice."""
    undone = Event.objects.filter(undone_by=moved.event or 0)
    made = undone.values_list(Cast(KT("data__reading"), BigIntegerField()))
    if reading := Reading.objects.filter(pk__in=made).first():
        keep_typed(moved.claim, person, typed_from(reading))


def keep_typed(claim: int, person: User, typed: Typed) -> None:
    if typed.says_something and typed.verb in VERBS:
        drafts.keep(claim, person=person, verb=typed.verb, given=typed.as_json())


def workspace_of(claim: int, person: User, *, asked: Asked | None = None) -> Workspace:
    workspace = read_workspace(claim, person=person, asked=asked)
    if workspace is None:
        raise Http404
    return workspace


def fresh_form(workspace: Workspace) -> Typed:
    """The second reader starts from the first reader's evidence, and who settles two
    readings from what both relied on, led to neither; a claim stated once has nothing
    to choose from. What a newer version says no more is ticked by hand."""
    others = workspace.others
    if others and workspace.review.stage != Stage.CLOSED:
        shared = set.intersection(*(set(relied_on(each)) for each in others))
        return Typed(
            mentions=[str(pk) for pk in sorted(shared)],
            exception=others[0].exception if len(others) == 1 else "",
        )
    mentions = [card.mention for card in workspace.cards if card.says_so]
    if len(mentions) == 1 or (not workspace.blind and speak_alike(workspace)):
        return Typed(mentions=[str(mention.pk) for mention in mentions])
    return Typed()


def agreed_rating(workspace: Workspace) -> int | None:
    """The rating that a second reader may agree on without a reason of their own."""
    reads_second = workspace.review.stage == Stage.SECOND_READING
    return workspace.first.rating_id if reads_second and workspace.first else None


def speak_alike(workspace: Workspace) -> bool:
    """Whether there is nothing to choose between the mentions: one stance, no values
    that differ."""
    stances = {card.mention.stance for card in workspace.cards}
    return len(stances) == 1 and not workspace.claim.differing


def since(events: Sequence[Event], version: int, refusal: MoveRefused) -> list[Event]:
    """What happened after the version the person had seen, newest first."""
    if refusal.code != "stale":
        return []
    return [event for event in events if event.seq > version][:5]


def decided_in(meanwhile: Sequence[Event]) -> Event | None:
    """The newest decision among what happened meanwhile: somebody else's, or the
    person's own from another window."""
    return next((event for event in meanwhile if event.verb == "decide"), None)


def can_take_over(workspace: Workspace, person: User) -> bool:
    """Out of another's hands, with a reason."""
    return (
        is_held_by_other(workspace.review, person)
        and person.has_perm(TAKE_OVER)
        and all(reading.reader_id != person.pk for reading in workspace.readings)
    )


def render_claim(
    request: HttpRequest,
    workspace: Workspace,
    page: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    text = workspace.claim.wording.text
    refusal: MoveRefused | None = page.get("refusal")
    decides = "decide" in workspace.verbs
    context = {
        **page,
        "title": (_("Not saved: %s") if refusal else "%s") % text[:60],
        "workspace": workspace,
        "holds": workspace.review.holder_id == person_of(request).pk,
        "typed": page["kept"].get("decide") or fresh_form(workspace),
        "shows_form": decides or "decide" in page["kept"],
        "decides": decides,
        "question": question_in(workspace.events, person_of(request)),
        "agreed": agreed_rating(workspace),
        "undoable": last_undoable(person_of(request)),
        "theirs": decided_in(page.get("meanwhile", ())),
        "takes_over": can_take_over(workspace, person_of(request)),
        "warning_seconds": warning_seconds(),
    }
    return TemplateResponse(request, "reviews/workspace.html", context, status=status)
