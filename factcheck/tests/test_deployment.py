"""The container files, the example of settings and the local run say the same."""

import ast
import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.local import commands

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()

# Read by docker-compose.yml itself, which makes two URLs and a port of them.
ONLY_COMPOSE = {"POSTGRES_PASSWORD", "REDIS_PASSWORD", "PORT"}
NEVER_OPTIONAL = {"SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "ALLOWED_HOSTS"}


def names_read_by_settings() -> set[str]:
    tree = ast.parse((ROOT / "factcheck" / "settings.py").read_text())
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def names_in_example() -> set[str]:
    return set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_the_example_names_every_setting_and_no_other() -> None:
    assert names_in_example() == names_read_by_settings() | ONLY_COMPOSE


def test_the_example_explains_every_setting() -> None:
    lines = EXAMPLE.splitlines()
    bare = [
        line
        for before, line in itertools.pairwise(lines)
        if re.match(r"#?[A-Z_]+=", line) and not before.startswith("# ")
    ]

    assert bare == []


def test_the_example_holds_no_value_for_a_secret() -> None:
    for name in NEVER_OPTIONAL:
        assert re.search(rf"^{name}=$", EXAMPLE, re.MULTILINE), name


def test_compose_has_the_services_of_the_local_run_and_no_other() -> None:
    assert set(SERVICES) == {"db", "redis", "migrate", "web", "worker", "beat"}


def test_compose_refuses_to_start_without_its_secrets() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    optional = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)(?!:\?|[A-Z_])", text))
    demanded = set(re.findall(r"\$\{([A-Z_]+):\?", text))

    assert demanded == NEVER_OPTIONAL
    assert optional == {"PORT"}


@pytest.mark.parametrize("service", ["migrate", "web", "worker", "beat"])
def test_every_process_gets_what_settings_require(service: str) -> None:
    given = set(SERVICES[service]["environment"])

    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS"} == given
    assert SERVICES[service]["env_file"] == ".env"
    assert given <= names_read_by_settings()


@pytest.mark.parametrize("service", ["db", "redis", "web", "worker", "beat"])
def test_every_lasting_service_has_a_health_check(service: str) -> None:
    assert SERVICES[service]["healthcheck"]["test"]
    assert SERVICES[service]["restart"] == "unless-stopped"


def test_containers_run_the_commands_of_the_local_run() -> None:
    in_dockerfile = re.search(r"^CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)

    assert in_dockerfile
    assert tuple(ast.literal_eval(in_dockerfile[1])) == commands.WEB
    assert tuple(SERVICES["web"]["command"]) == commands.WEB
    assert tuple(SERVICES["worker"]["command"]) == commands.WORKER
    assert tuple(SERVICES["beat"]["command"][: len(commands.BEAT)]) == commands.BEAT
    assert SERVICES["migrate"]["command"] == ["python", *commands.MIGRATE]
    assert f"python {' '.join(commands.COLLECT_STATIC)}" in DOCKERFILE


def test_redis_keeps_its_data_and_evicts_nothing() -> None:
    script = SERVICES["redis"]["command"][-1]

    assert "--appendonly yes" in script
    assert "--maxmemory-policy noeviction" in script
    assert SERVICES["redis"]["volumes"] == ["redis:/data"]


def test_the_image_installs_hashed_requirements_and_is_not_root() -> None:
    user = re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE)

    assert "pip install --no-cache-dir --require-hashes -r requirements.txt" in (
        DOCKERFILE
    )
    assert user == ["factcheck"]


def test_everything_the_image_copies_is_let_through_and_exists() -> None:
    let_through = set(
        re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    )
    copied = {
        name
        for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE)
        for name in line.split()
    }

    assert copied == let_through
    assert [name for name in copied if not (ROOT / name).exists()] == []
