"""Every question a manager asks: what its numbers count, and the rows behind them.
What was undone is in none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reviews.figures.agreement import read_pairs
from reviews.figures.decided import decided, first_verdicts, through_stages, worked_on
from reviews.figures.filters import Filter
from reviews.figures.lasting import watched
from reviews.figures.open_work import still_open, waiting_reviews
from reviews.figures.people import SEE_PEOPLE, at_work, overruled
from reviews.figures.picks import judged_picks, pick_rows
from reviews.figures.rows import overruled_rows, pair_rows, review_rows, verdict_rows
from reviews.moves import OPEN_STAGES
from reviews.names import STAGES, Words


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One question: what it counts, and the rows behind its numbers. ``columns``
    pairs each key of a row with its heading; ``permission`` is what it takes beside
    that for the dashboard."""

    name: str
    title: Words
    definition: Words
    columns: Sequence[tuple[str, Words]]
    rows: Callable[[Filter], QuerySet[Any, dict[str, Any]]]
    permission: str = ""


WHERE: Final = (
    ("claim", _("Claim")),
    ("wording", _("In words")),
    ("stage", _("Stage")),
    ("state", _("State")),
)
VERDICT: Final = (
    *WHERE,
    ("number", _("Verdict")),
    ("outcome", _("Outcome")),
    ("word", _("Rating")),
    ("who", _("Decided by")),
    ("confirmed", _("Confirmed by")),
    ("at", _("Took effect")),
    ("seconds", _("After arrival")),
)
# Less of each where more is told of its time: a row stays on one screen.
TIMED: Final = (
    *WHERE[:2],
    ("outcome", _("Outcome")),
    ("word", _("Rating")),
    ("who", _("Decided by")),
    ("at", _("Took effect")),
)
SPENT: Final = [f"{stage.value}_seconds" for stage in OPEN_STAGES]
PICK: Final = (
    ("first_claim", _("Claim")),
    ("wording", _("In words")),
    ("extractor", _("Extractor")),
    ("place", _("Place")),
    ("worth", _("Worth")),
    ("fate", _("Fate")),
    ("claim", _("Stands as claim")),
    ("at", _("Judged")),
)
PAIR: Final = (
    ("claim", _("Claim")),
    ("wording", _("In words")),
    ("pair", _("How it was read")),
    ("first_outcome", _("First reading")),
    ("first_word", _("First rating")),
    ("second_outcome", _("Second reading")),
    ("second_word", _("Second rating")),
    ("at", _("Second reading made")),
)

