"""The desk's pages in the admin: each module registers its own."""

from reviews.admin import events, incoming, queue, ratings

__all__ = ["events", "incoming", "queue", "ratings"]
