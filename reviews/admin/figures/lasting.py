"""How many verdicts did not last, made ready for the page."""

from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.formats import grouped
from reviews.admin.figures.shapes import Figure, Share, number_of, percent_of
from reviews.figures.filters import Filter
from reviews.figures.lasting import CHANGED, CHANGES, TOO_EARLY, count_lasting
from reviews.figures.panels import PANELS
from reviews.names import name_of


def show_lasting(chosen: Filter) -> Figure:
    counts = count_lasting(chosen)
    count, early = sum(counts.values()), counts[TOO_EARLY]
    changed = sum(counts[each] for each in CHANGES)
    total = number_of("lasting", _("Verdicts"), count, chosen)
    part = number_of("lasting", "", changed, replace(chosen, since=CHANGED))
    share = Share(_("Changed since"), part, total, percent_of(changed, count))
    return Figure(
        panel=PANELS["lasting"],
        total=total,
        summary=_say_lasting(changed, count, early),
        shares=[share] if count else (),
        numbers=[
            number_of(
                "lasting",
                capfirst(name_of("since", each)),
                counts[each],
                replace(chosen, since=each),
            )
            for each in (*CHANGES, TOO_EARLY)
        ],
    )


def _say_lasting(changed: int, count: int, early: int) -> str:
    if not count:
        return _("No verdict took effect in these days.")
    said = ngettext(
        "%(changed)s of %(count)s verdict was corrected, reopened or withdrawn within "
        "30 days.",
        "%(changed)s of %(count)s verdicts were corrected, reopened or withdrawn "
        "within 30 days.",
        count,
    ) % {"changed": grouped(changed), "count": grouped(count)}
    if not early:
        return said
    yet = ngettext(
        "Not complete: for %(early)s the 30 days are not over.",
        "Not complete: for %(early)s the 30 days are not over.",
        early,
    )
    return f"{said} {yet % {'early': grouped(early)}}"
