"""Every key of the desk, once: the page's hints, the help and the script read this.

Single keys only. Never Backspace, Delete, Space, arrows or anything with a modifier:
those belong to the browser and to whoever types."""

from typing import Final, NamedTuple


class Key(NamedTuple):
    """A key, what it does in words, and the pages it works on."""

    key: str
    does: str
    pages: tuple[str, ...]


QUEUE, CLAIM = "queue", "claim"

KEYS: Final[dict[str, Key]] = {
    "start": Key("s", "Start reviewing: take the next claim", (QUEUE,)),
    "take": Key("t", "Take this claim", (CLAIM,)),
    **{
        f"rating_{digit}": Key(str(digit), f"Choose rating {digit}", (CLAIM,))
        for digit in range(1, 10)
    },
    "all": Key("a", "Rely on all mentions, or on none", (CLAIM,)),
    "reason": Key("n", "Write the reason (Esc leaves it)", (CLAIM,)),
    "save": Key("Enter", "Save and go to the next claim, from a rating", (CLAIM,)),
    "undo": Key("z", "Undo my last decision", (QUEUE, CLAIM)),
    "queue": Key("u", "Back to the queue", (QUEUE, CLAIM)),
    "search": Key("/", "Search the queue", (QUEUE,)),
    "help": Key("?", "Show these keys", (QUEUE, CLAIM)),
}


def help_lines() -> list[tuple[str, str]]:
    """(key, what it does) for the help, the ratings' digits on one line."""
    lines = []
    for name, key in KEYS.items():
        if name == "rating_1":
            lines.append(("1 – 9", "Choose a rating"))
        elif not name.startswith("rating_"):
            lines.append((shown(key.key), key.does))
    return lines


def shown(key: str) -> str:
    return key.upper() if len(key) == 1 else key
