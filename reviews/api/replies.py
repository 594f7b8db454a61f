"""The right of reply over the API: who was asked, by when, and what they said."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.db.models import Q
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.fields import MAX_ID, Choice, Digits, ListQuery, Output
from factcheck.api.keyset import list_page
from factcheck.api.schema import documented
from factcheck.api.views import ApiView
from factcheck.formats import person_name
from reviews.api.claims import VIEW_TRAIL
from reviews.blind import told_replies
from reviews.models import ReplyRequest

STANDINGS: Final = {
    "awaited": Q(answered_at=None, not_possible=""),
    "answered": Q(answered_at__isnull=False),
    "not_possible": ~Q(not_possible=""),
}


class ReplyQuery(ListQuery):
    claim = Digits(
        required=False, min_value=1, max_value=MAX_ID, help_text="Of one claim only."
    )
    standing = Choice(
        required=False, choices=list(STANDINGS), help_text="How the request stands."
    )


class ReplyOutput(Output):
    """One party that was asked for a reply, or why it could not be."""

    id = serializers.IntegerField(source="pk")
    claim = serializers.IntegerField(source="review.claim_id")
    party = serializers.CharField()
    channel = serializers.CharField(help_text="How they were asked.")
    asked_by = serializers.SerializerMethodField(help_text="Who asked, by name.")
    asked_at = serializers.DateTimeField()
    deadline = serializers.DateTimeField(
        allow_null=True, help_text="Until when they may answer."
    )
    not_possible = serializers.CharField(help_text="Why they could not be asked.")
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    used = serializers.BooleanField(
        allow_null=True, help_text="Whether the reasons take the answer up."
    )

    def get_asked_by(self, asked: ReplyRequest) -> str:
        return person_name(asked.asked_by)


class ReplyPageOutput(Output):
    items = ReplyOutput(many=True)
    next = serializers.URLField(allow_null=True)


class Replies(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": VIEW_TRAIL}
    query = ReplyQuery

    @documented(
        "replies_list",
        needs=VIEW_TRAIL,
        query=ReplyQuery,
        answers={200: ReplyPageOutput},
    )
    def get(self, request: Request) -> Response:
        """List the requests for a reply, newest first. What others asked in a blind
        review is missing until you have read the claim yourself."""
        rows = told_replies(narrowed(self.asked), self.person)
        page = list_page(
            rows.select_related("review", "asked_by"), request=request, asked=self.asked
        )
        return Response(
            {"items": ReplyOutput(page.items, many=True).data, "next": page.next}
        )


def narrowed(asked: Mapping[str, Any]) -> Any:
    rows = ReplyRequest.objects.all()
    if "claim" in asked:
        rows = rows.filter(review__claim=asked["claim"])
    if standing := asked.get("standing"):
        rows = rows.filter(STANDINGS[standing])
    return rows
