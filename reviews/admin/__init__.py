"""The desk's pages in the admin: each module registers its own."""

from reviews.admin import events, queue, ratings

__all__ = ["events", "queue", "ratings"]
