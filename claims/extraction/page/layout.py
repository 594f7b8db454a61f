"""Where on a page the article stands: lines of prose together, menus outside.

Each line is weighed for or against being prose; the stretches with the greatest sum
are the article. The weights are set by hand, so that a reader can follow them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.page.tail import Line
from claims.extraction.text.quotes import CLOSING

# Behind the last sentence may stand whose report it is: "(Reuters)".
SIGN_OFF = r"(?:\s\([^()]{2,40}\))?$"
ENDS = re.compile(
    rf"[.!?…:;\u3002\uff01\uff1f\u0964\u061f][{CLOSING})\]*]*(?:\s?\[\w{{1,4}}\])*"
    + SIGN_OFF
)
CUT_SHORT = re.compile(r"(?:\.\.|…|\[…\])(?:\s?(?:more|mehr))?$")
UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LISTED = re.compile(r"\d|,\s|;\s| [–—-]+ ")

# To leave the article, or to come back to it, takes this much evidence.
SWITCH = 3.0
# A stretch apart from the longest is of the article when it is at least this share.
SHARE = 0.4
PROSE_WORDS = 8
LONGEST_COUNTED = 60
WEIGHED = 600
# After these a page seldom comes back to its article.
BREAKS = {
    "comments": 3.0,
    "copyright": 3.0,
    "related": 2.0,
    "legal notice": 2.0,
    "newsletter": 1.0,
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines from ``first`` up to ``last``, not included, and their sum."""

    first: int
    last: int
    weight: float


def find_article(lines: Sequence[Line]) -> list[bool]:
    """Of each line, whether it stands where the article is."""
    weights = weigh_lines(lines)
    stretches = find_stretches(weights)
    most = max((each.weight for each in stretches), default=0.0)
    inside = [not stretches] * len(lines)
    for each in stretches:
        if each.weight >= SHARE * most:
            inside[each.first : each.last] = [True] * (each.last - each.first)
    return inside


def weigh_lines(lines: Sequence[Line]) -> list[float]:
    """Above 0 for prose, below for what surrounds it; prose that stands alone among
    other lines, as in a list of teasers, counts half."""
    alone = [weigh_line(line.text, line.reason) for line in lines]
    around = [0.0, *alone, 0.0] if len(alone) < 3 else [alone[1], *alone, alone[-2]]
    return [
        weight / 2 if weight > 0 and max(around[at], around[at + 2]) < 0 else weight
        for at, weight in enumerate(alone)
    ]


def weigh_line(text: str, reason: str) -> float:
    if reason:
        return -BREAKS.get(reason, 0.6)
    sample = text[:WEIGHED]
    words = sample.split()
    count = len(words) + (0 if text.isascii() else len(UNSPACED.findall(sample)) / 2.5)
    prose = sum(not word[0].isupper() for word in words) >= 0.4 * len(words)
    ended = ENDS.search(text[-60:]) is not None and not CUT_SHORT.search(text[-12:])
    if prose and ended and count >= PROSE_WORDS:
        return 1.0 + min(count, LONGEST_COUNTED) / 12
    if prose and count >= 20:
        return 0.5 + min(count, LONGEST_COUNTED) / 30
    if ended:
        return 0.3 if count >= 4 else 0.0
    if count >= 4 and LISTED.search(sample):
        return -0.1
    return -0.3 if count >= PROSE_WORDS else -0.6


def find_stretches(weights: Sequence[float]) -> list[Stretch]:
    """The stretches with the greatest sum, each change of side paid for."""
    inside, outside = 0.0, 0.0
    changes: list[tuple[bool, bool]] = []
    for weight in weights:
        entered = outside - SWITCH > inside
        left = inside - SWITCH > outside
        changes.append((entered, left))
        inside, outside = (
            (outside - SWITCH if entered else inside) + weight,
            inside - SWITCH if left else outside,
        )
    side = inside >= outside
    marks = []
    for entered, left in reversed(changes):
        marks.append(side)
        side = not entered if side else left
    marks.reverse()
    return stretches_of(marks, weights)


def stretches_of(marks: Sequence[bool], weights: Sequence[float]) -> list[Stretch]:
    found = []
    first: int | None = None
    for at, inside in enumerate([*marks, False]):
        if inside and first is None:
            first = at
        elif not inside and first is not None:
            found.append(Stretch(first, at, sum(weights[first:at])))
            first = None
    return [each for each in found if each.weight > 0]
