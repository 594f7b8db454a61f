"""Published verdicts, for sites and partners that keep a copy."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.db.models import Max
from django.db.models.functions import Now
from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.fields import MAX_ID, Choice, Digits, ListQuery, Output, Query
from factcheck.api.schema import IF_NONE_MATCH, documented, path_id
from factcheck.api.views import ApiView, tagged
from factcheck.problems import Problem, wrong_parameter
from reviews.api.claims import AgainstOutput
from reviews.feed import (
    Cursor,
    CursorGone,
    CursorInvalid,
    FeedEntry,
    PendingEntry,
    changes,
    digest,
    publish_due,
)
from reviews.models import Rating
from reviews.moves import Outcome

SYNC = "reviews.sync_verdicts"
VIEW_SCALE = "reviews.view_review"
# Named here for the schema.
FeedKind = FeedEntry.Kind
# A page with more behind it is history: it never changes.
FOREVER: Final = "private, max-age=31536000, immutable"
START_AGAIN: Final = "Empty your copy and follow `restart`."
GONE: Final = {
    "cursor-ahead": f"This server's feed ends before your cursor. {START_AGAIN}",
    "cursor-diverged": f"This server's feed went on differently. {START_AGAIN}",
}


class ChangesQuery(ListQuery):
    view = Choice(
        default="all",
        choices=["all", "latest"],
        help_text="`latest` leaves out entries that a later one supersedes.",
    )


class DigestQuery(Query):
    seq = Digits(
        required=False,
        min_value=0,
        max_value=MAX_ID,
        help_text="As of this entry; the newest when left out.",
    )


class EvidenceOutput(Output):
    quote = serializers.CharField()
    speaker = serializers.CharField()
    stance = serializers.CharField()
    outlet = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    against = AgainstOutput(
        required=False,
        allow_null=True,
        help_text="What the machine reads otherwise than in the claim, whatever the "
        "stance; missing in verdicts from before this was told.",
    )


class VerdictOutput(Output):
    """A verdict as it was published. These bytes never change."""

    id = serializers.IntegerField(help_text="The claim's id.")
    version = serializers.IntegerField(help_text="1, 2, 3 … for the claim.")
    claim = serializers.CharField()
    language = serializers.CharField()
    outcome = serializers.ChoiceField(choices=Outcome.values)
    rating = serializers.CharField()
    reason = serializers.CharField()
    evidence = EvidenceOutput(many=True)
    decided_by = serializers.CharField()
    confirmed_by = serializers.CharField(allow_null=True)
    effective_at = serializers.DateTimeField()
    stale = serializers.BooleanField(
        required=False,
        help_text="Something it rests on has changed since, and is being read again.",
    )


class ChangeOutput(Output):
    seq = serializers.IntegerField(help_text="1, 2, 3 … without gaps.")
    id = serializers.IntegerField(help_text="The claim's id.")
    version = serializers.IntegerField()
    op = serializers.ChoiceField(choices=["upsert", "delete"])
    kind = serializers.ChoiceField(choices=FeedKind.values)
    etag = serializers.CharField()
    published_at = serializers.DateTimeField()
    notice = serializers.CharField(help_text="For the public, with a withdrawal.")
    data = VerdictOutput(allow_null=True)  # type: ignore[assignment]  # collected as a field


class HeadOutput(Output):
    seq = serializers.IntegerField(help_text="The newest entry when this was written.")


class ChangesOutput(Output):
    items = ChangeOutput(many=True)
    next_cursor = serializers.CharField(help_text="Store it with the items.")
    has_more = serializers.BooleanField()
    head = HeadOutput()


class DigestOutput(Output):
    seq = serializers.IntegerField()
    live = serializers.IntegerField(help_text="Verdicts that stand.")
    deleted = serializers.IntegerField(help_text="Verdicts withdrawn.")
    sha256 = serializers.CharField(
        help_text="Over lines `id SP version SP sha256(data) LF`, by id."
    )


class RatingOutput(Output):
    word = serializers.CharField()
    outcome = serializers.ChoiceField(choices=Outcome.values)
    position = serializers.IntegerField()


class RatingsOutput(Output):
    items = RatingOutput(many=True)
    next = serializers.URLField(allow_null=True)


class Changes(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": SYNC}
    query = ChangesQuery

    @documented(
        "verdicts_changes",
        needs=SYNC,
        query=ChangesQuery,
        answers={200: ChangesOutput},
        problems=(410,),
    )
    def get(self, request: Request) -> HttpResponse:
        """What was published after the cursor, oldest first, each fact once. Ask
        again with `next_cursor`, at once while `has_more`."""
        latest = self.asked["view"] == "latest"
        try:
            text = self.asked.get("cursor")
            cursor = Cursor() if text is None else Cursor.parse(text)
            page = changes(cursor, limit=self.asked["limit"], latest=latest)
        except CursorInvalid as error:
            raise wrong_parameter(
                "cursor-invalid",
                "cursor",
                "Send `next_cursor` exactly as received, or start without a cursor.",
            ) from error
        except CursorGone as gone:
            raise restart(gone.code, request) from gone
        more = b"true" if page.has_more else b"false"
        # Published bytes go out as they are: never parsed, never written again.
        content = b'{"items":[%b],"next_cursor":"%b","has_more":%b,"head":{"seq":%d}}'
        response = HttpResponse(
            content % (page.items, str(page.next_cursor).encode(), more, page.head),
            content_type="application/json",
        )
        if page.has_more and not latest:
            response["Cache-Control"] = FOREVER
        return response


def restart(code: str, request: Request) -> Problem:
    start = request.build_absolute_uri(f"{reverse('verdict-changes')}?view=latest")
    link = {"Link": f'<{start}>; rel="restart"'}
    return Problem(code, GONE[code], headers=link, restart=start)


class OneVerdict(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": SYNC}

    @documented(
        "verdicts_read",
        needs=SYNC,
        parameters=(path_id("verdict", "The claim's id."), IF_NONE_MATCH),
        answers={200: VerdictOutput, 304: None},
        problems=(404, 410),
    )
    def get(self, request: Request, verdict: int) -> HttpResponse:
        """The verdict on a claim as published last; 410 once it is withdrawn."""
        entry = published_last(verdict)
        return tagged(request, bytes(entry.body or b""), etag=entry.etag)


def published_last(claim: int) -> FeedEntry:
    """The verdict on the claim as published last; raises Http404, and Problem once it
    is withdrawn."""
    if PendingEntry.objects.filter(claim=claim, due_at__lte=Now()).exists():
        publish_due()
    entry = FeedEntry.objects.filter(claim=claim).order_by("-seq").first()
    if entry is None:
        raise Http404
    if entry.body is None:
        raise Problem(
            "verdict-withdrawn",
            f"Version {entry.number} was withdrawn: {entry.notice}",
            notice=entry.notice,
            version=entry.number,
            withdrawn_at=entry.published_at.isoformat(),
        )
    return entry


class TakeDigest(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": SYNC}
    query = DigestQuery

    @documented(
        "verdicts_digest",
        needs=SYNC,
        query=DigestQuery,
        answers={200: DigestOutput},
        problems=(410,),
    )
    def get(self, request: Request) -> Response:
        """What an exact copy of the feed holds: compare, and know that yours is."""
        seq = self.asked.get("seq")
        taken = digest(seq)
        head = FeedEntry.objects.aggregate(head=Max("seq"))["head"] or 0
        if seq is not None and seq > head:
            raise restart("cursor-ahead", request)
        return Response(DigestOutput(taken).data)


class Ratings(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": VIEW_SCALE}

    @documented("ratings_list", needs=VIEW_SCALE, answers={200: RatingsOutput})
    def get(self, request: Request) -> Response:
        """The words of the newsroom's scale in use, in their order."""
        scale: Any = Rating.objects.filter(retired_at=None)
        return Response({"items": RatingOutput(scale, many=True).data, "next": None})
