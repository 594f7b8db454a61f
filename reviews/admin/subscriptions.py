"""The page of subscriptions: which feeds of outlets are read, and how that goes."""

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from claims.ingest.refusals import SourceRefused
from claims.ingest.subscriptions import pause, subscribe
from reviews.admin.people import person_of, see_other
from reviews.admin.subject import texts_in
from reviews.desk.source_list import list_outlets
from reviews.desk.subscriptions import list_subscriptions
from reviews.desk.typed import number_in

# Whoever keeps the outlets says what is read of them.
CHANGE: Final = "claims.change_outlet"
PAGE: Final = "admin:desk_subscriptions"


def subscription_paths(site: AdminSite) -> list[URLPattern]:
    """The route ``admin:desk_subscriptions``."""
    view = site.admin_view(show_subscriptions)
    return [path("subscriptions/", view, {"site": site}, name="desk_subscriptions")]


def show_subscriptions(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    person = person_of(request)
    if not person.has_perm("claims.view_source"):
        raise PermissionDenied
    typed: dict[str, Any] = {}
    refusal: SourceRefused | None = None
    if request.method == "POST":
        if not person.has_perm(CHANGE):
            raise PermissionDenied
        try:
            return change(request)
        except SourceRefused as refused:
            refusal, typed = refused, texts_in(request.POST, "url", "outlet")
    context = site.each_context(request) | {
        "title": _("Subscriptions"),
        "subscriptions": list_subscriptions(),
        "outlets": [name for _pk, name in list_outlets()],
        "may_change": person.has_perm(CHANGE),
        "is_off": not settings.FETCH_PAGES,
        "refusal": refusal,
        "typed": typed,
    }
    if refusal:
        context["field"] = refusal.field
        context["said"] = refusal.say[:1].upper() + refusal.say[1:]
    return TemplateResponse(
        request, "reviews/subscriptions.html", context, status=422 if refusal else 200
    )


def change(request: HttpRequest) -> HttpResponse:
    """Subscribe, pause or go on; raises SourceRefused."""
    for name, paused in (("pause", True), ("resume", False)):
        if name in request.POST:
            pause(number_in(request.POST[name]), paused=paused)
            return see_other(PAGE)
    typed = texts_in(request.POST, "url", "outlet")
    subscription, new = subscribe(typed["url"].strip(), typed["outlet"])
    said = _("Subscribed: its reports come in from now on.")
    if not new:
        said = _("This feed is read already, for %(outlet)s.")
    messages.success(request, said % {"outlet": subscription.outlet.name})
    return see_other(PAGE)
