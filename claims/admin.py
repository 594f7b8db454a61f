"""Sources in the admin: add one, read it with its claims marked. Never changed,
never deleted."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.ingest.entrance import SourceRefused, ingest_bytes, ingest_text
from claims.ingest.fetching import fetch
from claims.ingest.forms import SourceForm
from claims.models import Extraction, Outlet, Source
from factcheck.keyset import KeysetPage, page_after, parse_key

PAGE: Final = 50
OUTLETS_AT_MOST: Final = 500


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin[Outlet]):
    """Names, and who owns whom: outlets of one owner are one voice."""

    list_display = ["name", "domain", "owner"]
    search_fields = ["name", "domain", "owner"]
    show_full_result_count = False

    def has_delete_permission(
        self, request: HttpRequest, obj: Outlet | None = None
    ) -> bool:
        return False


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin[Source]):
    """Added through ``claims.ingest``; after that the row only can be read."""

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
        page = list_sources(after=parse_key(request.GET.get("before", "")))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Sources"),
            "sources": page.rows,
            "next": page.next,
            "later": "before" in request.GET,
            "may_add": self.has_add_permission(request),
        }
        return TemplateResponse(request, "claims/sources.html", context)

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
            request, "claims/source_add.html", context, status=status
        )

    def refuse_strangers(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied


def take_in(given: dict[str, Any], person: Any) -> tuple[Source, bool]:
    """Ingest what the form gave, or the page at its address; raises SourceRefused."""
    about = {
        name: given[name]
        for name in (
            "outlet",
            "title",
            "url",
            "published_on",
            "language",
            "kind",
            "supersedes",
        )
    }
    about["received_by"] = person if isinstance(person, User) else None
    if upload := given["file"]:
        return ingest_bytes(upload.read(), name=upload.name, **about)
    if given["text"]:
        return ingest_text(given["text"], **about)
    return ingest_text(fetch(given["url"]).text, **about)


def begun(asked: Mapping[str, str]) -> dict[str, Any]:
    """What is known of a newer version before anybody typed a word."""
    older = (
        Source.objects.filter(pk=parse_key(asked.get("supersedes", "")) or 0)
        .values("pk", "outlet__name", "url", "kind", "language")
        .first()
    )
    if older is None:
        return {}
    return {**older, "supersedes": older["pk"], "outlet": older["outlet__name"]}


def list_sources(*, after: int | None) -> KeysetPage[Source]:
    """The newest first; texts are left where they are."""
    sources = Source.objects.select_related("outlet").defer(
        "text", "original", "text_sha256"
    )
    page = page_after(sources, after=after, limit=PAGE)
    runs = Extraction.objects.filter(source__in=page.rows).order_by("pk")
    latest = {run.source_id: run for run in runs.defer("dropped", "timings_ms")}
    for source in page.rows:
        source.latest = latest.get(source.pk)  # type: ignore[attr-defined]  # for the page only
    return page
