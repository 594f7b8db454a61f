"""The life of a claim, as data: every move there is, and who may make it.

Read by the workflow, the database triggers, the desk, the API's choices, the docs
and the test matrix. To change the life of a claim, change this table."""

from dataclasses import dataclass
from itertools import product

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models import Claim

State = Claim.State


class Stage(models.TextChoices):
    """Where the work on a claim is."""

    QUEUED = "queued", _("Queued")
    IN_HAND = "in_hand", _("in hand")
    SECOND_READING = "second_reading", _("second reading")
    ADJUDICATION = "adjudication", _("Adjudication")
    CLOSED = "closed", _("Closed")


class Outcome(models.TextChoices):
    """What a Reading can conclude, and the claim's state once a Verdict says so."""

    CORROBORATED = "corroborated", _("Corroborated")
    CONTESTED = "contested", _("Contested")
    UNVERIFIED = "unverified", _("Unverified")


OPEN_STAGES = (Stage.QUEUED, Stage.IN_HAND, Stage.SECOND_READING, Stage.ADJUDICATION)
HELD_STAGES = (Stage.IN_HAND, Stage.SECOND_READING, Stage.ADJUDICATION)
ANY_STAGE = (*OPEN_STAGES, Stage.CLOSED)
STANDING = (State.UNVERIFIED, State.CORROBORATED, State.CONTESTED)

REVIEW = "reviews.review_claim"
ADJUDICATE = "reviews.adjudicate_claim"
REOPEN = "reviews.reopen_claim"
WITHDRAW = "reviews.withdraw_verdict"
TAKE_OVER = "reviews.take_over_claim"
ASSIGN = "reviews.assign_claim"


@dataclass(frozen=True, kw_only=True)
class Move:
    """One verb in one stage: where it may lead, and what it needs.

    ``to`` lists the stages it may lead to, ``states`` the claim states it may start
    from, ``to_states`` those it may end in (empty: the state stays). ``needs`` names
    what must be given with it; ``takes`` what may be (and ``batch``, with any).
    ``others`` is the permission for it where somebody else is concerned: whoever
    holds the claim, or whom it is for."""

    verb: str
    stage: Stage
    to: tuple[Stage, ...]
    permission: str
    states: tuple[State, ...] = STANDING
    to_states: tuple[State, ...] = ()
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    others: str = ""


_READING = ("rating", "mentions")
_BESIDE = ("outcome", "exception")


def _decide(stage: Stage, *to: Stage, permission: str, says_why: bool) -> Move:
    """A Reading. The second reader may agree without repeating the reason; the outcome
    is the rating's, and refused where it is given as another."""
    return Move(
        verb="decide",
        stage=stage,
        to=to,
        permission=permission,
        to_states=STANDING,
        needs=(*_READING, "reason") if says_why else _READING,
        takes=_BESIDE if says_why else (*_BESIDE, "reason"),
    )


def _take(stage: Stage, to: Stage, *, permission: str = REVIEW) -> Move:
    """Only queued claims change their stage: in the others it is a lease, that hands
    the work to one person. From another's hands, with a reason."""
    return Move(
        verb="take",
        stage=stage,
        to=(to,),
        permission=permission,
        takes=("reason",),
        others=TAKE_OVER,
    )


def _arrange(
    verb: str, *stages: Stage, needs: tuple[str, ...] = (), others: str = ""
) -> tuple[Move, ...]:
    """Who works on it, and in what order: stage and state stay as they are."""
    return tuple(
        Move(
            verb=verb,
            stage=stage,
            to=(stage,),
            permission=REVIEW,
            needs=needs,
            takes=("reason",),
            others=others,
        )
        for stage in stages
    )


def _in_hand(
    verb: str,
    *stages: Stage,
    needs: tuple[str, ...],
    takes: tuple[str, ...] = ("reason",),
    states: tuple[State, ...] = STANDING,
) -> tuple[Move, ...]:
    """For whoever holds the claim, such as correcting what the machine proposed:
    stage and state stay as they are."""
    return tuple(
        Move(
            verb=verb,
            stage=stage,
            to=(stage,),
            permission=ADJUDICATE if stage == Stage.ADJUDICATION else REVIEW,
            states=states,
            needs=needs,
            takes=takes,
        )
        for stage in stages
    )


