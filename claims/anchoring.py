"""Where a quote stands in a newer version of its text, and whether it still says the
same there.

Nothing is taken for the same on likeness alone: a place found by it has changed, unless
only layout did. Identical words count only where they can be the same ones."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match
from enum import StrEnum
from functools import cached_property
from typing import Final

from claims.sameness import (
    WORD,
    find_changes,
    in_short,
    lay_beside,
    plain,
    says_the_same,
    words_of,
)
from claims.surroundings import around, occurrences, ratio, whole_sentence

SAME_CONTEXT: Final = 0.9
OTHER_CONTEXT: Final = 0.7
# A few words stand in many places: theirs counts only in a context like theirs.
FEW_WORDS: Final = 4
LIKE_CONTEXT: Final = 0.6
# Less alike than this is another statement; in the same context a little less will do.
LEAST_ALIKE: Final = 0.6
LEAST_IN_CONTEXT: Final = 0.4
EQUALLY: Final = 0.02
# By so much another context has to be more alike to be the one meant.
MORE: Final = 0.05

HITS_AT_MOST: Final = 30
OTHERS_AT_MOST: Final = 10
SHOWN_AT_MOST: Final = 10
# Candidates by likeness: found by the rarest words of the quote.
RARE_WORDS: Final = 16
MOST_PLACES: Final = 2000
CANDIDATES: Final = 5
WORDS_AT_MOST: Final = 400


class Anchored(StrEnum):
    """What became of a quote."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


SILENT: Final = (Anchored.EXACT, Anchored.MOVED)


@dataclass(frozen=True, slots=True)
class Anchor:
    """``was`` and ``now`` are the sentence, or as much of it as the quote is, in either
    text; ``why`` says in short what differs. Several ``places`` only where it is
    ambiguous. Without a place, ``start`` and ``end`` are 0."""

    state: Anchored
    start: int = 0
    end: int = 0
    was: str = ""
    now: str = ""
    why: str = ""
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """The place of a statement in the older text."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def sentence(self) -> str:
        return self.text[slice(*whole_sentence(self.text, self.start, self.end))]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the newer text: how alike it is and how alike what stands around."""

    start: int
    end: int
    alike: float
    context: float

    @property
    def rank(self) -> float:
        return self.alike + self.context / 4


def find_place(old_text: str, start: int, end: int, new_text: str) -> Anchor:
    """Where ``old_text[start:end]`` stands in ``new_text``."""
    return find_places(old_text, [(start, end)], new_text)[0]


def find_places(
    old_text: str, spans: Iterable[tuple[int, int]], new_text: str
) -> list[Anchor]:
    """The same for many places of one text, which is looked through once."""
    newer = Newer(new_text)
    return [newer.find(Quote(old_text, start, end)) for start, end in spans]


class Spread:
    """The words of a text, in small letters, and where each of them stands."""

    def __init__(self) -> None:
        self.starts, self.ends = array("I"), array("I")
        self.keys: list[str] = []
        self.places: dict[str, array[int]] = {}

    def add(self, key: str, start: int, end: int) -> None:
        places = self.places.get(key)
        if places is None:
            places = self.places[key] = array("I")
        places.append(len(self.keys))
        self.keys.append(key)
        self.starts.append(start)
        self.ends.append(end)


