"""Which claims the sentences of a batch may be, and where these stand: one statement
each, however many there are."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from django.db import connection

from claims.arrays import array_of_numbers
from claims.extraction import Value
from claims.linking.comparing import say_one_thing
from claims.linking.meanings import Elsewhere
from claims.linking.sketches import Phrase, Recent, SameWords
from claims.matching.origins import Voice
from claims.matching.same.grouping import TAKEN, Likeness, choose_claims, weigh_claims
from claims.matching.same.pairs import Answer
from claims.matching.same.unlinked import fitted
from claims.matching.sense.similarity import SAME_CLAIM
from claims.models import Outlet

# More than this for one claim is no suggestion but a list.
MOST_SUGGESTED = 2
MOST_LOOKED_AT = 6
# A claim everybody prints is compared with its latest mentions only.
NEIGHBOURS = 50

VALUE_FIELDS = tuple(field.name for field in fields(Value))
# What every stored value has; a later field may be missing.
NEEDED_FIELDS = frozenset(
    field.name for field in fields(Value) if field.default is MISSING
)

# Where the mentions of a claim are: along the merges, to their end.
STANDING = """
CASE WHEN c.merged_into_id IS NULL THEN c.id ELSE (
    WITH RECURSIVE went AS (
        SELECT c.id, c.merged_into_id
        UNION ALL
        SELECT n.id, n.merged_into_id
        FROM went JOIN claims_claim n ON n.id = went.merged_into_id
    )
    SELECT id FROM went WHERE merged_into_id IS NULL
) END"""
WHERE_TO = f"""
SELECT c.id, {STANDING} FROM claims_claim c WHERE c.id = ANY(%s)
"""  # noqa: S608  # made of our own words
ELSEWHERE = f"""
SELECT id, source_id, standing, EXISTS (
    SELECT 1 FROM claims_mention m
    WHERE m.claim_id = standing AND m.source_id <> asked.source_id
) FROM (
    SELECT c.id, given.source_id, {STANDING} AS standing
    FROM unnest(%s::bigint[], %s::bigint[]) AS given(claim_id, source_id)
    JOIN claims_claim c ON c.id = given.claim_id
) asked
"""  # noqa: S608  # made of our own words
LOCK = "SELECT id FROM claims_claim WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
MENTIONS = """
SELECT claim_id, source_id, origin_id, "values",
    name, owner, quote, speaker, start, "end"
FROM (
    SELECT m.claim_id, m.source_id, m.origin_id, m.quote, m.speaker, m."values",
        m.start, m."end", coalesce(nullif(o.name, %s), '') AS name, o.owner,
        row_number() OVER (PARTITION BY m.claim_id ORDER BY m.id DESC) AS latest
    FROM claims_mention m
    JOIN claims_source s ON s.id = m.source_id
    JOIN claims_outlet o ON o.id = s.outlet_id
    WHERE m.claim_id = ANY(%s)
) recent
WHERE latest <= %s
ORDER BY claim_id, latest DESC
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A claim that says the same. ``found_pk`` is the one whose words were alike;
    ``claim_pk`` is where its mentions go, which differs when it was merged."""

    claim_pk: int
    found_pk: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Links:
    """For each text the claim that states it; by place, what other claims it states
    too; what claims contradict it and, for those without one, which may state it; and
    what says the same elsewhere and was taken by another text."""

    links: list[Link | None]
    more: dict[int, list[Link]]
    suggested: dict[int, list[Likeness]]
    elsewhere: dict[int, list[Likeness]]


@dataclass(slots=True)
class Neighbour:
    """A mention that a claim already has, or is about to have: then its origin is 0
    until it is given."""

    source_pk: int
    origin_pk: int
    voice: Voice
    values: tuple[Value, ...]


class Whereabouts:
    """Where claims stand, along the merges, and whether other sources tell them: as it
    is stored, and as it will be with the sources that are stored together."""

    def __init__(self) -> None:
        self.asked: dict[tuple[int, int], tuple[int, bool]] = {}
        self.told: dict[int, set[int]] = defaultdict(set)
        self.new: set[int] = set()

    def ask(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Of claims, each with the source that asks."""
        wanted = {
            pair for pair in pairs if pair not in self.asked and pair[0] not in self.new
        }
        if not wanted:
            return
        with connection.cursor() as cursor:
            columns = map(array_of_numbers, zip(*wanted, strict=True))
            cursor.execute(ELSEWHERE, [*columns])
            for claim_pk, source_pk, standing, elsewhere in cursor.fetchall():
                self.asked[claim_pk, source_pk] = standing, elsewhere

    def tell(self, claim_pk: int, source_pk: int, *, new: bool) -> None:
        self.told[claim_pk].add(source_pk)
        if new:
            self.new.add(claim_pk)

    def find(self, claim_pk: int, source_pk: int) -> int | None:
        """Where it stands; None if only this source tells it."""
        standing, elsewhere = self.asked.get((claim_pk, source_pk), (claim_pk, False))
        return standing if elsewhere or self.told[standing] - {source_pk} else None


