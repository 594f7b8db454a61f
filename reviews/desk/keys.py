"""Every key of the desk, once: the page's hints, the help, the docs and the script
read this.

Single keys only. Never Backspace, Delete, Space, arrows or anything with a modifier:
those belong to the browser and to whoever types."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Key(NamedTuple):
    """A key, what it does in words, and the pages it works on."""

    key: str
    does: Words
    pages: tuple[str, ...]


QUEUE, CLAIM = "queue", "claim"
BOTH = (QUEUE, CLAIM)

KEYS: Final[dict[str, Key]] = {
    "start": Key("s", _("Start reviewing: take the next claim"), (QUEUE,)),
    "take": Key("t", _("Take this claim"), (CLAIM,)),
    **{
        f"rating_{digit}": Key(str(digit), _("Choose a rating"), (CLAIM,))
        for digit in range(1, 10)
    },
    "all": Key("a", _("Rely on all mentions, or on none"), (CLAIM,)),
    "reason": Key("n", _("Write the reason (Esc leaves it)"), (CLAIM,)),
    "save": Key("Enter", _("Save and go to the next claim, from a rating"), (CLAIM,)),
    "undo": Key("z", _("Undo my last decision"), BOTH),
    "queue": Key("u", _("Back to the queue"), BOTH),
    "search": Key("/", _("Search the queue"), (QUEUE,)),
    "help": Key("?", _("Show these keys"), BOTH),
}

# The digits are the ratings' places and Enter is the browser's; the rest may move.
FIXED: Final = frozenset(
    (*(f"rating_{digit}" for digit in range(1, 10)), "save", "help")
)
REBOUND: Final = tuple(name for name in KEYS if name not in FIXED)


def help_lines(bound: Mapping[str, str]) -> list[tuple[str, Words]]:
    """(key, what it does) for the help, the ratings' digits on one line. ``bound``
    holds a person's keys by name."""
    lines: list[tuple[str, Words]] = []
    for name, key in KEYS.items():
        if name == "rating_1":
            lines.append(("1 – 9", key.does))
        elif not name.startswith("rating_"):
            lines.append((shown(bound[name]), key.does))
    return lines


def shown(key: str) -> str:
    return key.upper() if len(key) == 1 else key


def refuse_key(key: str) -> Words | None:
    """Why ``key`` can be no key of the desk."""
    if len(key) != 1 or not key.isprintable() or key.isspace():
        return _("Choose one key that writes a letter or a sign.")
    if key.isdecimal():
        return _("The digits choose ratings. Choose a letter or a sign.")
    if key in "\"\\'":
        return _("This sign cannot be a key. Choose a letter.")
    return None


def refuse_together(chosen: Mapping[str, str]) -> dict[str, Words]:
    """By name, what is wrong with keys that mean two things on one page."""
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, key in KEYS.items():
        for page in key.pages:
            names[page, chosen.get(name, key.key)].append(name)
    return {
        name: _("Two things on one page cannot have the same key.")
        for together in names.values()
        if len(together) > 1
        for name in together
        if name in chosen
    }
