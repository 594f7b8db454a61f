"""Every error under ``/api/`` as a problem document (RFC 9457): what went wrong, where,
and what to do. Pages for people keep their HTML."""

import json
import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypedDict, Unpack

from django.core.exceptions import (
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions

from factcheck.kept import show_away
from factcheck.requests import current_request_id

log = logging.getLogger(__name__)
MEDIA_TYPE: Final = "application/problem+json"

DATABASE_AWAY: Final = (OperationalError, InterfaceError)

# A problem is no larger for a body that is nothing but mistakes.
MOST_ERRORS: Final = 100
LONGEST_NAME: Final = 80

Errors = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Kind:
    """One type of problem: its status, its title, and what a client should do."""

    status: int
    title: str
    remedy: str


PROBLEMS: Final[dict[str, Kind]] = {
    "bad-request": Kind(
        400,
        "The request cannot be understood",
        "Read the detail; it names the header or parameter.",
    ),
    "malformed-json": Kind(
        400,
        "The body is not JSON",
        "Send UTF-8 JSON; the detail gives line and column of the first mistake.",
    ),
    "duplicate-json-key": Kind(
        400,
        "A key appears twice",
        "Send each key once: which of two values was meant cannot be guessed.",
    ),
    "json-too-deep": Kind(
        400, "The JSON is nested too deeply", "Nest 32 levels at most."
    ),
    "unknown-parameter": Kind(
        400,
        "Unknown query parameter",
        "Use the parameters that the reference lists, each once.",
    ),
    "cursor-invalid": Kind(
        400,
        "The cursor is none of ours",
        "Send `next_cursor` or `next` exactly as received, or start without one.",
    ),
    "unauthenticated": Kind(
        401,
        "Who are you?",
        "Send `Authorization: Bearer` and a token that has not expired.",
    ),
    "forbidden": Kind(
        403, "You may not do this", "Ask the newsroom for the permission named."
    ),
    "self-review": Kind(
        403,
        "Somebody else must read it now",
        "Nobody confirms their own reading. Leave the claim to a colleague.",
    ),
    "not-found": Kind(
        404,
        "There is nothing here",
        "Check the address in the reference. Ids are digits, and most paths end with "
        "a slash.",
    ),
    "method-not-allowed": Kind(
        405, "This address does not take that method", "See the `Allow` header."
    ),
    "not-acceptable": Kind(
        406, "Only JSON is served here", "Accept `application/json`."
    ),
    "state-transition": Kind(
        409,
        "Not possible as things stand",
        "Make one of the moves in `allowed`, or read the claim again.",
    ),
    "lease-lost": Kind(
        409,
        "The claim is not in your hands",
        "Take the claim, or wait until its holder is done.",
    ),
    "verdict-withdrawn": Kind(
        410,
        "The verdict was withdrawn",
        "Take your copy down; `notice` says why, for the public.",
    ),
    "cursor-ahead": Kind(
        410,
        "The cursor is ahead of this server",
        "This server was restored from an older copy. Empty your copy and follow "
        "`restart`.",
    ),
    "cursor-diverged": Kind(
        410,
        "The cursor belongs to another history",
        "This server was restored and went on differently. Empty your copy and follow "
        "`restart`.",
    ),
    "length-required": Kind(
        411,
        "Say how long the body is",
        "Send the body whole, with `Content-Length`, and not in chunks.",
    ),
    "version-conflict": Kind(
        412,
        "It changed since you read it",
        "Read the claim again, look at what changed, and decide anew.",
    ),
    "too-late": Kind(
        412, "Too late to undo", "It is published: reopen the claim, or withdraw."
    ),
    "body-too-large": Kind(413, "The body is too large", "The detail gives the limit."),
    "unsupported-media-type": Kind(
        415,
        "Only JSON is read here",
        "Send `Content-Type: application/json`, UTF-8, without compression.",
    ),
    "validation": Kind(
        422,
        "Something in the request is missing or wrong",
        "`errors` names each field or parameter and what to send.",
    ),
    "text-encoding": Kind(
        422,
        "A text holds characters that are not text",
        "Remove NUL characters and halves of surrogate pairs.",
    ),
    "precondition-required": Kind(
        428,
        "Say which version you saw",
        "Send the version that you saw as If-Match, or the ETag; `current_version` "
        "is the one it has now.",
    ),
    "quota-exceeded": Kind(429, "Too many requests", "Wait as `Retry-After` says."),
    "internal": Kind(
        500,
        "This is our fault",
        "Try again; if it stays, report the `instance`.",
    ),
    "dependency-unavailable": Kind(
        503, "The database is away", "Nothing was changed. Wait as `Retry-After` says."
    ),
}

# Whatever is wrong with a token, the answer is the same: nothing to learn from it.
UNAUTHENTICATED: Final = "Send a valid token: 'Authorization: Bearer YOUR-TOKEN'."
NOT_FOUND: Final = "There is nothing at this address."


class Members(TypedDict, total=False):
    """What some types of problem say beside what all of them do."""

    accepted: list[str]
    allowed: list[str]
    claim: int
    column: int
    current_version: int
    limit: int
    line: int
    notice: str
    restart: str
    version: int
    withdrawn_at: str


class Problem(Exception):
    """Answer with this problem. ``extra`` become members of the document."""

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        errors: Errors = (),
        headers: Mapping[str, str] | None = None,
        **extra: Unpack[Members],
    ) -> None:
        self.code = code
        self.kind = PROBLEMS[code]
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}
        self.extra = extra
        super().__init__(detail)