MOVES: tuple[Move, ...] = (
    _take(Stage.QUEUED, Stage.IN_HAND),
    _take(Stage.IN_HAND, Stage.IN_HAND),
    _take(Stage.SECOND_READING, Stage.SECOND_READING),
    _take(Stage.ADJUDICATION, Stage.ADJUDICATION, permission=ADJUDICATE),
    Move(
        verb="release",
        stage=Stage.IN_HAND,
        to=(Stage.QUEUED,),
        permission=REVIEW,
        takes=("reason",),
    ),
    Move(
        verb="release",
        stage=Stage.SECOND_READING,
        to=(Stage.SECOND_READING,),
        permission=REVIEW,
        takes=("reason",),
    ),
    Move(
        verb="release",
        stage=Stage.ADJUDICATION,
        to=(Stage.ADJUDICATION,),
        permission=ADJUDICATE,
        takes=("reason",),
    ),
    # Out of everybody's way until a moment that is given.
    *(
        Move(
            verb="postpone",
            stage=stage,
            to=(Stage.QUEUED if stage == Stage.IN_HAND else stage,),
            permission=ADJUDICATE if stage == Stage.ADJUDICATION else REVIEW,
            needs=("until",),
            takes=("reason",),
        )
        for stage in OPEN_STAGES
    ),
    *_arrange("assign", *OPEN_STAGES, needs=("to",), others=ASSIGN),
    *_arrange("prioritise", *OPEN_STAGES, needs=("priority",)),
    *_arrange("ask_second", Stage.QUEUED, Stage.IN_HAND),
    # A note to a colleague, who sees it in their queue.
    *_arrange("ask", *OPEN_STAGES, needs=("to", "reason")),
    # Straight to closed only where the policy asks for no second reader.
    _decide(
        Stage.IN_HAND,
        Stage.SECOND_READING,
        Stage.CLOSED,
        permission=REVIEW,
        says_why=True,
    ),
    _decide(
        Stage.SECOND_READING,
        Stage.CLOSED,
        Stage.ADJUDICATION,
        permission=REVIEW,
        says_why=False,
    ),
    _decide(
        Stage.ADJUDICATION,
        Stage.CLOSED,
        permission=ADJUDICATE,
        says_why=True,
    ),
    Move(
        verb="dismiss",
        stage=Stage.IN_HAND,
        to=(Stage.CLOSED,),
        permission=REVIEW,
        states=(State.UNVERIFIED,),
        to_states=(State.DISMISSED,),
        needs=("reason",),
    ),
    Move(
        verb="merge",
        stage=Stage.IN_HAND,
        to=(Stage.CLOSED,),
        permission=REVIEW,
        states=(State.UNVERIFIED,),
        to_states=(State.MERGED,),
        needs=("into",),
        # Into a claim that somebody has read already, said twice.
        takes=("reason", "despite"),
    ),
    # Who has read relies on which mentions there are and on the words: these change
    # before the first Reading only.
    *_in_hand("unlink", Stage.IN_HAND, needs=("mention", "reason"), takes=()),
    *_in_hand("reword", Stage.IN_HAND, needs=("text",), states=(State.UNVERIFIED,)),
    *_in_hand(
        "split", Stage.IN_HAND, needs=("text", "other"), states=(State.UNVERIFIED,)
    ),
    *_in_hand(
        "link",
        *HELD_STAGES,
        # What it does for the claim is said by a person, never taken for granted; that
        # it supports what it seems to contradict, twice.
        needs=("source", "start", "end", "stance"),
        takes=("reason", "despite"),
    ),
    *_in_hand("regroup", *HELD_STAGES, needs=("mention", "reason"), takes=("same_as",)),
    *_in_hand(
        "mark",
        *HELD_STAGES,
        needs=("mention", "stance"),
        takes=("reason", "despite"),
    ),
    # The right of reply of whom the claim concerns.
    *_in_hand(
        "ask_reply",
        *HELD_STAGES,
        needs=("party",),
        takes=("channel", "deadline", "not_possible"),
    ),
    *_in_hand(
        "record_reply", *HELD_STAGES, needs=("request", "answer"), takes=("used",)
    ),
    # A new Review; a verdict in force stays in force until another supersedes it.
    Move(
        verb="reopen",
        stage=Stage.CLOSED,
        to=(Stage.QUEUED,),
        permission=REOPEN,
        needs=("reason",),
    ),
    Move(
        verb="reopen",
        stage=Stage.CLOSED,
        to=(Stage.QUEUED,),
        permission=REOPEN,
        states=(State.DISMISSED, State.MERGED),
        to_states=(State.UNVERIFIED,),
        needs=("reason",),
    ),
    *(
        Move(
            verb="withdraw",
            stage=stage,
            to=(stage,),
            permission=WITHDRAW,
            to_states=(State.UNVERIFIED,),
            needs=("notice",),
        )
        for stage in ANY_STAGE
    ),
    # Takes back the last event on the claim, whatever it was; see ``UNDOABLE``.
    *(
        Move(verb="undo", stage=stage, to=(), permission=REVIEW, states=tuple(State))
        for stage in (Stage.SECOND_READING, Stage.ADJUDICATION, Stage.CLOSED)
    ),
)

