"""Finding texts by words, in any language, quoted phrases and -exclusions included."""

from typing import TypeVar

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def with_words(rows: QuerySet[Row], path: str, words: str) -> QuerySet[Row]:
    """Those of ``rows`` whose text at ``path`` holds the words. On a Claim's wording
    the index ``wording_words`` answers."""
    query = SearchQuery(words, config="simple", search_type="websearch")
    vector = SearchVector(path, config="simple")
    found: QuerySet[Row] = rows.alias(words=vector).filter(words=query)
    return found
