"""Names put behind pronouns for a reader: no part of what anybody wrote, and none of
what is compared."""

import re
from collections.abc import Iterable

INSERTED = re.compile(
    r"(?i)(?<=\b(?:he|er|it))\ \[[^\[\]]{1,90}\]"
    r"|(?<=\bthey)\ \[[^\[\]]{1,90}\]"
    r"|(?<=\b(?:she|sie))\ \[[^\[\]]{1,90}\]"
)


def insert_referents(sentence: str, referents: Iterable[tuple[int, str]]) -> str:
    """``sentence`` with each name in square brackets behind its pronoun's end."""
    for place, name in sorted(referents, reverse=True):
        sentence = f"{sentence[:place]} [{name}]{sentence[place:]}"
    return sentence


def without_insertions(text: str) -> str:
    """``text`` as it was before ``insert_referents``."""
    return INSERTED.sub("", text) if "[" in text else text
