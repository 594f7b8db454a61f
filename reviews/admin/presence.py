"""What an open page of the desk asks for beside its claim: the heartbeat, drafts,
the way on, undo from anywhere, one's own last decisions."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from factcheck.formats import clock
from reviews import drafts
from reviews.admin.bulk import take_back
from reviews.admin.people import person_of, see_other
from reviews.admin.workspace import QUEUE, WORKSPACE, keep_undone, say_undone
from reviews.afterwards import name_editors
from reviews.batches import undo_move
from reviews.desk.beside import beside
from reviews.desk.decisions import last_decisions
from reviews.desk.typed import read_form
from reviews.desk.undoing import last_undoable, say_why_not
from reviews.moves import VERBS
from reviews.presence import Doing, beat
from reviews.workflow import MoveRefused, move

View = Callable[..., HttpResponse]
UNPROCESSABLE: Final = 422


def presence_paths(site: AdminSite) -> list[URLPattern]:
    """The routes ``admin:desk_renew``, ``desk_draft``, ``desk_skip``, ``desk_beside``,
    ``desk_undo`` and ``desk_decisions``."""

    def route(address: str, view: View, name: str, **given: Any) -> URLPattern:
        return path(address, site.admin_view(_for_the_desk(view)), given, name=name)

    return [
        route("claim/<int:claim>/renew/", require_POST(keep_open), "desk_renew"),
        route("claim/<int:claim>/draft/", require_POST(keep_draft), "desk_draft"),
        route("claim/<int:claim>/skip/", require_POST(skip), "desk_skip"),
        route("claim/<int:claim>/<str:way>/go/", require_GET(go), "desk_beside"),
        route("undo/", require_POST(undo_last), "desk_undo"),
        route("decisions/", require_GET(show_decisions), "desk_decisions", site=site),
    ]


def _for_the_desk(view: View) -> View:
    def guarded(request: HttpRequest, **given: Any) -> HttpResponse:
        if not person_of(request).has_perm("reviews.view_review"):
            raise PermissionDenied
        return view(request, **given)

    return guarded


def keep_open(request: HttpRequest, claim: int) -> HttpResponse:
    """The page is open: tell who else is here, and keep the lease while the person
    does something."""
    person = person_of(request)
    doing = request.POST.get("doing", "")
    heartbeat = beat(
        claim,
        person=person,
        doing=Doing(doing) if doing in Doing.values else Doing.VIEWING,
        keeps=request.POST.get("keeps") == "yes",
    )
    if heartbeat is None:
        raise Http404
    return JsonResponse(heartbeat.as_json() | {"person": person.pk})


def keep_draft(request: HttpRequest, claim: int) -> HttpResponse:
    """Keep what is typed so far, whoever holds the claim."""
    person, typed = person_of(request), read_form(request.POST)
    if typed.verb not in VERBS:
        say = _("This form makes no move, so its words were not kept.")
        return JsonResponse({"say": say}, status=UNPROCESSABLE)
    say = ""
    if not typed.says_something:
        drafts.empty(claim, person=person, verb=typed.verb)
    elif drafts.keep(claim, person=person, verb=typed.verb, given=typed.as_json()):
        say = _("Draft saved %(time)s") % {"time": clock(timezone.now())}
    return JsonResponse({"say": say, "person": person.pk})


def skip(request: HttpRequest, claim: int) -> HttpResponse:
    """Put the claim back, with a reason if one is given, and take the next one after
    it in the queue: not the same again."""
    person = person_of(request)
    after = beside(claim, person=person)
    if request.POST.get("drop") == "yes":
        drafts.forget(claim, person=person)
    try:
        move(claim, "release", actor=person, reason=request.POST.get("reason", ""))
    except MoveRefused as refusal:
        # Whoever only looked has nothing to put back.
        if refusal.code not in ("not_holder", "wrong_stage", "not_permitted"):
            messages.warning(request, refusal.say)
            return see_other(WORKSPACE, claim)
    for other in after:
        try:
            return see_other(WORKSPACE, move(other, "take", actor=person).claim)
        except MoveRefused:
            continue
    messages.info(request, _("Skipped. Nothing else is waiting for you."))
    return see_other(QUEUE)


def go(request: HttpRequest, claim: int, way: str) -> HttpResponse:
    """The next claim of the queue, or the previous one, just to look."""
    near = beside(claim, person=person_of(request), before=way == "previous")
    if not near:
        first, last = _("This is the first claim."), _("This is the last claim.")
        messages.info(request, first if way == "previous" else last)
    return redirect(WORKSPACE, claim=near[0] if near else claim)


def undo_last(request: HttpRequest) -> HttpResponse:
    """Take back the person's last act, from whatever page they are on; where it cannot
    be taken back, say so and leave every other alone."""
    person = person_of(request)
    last = last_undoable(person)
    if last is None:
        messages.warning(request, say_why_not(person))
        return see_other("admin:desk_decisions")
    if last.batch:
        return take_back(request, UUID(last.batch))
    event = last.event
    try:
        moved = undo_move(event.claim_id, actor=person, version=event.seq)
    except MoveRefused as refusal:
        messages.warning(request, refusal.say)
        return see_other("admin:desk_decisions")
    keep_undone(moved, person)
    messages.success(request, say_undone(moved))
    return see_other(WORKSPACE, moved.claim)


def show_decisions(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    context = site.each_context(request) | {
        "title": _("My last decisions"),
        "decisions": last_decisions(person_of(request)),
        "editors": name_editors(),
    }
    return TemplateResponse(request, "reviews/decisions.html", context)
