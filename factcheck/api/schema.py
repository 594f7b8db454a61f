"""How the API describes itself: one OpenAPI document, from the routes as they are."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers

from factcheck.api.fields import Input, Output, Query
from factcheck.problems import MEDIA_TYPE, PROBLEMS

Route = TypeVar("Route", bound=Callable[..., Any])

ALWAYS: Final = (400, 401, 403, 406, 429, 500, 503)
WITH_BODY: Final = (411, 413, 415, 422)

IF_MATCH: Final = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description='The claim\'s version as you saw it, quoted: `"7"`; or `*` for any.',
)
IDEMPOTENCY_KEY: Final = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A word of your own for this request, best a UUID. Sent again with it, "
    "the request is answered as the first time, with `Idempotency-Replayed: true`.",
)
IF_NONE_MATCH: Final = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="An ETag you hold: 304 when nothing changed.",
)

# What answers say of the quota: those that were counted, and the one that says stop.
QUOTA_HEADERS: Final = {
    "RateLimit-Policy": 'What is answered: `"default";q=600;w=60` is 600 requests in '
    "60 seconds.",
    "RateLimit": 'What is left: `"default";r=50;t=30` is 50 requests, until 30 seconds '
    "from now.",
}
RETRY_AFTER: Final = {"Retry-After": "Seconds to wait."}


def path_id(name: str, what: str) -> OpenApiParameter:
    return OpenApiParameter(
        name, OpenApiTypes.INT64, OpenApiParameter.PATH, description=what
    )


class ErrorOutput(Output):
    """One thing wrong with the request."""

    pointer = serializers.CharField(
        required=False, help_text="JSON pointer to the field in the body."
    )
    parameter = serializers.CharField(
        required=False, help_text="Name of the query parameter."
    )
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemOutput(Output):
    """A problem document (RFC 9457). Some types carry members of their own."""

    type = serializers.CharField(help_text="Address of the page that explains it.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What is wrong and how to put it right.")
    instance = serializers.CharField(
        help_text="The request, as the server's log has it."
    )
    errors = ErrorOutput(many=True, required=False)  # type: ignore[assignment]  # collected as a field
    accepted = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="Media types read here.",
    )
    allowed = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="Verbs that are possible as the claim stands, for your role.",
    )
    claim = serializers.IntegerField(
        required=False, help_text="The claim that is there already."
    )
    line = serializers.IntegerField(required=False, help_text="Of the first mistake.")
    column = serializers.IntegerField(required=False, help_text="In that line.")
    current_version = serializers.IntegerField(
        required=False, help_text="The claim's version now: for If-Match."
    )
    limit = serializers.IntegerField(
        required=False, help_text="The most bytes that a body may have."
    )
    restart = serializers.URLField(
        required=False, help_text="Where an empty copy begins."
    )
    notice = serializers.CharField(
        required=False, help_text="For the public, with a withdrawal."
    )
    version = serializers.IntegerField(
        required=False, help_text="The version that was withdrawn."
    )
    withdrawn_at = serializers.DateTimeField(required=False)


def documented(
    operation: str,
    *,
    answers: Mapping[int, Any],
    needs: str = "",
    query: type[Query] | None = None,
    body: type[Input] | None = None,
    parameters: tuple[OpenApiParameter, ...] = (),
    problems: tuple[int, ...] = (),
) -> Callable[[Route], Route]:
    """Describe one operation: what it takes, and every status it answers with."""
    statuses = {*ALWAYS, *problems, *(WITH_BODY if body else ())}
    if query:
        statuses.add(422)
    responses: dict[Any, Any] = dict(answers)
    for status in sorted(statuses):
        responses[(status, MEDIA_TYPE)] = ProblemOutput
    decorate: Callable[[Route], Route] = extend_schema(
        operation_id=operation,
        tags=[operation.split("_")[0]],
        parameters=[*parameters, *([query] if query else [])],
        request=body,
        responses=responses,
        extensions={"x-permission": needs} if needs else None,
    )
    return decorate


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself on definition
    target_class = "factcheck.api.tokens.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


def close_inputs(result: dict[str, Any], **_rest: Any) -> dict[str, Any]:
    """Bodies take the fields they name and no others: say so."""
    for name, schema in result["components"]["schemas"].items():
        if name.endswith("InputRequest"):
            schema["additionalProperties"] = False
    return result


def name_problems(result: dict[str, Any], **_rest: Any) -> dict[str, Any]:
    """Each status says which types of problem it can be."""
    for path in result["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                codes = [c for c, k in PROBLEMS.items() if str(k.status) == status]
                if MEDIA_TYPE in response.get("content", {}):
                    response["description"] = ", ".join(f"`{code}`" for code in codes)
    return result


def describe_quota(result: dict[str, Any], **_rest: Any) -> dict[str, Any]:
    """Answers say in their headers what is left of the quota, and when to ask again."""
    said = QUOTA_HEADERS | RETRY_AFTER
    result["components"]["headers"] = {
        name: {"description": what, "schema": {"type": "string"}}
        for name, what in said.items()
    }
    told_in = {"2": QUOTA_HEADERS, "429": said, "503": RETRY_AFTER}
    for path in result["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                names = told_in.get(status) or told_in.get(status[0], {})
                if names:
                    response["headers"] = {
                        name: {"$ref": f"#/components/headers/{name}"} for name in names
                    }
    return result


@cache
def schema() -> dict[str, Any]:
    """The OpenAPI document; the same for every reader."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]  # spectacular's own
    document: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # spectacular's own
    return document
