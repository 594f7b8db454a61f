"""The API is what its description says, and the description is the one committed."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.renderers import OpenApiYamlRenderer
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounded
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from factcheck.api.schema import schema
from factcheck.problems import Members
from factcheck.tests.callers import token_of
from reviews.moves import VERBS

EXAMPLES = 12
CONTRACT = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def one_connection():
    """A request that ends would close the connection that holds the test's rows; the
    test client of Django keeps it in the same way."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@cache
def served_api():
    """As it is described, and with no member that is not."""
    closed = deepcopy(schema())
    for name, component in closed["components"]["schemas"].items():
        if name.endswith("Output"):
            component["additionalProperties"] = False
    api = schemathesis.openapi.from_dict(closed)
    api.app = WSGIHandler()
    return api


def operations():
    for path, methods in schema()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_the_schema_is_valid_and_without_a_warning(tmp_path):
    call_command(
        "spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "api.yaml")
    )


def test_the_committed_schema_is_the_one_we_serve():
    written = OpenApiYamlRenderer().render(schema(), renderer_context={})

    committed = Path(settings.BASE_DIR, "openapi.yaml").read_bytes()
    assert written == committed, "Run: manage.py spectacular --file openapi.yaml"


def test_every_operation_has_a_name_of_its_own():
    names = [operation["operationId"] for _, _, operation in operations()]

    assert sorted(names) == [
        "claims_events",
        "claims_file",
        "claims_list",
        "claims_move",
        "claims_read",
        "claims_take_next",
        "ratings_list",
        "replies_list",
        "sources_add",
        "sources_list",
        "sources_read",
        "verdicts_changes",
        "verdicts_claimreview",
        "verdicts_digest",
        "verdicts_read",
        "webhooks_add",
        "webhooks_delete",
        "webhooks_list",
        "webhooks_read",
        "whoami",
    ]


def test_the_verbs_are_those_of_the_table_of_moves():
    assert schema()["components"]["schemas"]["Verb"]["enum"] == list(VERBS)


def test_what_a_problem_may_say_is_described():
    described = set(schema()["components"]["schemas"]["ProblemOutput"]["properties"])

    said_by_all = {"type", "title", "status", "detail", "instance", "errors"}
    assert described == said_by_all | Members.__optional_keys__


def test_no_enum_may_be_null_or_blank():
    for name, component in schema()["components"]["schemas"].items():
        assert None not in component.get("enum", []), name
        assert "" not in component.get("enum", []), name


def test_the_schema_is_served_and_not_sent_twice(db):
    response = Client().get("/api/v1/openapi.json")
    again = Client().get(
        "/api/v1/openapi.json", headers={"if-none-match": response["ETag"]}
    )

    assert response.json()["openapi"] == "3.1.0"
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    ["/api/docs/", "/api/docs/problems", "/api/docs/try/", "/api/docs/try/?script="],
)
def test_the_pages_need_no_inline_script_or_style(path, db):
    response = Client().get(path)

    page = response.content.decode()
    assert response.status_code == 200
    assert "unsafe" not in response["Content-Security-Policy"]
    if "script=" not in path:
        assert "<style" not in page
        assert " style=" not in page
        assert "<script>" not in page
        assert " onclick" not in page


def test_the_reference_shows_every_operation_and_a_first_request(db):
    page = Client().get("/api/docs/").content.decode()

    for path, method, operation in operations():
        assert f'id="{operation["operationId"]}"' in page
        assert f"<b>{method.upper()}</b> <code>{path}</code>" in page
    assert "Authorization: Bearer YOUR-TOKEN" in page
    assert "http://testserver/api/v1/verdicts/changes?limit=2" in page


@pytest.mark.parametrize(("path", "method"), [one[:2] for one in operations()])
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_request_breaks_the_contract(
    mode, path, method, people, claim_at, one_connection
):
    claim = claim_at("second_reading")
    source = claim.mentions.first().source_id
    real = {"claim": claim.pk, "verdict": claim.pk, "source": source}
    headers = {"Authorization": f"Bearer {token_of(people['carla'])}"}
    wanted: dict[str, Any] = {}
    if mode == GenerationMode.POSITIVE:
        headers["If-Match"] = "*"
        inside = {name: pk for name, pk in real.items() if f"{{{name}}}" in path}
        wanted = {"path_parameters": inside} if inside else {}
    operation = served_api()[path][method.upper()]

    @bounded(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode, **wanted))
    def ask(case):
        case.call_and_validate(headers=headers, checks=CONTRACT)

    ask()
