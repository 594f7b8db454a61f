"""How often two people agree, made ready for the page: what alpha says and how sure
that is, in words, and the table of first by second Readings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.formats import grouped, rounded
from reviews.admin.figures.shapes import (
    Crossing,
    Figure,
    Number,
    Share,
    number_of,
    percent_of,
)
from reviews.figures.agreement import (
    BLIND,
    ENOUGH_PAIRS,
    NOT_BLIND,
    SAME_OUTCOME,
    SAME_RATING,
    Agreement,
    measure_agreement,
)
from reviews.figures.decided import ENOUGH
from reviews.figures.filters import Filter
from reviews.figures.panels import PANELS
from reviews.moves import Outcome
from reviews.names import name_of

# What K. Krippendorff asks of data that conclusions are drawn from.
RELIABLE: Final = 0.8
TENTATIVE: Final = 0.667
# So many of 100 Readings say the same outcome that agreeing on it takes little.
LOPSIDED: Final = 80


def show_agreement(chosen: Filter) -> Figure:
    found = measure_agreement(chosen)
    blind = chosen.of_pairs(BLIND)
    total = _number(_("Blind pairs"), found.pairs, blind)
    not_blind = replace(blind, pair=NOT_BLIND)
    shares: list[Share] = []
    if found.pairs:
        shares = [
            _share(_("Same outcome"), found.same_outcome, SAME_OUTCOME, total, blind),
            _share(_("Same rating"), found.same_rating, SAME_RATING, total, blind),
        ]
    return Figure(
        panel=PANELS["agreement"],
        total=total,
        summary=say_agreement(found),
        numbers=[_number(_("Not blind"), found.not_blind, not_blind)],
        measures=_measures(found) if found.pairs else (),
        shares=shares,
        crossings=_cross(found, blind) if found.pairs else (),
        columns=_columns(found, blind),
    )


def _number(label: str, count: int, chosen: Filter, kind: str = "") -> Number:
    return number_of("agreement", label, count, chosen, kind)


def _share(label: str, count: int, agreed: str, total: Number, blind: Filter) -> Share:
    part = _number(label, count, replace(blind, agreed=agreed))
    return Share(label, part, total, percent_of(count, total.count))


def _measures(found: Agreement) -> Sequence[tuple[str, str]]:
    """In words; empty where the pairs are too few."""
    says = spans = ""
    if found.pairs >= ENOUGH_PAIRS:
        alpha, interval = found.alpha, found.interval
        says = _("not defined") if alpha is None else rounded(alpha, 2)
        spans = _("not defined") if interval is None else _span(interval)
    return [(_("Krippendorff’s alpha"), says), (_("95 % interval"), spans)]


def _span(interval: tuple[float, float]) -> str:
    low, high = (rounded(end, 2) for end in interval)
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def say_agreement(found: Agreement) -> str:
    """In whole sentences: how many agree, and how much that says."""
    if not found.pairs:
        return _("No second reading in these days was blind.")
    same = ngettext(
        "%(same)s of %(count)s blind pair has the same outcome.",
        "%(same)s of %(count)s blind pairs have the same outcome.",
        found.pairs,
    ) % {"same": grouped(found.same_outcome), "count": grouped(found.pairs)}
    if found.pairs < ENOUGH_PAIRS:
        few = _("Too few to say how far to rely on it: that takes %(enough)d.")
        return f"{same} {few % {'enough': ENOUGH_PAIRS}}"
    alpha = found.alpha
    if alpha is None:
        only = _("All readings say %(outcome)s: alpha is not defined.")
        return f"{same} {only % {'outcome': name_of('outcome', _usual(found))}}"
    said = [same, _say_alpha(alpha), _say_interval(found)]
    if alpha < TENTATIVE:
        said.append(_say_why(found))
    return " ".join(said)


def _say_alpha(alpha: float) -> str:
    words = {"alpha": rounded(alpha, 2)}
    if alpha >= RELIABLE:
        return _("Alpha is %(alpha)s: reliable.") % words
    if alpha >= TENTATIVE:
        return _("Alpha is %(alpha)s: good for tentative conclusions.") % words
    return _("Alpha is %(alpha)s: too low to rely on.") % words


def _say_interval(found: Agreement) -> str:
    if found.interval is not None:
        low, high = (rounded(end, 2) for end in found.interval)
        said = _("With 95 %% confidence it lies between %(low)s and %(high)s.")
        return said % {"low": low, "high": high}
    if found.same_outcome == found.pairs:
        return _("No pair differs, so nothing says how far off that may be.")
    return _("The pairs are too much alike to say how far off that may be.")


def _say_why(found: Agreement) -> str:
    usual = _usual(found)
    share = percent_of(found.first(usual) + found.second(usual), 2 * found.pairs)
    if share is not None and share >= LOPSIDED:
        return _(
            "%(percent)d of 100 readings say %(outcome)s, so that two would often say "
            "the same by chance."
        ) % {"percent": share, "outcome": name_of("outcome", usual)}
    return _("People may read the rules differently.")


def _usual(found: Agreement) -> Outcome:
    return max(Outcome, key=lambda each: found.first(each) + found.second(each))


def _cross(found: Agreement, blind: Filter) -> list[Crossing]:
    return [_crossing(found, blind, outcome) for outcome in Outcome]


def _crossing(found: Agreement, blind: Filter, first: Outcome) -> Crossing:
    row = replace(blind, first_outcome=first.value)
    both = 2 * found.both(first)
    said = found.first(first) + found.second(first)
    return Crossing(
        capfirst(name_of("outcome", first)),
        first.value,
        [
            *(
                _number(
                    capfirst(name_of("outcome", second)),
                    found.counts[first, second],
                    replace(row, second_outcome=second.value),
                    second.value,
                )
                for second in Outcome
            ),
            _number(_("All"), found.first(first), row),
        ],
        both,
        said,
        percent_of(both, said, enough=2 * ENOUGH),
    )


def _columns(found: Agreement, blind: Filter) -> list[Number]:
    """All pairs by the outcome of the second Reading, and last all of them."""
    return [
        *(
            _number(
                capfirst(name_of("outcome", second)),
                found.second(second),
                replace(blind, second_outcome=second.value),
                second.value,
            )
            for second in Outcome
        ),
        _number(_("All"), found.pairs, blind),
    ]
