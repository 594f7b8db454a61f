"""Reads settings from the environment and refuses what cannot be meant."""

import os
from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

SPELLINGS = {"true": True, "1": True, "yes": True, "on": True}
SPELLINGS |= {"false": False, "0": False, "no": False, "off": False}


class Environment:
    """One method for each kind of setting. ``NAME_FILE`` may name a file that holds
    the value. Without a default the setting is required.

    Raises ImproperlyConfigured with the setting's name and what it allows.
    """

    def __init__(self) -> None:
        self.source = environ.Env()
        self.source.ENVIRON = FileAwareMapping(env=os.environ)

    def text(self, name: str, *, default: str | None = None) -> str:
        value = str(self.source.str(name, default=default or "")).strip()
        if value or default is not None:
            return value
        raise ImproperlyConfigured(
            f"{name} is not set. Set {name}, or {name}_FILE to the path of a file "
            "that holds it."
        )

    def choice(self, name: str, *, default: str, allowed: Sequence[str]) -> str:
        value = self.text(name, default=default)
        if value in allowed:
            return value
        raise not_allowed(name, value, ", ".join(allowed[:-1]) + f" or {allowed[-1]}")

    def language(self, name: str, *, default: str, known: Sequence[str]) -> str:
        """The first that is known of a list such as de_AT:de:en. Systems set LANGUAGE
        for all their programs: what we do not speak must not stop the process."""
        wanted = self.text(name, default=default).lower().split(":")
        codes = (each.partition("_")[0].partition("-")[0] for each in wanted)
        return next((code for code in codes if code in known), default)

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name, default=str(default))
        if value.lower() in SPELLINGS:
            return SPELLINGS[value.lower()]
        raise not_allowed(name, value, "true or false")

    def number(self, name: str, *, default: int, least: int = 0) -> int:
        value = self.text(name, default=str(default))
        if value.isdecimal() and int(value) >= least:
            return int(value)
        raise not_allowed(name, value, f"a whole number, {least} or more")

    def share(self, name: str, *, default: float) -> float:
        value = self.text(name, default=str(default))
        try:
            number = float(value)
        except ValueError:
            number = -1
        if 0 <= number <= 1:
            return number
        raise not_allowed(name, value, "a number from 0 to 1")

    def words(self, name: str) -> list[str]:
        """Values parted by commas; none if unset."""
        return [word.strip() for word in self.text(name, default="").split(",") if word]

    def time_zone(self, name: str, *, default: str) -> str:
        value = self.text(name, default=default)
        if value in available_timezones():
            return value
        raise not_allowed(name, value, "a time zone such as UTC or Europe/Vienna")

    def database(self, name: str) -> dict[str, Any]:
        value = self.text(name)
        if value.startswith(("postgresql://", "postgres://")):
            return dict(self.source.db_url_config(value))
        raise ImproperlyConfigured(
            f"{name} must be postgresql://USER:PASSWORD@HOST:PORT/NAME."
        )


def not_allowed(name: str, value: str, allowed: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is {value!r}; it must be {allowed}.")
