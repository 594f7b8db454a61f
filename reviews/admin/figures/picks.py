"""How good the machine's picks are, made ready for the page."""

from dataclasses import replace

from django.utils.translation import gettext as _

from reviews.admin.figures.shapes import Figure, Share, number_of, percent_of
from reviews.figures.filters import Filter
from reviews.figures.panels import PANELS
from reviews.figures.picks import KEPT, Precision, judged_picks, measure_precision


def show_picks(chosen: Filter) -> Figure:
    total = judged_picks(chosen).count()
    shares = [_share(each, chosen) for each in measure_precision(chosen)]
    return Figure(
        panel=PANELS["picks"],
        total=number_of("picks", _("Judged"), total, chosen),
        summary=_(
            "How many of the sentences that the machine picked people kept as claims. "
            "The best are those of each source that it found most worth checking."
        )
        if total
        else _("Nobody judged a claim in these days."),
        shares=shares,
    )


def _say_place(each: Precision) -> str:
    if each.first is None:
        return _("All (%(extractor)s)") % {"extractor": each.extractor}
    words = {"extractor": each.extractor, "first": each.first}
    return _("Best %(first)d (%(extractor)s)") % words


def _share(each: Precision, chosen: Filter) -> Share:
    judged = replace(chosen, extractor=each.extractor, first=each.first)
    kept = replace(judged, fate=KEPT)
    return Share(
        _say_place(each),
        number_of("picks", _("Kept"), each.kept, kept),
        number_of("picks", _("Judged"), each.judged, judged),
        percent_of(each.kept, each.judged),
    )
