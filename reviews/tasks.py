"""Celery's way in to the acts: ring, and one function does the work."""

from celery import shared_task

from reviews import feed, rechecking, webhooks, workflow

CALLING_SECONDS = 30


@shared_task
def open_reviews() -> None:
    """Queue claims that extraction has found, and those that a newer version of a
    source concerns. Safe to run at any time, twice."""
    while workflow.open_reviews():
        pass
    while rechecking.tell_claims():
        pass


@shared_task
def publish_due() -> None:
    """Publish verdicts whose hold is over. Safe to run at any time, twice."""
    feed.publish_due()


@shared_task
def call_webhooks() -> None:
    """Ring whoever does not know yet what was published. Safe to run at any time,
    twice."""
    webhooks.call_webhooks(seconds=CALLING_SECONDS)
