"""The title of an article: its heading, not what the page says above it."""

import re
from collections.abc import Iterator, Sequence

from claims.extraction.page.cleaning import AWAY, name_lines, split_lines
from claims.extraction.page.reading import read
from claims.extraction.page.tail import Line
from claims.extraction.text.sentences import split_sentences

# A heading stands at the top; no more of the text is looked at.
READ = 6000
WORDS_OF_HEADING = 5
MOST_WORDS = 30
HEADINGS = frozenset(("heading", "repeated heading", AWAY))
# Crumbs, menus, dates and bylines stand above an article as well.
NO_HEADING = re.compile(
    r"[|>»\u203a·•]|\s/\s|\s{2,}|^\W*$|[a-zäöüß)]\.\s"
    r"|^(?:by|von|from our|from the|listen|watch|weather|photo\w*|foto|bild|image|\w+"
    r" reporters?:|\w+day,? \d|\d{1,2}\.? \w+ \d{4})\b"
    r"|,\s[\w ]*(?:correspondent|reporter|editor|korrespondent|redakteur)\w*$",
    re.IGNORECASE,
)


def find_title(text: str, language: str = "") -> str:
    """The first heading above the article's body; else its first sentence, else its
    first line. ``text`` holds words."""
    text = read(text[:READ]).text
    lines = name_lines(list(split_lines(text)))
    body = next((at for at, line in enumerate(lines) if not line.reason), len(lines))
    headings = list(headings_in(lines[:body]))
    long = [each for each in headings if each.count(" ") >= WORDS_OF_HEADING - 1]
    if long:
        return long[0]
    if body == len(lines) or (headings and is_bare(lines[body].text)):
        return headings[0] if headings else lines[0].text
    if headings and headings[-1].count(" "):
        return max(headings, key=len)
    first = next(iter(split_sentences(lines[body].text, language or "en")))
    return lines[body].text[slice(*first)]


def headings_in(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        known = line.reason in HEADINGS and line.text.count(" ") < MOST_WORDS
        if known and not NO_HEADING.search(line.text):
            yield line.text


def is_bare(line: str) -> bool:
    """Whether a line is hardly a sentence."""
    return line.count(" ") < WORDS_OF_HEADING - 1
