"""What is done with many claims of the queue at once: the acts, what the bar sent, and
what came of it in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from claims.models import Wording
from reviews.batches import COUNTERPARTS, BatchResult, check_count
from reviews.desk.merging import wrong_target
from reviews.desk.typed import Typed, field_of, given_with, read_form
from reviews.given import missing_from
from reviews.moves import UNDOABLE, moves_for
from reviews.workflow import MoveRefused

# Each claim brings its own.
FOUND: Final = ("mentions",)
# More than this many are asked about once more.
UNASKED: Final = 10
# Each button of the bar, and the verb of its moves.
ACTS: Final[dict[str, str]] = {
    "mine": "assign",
    "assign": "assign",
    "release": "release",
    "prioritise": "prioritise",
    "postpone": "postpone",
    "dismiss": "dismiss",
    "merge": "merge",
    "ask_second": "ask_second",
    "decide": "decide",
}
DONE: Final[dict[str, Any]] = {
    "assign": ngettext_lazy(
        "Assigned %(count)d claim.", "Assigned %(count)d claims.", "count"
    ),
    "release": ngettext_lazy(
        "Released %(count)d claim.", "Released %(count)d claims.", "count"
    ),
    "prioritise": ngettext_lazy(
        "Changed the priority of %(count)d claim.",
        "Changed the priority of %(count)d claims.",
        "count",
    ),
    "postpone": ngettext_lazy(
        "Postponed %(count)d claim.", "Postponed %(count)d claims.", "count"
    ),
    "dismiss": ngettext_lazy(
        "Dismissed %(count)d claim.", "Dismissed %(count)d claims.", "count"
    ),
    "merge": ngettext_lazy(
        "Merged %(count)d claim.", "Merged %(count)d claims.", "count"
    ),
    "ask_second": ngettext_lazy(
        "Asked for a second reading of %(count)d claim.",
        "Asked for a second reading of %(count)d claims.",
        "count",
    ),
    "decide": ngettext_lazy(
        "Rated %(count)d claim.", "Rated %(count)d claims.", "count"
    ),
    "undo": ngettext_lazy(
        "Took it back for %(count)d claim.",
        "Took it back for %(count)d claims.",
        "count",
    ),
}
ASKED: Final[dict[str, Any]] = {
    "assign": ngettext_lazy(
        "Assign %(count)d claim?", "Assign %(count)d claims?", "count"
    ),
    "release": ngettext_lazy(
        "Release %(count)d claim?", "Release %(count)d claims?", "count"
    ),
    "prioritise": ngettext_lazy(
        "Change the priority of %(count)d claim?",
        "Change the priority of %(count)d claims?",
        "count",
    ),
    "postpone": ngettext_lazy(
        "Postpone %(count)d claim?", "Postpone %(count)d claims?", "count"
    ),
    "dismiss": ngettext_lazy(
        "Dismiss %(count)d claim?", "Dismiss %(count)d claims?", "count"
    ),
    "merge": ngettext_lazy(
        "Merge %(count)d claim?", "Merge %(count)d claims?", "count"
    ),
    "ask_second": ngettext_lazy(
        "Ask for a second reading of %(count)d claim?",
        "Ask for a second reading of %(count)d claims?",
        "count",
    ),
    "decide": ngettext_lazy("Rate %(count)d claim?", "Rate %(count)d claims?", "count"),
}


@dataclass(frozen=True)
class Bulk:
    """The bar as it stands: what was ticked (the version seen of each claim), what was
    typed, and why nothing was done, if so."""

    act: str = ""
    ticked: Mapping[int, int] = field(default_factory=dict)
    typed: Typed = field(default_factory=Typed)
    refusal: MoveRefused | None = None

    @property
    def field(self) -> str:
        """The field that the refusal is about."""
        return field_of(self.refusal) if self.refusal else ""


def read_bulk(post: QueryDict, *, person: User) -> Bulk:
    """What the bar sent, whether or not anything can be done with it."""
    act = post.get("act", "")
    typed = replace(read_form(post), verb=ACTS.get(act, ""), mentions=[])
    # Two acts ask why, each in a field of its own.
    reason = post.get(f"reason_{act}", typed.reason).replace("\x00", "")
    typed = replace(typed, reason=reason)
    if act == "mine":
        typed = replace(typed, more={"to": str(person.pk)})
    return Bulk(act, dict(filter(None, map(_tick, post.getlist("claims")))), typed)


def check_bulk(bulk: Bulk) -> None:
    """Raises ``MoveRefused`` when this is no act on any claim."""
    if not bulk.ticked:
        say = _("tick at least one claim.")
        raise MoveRefused("bad_value", field="claims", say=say)
    check_count(len(bulk.ticked))
    if bulk.act not in ACTS:
        raise MoveRefused("bad_value", field="act", say=_("choose what to do."))
    if bulk.act == "prioritise" and not bulk.typed.more.get("priority"):
        raise MoveRefused("bad_value", field="priority", say=_("choose one."))
    if bulk.typed.verb == "merge":
        say = wrong_target(bulk.typed.into, claims=bulk.ticked)
        if say:
            raise MoveRefused("bad_value", field="into", say=say)
    # Before anybody is asked whether they mean it.
    rules, given = moves_for(bulk.typed.verb), given_with(bulk.typed)
    missing = [name for name in missing_from(given, rules) if name not in FOUND]
    if bulk.act == "decide" and not bulk.typed.reason.strip():
        missing.append("reason")
    if missing:
        raise MoveRefused("missing", fields=missing)


def _tick(text: str) -> tuple[int, int] | None:
    """A claim and the version of it that was seen: "12.7"."""
    claim, dot, version = text.partition(".")
    if not (dot and claim.isdecimal() and version.isdecimal() and len(text) < 30):
        return None
    return int(claim), int(version)


def refusal_of(result: BatchResult) -> MoveRefused | None:
    """Why nothing at all was done, where that can be mended in the bar or by nobody."""
    if result.done or not result.skipped:
        return None
    first = result.skipped[0][1]
    same = all(refusal.code == first.code for _, refusal in result.skipped)
    return (
        first if same and (field_of(first) or first.code == "not_permitted") else None
    )


def as_json(result: BatchResult, verb: str) -> dict[str, Any]:
    """What became of a batch, as the session keeps it until the next."""
    return {
        "id": result.batch,
        "verb": verb,
        "done": len(result.done),
        "skipped": [[claim, refusal.say] for claim, refusal in result.skipped],
        "undoable": bool(result.done) and verb in (*UNDOABLE, *COUNTERPARTS),
    }


@dataclass(frozen=True)
class Skipped:
    claim: int
    text: str
    say: str


@dataclass(frozen=True)
class Told:
    """A batch in words."""

    batch: str
    say: str
    skipped: Sequence[Skipped]
    undoable: bool


def told(kept: Mapping[str, Any] | None, batch: str) -> Told | None:
    """What became of ``batch``, if it is the one that was kept."""
    if not kept or kept["id"] != batch:
        return None
    claims = [claim for claim, say in kept["skipped"]]
    texts: dict[int, str] = (
        dict(Wording.objects.filter(claim__in=claims).values_list("claim", "text"))
        if claims
        else {}
    )
    done = DONE[kept["verb"]] % {"count": kept["done"]}
    return Told(
        batch,
        str(done) if kept["done"] else _("Nothing was done."),
        [Skipped(claim, texts.get(claim, ""), say) for claim, say in kept["skipped"]],
        kept["undoable"],
    )
