"""Claims as a reviewer's program sees them: where each stands, and its trail."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.http import Http404, HttpResponse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import MentionOutput, OutletName
from claims.leaning import last_sentence, what_stands_before
from claims.models import Claim, Mention
from claims.search import with_words
from factcheck.api.fields import MAX_ID, Choice, Digits, ListQuery, Output, Text
from factcheck.api.keyset import list_page
from factcheck.api.schema import IF_NONE_MATCH, documented, path_id
from factcheck.api.views import ApiView, tagged_document
from factcheck.keyset import parse_key
from reviews.blind import visible_events
from reviews.models import Event, Review
from reviews.moves import Stage
from reviews.stances import find_standings, with_said
from reviews.voices import find_voices

VIEW = "claims.view_claim"
# A claim's own trail belongs to its review; ``view_event`` is for all trails at once.
VIEW_TRAIL = "reviews.view_review"
CLAIM_ID = path_id("claim", "The claim's id.")


class ClaimQuery(ListQuery):
    state = Choice(required=False, choices=Claim.State.values)
    stage = Choice(required=False, choices=Stage.values)
    outlet = OutletName(
        required=False, max_length=200, help_text="One that states the claim."
    )
    source = Digits(  # type: ignore[assignment]  # collected as a field
        required=False,
        min_value=1,
        max_value=MAX_ID,
        help_text="The id of one that states the claim.",
    )
    holder = Digits(
        required=False,
        min_value=1,
        max_value=MAX_ID,
        help_text="The id of the account that has the claim in hand now.",
    )
    language = Text(required=False, max_length=12, help_text="Two letters, as `en`.")
    q = Text(required=False, max_length=200, help_text="Words in the claim's text.")


class ClaimOutput(Output):
    id = serializers.IntegerField(source="pk")
    version = serializers.IntegerField(help_text="Send it back as If-Match.")
    state = serializers.ChoiceField(choices=Claim.State.values)
    stage = serializers.ChoiceField(
        choices=Stage.values,
        required=False,
        help_text="Where the work is; missing until a review is opened.",
    )
    text = serializers.CharField(source="wording.text")
    original = serializers.CharField(
        source="wording.original",
        help_text="The first words, where a person has changed them.",
    )
    language = serializers.CharField(source="wording.language")
    worth = serializers.FloatField(help_text="Check-worthiness, 0 to 1.")
    differing = serializers.IntegerField(help_text="Kinds of value that differ.")
    merged_into = serializers.IntegerField(source="merged_into_id", allow_null=True)
    found_at = serializers.DateTimeField()

    def to_representation(self, claim: Any) -> dict[str, Any]:
        shown = super().to_representation(claim)
        shown.pop("stage", None)
        return shown | ({"stage": claim.stage} if claim.stage else {})


class ClaimPageOutput(Output):
    items = ClaimOutput(many=True)
    next = serializers.URLField(allow_null=True)


class AgainstOutput(Output):
    """Two places that cannot both be right, in words."""

    claims = serializers.CharField(help_text="What the claim says.")
    says = serializers.CharField(help_text="What the mention says in its place.")


@extend_schema_field({"$ref": "#/components/schemas/StanceEnum"})
class StanceOrNone(serializers.ChoiceField):
    """Generators of clients stumble over an enum of nothing but null."""


class StatedOutput(MentionOutput):
    """A mention, and what it does for the claim, as the desk counts it."""

    leans_on = serializers.SerializerMethodField(
        help_text="The sentence before it in its source, where its own begins with "
        "`it`, `dort` or the like; else empty."
    )
    stance = StanceOrNone(
        choices=Mention.Stance.values,
        source="standing.stance",
        allow_null=True,
        help_text="Null while the mention stands `against` the claim and nobody has "
        "said what it does: it supports nothing then.",
    )
    said_by = serializers.CharField(
        source="standing.said_by",
        help_text="Who said the stance; empty where nobody has, or while a blind "
        "review keeps it from you.",
    )
    against = AgainstOutput(
        source="standing.against",
        allow_null=True,
        help_text="What the machine reads otherwise than in the claim, whatever the "
        "stance; null where it finds nothing.",
    )
    unread = serializers.BooleanField(
        source="standing.unread",
        help_text="It came by a merge after the verdict in force, and nobody has said "
        "what it does for this claim: it supports nothing then.",
    )
    untold = serializers.CharField(
        source="standing.untold",
        help_text="Words of the claim that the mention says nothing of: it states only "
        "a part.",
    )

    def get_leans_on(self, mention: Any) -> str:
        return last_sentence(mention.before, mention.source.language)


class OriginsOutput(Output):
    """Independent origins, as the door counts them when somebody decides."""

    support = serializers.IntegerField(source="supporting")
    partly = serializers.IntegerField(
        help_text="Of those that support, how many state only a part of the claim."
    )
    contradict = serializers.IntegerField(source="contradicting")


class ClaimDetailOutput(ClaimOutput):
    origins = OriginsOutput(source="voices")
    mentions = StatedOutput(many=True, source="shown_mentions")


class EventOutput(Output):
    seq = serializers.IntegerField()
    at = serializers.DateTimeField()
    actor = serializers.CharField(source="actor_name")
    verb = serializers.CharField()
    stage_before = serializers.CharField()
    stage_after = serializers.CharField()
    state_before = serializers.CharField()
    state_after = serializers.CharField()
    reason = serializers.CharField()
    undoes = serializers.IntegerField(source="undoes.seq", allow_null=True)
    hash = serializers.SerializerMethodField(
        help_text="SHA-256 over the one before and this event, hexadecimal."
    )

    def get_hash(self, event: Event) -> str:
        return bytes(event.hash).hex()


class EventPageOutput(Output):
    items = EventOutput(many=True)
    next = serializers.URLField(allow_null=True)


def claims_shown() -> QuerySet[Claim]:
    """Claims with their wording, and ``stage`` of their newest review."""
    newest = Review.objects.rounds_of(OuterRef("pk"))
    return Claim.objects.select_related("wording").annotate(
        stage=newest.values("stage")[:1]
    )


class Claims(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": VIEW}
    query = ClaimQuery

    @documented(
        "claims_list", needs=VIEW, query=ClaimQuery, answers={200: ClaimPageOutput}
    )
    def get(self, request: Request) -> Response:
        """List the claims, newest first."""
        page = list_page(filtered(self.asked), request=request, asked=self.asked)
        return Response(
            {"items": ClaimOutput(page.items, many=True).data, "next": page.next}
        )


def filtered(asked: Mapping[str, Any]) -> QuerySet[Claim]:
    rows = claims_shown()
    for name, lookup in (("state", "state"), ("language", "wording__language")):
        if name in asked:
            rows = rows.filter(**{lookup: asked[name]})
    if stage := asked.get("stage"):
        # From the reviews: the column of a row is worked out for each claim.
        later = Review.objects.filter(
            claim=OuterRef("claim"), round__gt=OuterRef("round")
        )
        reviews = Review.objects.filter(~Exists(later), stage=stage)
        rows = rows.filter(pk__in=reviews.values("claim"))
    if words := asked.get("q"):
        rows = _holding(rows, words, after=parse_key(asked.get("cursor", "")))
    stated = Mention.objects.filter(claim=OuterRef("pk"))
    for name, lookup in (("outlet", "source__outlet__name"), ("source", "source")):
        if name in asked:
            rows = rows.filter(Exists(stated.filter(**{lookup: asked[name]})))
    if holder := asked.get("holder"):
        held = Review.objects.filter(
            claim=OuterRef("pk"), holder=holder, lease_until__gt=Now()
        )
        rows = rows.filter(Exists(held))
    return rows


def _holding(
    rows: QuerySet[Claim], words: str, *, after: int | None
) -> QuerySet[Claim]:
    """A wording that might be missing would be looked for without its index, and one
    that no cursor bounds from the newest on."""
    found = with_words(rows.filter(wording__isnull=False), "wording__text", words)
    return found if after is None else found.filter(wording__lt=after)


class OneClaim(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": VIEW}

    @documented(
        "claims_read",
        needs=VIEW,
        parameters=(CLAIM_ID, IF_NONE_MATCH),
        answers={200: ClaimDetailOutput, 304: None},
        problems=(404,),
    )
    def get(self, request: Request, claim: int) -> HttpResponse:
        """Read one claim with every mention of it. The ETag begins with its version:
        send it back as If-Match with a move."""
        found = claims_shown().filter(pk=claim).first()
        if found is None:
            raise Http404
        mentions = list(
            with_said(found.mentions.order_by("pk"), self.person)
            .annotate(before=what_stands_before("quote"))
            .select_related("source__outlet", "reanchoring")
            .defer("source__text", "source__original")
        )
        standings = find_standings(found.wording, mentions)
        for mention in mentions:
            mention.standing = standings[mention.pk]  # type: ignore[attr-defined]  # read by the serializer
        found.shown_mentions = mentions  # type: ignore[attr-defined]  # read by the serializer
        found.voices = find_voices(mentions, standings)  # type: ignore[attr-defined]  # read by the serializer
        shown = ClaimDetailOutput(found).data
        return tagged_document(request, shown, version=found.version)


class Trail(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": VIEW_TRAIL}
    query = ListQuery

    @documented(
        "claims_events",
        needs=VIEW_TRAIL,
        query=ListQuery,
        parameters=(CLAIM_ID,),
        answers={200: EventPageOutput},
        problems=(404,),
    )
    def get(self, request: Request, claim: int) -> Response:
        """Everything anyone did with the claim, oldest first. A blind first reading
        appears once the second is made."""
        if not Claim.objects.filter(pk=claim).exists():
            raise Http404
        events = Event.objects.filter(claim=claim).select_related("undoes")
        rows = visible_events(events, request.user).defer("body")
        page = list_page(rows, request=request, asked=self.asked, key="seq")
        return Response(
            {"items": EventOutput(page.items, many=True).data, "next": page.next}
        )
