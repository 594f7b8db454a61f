"""What every page of the desk says the same way: ways, keys, events."""

from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
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
        ways.append({"url": url, "label": label, "current": False, "key": key})
    # The dashboard's address begins with that of the events: the longest one is it.
    here = [way for way in ways if path.startswith(str(way["url"]))]
    if here:
        max(here, key=lambda way: len(str(way["url"])))["current"] = True
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
