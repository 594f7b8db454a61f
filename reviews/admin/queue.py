"""The queue is the list of Reviews in the admin; the desk's addresses hang on it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from claims.extracting import requeue
from claims.models import Extraction
from reviews.admin.people import person_of, see_other
from reviews.admin.workspace import keep_open, make_move, show_claim
from reviews.desk.queue import (
    last_undoable,
    outlets_to_choose,
    read_filters,
    read_page,
)
from reviews.desk.views import ATTENTION, VIEWS, Filters, count_views
from reviews.models import Review
from reviews.moves import REVIEW
from reviews.workflow import MoveRefused, take_next

QUEUE = "admin:reviews_review_changelist"


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin[Review]):
    """Lists, and leads to the workspace; every change is a move, made there."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("start/", wrap(self.start_view), name="desk_start"),
            path("claim/<int:claim>/", wrap(self.claim_view), name="desk_claim"),
            path("claim/<int:claim>/renew/", wrap(self.renew_view), name="desk_renew"),
            path(
                "extraction/<int:extraction>/requeue/",
                wrap(self.requeue_view),
                name="desk_requeue",
            ),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Review | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Review | None = None
    ) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self.refuse_strangers(request)
        person = person_of(request)
        filters = read_filters(request.GET)
        page = read_page(filters, person=person)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{page.view.label} · Queue",
            "page": page,
            "filters": filters,
            "tabs": tabs_of(filters, count_views(filters, person=person)),
            "outlets": outlets_to_choose(),
            "undoable": last_undoable(person),
            "next_url": address(filters, after=page.next) if page.next else "",
            "first_url": address(filters) if filters.after else "",
            "clear_url": address(Filters(view=filters.view)),
            "may_review": person.has_perm(REVIEW),
            "shows_failures": page.view.name == ATTENTION,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "reviews/queue.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        self.refuse_strangers(request)
        pk = int(object_id) if object_id.isdecimal() and len(object_id) < 19 else 0
        review = get_object_or_404(Review, pk=pk)
        return redirect("admin:desk_claim", claim=review.claim_id)

    def start_view(self, request: HttpRequest) -> HttpResponse:
        """Take the next claim and go there; nothing left is said in words."""
        return require_POST(self.start)(request)

    def start(self, request: HttpRequest) -> HttpResponse:
        try:
            moved = take_next(actor=person_of(request))
        except MoveRefused as refusal:
            messages.warning(request, refusal.say)
            return see_other(QUEUE)
        return see_other("admin:desk_claim", moved.claim)

    def claim_view(self, request: HttpRequest, claim: int) -> HttpResponse:
        self.refuse_strangers(request)
        context = self.admin_site.each_context(request)
        if request.method == "POST":
            return make_move(request, claim, context=context)
        return show_claim(request, claim, context=context)

    def renew_view(self, request: HttpRequest, claim: int) -> HttpResponse:
        if request.method != "POST":
            return JsonResponse({"say": "Send a POST."}, status=405)
        return keep_open(request, claim)

    def requeue_view(self, request: HttpRequest, extraction: int) -> HttpResponse:
        if not person_of(request).has_perm(REVIEW):
            raise PermissionDenied
        if request.method == "POST":
            row = get_object_or_404(Extraction, pk=extraction)
            if requeue(row):
                messages.success(request, "It will be read again in a moment.")
            else:
                messages.info(request, "It is being read again already.")
        return see_other(QUEUE, query={"view": ATTENTION})

    def refuse_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied


def tabs_of(filters: Filters, counts: Any) -> list[dict[str, Any]]:
    return [
        {
            "label": view.label,
            "count": counts[name],
            "url": address(filters, view=name),
            "current": name == filters.view,
        }
        for name, view in VIEWS.items()
    ]


def address(filters: Filters, **changes: Any) -> str:
    return f"{reverse(QUEUE)}?{urlencode(filters.query(**changes))}"
