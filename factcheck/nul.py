"""NUL is in no text: PostgreSQL refuses it, so it stops here and not in a query."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from factcheck.problems import Problem, answer, is_api, wrong_parameter


class RefuseNulMiddleware:
    """Answer 400 to a query string or a cookie that holds NUL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        problem = find_nul(request)
        if problem is None:
            return self.get_response(request)
        if is_api(request):
            return answer(problem, request)
        raise SuspiciousOperation(problem.detail)


def find_nul(request: HttpRequest) -> Problem | None:
    """What to say of the first NUL."""
    if any("\0" in value for value in request.COOKIES.values()):
        return Problem("bad-request", "There is a NUL in a cookie. Remove it.")
    for name, values in request.GET.lists():
        if any("\0" in text for text in (name, *values)):
            shown = name.replace("\0", "?")[:80]
            detail = f"There is a NUL (%00) in the parameter '{shown}'. Remove it."
            return wrong_parameter("bad-request", shown, detail)
    return None
