"""What every page of the desk says the same way: ways, keys, names."""

from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck.requests import current_request_id
from reviews.keys import help_lines, shown, usable
from reviews.names import Words, name_of
from reviews.preferences import Preferences, preferences_of

register = template.Library()

# Route, label, the permission it takes, the names of the keys that lead there.
WAYS = (
    ("reviews_review_changelist", _("Queue"), "reviews.view_review", "queue go_queue"),
    ("claims_source_changelist", _("Sources"), "claims.view_source", "go_sources"),
    ("dashboard", _("Dashboard"), "reviews.see_dashboard", "go_dashboard"),
    ("reviews_event_changelist", _("Events"), "reviews.view_event", ""),
    ("reviews_rating_changelist", _("Ratings"), "reviews.change_rating", ""),
)

OWN_PAGES = ("preferences", "desk_interests", "password_change", "password_change_done")


@register.simple_tag(takes_context=True)
def desk_ways(context: Context) -> list[dict[str, Any]]:
    """Where this person may go; a part that is not installed is left out."""
    user, request = context.get("user"), context.get("request")
    path = request.path if request else ""
    bound, ways = preferences_of(user).bound, []
    for route, label, permission, names in WAYS:
        if user is None or not user.has_perm(permission):
            continue
        try:
            url = reverse(f"admin:{route}")
        except NoReverseMatch:
            continue
        keys = [bound[name] for name in names.split()]
        way = {"url": url, "label": label, "current": False}
        ways.append(way | {"key": next((key for key in keys if " " not in key), "")})
        ways[-1]["go"] = next((key[-1] for key in keys if " " in key), "")
    # The dashboard's address begins with that of the events: the longest one is it.
    if context.get("source") and not context.get("subject"):
        # The desk's page of a source lies under the queue's address.
        path = reverse("admin:claims_source_changelist")
    elif is_own_page(context):
        path = ""
    here = [way for way in ways if path.startswith(str(way["url"]))]
    if here:
        max(here, key=lambda way: len(str(way["url"])))["current"] = True
    return ways


@register.simple_tag(takes_context=True)
def is_own_page(context: Context) -> bool:
    """Whether it is a page of the person's own, led to by their name."""
    found = getattr(context.get("request"), "resolver_match", None)
    return found is not None and found.url_name in OWN_PAGES


@register.simple_tag
def request_id() -> str:
    return current_request_id.get()


@register.simple_tag(takes_context=True)
def preferences(context: Context) -> Preferences:
    """Those of whoever reads the page."""
    return preferences_of(context.get("user"))


@register.simple_tag(takes_context=True)
def desk_keys(context: Context) -> list[tuple[Words, list[tuple[str, Words]]]]:
    user = context.get("user")
    bound = preferences_of(user).bound
    return help_lines(usable(bound, user.has_perm) if user else bound)


@register.simple_tag(takes_context=True)
def bound_keys(context: Context) -> dict[str, str]:
    """The person's keys by name."""
    return preferences_of(context.get("user")).bound


@register.simple_tag(takes_context=True)
def key(context: Context, name: str) -> SafeString:
    """The attributes that make ``desk.js`` press this element for the key."""
    bound = preferences_of(context.get("user")).bound[name]
    return format_html('data-key="{}" aria-keyshortcuts="{}"', bound, bound)


@register.simple_tag(takes_context=True)
def hint(context: Context, name: str) -> SafeString:
    # Hidden from the name of the button: speech users say the words, not the key.
    bound = preferences_of(context.get("user")).bound[name]
    if not bound:
        return SafeString()
    return format_html('<kbd aria-hidden="true">{}</kbd>', shown(bound))


@register.filter
def named(word: str, kind: str) -> str:
    """What a word of the code is called: {{ event.verb|named:"verb" }}."""
    return name_of(kind, word)
