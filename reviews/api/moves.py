"""Moves over the API. The one door makes them; here its refusals become problems."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Claim, Mention
from claims.places import LONGEST_PLACE
from factcheck.api.fields import (
    Choice,
    Flag,
    Identifier,
    Input,
    Moment,
    Offset,
    Output,
    Text,
)
from factcheck.api.schema import IDEMPOTENCY_KEY, IF_MATCH, WITH_BODY, documented
from factcheck.api.views import ApiView, has_body, read_body, read_key, seen_version
from factcheck.problems import NOT_FOUND, Members, Problem
from reviews.api.claims import CLAIM_ID, VIEW
from reviews.given import HIGHEST_PRIORITY, LONGEST_LINE, MOST_MENTIONS
from reviews.models import Rating, Review
from reviews.moves import REVIEW, VERBS, Outcome, Stage
from reviews.retries import take_next_once
from reviews.workflow import Moved, MoveRefused, allowed_verbs, move, take_next

LONGEST: Final = 20_000

# Where in the body a refusal points, when it does not say so itself.
POINTERS: Final = {
    "unknown_rating": "/rating",
    "unknown_mention": "/mentions",
    "one_origin": "/mentions",
    "stance_unsaid": "/mentions",
    "reason_missing": "/reason",
    "unknown_target": "/into",
    "reply_missing": "/verb",
}
CODES: Final = {
    "own_reading": "self-review",
    "held": "lease-lost",
    "taken_over": "lease-lost",
    "not_holder": "lease-lost",
    "stale": "version-conflict",
    "published": "too-late",
}
CODE_OF_STATUS: Final = {
    403: "forbidden",
    404: "not-found",
    409: "state-transition",
    412: "version-conflict",
    422: "validation",
}


def _words(about: str, *, at_most: int = LONGEST) -> Text:
    """A text that goes with some verbs, and that the door asks for where it must."""
    return Text(required=False, allow_blank=True, max_length=at_most, help_text=about)


class MoveInput(Input):
    """A verb, and what goes with it."""

    never_sent = ("id", "version", "state", "stage", "actor", "lease_until")

    verb = Choice(choices=VERBS)
    outcome = Choice(
        required=False,
        choices=Outcome.values,
        help_text="May be left out: the rating implies it.",
    )
    rating = Text(required=False, max_length=40, help_text="A word of the scale.")
    mentions = serializers.ListField(
        child=Identifier(),
        required=False,
        max_length=MOST_MENTIONS,
        error_messages={"not_a_list": "Send a list of ids."},
        help_text="Ids of the mentions relied on.",
    )
    reason = _words("Why. A second reader who agrees may leave it out.")
    exception = _words("Why one origin is enough to corroborate.")
    into = Identifier(required=False, help_text="The claim to merge into.")
    notice = _words("For the public, with a withdrawal.")
    mention = Identifier(required=False, help_text="The mention to correct.")
    same_as = Identifier(
        required=False,
        help_text="The mention with the same voice; left out, it has one of its own.",
    )
    stance = Choice(required=False, choices=Mention.Stance.values)
    despite = Flag(
        required=False,
        help_text="That you mean it all the same: that a mention supports the claim "
        "which it seems to contradict, or to merge into a claim that has been read or "
        "that may say the opposite.",
    )
    source = Identifier(required=False, help_text="The source to link a place of.")  # type: ignore[assignment]  # collected as a field
    start = Offset(required=False, help_text="Where the place begins in its text.")
    end = Offset(required=False, help_text="Where it ends; one after the last.")
    text = _words("The claim in other words.", at_most=LONGEST_PLACE)
    other = _words("The new claim that is split off, in words.", at_most=LONGEST_PLACE)
    to = Identifier(
        required=False,
        allow_null=True,
        help_text="The id of the person to assign it to; null for nobody.",
    )
    until = Moment(
        required=False, help_text="Not handed out before; at most 60 days ahead."
    )
    priority = Identifier(
        required=False,
        min_value=0,
        max_value=HIGHEST_PRIORITY,
        error_messages={"invalid": "Send a whole number."},
        help_text="0 as ranked, 1 raised, 2 high, 3 urgent.",
    )
    party = _words("Whom the claim concerns, asked for a reply.", at_most=LONGEST_LINE)
    channel = _words("How they were asked.", at_most=LONGEST_LINE)
    deadline = Moment(
        required=False, help_text="Until when they may reply; at most 60 days ahead."
    )
    not_possible = _words("Why they could not be asked.")
    request = Identifier(required=False, help_text="The request that was answered.")
    answer = _words("What the party said.")
    used = Flag(required=False, help_text="Whether the reasons take the answer up.")
    batch = Text(
        required=False,
        max_length=36,
        help_text="A UUID that moves share which belong together.",
    )


class NextInput(Input):
    """Nothing to say: the queue decides."""


class StandingOutput(Output):
    """Where the claim stands after the move."""

    id = serializers.IntegerField(source="claim")
    version = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Claim.State.values)
    stage = serializers.ChoiceField(choices=Stage.values)
    lease_until = serializers.DateTimeField(
        allow_null=True, help_text="How long it is in your hands."
    )
    other = serializers.IntegerField(
        allow_null=True, help_text="The claim that an unlink or a split led to."
    )


class Moves(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"POST": VIEW}

    @documented(
        "claims_move",
        needs=VIEW,
        body=MoveInput,
        parameters=(CLAIM_ID, IF_MATCH),
        answers={201: StandingOutput},
        problems=(404, 409, 412, 428),
    )
    def post(self, request: Request, claim: int) -> Response:
        """Make a move on the claim you saw. Which verbs, and who may, is the same
        table that the desk reads."""
        version = seen_version(request, current=lambda: current_version(claim))
        given = read_body(request, MoveInput)
        verb = given.pop("verb")
        try:
            moved = move(
                claim, verb, actor=self.person, version=version, **read_rating(given)
            )
        except MoveRefused as refusal:
            raise problem_of(refusal, claim, self.person) from refusal
        return standing(moved, request)


class NextClaim(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"POST": REVIEW}

    @documented(
        "claims_take_next",
        needs=REVIEW,
        parameters=(IDEMPOTENCY_KEY,),
        answers={201: StandingOutput, 204: None},
        problems=WITH_BODY,
    )
    def post(self, request: Request) -> HttpResponse:
        """Take the most urgent claim that is free. 204 when none waits for you. Sent
        again with its key, the request takes no other claim."""
        key = read_key(request)
        if has_body(request):
            read_body(request, NextInput)
        try:
            if key is None:
                return standing(take_next(actor=self.person), request)
            moved, before = take_next_once(key, actor=self.person)
            response = standing(moved, request)
            if before:
                response["Idempotency-Replayed"] = "true"
            return response
        except MoveRefused as refusal:
            if refusal.code == "nothing_left":
                return HttpResponse(status=204)
            raise Problem("forbidden", refusal.say) from refusal


def current_version(claim: int) -> int:
    return get_object_or_404(Claim.objects.only("version"), pk=claim).version


def standing(moved: Moved, request: Request) -> Response:
    where = request.build_absolute_uri(reverse("claim", args=[moved.claim]))
    return Response(StandingOutput(moved).data, status=201, headers={"Location": where})


def read_rating(given: dict[str, Any]) -> dict[str, Any]:
    """The rating's word as its key."""
    word = given.get("rating")
    if word is None:
        return given
    ratings = {rating.word: rating for rating in Rating.objects.all()}
    if word not in ratings:
        scale = [each.word for each in ratings.values() if each.retired_at is None]
        detail = f"{word!r} is not in the scale. Use one of: {', '.join(scale)}."
        error = {"pointer": "/rating", "code": "unknown_value", "detail": detail}
        raise Problem("validation", detail, errors=[error])
    return given | {"rating": ratings[word].pk}


