"""The events log. It only reads: no route adds, changes or deletes an event."""

from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.admin.dashboard import (
    CHOOSE_A_FORMAT,
    UNPROCESSABLE,
    dashboard_paths,
)
from reviews.admin.interests import interest_paths
from reviews.admin.preferences import preference_paths
from reviews.figures.event_log import COLUMNS, EventForm, read_all, read_events
from reviews.figures.exports import FORMATS, export_rows
from reviews.models import Event
from reviews.names import name_of

PAGE: Final = 100
HEADINGS: Final = (
    _("When"),
    _("Who"),
    _("Verb"),
    _("Claim"),
    _("From, to"),
    _("Reason"),
    _("Request"),
    _("No."),
    _("Hash"),
)


@admin.register(Event)
class EventAdmin(admin.ModelAdmin[Event]):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Event | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Event | None = None
    ) -> bool:
        return False

    def has_view_permission(
        self, request: HttpRequest, obj: Event | None = None
    ) -> bool:
        return request.user.has_perm("reviews.view_event")

    def get_urls(self) -> list[URLPattern]:
        # Instead of Django's: there is no form for one event, and no history of it.
        site = self.admin_site
        log = path("", site.admin_view(self.show_log), name="reviews_event_changelist")
        pages = (dashboard_paths, preference_paths, interest_paths)
        return [log, *(each for paths in pages for each in paths(site))]

    def show_log(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = EventForm(request.GET, label_suffix="")
        kind = request.GET.get("format", "")
        if kind and kind not in FORMATS:
            form.add_error(None, CHOOSE_A_FORMAT)
        context = self.admin_site.each_context(request) | {
            "title": _("Events"),
            "form": form,
        }
        if not form.is_valid():
            return TemplateResponse(
                request, "dashboard/events.html", context, status=UNPROCESSABLE
            )
        events = form.events(request.user)
        if kind:
            return export_rows(
                read_all(events),
                COLUMNS,
                kind=kind,
                name="events",
                head={"filter": form.given, "as_of": timezone.now()},
            )
        found = read_events(events, limit=PAGE + 1)
        return TemplateResponse(
            request, "dashboard/events.html", context | _page(found, form)
        )


def _say_step(event: dict[str, Any]) -> str:
    """Where the review and the claim went; only what changed, or where it stayed."""
    changes = [
        (
            name_of(what, event[f"{what}_before"]) or _("new"),
            name_of(what, event[f"{what}_after"]),
        )
        for what in ("stage", "state")
    ]
    steps = [f"{before} → {after}" for before, after in changes if before != after]
    return ", ".join(steps or [name_of("stage", event["stage_after"])])


def _page(found: list[dict[str, Any]], form: EventForm) -> dict[str, Any]:
    shown = [
        event | {"short_hash": bytes(event["hash"]).hex()[:8], "step": _say_step(event)}
        for event in found[:PAGE]
    ]
    older = {**form.given, "before": shown[-1]["id"]} if len(found) > PAGE else None
    return {
        "events": shown,
        "headings": HEADINGS,
        "query": urlencode(form.given),
        "older": older and urlencode(older),
        "newest": "before" in form.data,
    }
