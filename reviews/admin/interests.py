"""A person's own page of interests: declared, listed, ended."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from claims.models import Outlet
from reviews.admin.people import person_of, see_other
from reviews.admin.subject import texts_in
from reviews.desk.typed import number_in
from reviews.models import Recusal
from reviews.moves import REVIEW
from reviews.refusals import MoveRefused
from reviews.workflow import declare_interest, end_interest

OUTLETS_AT_MOST: Final = 2000


def interest_paths(site: AdminSite) -> list[URLPattern]:
    """The route ``admin:desk_interests``."""
    view = site.admin_view(show_interests)
    return [path("interests/", view, {"site": site}, name="desk_interests")]


def show_interests(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    person = person_of(request)
    if not person.has_perm(REVIEW):
        raise PermissionDenied
    context: dict[str, Any] = site.each_context(request)
    status = 200
    if request.method == "POST":
        try:
            return change(request)
        except MoveRefused as refusal:
            typed = texts_in(request.POST, "outlet", "name", "reason")
            context |= {"refusal": refusal, "field": refusal.field, "typed": typed}
            status = refusal.status
    declared = Recusal.objects.filter(person=person).select_related("outlet")
    context |= {
        "title": _("Your interests"),
        "declared": declared.order_by("ended_at", "-pk"),
        "outlets": Outlet.objects.order_by("name")[:OUTLETS_AT_MOST],
    }
    return TemplateResponse(request, "reviews/interests.html", context, status=status)


def change(request: HttpRequest) -> HttpResponse:
    """Declare one, or end one; raises ``MoveRefused``."""
    person = person_of(request)
    if "end" in request.POST:
        end_interest(number_in(request.POST["end"]), actor=person)
        messages.success(request, _("Ended. Such claims may be handed to you again."))
    else:
        typed = texts_in(request.POST, "outlet", "name", "reason")
        declare_interest(
            actor=person,
            outlet=number_in(typed["outlet"]) or None,
            name=typed["name"],
            reason=typed["reason"],
        )
        messages.success(request, _("Declared. Such claims are not handed to you."))
    return see_other("admin:desk_interests")
