"""What an extraction hands back. Offsets count code points in the text as given."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Dropped:
    """A span that was not searched for claims, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Value:
    """A number, a percentage, an amount of money or a date, as written and normalised.

    ``amount`` is a plain decimal ("2500000") or, for dates, as much of an ISO date as
    is known: "2024-11-15", "2024-11", "2024", "--11-15", "--11", or a weekday's
    English name. ``bound`` is "", "about", "more than", "at least", "less than" or
    "at most".
    """

    kind: str
    amount: str
    unit: str
    bound: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, by the name as written."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence worth checking. ``quote`` is the text's own span; ``text`` is the
    same without line breaks, doubled spaces and invisible characters."""

    start: int
    end: int
    quote: str
    text: str
    worth: float
    reasons: tuple[str, ...]
    speaker: Speaker | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Extracted:
    language: str
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]
    timings_ms: dict[str, float] = field(default_factory=dict)
