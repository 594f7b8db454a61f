"""What a move that is refused says, and how: a code, a status, a sentence."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from reviews.names import Words, name_of, with_names

# Answers "you may not", "too late, it changed" and "something is missing".
FORBIDDEN: Final = 403
CONFLICT: Final = 409
STALE: Final = 412
MISSING: Final = 422

REFUSALS: Final[dict[str, tuple[int, Words]]] = {
    "no_such_claim": (404, _("There is no claim {claim}.")),
    "unknown_verb": (MISSING, _("There is no move '{verb}'. Use one of: {verbs}.")),
    "inactive": (FORBIDDEN, _("This account is switched off.")),
    "not_permitted": (FORBIDDEN, _("You may not {verb} this claim.")),
    "own_reading": (
        FORBIDDEN,
        _("Nobody reads a claim twice. Somebody else must read it now."),
    ),
    "recused": (
        FORBIDDEN,
        _(
            "{person} declared an interest in {interest}, which this claim concerns. "
            "Somebody else must work on it."
        ),
    ),
    "not_yours": (FORBIDDEN, _("That was {person}'s; only they can undo it.")),
    "wrong_stage": (
        CONFLICT,
        _("Cannot {verb} now: the claim is {state}, its review {stage}."),
    ),
    "held": (CONFLICT, _("{person} has this claim in hand until {until}.")),
    "not_holder": (
        CONFLICT,
        _("You do not hold this claim (any more). Take it first."),
    ),
    "nothing_to_undo": (CONFLICT, _("There is nothing of yours to undo here.")),
    "nothing_left": (CONFLICT, _("Nothing is waiting for you.")),
    "no_verdict": (CONFLICT, _("There is no verdict in force to withdraw.")),
    "has_verdict": (
        CONFLICT,
        _(
            "A verdict on this claim is in force. Withdraw it before you {verb} the "
            "claim."
        ),
    ),
    "stale": (
        STALE,
        _("The claim changed while you had it open (now version {version})."),
    ),
    "published": (
        STALE,
        _(
            "Too late to undo: the verdict has been published. Reopen the claim to "
            "decide again, or withdraw the verdict with a public notice."
        ),
    ),
    "unknown_rating": (
        MISSING,
        _("Choose a rating of the scale that goes with the outcome."),
    ),
    "unknown_mention": (MISSING, _("Rely on mentions of this claim only.")),
    "one_origin": (
        MISSING,
        _(
            "Corroborating needs two supporting mentions of different origin; these "
            "have {origins}. Add another, or say why one is enough."
        ),
    ),
    "wrong_mention": (MISSING, _("Name a mention of this claim.")),
    "last_mention": (
        CONFLICT,
        _(
            "It is the only mention of this claim and cannot leave. Dismiss or reword "
            "the claim instead."
        ),
    ),
    "cited": (
        CONFLICT,
        _("The verdict in force relies on this mention. Withdraw the verdict first."),
    ),
    "already_mentioned": (
        MISSING,
        _("This place is a mention of the claim already (mention {mention})."),
    ),
    "already_filed": (MISSING, _("This place is filed already, as claim {other}.")),
    "unchanged": (MISSING, _("That is how it stands already.")),
    "unknown_target": (
        MISSING,
        _("Name another claim, still standing, to merge into."),
    ),
    "not_assignable": (
        MISSING,
        _("Choose somebody whose account is active and who may work on this claim."),
    ),
    "wrong_request": (
        MISSING,
        _("Name a request for a reply that is still open here."),
    ),
    "reply_missing": (
        MISSING,
        _(
            "The claim names a person. Ask for their reply and wait for it until the "
            "deadline, or say why it is not possible."
        ),
    ),
    "not_one_claim": (
        MISSING,
        _("One verdict for several claims needs the same statement in all of them."),
    ),
    "reason_missing": (MISSING, _("Say why: a reason is missing.")),
    "missing": (MISSING, _("To {verb}, give: {fields}.")),
    "unknown_field": (MISSING, _("'{field}' does not go with {verb}.")),
    "bad_value": (MISSING, _("{field}: {say}")),
}


def in_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a refusal, by the names that they have where people read them."""
    named = with_names(words)
    if isinstance(fields := words.get("fields"), str):
        names = (name_of("field", field) for field in fields.split(", "))
        named["fields"] = ", ".join(names)
    return named


class MoveRefused(Exception):
    """A move that was not made, and nothing written. ``status`` tells the kinds
    apart: 403 you may not, 409 not now, 412 it changed, 422 something is missing."""

    def __init__(self, code: str, **words: Any) -> None:
        self.code = code
        self.words = words
        self.status, sentence = REFUSALS[code]
        self.say = str(sentence).format_map(in_words(words))
        self.field: str | None = words.get("field")
        super().__init__(self.say)
