"""People and times, said the same way on every page."""

from datetime import datetime

from django import template
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

MINUTE, HOUR, DAY = 60, 3600, 86400


@register.filter
def person_name(user: User | AnonymousUser | None) -> str:
    if not isinstance(user, User):
        return "nobody"
    return user.get_full_name() or user.get_username()


@register.filter
def age(moment: datetime | None) -> SafeString | str:
    """How long ago, in one unit: "3 h ago"."""
    if moment is None:
        return ""
    seconds = (timezone.now() - moment).total_seconds()
    return _time(moment, "just now" if seconds < MINUTE else f"{span(seconds)} ago")


@register.filter
def due(moment: datetime | None) -> SafeString | str:
    """When it must be done: "in 5 h" or "2 h late"."""
    if moment is None:
        return ""
    seconds = (moment - timezone.now()).total_seconds()
    return _time(moment, f"in {span(seconds)}" if seconds > 0 else late(-seconds))


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """Day and time, in the newsroom's time zone."""
    if at is None:
        return ""
    return _time(at, timezone.localtime(at).strftime("%d %b %Y, %H:%M"))


def late(seconds: float) -> str:
    return f"{span(seconds)} late"


def span(seconds: float) -> str:
    if seconds < HOUR:
        return f"{max(1, round(seconds / MINUTE))} min"
    if seconds < 2 * DAY:
        return f"{round(seconds / HOUR)} h"
    return f"{round(seconds / DAY)} days"


def _time(at: datetime, words: str) -> SafeString:
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        local.strftime("%a %d %b %Y, %H:%M %Z"),
        words,
    )
