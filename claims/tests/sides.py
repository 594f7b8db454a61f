"""Two sentences as they are judged."""

from claims.matching.same.doubts import Side
from claims.matching.sense.meaning import make_sense
from claims.matching.sense.similarity import take_apart

ENGLISH = ("en", "en")


def sides(
    one: str, other: str, languages: tuple[str, str] = ENGLISH
) -> tuple[Side, Side]:
    ours, theirs = make_sense([one, other])
    return (
        Side(one, take_apart(one), ours, languages[0]),
        Side(other, take_apart(other), theirs, languages[1]),
    )
