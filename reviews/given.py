"""What a move is made with, checked before anything is asked of the database."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypedDict
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Mention
from claims.places import LONGEST_PLACE
from factcheck.formats import grouped
from reviews.moves import Move, Outcome
from reviews.refusals import MoveRefused

LONGEST_TEXT: Final = 20_000
LARGEST_OFFSET: Final = 2**31 - 1
MOST_MENTIONS: Final = 500
LARGEST_KEY: Final = 2**63 - 1
HIGHEST_PRIORITY: Final = 3
LONGEST_WAIT: Final = timedelta(days=60)
LONGEST_LINE: Final = 200
# What every move may be given: one of many that are made at once.
BATCH: Final = "batch"


class Given(TypedDict, total=False):
    """What a move is made with. ``mentions``, ``mention``, ``same_as`` (a mention),
    ``source``, ``into`` (a claim), ``to`` (a person, or nobody) and ``request`` (for a
    reply) are primary keys; ``start`` and ``end`` count code points of the source's
    text; ``text`` and ``other`` are wordings; ``until`` and ``deadline`` moments with
    their time zone; ``priority`` is 0 to 3; ``batch`` the UUID that moves share which
    are made at once."""

    outcome: str
    rating: int
    mentions: list[int]
    reason: str
    exception: str
    into: int
    notice: str
    mention: int
    same_as: int
    stance: str
    despite: bool
    source: int
    start: int
    end: int
    text: str
    other: str
    to: int | Literal[""] | None
    until: datetime | str
    priority: int
    party: str
    channel: str
    deadline: datetime | str
    not_possible: str
    request: int
    answer: str
    used: bool
    batch: str


def tidied(
    verb: str, rules: tuple[Move, ...], given: Mapping[str, Any]
) -> dict[str, Any]:
    """``given`` with its texts stripped; raises ``MoveRefused`` for what is no value of
    its field, and not for what is missing."""
    tidy = {}
    for name, value in given.items():
        if not any(name in (*rule.needs, *rule.takes, BATCH) for rule in rules):
            raise MoveRefused("unknown_field", field=name, verb=verb)
        tidy[name] = CHECKS[name](name, value)
    return tidy


def missing_from(tidy: Mapping[str, Any], rules: tuple[Move, ...]) -> list[str]:
    """What every stage of the verb needs and was not given; the rest depends on where
    the claim is."""
    first, *others = rules
    return [
        name
        for name in first.needs
        if all(name in rule.needs for rule in others) and tidy.get(name, "") in ("", [])
    ]


def is_key(value: object) -> bool:
    """Whether this can be a primary key at all."""
    return type(value) is int and 0 < value <= LARGEST_KEY


def check_text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise MoveRefused("bad_value", field=name, say=_("give text."))
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise MoveRefused(
            "bad_value", field=name, say=_("this is not text: it holds NUL.")
        )
    if len(value) > LONGEST_TEXT:
        say = _say_too_long(LONGEST_TEXT, len(value))
        raise MoveRefused("bad_value", field=name, say=say)
    # Characters that nobody can see are no reason.
    seen = any(char.isprintable() and not char.isspace() for char in value)
    return value.strip() if seen else ""


def _say_too_long(most: int, length: int) -> str:
    return _("at most %(most)s characters; these are %(length)s.") % {
        "most": grouped(most),
        "length": grouped(length),
    }


def check_key(name: str, value: object) -> int:
    if not is_key(value):
        raise MoveRefused("bad_value", field=name, say=_("give its number."))
    assert isinstance(value, int)
    return value


def check_keys(name: str, value: object) -> list[int]:
    if not isinstance(value, list | tuple) or len(value) > MOST_MENTIONS:
        say = _("give a list of at most %(most)d numbers.") % {"most": MOST_MENTIONS}
        raise MoveRefused("bad_value", field=name, say=say)
    return [check_key(name, each) for each in value]


def check_offset(name: str, value: object) -> int:
    if type(value) is not int or not 0 <= value <= LARGEST_OFFSET:
        raise MoveRefused(
            "bad_value", field=name, say=_("give a place: a whole number.")
        )
    return value


def check_wording(name: str, value: object) -> str:
    """One line, as claims are worded."""
    text = " ".join(check_text(name, value).split())
    if len(text) > LONGEST_PLACE:
        say = _say_too_long(LONGEST_PLACE, len(text))
        raise MoveRefused("bad_value", field=name, say=say)
    return text


def check_line(name: str, value: object) -> str:
    """A few words: a name, a way to reach somebody."""
    text = " ".join(check_text(name, value).split())
    if len(text) > LONGEST_LINE:
        say = _say_too_long(LONGEST_LINE, len(text))
        raise MoveRefused("bad_value", field=name, say=say)
    return text


def check_person(name: str, value: object) -> int | None:
    """Somebody's key, or nobody."""
    return None if value in (None, "") else check_key(name, value)


def check_priority(name: str, value: object) -> int:
    if type(value) is not int or not 0 <= value <= HIGHEST_PRIORITY:
        say = _("give a whole number from 0 to %(highest)d.") % {
            "highest": HIGHEST_PRIORITY
        }
        raise MoveRefused("bad_value", field=name, say=say)
    return value


def check_flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise MoveRefused("bad_value", field=name, say=_("give yes or no."))
    return value


def check_moment(name: str, value: object) -> str:
    """A moment ahead of us, as ISO 8601 with its time zone."""
    if value in ("", None):
        return ""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if not isinstance(moment, datetime) or timezone.is_naive(moment):
        say = _("give a date and a time with its time zone.")
        raise MoveRefused("bad_value", field=name, say=say)
    if not timedelta(0) < moment - timezone.now() <= LONGEST_WAIT:
        say = _("give a moment in the next %(days)d days.") % {
            "days": LONGEST_WAIT.days
        }
        raise MoveRefused("bad_value", field=name, say=say)
    return moment.isoformat()


def check_batch(name: str, value: object) -> str:
    if isinstance(value, str):
        with suppress(ValueError):
            return str(UUID(value))
    raise MoveRefused("bad_value", field=name, say=_("give a UUID."))


def one_of(words: Sequence[str]) -> Callable[[str, object], str]:
    def check(name: str, value: object) -> str:
        if value not in words:
            say = _("use one of: %(words)s.") % {"words": ", ".join(words)}
            raise MoveRefused("bad_value", field=name, say=say)
        return str(value)

    return check


CHECKS: Final[dict[str, Callable[[str, object], Any]]] = {
    "outcome": one_of(Outcome.values),
    "rating": check_key,
    "mentions": check_keys,
    "reason": check_text,
    "exception": check_text,
    "into": check_key,
    "notice": check_text,
    "mention": check_key,
    "same_as": check_key,
    "stance": one_of(Mention.Stance.values),
    "despite": check_flag,
    "source": check_key,
    "start": check_offset,
    "end": check_offset,
    "text": check_wording,
    "other": check_wording,
    "to": check_person,
    "until": check_moment,
    "priority": check_priority,
    "party": check_line,
    "channel": check_line,
    "deadline": check_moment,
    "not_possible": check_text,
    "request": check_key,
    "answer": check_text,
    "used": check_flag,
    "batch": check_batch,
}
