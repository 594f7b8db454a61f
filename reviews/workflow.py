"""The one door: every move of every claim is made here, by whatever entrance.

The person is checked first, then what was given; then one round trip to
``move.sql`` locks the claim, checks what the database holds now, makes the change
and records it. Side effects are the caller's business, after the commit."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Unpack

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models.functions import Now

from claims.against import Against, say_against
from claims.differences import recount_differences
from factcheck.formats import clock, person_name
from factcheck.requests import current_request_id
from reviews.afterwards import say_what_now
from reviews.corrections import prepared, prepared_filing
from reviews.given import Given, is_key, missing_from, tidied
from reviews.models import Review
from reviews.moves import (
    CORRECTIONS,
    FILING,
    REPLIES,
    UNDOABLE,
    VERBS,
    Move,
    moves_for,
)
from reviews.order import lock_first, waiting_for
from reviews.recusal import Recusal, end_interest, interest_of, record_interest
from reviews.refusals import REFUSALS, MoveRefused, say_taken

__all__ = [
    "REFUSALS",
    "MoveRefused",
    "Moved",
    "allowed_verbs",
    "declare_interest",
    "end_interest",
    "file_claim",
    "move",
    "open_reviews",
    "reanchor",
    "recheck",
    "renew_lease",
    "take_next",
]

# Mentions come or go: merging, and ending a merge, hands them to another claim.
MAY_CARRY_MENTIONS: Final = ("merge", "reopen", "undo", "unlink", "split", "link")
# Claims that others took first, before the next one is given up.
MOST_TRIED: Final = 40


@dataclass(frozen=True)
class Moved:
    """A move that was made, and where the claim stands after it."""

    claim: int
    version: int
    stage: str
    state: str
    event: int | None
    verdict: int | None
    lease_until: datetime | None
    other: int | None = None  # the claim that an unlink or a split led to


def move(
    claim: int,
    verb: str,
    *,
    actor: User,
    version: int | None = None,
    **given: Unpack[Given],
) -> Moved:
    """Make the move ``verb`` on the claim with this primary key, or raise
    ``MoveRefused``. ``version`` is the claim's version that the actor saw; without
    it the move is made on whatever stands now."""
    rules = moves_for(verb)
    if not rules:
        raise MoveRefused("unknown_verb", verb=verb, verbs=", ".join(VERBS))
    permitted = _rules_for(actor, verb, rules)
    if not is_key(claim):
        raise MoveRefused("no_such_claim", claim=claim)
    tidy = _readied(verb, claim, rules, given)
    if verb not in MAY_CARRY_MENTIONS:
        return _moved(_make_move(claim, verb, actor, version, permitted, tidy))
    with transaction.atomic():
        answer = _make_move(claim, verb, actor, version, permitted, tidy)
        if shared := answer.get("mentions_went"):
            recount_differences([claim, shared])
    return _moved(answer)


def take_next(*, actor: User, **given: Unpack[Given]) -> Moved:
    """Hand the next free claim to ``actor``; raises ``MoveRefused`` (nothing_left)
    when none is waiting that they may work on."""
    _rules_for(actor, "take", moves_for("take"))
    tried: list[int] = []
    while len(tried) < MOST_TRIED:
        with transaction.atomic():
            waiting = waiting_for(actor).exclude(claim__in=tried)
            claim = lock_first(waiting, person=actor)
            if claim is None:
                break
            # Another may have taken it between the look and the lock, or the same
            # person in another window: then it is no move.
            with suppress(MoveRefused):
                moved = move(claim, "take", actor=actor, **given)
                if moved.event is not None:
                    return moved
            tried.append(claim)
    raise MoveRefused("nothing_left")


def file_claim(
    source: int,
    start: int,
    end: int,
    *,
    actor: User,
    text: str | None = None,
    reason: str = "",
) -> Moved:
    """Put the statement at this place of a Source in the queue as a new claim, in the
    words of the place or in ``text``; raises ``MoveRefused`` (already_filed, with the
    claim as ``other``) when it is one."""
    _rules_for(actor, FILING.verb, (FILING,))
    given: Given = {"source": source, "start": start, "end": end, "reason": reason}
    if text is not None:
        given["text"] = text
    asked = tidied(FILING.verb, (FILING,), given)
    if missing := missing_from(asked, (FILING,)):
        raise MoveRefused("missing", fields=missing)
    tidy = prepared_filing(asked)
    answer = _call(
        "reviews_file_claim",
        actor.pk,
        json.dumps(tidy),
        _terms(),
        current_request_id.get(),
    )
    if "refused" in answer:
        raise MoveRefused(answer.pop("refused"), **answer)
    return _moved(answer)


def open_reviews(limit: int = 1000) -> int:
    """Put claims that never had a Review in the queue; how many. No person does
    this: it is how a claim's life begins."""
    return int(_call("reviews_open_new", limit, _terms()))


def declare_interest(
    *, actor: User, outlet: int | None = None, name: str = "", reason: str
) -> Recusal:
    """From now on the actor takes no part in claims of this outlet, or that name this
    person, and lets go of those in hand; raises ``MoveRefused``."""
    with transaction.atomic():
        declared = record_interest(actor=actor, outlet=outlet, name=name, reason=reason)
        held = Review.objects.filter(holder=actor, closed_at=None)
        concerned = held.annotate(interest=interest_of(actor)).exclude(interest=None)
        for claim in concerned.values_list("claim", flat=True):
            move(claim, "release", actor=actor)
    return declared