VERBS: tuple[str, ...] = tuple(dict.fromkeys(move.verb for move in MOVES))
UNDOABLE = ("decide", "dismiss", "merge")
CORRECTIONS = ("unlink", "reword", "split", "link", "regroup", "mark")
REPLIES = ("ask_reply", "record_reply")
ARRANGEMENTS = ("take", "assign", "postpone", "prioritise", "ask_second", "ask")

# Puts a place that the machine passed over in the queue. There is no claim yet that
# could be in a stage: it is no line of the table, and its event is the opening one.
FILING = Move(
    verb="file",
    stage=Stage.QUEUED,
    to=(Stage.QUEUED,),
    permission=REVIEW,
    needs=("source", "start", "end"),
    takes=("text", "reason"),
)

# The machine says that what a verdict rests on has changed: a closed Review is followed
# by a new one. No person makes it, so it is no line of the table either.
RECHECK: tuple[Move, ...] = (
    *(
        Move(verb="recheck", stage=stage, to=(stage,), permission="")
        for stage in OPEN_STAGES
    ),
    Move(verb="recheck", stage=Stage.CLOSED, to=(Stage.QUEUED,), permission=""),
    Move(
        verb="recheck",
        stage=Stage.CLOSED,
        to=(Stage.CLOSED,),
        permission="",
        states=(State.DISMISSED, State.MERGED),
    ),
)

# The machine found what the claim rests on as it was, in a newer version of a source.
# Nothing follows from it but the line in the trail.
REANCHOR: tuple[Move, ...] = tuple(
    Move(verb="reanchor", stage=stage, to=(stage,), permission="", states=tuple(State))
    for stage in ANY_STAGE
)

# Mentions came to a claim that somebody has read, or left it again, with another claim
# that was merged into it. The person made that move on the other claim.
TOLD: tuple[Move, ...] = tuple(
    Move(verb=verb, stage=stage, to=(stage,), permission="")
    for verb in ("gain", "lose")
    for stage in ANY_STAGE
)
BY_THE_MACHINE = (RECHECK[0].verb, REANCHOR[0].verb)

# A new claim enters the queue: by the machine, or by whoever filed it.
OPENING = ("open", "", Stage.QUEUED, State.UNVERIFIED, State.UNVERIFIED)


def moves_for(verb: str) -> tuple[Move, ...]:
    """The moves one verb can mean, by stage and state; empty for no verb of ours."""
    return tuple(move for move in MOVES if move.verb == verb)


def legal_steps() -> list[tuple[str, str, str, str, str]]:
    """Every (verb, stage, stage after, state, state after) the table allows.

    An ``undo`` has no line: it is legal when it is the mirror of what it undoes."""
    steps = {OPENING}
    for move in (*MOVES, *RECHECK, *REANCHOR, *TOLD):
        for to, state in product(move.to, move.states):
            # A verdict takes effect when its Review closes, and not before.
            effective = to == Stage.CLOSED or move.verb != "decide"
            ends = move.to_states if move.to_states and effective else (state,)
            steps |= {(move.verb, move.stage, to, state, end) for end in ends}
    return sorted(tuple(str(part) for part in step) for step in steps)  # type: ignore[misc]  # five parts in, five out


def legal_stage_pairs() -> list[tuple[str, str]]:
    """Stage changes of one Review, and their mirrors for ``undo``."""
    pairs = {
        (before, after)
        for verb, before, after, _, _ in legal_steps()
        if before and before != after and verb not in ("reopen", "recheck")
    }
    mirrors = {
        (after, before)
        for verb, before, after, _, _ in legal_steps()
        if verb in UNDOABLE and before != after
    }
    return sorted(pairs | mirrors)


def legal_state_pairs() -> list[tuple[str, str]]:
    """State changes of a Claim, and their mirrors for ``undo``."""
    steps = [step for step in legal_steps() if step[3] != step[4]]
    pairs = {(before, after) for _, _, _, before, after in steps}
    mirrors = {(after, before) for verb, *_, before, after in steps if verb in UNDOABLE}
    return sorted(pairs | mirrors)
