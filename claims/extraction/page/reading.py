"""The text as a reader sees it: invisible characters gone, offsets kept."""

import re
from array import array
from dataclasses import dataclass

# Zero-width spaces and joiners, directional marks, soft hyphens and the like: they
# cut words and numbers in two for a program and for nobody else.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
# Each is one code point replaced by one, so offsets do not move.
ODD_SPACE = re.compile("[\t\u00a0\u2007\u2009\u202f\u3000]")
LINE_BREAKS = str.maketrans(dict.fromkeys("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class Reading:
    """``text`` for the stages to work on; ``place`` leads back to the given text."""

    text: str
    places: "array[int] | None"  # subscripting needs Python 3.12

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text as given. ``end`` follows the last visible character."""
        if self.places is None or end <= start:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def read(text: str) -> Reading:
    visible = INVISIBLE.sub("", text)
    if len(visible) == len(text):
        return Reading(ODD_SPACE.sub(" ", text), None)
    places = array(
        "L", (at for at, sign in enumerate(text) if not INVISIBLE.match(sign))
    )
    return Reading(ODD_SPACE.sub(" ", visible), places)
