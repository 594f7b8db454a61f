"""People, times and numbers, said the same way on every page."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
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
        _("%(number)d min ago"),
        _("%(number)d h ago"),
        _("%(number)d days ago"),
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
    sentences = _("in %(number)d min"), _("in %(number)d h"), _("in %(number)d days")
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
        "weekday": date_format(local, "D"),
        "day": date_format(local, "MONTH_DAY_FORMAT"),
        "time": formats.clock(at),
    }


def late(seconds: float) -> str:
    sentences = (
        _("%(number)d min late"),
        _("%(number)d h late"),
        _("%(number)d days late"),
    )
    return _span(seconds, sentences)


def _span(seconds: float, sentences: tuple[str, str, str]) -> str:
    """The sentence of the unit that fits: minutes, hours or days."""
    if seconds < HOUR:
        return sentences[0] % {"number": max(1, round(seconds / MINUTE))}
    if seconds < 2 * DAY:
        return sentences[1] % {"number": round(seconds / HOUR)}
    return sentences[2] % {"number": round(seconds / DAY)}


def _time(at: datetime, words: str) -> SafeString:
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        date_format(local, "DATETIME_FORMAT"),
        words,
    )
