"""The admin site the desk lives in: it opens on work, not on a list of apps."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class DeskSite(AdminSite):
    site_header = "Factcheck"
    site_title = "Factcheck"
    enable_nav_sidebar = False

    def index(  # type: ignore[override]  # a redirect is no template
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("admin:reviews_review_changelist")


class DeskAdminConfig(AdminConfig):
    default_site = "factcheck.admin.DeskSite"
