"""What people do with claims, as tables.

``stage`` here and ``Claim.state`` are written by ``reviews.workflow`` alone; triggers
refuse every other hand. Here: rounds (Review, and its Claim seen from here), drafts.
What has rules of its own stands beside them, in the files that this one reads."""

from reviews.corrected import (
    MentionUnderReview,
    OriginUnderReview,
    WordingUnderReview,
)
from reviews.feed import FeedEntry, PendingEntry
from reviews.matches import DismissedMatch
from reviews.models.drafts import Draft, KeptDraft
from reviews.models.rounds import PRIORITY_STEP, ClaimUnderReview, Priority, Review
from reviews.preferences import Preferences
from reviews.presence import Presence
from reviews.readings import Citation, Reading
from reviews.recusal import Recusal
from reviews.replies import ReplyRequest
from reviews.trail import Event
from reviews.verdicts import Rating, Verdict
from reviews.webhooks import Webhook

__all__ = [
    "PRIORITY_STEP",
    "Citation",
    "ClaimUnderReview",
    "DismissedMatch",
    "Draft",
    "Event",
    "FeedEntry",
    "KeptDraft",
    "MentionUnderReview",
    "OriginUnderReview",
    "PendingEntry",
    "Preferences",
    "Presence",
    "Priority",
    "Rating",
    "Reading",
    "Recusal",
    "ReplyRequest",
    "Review",
    "Verdict",
    "Webhook",
    "WordingUnderReview",
]
