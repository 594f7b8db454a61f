"""Sentences that their mood alone marks as reported: "Die Stadt zahle nichts"."""

from claims.extraction.attributions.german_cues import LOOSE_MOOD, OWN_VOICE, SURE_MOOD
from claims.extraction.attributions.german_phrases import opening_place
from claims.extraction.text.clauses import Unit
from claims.extraction.text.quotes import Span


def is_in_mood(unit: Unit, *, follows: bool) -> bool:
    """Whether ``unit`` stands in the mood of reported speech. "Würde", "wäre" and a
    verb like "zahle" count only where such speech goes on."""
    words = {token.low for token in unit.tokens if token.raw.islower()}
    if words & OWN_VOICE:
        return False
    if words & SURE_MOOD:
        return True
    return follows and (bool(words & LOOSE_MOOD) or verb_in_mood(unit))


def verb_in_mood(unit: Unit) -> bool:
    """Whether the word behind the subject that opens the sentence is such a verb."""
    place = opening_place(unit.tokens, len(unit.tokens))
    if place is None or place[1] + 1 >= len(unit.tokens):
        return False
    verb = unit.tokens[place[1] + 1].low
    return len(verb) > 3 and verb.endswith("e") and not verb.endswith(("te", "de"))


def opening_phrase(unit: Unit) -> Span | None:
    place = opening_place(unit.tokens, len(unit.tokens))
    return unit.span(*place) if place else None
