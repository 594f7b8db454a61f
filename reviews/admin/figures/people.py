"""What each person did, made ready for the page of who may see it."""

from dataclasses import replace

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from reviews.admin.figures.shapes import Figure, Line, Table, number_of, say_duration
from reviews.figures.agreement import BLIND
from reviews.figures.filters import Filter
from reviews.figures.panels import PANELS
from reviews.figures.people import at_work, overruled


def show_people(chosen: Filter) -> Figure:
    lines = []
    for row in at_work(chosen):
        of = replace(chosen, person=User(pk=row["pk"]))
        took = row["median_seconds"]
        lines.append(
            Line(
                row["who"],
                [
                    number_of("decided", "", row["decided"], of),
                    number_of("working-time", "", row["first"], of),
                    "" if took is None else say_duration(took),
                    number_of("overruled", "", row["overruled"], of),
                    number_of("agreement", "", row["pairs"], of.of_pairs(BLIND)),
                ],
            )
        )
    return Figure(
        panel=PANELS["people"],
        total=number_of("people", _("People"), len(lines), chosen),
        summary=_("In the order of names; these numbers compare nobody."),
        numbers=[
            number_of(
                "overruled",
                _("Overruled in adjudication"),
                overruled(chosen).count(),
                chosen,
            )
        ],
        table=Table(
            [str(heading) for _key, heading in PANELS["people"].columns], lines
        ),
    )
