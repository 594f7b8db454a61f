"""Where everything is found."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="home"),
    path("admin/", admin.site.urls),
    path("api/", include("factcheck.api.urls")),
]

handler400 = "factcheck.problems.bad_request"
handler403 = "factcheck.problems.permission_denied"
handler404 = "factcheck.problems.page_not_found"
handler500 = "factcheck.problems.server_error"
