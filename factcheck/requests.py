"""Every request has an id: in the response, in every log line it causes."""

import logging
import re
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-Id"
SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
NO_REQUEST = NOBODY = "-"

current_request_id: ContextVar[str] = ContextVar(
    "current_request_id", default=NO_REQUEST
)


class RequestIdMiddleware:
    """Set ``request.request_id``: the caller's own id if it is sane, else a new one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        offered = request.headers.get(HEADER, "")
        request_id = offered if SANE_ID.fullmatch(offered) else str(uuid4())
        request.request_id = request_id  # type: ignore[attr-defined]  # ours, on Django's class
        token = current_request_id.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(token)
        response[HEADER] = request_id
        return response


class RequestIdFilter(logging.Filter):
    """Give every log record the ``request_id`` it was written under, and that of a
    refusal what was ``told`` and to which account. A refusal is one line: where in our
    code it was raised helps nobody who reads the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        # Django reports refusals when the request has left all middleware, and
        # hands it to the record instead.
        request = getattr(record, "request", None)
        record.request_id = getattr(request, "request_id", current_request_id.get())
        problem = getattr(request, "problem", "")
        account = getattr(request, "account", NOBODY)
        record.told = f" ({problem}, {account})" if problem else ""
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = None
        return True
