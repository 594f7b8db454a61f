"""The database side of origins: which mentions are one voice, and which passages
show it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q, QuerySet

from claims.arrays import array_of_numbers, array_of_texts
from claims.copies import SharedPassage
from claims.extraction import Finding
from claims.linking import Neighbour
from claims.matching.copies import Kind, Shared, find_shared
from claims.matching.origins import Voice, same_sentence, shared_origin
from claims.matching.passages import InWords, put_in_words
from claims.models import Outlet, Source

if TYPE_CHECKING:
    from claims.storing import Statement

# Sources that may share something, each compared word by word: those that share most
# rows of words, and those that print most of the same sentences.
MOST_COMPARED = 6
MOST_NEAR = 40
LEAST_SHARED = 2
# Of what many print the latest are read: they are enough to find a copy by, and
# boilerplate finds no more.
MOST_SPREAD = 50
MOST_SHOWN = 200
STORED_AS = {
    Kind.COPY: SharedPassage.Kind.COPY,
    Kind.PART: SharedPassage.Kind.COPY,
    Kind.PASSAGE: SharedPassage.Kind.PASSAGE,
    Kind.STATEMENT: SharedPassage.Kind.STATEMENT,
}

# Looks a text up and keeps its rows. What few print tells more than what many do.
LOOK_UP = """
WITH found AS MATERIALIZED (
    SELECT r.source_id, count(*) OVER (PARTITION BY asked.hash) AS spread
    FROM unnest(%(hashes)s::int[]) AS asked(hash)
    CROSS JOIN LATERAL (
        SELECT w.source_id FROM claims_wordrow w
        WHERE w.hash = asked.hash AND w.source_id <> %(source)s
        ORDER BY w.source_id DESC LIMIT %(most_spread)s
    ) r
),
kept AS (
    INSERT INTO claims_wordrow (hash, source_id)
    SELECT unnest(%(hashes)s::int[]), %(source)s
    ON CONFLICT DO NOTHING
),
near AS MATERIALIZED (
    SELECT source_id, sum(1.0 / spread) AS weight
    FROM found GROUP BY source_id HAVING count(*) >= %(least)s
    ORDER BY weight DESC, source_id LIMIT %(most_near)s
)
SELECT s.id, s.text, o.name
FROM claims_source s JOIN claims_outlet o ON o.id = s.outlet_id
WHERE s.id = ANY(%(known)s::bigint[] || ARRAY(
    SELECT n.source_id
    FROM near n
    JOIN claims_source t ON t.id = n.source_id
    JOIN claims_outlet p ON p.id = t.outlet_id
    WHERE p.name = %(unknown)s OR p.name <> %(outlet)s
    ORDER BY n.weight DESC, n.source_id LIMIT %(most)s))
"""
CREATE = """
INSERT INTO claims_origin (reason) SELECT unnest(%s::text[]) RETURNING id
"""
# What a person has said of an origin stands.
EXPLAIN = """
UPDATE claims_origin o SET reason = given.reason
FROM unnest(%s::bigint[], %s::text[]) AS given(id, reason)
WHERE o.id = given.id AND NOT o.by_person
"""
KEEP = """
INSERT INTO claims_sharedpassage (earlier_id, later_id, earlier_start, earlier_end,
    later_start, later_end, kind, reason)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::int[], %s::int[], %s::int[],
    %s::int[], %s::text[], %s::text[])
ON CONFLICT DO NOTHING
"""


@dataclass(slots=True)
class GivenOrigin:
    """An origin on its way to a mention; a new one gets its key when it is stored."""

    pk: int = 0
    reason: str = ""


@dataclass(slots=True)
class Joined:
    """What was found while origins were given: origins of their own, new reasons of
    origins that others joined, and the spans that show it by the other source."""

    own: list[GivenOrigin] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    shown: dict[int, set[Shared]] = field(default_factory=lambda: defaultdict(set))


def voice_of(source: Source, finding: Finding) -> Voice:
    outlet = source.outlet
    return Voice(
        outlet="" if outlet.name == Outlet.UNKNOWN else outlet.name,
        owner=outlet.owner,
        quote=finding.quote,
        speaker=finding.speaker.name if finding.speaker else "",
        start=finding.start,
        end=finding.end,
    )


def give_origins(
    source: Source,
    statements: Sequence["Statement"],
    neighbours: Mapping[int, Sequence[Neighbour]],
) -> None:
    """The origin of a mention that is the same voice, else one of its own; what the
    source shares with others is kept."""
    text = put_in_words(source.text)
    known = print_the_same(statements, neighbours)
    shared = compare(source, text, look_up(source, text, known))
    joined = Joined()
    here: dict[int, GivenOrigin] = {}
    for statement in statements:
        # The same claim twice in one Source is one voice.
        origin = here.get(statement.claim_pk) or join(
            statement, neighbours.get(statement.claim_pk, ()), shared, joined
        )
        here[statement.claim_pk] = statement.origin = origin
    create_origins(joined.own)
    explain_origins(joined.reasons)
    keep_passages(source, shared, joined.shown)


def look_up(
    source: Source, text: InWords, known: Collection[int]
) -> list[tuple[int, str, str]]:
    """Number, text and outlet of the sources ``known`` to share something and of those
    of other outlets that share most."""
    given: dict[str, Any] = {
        "hashes": array_of_numbers(text.sketch()),
        "source": source.pk,
        "outlet": source.outlet.name,
        "unknown": Outlet.UNKNOWN,
        "least": LEAST_SHARED,
        "most": MOST_COMPARED,
        "most_near": MOST_NEAR,
        "most_spread": MOST_SPREAD,
        "known": array_of_numbers(known),
    }
    with connection.cursor() as cursor:
        cursor.execute(LOOK_UP, given)
        return list(cursor.fetchall())


def print_the_same(
    statements: Iterable["Statement"], neighbours: Mapping[int, Sequence[Neighbour]]
) -> list[int]:
    """Sources that print most of the statements word for word; one statement alone
    tells its origin without the texts."""
    counts = Counter(
        neighbour.source_pk
        for statement in statements
        for neighbour in neighbours.get(statement.claim_pk, ())
        if neighbour.voice.outlet != statement.voice.outlet
        or not statement.voice.outlet
        if same_sentence(neighbour.voice, statement.voice)
    )
    return [
        source_pk
        for source_pk, count in counts.most_common(MOST_COMPARED)
        if count >= LEAST_SHARED
    ]


def compare(
    source: Source, text: InWords, others: Iterable[tuple[int, str, str]]
) -> dict[int, list[Shared]]:
    """What the source shares with each other; the other's span is the left."""
    name = name_of(source.outlet.name, "The later source")
    return {
        source_pk: find_shared(
            put_in_words(other),
            text,
            left_name=name_of(outlet, "the earlier source"),
            right_name=name,
        )
        for source_pk, other, outlet in others
    }


