"""People, times and numbers, said the same way on every page."""

from datetime import datetime, timedelta
from datetime import timezone as fixed_zone
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext_noop
from django.utils.translation import gettext as _

from claims.recorded import say_recorded
from factcheck import formats

register = template.Library()

MINUTE, HOUR, DAY = 60, 3600, 86400


register.filter(formats.clock)
register.filter(formats.person_name)


@register.filter
def age(moment: datetime | None) -> SafeString | str:
    """How long ago, in one unit: "3 h ago"."""
    if moment is None:
        return ""
    seconds = (timezone.now() - moment).total_seconds()
    if seconds < MINUTE:
        return _time(moment, _("just now"))
    sentences = (
        gettext_noop("%(number)d min ago"),
        gettext_noop("%(number)d h ago"),
        gettext_noop("%(number)d days ago"),
    )
    return _time(moment, _span(seconds, sentences))


@register.filter
def due(moment: datetime | None) -> SafeString | str:
    """When it must be done: "in 5 h" or "2 h late"."""
    if moment is None:
        return ""
    seconds = (moment - timezone.now()).total_seconds()
    if seconds <= 0:
        return _time(moment, late(-seconds))
    sentences = (
        gettext_noop("in %(number)d min"),
        gettext_noop("in %(number)d h"),
        gettext_noop("in %(number)d days"),
    )
    return _time(moment, _span(seconds, sentences))


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """Day and time, in the newsroom's time zone."""
    if at is None:
        return ""
    return _time(at, date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT"))


@register.filter
def number(value: int) -> str:
    return formats.grouped(value)


@register.filter
def quoted(words: str) -> SafeString:
    """In quotation marks, whichever way it is written."""
    return format_html('<span dir="auto">{}</span>', formats.quoted(words))


@register.filter
def inside(words: str | Promise) -> str:
    """A label in the middle of a sentence, where German leaves it as it is."""
    return str(words) if (get_language() or "").startswith("de") else str(words).lower()


@register.filter
def recorded(words: str) -> str:
    """What the machine wrote down, in the reader's language."""
    return say_recorded(words)


@register.filter
def language_name(code: str) -> str:
    try:
        return _(get_language_info(code)["name"])
    except KeyError:
        return code


@register.filter
def exact(at: datetime) -> str:
    """Day of the week, day and time."""
    local = timezone.localtime(at)
    return _("%(weekday)s %(day)s, %(time)s") % {
        "weekday": to_the_minute(local, "D"),
        "day": to_the_minute(local, "MONTH_DAY_FORMAT"),
        "time": to_the_minute(local, "TIME_FORMAT"),
    }


def late(seconds: float) -> str:
    sentences = (
        gettext_noop("%(number)d min late"),
        gettext_noop("%(number)d h late"),
        gettext_noop("%(number)d days late"),
    )
    return _span(seconds, sentences)


def _span(seconds: float, sentences: tuple[str, str, str]) -> str:
    """The sentence of the unit that fits: minutes, hours or days."""
    if seconds < HOUR:
        return _(sentences[0]) % {"number": max(1, round(seconds / MINUTE))}
    if seconds < 2 * DAY:
        return _(sentences[1]) % {"number": round(seconds / HOUR)}
    return _(sentences[2]) % {"number": round(seconds / DAY)}


def _time(at: datetime, words: str) -> SafeString:
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        to_the_minute(local, "DATETIME_FORMAT"),
        words,
    )


def to_the_minute(local: datetime, form: str) -> str:
    """As Django writes it. A page of the queue has hundreds, and shows most of them
    again the next time."""
    minute = local.replace(second=0, microsecond=0, tzinfo=None)
    zone = local.utcoffset() or timedelta(), local.tzname() or ""
    return _written(minute, *zone, form, get_language())


@lru_cache(maxsize=10_000)
def _written(
    minute: datetime, offset: timedelta, zone: str, form: str, _language: str | None
) -> str:
    return date_format(minute.replace(tzinfo=fixed_zone(offset, zone)), form)
