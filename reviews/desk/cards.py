"""The mentions of a claim side by side, their values marked, and whose voices they
are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import CharField, F, Func
from django.utils.translation import gettext as _

from claims.against import Against, find_against, own_values
from claims.linking import read_values
from claims.marks import Piece, Yardstick, cut, moved_by, without_overlaps
from claims.matching.similarity import overlap, take_apart
from claims.models import Mention, Wording
from claims.partial import find_untold
from factcheck.formats import rounded
from reviews.desk.changed import TextChange, change_of
from reviews.models import Event

VOICES_AT_MOST: Final = 20
# Above these the words say that it is so; below, that it probably is.
SURE, LIKELY = 0.95, 0.8
MOST_OF_THE_WORDS: Final = 0.6
STANCE_SAID: Final = Func(
    F("pk"), function="reviews_stance_said", output_field=CharField(null=True)
)


@dataclass(frozen=True)
class Card:
    """One mention beside the others. ``number`` counts from 1; ``origin`` is the
    outlet whose voice it repeats, "" for a voice of its own. ``against`` is what it
    says otherwise than the claim and ``untold`` what it says nothing of, until a person
    has said its stance."""

    number: int
    mention: Mention
    quote: Sequence[Piece]
    origin: str
    linked: str
    change: TextChange | None
    against: Against | None = None
    untold: str = ""

    @property
    def says_so(self) -> bool:
        """All of the claim, nothing else, and unchanged in a newer version."""
        if self.against or self.untold:
            return False
        return self.change is None or self.change.silent


@dataclass(frozen=True)
class Voice:
    """One origin, and everybody who prints it."""

    outlets: Sequence[str]
    reason: str


def read_mentions(claim: int, *, at_most: int) -> list[Mention]:
    return list(
        Mention.objects.filter(claim=claim)
        .select_related(
            "source__outlet",
            "source__link_check",
            "origin",
            "extraction",
            "reanchoring",
        )
        .annotate(said=STANCE_SAID)
        .defer(
            "source__text",
            "source__original",
            "source__text_sha256",
            "extraction__dropped",
            "extraction__timings_ms",
        )
        .order_by("pk")[:at_most]
    )


def lay_out(
    mentions: Sequence[Mention],
    *,
    wording: Wording | None = None,
    events: Sequence[Event] = (),
) -> list[Card]:
    """The cards in the order the mentions were found, their values marked against the
    claim's own, and where it has none against what was said before them."""
    yardstick = Yardstick(own_values(wording, mentions))
    against = find_against(wording, mentions) if wording else {}
    untold = find_untold(wording, mentions) if wording else {}
    linkers = {
        event.data.get("mention"): event.actor_name
        for event in events
        if event.verb == "link"
    }
    voices: dict[int, Mention] = {}
    cards = []
    for number, mention in enumerate(mentions, start=1):
        first = voices.setdefault(mention.origin_id, mention)
        outlet = mention.source.outlet.name
        values = yardstick.mark(read_values(mention.values), by=outlet)
        spans = without_overlaps(moved_by(values, -mention.start))
        cards.append(
            Card(
                number=number,
                mention=mention,
                quote=cut(mention.quote, spans, start=0, end=len(mention.quote)),
                origin="" if first is mention else first.source.outlet.name,
                linked=say_linked(mention, wording=wording, linkers=linkers),
                change=change_of(mention, mentions),
                against=against.get(mention.pk) if is_unsaid(mention) else None,
                untold=untold.get(mention.pk, "") if is_unsaid(mention) else "",
            )
        )
    return cards


def is_unsaid(mention: Mention) -> bool:
    """Whether it supports by default: nobody has said so."""
    said = getattr(mention, "said", None)
    return mention.stance == Mention.Stance.SUPPORTS and said is None


def say_linked(
    mention: Mention, *, wording: Wording | None, linkers: Mapping[object, str]
) -> str:
    """Who says that the claim stands there: the extractor, the matching and why, or a
    person."""
    if mention.linked_by == Mention.LinkedBy.PERSON:
        who = linkers.get(mention.pk)
        return _("Linked by %(who)s") % {"who": who} if who else _("Linked by hand")
    if mention.linked_by == Mention.LinkedBy.VERSION:
        return _("Carried over from the version before")
    run = mention.extraction
    name = f"{run.extractor} {run.version}" if run else "?"
    if mention.linked_by == Mention.LinkedBy.EXTRACTION or mention.similarity is None:
        return _("Found by extraction (%(extractor)s)") % {"extractor": name}
    words = {
        "sure": say_sure(mention.similarity),
        "manner": say_alike(mention, wording),
    }
    return _("Linked by matching: %(sure)s, %(manner)s") % words


def say_sure(score: float) -> str:
    """How sure the matching is that both say the same."""
    words = {"score": rounded(score, 2)}
    if score >= SURE:
        return _("almost certainly the same (%(score)s)") % words
    if score >= LIKELY:
        return _("very likely the same (%(score)s)") % words
    return _("probably the same (%(score)s)") % words


def say_alike(mention: Mention, wording: Wording | None) -> str:
    """How much of the claim's wording the mention has."""
    if wording is None:
        return _("in other words")
    ours, theirs = take_apart(wording.text), take_apart(mention.quote)
    if overlap(ours.content, theirs.content) >= MOST_OF_THE_WORDS:
        return _("in much the same words")
    spoken = {wording.language, mention.source.language} - {""}
    return _("in another language") if len(spoken) > 1 else _("in other words")


def count_voices(cards: Sequence[Card]) -> int:
    """How many independent voices say it, as the door counts them."""
    counted = [card.mention.pk for card in cards if card.against is None]
    with connection.cursor() as cursor:
        cursor.execute("SELECT reviews_voices(%s::bigint[])", [counted])
        return int(cursor.fetchone()[0])


def find_voices(mentions: Sequence[Mention]) -> list[Voice]:
    """By origin, the one that most outlets print first."""
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.origin_id, []).append(mention)
    voices = [
        Voice(
            outlets=list(dict.fromkeys(each.source.outlet.name for each in group)),
            reason=group[0].origin.reason,
        )
        for group in groups.values()
    ]
    return sorted(voices, key=lambda voice: -len(voice.outlets))[:VOICES_AT_MOST]