def wrong_parameter(code: str, name: str, detail: str) -> Problem:
    """The problem with one parameter of a query, which it names."""
    error = {"parameter": name, "code": code.replace("-", "_"), "detail": detail}
    return Problem(code, detail, errors=[error])


def problem_from_exception(
    exception: Exception, context: Mapping[str, Any]
) -> HttpResponse:
    """What Django REST framework calls for whatever a view raised."""
    problem = problem_for(exception)
    if problem.code == "unauthenticated":
        header = getattr(exception, "auth_header", "Bearer")
        problem.headers = {"WWW-Authenticate": header}
    if isinstance(exception, exceptions.MethodNotAllowed):
        taken = ", ".join(context["view"].allowed_methods)
        problem.detail = f"Send one of: {taken}."
    if problem.kind.status >= 500:
        log.error("%s in %s", problem.code, context.get("view"), exc_info=exception)
    return answer(problem, context["request"])


# What Django raises, in the words of a problem; the first that fits.
PLAIN: Final[tuple[tuple[tuple[type[Exception], ...], str, str], ...]] = (
    (
        (exceptions.NotAuthenticated, exceptions.AuthenticationFailed),
        "unauthenticated",
        UNAUTHENTICATED,
    ),
    ((Http404,), "not-found", NOT_FOUND),
    ((PermissionDenied,), "forbidden", "You may not do this."),
    ((RequestDataTooBig,), "body-too-large", "The body is larger than is read here."),
    (
        (DisallowedHost,),
        "bad-request",
        "This server does not answer to the host in the request. Check its address.",
    ),
    ((TooManyFieldsSent,), "bad-request", "Send fewer parameters."),
    ((SuspiciousOperation,), "bad-request", "The form of the request is not right."),
    (
        DATABASE_AWAY,
        "dependency-unavailable",
        "The database did not answer in time. Nothing was changed.",
    ),
)
HEADERS: Final = {"dependency-unavailable": {"Retry-After": "5"}}


