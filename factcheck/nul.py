"""NUL is in no text: PostgreSQL refuses it, so it stops here and not in a query."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse


class RefuseNulMiddleware:
    """Answer 400 to a query string or a cookie that holds NUL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        texts = [*request.COOKIES.values(), *request.GET]
        texts += [value for _, values in request.GET.lists() for value in values]
        if any("\0" in text for text in texts):
            raise SuspiciousOperation("NUL in the query string or in a cookie")
        return self.get_response(request)
