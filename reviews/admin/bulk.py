"""Many claims at once: the queue's bar. Every claim is moved, or refused, by itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from claims.models import Wording
from reviews.admin.listing import QUEUE, show_queue
from reviews.admin.people import person_of, see_other
from reviews.batches import BatchResult, move_all, undo_batch
from reviews.desk.bulk import (
    ASKED,
    UNASKED,
    Bulk,
    as_json,
    check_bulk,
    read_bulk,
    refusal_of,
)
from reviews.desk.filters import read_filters
from reviews.desk.merging import find_opposites
from reviews.desk.typed import given_with, number_in
from reviews.desk.views import views_for
from reviews.merging import count_readings
from reviews.moves import ASSIGN, REVIEW
from reviews.workflow import MoveRefused


def bulk_paths(site: AdminSite) -> list[URLPattern]:
    """The routes ``admin:desk_bulk`` and ``desk_bulk_undo``. What narrows the queue
    stands in their addresses as it does in the queue's."""

    def make(request: HttpRequest) -> HttpResponse:
        return make_batch(request, site=site)

    wrap = site.admin_view
    return [
        path("bulk/", wrap(require_POST(make)), name="desk_bulk"),
        path(
            "bulk/<uuid:batch>/undo/",
            wrap(require_POST(take_back)),
            name="desk_bulk_undo",
        ),
    ]


def make_batch(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    person = person_of(request)
    if not (person.has_perm(REVIEW) or person.has_perm(ASSIGN)):
        raise PermissionDenied
    context = site.each_context(request)
    bulk = read_bulk(request.POST, person=person)
    try:
        check_bulk(bulk)
        if must_ask(bulk) and "confirmed" not in request.POST:
            return ask(request, bulk, context=context)
        result = move_all(
            list(bulk.ticked),
            bulk.typed.verb,
            actor=person,
            versions=bulk.ticked,
            **given_with(bulk.typed),
        )
        if refusal := refusal_of(result):
            raise refusal
    except MoveRefused as refusal:
        bulk = replace(bulk, refusal=refusal)
        return show_queue(request, context=context, bulk=bulk, status=refusal.status)
    return tell(request, result, bulk.typed.verb)


def take_back(request: HttpRequest, batch: UUID) -> HttpResponse:
    try:
        result = undo_batch(str(batch), actor=person_of(request))
    except MoveRefused as refusal:
        messages.warning(request, refusal.say)
        return see_other(QUEUE, query=query_of(request))
    return tell(request, result, "undo")


def must_ask(bulk: Bulk) -> bool:
    """Many at once; and a claim named by its number is shown before it is used."""
    return len(bulk.ticked) > UNASKED or bulk.typed.verb == "merge"


def ask(
    request: HttpRequest, bulk: Bulk, *, context: Mapping[str, Any]
) -> HttpResponse:
    """Whether it is meant for so many; everything that was sent is sent again."""
    count = len(bulk.ticked)
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    number = number_in(bulk.typed.into) if bulk.typed.verb == "merge" else 0
    into = Wording.objects.filter(claim=number)
    shown = {
        **context,
        "into": into.select_related("claim").first() if number else None,
        # Who says yes here has seen it.
        "readings": count_readings(number) if number else 0,
        "title": str(ASKED[bulk.typed.verb] % {"count": count}),
        "kept": kept,
        "reason": bulk.typed.reason,
        "opposite": find_opposites(number, bulk.ticked) if number else (),
        "wordings": Wording.objects.filter(claim__in=bulk.ticked).only(
            "text", "language"
        ),
        "query": urlencode(query_of(request)),
    }
    return TemplateResponse(request, "reviews/bulk_ask.html", shown)


def tell(request: HttpRequest, result: BatchResult, verb: str) -> HttpResponse:
    """Back to the same list, where it says what became of each claim."""
    request.session["batch"] = as_json(result, verb)
    return see_other(QUEUE, query={**query_of(request), "batch": result.batch})


def query_of(request: HttpRequest) -> dict[str, str]:
    filters = read_filters(request.GET, views=list(views_for(person_of(request))))
    return filters.query(after=filters.after)
