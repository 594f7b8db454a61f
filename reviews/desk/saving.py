"""What was typed on a page becomes a move, also where the claim went on meanwhile."""

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Mention
from reviews.batches import undo_move
from reviews.desk.typed import Typed, given_with, number_in, typed_from
from reviews.given import Given
from reviews.models import Event, Rating, Reading
from reviews.moves import Outcome
from reviews.workflow import Moved, MoveRefused, move


def save(claim: int, typed: Typed, person: User, *, seen: int, over: int = 0) -> Moved:
    """Make the typed move on the version that was seen; what only this person did since
    is no conflict, but for a Reading that they saved meanwhile. ``over`` is the event
    of one that the typed is to replace."""
    given = given_with(typed)
    if typed.verb == "undo":
        return undo_move(claim, actor=person, version=seen)
    if typed.verb == "decide" and over:
        with transaction.atomic():
            undone = move(claim, "undo", actor=person, version=over)
            return _move(claim, typed, person, undone.version, given)
    try:
        return _move(claim, typed, person, seen, given)
    except MoveRefused as refusal:
        if refusal.code != "stale" or typed.verb != "decide":
            raise
        done = list(Event.objects.filter(claim=claim, seq__gt=seen).order_by("seq"))
        # A question changes nothing about the claim.
        theirs = (each for each in done if each.actor_id != person.pk)
        if not done or any(event.verb != "ask" for event in theirs):
            raise
        last = done[-1]
        saved = next((each for each in reversed(done) if each.verb == "decide"), None)
        if saved is None:
            return _move(claim, typed, person, last.seq, given)
        if not is_same(
            typed, typed_from(Reading.objects.get(pk=saved.data["reading"]))
        ):
            raise
    return Moved(
        claim=claim,
        version=last.seq,
        stage=last.stage_after,
        state=last.state_after,
        event=saved.pk,
        verdict=saved.data.get("verdict"),
        lease_until=None,
    )


def _move(claim: int, typed: Typed, person: User, version: int, given: Given) -> Moved:
    """The move; before a decision, what its form says of mentions that differ from the
    claim: that they contradict it. Whoever finds the claim true has to look again."""
    rating = Rating.objects.filter(pk=given.get("rating", 0))
    if not typed.refutes or not rating.exclude(outcome=Outcome.CORROBORATED).exists():
        return move(claim, typed.verb, actor=person, version=version, **given)
    with transaction.atomic():
        for mention in map(number_in, typed.refutes):
            said: Given = {"mention": mention, "stance": Mention.Stance.REFUTES}
            try:
                marked = move(claim, "mark", actor=person, version=version, **said)
            except MoveRefused as refusal:
                # Said already, in another window.
                if refusal.code != "unchanged":
                    raise
            else:
                version = marked.version
        return move(claim, typed.verb, actor=person, version=version, **given)


def is_same(one: Typed, other: Typed) -> bool:
    def parts(typed: Typed) -> tuple[str, str, str, set[str]]:
        texts = typed.reason.strip(), typed.exception.strip()
        return (typed.rating, *texts, set(typed.mentions))

    return parts(one) == parts(other)
