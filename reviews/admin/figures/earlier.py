"""As many days before: what they are called, and what they say of a measure."""

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from reviews.admin.figures.shapes import Earlier, number_of, say_duration
from reviews.figures.decided import Spread
from reviews.figures.filters import Filter


def say_span_before(chosen: Filter) -> str:
    days = len(chosen.period.days)
    if days == 1:
        return gettext("the day before")
    return gettext("the %(days)d days before") % {"days": days}


def compare_spreads(
    panel: str, now: Spread, then: Spread, chosen: Filter
) -> Earlier | None:
    """How much faster or slower half of them were; none where these are too few."""
    if now.median is None or chosen.before is None:
        return None
    number = number_of(panel, "", then.count, chosen.before)
    words = {"span": say_span_before(chosen)}
    if then.median is None:
        return Earlier(_("Too few in %(span)s to compare") % words, number)
    words["time"] = say_duration(abs(now.median - then.median))
    if say_duration(now.median) == say_duration(then.median):
        said = _("The median is as in %(span)s")
    elif now.median > then.median:
        said = _("The median is slower by %(time)s than in %(span)s")
    else:
        said = _("The median is faster by %(time)s than in %(span)s")
    return Earlier(said % words, number)
