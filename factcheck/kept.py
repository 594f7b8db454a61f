"""What somebody sent while nobody was logged in, with a form from before they logged in
again, or while the database was away: shown and ready to be sent once more, to the last
letter."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import loader
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

FORBIDDEN: Final = 403
AWAY: Final = 503
# The desk's own addresses, and the form for a source; on no other is anything shown
# again, passwords least of all.
DESK: Final = ("desk_", "claims_source_add")


def is_kept(request: HttpRequest) -> bool:
    """Whether this is a form of the desk, sent from one of its own pages: nobody
    elsewhere can put words on a page that asks to send them."""
    try:
        # Not known yet where something went wrong on the way to the page.
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return False
    here = f"{request.scheme}://{request.get_host()}"
    return (
        request.method == "POST"
        and (match.url_name or "").startswith(DESK)
        and request.headers.get("Origin", here) == here
    )


def show_kept(request: HttpRequest) -> HttpResponse:
    """Nothing was saved and nothing is lost."""
    out = not request.user.is_authenticated
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"out": out, "say": _("Log in again.")}, status=FORBIDDEN)
    context = {"out": out, **sent_in(request)}
    return render(request, "kept.html", context, status=FORBIDDEN)


def show_away(request: HttpRequest) -> HttpResponse:
    """The database is away: nothing was changed and nothing is lost."""
    context = sent_in(request) if is_kept(request) else {}
    # Without the request: what pages are told of it comes from the database.
    context["csrf_token"] = get_token(request)
    page = loader.render_to_string("503.html", context)
    return HttpResponse(page, status=AWAY, headers={"Retry-After": "5"})


def sent_in(request: HttpRequest) -> dict[str, Any]:
    """The fields of a form as they were sent, for a page that sends them again."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    written = [value for _name, value in fields if " " in value.strip()]
    return {
        "address": request.get_full_path(),
        "fields": fields,
        "written": written,
        "files": request.FILES,
    }


def refuse_old_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a token that does not fit: the person logged in again since, most often."""
    if "Origin" in request.headers and is_kept(request):
        return show_kept(request)
    return csrf_failure(request, reason)
