"""Where claims and verdicts are found, below ``/api/v1/``."""

from django.urls import path

from reviews.api.claims import OneClaim, Trail
from reviews.api.filing import ClaimsAndFiling
from reviews.api.markup import Markup
from reviews.api.moves import Moves, NextClaim
from reviews.api.replies import Replies
from reviews.api.verdicts import Changes, OneVerdict, Ratings, TakeDigest
from reviews.api.webhooks import OneWebhook, Webhooks

urlpatterns = [
    path("claims/", ClaimsAndFiling.as_view(), name="claims"),
    path("claims/next/", NextClaim.as_view(), name="claim-next"),
    path("claims/<id:claim>/", OneClaim.as_view(), name="claim"),
    path("claims/<id:claim>/events/", Trail.as_view(), name="claim-events"),
    path("claims/<id:claim>/moves/", Moves.as_view(), name="claim-moves"),
    path("verdicts/changes", Changes.as_view(), name="verdict-changes"),
    path("verdicts/digest", TakeDigest.as_view(), name="verdict-digest"),
    path("verdicts/<id:verdict>/", OneVerdict.as_view(), name="verdict"),
    path(
        "verdicts/<id:verdict>/claimreview",
        Markup.as_view(),
        name="verdict-claimreview",
    ),
    path("replies/", Replies.as_view(), name="replies"),
    path("webhooks/", Webhooks.as_view(), name="webhooks"),
    path("webhooks/<id:webhook>/", OneWebhook.as_view(), name="webhook"),
    path("ratings/", Ratings.as_view(), name="ratings"),
]
