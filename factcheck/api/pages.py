"""The API's pages for people: the reference, its problems, and a place to try it. All
are written from the schema; they tell nothing about the newsroom's data."""

import json
import re
from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularSwaggerSplitView

from factcheck.api.schema import schema
from factcheck.problems import MEDIA_TYPE, PROBLEMS, Problem, answer

GROUPS: Final = {
    "verdicts": "Verdicts",
    "webhooks": "Webhooks",
    "claims": "Claims",
    "sources": "Sources",
    "replies": "Replies",
    "ratings": "Ratings",
    "whoami": "Your account",
}
PREFIX: Final = "/api/v1/"

Page = Callable[[HttpRequest], HttpResponse]


def read_only(page: Page) -> Page:
    """GET and HEAD; anything else is a problem. Nothing to protect from forgery."""

    @csrf_exempt
    @wraps(page)
    def serve(request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            return page(request)
        allow = {"Allow": "GET, HEAD"}
        detail = "This page is only read."
        return answer(Problem("method-not-allowed", detail, headers=allow), request)

    return serve


@read_only
def openapi(request: HttpRequest) -> HttpResponse:
    content, tag = openapi_document()
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    return HttpResponse(
        content,
        content_type="application/json",
        headers={"ETag": tag, "Cache-Control": "public, no-cache"},
    )


@cache
def openapi_document() -> tuple[bytes, str]:
    content = json.dumps(schema(), ensure_ascii=False).encode()
    return content, f'"{sha256(content).hexdigest()[:16]}"'


@read_only
def reference_page(request: HttpRequest) -> HttpResponse:
    base = request.build_absolute_uri(PREFIX)
    return render(request, "api/reference.html", {"groups": groups(), "base": base})


@read_only
def problems_page(request: HttpRequest) -> HttpResponse:
    return render(request, "api/problems.html", {"problems": PROBLEMS})


class TryIt(SpectacularSwaggerSplitView):
    """Swagger UI. It is not accessible to everybody: the reference is."""

    authentication_classes: list[Any] = []
    url_name = "openapi"
    template_name = "api/try.html"


@cache
def groups() -> list[dict[str, Any]]:
    """The operations by resource, as the reference shows them."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in GROUPS}
    for path, methods in schema()["paths"].items():
        resource = path.removeprefix(PREFIX).split("/")[0]
        for method, operation in methods.items():
            found[resource].append(shown(path, method, operation))
    return [
        {"name": name, "title": title, "operations": found[name]}
        for name, title in GROUPS.items()
    ]


def shown(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    said = " ".join(operation.get("description", "").split())
    summary, _, rest = said.partition(". ")
    body = operation.get("requestBody", {}).get("content", {})
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": summary.rstrip("."),
        "rest": rest,
        "permission": operation.get("x-permission"),
        "parameters": [
            {
                "name": one["name"],
                "where": one["in"],
                "required": one.get("required", False),
                **described(one["schema"]),
                "text": one.get("description", "").replace("`", ""),
            }
            for one in operation.get("parameters", [])
        ],
        "body": fields_of(body.get("application/json", {}).get("schema", {})),
        "answers": [
            answered(status, one) for status, one in operation["responses"].items()
        ],
    }


def answered(status: str, response: dict[str, Any]) -> dict[str, Any]:
    content = response.get("content", {})
    if MEDIA_TYPE in content:
        codes = re.findall(r"`([a-z-]+)`", response["description"])
        return {"status": status, "codes": codes}
    fields = fields_of(content.get("application/json", {}).get("schema", {}))
    return {"status": status, "fields": fields}


def fields_of(part: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of an object in the schema, those of inner objects after a dot."""
    part = resolved(part)
    required = part.get("required", [])
    found = []
    for name, inner in part.get("properties", {}).items():
        found.append({"name": name, "required": name in required, **described(inner)})
        below = resolved(inner.get("items", inner))
        mark = "[]." if "items" in inner else "."
        found += [
            {**deeper, "name": f"{name}{mark}{deeper['name']}"}
            for deeper in fields_of(below)
        ]
    return found


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """The part itself, where it only refers to a component."""
    for one in (part, *part.get("allOf", []), *part.get("oneOf", [])):
        if name := one.get("$ref"):
            component: dict[str, Any] = schema()["components"]["schemas"][
                name.rpartition("/")[2]
            ]
            return component
    return part


def described(part: dict[str, Any]) -> dict[str, Any]:
    """A field's type in words, its allowed values, and what it says of itself."""
    inner = resolved(part)
    kinds = inner.get("type", "object")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "items" in inner:
        kinds = [f"list of {described(inner['items'])['kind']}"]
    return {
        "kind": " or ".join(kinds),
        "format": inner.get("format", ""),
        "values": [value for value in inner.get("enum", []) if value is not None],
        "text": part.get("description", "").replace("`", ""),
    }
