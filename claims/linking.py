"""The database side of matching: whole batches in one statement each."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from django.db import connection

from claims.extraction import Value
from claims.matching.origins import Voice
from claims.matching.pairs import MAYBE_BY_WORDS, Answer
from claims.matching.similarity import SAME_CLAIM, Words, compare_words, take_apart
from claims.meanings import Elsewhere
from claims.models import Outlet

# Sketches share at least this many word pairs before two texts are compared.
LEAST_SHARED = 2
CANDIDATES = 20
# More than this for one claim is no suggestion but a list.
MOST_SUGGESTED = 2
# A claim everybody prints is compared with its latest mentions only.
NEIGHBOURS = 50
PARAGRAPH_REACH = 1500

LINE_BREAK = re.compile(r"[\r\n]")
VALUE_FIELDS = frozenset(field.name for field in fields(Value))
# What every stored value has; a later field may be missing.
NEEDED_FIELDS = frozenset(
    field.name for field in fields(Value) if field.default is MISSING
)

# Where the mentions of a merged claim went: along the merges, to their end.
STANDING = """(
    WITH RECURSIVE went AS (
        SELECT c.id, c.merged_into_id
        UNION ALL
        SELECT n.id, n.merged_into_id
        FROM went JOIN claims_claim n ON n.id = went.merged_into_id
    )
    SELECT id FROM went WHERE merged_into_id IS NULL
)"""
SAME_FINGERPRINT = f"""
SELECT DISTINCT ON (w.fingerprint) w.fingerprint, w.claim_id, {STANDING}
FROM (
    SELECT fingerprint, claim_id, false AS former
    FROM claims_wording WHERE fingerprint = ANY(%s)
    UNION ALL
    SELECT original_fingerprint, claim_id, true
    FROM claims_wording WHERE original_fingerprint = ANY(%s)
) w JOIN claims_claim c ON c.id = w.claim_id
ORDER BY w.fingerprint, w.former, w.claim_id
"""  # noqa: S608  # made of our own words
SHARED_SKETCH = f"""
WITH wanted AS MATERIALIZED (
    SELECT at, array_agg(hash) AS sketch
    FROM unnest(%s::int[], %s::bigint[]) AS given(at, hash)
    GROUP BY at
)
SELECT wanted.at, near.claim_id, standing.id, near.text
FROM wanted CROSS JOIN LATERAL (
    SELECT w.claim_id, w.text, count(*) AS shared
    FROM claims_wording w, unnest(w.sketch) AS hash
    WHERE w.sketch && wanted.sketch AND hash = ANY(wanted.sketch)
    GROUP BY w.claim_id HAVING count(*) >= %s
    ORDER BY shared DESC, w.claim_id
    LIMIT %s
) near
JOIN claims_claim c ON c.id = near.claim_id
CROSS JOIN LATERAL {STANDING} AS standing
WHERE EXISTS (
    SELECT 1 FROM claims_mention m
    WHERE m.claim_id = standing.id AND m.source_id <> %s
)
"""  # noqa: S608  # made of our own words
WHERE_TO = f"""
SELECT c.id, {STANDING} FROM claims_claim c WHERE c.id = ANY(%s)
"""  # noqa: S608  # made of our own words
LOCK = "SELECT id FROM claims_claim WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
MENTIONS = """
SELECT claim_id, origin_id, quote, speaker, "values", name, owner, around, before
FROM (
    SELECT m.claim_id, m.origin_id, m.quote, m.speaker, m."values",
        coalesce(nullif(o.name, %s), '') AS name, o.owner,
        substr(s.text, greatest(m.start - %s, 0) + 1, m."end" - m.start + 2 * %s)
            AS around,
        least(m.start, %s) AS before,
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

    origin_pk: int
    voice: Voice
    values: tuple[Value, ...]


def find_links(
    texts: Sequence[str],
    fingerprints: Sequence[bytes],
    sketches: Sequence[Sequence[int]],
    *,
    elsewhere: Elsewhere,
) -> Links:
    """For each text the claim that states it: the same words anywhere, or in another
    source words alike enough, or other words that mean the same."""
    same = find_fingerprints(fingerprints)
    links = [same.get(key) for key in fingerprints]
    left = {at: text for at, text in enumerate(texts) if links[at] is None}
    alike = [
        *alike_by_words(left, sketches, elsewhere),
        *alike_by_meaning(left, elsewhere),
    ]
    for each in best_links(alike):
        links[each.at] = Link(each.claim_pk, each.found_pk, each.score)
    suggested: dict[int, list[Likeness]] = defaultdict(list)
    for each in sorted(alike, key=lambda each: -each.score):
        if links[each.at] is None and len(suggested[each.at]) < MOST_SUGGESTED:
            suggested[each.at].append(each)
    return Links(links, suggested)


def find_fingerprints(fingerprints: Sequence[bytes]) -> dict[bytes, Link]:
    with connection.cursor() as cursor:
        wanted = list(set(fingerprints))
        cursor.execute(SAME_FINGERPRINT, [wanted, wanted])
        return {
            bytes(key): Link(target_pk, found_pk, 1.0)
            for key, found_pk, target_pk in cursor.fetchall()
        }


def alike_by_words(
    texts: Mapping[int, str],
    sketches: Sequence[Sequence[int]],
    elsewhere: Elsewhere,
) -> Iterator[Likeness]:
    """Claims whose sketch shares enough. What is less than the same is worth a
    suggestion only where meaning was not asked."""
    pairs = [(at, each) for at in texts for each in sketches[at]]
    places, hashes = [at for at, _ in pairs], [each for _, each in pairs]
    with connection.cursor() as cursor:
        cursor.execute(
            SHARED_SKETCH,
            [places, hashes, LEAST_SHARED, CANDIDATES, elsewhere.source_pk],
        )
        candidates = cursor.fetchall()
    least = SAME_CLAIM if elsewhere.vectors else MAYBE_BY_WORDS
    known: dict[str, Words] = {}
    for at, found_pk, claim_pk, text in candidates:
        for each in (text, texts[at]):
            if each not in known:
                known[each] = take_apart(each)
        score = compare_words(known[texts[at]], known[text])
        if score >= least:
            why = f"Their words are {score:.0%} alike."
            yield Likeness(at, found_pk, claim_pk, score, score >= SAME_CLAIM, why)


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


def alike_by_meaning(
    texts: Mapping[int, str], elsewhere: Elsewhere
) -> Iterator[Likeness]:
    standing = find_standing(
        {near.found_pk for every in elsewhere.near.values() for near in every}
    )
    for at, text in texts.items():
        for near in elsewhere.near.get(text, ()):
            yield Likeness(
                at,
                near.found_pk,
                standing[near.found_pk],
                near.judgement.score,
                near.judgement.answer == Answer.SAME,
                near.judgement.why,
            )


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
    reach = PARAGRAPH_REACH
    with connection.cursor() as cursor:
        cursor.execute(
            MENTIONS,
            [Outlet.UNKNOWN, reach, reach, reach, sorted(claim_pks), NEIGHBOURS],
        )
        rows = cursor.fetchall()
    found: dict[int, list[Neighbour]] = defaultdict(list)
    for (
        claim_pk,
        origin_pk,
        quote,
        speaker,
        values,
        name,
        owner,
        around,
        before,
    ) in rows:
        paragraph = paragraph_around(around, before, before + len(quote))
        voice = Voice(name, owner, quote, paragraph, speaker)
        found[claim_pk].append(
            Neighbour(origin_pk, voice, read_values(json.loads(values)))
        )
    return found


def paragraph_around(text: str, start: int, end: int) -> str:
    """The line that holds the span, no further than anybody reads."""
    first = max(0, start - PARAGRAPH_REACH)
    before = LINE_BREAK.split(text[first:start])[-1]
    after = LINE_BREAK.split(text[end : end + PARAGRAPH_REACH], maxsplit=1)[0]
    return f"{before}{text[start:end]}{after}"


def read_values(values: Any) -> tuple[Value, ...]:
    return tuple(
        Value(**{key: value[key] for key in VALUE_FIELDS & value.keys()})
        for value in values
        if value.keys() >= NEEDED_FIELDS
    )


def explain_origins(reasons: Mapping[int, str]) -> None:
    """Say why mentions share these origins, unless a person has said it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE claims_origin o SET reason = given.reason"
            " FROM unnest(%s::bigint[], %s::text[]) AS given(id, reason)"
            " WHERE o.id = given.id AND NOT o.by_person",
            [list(reasons), list(reasons.values())],
        )


def update_claims(differing: Mapping[int, int], worth: Mapping[int, float]) -> None:
    """Raise the count of differing kinds and the worth; rows locked in order. A
    mention that came takes no difference away, though not all were compared."""
    claim_pks = sorted(differing)
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [claim_pks])
        cursor.execute(
            "UPDATE claims_claim c"
            " SET differing = greatest(c.differing, given.differing),"
            " worth = greatest(c.worth, given.worth)"
            " FROM unnest(%s::bigint[], %s::int[], %s::float8[])"
            " AS given(id, differing, worth) WHERE c.id = given.id",
            [
                claim_pks,
                [differing[each] for each in claim_pks],
                [worth[each] for each in claim_pks],
            ],
        )
