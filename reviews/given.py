"""What a move is made with, checked before anything is asked of the database."""

from collections.abc import Mapping
from typing import Any, Final, TypedDict

from reviews.moves import Move, Outcome

LONGEST_TEXT: Final = 20_000
MOST_MENTIONS: Final = 500
LARGEST_KEY: Final = 2**63 - 1


class Given(TypedDict, total=False):
    """What a move is made with. ``mentions`` and ``into`` are primary keys."""

    outcome: str
    rating: int
    mentions: list[int]
    reason: str
    exception: str
    into: int
    notice: str


class Unusable(Exception):
    """Something given is missing, unknown or of no use: a refusal's code and words."""

    def __init__(self, code: str, **words: str) -> None:
        self.code, self.words = code, words
        super().__init__(code)


def tidied(
    verb: str, rules: tuple[Move, ...], given: Mapping[str, Any]
) -> dict[str, Any]:
    """``given`` with its texts stripped; raises ``Unusable``."""
    tidy = {}
    for name, value in given.items():
        if not any(name in (*rule.needs, *rule.takes) for rule in rules):
            raise Unusable("unknown_field", field=name, verb=verb)
        tidy[name] = CHECKS[name](name, value)
    # What every stage of the verb needs; the rest depends on where the claim is.
    needed = set.intersection(*(set(rule.needs) for rule in rules))
    missing = sorted(name for name in needed if not tidy.get(name))
    if missing:
        fields = ", ".join(missing)
        raise Unusable("missing", verb=verb, fields=fields, field=missing[0])
    return tidy


def is_key(value: object) -> bool:
    """Whether this can be a primary key at all."""
    return type(value) is int and 0 < value <= LARGEST_KEY


def check_text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise Unusable("bad_value", field=name, say="give text.")
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise Unusable("bad_value", field=name, say="this is not text: it holds NUL.")
    if len(value) > LONGEST_TEXT:
        say = f"at most {LONGEST_TEXT:,} characters; these are {len(value):,}."
        raise Unusable("bad_value", field=name, say=say)
    # Characters that nobody can see are no reason.
    seen = any(char.isprintable() and not char.isspace() for char in value)
    return value.strip() if seen else ""


def check_key(name: str, value: object) -> int:
    if not is_key(value):
        raise Unusable("bad_value", field=name, say="give its number.")
    assert isinstance(value, int)
    return value


def check_keys(name: str, value: object) -> list[int]:
    if not isinstance(value, list | tuple) or len(value) > MOST_MENTIONS:
        say = f"give a list of at most {MOST_MENTIONS} numbers."
        raise Unusable("bad_value", field=name, say=say)
    return [check_key(name, each) for each in value]


def check_outcome(name: str, value: object) -> str:
    if value not in Outcome.values:
        say = f"use one of: {', '.join(Outcome.values)}."
        raise Unusable("bad_value", field=name, say=say)
    return str(value)


CHECKS: Final = {
    "outcome": check_outcome,
    "rating": check_key,
    "mentions": check_keys,
    "reason": check_text,
    "exception": check_text,
    "into": check_key,
    "notice": check_text,
}
