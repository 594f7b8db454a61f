"""Outlets in the admin: names, and who owns whom. Never deleted."""

from django.contrib import admin
from django.http import HttpRequest

from claims.models import Outlet


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin[Outlet]):
    """Outlets of one owner are one voice."""

    list_display = ["name", "domain", "owner"]
    search_fields = ["name", "domain", "owner"]
    show_full_result_count = False

    def has_delete_permission(
        self, request: HttpRequest, obj: Outlet | None = None
    ) -> bool:
        return False
