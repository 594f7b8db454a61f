"""A verdict as the markup of the page that shows it."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, ClassVar, Final

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from factcheck.api.fields import Query
from factcheck.api.schema import IF_NONE_MATCH, documented, path_id
from factcheck.api.views import ApiView, tagged
from reviews.api.verdicts import SYNC, published_last
from reviews.claimreview import write_claim_review

STRING: Final = {"type": "string"}
MOMENT: Final = {"type": "string", "format": "date-time"}
DAY: Final = {"type": "string", "format": "date"}


def node(kind: str, **members: Any) -> dict[str, Any]:
    """The schema of a node of JSON-LD."""
    named = {"@type": {"type": "string", "enum": [kind]}, **members}
    return {"type": "object", "properties": named, "required": ["@type"]}


ORGANIZATION: Final = node("Organization", name=STRING, url=STRING)
WORKS: Final = {
    "type": "array",
    "items": node(
        "CreativeWork",
        headline=STRING,
        publisher=ORGANIZATION,
        url=STRING,
        datePublished=DAY,
    ),
}
CLAIM_REVIEW: Final = node(
    "ClaimReview",
    **{"@context": STRING},
    url=STRING,
    claimReviewed=STRING,
    reviewRating=node("Rating", alternateName=STRING),
    reviewBody=STRING,
    datePublished=MOMENT,
    dateModified=MOMENT,
    version={"type": "integer"},
    author=ORGANIZATION,
    itemReviewed=node(
        "Claim", text=STRING, inLanguage=STRING, datePublished=DAY, appearance=WORKS
    ),
    citation=WORKS,
)


class MarkupQuery(Query):
    url = serializers.URLField(
        max_length=2000,
        help_text="The address of the page that will hold the markup.",
        error_messages={
            "invalid": "Send the address of a page, with its https://.",
            "required": "Send the address of the page that will hold the markup.",
        },
    )


class Markup(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": SYNC}
    query = MarkupQuery

    @documented(
        "verdicts_claimreview",
        needs=SYNC,
        query=MarkupQuery,
        parameters=(path_id("verdict", "The claim's id."), IF_NONE_MATCH),
        answers={200: CLAIM_REVIEW, 304: None},
        problems=(404, 410),
    )
    def get(self, request: Request, verdict: int) -> HttpResponse:
        """The verdict as a ClaimReview of schema.org: put it as it is into a `script`
        of the type `application/ld+json` on your page. 410 once it is withdrawn."""
        entry = published_last(verdict)
        content = write_claim_review(entry, page=self.asked["url"])
        return tagged(request, content, etag=sha256(content).hexdigest()[:16])
