"""The admin site the desk lives in: it opens on work, not on a list of apps."""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from factcheck.kept import is_kept, show_kept


class DeskSite(AdminSite):
    site_header = "Factcheck"
    site_title = "Factcheck"
    enable_nav_sidebar = False

    def index(  # type: ignore[override]  # a redirect is no template
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("admin:reviews_review_changelist")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002  # Django's
        """A form sent after its session ended is not dropped at the login page."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def keeping(request: HttpRequest, *args: Any, **given: Any) -> Any:
            if not self.has_permission(request) and is_kept(request):
                return show_kept(request)
            return inner(request, *args, **given)

        return keeping


class DeskAdminConfig(AdminConfig):
    default_site = "factcheck.admin.DeskSite"
