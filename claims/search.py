"""Finding texts by words, in any language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import (
    BooleanField,
    F,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.lookups import IsNull

from claims.models import SOURCE_WORDS, Mention, Source, Wording
from claims.search_query import read_search

Row = TypeVar("Row", bound=Model)
MANY: Final = 5000
# Of a hundred: how many pages of wordings are looked at to tell a word that stands in
# half of all claims. Only a large table has a hundred of these on them.
SAMPLED: Final = 1
# The claims found, as an array; NULL for a word of half of them, and for more than
# MANY: to find so many, as many texts would be read.
LOOK_UP: Final = """
SELECT CASE WHEN NOT (
    WITH claims_wording AS (
        SELECT claim_id, text FROM claims_wording TABLESAMPLE SYSTEM ({sampled})
        WHERE claim_id %% 7 = 0 LIMIT 100
    ) SELECT count(*) >= 50 FROM ({wordings}) held
) THEN (
    SELECT CASE WHEN count(*) <= {many}
        THEN coalesce(array_agg(DISTINCT claim), '{{}}')::text END
    FROM (SELECT claim FROM ({places}) every LIMIT {many} + 1) found
) END
"""


def with_words(rows: QuerySet[Row], path: str, words: str) -> QuerySet[Row]:
    """Those of ``rows`` whose text at ``path`` holds the words. On a Claim's wording
    the index ``wording_words`` answers, on a Mention's quote ``mention_words``."""
    query = SearchQuery(read_search(words), config="simple", search_type="raw")
    vector = SearchVector(path, config="simple")
    found: QuerySet[Row] = rows.alias(words=vector).filter(words=query)
    return found


@dataclass(frozen=True)
class Holding:
    """Which claims hold some words: ``among`` narrows rows with a claim to them.
    ``common`` says that so many do that each row is looked at instead."""

    among: Q
    common: bool


def claims_with_words(words: str, *, claim: str = "claim") -> Holding:
    """The claims (``claim`` names the field) that hold the words, or are stated in a
    quote that does, or by an outlet with them in its name.

    Few are looked up here, once. So many that they are met on any walk through the rows
    are left to that walk: to collect them first would cost what all of them cost."""
    places = (
        with_words(Wording.objects.all(), "text", words),
        with_words(Mention.objects.order_by(), "quote", words),
        Mention.objects.order_by().filter(source__outlet__name__icontains=words),
    )
    keys = _look_up([rows.values("claim") for rows in places])
    if keys is not None:
        return Holding(Q(_is_any(claim, keys)), common=False)
    said, quoted, printed = (
        Q(_is_found(rows.filter(claim=OuterRef(claim)))) for rows in places
    )
    return Holding(said | quoted | printed, common=True)


def _look_up(places: Sequence[QuerySet[Any, Any]]) -> str | None:
    """The claims of all the places, as an array; None for more than MANY."""
    parts = [rows.query.sql_with_params() for rows in places]
    (wordings, few), every = parts[0], " UNION ALL ".join(sql for sql, _ in parts)
    sql = LOOK_UP.format(wordings=wordings, places=every, many=MANY, sampled=SAMPLED)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*few, *(each for _, more in parts for each in more)])
        row = cursor.fetchone()
    assert row is not None
    keys: str | None = row[0]
    return keys


def _is_any(name: str, keys: str) -> Func:
    """Whether the field is one of the keys, an array sent as one parameter."""
    return Func(
        F(name),
        Value(keys),
        template="%(expressions)s::bigint[])",
        arg_joiner=" = ANY (",
        output_field=BooleanField(),
    )


def _is_found(rows: QuerySet[Any]) -> IsNull:
    # EXISTS would let PostgreSQL collect every such row before it looks at the first.
    return IsNull(Subquery(rows.values("pk")[:1]), False)  # noqa: FBT003  # Django's


def find_sources(words: str) -> QuerySet[Source]:
    """Sources from this address, if it is one; else with the words in their title, or
    in their text as far as the index ``source_words`` reads it."""
    if words.startswith(("http://", "https://")):
        return Source.objects.filter(url=words)
    query = SearchQuery(read_search(words), config="simple", search_type="raw")
    found: QuerySet[Source] = Source.objects.alias(words=SOURCE_WORDS).filter(
        words=query
    )
    return found
