"""The database side of origins: which mentions are one voice, and which passages
show it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection
from django.db.models import Q, QuerySet

from claims.arrays import array_of_numbers, array_of_texts
from claims.extraction import Finding
from claims.filings import Filing, Statement
from claims.linking.links import Neighbour
from claims.matching.origins import Voice, same_sentence, shared_origin
from claims.matching.origins.copies import Kind, Shared, find_shared
from claims.matching.origins.passages import InWords, put_in_words
from claims.models import Outlet, SharedPassage, Source
from claims.rows import reserve

# Sources that may share something, each compared word by word: those that share most
# rows of words, and those that print most of the same sentences.
MOST_COMPARED = 6
MOST_NEAR = 40
LEAST_SHARED = 2
# Of what many print the latest are read: they are enough to find a copy by, and
# boilerplate finds no more.
MOST_SPREAD = 50
MOST_SHOWN = 200
# A text may have some megabytes.
READ_AT_ONCE = 12
STORED_AS = {
    Kind.COPY: SharedPassage.Kind.COPY,
    Kind.PART: SharedPassage.Kind.COPY,
    Kind.PASSAGE: SharedPassage.Kind.PASSAGE,
    Kind.STATEMENT: SharedPassage.Kind.STATEMENT,
}

KEEP_ROWS = """
WITH kept AS (
    INSERT INTO claims_wordrow (hash, source_id)
    SELECT * FROM unnest(%s::int[], %s::bigint[])
    ON CONFLICT DO NOTHING
    RETURNING source_id
)
SELECT DISTINCT source_id FROM kept
"""
# What few print tells more than what many do. Of sources that come in together each
# is compared with those before it.
LOOK_UP = """
WITH found AS MATERIALIZED (
    SELECT asked.source_id AS asking, r.source_id,
        count(*) OVER (PARTITION BY asked.source_id, asked.hash) AS spread
    FROM unnest(%(hashes)s::int[], %(sources)s::bigint[]) AS asked(hash, source_id)
    CROSS JOIN LATERAL (
        SELECT w.source_id FROM claims_wordrow w
        WHERE w.hash = asked.hash AND w.source_id <> asked.source_id
            AND (w.source_id < asked.source_id OR w.source_id <> ALL(%(new)s::bigint[]))
        ORDER BY w.source_id DESC LIMIT %(most_spread)s
    ) r
),
near AS MATERIALIZED (
    SELECT asking, source_id, weight,
        row_number() OVER (PARTITION BY asking ORDER BY weight DESC, source_id) AS place
    FROM (
        SELECT asking, source_id, sum(1.0 / spread) AS weight
        FROM found GROUP BY asking, source_id HAVING count(*) >= %(least)s
    ) weighed
),
elsewhere AS (
    SELECT n.asking, n.source_id, row_number() OVER (
        PARTITION BY n.asking ORDER BY n.weight DESC, n.source_id) AS place
    FROM near n
    CROSS JOIN LATERAL (
        SELECT a.outlet_id AS ours, t.outlet_id AS theirs
        FROM claims_source a, claims_source t
        WHERE a.id = n.asking AND t.id = n.source_id
        OFFSET 0
    ) by
    WHERE n.place <= %(most_near)s AND (theirs <> ours OR theirs = (
        SELECT id FROM claims_outlet WHERE name = %(unknown)s))
)
SELECT asking, source_id FROM elsewhere WHERE place <= %(most)s
"""
CREATE = """
INSERT INTO claims_origin (id, reason)
SELECT * FROM unnest(%s::bigint[], %s::text[])
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
class Joined:
    """What was found while origins were given: new ones with their reasons, new reasons
    of origins that others joined, and by source and the other source the spans that
    show it."""

    own: dict[int, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)
    shown: list[tuple[int, int, Shared]] = field(default_factory=list)


def voice_of(source: Source, finding: Finding) -> Voice:
    outlet = source.outlet
    return Voice(
        outlet="" if outlet.name == Outlet.UNKNOWN else outlet.name,
        owner=outlet.owner,
        quote=finding.quote,
        speaker=finding.speaker_name,
        start=finding.start,
        end=finding.end,
    )


def give_origins(filings: Sequence[Filing]) -> None:
    """The origin of each mention that is the same voice, else one of its own; what the
    sources share with others is kept."""
    texts = {each.source.pk: put_in_words(each.source.text) for each in filings}
    found = look_up(texts) | {
        (each.source.pk, other_pk)
        for each in filings
        for other_pk in print_the_same(each.statements, each.neighbours)
    }
    shared = compare(found, texts, {each.source.pk: each.source for each in filings})
    keys = reserve("claims_origin", sum(len(each.statements) for each in filings))
    joined = Joined()
    for filing in filings:
        here: dict[int, int] = {}
        for statement in filing.statements:
            # The same claim twice in one Source is one voice.
            if statement.claim_pk not in here:
                here[statement.claim_pk] = join(statement, filing, shared, joined, keys)
            statement.told.origin_pk = here[statement.claim_pk]
    create_origins(joined.own)
    explain_origins(joined.reasons)
    printed = ((*pair, each) for pair, every in shared.items() for each in every)
    keep_passages([*printed, *joined.shown])


