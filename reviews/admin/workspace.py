"""The workspace: one claim, every source side by side, and what may be done now."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from reviews import drafts
from reviews.admin.people import person_of, see_other
from reviews.desk.queue import last_undoable
from reviews.desk.typed import (
    Typed,
    field_of,
    given_with,
    number_in,
    read_drafts,
    read_form,
    typed_from,
)
from reviews.desk.workspace import Workspace, read_workspace
from reviews.models import Event, Reading
from reviews.moves import VERBS, Stage
from reviews.workflow import Moved, MoveRefused, move, renew_lease, take_next

QUEUE = "admin:reviews_review_changelist"
WORKSPACE = "admin:desk_claim"
DONE = {
    "release": "Released: somebody else can take it.",
    "decide": "Saved.",
    "dismiss": "Dismissed: it is not a claim to check.",
    "merge": "Merged.",
    "reopen": "Reopened: it is back in the queue.",
    "withdraw": "Withdrawn: the notice will be published with it.",
    "undo": "Undone. It is in your hands again, as you had typed it.",
}
STAYS = ("take", "reopen", "withdraw", "undo")


def show_claim(
    request: HttpRequest, claim: int, *, context: dict[str, Any]
) -> HttpResponse:
    person = person_of(request)
    workspace = workspace_of(claim, person)
    kept = read_drafts(drafts.kept_for(claim, person=person))
    page = {**context, "kept": kept, "restored": "decide" in kept}
    return render_claim(request, workspace, page)


def make_move(
    request: HttpRequest, claim: int, *, context: dict[str, Any]
) -> HttpResponse:
    """Make the move that was posted: go on when it is made; when it is refused, the
    same page again with the refusal and everything that was typed."""
    person, typed = person_of(request), read_form(request.POST)
    version = number_in(request.POST.get("version", ""))
    try:
        moved = move(
            claim, typed.verb, actor=person, version=version, **given_with(typed)
        )
    except MoveRefused as refusal:
        workspace = workspace_of(claim, person)
        keep_typed(claim, person, typed)
        kept = read_drafts(drafts.kept_for(claim, person=person))
        page = {
            **context,
            "kept": {**kept, typed.verb: typed},
            "refusal": refusal,
            "tried": typed.verb,
            "field": field_of(refusal),
            "meanwhile": since(workspace.events, version, refusal),
        }
        return render_claim(request, workspace, page, status=refusal.status)
    return go_on(request, moved, typed, person)


def go_on(
    request: HttpRequest, moved: Moved, typed: Typed, person: User
) -> HttpResponse:
    if typed.verb == "undo":
        keep_undone(moved, person)
    elif typed.verb != "take":
        drafts.forget(moved.claim, person=person)
    if typed.verb in DONE and (typed.verb in STAYS or not last_undoable(person)):
        messages.success(request, DONE[typed.verb])
    if typed.verb in STAYS:
        return see_other(WORKSPACE, moved.claim)
    if request.POST.get("then") != "next":
        stays = typed.verb == "decide"
        return see_other(WORKSPACE, moved.claim) if stays else see_other(QUEUE)
    try:
        return see_other(WORKSPACE, take_next(actor=person).claim)
    except MoveRefused as refusal:
        messages.info(request, refusal.say)
        return see_other(QUEUE)


def keep_undone(moved: Moved, person: User) -> None:
    """An undone Reading comes back as a draft: nobody types it twice."""
    undone = Event.objects.filter(undone_by=moved.event or 0).first()
    reading = undone.data.get("reading") if undone else None
    if reading is not None:
        typed = typed_from(Reading.objects.get(pk=reading))
        keep_typed(moved.claim, person, typed)


def keep_typed(claim: int, person: User, typed: Typed) -> None:
    if typed.says_something and typed.verb in VERBS:
        drafts.keep(claim, person=person, verb=typed.verb, given=typed.as_json())


def keep_open(request: HttpRequest, claim: int) -> HttpResponse:
    """The page is still open: renew the lease, and keep what is typed so far."""
    person = person_of(request)
    until = renew_lease(claim, actor=person)
    if until is None:
        say = "You no longer hold this claim. What you typed stays on this page."
        return JsonResponse({"until": None, "say": say}, status=409)
    keep_typed(claim, person, read_form(request.POST))
    local = timezone.localtime(until)
    return JsonResponse(
        {"until": until.isoformat(), "say": f"Yours until {local:%H:%M}"}
    )


def workspace_of(claim: int, person: User) -> Workspace:
    workspace = read_workspace(claim, person=person)
    if workspace is None:
        raise Http404
    return workspace


def fresh_form(workspace: Workspace) -> Typed:
    """The second reader starts from the first reader's evidence; a claim stated
    once has nothing to choose from."""
    first = workspace.first
    if first is not None and workspace.review.stage != Stage.CLOSED:
        relied_on: list[int] = getattr(first, "relied_on", None) or []
        return Typed(mentions=[str(pk) for pk in relied_on], exception=first.exception)
    if len(workspace.cards) == 1:
        return Typed(mentions=[str(workspace.cards[0].mention.pk)])
    return Typed()


def since(events: Sequence[Event], version: int, refusal: MoveRefused) -> list[Event]:
    """What happened after the version the person had seen, newest first."""
    if refusal.code != "stale":
        return []
    return [event for event in events if event.seq > version][:5]


def render_claim(
    request: HttpRequest,
    workspace: Workspace,
    page: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    tried = page.get("tried", "")
    text = workspace.claim.wording.text
    refusal: MoveRefused | None = page.get("refusal")
    decides = "decide" in workspace.verbs
    context = {
        **page,
        "title": f"{'Not saved: ' if refusal else ''}{text[:60]}",
        "workspace": workspace,
        "holds": workspace.review.holder_id == person_of(request).pk,
        "typed": page["kept"].get("decide") or fresh_form(workspace),
        "error_field": page.get("field", "") if tried == "decide" else "",
        "shows_form": decides or "decide" in page["kept"],
        "decides": decides,
        "undoable": last_undoable(person_of(request)),
    }
    return TemplateResponse(request, "reviews/workspace.html", context, status=status)