def name_of(outlet: str, otherwise: str) -> str:
    return otherwise if outlet == Outlet.UNKNOWN else outlet


def join(
    statement: "Statement",
    neighbours: Iterable[Neighbour],
    shared: Mapping[int, Sequence[Shared]],
    joined: Joined,
) -> GivenOrigin:
    for neighbour in neighbours:
        known = shared.get(neighbour.source_pk, ())
        if sign := shared_origin(neighbour.voice, statement.voice, known):
            joined.reasons[neighbour.origin_pk] = sign.reason[:300]
            if sign.shared:
                joined.shown[neighbour.source_pk].add(sign.shared)
            return GivenOrigin(neighbour.origin_pk)
    origin = GivenOrigin(reason=f"Published by {statement.voice.outlet}.")
    joined.own.append(origin)
    return origin


def create_origins(origins: Sequence[GivenOrigin]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CREATE, [array_of_texts(each.reason for each in origins)])
        for origin, (pk,) in zip(origins, cursor.fetchall(), strict=True):
            origin.pk = pk


def explain_origins(reasons: Mapping[int, str]) -> None:
    if not reasons:
        return
    with connection.cursor() as cursor:
        cursor.execute(EXPLAIN, [list(reasons), list(reasons.values())])


def keep_passages(
    source: Source,
    shared: Mapping[int, Iterable[Shared]],
    shown: Mapping[int, Iterable[Shared]],
) -> None:
    passages = [
        passage_of(source.pk, other_pk, each)
        for found in (shared, shown)
        for other_pk, every in found.items()
        for each in every
        if each.kind != Kind.NONE
    ]
    if passages:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [*map(array_of_texts, zip(*passages, strict=True))])


def passage_of(source_pk: int, other_pk: int, shared: Shared) -> tuple[str, ...]:
    """A row, with the source stored first as the earlier, also when an old one is
    read again."""
    sides = [(other_pk, shared.left), (source_pk, shared.right)]
    (earlier_pk, earlier), (later_pk, later) = sorted(sides)
    places = map(str, (earlier_pk, later_pk, *earlier, *later))
    return *places, STORED_AS[shared.kind].value, shared.reason[:300]


def kept_passages(source_pk: int) -> dict[int, list[Shared]]:
    """What a stored source shares with others, by the other source, whose spans are
    the left ones."""
    kinds = {stored: kind for kind, stored in STORED_AS.items() if kind != Kind.PART}
    shared: dict[int, list[Shared]] = defaultdict(list)
    for each in shared_passages(source_pk):
        spans = {
            each.earlier_id: (each.earlier_start, each.earlier_end),
            each.later_id: (each.later_start, each.later_end),
        }
        ours = spans.pop(source_pk)
        for other_pk, theirs in spans.items():
            kind = kinds[SharedPassage.Kind(each.kind)]
            shared[other_pk].append(Shared(kind, theirs, ours, each.reason))
    return shared


def shared_passages(source_pk: int) -> QuerySet[SharedPassage]:
    """What a source shares with others, in the order of its text, with the outlets
    of both; at most so many as anybody reads."""
    return (
        SharedPassage.objects.filter(Q(earlier=source_pk) | Q(later=source_pk))
        .select_related("earlier__outlet", "later__outlet")
        .defer("earlier__text", "earlier__original", "later__text", "later__original")
        .order_by("later", "later_start", "earlier")[:MOST_SHOWN]
    )


def passages_between(
    mentions: Iterable[tuple[int, int, int]], *, at_most: int = MOST_SHOWN
) -> Iterator[SharedPassage]:
    """The shared passages in which two of the mentions stand, each given as its
    source, start and end."""
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for source_pk, start, end in mentions:
        places[source_pk].append((start, end))
    between = (
        SharedPassage.objects.filter(earlier__in=places, later__in=places)
        .select_related("earlier__outlet", "later__outlet")
        .defer("earlier__text", "earlier__original", "later__text", "later__original")
        .order_by("earlier", "later", "later_start")
    )
    around = (passage for passage in between if holds_both(passage, places))
    yield from islice(around, at_most)


def holds_both(
    passage: SharedPassage, places: Mapping[int, Sequence[tuple[int, int]]]
) -> bool:
    spans = (
        (passage.earlier_id, passage.earlier_start, passage.earlier_end),
        (passage.later_id, passage.later_start, passage.later_end),
    )
    return all(
        any(start < until and end > begin for start, end in places[pk])
        for pk, begin, until in spans
    )