def look_up(texts: Mapping[int, InWords]) -> set[tuple[int, int]]:
    """Keep the rows of words of sources; each with those of other outlets that share
    most with it."""
    rows = [(each, pk) for pk, text in texts.items() for each in text.sketch()]
    if not rows:
        return set()
    hashes, sources = (array_of_numbers(column) for column in zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(KEEP_ROWS, [hashes, sources])
        new = array_of_numbers(source_pk for (source_pk,) in cursor.fetchall())
        cursor.execute(
            LOOK_UP,
            {
                "hashes": hashes,
                "sources": sources,
                "new": new,
                "unknown": Outlet.UNKNOWN,
                "least": LEAST_SHARED,
                "most": MOST_COMPARED,
                "most_near": MOST_NEAR,
                "most_spread": MOST_SPREAD,
            },
        )
        return set(cursor.fetchall())


def print_the_same(
    statements: Iterable[Statement], neighbours: Mapping[int, Sequence[Neighbour]]
) -> list[int]:
    """Sources that print most of the statements word for word; one statement alone
    tells its origin without the texts."""
    counts = Counter(
        neighbour.source_pk
        for statement in statements
        for neighbour in neighbours.get(statement.claim_pk, ())
        if neighbour.voice.outlet != statement.told.voice.outlet
        or not statement.told.voice.outlet
        if same_sentence(neighbour.voice, statement.told.voice)
    )
    return [
        source_pk
        for source_pk, count in counts.most_common(MOST_COMPARED)
        if count >= LEAST_SHARED
    ]


def compare(
    pairs: Iterable[tuple[int, int]],
    texts: Mapping[int, InWords],
    sources: Mapping[int, Source],
) -> dict[tuple[int, int], list[Shared]]:
    """What each source shares with each other; the other's span is the left."""
    asking: dict[int, list[int]] = defaultdict(list)
    for source_pk, other_pk in pairs:
        asking[other_pk].append(source_pk)
    return {
        (source_pk, other_pk): find_shared(
            other,
            texts[source_pk],
            left_name=name_of(outlet, "the earlier source"),
            right_name=name_of(sources[source_pk].outlet.name, "The later source"),
        )
        for other_pk, other, outlet in read_texts(asking, texts, sources)
        for source_pk in asking[other_pk]
    }


def read_texts(
    source_pks: Collection[int],
    texts: Mapping[int, InWords],
    sources: Mapping[int, Source],
) -> Iterator[tuple[int, InWords, str]]:
    """Number, words and outlet of each; a few in memory at a time."""
    for source_pk in source_pks & texts.keys():
        yield source_pk, texts[source_pk], sources[source_pk].outlet.name
    others = Source.objects.filter(pk__in=source_pks - texts.keys())
    told = others.values_list("pk", "text", "outlet__name")
    for source_pk, text, outlet in told.iterator(READ_AT_ONCE):
        yield source_pk, put_in_words(text), outlet


def name_of(outlet: str, otherwise: str) -> str:
    return otherwise if outlet == Outlet.UNKNOWN else outlet


def join(
    statement: Statement,
    filing: Filing,
    shared: Mapping[tuple[int, int], Sequence[Shared]],
    joined: Joined,
    keys: Iterator[int],
) -> int:
    """The origin of a mention that is the same voice, else a new one."""
    voice, source_pk = statement.told.voice, filing.source.pk
    for neighbour in filing.neighbours.get(statement.claim_pk, ()):
        known = shared.get((source_pk, neighbour.source_pk), ())
        if sign := shared_origin(neighbour.voice, voice, known):
            told = joined.own if neighbour.origin_pk in joined.own else joined.reasons
            told[neighbour.origin_pk] = sign.reason[:300]
            if sign.shared:
                joined.shown.append((source_pk, neighbour.source_pk, sign.shared))
            return neighbour.origin_pk
    origin_pk = next(keys)
    joined.own[origin_pk] = f"Published by {voice.outlet}."
    return origin_pk


def create_origins(reasons: Mapping[int, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            CREATE, [array_of_numbers(reasons), array_of_texts(reasons.values())]
        )


def explain_origins(reasons: Mapping[int, str]) -> None:
    if not reasons:
        return
    with connection.cursor() as cursor:
        cursor.execute(EXPLAIN, [list(reasons), list(reasons.values())])


def keep_passages(shared: Iterable[tuple[int, int, Shared]]) -> None:
    """Each of two sources, whose spans are the right and the left."""
    passages = [passage_of(*each) for each in shared if each[-1].kind != Kind.NONE]
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
