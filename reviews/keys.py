"""Every key of the desk, once: the page's hints, the help, the docs and the script
read this.

Single keys only. Never Backspace, Delete, Space, arrows or anything with a modifier:
those belong to the browser and to whoever types."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from reviews.moves import ASSIGN, REVIEW
from reviews.names import Words


class Key(NamedTuple):
    """A key, what it does in words, and the pages it works on."""

    key: str
    does: Words
    pages: tuple[str, ...]


QUEUE, CLAIM = "queue", "claim"
BOTH = (QUEUE, CLAIM)
PLACE = "place"

KEYS: Final[dict[str, Key]] = {
    "start": Key("s", _("Start reviewing: take the next claim"), (QUEUE,)),
    "skip": Key("s", _("Skip this claim and take the next"), (CLAIM,)),
    "take": Key("a", _("Take this claim, or release it"), (CLAIM,)),
    **{
        f"rating_{digit}": Key(str(digit), _("Choose a rating"), (CLAIM,))
        for digit in range(1, 10)
    },
    "save": Key("Enter", _("Save and go to the next claim, from a rating"), (CLAIM,)),
    "undo": Key("z", _("Undo my last decision"), BOTH),
    "reason": Key("n", _("Write the reason (Esc leaves it)"), (CLAIM,)),
    "all": Key("t", _("Rely on all mentions, or on none"), (CLAIM,)),
    "mention_previous": Key("[", _("Go to the mention before"), (CLAIM,)),
    "mention_next": Key("]", _("Go to the mention after"), (CLAIM,)),
    "tick_mention": Key("x", _("Rely on the mention you are at, or not"), (CLAIM,)),
    "compare": Key("c", _("Compare two mentions"), (CLAIM,)),
    "evidence": Key("e", _("Add evidence"), (CLAIM,)),
    "start_more": Key("[", _("Start of the place: one word more"), (PLACE,)),
    "start_less": Key("{", _("Start of the place: one word less"), (PLACE,)),
    "end_less": Key("}", _("End of the place: one word less"), (PLACE,)),
    "end_more": Key("]", _("End of the place: one word more"), (PLACE,)),
    "reuse": Key("r", _("Reuse the first earlier check"), (CLAIM,)),
    "merge": Key("d", _("Merge: another claim says the same"), (CLAIM,)),
    "postpone": Key("h", _("Postpone"), (CLAIM,)),
    "priority": Key("p", _("Change the priority"), (CLAIM,)),
    "next": Key("j", _("Go to the next claim without saving"), BOTH),
    "previous": Key("k", _("Go to the previous claim without saving"), BOTH),
    "tick": Key("x", _("Tick this claim (Shift: all up to it)"), (QUEUE,)),
    "queue": Key("u", _("Back to the queue, to the same row"), BOTH),
    "search": Key("/", _("Search the queue, or the sources"), (QUEUE,)),
    "go_queue": Key("g q", _("Go to the queue"), BOTH),
    "go_sources": Key("g s", _("Go to the sources"), BOTH),
    "go_dashboard": Key("g d", _("Go to the dashboard"), BOTH),
    "help": Key("?", _("Show these keys"), BOTH),
}

# What the help calls the pages that a key works on, in its order.
HEADINGS: Final[dict[tuple[str, ...], Words]] = {
    (CLAIM,): _("On a claim"),
    (QUEUE,): _("In the queue"),
    BOTH: _("In the queue and on a claim"),
    (PLACE,): _("While you choose a place in a text"),
}

# The digits are the ratings' places, Enter is the browser's, and two keys one after
# the other are no single key; the rest may move.
FIXED: Final = frozenset(
    (
        *(f"rating_{digit}" for digit in range(1, 10)),
        *("save", "help", "go_queue", "go_sources", "go_dashboard"),
    )
)
# Who may press which; all others take a reviewer. Of several permissions one is enough.
ANYBODY: Final = frozenset(
    (
        *("mention_previous", "mention_next", "compare", "next", "previous"),
        *("queue", "search", "go_queue", "help"),
    )
)
PERMISSIONS: Final = {
    "tick": (REVIEW, ASSIGN),
    "go_sources": ("claims.view_source",),
    "go_dashboard": ("reviews.see_dashboard",),
}
REBOUND: Final = tuple(name for name in KEYS if name not in FIXED)


def help_lines(bound: Mapping[str, str]) -> list[tuple[Words, list[tuple[str, Words]]]]:
    """For the help: under the name of each page (key, what it does), the ratings'
    digits on one line. ``bound`` holds the keys that a person can use, by name."""
    lines: dict[tuple[str, ...], list[tuple[str, Words]]] = {
        pages: [] for pages in HEADINGS
    }
    for name, key in KEYS.items():
        if not bound.get(name):
            continue
        if name == "rating_1":
            lines[key.pages].append(("1 – 9", key.does))
        elif not name.startswith("rating_"):
            lines[key.pages].append((shown(bound[name]), key.does))
    return [(HEADINGS[pages], found) for pages, found in lines.items() if found]


def usable(bound: Mapping[str, str], may: Callable[[str], bool]) -> dict[str, str]:
    """Those of a person's keys that do something for them; ``may`` says which
    permissions they have."""
    return {
        name: key
        for name, key in bound.items()
        if name in ANYBODY or any(map(may, PERMISSIONS.get(name, (REVIEW,))))
    }


def bound_by(chosen: Mapping[str, str]) -> dict[str, str]:
    """Every key of the desk by name, as somebody has it who chose some others. What the
    desk has given a key since, that they had taken before, has none."""
    taken = {
        (page, chosen[name])
        for name, key in KEYS.items()
        if name in chosen
        for page in key.pages
    }
    return {
        name: chosen.get(name)
        or ("" if any((page, key.key) in taken for page in key.pages) else key.key)
        for name, key in KEYS.items()
    }


def shown(key: str) -> str:
    return " ".join(part.upper() if len(part) == 1 else part for part in key.split(" "))


def page_of_keys() -> str:
    """The page of the docs: every key, what it does and where, as a table."""
    lines = ["| Key | What it does | Where |", "|---|---|---|"]
    for name, key in KEYS.items():
        if name.startswith("rating_") and name != "rating_1":
            continue
        pressed = "1 – 9" if name == "rating_1" else shown(key.key)
        lines.append(f"| `{pressed}` | {key.does} | {', '.join(key.pages)} |")
    return "\n".join(lines)


def refuse_key(key: str) -> "Words | None":
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
            # Of two keys one after the other, the first is nobody else's.
            names[page, chosen.get(name, key.key).split(" ")[0]].append(name)
    return {
        name: _("Two things on one page cannot have the same key.")
        for together in names.values()
        if len(together) > 1
        for name in together
        if name in chosen
    }
