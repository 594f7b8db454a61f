"""What two texts that share passages are to each other: a copy, a copy in part, two
reports with the same paragraph or the same quoted statement."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from claims.matching.origins.passages import InWords, Passage, Span, find_passages

# A text of which so much stands in another is a copy; so much of both, a whole one.
COPIED: Final = 0.6
WHOLE: Final = 0.8
# A paragraph so long was not written twice.
PARAGRAPH_WORDS: Final = 25
SPOKEN: Final = 0.7
VERBATIM: Final = 0.95
EDITED: Final = 0.7

QUOTED: Final = re.compile(r"[“„\"«»]([^“”„\"«»]{1,900})[”“\"»«]")
LINE_BREAK: Final = re.compile(r"[\r\n]")


class Kind(StrEnum):
    COPY = "copy"
    PART = "part copy"
    PASSAGE = "passage"
    STATEMENT = "statement"
    # A phrase that anybody may use: no sign of anything by itself.
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Copying:
    """The shares are of the words of each text that stand in the other too, and
    ``exact`` of those that are identical."""

    kind: Kind
    left_share: float
    right_share: float
    exact: float


@dataclass(frozen=True, slots=True)
class Shared:
    """A span of each of two texts that came from one hand or mouth, and why."""

    kind: Kind
    left: Span
    right: Span
    reason: str


def judge_copy(left: InWords, right: InWords, found: Sequence[Passage]) -> Copying:
    ours = count_words([each.left_words for each in found])
    theirs = count_words([each.right_words for each in found])
    shares = ours / max(len(left), 1), theirs / max(len(right), 1)
    exact = sum(each.words for each in found) / max(ours, theirs, 1)
    kind = Kind.NONE
    if max(ours, theirs) >= PARAGRAPH_WORDS and max(shares) >= COPIED:
        kind = Kind.COPY if min(shares) >= WHOLE else Kind.PART
    elif any(each.words >= PARAGRAPH_WORDS for each in found):
        kind = Kind.PASSAGE
    elif any(is_spoken(left.text, each.left) for each in found):
        kind = Kind.STATEMENT
    return Copying(kind, *shares, exact)


def count_words(spans: Sequence[Span]) -> int:
    """How many words the spans cover, each counted once."""
    count = reached = 0
    for start, end in sorted(spans):
        count += max(0, end - max(start, reached))
        reached = max(reached, end)
    return count


def find_shared(
    left: InWords, right: InWords, *, left_name: str, right_name: str
) -> list[Shared]:
    """What the texts share and what it is, the phrases too."""
    found = find_passages(left, right)
    copying = judge_copy(left, right, found)
    if copying.kind in (Kind.COPY, Kind.PART):
        reason = explain_copy(copying, left_name, right_name)
        return [Shared(copying.kind, each.left, each.right, reason) for each in found]
    return [judge_passage(left.text, each) for each in found]


def explain_copy(copying: Copying, left_name: str, right_name: str) -> str:
    """In words for the reviewer; the right text is the later one."""
    exactly = "word for word"
    if copying.exact < VERBATIM:
        exactly = "nearly word for word"
    if copying.exact < EDITED:
        exactly = "with many words changed"
    if copying.left_share >= copying.right_share:
        share = f"{copying.left_share:.0%}".replace("%", " %")
        return f"{right_name} prints {share} of {left_name}’s text {exactly}."
    share = f"{copying.right_share:.0%}".replace("%", " %")
    return f"{right_name} shares {share} of its text with {left_name}, {exactly}."


def judge_passage(text: str, passage: Passage) -> Shared:
    kind, reason = Kind.NONE, f"Both use the same {passage.words} words."
    if is_spoken(text, passage.left):
        kind = Kind.STATEMENT
        reason = f"Both print the same {passage.words} words of one quoted statement."
    elif passage.words >= PARAGRAPH_WORDS:
        kind = Kind.PASSAGE
        exactly = passage.left_words[1] - passage.left_words[0] == passage.words
        nearly = "" if exactly else "nearly "
        reason = f"Both print the same {passage.words} words, {nearly}word for word."
    return Shared(kind, passage.left, passage.right, reason)


def is_spoken(text: str, span: Span) -> bool:
    """Whether most of the span stands between quotation marks."""
    start, end = span
    spoken = sum(
        max(0, min(end, stop) - max(start, begin)) for begin, stop in quoted(text, span)
    )
    return spoken >= SPOKEN * (end - start)


def quoted(text: str, span: Span) -> Iterator[Span]:
    """What stands between quotation marks in the lines that hold the span. A mark
    without its like does not reach into the next line."""
    start, end = span
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    after = LINE_BREAK.search(text, end)
    at = first
    for line in LINE_BREAK.split(text[first : after.start() if after else len(text)]):
        for match in QUOTED.finditer(line):
            yield at + match.start(), at + match.end()
        at += len(line) + 1
