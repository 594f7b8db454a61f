"""What a move that is refused says, and how: a code, a status, a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from factcheck.formats import clock, quoted
from reviews.names import Words, with_names

# Answers "you may not", "too late, it changed" and "something is missing".
FORBIDDEN: Final = 403
CONFLICT: Final = 409
STALE: Final = 412
MISSING: Final = 422

REFUSALS: Final[dict[str, tuple[int, Words]]] = {
    "no_such_claim": (404, _("There is no claim {claim}.")),
    "unknown_verb": (MISSING, _("There is no move '{verb}'. Use one of: {verbs}.")),
    "inactive": (FORBIDDEN, _("This account is switched off.")),
    "not_permitted": (FORBIDDEN, _("Your role does not allow this: {verb}.")),
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
    "taken_over": (CONFLICT, _("{what}")),
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
        _("Too late to undo: the verdict has been published. {what}"),
    ),
    "unknown_rating": (
        MISSING,
        _("Choose a rating of the scale that goes with the outcome."),
    ),
    "stance_unsaid": (
        MISSING,
        _(
            "{which} Say whether it supports the claim or contradicts it, or do not "
            "rely on it."
        ),
    ),
    "difference_unseen": (
        MISSING,
        _(
            "{which} If it supports the claim all the same, confirm that you have seen "
            "the difference."
        ),
    ),
    "target_read": (
        MISSING,
        _(
            "Claim {into} has been read already, without these mentions. If it shall "
            "have them all the same, confirm that you have seen this."
        ),
    ),
    "may_oppose": (
        MISSING,
        _(
            "It may say the opposite of claim {into}. If they are one claim all the "
            "same, confirm that you have seen this."
        ),
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
    "blind_review": (
        CONFLICT,
        _(
            "This review is blind: a question would tell what you think. Everybody "
            "reads for themselves first."
        ),
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
    "missing": (MISSING, _("{what}")),
    "unknown_field": (MISSING, _("{label}: does not go with {verb}.")),
    "bad_value": (MISSING, _("{label}: {say}")),
}


class Field(NamedTuple):
    """What a field is called before what is wrong with it, and what is said where a
    move needs it and it was left empty."""

    label: Words
    lacking: Words = ""


FIELDS: Final[dict[str, Field]] = {
    "outcome": Field(_("Outcome")),
    "rating": Field(_("Rating"), _("Choose a rating.")),
    "mentions": Field(_("Mentions"), _("Tick at least one mention as evidence.")),
    "reason": Field(_("Reason"), _("Say why: a reason is missing.")),
    "exception": Field(_("Exception")),
    "into": Field(_("The other claim"), _("Say which claim it is merged into.")),
    "notice": Field(_("Notice"), _("Write the notice for the public.")),
    "mention": Field(_("Mention"), _("Say which mention it is about.")),
    "same_as": Field(_("The other mention")),
    "stance": Field(
        _("What it does for the claim"), _("Say what the mention does for the claim.")
    ),
    "despite": Field(_("All the same")),
    "source": Field(_("Source"), _("Choose a source.")),
    "start": Field(_("Where the place begins"), _("Say where the place begins.")),
    "end": Field(_("Where the place ends"), _("Say where the place ends.")),
    "text": Field(_("Wording"), _("Write the claim in words.")),
    "other": Field(_("The other wording"), _("Write the other claim in words.")),
    "to": Field(_("To whom"), _("Say to whom.")),
    "until": Field(_("Until when"), _("Say until when.")),
    "priority": Field(_("Priority"), _("Choose a priority.")),
    "party": Field(_("Who is asked"), _("Say who is asked.")),
    "channel": Field(_("How they are asked"), _("Say how they are asked.")),
    "deadline": Field(_("Deadline"), _("Say until when they may answer.")),
    "not_possible": Field(_("Why nobody can be asked")),
    "request": Field(_("Request"), _("Say which request was answered.")),
    "answer": Field(_("Answer"), _("Write what they answered.")),
    "used": Field(_("Whether the answer is used")),
    "name": Field(_("Name")),
    "outlet": Field(_("Outlet")),
    "recusal": Field(_("Interest")),
    "claims": Field(_("Claims")),
    "act": Field(_("What is to be done")),
    "batch": Field(_("Batch")),
}


def say_lacking(fields: Iterable[str]) -> str:
    """Everything that is missing, a sentence each."""
    return " ".join(str(FIELDS[name].lacking) for name in fields)


def say_taken(taken: Mapping[str, str]) -> str:
    """Who took a claim over, when and why if that may be told."""
    at, why = clock(datetime.fromisoformat(taken["at"])), taken["why"]
    if why:
        sentence = _(
            "%(name)s took this claim over from you at %(at)s. Reason given: %(why)s"
        )
    else:
        sentence = _("%(name)s took this claim over from you at %(at)s.")
    return str(sentence) % {"name": taken["name"], "at": at, "why": quoted(why)}


class MoveRefused(Exception):
    """A move that was not made, and nothing written. ``status`` tells the kinds
    apart: 403 you may not, 409 not now, 412 it changed, 422 something is missing."""

    def __init__(self, code: str, **words: Any) -> None:
        self.code = code
        self.words = words
        self.status, sentence = REFUSALS[code]
        fields: Sequence[str] = words.get("fields", ())
        self.field: str | None = words.get("field") or next(iter(fields), None)
        said = with_names(words)
        if fields:
            said["what"] = say_lacking(fields)
        if self.field:
            said["label"] = FIELDS.get(self.field, Field(self.field)).label
        self.say = str(sentence).format_map(said)
        # What is said beside each field.
        named = {self.field: self.say} if self.field else {}
        self.errors = {name: str(FIELDS[name].lacking) for name in fields} or named
        super().__init__(self.say)