class Newer:
    """The newer text; its words are counted when the first quote is not found as it
    was."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, quote: Quote) -> Anchor:
        hits = [self.hit_of(quote, at) for at in self.starts_of(quote)]
        theirs = others_of(quote)
        ours = [hit for hit in hits if is_ours(self.text, quote, hit, theirs)]
        if same := next((hit for hit in ours if hit.start == quote.start), None):
            return self.judged(quote, same)
        if ours:
            return self.chosen(quote, ours)
        taken = [(hit.start, hit.end) for hit in hits]
        return self.chosen(quote, list(self.alike_to(quote, taken)))

    def starts_of(self, quote: Quote) -> list[int]:
        """Where the same words stand; of many, those nearest to where they were."""
        starts = sorted(occurrences(self.text, quote.words, limit=1000))
        if len(starts) > HITS_AT_MOST:
            starts.sort(key=lambda at: abs(at - quote.start))
        return starts[:HITS_AT_MOST]

    def hit_of(self, quote: Quote, start: int, end: int = 0, alike: float = 1.0) -> Hit:
        end = end or start + len(quote.words)
        return Hit(start, end, alike, context_of(quote, self.text, start, end))

    def chosen(self, quote: Quote, hits: Sequence[Hit]) -> Anchor:
        """The best, unless another is as good; lost where there is none."""
        if not hits:
            return Anchor(Anchored.LOST, was=quote.sentence)
        best, *rest = sorted(hits, key=lambda hit: (-hit.rank, hit.start))
        equal = [hit for hit in rest if best.alike - hit.alike < EQUALLY]
        nearest = max((hit.context for hit in equal), default=0.0)
        if equal and (best.context < SAME_CONTEXT or nearest > OTHER_CONTEXT):
            shown = sorted([best, *equal][:SHOWN_AT_MOST], key=lambda hit: hit.start)
            return Anchor(
                Anchored.AMBIGUOUS,
                was=quote.sentence,
                places=tuple((hit.start, hit.end) for hit in shown),
            )
        return self.judged(quote, best)

    def judged(self, quote: Quote, hit: Hit) -> Anchor:
        """Whether the whole sentence still says the same: a quote may be a part of one
        that begins "It is not true that"."""
        here = whole_sentence(self.text, hit.start, hit.end)
        was, now = quote.sentence, self.text[slice(*here)]
        same = says_the_same(quote.words, self.text[hit.start : hit.end])
        if same and says_the_same(was, now):
            stays = hit.start == quote.start and hit.alike == 1
            state = Anchored.EXACT if stays else Anchored.MOVED
            return Anchor(state, hit.start, hit.end, was, now)
        why = in_short(find_changes(was, now))
        return Anchor(Anchored.CHANGED, *here, was, now, why)

    def alike_to(self, quote: Quote, taken: Sequence[tuple[int, int]]) -> Iterator[Hit]:
        """Places that say much the same, none of them where other words of the older
        text went."""
        keys = [each.text.casefold() for each in words_of(quote.words)][:WORDS_AT_MOST]
        seen: set[tuple[int, int]] = set()
        spread = self.spread
        for first, last in self.windows(keys):
            place = self.aligned(keys, first, last)
            if place is None or place in seen:
                continue
            seen.add(place)
            start, end = spread.starts[place[0]], spread.ends[place[1] - 1]
            if any(start < until and end > begin for begin, until in taken):
                continue
            sentence = self.text[slice(*whole_sentence(self.text, start, end))]
            if sentence in quote.text and sentence != quote.sentence:
                continue
            hit = self.hit_of(
                quote, start, end, alike(keys, spread.keys[slice(*place)])
            )
            near = hit.context >= LIKE_CONTEXT
            if len(keys) < FEW_WORDS and not near:
                continue
            if hit.alike >= (LEAST_IN_CONTEXT if near else LEAST_ALIKE):
                yield hit

    def windows(self, keys: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Runs of words that share the rare words of the quote, in its order."""
        places_of, length = self.spread.places, len(self.spread.keys)
        width = max(4, len(keys) // 2)
        votes: dict[int, float] = defaultdict(float)
        known = sorted(
            {key for key in keys if key in places_of},
            key=lambda key: len(places_of[key]),
        )
        for key in known[:RARE_WORDS]:
            places = places_of[key]
            if len(places) > MOST_PLACES and votes:
                continue
            at = keys.index(key)
            for place in places[:MOST_PLACES]:
                votes[(place - at) // width] += len(key) / len(places) ** 0.5
        best = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))
        for bucket in best[:CANDIDATES]:
            first = (bucket - 1) * width
            yield (
                max(0, first),
                min(length, first + 3 * width + len(keys)),
            )

    def aligned(
        self, keys: Sequence[str], first: int, last: int
    ) -> tuple[int, int] | None:
        """The words of the run that answer to the quote's, changed ones among them."""
        spread = self.spread
        matcher = lay_beside(keys, spread.keys[first:last])
        blocks = without_strays(matcher.get_matching_blocks()[:-1], len(keys))
        if not blocks:
            return None
        head, tail = blocks[0], blocks[-1]
        start = first + max(0, head.b - head.a)
        end = first + tail.b + tail.size + len(keys) - tail.a - tail.size
        # Never into the next sentence for what was left out at an edge.
        low, high = whole_sentence(
            self.text,
            spread.starts[first + head.b],
            spread.ends[first + tail.b + tail.size - 1],
        )
        start = max(start, bisect_left(spread.starts, low))
        return start, min(end, bisect_left(spread.starts, high), len(spread.keys))

    @cached_property
    def spread(self) -> Spread:
        spread = Spread()
        known: dict[str, str] = {}
        for match in WORD.finditer(self.text):
            found = match.group()
            key = known.get(found)
            if key is None:
                key = known[found] = plain(found).casefold()
            if key:
                spread.add(key, *match.span())
        return spread


def others_of(quote: Quote) -> list[Quote]:
    """The same words elsewhere in the older text, those nearest first."""
    found = [
        Quote(quote.text, at, at + len(quote.words))
        for at in occurrences(quote.text, quote.words, limit=1000)
        if at != quote.start
    ]
    return sorted(found, key=lambda each: abs(each.start - quote.start))[
        :OTHERS_AT_MOST
    ]


def is_ours(text: str, quote: Quote, hit: Hit, theirs: Sequence[Quote]) -> bool:
    """Whether the same words can be these: they stand no more like others that said
    the same before, and few words stand in a context of their own."""
    if len(words_of(quote.words)) < FEW_WORDS and hit.context < LIKE_CONTEXT:
        return False
    return not any(
        context_of(other, text, hit.start, hit.end) > hit.context + MORE
        for other in theirs
    )


def context_of(quote: Quote, text: str, start: int, end: int) -> float:
    """How alike the characters before and after it are in both texts, 0 to 1."""
    before, after = around(quote.text, quote.start, quote.end)
    left, right = around(text, start, end)
    return (ratio(before, left) + ratio(after, right)) / 2


def without_strays(blocks: Sequence[Match], length: int) -> list[Match]:
    """The longest block and those around it; not a "the" far away."""
    if not blocks:
        return []
    core = max(range(len(blocks)), key=lambda at: blocks[at].size)
    first = last = core
    while first and go_together(blocks[first - 1], blocks[first], length):
        first -= 1
    while last + 1 < len(blocks) and go_together(
        blocks[last], blocks[last + 1], length
    ):
        last += 1
    return list(blocks[first : last + 1])


def go_together(one: Match, other: Match, length: int) -> bool:
    return other.b - one.b - (other.a - one.a) <= length // 2 + 3


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of the letters is in words that both have, in order, 0 to 1."""
    blocks = lay_beside(one, other).get_matching_blocks()
    shared = sum(len(key) for at, _, size in blocks for key in one[at : at + size])
    return 2 * shared / max(1, sum(map(len, one)) + sum(map(len, other)))