def recheck(claim: int, *, reason: str, data: Mapping[str, Any]) -> Moved | None:
    """Say that what the claim rests on has changed, and what: the verdict in force is
    stale, and a closed Review is followed by a new one. The machine's move: no person
    makes it. None for a claim that has yet to enter the queue."""
    answer = _call(
        "reviews_recheck",
        claim,
        reason,
        json.dumps(data),
        _terms(),
        current_request_id.get(),
    )
    return _recorded(claim, answer)


def reanchor(claim: int, *, reason: str, data: Mapping[str, Any]) -> Moved | None:
    """Record that what the claim rests on stands in a newer version of a source as it
    did; nothing else changes. The machine's move, like ``recheck``."""
    answer = _call(
        "reviews_reanchor", claim, reason, json.dumps(data), current_request_id.get()
    )
    return _recorded(claim, answer)


def renew_lease(claim: int, *, actor: User) -> bool:
    """Keep the claim in the actor's hands, by PostgreSQL's clock; False if they lost
    it. Not a move: nothing about the claim changes."""
    held = Review.objects.filter(claim=claim, holder=actor, lease_until__gt=Now())
    until = Now() + timedelta(seconds=settings.LEASE_SECONDS)
    return held.update(lease_until=until) > 0


def allowed_verbs(review: Review, *, actor: User) -> list[str]:
    """What this person may do with the claim as it stands, in the table's order."""
    state = review.claim.state
    return [
        verb
        for verb in VERBS
        for rule in moves_for(verb)
        if rule.stage == review.stage
        and state in rule.states
        and (
            actor.has_perm(rule.permission)
            or (verb == "assign" and actor.has_perm(rule.others))
        )
    ]


def _rules_for(actor: User, verb: str, rules: tuple[Move, ...]) -> str:
    """The rules as the database function reads them; refuses whoever may none."""
    if not actor.is_active:
        raise MoveRefused("inactive")
    may = {rule.permission: actor.has_perm(rule.permission) for rule in rules}
    others = {rule.others: actor.has_perm(rule.others) for rule in rules if rule.others}
    if not any(may.values()) and not (verb == "assign" and any(others.values())):
        raise MoveRefused("not_permitted", verb=verb)
    return json.dumps(
        [
            {
                "stage": rule.stage,
                "states": rule.states,
                "to": rule.to,
                "needs": rule.needs,
                "may": may[rule.permission],
                "others": others.get(rule.others, False),
            }
            for rule in rules
        ]
    )


def _readied(
    verb: str, claim: int, rules: tuple[Move, ...], given: Given
) -> dict[str, Any]:
    """What was given, as the door reads it. What is wrong with it the door says, after
    whose the claim is and whether it changed."""
    try:
        tidy = tidied(verb, rules, given)
        return tidy if missing_from(tidy, rules) else prepared(verb, claim, tidy)
    except MoveRefused as refusal:
        return {"unusable": {"refused": refusal.code, **refusal.words}}


def _make_move(
    claim: int,
    verb: str,
    actor: User,
    version: int | None,
    rules: str,
    tidy: Mapping[str, Any],
) -> dict[str, Any]:
    answer: dict[str, Any] = _call(
        "reviews_make_move",
        claim,
        verb,
        actor.pk,
        version,
        rules,
        json.dumps(tidy),
        _terms(),
        current_request_id.get(),
    )
    if "refused" in answer:
        raise _refusal(claim, verb, actor, answer)
    return answer


def _refusal(claim: int, verb: str, actor: User, answer: dict[str, Any]) -> MoveRefused:
    words = {**answer, "claim": claim, "verb": verb}
    if holder := answer.get("person"):
        person = actor if holder == actor.pk else User.objects.get(pk=holder)
        words["person"] = person_name(person)
    if until := answer.get("until"):
        words["until"] = clock(datetime.fromisoformat(until))
    if answer["refused"] == "published":
        words["what"] = say_what_now(actor)
    if taken := answer.get("taken"):
        words["what"] = say_taken(taken)
    if against := answer.get("against"):
        words["which"] = say_against(Against(**each) for each in against)
    return MoveRefused(words.pop("refused"), **words)


def _recorded(claim: int, answer: dict[str, Any]) -> Moved | None:
    if answer.get("refused") == "no_such_claim":
        raise MoveRefused("no_such_claim", claim=claim)
    return None if "refused" in answer else _moved(answer)


def _moved(answer: dict[str, Any]) -> Moved:
    until = answer.get("until")
    return Moved(
        claim=answer["claim"],
        version=answer["version"],
        stage=answer["stage"],
        state=answer["state"],
        event=answer.get("event"),
        verdict=answer.get("verdict"),
        lease_until=datetime.fromisoformat(until) if until else None,
        other=answer.get("other"),
    )


def _terms() -> str:
    """The newsroom's policy, as the database function reads it."""
    shares = {"always": 1.0, "never": 0.0, "sampled": settings.SECOND_READER_SHARE}
    return json.dumps(
        {
            "hold": settings.VERDICT_HOLD_SECONDS,
            "lease": settings.LEASE_SECONDS,
            "due": settings.REVIEW_DUE_HOURS * 3600,
            "second_reader": shares[settings.SECOND_READER],
            "blind": settings.BLIND_SHARE,
            "undoable": UNDOABLE,
            "by_holder": (*CORRECTIONS, *REPLIES),
            "reply_required": settings.RIGHT_OF_REPLY == "required",
        }
    )


def _call(function: str, *arguments: Any) -> Any:
    marks = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({marks})", arguments)  # our own names
        row = cursor.fetchone()
    assert row is not None
    return json.loads(row[0]) if isinstance(row[0], str) else row[0]
