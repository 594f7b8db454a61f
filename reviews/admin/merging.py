"""Merging by number: first the other claim is shown, then it is merged."""

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
    own = get_object_or_404(Claim.objects.select_related("wording"), pk=claim)
    into = request.GET.get("into", "").replace("\x00", "")
    target = read_target(own.wording, number_in(into))
    context = site.each_context(request) | {
        "title": _("Merge claim %(number)d") % {"number": claim},
        "claim": own,
        "into": into,
        "target": target,
        "wrong": "" if target else wrong_target(into, claims=[claim]),
    }
    status = 200 if target else UNPROCESSABLE
    return TemplateResponse(request, "reviews/merge_into.html", context, status=status)
