"""Filing a claim over the API: a place in a source that the machine passed over."""

from collections.abc import Mapping
from typing import ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from claims.places import LONGEST_PLACE
from factcheck.api.fields import Identifier, Input, Offset, Text
from factcheck.api.schema import documented
from factcheck.api.views import read_body
from factcheck.problems import Members, Problem
from reviews.api.claims import VIEW, Claims
from reviews.api.moves import (
    LONGEST,
    StandingOutput,
    errors_of,
    standing,
)
from reviews.moves import FILING
from reviews.workflow import MoveRefused, file_claim


class FilingInput(Input):
    """Where the statement stands, and how to word it."""

    never_sent = ("id", "version", "state", "stage", "actor", "quote")

    source = Identifier(help_text="The source that states it.")  # type: ignore[assignment]  # collected as a field
    start = Offset(help_text="Where the place begins in its text, in code points.")
    end = Offset(help_text="Where it ends; one after the last.")
    text = Text(
        required=False,
        allow_blank=True,
        max_length=LONGEST_PLACE,
        help_text="The claim in words; those of the place where it is left out.",
    )
    reason = Text(required=False, allow_blank=True, max_length=LONGEST)


class ClaimsAndFiling(Claims):
    needs: ClassVar[Mapping[str, str]] = {"GET": VIEW, "POST": FILING.permission}

    @documented(
        "claims_file",
        needs=FILING.permission,
        body=FilingInput,
        answers={201: StandingOutput},
    )
    def post(self, request: Request) -> Response:
        """File a claim: a statement that the machine passed over. It waits in the
        queue like any other."""
        given = read_body(request, FilingInput)
        try:
            return standing(file_claim(**given, actor=self.person), request)
        except MoveRefused as refusal:
            if refusal.status == 403:
                raise Problem("forbidden", refusal.say) from refusal
            there: Members = {}
            if refusal.code == "already_filed":
                there["claim"] = refusal.words["other"]
            errors = errors_of(refusal)
            raise Problem(
                "validation", refusal.say, errors=errors, **there
            ) from refusal