def find_links(
    phrases: Sequence[Phrase],
    known: SameWords,
    recent: Recent,
    elsewhere: Elsewhere,
    whereabouts: Whereabouts,
) -> Links:
    """For each phrase the claim that states it: the same words anywhere, or in another
    source words alike enough, or other words that mean the same."""
    found_pks = [
        known.same.get(phrase.fingerprint) or recent.same.get(phrase.fingerprint)
        for phrase in phrases
    ]
    links = [Link(pk, pk, 1.0) if pk else None for pk in found_pks]
    left = {at: each for at, each in enumerate(phrases) if links[at] is None}
    alike = standing_elsewhere(
        [
            *alike_by_words(left, known, recent),
            *alike_by_meaning(left, elsewhere),
        ],
        elsewhere.source_pk,
        whereabouts,
    )
    weighed = weigh_claims(alike)
    more: dict[int, list[Link]] = defaultdict(list)
    for each in choose_claims(weighed):
        link = Link(each.claim_pk, each.found_pk, each.score)
        if links[each.at] is None:
            links[each.at] = link
        else:
            more[each.at].append(link)
    suggested: dict[int, list[Likeness]] = defaultdict(list)
    left_over = [
        replace(each, score=min(each.score, TAKEN))
        if each.same and each.by_meaning
        else each
        for each in weighed
    ]
    for each in sorted(left_over, key=lambda each: (not each.opposed, -each.score)):
        # What contradicts it is no other claim that it may state.
        if (
            (links[each.at] is None or each.opposed)
            and is_worth_a_look(each, elsewhere)
            and len(suggested[each.at]) < MOST_SUGGESTED
        ):
            suggested[each.at].append(each)
    return Links(
        links, more, suggested, find_same_elsewhere(phrases, links, alike, elsewhere)
    )


def find_same_elsewhere(
    phrases: Sequence[Phrase],
    links: Sequence[Link | None],
    alike: Iterable[Likeness],
    elsewhere: Elsewhere,
) -> dict[int, list[Likeness]]:
    """For each text without a claim the wordings that say it, of claims which another
    text has taken; none where that one says the same thing again."""
    takers = {link.claim_pk: phrases[at].text for at, link in enumerate(links) if link}
    found: dict[int, list[Likeness]] = defaultdict(list)
    looked: Counter[int] = Counter()
    vectors = elsewhere.vectors
    for each in sorted(alike, key=lambda each: -each.score):
        if links[each.at] or not each.same or not each.by_meaning:
            continue
        # A text that so much is like is no rare part of a long sentence.
        if looked[each.at] == MOST_LOOKED_AT:
            continue
        looked[each.at] += 1
        text, taker = phrases[each.at].text, takers.get(each.claim_pk)
        if taker is None or not say_one_thing(
            text,
            taker,
            nearness=float(vectors[text] @ vectors[taker]) if taker in vectors else 1.0,
            language=elsewhere.language,
        ):
            found[each.at].append(each)
    return found


