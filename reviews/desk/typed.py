"""What a form of the workspace sent: kept as it was typed, and as a move takes it."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from reviews.given import Given
from reviews.models import Reading
from reviews.moves import moves_for
from reviews.workflow import MoveRefused

NUMBER: Final = re.compile(
    r"\s*(?:(?:claim|behauptung)\s+)?#?\s*(\d{1,18})\s*"
    r"|\s*\S*/claims?/(\d{1,18})(?:[/?#]\S*)?\s*",
    re.IGNORECASE,
)
# Where on the page a refusal without a field of its own belongs.
FIELDS: Final = {
    "one_origin": "exception",
    "unknown_rating": "rating",
    "unknown_mention": "mentions",
    "stance_unsaid": "mentions",
    "reason_missing": "reason",
    "unknown_target": "into",
}


# Fields of the smaller forms, and of which kind each is.
NUMBERS: Final = ("to", "priority", "request")
MOMENTS: Final = ("until", "deadline")
TEXTS: Final = ("party", "channel", "not_possible", "answer")
FLAGS: Final = ("used", "despite")
MORE: Final = (*NUMBERS, *MOMENTS, *TEXTS, *FLAGS)


@dataclass(frozen=True)
class Typed:
    """The fields of a form as strings, exactly as the person left them; ``refutes`` are
    those of the ``mentions`` that were ticked as contradicting the claim; ``more``
    holds the fields of the smaller forms that were sent."""

    verb: str = "decide"
    rating: str = ""
    mentions: list[str] = field(default_factory=list)
    reason: str = ""
    exception: str = ""
    into: str = ""
    notice: str = ""
    refutes: list[str] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def says_something(self) -> bool:
        texts = (
            *(self.rating, self.reason, self.exception, self.into, self.notice),
            *(self.more.get(name, "") for name in TEXTS),
        )
        return any(text.strip() for text in texts)


def read_form(post: QueryDict) -> Typed:
    # PostgreSQL's JSON holds no NUL; no keyboard makes one.
    refutes = [_without_nul(each) for each in post.getlist("refutes")][:500]
    mentions = [_without_nul(each) for each in post.getlist("mentions")][:500]
    return Typed(
        mentions=[*mentions, *refutes],
        refutes=refutes,
        **{
            name: _without_nul(post.get(name, ""))
            for name in ("verb", "rating", "reason", "exception", "into", "notice")
        },
        more={name: _without_nul(post[name]) for name in MORE if name in post},
    )


def _without_nul(text: Any) -> str:
    return str(text).replace("\x00", "")


def read_drafts(kept: dict[str, dict[str, Any]]) -> dict[str, Typed]:
    """What was kept, by verb."""
    return {verb: Typed(**given) for verb, given in kept.items()}


def typed_from(reading: Reading) -> Typed:
    """A Reading as it would be typed again."""
    return Typed(
        rating=str(reading.rating_id),
        mentions=[str(pk) for pk in reading.mentions.values_list("pk", flat=True)],
        reason=reading.reason,
        exception=reading.exception,
    )


def given_with(typed: Typed) -> Given:
    """What the move is made with: only what goes with its verb, only what was given.
    A number that is none becomes 0, which no row has."""
    rules = moves_for(typed.verb)
    names = {name for rule in rules for name in (*rule.needs, *rule.takes)}
    everything: Given = {
        "rating": number_in(typed.rating),
        "mentions": [number_in(each) for each in typed.mentions],
        "reason": typed.reason,
        "exception": typed.exception,
        "into": number_in(typed.into),
        "notice": typed.notice,
    }
    for name in list(everything):
        if name not in names or not everything[name]:  # type: ignore[literal-required]  # its own keys
            del everything[name]  # type: ignore[misc]  # its own keys
    more = {name: _more(name, text) for name, text in typed.more.items()}
    for name in more.keys() & names:
        everything[name] = more[name]  # type: ignore[literal-required]  # its own keys
    return everything


def _more(name: str, text: str) -> Any:
    """A field of a smaller form as a move takes it. What is no number or no moment
    stays as it was typed: the move says what is wrong with it."""
    text = text.strip()
    if name in NUMBERS:
        return int(text) if NUMBER.fullmatch(text) and text.isdecimal() else text
    if name in MOMENTS:
        return _moment(text)
    return text in ("on", "yes") if name in FLAGS else text


def _moment(text: str) -> Any:
    """A moment in the reader's time zone."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return text
    if moment is None:
        return text
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def number_in(text: str) -> int:
    """The number in "12", "#12", "claim 12" or the address of claim 12; 0 for anything
    else: a guess could merge into the wrong claim."""
    found = NUMBER.fullmatch(text)
    return int(found[1] or found[2]) if found else 0


def errors_of(refusal: MoveRefused) -> dict[str, str]:
    """What is said beside each field of the page that a refusal is about."""
    named = field_of(refusal)
    return refusal.errors or ({named: refusal.say} if named else {})


def field_of(refusal: MoveRefused) -> str:
    """The field of the page that a refusal is about, or ""."""
    return refusal.field or FIELDS.get(refusal.code, "")
