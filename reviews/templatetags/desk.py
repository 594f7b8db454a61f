"""What every page of the desk says the same way: names, times, ways, keys."""

from datetime import datetime
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser, User
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from factcheck.requests import current_request_id
from reviews.desk.keys import KEYS, help_lines, shown
from reviews.models import Event

register = template.Library()

# Route, label, the permission it takes, the key that leads there.
WAYS = (
    ("reviews_review_changelist", "Queue", "reviews.view_review", KEYS["queue"].key),
    ("claims_source_changelist", "Sources", "claims.view_source", ""),
    ("dashboard", "Dashboard", "reviews.see_dashboard", ""),
    ("reviews_event_changelist", "Events", "reviews.view_event", ""),
    ("reviews_rating_changelist", "Ratings", "reviews.change_rating", ""),
)
MINUTE, HOUR, DAY = 60, 3600, 86400


@register.simple_tag(takes_context=True)
def desk_ways(context: Context) -> list[dict[str, Any]]:
    """Where this person may go; a part that is not installed is left out."""
    user, request = context.get("user"), context.get("request")
    path = request.path if request else ""
    ways = []
    for route, label, permission, key in WAYS:
        if user is None or not user.has_perm(permission):
            continue
        try:
            url = reverse(f"admin:{route}")
        except NoReverseMatch:
            continue
        current = path.startswith(url)
        ways.append({"url": url, "label": label, "current": current, "key": key})
    return ways


@register.simple_tag
def request_id() -> str:
    return current_request_id.get()


@register.simple_tag
def desk_keys() -> list[tuple[str, str]]:
    return help_lines()


@register.simple_tag
def key(name: str) -> SafeString:
    """The attributes that make ``desk.js`` press this element for the key."""
    return format_html(
        'data-key="{}" aria-keyshortcuts="{}"', KEYS[name].key, KEYS[name].key
    )


@register.simple_tag
def hint(name: str) -> SafeString:
    # Hidden from the name of the button: speech users say the words, not the key.
    return format_html('<kbd aria-hidden="true">{}</kbd>', shown(KEYS[name].key))


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


TOLD = {
    "open": "put it in the queue",
    "take": "took it",
    "release": "released it",
    "dismiss": "dismissed it",
    "reopen": "reopened it",
    "withdraw": "withdrew the verdict",
}


@register.filter
def told(event: Event) -> str:
    """What an Event says happened, after the name of who did it."""
    data = event.data
    if event.verb == "decide":
        verdict = f" (verdict {data['number']})" if data.get("number") else ""
        return f"rated it {data.get('rating')}: {data.get('outcome')}{verdict}"
    if event.verb == "merge":
        return f"merged it into claim {data.get('into')}"
    if event.verb == "undo":
        return f"took back their “{data.get('undid')}”"
    return TOLD.get(event.verb, event.verb)
