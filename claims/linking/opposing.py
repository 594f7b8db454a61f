"""Two claims that are like each other and may say the opposite: the note that whoever
merges them must have seen."""

from textwrap import shorten
from typing import Final

from claims.encoders import can_tell_meaning
from claims.matching.conflicts.oppositions import quote_sides
from claims.matching.judging import find_opposite, read_statement

LONGEST_REASON: Final = 300
LONGEST_SIDE: Final = 60

Statement = tuple[str, str]  # the text and its language


def note_opposite(
    one: Statement, other: Statement, *, by_rules_alone: bool = False
) -> str:
    """The note with its reason; "" where nothing sure is said against it. That figures
    differ is none: one claim may be told with two. By rules alone it waits for no
    encoder, and notes a little more. It is recorded in English and said by
    ``say_recorded``."""
    by_meaning = not by_rules_alone and can_tell_meaning()
    sides = read_statement(*one), read_statement(*other)
    found = find_opposite(*sides, by_meaning=by_meaning)
    if not found:
        return ""
    left, right = (shorten(side, width=LONGEST_SIDE) for side in found)
    return f"may say the opposite: {quote_sides(left, right)}"


def add_note(note: str, why: str) -> str:
    """``why`` with the note before it, as it is recorded."""
    return f"{note}; {why}"[:LONGEST_REASON]
