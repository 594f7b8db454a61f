"""What the tests of corrections share."""

from hashlib import sha256

import pytest
from django.db import connection
from django.urls import reverse

from claims.models import Claim, Mention, Outlet, Source
from reviews.models import Event
from reviews.workflow import MoveRefused, move

HOMES = "4,200 homes were flooded in Arlen."


def correct(claim, verb, actor, **given):
    """Make the move; nothing about stage, state or holder may change."""
    before = claim.reviews.order_by("-round").first()
    moved = move(claim.pk, verb, actor=actor, **given)
    after = claim.reviews.order_by("-round").first()
    state = claim.state
    claim.refresh_from_db()
    assert (after.pk, after.stage, after.holder_id) == (
        before.pk,
        before.stage,
        before.holder_id,
    )
    assert claim.state == state
    return moved


def refused(claim, verb, actor, **given):
    """The refusal; nothing may be written."""
    counts = Event.objects.count(), Claim.objects.count(), Mention.objects.count()
    with pytest.raises(MoveRefused) as refusal:
        move(claim.pk, verb, actor=actor, **given)
    assert counts == (
        Event.objects.count(),
        Claim.objects.count(),
        Mention.objects.count(),
    )
    return refusal.value


def check_at_commit(sql="", *arguments):
    """Whether all that was done, and ``sql`` on top of it, may be committed."""
    with connection.cursor() as cursor:
        if sql:
            cursor.execute(sql, arguments)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def stored(text, outlet="The Herald", **fields):
    return Source.objects.create(
        outlet=Outlet.objects.get_or_create(name=outlet)[0],
        title="A report",
        language="en",
        text=text,
        text_sha256=sha256(text.encode()).digest(),
        **fields,
    )


def place_of(quote, source):
    start = source.text.index(quote)
    return {"source": source.pk, "start": start, "end": start + len(quote)}


def page(name, *args, query=""):
    return reverse(f"admin:desk_{name}", args=args) + query


def place_in(source, words):
    start = source.text.index(words)
    return f"{start}-{start + len(words)}"


def fields(claim, **typed):
    claim.refresh_from_db()
    return {"version": claim.version, "reason": "", **typed}


def written():
    return Event.objects.count(), Claim.objects.count(), Mention.objects.count()
