"""Picking a place in a stored Source: which Source, which sentence, which words."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from claims.models import Mention, Source
from claims.places import LONGEST_PLACE
from claims.search import find_sources
from reviews.desk.sentences import (
    Cut,
    find_hits,
    find_sentences,
    find_words,
    score_of,
    snap,
    step,
    wanted_of,
)

SOURCES_AT_MOST: Final = 20
SHOWN: Final = 14
BEFORE: Final = 4
# So many sentences around those shown can be grown into.
BEYOND: Final = 8


@dataclass(frozen=True)
class Row:
    """A sentence to pick. Of the chosen one, ``marked`` is the place itself, between
    what stands before and after it."""

    place: Cut
    before: str
    marked: str
    after: str
    chosen: bool
    claims: Sequence[int]

    @property
    def value(self) -> str:
        return self.place.value


@dataclass(frozen=True)
class Picking:
    """Sentences of one Source to choose from, and the place chosen so far. The rest
    are offsets that other sentences begin at, None where there are none."""

    source: Source
    rows: Sequence[Row]
    place: Cut | None
    earlier: int | None
    later: int | None
    next_hit: int | None
    found: bool


@dataclass(frozen=True)
class Wish:
    """What somebody asked to see or to change: words to find, an offset to begin at,
    a place, and a step to grow or shrink it by."""

    words: str = ""
    at: int | None = None
    place: Cut | None = None
    way: str = ""


def search_sources(known: Collection[int], *, words: str, outlet: str) -> list[Source]:
    """The Sources with these keys first, then the newest."""
    rows = find_sources(words) if words else Source.objects.all()
    rows = rows.select_related("outlet").defer("text", "original", "text_sha256")
    if outlet:
        rows = rows.filter(outlet__name__icontains=outlet)
    return [*_newest(rows.filter(pk__in=known)), *_newest(rows.exclude(pk__in=known))][
        :SOURCES_AT_MOST
    ]


def _newest(rows: QuerySet[Source]) -> QuerySet[Source]:
    return rows.order_by("-pk")[:SOURCES_AT_MOST]


def pick(source: Source, wish: Wish, *, about: str = "") -> Picking:
    """The sentences around what was asked for; without anything asked, around those
    that have most words in common with ``about``."""
    text, words = source.text, wish.words or about
    hits = find_hits(text, words)
    anchor = _anchor(wish, hits, len(text))
    sentences = find_sentences(text, source.language, around=anchor)
    if not sentences:
        return Picking(source, (), None, None, None, None, found=False)
    here = min(
        next((at for at, each in enumerate(sentences) if each.end > anchor), 0),
        len(sentences) - 1,
    )
    if wish.at is None and wish.place is None and hits:
        here = _best(text, sentences, here, words)
    first = here if wish.at is not None else max(0, here - BEFORE)
    shown = sentences[first : first + SHOWN]
    units = find_words(
        text,
        sentences[max(0, first - BEYOND) : first + SHOWN + BEYOND],
        source.language,
        source.published_on,
    )
    place = sentences[here]
    if wish.place is not None:
        place = step(units, snap(units, wish.place), wish.way)
    last = shown[-1].end
    return Picking(
        source=source,
        rows=_rows(source, shown, place),
        place=place,
        earlier=sentences[max(0, first - SHOWN)].start if first else None,
        later=sentences[first + SHOWN].start
        if first + SHOWN < len(sentences)
        else None,
        next_hit=next((hit for hit in hits if hit > last), None)
        if wish.words
        else None,
        found=bool(hits),
    )


def snapped(source: Source, place: Cut | None) -> Cut | None:
    """The place with whole words, numbers and dates at its edges."""
    if place is None:
        return None
    near = [
        each
        for each in find_sentences(source.text, source.language, around=place.start)
        if each.end > place.start and each.start < place.end
    ]
    words = find_words(source.text, near, source.language, source.published_on)
    return snap(words, place)


def _anchor(wish: Wish, hits: Sequence[int], length: int) -> int:
    if wish.place is not None:
        return min(wish.place.start, length)
    if wish.at is not None:
        return min(wish.at, length)
    return hits[0] if hits else 0


def _best(text: str, sentences: Sequence[Cut], here: int, words: str) -> int:
    """Of the sentences in the line that was hit, the one with most of the words."""
    wanted = wanted_of(words)
    line = text.find("\n", sentences[here].start)
    until = line if line >= 0 else len(text)
    near = [
        at for at in range(here, len(sentences)) if sentences[at].start < until
    ] or [here]
    return max(near, key=lambda at: score_of(text[slice(*sentences[at])], wanted))


def _rows(source: Source, shown: Sequence[Cut], place: Cut) -> list[Row]:
    text, claims = source.text, _stated(source, shown)
    chosen = next((at for at, each in enumerate(shown) if each.end > place.start), 0)
    rows = []
    for at, each in enumerate(shown):
        mine = at == chosen
        taken = place if mine else each
        around = Cut(min(each.start, taken.start), max(each.end, taken.end))
        rows.append(
            Row(
                place=taken,
                before=text[around.start : taken.start],
                marked=text[taken.start : taken.end],
                after=text[taken.end : around.end],
                chosen=mine,
                claims=claims.get(each, ()),
            )
        )
    return rows


def _stated(source: Source, shown: Sequence[Cut]) -> dict[Cut, list[int]]:
    """The claims that are stated in each of the sentences already."""
    stated: dict[Cut, list[int]] = defaultdict(list)
    mentions = Mention.objects.filter(
        source=source, start__lt=shown[-1].end, end__gt=shown[0].start
    )
    for claim, start, end in mentions.values_list("claim", "start", "end"):
        for each in shown:
            if each.start < end and each.end > start and claim not in stated[each]:
                stated[each].append(claim)
    return stated


def place_in(written: str) -> Cut | None:
    """The place in "120-180"; None for anything else."""
    start, _, end = written.partition("-")
    if not (_is_offset(start) and _is_offset(end)):
        return None
    place = Cut(int(start), int(end))
    return place if place.start < place.end <= place.start + LONGEST_PLACE else None


def read_offset(written: str) -> int | None:
    return int(written) if _is_offset(written) else None


def _is_offset(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) < 10