def problem_for(exception: Exception) -> Problem:
    """The problem that says what ``exception`` means to a client."""
    if isinstance(exception, Problem):
        return exception
    for kinds, code, detail in PLAIN:
        if isinstance(exception, kinds):
            return Problem(code, detail, headers=HEADERS.get(code))
    if isinstance(exception, exceptions.ValidationError):
        errors = flatten(exception.detail)
        return Problem("validation", "The body is not as expected.", errors=errors)
    if isinstance(exception, exceptions.APIException):
        return problem_of_framework(exception)
    return Problem("internal", "Something went wrong here. It was recorded.")


FRAMEWORK: Final = {
    400: "malformed-json",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    415: "unsupported-media-type",
    429: "quota-exceeded",
}


def problem_of_framework(exception: exceptions.APIException) -> Problem:
    code = FRAMEWORK.get(exception.status_code, "internal")
    said = {
        "not-found": NOT_FOUND,
        "unsupported-media-type": "The body must be 'Content-Type: application/json'.",
        "not-acceptable": "Send 'Accept: application/json'.",
    }
    detail = said.get(code, str(exception.detail))
    if code == "unsupported-media-type":
        return Problem(code, detail, accepted=["application/json"])
    return Problem(code, detail)


def answer(problem: Problem, request: HttpRequest) -> HttpResponse:
    """The problem document, as a response. What Django logs of it names the problem."""
    plain: Any = getattr(request, "_request", request)
    plain.problem = problem.code
    document: dict[str, Any] = {
        "type": type_uri(problem.code, request),
        "title": problem.kind.title,
        "status": problem.kind.status,
        "detail": problem.detail,
        "instance": f"urn:request:{current_request_id.get()}",
        **problem.extra,
    }
    if problem.errors:
        document["errors"] = list(problem.errors[:MOST_ERRORS])
    return HttpResponse(
        json.dumps(document, ensure_ascii=False),
        status=problem.kind.status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **problem.headers},
    )


def type_uri(code: str, request: HttpRequest) -> str:
    path = f"{reverse('api-problems')}#{code}"
    try:
        return request.build_absolute_uri(path)
    except DisallowedHost:
        return path


def flatten(detail: Any, at: str = "", *, key: str = "pointer") -> list[dict[str, str]]:
    """A serializer's errors as a list, each with a JSON pointer to its place."""
    if isinstance(detail, Mapping):
        places = {str(name): inner for name, inner in detail.items()}
    elif any(isinstance(inner, list | dict) for inner in detail):
        places = {str(index): inner for index, inner in enumerate(detail)}
    else:
        place = at.removeprefix("/") if key == "parameter" else at
        return [{key: place, "code": one.code, "detail": str(one)} for one in detail]
    found = []
    for name, inner in places.items():
        below = at if name == "non_field_errors" else f"{at}/{escape(name)}"
        found += flatten(inner, below, key=key) if inner else []
    return found


def escape(name: str) -> str:
    """A name as a pointer spells it; one that is none of ours may be very long."""
    if len(name) > LONGEST_NAME:
        name = f"{name[:LONGEST_NAME]}…"
    return name.replace("~", "~0").replace("/", "~1")


def is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_api(request):
        return answer(problem_for(exception), request)
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_api(request):
        return answer(problem_for(exception), request)
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_api(request):
        return answer(Problem("not-found", NOT_FOUND), request)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django has logged the exception by now."""
    fault = sys.exception()
    if isinstance(fault, DATABASE_AWAY):
        api = is_api(request)
        return answer(problem_for(fault), request) if api else show_away(request)
    if is_api(request):
        return answer(problem_for(Exception()), request)
    return defaults.server_error(request)


@csrf_exempt
def nothing_here(request: HttpRequest, **_rest: Any) -> HttpResponse:
    """Any address under ``/api/`` that is not one of ours, but for a slash perhaps."""
    path = request.path_info
    meant = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    if resolve(meant).func is nothing_here:
        return answer(Problem("not-found", NOT_FOUND), request)
    return answer(Problem("not-found", f"{NOT_FOUND} There is at {meant}."), request)