def problem_of(refusal: MoveRefused, claim: int, person: User) -> Problem:
    code = CODES.get(refusal.code) or CODE_OF_STATUS[refusal.status]
    detail = NOT_FOUND if refusal.status == 404 else refusal.say
    if refusal.status == 422:
        return Problem(code, detail, errors=errors_of(refusal))
    extra: Members = {}
    if "version" in refusal.words:
        extra["current_version"] = refusal.words["version"]
    if code == "state-transition":
        allowed = allowed_now(claim, person)
        extra["allowed"] = [
            verb for verb in allowed if verb != refusal.words.get("verb")
        ]
    return Problem(code, detail, **extra)


def errors_of(refusal: MoveRefused) -> list[dict[str, str]]:
    """One line for each field that is missing, else one for the field in question."""
    if refusal.code == "missing":
        return [
            {"pointer": f"/{name}", "code": "missing", "detail": say}
            for name, say in refusal.errors.items()
        ]
    named = f"/{refusal.field}" if refusal.field else "/verb"
    pointer = POINTERS.get(refusal.code, named)
    return [{"pointer": pointer, "code": refusal.code, "detail": refusal.say}]


def allowed_now(claim: int, person: User) -> list[str]:
    review = Review.objects.rounds_of(claim).select_related("claim").first()
    return allowed_verbs(review, actor=person) if review else []
