"""Who is asking, and where they are sent after a change."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode


class SeeOther(HttpResponseRedirect):
    """The change is made; look there for what came of it."""

    status_code = 303


def see_other(route: str, *args: Any, query: dict[str, str] | None = None) -> SeeOther:
    url = reverse(route, args=args)
    return SeeOther(f"{url}?{urlencode(query)}" if query else url)


def person_of(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
