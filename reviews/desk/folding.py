"""Rows of other tables folded into one statement, as JSON, and made models again: a
page that shows a little of everything asks the database once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

Row = TypeVar("Row", bound=Model)
# Never more of a person than their name.
PERSON: Final = ("id", "username", "first_name", "last_name")


def folded(rows: QuerySet[Any], **related: Sequence[str]) -> ArraySubquery:
    """``rows`` as one column; ``related`` names the foreign keys that come along, and
    which of their fields. Not for tables that hold bytes."""
    wanted = {
        field.attname: field.attname for field in rows.model._meta.concrete_fields
    }
    others = {
        name: JSONObject(**{each: f"{name}__{each}" for each in names})
        for name, names in related.items()
    }
    return ArraySubquery(rows.values(folded=JSONObject(**wanted, **others)))


def unfolded(
    model: type[Row], rows: Iterable[Mapping[str, Any]], **related: type[Model]
) -> list[Row]:
    return [_unfold(model, row, related) for row in rows]


def _unfold(
    model: type[Row], row: Mapping[str, Any], related: Mapping[str, type[Model]]
) -> Row:
    made = model(
        **{
            field.attname: field.to_python(row[field.attname])
            for field in model._meta.concrete_fields
        }
    )
    for name, other in related.items():
        part = row[name]
        setattr(made, name, None if part["id"] is None else other(**part))
    return made
