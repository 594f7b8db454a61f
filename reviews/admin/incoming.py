"""The Sources that came in: find one, add one. Never changed, never deleted."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from claims.ingest.entrance import SourceRefused
from claims.ingest.forms import SourceForm, take_in
from claims.models import Outlet, Source
from factcheck.keyset import parse_key
from reviews.admin.subscriptions import subscription_paths
from reviews.desk.source_list import list_outlets, list_sources, read_wanted

OUTLETS_AT_MOST: Final = 500


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin[Source]):
    """Added through ``claims.ingest``; after that the row only can be read."""

    def get_urls(self) -> list[URLPattern]:
        return [*subscription_paths(self.admin_site), *super().get_urls()]

    def has_change_permission(
        self, request: HttpRequest, obj: Source | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Source | None = None
    ) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        self.refuse_strangers(request)
        wanted = read_wanted(request.GET)
        page = list_sources(wanted)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Sources"),
            "sources": page.rows,
            "next": urlencode(wanted.query(before=page.next)) if page.next else "",
            "first": urlencode(wanted.query()),
            "wanted": wanted,
            "outlets": list_outlets(),
            "may_add": self.has_add_permission(request),
        }
        return TemplateResponse(request, "reviews/sources.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The desk has the page of a Source."""
        self.refuse_strangers(request)
        source = parse_key(object_id)
        if source is None:
            raise Http404
        return HttpResponseRedirect(reverse("admin:desk_source", args=[source]))

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.show_form(request, SourceForm(initial=begun(request.GET)))
        form = SourceForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show_form(request, form, status=422)
        try:
            source, created = take_in(form.cleaned_data, request.user)
        except SourceRefused as refusal:
            form.refuse(refusal)
            return self.show_form(request, form, status=422)
        if not created:
            return self.show_form(request, form, status=409, same=source)
        messages.success(request, _("Stored. Its claims appear here once it is read."))
        url = reverse("admin:claims_source_change", args=[source.pk])
        return HttpResponseRedirect(url, status=303)

    def show_form(
        self,
        request: HttpRequest,
        form: SourceForm,
        *,
        status: int = 200,
        same: Source | None = None,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add a source"),
            "form": form,
            "same": same,
            "outlets": Outlet.objects.order_by("name").values_list("name", flat=True)[
                :OUTLETS_AT_MOST
            ],
        }
        return TemplateResponse(
            request, "reviews/source_add.html", context, status=status
        )

    def refuse_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied


def begun(asked: Mapping[str, str]) -> dict[str, Any]:
    """What is known before anybody typed a word: of a newer version, or of the page
    that an address names."""
    named = {name: asked[name][:2000] for name in ("outlet", "url") if name in asked}
    older = (
        Source.objects.filter(pk=parse_key(asked.get("supersedes", "")) or 0)
        .values("pk", "outlet__name", "url", "kind", "language")
        .first()
    )
    if older is None:
        return named
    return {**older, "supersedes": older["pk"], "outlet": older["outlet__name"]}
