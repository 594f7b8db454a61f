"""The page of the queue: one view with its filters, tabs, rows and the bar for many."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from claims.backlog import long_backlog
from claims.models import Source
from claims.templatetags.spoken import language_name
from reviews.admin.people import person_of
from reviews.desk.bulk import Bulk, told
from reviews.desk.filters import STATES, WORTHS, Filters, read_filters
from reviews.desk.questions import read_questions
from reviews.desk.queue import read_choices, read_page
from reviews.desk.undoing import last_undoable
from reviews.desk.views import (
    ATTENTION,
    DONE,
    SavedView,
    count_views,
    views_for,
    views_to_count,
)
from reviews.models import Priority
from reviews.moves import ASSIGN, OPEN_STAGES, REVIEW
from reviews.order import IN_WORDS, IN_WORDS_TO_OTHERS

QUEUE = "admin:reviews_review_changelist"


def show_queue(
    request: HttpRequest,
    *,
    context: Mapping[str, Any],
    bulk: Bulk | None = None,
    status: int = 200,
) -> HttpResponse:
    """The list that the address asks for; with ``bulk``, the bar as it was left."""
    person = person_of(request)
    views = views_for(person)
    filters = read_filters(request.GET, views=list(views))
    page = read_page(filters, person=person)
    listed = page.rows or page.failures or page.changed or page.merged
    counted = views_to_count(filters, person=person, empty=not listed)
    counts = count_views(filters, person=person, views=counted)
    choices = read_choices()
    batch = told(request.session.get("batch"), request.GET.get("batch", ""))
    may_review, may_assign = person.has_perm(REVIEW), person.has_perm(ASSIGN)
    order = IN_WORDS if may_review else IN_WORDS_TO_OTHERS
    shown = {
        **context,
        "title": _("%(view)s · Queue") % {"view": page.view.label},
        "page": page,
        "filters": filters,
        "tabs": tabs_of(views, filters, counts),
        "counts": counts,
        "choices": choices,
        "chosen": chosen_from(choices.languages),
        "undoable": None if batch else last_undoable(person),
        "batch": batch,
        "questions": read_questions(person),
        "order": "" if page.view.name in (ATTENTION, *DONE) else order,
        "bulk": bulk or Bulk(),
        "has_ticks": page.view.name not in DONE
        and bool(page.rows)
        and (may_review or may_assign),
        "ticks_all": "all" in request.GET and bulk is None,
        "query": urlencode(filters.query(after=filters.after)),
        "next_url": address(filters, after=page.next) if page.next else "",
        "first_url": address(filters) if filters.after else "",
        "clear_url": address(Filters(view=filters.view)),
        "may_review": may_review,
        "may_assign": may_assign,
        "shows_failures": page.view.name == ATTENTION,
    }
    if not listed or page.view.name == ATTENTION:
        shown["backlog"] = long_backlog()
    if not listed and not filters.narrowed:
        shown["first_run"] = not Source.objects.exists()
    return TemplateResponse(request, "reviews/queue.html", shown, status=status)


def tabs_of(
    views: Mapping[str, SavedView], filters: Filters, counts: Mapping[str, str]
) -> list[dict[str, Any]]:
    return [
        {
            "label": view.label,
            "count": counts.get(name, ""),
            "url": address(filters, view=name),
            "current": name == filters.view,
            "found": counts.get(name, "0") != "0",
        }
        for name, view in views.items()
        if view.tab or name == filters.view
    ]


def chosen_from(languages: Sequence[str]) -> dict[str, list[tuple[Any, Any]]]:
    """What the smaller lists offer: (value, words)."""
    return {
        "languages": [(code, language_name(code)) for code in languages],
        "stages": [(stage.value, stage.label) for stage in OPEN_STAGES],
        "states": [(state.value, state.label) for state in STATES],
        "worths": [(worth, worth) for worth in WORTHS],
        "priorities": list(reversed(Priority.choices)),
    }


def address(filters: Filters, **changes: Any) -> str:
    return f"{reverse(QUEUE)}?{urlencode(filters.query(**changes))}"
