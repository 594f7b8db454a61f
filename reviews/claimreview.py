"""A published verdict as a ClaimReview of schema.org: the markup by which archives and
search engines know a fact check, for the page on which a site shows it.

It says what was published and no more. No number stands for a rating: the words of a
newsroom's scale have an order and no distances. Nobody is named as who made the claim:
a name alone tells no person from an office. No appearance is called the first: it is
only the first that was relied on."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.conf import settings

from reviews.feed import FeedEntry

# A page holds this in a script element, which the sign for less ends.
ESCAPED: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}

Node = dict[str, Any]


def write_claim_review(entry: FeedEntry, *, page: str) -> bytes:
    """The verdict of ``entry``, which is no withdrawal, as JSON-LD that can stand in
    HTML. ``page`` is the address of the page that holds it."""
    assert entry.body is not None
    verdict: Node = json.loads(bytes(entry.body))
    document = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": page,
        "claimReviewed": verdict["claim"],
        "reviewRating": {"@type": "Rating", "alternateName": verdict["rating"]},
        "reviewBody": verdict["reason"],
        "datePublished": first_published(entry).isoformat(),
        "dateModified": entry.published_at.isoformat(),
        "version": verdict["version"],
        "author": publisher(),
        "itemReviewed": describe_claim(verdict),
        "citation": [describe_work(each) for each in verdict["evidence"]],
    }
    said = {name: value for name, value in document.items() if value}
    return json.dumps(said, ensure_ascii=False).translate(ESCAPED).encode()


def first_published(entry: FeedEntry) -> datetime:
    """When the first verdict on its claim came out."""
    entries = FeedEntry.objects.filter(claim=entry.claim_id, seq__lte=entry.seq)
    moment: datetime = entries.order_by("seq").values_list("published_at", flat=True)[0]
    return moment


def publisher() -> Node | None:
    if not settings.NEWSROOM_NAME:
        return None
    named = {"@type": "Organization", "name": settings.NEWSROOM_NAME}
    return named | ({"url": settings.NEWSROOM_URL} if settings.NEWSROOM_URL else {})


def describe_claim(verdict: Mapping[str, Any]) -> Node:
    """The claim, and where it was made: what contradicts it is no place of it."""
    told = [each for each in verdict["evidence"] if each["stance"] == "supports"]
    days = [each["published_on"] for each in told if each["published_on"]]
    claim: Node = {"@type": "Claim", "text": verdict["claim"]}
    if verdict["language"]:
        claim["inLanguage"] = verdict["language"]
    if days:
        claim["datePublished"] = min(days)
    if told:
        claim["appearance"] = [describe_work(each) for each in told]
    return claim


def describe_work(evidence: Mapping[str, Any]) -> Node:
    work: Node = {
        "@type": "CreativeWork",
        "headline": evidence["title"],
        "publisher": {"@type": "Organization", "name": evidence["outlet"]},
        "url": evidence["url"],
        "datePublished": evidence["published_on"],
    }
    return {name: value for name, value in work.items() if value}
