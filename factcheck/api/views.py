"""What every route shares: who may, which parameters, and how an answer may be kept."""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, ClassVar, Final

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import register_converter
from django.urls.converters import StringConverter
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import APIException
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from factcheck.api.fields import MAX_ID, Input, Query
from factcheck.api.quota import SECONDS, Quota, address_of, spend
from factcheck.problems import Problem, flatten, wrong_parameter

IF_MATCH: Final = re.compile(r'"([0-9]{1,19})(?:-[0-9a-f]+)?"')
KEY: Final = re.compile('"([A-Za-z0-9_-]{1,64})"|([A-Za-z0-9_-]{1,64})')
MAX_VERSION: Final = 2**31 - 1
# Within the type of the column, and the version of no claim.
NO_VERSION: Final = -1


class IdConverter(StringConverter):
    """An id in an address: ASCII digits that fit the column."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:  # type: ignore[override]  # Django converts to any type
        if int(value) > MAX_ID:
            raise ValueError
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)


register_converter(IdConverter, "id")


class ApiView(APIView):
    """A route. ``needs`` gives the permission for each method it takes (empty: any
    account), ``query`` the parameters of its GET."""

    http_method_names = ["get", "head", "post"]
    metadata_class = None
    permission_classes = [IsAuthenticated]
    needs: ClassVar[Mapping[str, str]] = {}
    query: ClassVar[type[Query]] = Query
    asked: dict[str, Any]
    quota: Quota | None = None

    def perform_authentication(self, request: Request) -> None:
        """Who asks; raises Problem when they have asked too often. Whoever has a token
        is counted by account: no stranger's wrong ones keep them out."""
        asker = f"address:{address_of(request)}"
        try:
            if isinstance(request.user, User):
                asker = f"account:{request.user.pk}"
                # For the log, which is written when the request has left this class.
                request._request.account = request.user.get_username()  # type: ignore[attr-defined]  # ours, on Django's class
        except APIException:
            self.count(asker)
            raise
        self.count(asker)

    def count(self, asker: str) -> None:
        self.quota = spend(asker)
        if self.quota and self.quota.is_exceeded:
            wait = self.quota.seconds
            raise Problem(
                "quota-exceeded",
                f"{self.quota.limit} requests in {SECONDS} seconds are answered. "
                f"Wait {wait} seconds.",
                headers={"Retry-After": str(wait)},
            )

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        method = "GET" if request.method == "HEAD" else request.method
        needed = self.needs.get(str(method), "")
        if needed and not request.user.has_perm(needed):
            raise Problem("forbidden", f"This needs the permission {needed}.")
        self.asked = read_query(request, self.query if method == "GET" else Query)

    @property
    def person(self) -> User:
        """Who asks. Nobody gets past ``initial`` without an account."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def finalize_response(
        self,
        request: Request,
        response: Response,
        *args: Any,
        **kwargs: Any,
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Authorization", "Cookie"])
        if self.quota:
            for name, value in self.quota.headers.items():
                response[name] = value
        return response


def read_query(request: Request, query: type[Query]) -> dict[str, Any]:
    """The parameters, typed; raises Problem naming the one that is wrong."""
    given: dict[str, str] = {}
    known = query().fields
    for name, values in request.query_params.lists():
        if name not in known:
            words = ", ".join(known) or "none"
            raise wrong_parameter(
                "unknown-parameter",
                name[:80],
                f"There is no parameter '{name[:80]}' here. Known: {words}.",
            )
        if len(values) > 1:
            raise wrong_parameter("unknown-parameter", name, f"Give '{name}' once.")
        # What Django puts in the place of bytes that are no text.
        if "\ufffd" in values[0]:
            raise wrong_parameter("bad-request", name, f"Send '{name}' in UTF-8.")
        given[name] = values[0]
    reader = query(data=given)
    if not reader.is_valid():
        raise Problem(
            "validation",
            "A parameter is not as expected.",
            errors=flatten(reader.errors, key="parameter"),
        )
    asked: dict[str, Any] = reader.validated_data
    return asked


def has_body(request: Request) -> bool:
    """Raises Problem where nobody said how long it is: it would not be read."""
    if "Transfer-Encoding" in request.headers:
        raise Problem(
            "length-required",
            "Send the body whole, with Content-Length, and not in chunks.",
        )
    return request.META.get("CONTENT_LENGTH") not in ("", "0", None)


def read_body(request: Request, reader: type[Input]) -> dict[str, Any]:
    """The body, typed; raises Problem naming each field that is wrong."""
    if not has_body(request):
        raise Problem("malformed-json", "The body is empty. Send a JSON object.")
    found: Serializer[Any] = reader(data=request.data)
    if not found.is_valid():
        raise Problem(
            "validation",
            "Nothing was saved. See errors.",
            errors=flatten(found.errors),
        )
    given: dict[str, Any] = found.validated_data
    return given


def read_key(request: Request) -> str | None:
    """The word that a client gave this request, to send it again by; None without."""
    header = request.headers.get("Idempotency-Key")
    if header is None:
        return None
    found = KEY.fullmatch(header.strip())
    if found is None:
        raise Problem(
            "bad-request",
            "Idempotency-Key takes 1 to 64 letters, digits, - and _, for instance a "
            "UUID in quotes.",
        )
    return found[1] or found[2]


def seen_version(request: Request, *, current: Callable[[], int]) -> int | None:
    """The version named by ``If-Match``; None for ``*``. Raises Problem, which names
    the ``current`` one."""
    header = request.headers.get("If-Match", "").strip()
    if header == "*":
        return None
    found = IF_MATCH.fullmatch(header)
    if found is None:
        code, wrong = "bad-request", "If-Match takes one quoted version."
        if not header:
            code, wrong = "precondition-required", "If-Match is missing."
        elif header.startswith("W/"):
            code, wrong = "version-conflict", "A weak tag (W/) never matches."
        now = current()
        raise Problem(
            code,
            f"{wrong} The claim is at version {now}: if that is what you saw, send "
            f'If-Match: "{now}"; for any version, If-Match: *.',
            current_version=now,
        )
    version = int(found[1])
    return version if version <= MAX_VERSION else NO_VERSION


def tagged(
    request: Request, content: bytes, *, etag: str, **headers: str
) -> HttpResponse:
    """``content`` (JSON) under a strong ETag, or 304 when the client has it."""
    tag = f'"{etag}"'
    offered = request.headers.get("If-None-Match", "")
    same = {one.strip().removeprefix("W/") for one in offered.split(",")}
    if tag in same or "*" in same:
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse(content, content_type="application/json")
    response["ETag"] = tag
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def tagged_document(
    request: Request, document: Mapping[str, Any], *, version: int | None = None
) -> HttpResponse:
    """A document whose tag is a hash of it, after its version if it has one."""
    content: bytes = JSONRenderer().render(document)
    digest = sha256(content).hexdigest()[:16]
    etag = digest if version is None else f"{version}-{digest}"
    return tagged(request, content, etag=etag)
