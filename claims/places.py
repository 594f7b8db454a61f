"""A place in a stored Source that a person points at, read as the machine reads one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from django.db.models import F
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _

from claims.extraction import Value
from claims.extraction.page.reading import LINE_BREAKS
from claims.extraction.speakers import find_speaker
from claims.extraction.values import find_values
from claims.linking.links import mentions_of
from claims.linking.origins import kept_passages
from claims.matching.origins import Voice, shared_origin
from claims.matching.sense.similarity import fingerprint, sketch
from claims.models import Mention, Outlet, Source
from factcheck.formats import grouped

LONGEST_PLACE: Final = 2000


class PlaceRefused(Exception):
    """Nothing can be stated there; ``field`` says which of source, start and end is
    wrong, ``say`` why."""

    def __init__(self, field: str, say: str) -> None:
        self.field, self.say = field, say
        super().__init__(say)


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a Source, with what a Mention of it says. A Source's text never
    changes, so this stays true."""

    source_pk: int
    start: int
    end: int
    quote: str
    language: str
    voice: Voice
    values: Sequence[Value]

    def as_json(self) -> dict[str, Any]:
        return {
            "source": self.source_pk,
            "start": self.start,
            "end": self.end,
            "speaker": self.voice.speaker[:200],
            "values": [asdict(value) for value in self.values],
        }


def read_place(source_pk: int, start: int, end: int) -> Place:
    """Raises PlaceRefused."""
    if end <= start:
        raise PlaceRefused("end", _("put it after where the place starts."))
    if end > start + LONGEST_PLACE:
        raise PlaceRefused(
            "end",
            _("mark 1 to %(most)s characters; these are %(length)s.")
            % {"most": grouped(LONGEST_PLACE), "length": grouped(end - start)},
        )
    row = (
        Source.objects.filter(pk=source_pk)
        .values("language", "published_on", "outlet__owner", name=F("outlet__name"))
        .annotate(
            length=Length("text"),
            quote=Substr("text", start + 1, end - start),
        )
        .first()
    )
    if row is None:
        raise PlaceRefused("source", _("there is no such source."))
    if end > row["length"]:
        raise PlaceRefused(
            "end", _("the text ends at %(end)s.") % {"end": grouped(row["length"])}
        )
    quote = row["quote"]
    if not any(char.isalnum() for char in quote):
        raise PlaceRefused("start", _("there are no words at this place."))
    sentence = quote.translate(LINE_BREAKS)
    speaker = find_speaker(sentence, row["language"])
    values = find_values(sentence, row["language"], row["published_on"])
    return Place(
        source_pk=source_pk,
        start=start,
        end=end,
        quote=quote,
        language=row["language"],
        voice=Voice(
            outlet="" if row["name"] == Outlet.UNKNOWN else row["name"],
            owner=row["outlet__owner"],
            quote=quote,
            speaker=speaker.name if speaker else "",
            start=start,
            end=end,
        ),
        values=[
            replace(value, start=start + value.start, end=start + value.end)
            for value in values
        ],
    )


def find_voice(claim_pk: int, place: Place) -> tuple[int | None, str]:
    """The Origin that a mention of this claim at ``place`` shares by the machine's own
    rule, and why; None for a voice of its own."""
    # The same claim twice in one Source is one voice.
    here = Mention.objects.filter(claim=claim_pk, source=place.source_pk).first()
    if here is not None:
        return here.origin_id, ""
    shared = kept_passages(place.source_pk)
    for neighbour in mentions_of({claim_pk}).get(claim_pk, ()):
        passages = shared.get(neighbour.source_pk, ())
        if sign := shared_origin(neighbour.voice, place.voice, passages):
            return neighbour.origin_pk, sign.reason[:300]
    return None, own_voice(place)


def own_voice(place: Place) -> str:
    return f"Published by {place.voice.outlet or Outlet.UNKNOWN}."


def worded(text: str, language: str = "") -> dict[str, Any]:
    """A wording and what it is found by, as JSON."""
    return {
        "text": text,
        "language": language,
        "fingerprint": fingerprint(text).hex(),
        "sketch": sketch(text),
    }
