"""The queue is the list of Reviews in the admin; the desk's addresses hang on it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims.extracting import requeue
from claims.models import Extraction
from reviews.admin.bulk import bulk_paths
from reviews.admin.corrections import correction_paths
from reviews.admin.listing import QUEUE, show_queue
from reviews.admin.matches import match_paths
from reviews.admin.merging import merging_paths
from reviews.admin.people import person_of, see_other
from reviews.admin.presence import presence_paths
from reviews.admin.workspace import make_move, show_claim
from reviews.desk.views import ATTENTION
from reviews.models import Review
from reviews.moves import REVIEW
from reviews.workflow import MoveRefused, take_next


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin[Review]):
    """Lists, and leads to the workspace; every change is a move, made there."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("start/", wrap(self.start_view), name="desk_start"),
            path("claim/<int:claim>/", wrap(self.claim_view), name="desk_claim"),
            *bulk_paths(self.admin_site),
            *presence_paths(self.admin_site),
            *match_paths(self.admin_site),
            *merging_paths(self.admin_site),
            *correction_paths(self.admin_site),
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
        context = {**self.admin_site.each_context(request), **(extra_context or {})}
        return show_queue(request, context=context)

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

    def requeue_view(self, request: HttpRequest, extraction: int) -> HttpResponse:
        if not person_of(request).has_perm(REVIEW):
            raise PermissionDenied
        if request.method == "POST":
            row = get_object_or_404(Extraction, pk=extraction)
            if requeue(row):
                messages.success(request, _("It will be read again in a moment."))
            else:
                messages.info(request, _("It is being read again already."))
        return see_other(QUEUE, query={"view": ATTENTION})

    def refuse_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied
