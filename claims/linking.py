"""The database side of matching: whole batches in one statement each."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from django.db import connection

from claims.extraction import Value
from claims.matching.origins import Voice
from claims.matching.pairs import MAYBE_BY_WORDS, Answer
from claims.matching.similarity import SAME_CLAIM
from claims.meanings import Elsewhere
from claims.models import Outlet
from claims.sketches import Phrase, Recent, SameWords

# More than this for one claim is no suggestion but a list.
MOST_SUGGESTED = 2
# A claim everybody prints is compared with its latest mentions only.
NEIGHBOURS = 50

VALUE_FIELDS = frozenset(field.name for field in fields(Value))
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
SELECT id, standing FROM (
    SELECT c.id, {STANDING} AS standing FROM claims_claim c WHERE c.id = ANY(%s)
) found
WHERE EXISTS (
    SELECT 1 FROM claims_mention m WHERE m.claim_id = standing AND m.source_id <> %s
)
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
class Likeness:
    """The text at a place beside a claim that is like it. ``same`` may be linked
    without asking anybody, anything else is only suggested."""

    at: int
    found_pk: int
    claim_pk: int
    score: float
    same: bool
    why: str


@dataclass(frozen=True, slots=True)
class Links:
    """For each text the claim that states it, and for those without one, by place,
    the claims that may."""

    links: list[Link | None]
    suggested: dict[int, list[Likeness]]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A mention that a claim already has."""

    source_pk: int
    origin_pk: int
    voice: Voice
    values: tuple[Value, ...]


def find_links(
    phrases: Sequence[Phrase], known: SameWords, recent: Recent, elsewhere: Elsewhere
) -> Links:
    """For each phrase the claim that states it: the same words anywhere, or in another
    source words alike enough, or other words that mean the same."""
    same = recent.same | known.same
    found_pks = [same.get(phrase.fingerprint) for phrase in phrases]
    links = [Link(pk, pk, 1.0) if pk else None for pk in found_pks]
    left = {at: each for at, each in enumerate(phrases) if links[at] is None}
    alike = standing_elsewhere(
        [
            *alike_by_words(left, known, recent, elsewhere),
            *alike_by_meaning(left, elsewhere),
        ],
        elsewhere.source_pk,
    )
    for each in best_links(alike):
        links[each.at] = Link(each.claim_pk, each.found_pk, each.score)
    suggested: dict[int, list[Likeness]] = defaultdict(list)
    for each in sorted(alike, key=lambda each: -each.score):
        if links[each.at] is None and len(suggested[each.at]) < MOST_SUGGESTED:
            suggested[each.at].append(each)
    return Links(links, suggested)


def alike_by_words(
    phrases: Mapping[int, Phrase],
    known: SameWords,
    recent: Recent,
    elsewhere: Elsewhere,
) -> Iterator[Likeness]:
    """What is less than the same is worth a suggestion only where meaning was not
    asked."""
    least = SAME_CLAIM if elsewhere.vectors else MAYBE_BY_WORDS
    for at, phrase in phrases.items():
        alike = {
            **dict(known.alike.get(phrase.fingerprint, ())),
            **dict(recent.find_alike(phrase)),
        }
        for found_pk, score in alike.items():
            if score >= least:
                why = f"Their words are {score:.0%} alike."
                same = score >= SAME_CLAIM
                yield Likeness(at, found_pk, found_pk, score, same, why)


def alike_by_meaning(
    phrases: Mapping[int, Phrase], elsewhere: Elsewhere
) -> Iterator[Likeness]:
    for at, phrase in phrases.items():
        for near in elsewhere.near.get(phrase.text, ()):
            judgement = near.judgement
            same = judgement.answer == Answer.SAME
            yield Likeness(
                at, near.found_pk, near.found_pk, judgement.score, same, judgement.why
            )


def standing_elsewhere(alike: Sequence[Likeness], source_pk: int) -> list[Likeness]:
    """Those whose mentions are not all in this source, with where they are now."""
    if not alike:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            ELSEWHERE, [sorted({each.found_pk for each in alike}), source_pk]
        )
        standing = dict(cursor.fetchall())
    return [
        replace(each, claim_pk=standing[each.found_pk])
        for each in alike
        if each.found_pk in standing
    ]


def hold(links: Sequence[Link | None]) -> list[Link | None]:
    """Lock the claims that the links lead to, and follow merges made meanwhile: a
    mention must not land on a claim whose mentions have just left."""
    held: set[int] = set()
    while wanted := {link.claim_pk for link in links if link} - held:
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [sorted(wanted)])
        held |= wanted
        went = find_standing({link.found_pk for link in links if link})
        links = [link and replace(link, claim_pk=went[link.found_pk]) for link in links]
    return list(links)


def find_standing(claim_pks: Collection[int]) -> dict[int, int]:
    """Where the mentions of each claim are now."""
    with connection.cursor() as cursor:
        cursor.execute(WHERE_TO, [sorted(claim_pks)])
        return dict(cursor.fetchall())


def best_links(alike: Sequence[Likeness]) -> Iterator[Likeness]:
    """Each text with the claim most like it, and each claim with one text only: two
    different sentences of one source are not the same claim."""
    texts_done: set[int] = set()
    claims_done: set[int] = set()
    for each in sorted(alike, key=lambda each: (-each.score, each.at, each.found_pk)):
        if each.same and each.at not in texts_done and each.claim_pk not in claims_done:
            texts_done.add(each.at)
            claims_done.add(each.claim_pk)
            yield each


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
        Value(**{key: value[key] for key in VALUE_FIELDS & value.keys()})
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
