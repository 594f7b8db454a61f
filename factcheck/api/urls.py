"""The API: everything below ``/api/``."""

from django.urls import include, path, re_path

from factcheck.api.pages import TryIt, openapi, problems_page, reference_page
from factcheck.api.whoami import WhoAmI
from factcheck.problems import nothing_here

urlpatterns = [
    path("v1/", include("claims.api")),
    path("v1/", include("reviews.api.urls")),
    path("v1/whoami/", WhoAmI.as_view(), name="whoami"),
    path("v1/openapi.json", openapi, name="openapi"),
    path("docs/", reference_page, name="api-reference"),
    path("docs/problems", problems_page, name="api-problems"),
    path("docs/try/", TryIt.as_view(), name="api-try"),
    re_path("", nothing_here),
]