def is_worth_a_look(each: Likeness, elsewhere: Elsewhere) -> bool:
    """Where meaning was asked, words that are less than the same are no news."""
    if each.by_meaning:
        return each.opposed or each.score >= fitted().asked
    return each.score >= SAME_CLAIM or not elsewhere.vectors


def alike_by_words(
    phrases: Mapping[int, Phrase], known: SameWords, recent: Recent
) -> Iterator[Likeness]:
    for at, phrase in phrases.items():
        for found_pk, own, score in (
            *known.alike.get(phrase.fingerprint, ()),
            *recent.find_alike(phrase),
        ):
            why = f"Their words are {score:.0%} alike."
            same = score >= SAME_CLAIM
            yield Likeness(at, found_pk, found_pk, score, same, own, why)


def alike_by_meaning(
    phrases: Mapping[int, Phrase], elsewhere: Elsewhere
) -> Iterator[Likeness]:
    for at, phrase in phrases.items():
        for near in elsewhere.near.get(phrase.text, ()):
            judgement = near.judgement
            yield Likeness(
                at,
                near.found_pk,
                near.found_pk,
                judgement.score,
                judgement.answer == Answer.SAME,
                not near.mention_pk,
                judgement.why,
                judgement.opposition,
                by_meaning=True,
                mention_pk=near.mention_pk,
            )


def standing_elsewhere(
    alike: Sequence[Likeness], source_pk: int, whereabouts: Whereabouts
) -> list[Likeness]:
    """Those whose mentions are not all in this source, with where they are now."""
    whereabouts.ask((each.found_pk, source_pk) for each in alike)
    return [
        replace(each, claim_pk=standing)
        for each in alike
        if (standing := whereabouts.find(each.found_pk, source_pk))
    ]


def hold(leads: Mapping[int, int]) -> dict[int, int]:
    """Lock the claims that those found lead to, and follow merges made meanwhile: a
    mention must not land on a claim whose mentions have just left."""
    held: set[int] = set()
    standing = dict(leads)
    while wanted := set(standing.values()) - held:
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [sorted(wanted)])
        held |= wanted
        standing |= find_standing(standing)
    return standing


def find_standing(claim_pks: Collection[int]) -> dict[int, int]:
    """Where the mentions of each claim are now."""
    with connection.cursor() as cursor:
        cursor.execute(WHERE_TO, [sorted(claim_pks)])
        return dict(cursor.fetchall())


def mentions_of(claim_pks: Collection[int]) -> dict[int, list[Neighbour]]:
    """The latest mentions of each claim, oldest first."""
    if not claim_pks:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(MENTIONS, [Outlet.UNKNOWN, sorted(claim_pks), NEIGHBOURS])
        rows = cursor.fetchall()
    found: dict[int, list[Neighbour]] = defaultdict(list)
    for claim_pk, source_pk, origin_pk, values, *voice in rows:
        found[claim_pk].append(
            Neighbour(
                source_pk, origin_pk, Voice(*voice), read_values(json.loads(values))
            )
        )
    return found


def read_values(values: Any) -> tuple[Value, ...]:
    return tuple(
        Value(**{key: value[key] for key in value.keys() & VALUE_FIELDS})
        for value in values
        if value.keys() >= NEEDED_FIELDS
    )


def update_claims(differing: Mapping[int, int], worth: Mapping[int, float]) -> None:
    """Raise the count of differing kinds and the worth of claims that are held. A
    mention that came takes no difference away, though not all were compared."""
    claim_pks = sorted(differing)
    if not claim_pks:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE claims_claim c"
            " SET differing = greatest(c.differing, given.differing),"
            " worth = greatest(c.worth, given.worth)"
            " FROM unnest(%s::bigint[], %s::int[], %s::float8[])"
            " AS given(id, differing, worth) WHERE c.id = given.id"
            " AND (c.differing < given.differing OR c.worth < given.worth)",
            [
                claim_pks,
                [differing[each] for each in claim_pks],
                [worth[each] for each in claim_pks],
            ],
        )
