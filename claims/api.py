"""Sources over the API: read them, send one in. Claims are read where the work on
them is known, in ``reviews.api``; what a claim is made of is written out here."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.anchoring import Anchored
from claims.ingest.entrance import LANGUAGE_CODE, About, ingest_bytes, ingest_text
from claims.ingest.refusals import SourceRefused
from claims.models import Extraction, Mention, Outlet, Source
from claims.search import find_sources
from factcheck.api.fields import (
    Choice,
    Day,
    Identifier,
    Input,
    ListQuery,
    Output,
    Text,
)
from factcheck.api.keyset import list_page
from factcheck.api.schema import IF_NONE_MATCH, documented, path_id
from factcheck.api.views import ApiView, read_body, tagged_document
from factcheck.problems import Problem

VIEW = "claims.view_source"
ADD = "claims.add_source"

# Named here for the schema.
SourceKind = Source.Kind
ExtractionStatus = Extraction.Status
AnchorState = [each.value for each in Anchored]


class OutletName(Text):
    """The name of an outlet we know, as it is written."""

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if not Outlet.objects.filter(name=name).exists():
            raise serializers.ValidationError(
                f"There is no outlet {name[:80]!r}. Give its name as in a source.",
                code="unknown_value",
            )
        return name


class SourceQuery(ListQuery):
    outlet = OutletName(required=False, max_length=200, help_text="Its name.")
    language = Text(required=False, max_length=12, help_text="Two letters, as `en`.")
    kind = Choice(required=False, choices=SourceKind.values)
    q = Text(
        required=False,
        max_length=2000,
        help_text="Words of its title or text, or the address of its page.",
    )


class SourceInput(Input):
    """One text: ``text`` as it is, or ``html`` of a page with an article in it."""

    never_sent = ("id", "received_at", "received_by", "extraction")

    text = Text(required=False, help_text="Plain text.")
    html = Text(required=False, help_text="A web page; its article is read.")
    outlet = Text(required=False, max_length=200, help_text="Who published it.")
    title = Text(required=False, max_length=300)
    url = serializers.URLField(
        required=False,
        max_length=2000,
        error_messages={"invalid": "Send the address of a page, with its https://."},
    )
    published_on = Day(required=False)
    language = serializers.RegexField(
        LANGUAGE_CODE,
        required=False,
        max_length=12,
        error_messages={"invalid": "Send a language code, for instance en or pt-BR."},
    )
    kind = Choice(required=False, choices=SourceKind.values)
    supersedes = Identifier(
        required=False,
        help_text="The id of the source that this is a newer version of. One of the "
        "same outlet and url is found without it.",
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if ("text" in given) == ("html" in given):
            raise serializers.ValidationError(
                {"text": "Send either text or html, and not both."}, code="required"
            )
        return given


class ExtractionOutput(Output):
    status = serializers.ChoiceField(choices=ExtractionStatus.values)
    extractor = serializers.CharField()
    version = serializers.CharField()
    attempts = serializers.IntegerField()
    mentions_found = serializers.IntegerField()
    error = serializers.CharField(help_text="Why it failed; empty if it did not.")


class SourceOutput(Output):
    id = serializers.IntegerField(source="pk")
    kind = serializers.ChoiceField(choices=SourceKind.values)
    outlet = serializers.CharField(source="outlet.name")
    title = serializers.CharField()
    url = serializers.CharField()
    language = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    received_at = serializers.DateTimeField()
    extraction = serializers.ChoiceField(
        choices=ExtractionStatus.values,
        required=False,
        help_text="Where its newest extraction is.",
    )

    def to_representation(self, source: Any) -> dict[str, Any]:
        shown = super().to_representation(source)
        return {
            name: value for name, value in shown.items() if name != "extraction"
        } | ({"extraction": source.extraction} if source.extraction else {})


class SourcePageOutput(Output):
    items = SourceOutput(many=True)
    next = serializers.URLField(allow_null=True)


class SourceDetailOutput(SourceOutput):
    text = serializers.CharField(help_text="Never changes. Offsets count code points.")
    supersedes = serializers.IntegerField(source="supersedes_id", allow_null=True)
    superseded_by = serializers.IntegerField(source="successor", allow_null=True)
    extractions = ExtractionOutput(many=True)


class MentionSourceOutput(Output):
    id = serializers.IntegerField(source="pk")
    outlet = serializers.CharField(source="outlet.name")
    title = serializers.CharField()
    url = serializers.CharField()
    language = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)


class ValueOutput(Output):
    """A number, date, time or name in the quote, with offsets into the source."""

    kind = serializers.CharField(
        help_text="`number`, `percent`, `money`, `duration`, `change`, `ordinal`, "
        "`date`, `time`, `person`, `place`."
    )
    amount = serializers.CharField(
        help_text="A plain decimal, as much of an ISO date as is known, the hour as "
        "`19:15`, or the name; `200/300` for a range."
    )
    unit = serializers.CharField(
        help_text="`EUR`, `km`, or the noun that is counted; of a time its zone where "
        "it is told, and `12h` where nobody says which half of the day."
    )
    bound = serializers.CharField(help_text="`about`, `more than`, … or empty.")
    role = serializers.CharField(
        required=False, help_text="What it is there: `dead`, `rise`, `age`, … or empty."
    )
    topics = serializers.CharField(
        required=False, help_text="What an amount is one of: `cost`, `profit`, …."
    )
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField(help_text="As it is written.")


@extend_schema_field(ValueOutput(many=True))
class Values(serializers.JSONField):
    """As they are stored."""


class AnchorOutput(Output):
    """What became of a mention when a newer version of its source came in."""

    state = serializers.ChoiceField(
        choices=AnchorState,
        help_text="`exact` and `moved`: it says the same. `changed`: it says something "
        "else. `ambiguous`: it could be one of several places. `lost`: it is gone.",
    )
    newer = serializers.IntegerField(
        source="source_id", help_text="The source that is the newer version."
    )
    start = serializers.IntegerField(allow_null=True)
    end = serializers.IntegerField(allow_null=True)
    text = serializers.CharField(source="now", help_text="What stands there now.")
    why = serializers.CharField(help_text="What differs, as `4,200 → 2,400`.")


class MentionOutput(Output):
    id = serializers.IntegerField(source="pk")
    quote = serializers.CharField()
    start = serializers.IntegerField(help_text="In code points of the source's text.")
    end = serializers.IntegerField()
    speaker = serializers.CharField()
    stance = serializers.ChoiceField(choices=Mention.Stance.values)
    origin = serializers.IntegerField(
        source="origin_id", help_text="Mentions that share it are one voice."
    )
    linked_by = serializers.ChoiceField(choices=Mention.LinkedBy.values)
    similarity = serializers.FloatField(allow_null=True)
    values = Values()
    source = MentionSourceOutput()  # type: ignore[assignment]  # collected as a field
    anchor = AnchorOutput(
        source="reanchored",
        allow_null=True,
        help_text="Null while its source is the newest version.",
    )


def sources_shown() -> QuerySet[Source]:
    newest = Extraction.objects.filter(source=OuterRef("pk")).order_by("-pk")
    return Source.objects.select_related("outlet").annotate(
        extraction=Subquery(newest.values("status")[:1]),
        successor=F("superseded_by__pk"),
    )


class Sources(ApiView):
    """What came in, newest first; and the way in."""

    needs: ClassVar[Mapping[str, str]] = {"GET": VIEW, "POST": ADD}
    query = SourceQuery

    @documented(
        "sources_list", needs=VIEW, query=SourceQuery, answers={200: SourcePageOutput}
    )
    def get(self, request: Request) -> Response:
        """List the sources, newest first."""
        rows = sources_shown().defer("text", "original")
        if outlet := self.asked.get("outlet"):
            rows = rows.filter(outlet__name=outlet)
        if words := self.asked.get("q"):
            rows = rows.filter(pk__in=find_sources(words))
        for name in ("language", "kind"):
            if name in self.asked:
                rows = rows.filter(**{name: self.asked[name]})
        page = list_page(rows, request=request, asked=self.asked)
        return Response(
            {"items": SourceOutput(page.items, many=True).data, "next": page.next}
        )

    @documented(
        "sources_add",
        needs=ADD,
        body=SourceInput,
        answers={201: SourceDetailOutput, 200: SourceDetailOutput},
    )
    def post(self, request: Request) -> Response:
        """Send a text in. 201 when it is new; 200 when the same text is already here.
        Its claims are found a moment later."""
        given = read_body(request, SourceInput)
        source, created = take_in(given, request)
        shown = sources_shown().get(pk=source.pk)
        return Response(
            SourceDetailOutput(shown).data,
            status=201 if created else 200,
            headers={
                "Location": request.build_absolute_uri(
                    reverse("source", args=[source.pk])
                )
            },
        )


class OneSource(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": VIEW}

    @documented(
        "sources_read",
        needs=VIEW,
        parameters=(path_id("source", "The source's id."), IF_NONE_MATCH),
        answers={200: SourceDetailOutput, 304: None},
        problems=(404,),
    )
    def get(self, request: Request, source: int) -> HttpResponse:
        """Read one source with its text, and how its extraction went."""
        found = sources_shown().defer("original").filter(pk=source).first()
        if found is None:
            raise Http404
        return tagged_document(request, SourceDetailOutput(found).data)


def take_in(given: dict[str, Any], request: Request) -> tuple[Source, bool]:
    html = given.pop("html", None)
    text = given.pop("text", None)
    about = About(received_by=request.user, **given)  # type: ignore[typeddict-item]  # fields of SourceInput
    try:
        if html is not None:
            return ingest_bytes(html.encode(), name="page.html", **about)
        return ingest_text(str(text), **about)
    except SourceRefused as refusal:
        raise problem_of(refusal, "text" if html is None else "html") from refusal


def problem_of(refusal: SourceRefused, sent_as: str) -> Problem:
    field = sent_as if refusal.field in ("text", "file") else refusal.field
    code = "body-too-large" if refusal.code == "too_large" else "validation"
    error = {"pointer": f"/{field}", "code": refusal.code, "detail": refusal.say}
    detail = f"The source was not taken in: {refusal.say}"
    return Problem(code, detail, errors=[error])


urlpatterns = [
    path("sources/", Sources.as_view(), name="sources"),
    path("sources/<id:source>/", OneSource.as_view(), name="source"),
]
