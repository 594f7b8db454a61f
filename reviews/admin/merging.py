"""Merging by number: first the other claim is shown, then it is merged."""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from claims.models import Claim
from reviews.admin.people import person_of
from reviews.desk.merging import read_target, wrong_target
from reviews.desk.typed import number_in
from reviews.moves import REVIEW
from reviews.workflow import MoveRefused

UNPROCESSABLE = 422


def merging_paths(site: AdminSite) -> list[URLPattern]:
    """The route ``admin:desk_merge``; ``into`` in its address is a number or the
    address of a claim."""
    view = site.admin_view(require_GET(show_target))
    address = "claim/<int:claim>/merge/"
    return [path(address, view, {"site": site}, name="desk_merge")]


def show_target(request: HttpRequest, claim: int, *, site: AdminSite) -> HttpResponse:
    if not person_of(request).has_perm(REVIEW):
        raise PermissionDenied
    into = request.GET.get("into", "").replace("\x00", "")
    return render_target(request, claim, into, site.each_context(request))


def render_target(
    request: HttpRequest,
    claim: int,
    into: str,
    context: Mapping[str, Any],
    *,
    refusal: MoveRefused | None = None,
) -> HttpResponse:
    """The other claim beside this one; with the ``refusal`` of a merge that was tried
    without having seen it."""
    own = get_object_or_404(Claim.objects.select_related("wording"), pk=claim)
    target = read_target(own.wording, number_in(into))
    context = {
        **context,
        "title": _("Merge claim %(number)d") % {"number": claim},
        "claim": own,
        "into": into,
        "target": target,
        "wrong": "" if target else wrong_target(into, claims=[claim]),
        "moving": own.mentions.count(),
        "refusal": refusal,
    }
    status = 200 if target and not refusal else UNPROCESSABLE
    return TemplateResponse(request, "reviews/merge_into.html", context, status=status)
