"""What somebody sent while nobody was logged in, or with a form from before they logged
in again: shown and ready to be sent once more, to the last letter."""

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

FORBIDDEN: Final = 403
# The desk's own addresses; on no other is anything shown again, passwords least of all.
DESK: Final = "desk_"


def is_kept(request: HttpRequest) -> bool:
    """Whether this is a form of the desk, sent from one of its own pages: nobody
    elsewhere can put words on a page that asks to send them."""
    match = request.resolver_match
    here = f"{request.scheme}://{request.get_host()}"
    return (
        request.method == "POST"
        and match is not None
        and (match.url_name or "").startswith(DESK)
        and request.headers.get("Origin", here) == here
    )


def show_kept(request: HttpRequest) -> HttpResponse:
    """Nothing was saved and nothing is lost."""
    out = not request.user.is_authenticated
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"out": out, "say": _("Log in again.")}, status=FORBIDDEN)
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    written = [value for _name, value in fields if " " in value.strip()]
    context = {"out": out, "fields": fields, "written": written, "files": request.FILES}
    return render(request, "kept.html", context, status=FORBIDDEN)


def refuse_old_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a token that does not fit: the person logged in again since, most often."""
    if "Origin" in request.headers and is_kept(request):
        return show_kept(request)
    return csrf_failure(request, reason)
