"""The claims that use the same words: asked for before the storing lock is taken, and
those that came since, which are few and kept in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Self

from django.db import connection

from claims.arrays import array_of_bytes, array_of_numbers
from claims.matching.same.pairs import MAYBE_BY_WORDS
from claims.matching.sense.similarity import (
    EMPTY_WORDS,
    SKETCH_SIZE,
    Words,
    compare_words,
    fingerprint_of,
    sketch_of,
    take_apart,
)

# Sketches that share so many word pairs are compared, and those that share a seldom
# one: of so many claims at most.
LEAST_SHARED: Final = 2
SELDOM: Final = 10
CANDIDATES: Final = 6
# A word pair that everybody uses leads to the latest claims that use it only.
LATEST: Final = 16
# Words that were changed take places in a sketch: more of a text is asked for than is
# kept of it.
WORDS_ASKED: Final = 7
# Texts without so many of their words in common are not alike; counting them costs a
# tenth of comparing them.
FEWEST_IN_COMMON: Final = 0.3
# Each statement has to end within its time limit, also for a book.
ASKED_AT_ONCE: Final = 2000
# When more came since, asking again is cheaper than reading them.
MOST_RECENT: Final = 20_000

# A claim is found by its first words too, where a person has changed them, and by
# those of its mentions.
SAME_WORDS: Final = """
SELECT DISTINCT ON (fingerprint) fingerprint, claim_id
FROM (
    SELECT fingerprint, claim_id, false AS former
    FROM claims_wording WHERE fingerprint = ANY(%s::bytea[])
    UNION ALL
    SELECT original_fingerprint, claim_id, true
    FROM claims_wording WHERE original_fingerprint = ANY(%s::bytea[])
    UNION ALL
    SELECT fingerprint, claim_id, true
    FROM claims_retelling WHERE fingerprint = ANY(%s::bytea[])
) worded
ORDER BY fingerprint, former, claim_id
"""
SHARED_PAIRS: Final = """
WITH wanted AS MATERIALIZED (
    SELECT at, array_agg(hash) AS sketch
    FROM unnest(%s::int[], %s::bigint[]) AS given(at, hash)
    GROUP BY at
)
SELECT wanted.at, near.claim_id, told.own, told.text
FROM wanted CROSS JOIN LATERAL (
    SELECT claim_id
    FROM (
        SELECT latest.claim_id,
            1.0::float8 / count(*) OVER (PARTITION BY pair.hash) AS seldom
        FROM unnest(wanted.sketch) AS pair(hash) CROSS JOIN LATERAL (
            SELECT p.claim_id FROM claims_wordpair p WHERE p.hash = pair.hash
            ORDER BY p.claim_id DESC LIMIT %s
        ) latest
    ) sharing
    GROUP BY claim_id HAVING count(*) >= %s OR sum(seldom) >= %s
    ORDER BY count(*) + sum(seldom) DESC, claim_id DESC
    LIMIT %s
) near
CROSS JOIN LATERAL (
    SELECT true AS own, text FROM claims_wording WHERE claim_id = near.claim_id
    UNION ALL
    SELECT false, text FROM claims_retelling WHERE claim_id = near.claim_id
) told
"""
LATEST_CLAIM: Final = "SELECT coalesce(max(claim_id), 0) FROM claims_wording"
CAME_SINCE: Final = """
SELECT claim_id, text FROM claims_wording WHERE claim_id > %s ORDER BY claim_id
"""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The text of a statement as it is looked up."""

    text: str
    words: Words
    fingerprint: bytes
    pairs: tuple[int, ...]
    tokens: frozenset[str]

    @property
    def sketch(self) -> tuple[int, ...]:
        """What is stored of it."""
        return self.pairs[:SKETCH_SIZE]

    @classmethod
    def of(cls, text: str) -> Self:
        words = take_apart(text)
        return cls(
            text,
            words,
            fingerprint_of(words),
            tuple(sketch_of(words, size=WORDS_ASKED)),
            tokens_of(text),
        )


