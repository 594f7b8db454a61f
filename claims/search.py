"""Finding texts by words, in any language, quoted phrases and -exclusions included."""

from typing import Final, TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from claims.models import SOURCE_WORDS, Mention, Source, Wording

Row = TypeVar("Row", bound=Model)
MANY: Final = 5000


def with_words(rows: QuerySet[Row], path: str, words: str) -> QuerySet[Row]:
    """Those of ``rows`` whose text at ``path`` holds the words. On a Claim's wording
    the index ``wording_words`` answers, on a Mention's quote ``mention_words``."""
    query = SearchQuery(words, config="simple", search_type="websearch")
    vector = SearchVector(path, config="simple")
    found: QuerySet[Row] = rows.alias(words=vector).filter(words=query)
    return found


def claims_with_words(words: str, *, claim: str = "claim") -> Q:
    """Narrows rows with a claim (``claim`` names the field) to those that hold the
    words, or are stated in a quote that does, or by an outlet with them in its name.

    Few are looked up here, once. So many that they are met on any walk through the rows
    are left to that walk: to collect them first would cost what all of them cost."""
    places = (
        with_words(Wording.objects.all(), "text", words),
        with_words(Mention.objects.order_by(), "quote", words),
        Mention.objects.order_by().filter(source__outlet__name__icontains=words),
    )
    first, *others = (rows.values_list("claim") for rows in places)
    found = list(first.union(*others, all=True)[: MANY + 1])
    if len(found) <= MANY:
        # No claim is 0: an empty list would make a query that cannot be compiled.
        return Q(**{f"{claim}__in": {0, *(key for (key,) in found)}})
    said, quoted, printed = (
        Q(Exists(rows.filter(claim=OuterRef(claim)))) for rows in places
    )
    return said | quoted | printed


def sources_with_words(words: str) -> QuerySet[Source]:
    """Sources with the words in their title, or in their text as far as the index
    ``source_words`` reads it."""
    query = SearchQuery(words, config="simple", search_type="websearch")
    found: QuerySet[Source] = Source.objects.alias(words=SOURCE_WORDS).filter(
        words=query
    )
    return found
