"""What requests are made of: fields that take one spelling of a value and no other,
and serializers that refuse what they do not know."""

import re
from datetime import date, datetime
from itertools import islice
from typing import Any, ClassVar, Final

from rest_framework import serializers

from factcheck.problems import MOST_ERRORS

MAX_ID: Final = 2**63 - 1
MAX_OFFSET: Final = 2**31 - 1
MAX_LIMIT: Final = 500
DEFAULT_LIMIT: Final = 50
DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT: Final = re.compile(rf"{DAY.pattern}[Tt].*([Zz]|[+-][0-9]{{2}}:[0-9]{{2}})")


class Text(serializers.CharField):
    """A string as it was sent: not trimmed, never made out of a number."""

    default_error_messages = {"invalid": "Send a string."}

    def __init__(self, **options: Any) -> None:
        options.setdefault("trim_whitespace", False)
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Choice(serializers.ChoiceField):
    """One of a few words. A refusal names them."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or data not in self.choices:
            words = ", ".join(str(word) for word in self.choices)
            raise serializers.ValidationError(
                f"{str(data)[:40]!r} is not known. Use one of: {words}.",
                code="unknown_value",
            )
        return data


class Identifier(serializers.IntegerField):
    """The id of something: a JSON integer, not a string of digits."""

    default_error_messages = {"invalid": "Send an id: a whole number."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"min_value": 1, "max_value": MAX_ID} | options))

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


class Offset(Identifier):
    """A place in a text, counted in code points from 0."""

    default_error_messages = {"invalid": "Send an offset: a whole number."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"min_value": 0, "max_value": MAX_OFFSET} | options))


class Digits(serializers.IntegerField):
    """A whole number in a query: ASCII digits."""

    def to_internal_value(self, data: Any) -> int:
        assert self.min_value is not None
        assert self.max_value is not None
        if re.fullmatch("[0-9]{1,19}", str(data)):
            number = int(data)
            if self.min_value <= number <= self.max_value:
                return number
        raise serializers.ValidationError(
            f"Send a whole number from {self.min_value} to {self.max_value}.",
            code="invalid",
        )


class Day(serializers.DateField):
    """A date, YYYY-MM-DD, as people know it."""

    default_error_messages = {
        "invalid": "Send a date of the calendar as YYYY-MM-DD, for instance 2026-03-14."
    }

    def to_internal_value(self, data: Any) -> date:
        if not isinstance(data, str) or not DAY.fullmatch(data):
            self.fail("invalid", format="")
        day: date = super().to_internal_value(data)
        return day


class Moment(serializers.DateTimeField):
    """A date and a time with its time zone."""

    default_error_messages = {
        "invalid": "Send a date and a time with its time zone, for instance "
        "2026-03-14T09:30:00Z."
    }

    def to_internal_value(self, data: Any) -> datetime:
        if not isinstance(data, str) or not MOMENT.fullmatch(data):
            self.fail("invalid", format="")
        moment: datetime = super().to_internal_value(data)
        return moment


class Flag(serializers.BooleanField):
    """True or false, and nothing that could be either."""

    default_error_messages = {"invalid": "Send true or false."}

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=str(data)[:40])
        return data


# Comments and not docstrings below: the schema would show those to clients.


# A body. ``never_sent`` names what clients read elsewhere and may not send.
class Input(serializers.Serializer[Any]):
    never_sent: ClassVar[tuple[str, ...]] = ()

    def to_internal_value(self, data: Any) -> Any:
        unknown = (name for name in data if name not in self.fields)
        if first := list(islice(unknown, MOST_ERRORS)):
            raise serializers.ValidationError(
                {name: [self._refused(name)] for name in first}
            )
        return super().to_internal_value(data)

    def _refused(self, name: str) -> serializers.ErrorDetail:
        if name in self.never_sent:
            return serializers.ErrorDetail("read-only field", code="read_only")
        known = ", ".join(self.fields)
        return serializers.ErrorDetail(
            f"unknown field. Use: {known}." if known else "unknown field",
            code="unknown_field",
        )


# The parameters of a request; those not named here are refused.
class Query(serializers.Serializer[Any]):
    pass


class ListQuery(Query):
    limit = Digits(
        default=DEFAULT_LIMIT,
        min_value=1,
        max_value=MAX_LIMIT,
        help_text="How many items at most.",
    )
    cursor = Text(
        required=False, help_text="Where to go on from: follow `next` instead."
    )


# An answer. Nothing is ever read through it.
class Output(serializers.Serializer[Any]):
    pass
