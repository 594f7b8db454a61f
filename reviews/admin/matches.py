"""Claims like the one on the desk: what was checked before, and what is no match."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from claims.models import Claim
from reviews.admin.people import person_of, see_other
from reviews.desk.checked import dismissed_by, find_earlier
from reviews.matches import dismiss_match, restore_match
from reviews.models import Review
from reviews.moves import REVIEW, Stage


def match_paths(site: AdminSite) -> list[URLPattern]:
    """The routes ``admin:desk_checked`` and ``admin:desk_match``."""
    checked = site.admin_view(require_GET(show_checked))
    match = site.admin_view(require_POST(answer_match))
    return [
        path(
            "claim/<int:claim>/checked/", checked, {"site": site}, name="desk_checked"
        ),
        path("claim/<int:claim>/match/<int:other>/", match, name="desk_match"),
    ]


def show_checked(request: HttpRequest, claim: int, *, site: AdminSite) -> HttpResponse:
    """The earlier checks: as a part of the workspace for the script, and without it
    as a page of its own."""
    person = person_of(request)
    if not person.has_perm("reviews.view_review"):
        raise PermissionDenied
    review = Review.objects.rounds_of(claim).select_related("claim__wording").first()
    if review is None:
        raise Http404
    context: dict[str, Any] = {
        "claim": review.claim,
        "earlier": find_earlier(claim),
        "dismissed": dismissed_by(claim),
        "may_say": person.has_perm(REVIEW),
        "open": review.stage != Stage.CLOSED,
    }
    if request.GET.get("part"):
        return TemplateResponse(request, "reviews/earlier.html", context)
    title = _("Checked before: claim %(number)d") % {"number": claim}
    page = site.each_context(request) | context | {"title": title}
    return TemplateResponse(request, "reviews/checked.html", page)


def answer_match(request: HttpRequest, claim: int, other: int) -> HttpResponse:
    """Remember that both are no match, or take that back."""
    person = person_of(request)
    restores = request.POST.get("restore") == "yes"
    try:
        (restore_match if restores else dismiss_match)(claim, other, person=person)
    except Claim.DoesNotExist as missing:
        raise Http404 from missing
    messages.success(
        request,
        _("It may be a match again.")
        if restores
        else _("Remembered: claim %(number)d is no match.") % {"number": other},
    )
    return see_other("admin:desk_claim", claim)
