"""What the environment may say, and what stops the process."""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

ReadSettings = Callable[[dict[str, str]], dict[str, Any]]

SETTINGS = Path(__file__).resolve().parents[1] / "settings.py"

ENOUGH = {
    "SECRET_KEY": "a-secret-for-this-test",
    "DATABASE_URL": "postgresql://desk@db.example.org/desk?sslmode=require",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "PATH": os.defpath,
}


@pytest.fixture
def read_settings(monkeypatch: pytest.MonkeyPatch) -> ReadSettings:
    """Run settings.py under an environment of its own; returns what it sets."""

    def read(environment: dict[str, str]) -> dict[str, Any]:
        with monkeypatch.context() as patch:
            patch.setattr(os, "environ", environment)
            return runpy.run_path(str(SETTINGS))

    return read


def test_a_missing_setting_stops_every_command() -> None:
    environment = {key: value for key, value in ENOUGH.items() if key != "SECRET_KEY"}

    done = subprocess.run(
        [sys.executable, SETTINGS.parents[1] / "manage.py", "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "SECRET_KEY is not set." in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
@pytest.mark.parametrize("empty", [False, True])
def test_a_missing_required_setting_stops_the_process_and_is_named(
    name: str,
    empty: bool,  # noqa: FBT001 a parametrised case
    read_settings: ReadSettings,
) -> None:
    environment = {key: value for key, value in ENOUGH.items() if key != name}
    environment |= {name: ""} if empty else {}

    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings(environment)

    assert str(refusal.value) == (
        f"{name} is not set. Set {name}, or {name}_FILE to the path of a file "
        "that holds it."
    )


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("VERDICT_HOLD_SECONDS", "abc", "a whole number, 0 or more"),
        ("VERDICT_HOLD_SECONDS", "-1", "a whole number, 0 or more"),
        ("LEASE_SECONDS", "0", "a whole number, 1 or more"),
        ("SECOND_READER", "sometimes", "always, sampled or never"),
        ("MATCH_BY_MEANING", "on", "at_once, behind or off"),
        ("SECOND_READER_SHARE", "half", "a number from 0 to 1"),
        ("BLIND_SHARE", "2", "a number from 0 to 1"),
        ("BLIND_SHARE", "nan", "a number from 0 to 1"),
        ("RIGHT_OF_REPLY", "always", "offered or required"),
        ("HTTPS", "ture", "true or false"),
        ("TIME_ZONE", "Vienna", "a time zone such as UTC or Europe/Vienna"),
    ],
)
def test_a_wrong_value_stops_the_process_and_says_what_is_allowed(
    name: str, value: str, allowed: str, read_settings: ReadSettings
) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings(ENOUGH | {name: value})

    assert str(refusal.value) == f"{name} is {value!r}; it must be {allowed}."


def test_only_postgresql_is_accepted_as_a_database(
    read_settings: ReadSettings,
) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings(ENOUGH | {"DATABASE_URL": "sqlite:///desk.sqlite3"})

    assert str(refusal.value) == (
        "DATABASE_URL must be postgresql://USER:PASSWORD@HOST:PORT/NAME."
    )


def test_a_secret_may_be_read_from_a_file(
    tmp_path: Path, read_settings: ReadSettings
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kept in a file\n")
    environment = {key: value for key, value in ENOUGH.items() if key != "SECRET_KEY"}

    settings = read_settings(environment | {"SECRET_KEY_FILE": str(secret)})

    assert settings["SECRET_KEY"] == "kept in a file"


def test_options_in_the_database_url_are_kept(read_settings: ReadSettings) -> None:
    options = read_settings(ENOUGH)["DATABASES"]["default"]["OPTIONS"]

    assert options["sslmode"] == "require"
    assert "lock_timeout=5s" in options["options"]


def test_what_is_not_set_is_strict(read_settings: ReadSettings) -> None:
    settings = read_settings(ENOUGH)

    assert settings["DEBUG"] is False
    assert settings["HTTPS"] is True
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["ALLOWED_HOSTS"] == []
    assert settings["SECOND_READER"] == "always"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("de", "de"),
        ("de_AT:de:en", "de"),
        ("fr_FR:de-CH", "de"),
        ("en_GB:en", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_read_as_systems_write_it(
    wanted: str, code: str, read_settings: ReadSettings
) -> None:
    assert read_settings(ENOUGH | {"LANGUAGE": wanted})["LANGUAGE_CODE"] == code