@dataclass(slots=True)
class SameWords:
    """Claims by their fingerprints; for a fingerprint those alike, whether by their own
    words or those of a mention, and how much."""

    latest_pk: int = 0
    same: dict[bytes, int] = field(default_factory=dict)
    alike: dict[bytes, list[tuple[int, bool, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )


class Recent:
    """Claims that nobody could be asked for yet."""

    def __init__(self) -> None:
        self.same: dict[bytes, int] = {}
        self.sharing: dict[int, list[tuple[int, bool, Phrase]]] = defaultdict(list)

    def add(self, claim_pk: int, phrase: Phrase, *, own: bool = True) -> None:
        self.same.setdefault(phrase.fingerprint, claim_pk)
        for pair in phrase.sketch:
            self.sharing[pair].append((claim_pk, own, phrase))

    def find_alike(self, phrase: Phrase) -> Iterator[tuple[int, bool, float]]:
        found = {
            (claim_pk, other.fingerprint): (own, other)
            for pair in phrase.pairs
            if pair in self.sharing
            for claim_pk, own, other in self.sharing[pair][-LATEST:]
        }
        for (claim_pk, _), (own, other) in found.items():
            if have_much_in_common(phrase.tokens, other.tokens):
                score = compare_words(phrase.words, other.words)
                if score >= MAYBE_BY_WORDS:
                    yield claim_pk, own, score


def ask(phrases: Collection[Phrase]) -> SameWords:
    """The claims there are now that state one of ``phrases``, or nearly."""
    known = SameWords()
    with connection.cursor() as cursor:
        cursor.execute(LATEST_CLAIM)
        known.latest_pk = int(cursor.fetchone()[0])
    left = iter({phrase.fingerprint: phrase for phrase in phrases}.values())
    while some := list(islice(left, ASKED_AT_ONCE)):
        find_same(some, known)
        find_alike([each for each in some if each.fingerprint not in known.same], known)
    return known


def find_same(phrases: Collection[Phrase], known: SameWords) -> None:
    with connection.cursor() as cursor:
        wanted = array_of_bytes(each.fingerprint for each in phrases)
        cursor.execute(SAME_WORDS, [wanted, wanted, wanted])
        known.same.update((bytes(key), claim_pk) for key, claim_pk in cursor.fetchall())


def find_alike(phrases: Sequence[Phrase], known: SameWords) -> None:
    for at, claim_pk, own, text in find_candidates(phrases):
        phrase = phrases[at]
        if have_much_in_common(phrase.tokens, tokens_of(text)):
            score = compare_words(phrase.words, take_apart(text))
            if score >= MAYBE_BY_WORDS:
                known.alike[phrase.fingerprint].append((claim_pk, own, score))


def find_candidates(phrases: Sequence[Phrase]) -> list[tuple[int, int, bool, str]]:
    """The claims worth comparing with the phrase at each place, with all their texts,
    and which is their own."""
    places = array_of_numbers(
        at for at, phrase in enumerate(phrases) for _ in phrase.pairs
    )
    pairs = array_of_numbers(pair for phrase in phrases for pair in phrase.pairs)
    with connection.cursor() as cursor:
        cursor.execute(
            SHARED_PAIRS, [places, pairs, LATEST, LEAST_SHARED, 1 / SELDOM, CANDIDATES]
        )
        return list(cursor.fetchall())


def tokens_of(text: str) -> frozenset[str]:
    return frozenset(text.lower().split()) - EMPTY_WORDS


def have_much_in_common(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= FEWEST_IN_COMMON * (len(one) + len(other))


def find_recent(known: SameWords) -> Recent | None:
    """The claims that came since; None when they are too many to read."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST_CLAIM)
        if int(cursor.fetchone()[0]) - known.latest_pk > MOST_RECENT:
            return None
        cursor.execute(CAME_SINCE, [known.latest_pk])
        rows = cursor.fetchall()
    recent = Recent()
    for claim_pk, text in rows:
        recent.add(claim_pk, Phrase.of(text))
    return recent