PANELS: Final[dict[str, Panel]] = {
    panel.name: panel
    for panel in (
        Panel(
            name="open",
            title=_("Open now"),
            definition=_(
                "Claims with a review that is not closed, by the stage it is in now "
                "and by how long ago it was opened. Overdue are those that were to be "
                "decided by now. The dates do not apply; the outlet does."
            ),
            columns=(
                *WHERE,
                ("who", _("In hand of")),
                ("at", _("Opened")),
                ("due_at", _("Due")),
            ),
            rows=lambda chosen: review_rows(still_open(chosen)),
        ),
        Panel(
            name="waiting",
            title=_("Waiting for second reader"),
            definition=_(
                "Open claims that one person has read and a second has not. They wait "
                "from the first reading on. The dates do not apply; the outlet does."
            ),
            columns=(
                *WHERE,
                ("who", _("In hand of")),
                ("at", _("Waiting since")),
                ("due_at", _("Due")),
            ),
            rows=lambda chosen: review_rows(waiting_reviews(chosen)),
        ),
        Panel(
            name="decided",
            title=_("Decided per day"),
            definition=_(
                "Verdicts that took effect on the day, by outcome. A verdict "
                "that was undone counts nowhere; one that was withdrawn or corrected "
                "later still counts on its day, and its correction on its own."
            ),
            columns=VERDICT,
            rows=lambda chosen: verdict_rows(
                decided(chosen).order_by("-effective_at", "-pk")
            ),
        ),
        Panel(
            name="time-to-verdict",
            title=_("Time from arrival to verdict"),
            definition=_(
                "From the moment the claim was found to the moment its first verdict "
                "took effect, for first verdicts that took effect in these days. "
                "Undone verdicts and later corrections are left out. Nights and "
                "weekends count. Half took at most the median; 85 of 100 at most the "
                "p85. Overdue are those that took effect after their review was due."
            ),
            columns=(*VERDICT, ("due_at", _("Due"))),
            rows=lambda chosen: verdict_rows(
                first_verdicts(chosen).order_by("-seconds", "-pk")
            ),
        ),
        Panel(
            name="working-time",
            title=_("Working time"),
            definition=_(
                "From the moment somebody first took the claim in the review that "
                "decided it to the moment its first verdict took effect, for first "
                "verdicts that took effect in these days. It does not say how long "
                "people worked on it: nights and waiting for a second reader count."
            ),
            columns=(
                *TIMED,
                ("taken_at", _("First taken")),
                ("working_seconds", _("After it was taken")),
            ),
            rows=lambda chosen: verdict_rows(
                worked_on(chosen).order_by("-working_seconds", "-pk"),
                "taken_at",
                "working_seconds",
            ),
        ),
        Panel(
            name="stages",
            title=_("Where the time goes"),
            definition=_(
                "How long the review of each first verdict of these days was in every "
                "stage, all its stays together; the median is of those that were in "
                "it at all. A decision that was undone moved nothing. Queued is "
                "waiting; second reading is waiting for the second reader, and the "
                "reading. Medians do not add up to the median of the whole."
            ),
            columns=(
                *TIMED,
                *(
                    (spent, STAGES[stage.value])
                    for stage, spent in zip(OPEN_STAGES, SPENT, strict=True)
                ),
            ),
            rows=lambda chosen: verdict_rows(
                through_stages(chosen).order_by("-effective_at", "-pk"), *SPENT
            ),
        ),
        Panel(
            name="picks",
            title=_("The machine’s picks"),
            definition=_(
                "Sentences that an extraction put in the queue and people judged in "
                "these days: kept, when somebody read the claim or merged it into "
                "another, or dismissed as nothing to check. The place is the rank by "
                "worth among all sentences found in the same source. Claims that "
                "nobody judged yet are left out, so are decisions that were undone."
            ),
            columns=PICK,
            rows=lambda chosen: pick_rows(judged_picks(chosen)),
        ),
        Panel(
            name="agreement",
            title=_("How often two people agree"),
            definition=_(
                "Two readings of one claim, the second made in these days. Only blind "
                "pairs count: the second reader could see neither the first reading "
                "nor an earlier one of the claim. What was undone counts nowhere, and "
                "what follows a second reading that was undone is not blind. That a "
                "claim was settled, corrected, reopened or withdrawn since changes "
                "nothing. The specific agreement is how many of the readings with an "
                "outcome stand beside another with it. Krippendorff’s alpha says how "
                "much of the agreement on outcomes is more than chance: 1 all, 0 none. "
                "From 0.80 on it is reliable, from 0.67 tentative. The interval comes "
                "from leaving out one pair at a time, and is rough under 100 pairs. "
                "BLIND_SHARE sets how many second readings are blind."
            ),
            columns=PAIR,
            rows=lambda chosen: pair_rows(read_pairs(chosen)),
        ),
        Panel(
            name="lasting",
            title=_("Verdicts that did not last"),
            definition=_(
                "Verdicts that took effect in these days, each by the gravest thing "
                "done with it within 30 days: withdrawn; corrected, when the next "
                "verdict on the claim has another rating; reopened by a person, and "
                "not decided otherwise. Where the machine opened the claim again and "
                "people found the same, the verdict lasted. Until its 30 days are "
                "over, a verdict of which nothing came yet is too early to say, so "
                "the share of the last 30 days still grows."
            ),
            columns=(*VERDICT, ("since", _("Since then"))),
            rows=lambda chosen: verdict_rows(
                watched(chosen).order_by("-effective_at", "-pk"), "since"
            ),
        ),
        Panel(
            name="people",
            title=_("Who did what"),
            definition=_(
                "Whoever decided, was overruled or read blind in these days, in the "
                "order of names. Decided are verdicts that rest on their reason. The "
                "working time is of the first verdicts among them. Overruled are "
                "readings that an adjudication gave another rating than. Blind pairs "
                "are those that they read first or second. What people decide differs "
                "in how hard it is: these numbers compare nobody."
            ),
            columns=(
                ("who", _("Person")),
                ("decided", _("Decided")),
                ("first", _("First verdicts")),
                ("median_seconds", _("Median working time")),
                ("overruled", _("Overruled")),
                ("pairs", _("Blind pairs")),
            ),
            rows=at_work,
            permission=SEE_PEOPLE,
        ),
        Panel(
            name="overruled",
            title=_("Overruled in adjudication"),
            definition=_(
                "Readings to which an adjudication made in these days gave another "
                "rating. Both of a claim are listed where it went with neither."
            ),
            columns=(
                *WHERE[:2],
                ("who", _("Read by")),
                ("outcome", _("Outcome")),
                ("word", _("Rating")),
                ("settled_outcome", _("Settled outcome")),
                ("settled_word", _("Settled rating")),
                ("at", _("Settled")),
            ),
            rows=lambda chosen: overruled_rows(overruled(chosen)),
            permission=SEE_PEOPLE,
        ),
    )
}
