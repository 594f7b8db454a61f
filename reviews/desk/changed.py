"""What a newer version of a source made of a statement, as a card shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.anchoring import SILENT
from claims.marks import Piece, Span, cut
from claims.models import Mention, Reanchoring
from claims.rereading import same_place
from claims.sameness import find_changes

SAID: Final[dict[str, Promise]] = {
    "changed": gettext_lazy("changed in a newer version"),
    "ambiguous": gettext_lazy("in several places of a newer version"),
    "lost": gettext_lazy("no longer in the text"),
}


@dataclass(frozen=True)
class Option:
    """One of several places that the statement may have gone to."""

    before: str
    exact: str
    after: str
    value: str


@dataclass(frozen=True)
class TextChange:
    """``there`` is the mention of the same claim that stands at the place now, if there
    is one; ``picked`` whether a person put one into the newer version."""

    row: Reanchoring
    was: Sequence[Piece]
    now: Sequence[Piece]
    there: Mention | None
    picked: bool
    options: Sequence[Option]

    @property
    def silent(self) -> bool:
        return self.row.state in SILENT

    @property
    def says(self) -> Any:
        return SAID.get(self.row.state, "")


def change_of(mention: Mention, mentions: Sequence[Mention]) -> TextChange | None:
    """None while the source of the mention is the newest version. ``mentions`` are all
    of the claim."""
    row = mention.reanchored
    if row is None:
        return None
    newer = [each for each in mentions if each.source_id == row.source_id]
    was, now = lay_side_by_side(row)
    return TextChange(
        row=row,
        was=was,
        now=now,
        there=next((each for each in newer if stands_at(each, row)), None),
        picked=any(each.linked_by == Mention.LinkedBy.PERSON for each in newer),
        options=[
            Option(
                before=place["prefix"],
                exact=place["exact"],
                after=place["suffix"],
                value=f"{place['start']}-{place['end']}",
            )
            for place in row.places
        ],
    )


def stands_at(mention: Mention, row: Reanchoring) -> bool:
    if row.carried_id:
        return mention.pk == row.carried_id
    if row.start is None or row.end is None:
        return False
    return same_place((mention.start, mention.end), (row.start, row.end))


def lay_side_by_side(row: Reanchoring) -> tuple[list[Piece], list[Piece]]:
    """Both texts, what differs under a mark that says in words which text has it."""
    if row.state in SILENT:
        return [], []
    changes = find_changes(row.was, row.now) if row.now else []
    before = [
        Span(
            each.was_start,
            each.was_end,
            "differs",
            title=_("only in the older text"),
            sign="−",
        )
        for each in changes
        if each.was
    ]
    after = [
        Span(
            each.now_start,
            each.now_end,
            "differs",
            title=_("only in the newer text"),
            sign="+",
        )
        for each in changes
        if each.now
    ]
    return (
        cut(row.was, before, start=0, end=len(row.was)),
        cut(row.now, after, start=0, end=len(row.now)),
    )
