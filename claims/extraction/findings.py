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
    """One amount, date, time or name in a sentence, as written and normalised.

    ``kind`` and what ``amount``, ``unit`` and ``role`` hold for it:

    - number: a plain decimal ("2500000"); the unit or the noun that is counted ("km",
      "soldier"); what became of those counted ("dead"), or "change" for "by 20".
    - percent: a decimal; "points" or ""; "rise", "fall", "change" or "" for a level.
    - money: a decimal; the currency ("EUR"); "change", "per month" or "".
    - duration: a decimal; "year" to "second"; "age" or "".
    - change: the factor ("2" for doubled).
    - ordinal: the place ("1"); the noun ("round").
    - date: as much of an ISO date as is known: "2024-11-15", "2024-11", "2024",
      "--11-15", "--11", or a weekday's English name, both days with "/" between
      for a night; "weekday" for a bare weekday; "reported" for the day on which
      somebody said so.
    - time: the hour of 24, "19:15"; the zone where it is told ("UTC", "CET", "local"),
      and "12h" where nobody says which half of the day; "from", "until", "reported"
      or "".
    - person, place: the name, for a country its code ("DE"); "country", "city",
      "region" or "";
      "at" for a place where something is said to be.

    ``topics`` says of an amount what it is one of, as far as the clause says: "profit",
    "cost fine".

    A range stands as "200/300", from "2024-11-11/2024-11-17". ``bound`` is "",
    "about", "almost", "just over", "more than", "at least", "less than" or "at most",
    of a time "about", "before", "after", "shortly before", "shortly after" or "by".
    """

    kind: str
    amount: str
    unit: str
    bound: str
    start: int
    end: int
    text: str
    role: str = ""
    topics: str = ""

    def moved(self, start: int, end: int) -> "Value":
        """The same at another place."""
        return Value(
            self.kind,
            self.amount,
            self.unit,
            self.bound,
            start,
            end,
            self.text,
            self.role,
            self.topics,
        )


# The kinds that state how much there is of something.
QUANTITIES = frozenset(("number", "percent", "money", "duration", "change"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, by the name as written; it may stand in another sentence. The cue
    is the "said" or "laut", and the name itself where there is none. ``kind`` is
    "direct" for the speaker's own words, else "indirect"."""

    name: str
    start: int
    end: int
    cue_start: int
    cue_end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence worth checking. ``quote`` is the text's own span; ``text`` is the
    same without line breaks, doubled spaces and invisible characters, with a name in
    square brackets behind a pronoun that means one person plainly, and with the
    quotation mark that it lacks where a quotation goes on in the next sentence."""

    start: int
    end: int
    quote: str
    text: str
    worth: float
    reasons: tuple[str, ...]
    speaker: Speaker | None
    values: tuple[Value, ...]

    @property
    def speaker_name(self) -> str:
        return self.speaker.name if self.speaker else ""


@dataclass(frozen=True, slots=True)
class Extracted:
    language: str
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]
    timings_ms: dict[str, float] = field(default_factory=dict)
