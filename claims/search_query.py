"""What a person types into a search, as PostgreSQL asks an index: words, "phrases",
-exclusions, or; and numbers however they are written, in the search or in the text."""

import re
from typing import Final

BLANKS: Final = " \u00a0\u2009\u202f"
# 2,400  2.400  2 400  2'400; the groups of one number are parted by one sign.
GROUPED: Final = (
    rf"[1-9][0-9]{{0,2}}(?P<sign>[.,'’{BLANKS}])[0-9]{{3}}(?:(?P=sign)[0-9]{{3}})*"
)
# Not within a date, a version or another word.
NUMBER: Final = re.compile(
    rf"(?<![\w.,])(?:(?P<grouped>{GROUPED})|(?P<plain>[0-9]+))"
    r"(?:[.,](?P<fraction>[0-9]{1,2}))?(?![\w]|[.,][0-9])"
)
TERM: Final = re.compile(
    r'(?P<minus>-?)"(?P<phrase>[^"]*)"?'
    rf"|(?P<blanks>[1-9][0-9]{{0,2}}(?:[{BLANKS}][0-9]{{3}})+(?![\w.,]))"
    r'|(?P<not>-?)(?P<word>[^\s"]+)'
)
# A phrase with more of them is searched as it is written.
NUMBERS_AT_MOST: Final = 3


def read_search(words: str) -> str:
    """A query in the syntax of to_tsquery: never wrong there, whatever was typed."""
    ways: list[list[str]] = [[]]
    for found in TERM.finditer(words):
        if found["word"] == "or" and not found["not"] and ways[-1]:
            ways.append([])
        elif term := _read_term(found):
            ways[-1].append(term)
    return " | ".join(f"({' & '.join(way)})" for way in ways if way)


def _read_term(found: re.Match[str]) -> str:
    text = next(filter(None, (found["phrase"], found["blanks"], found["word"])), "")
    if not any(sign.isalnum() for sign in text):
        return ""
    terms = [_quoted(way) for way in ways_to_write(text)]
    if blanks := found["blanks"]:
        # Perhaps two numbers: what holds both is found too.
        terms.append(f"({' & '.join(map(_quoted, blanks.split()))})")
    said = f"({' | '.join(terms)})"
    return f"!{said}" if found["minus"] or found["not"] else said


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def ways_to_write(text: str) -> list[str]:
    """``text`` as it is, then with its numbers written in each other way that the
    index tells from it."""
    numbers = list(NUMBER.finditer(text))
    if len(numbers) > NUMBERS_AT_MOST:
        return [text]
    ways, end = [""], 0
    for found in numbers:
        between, end = text[end : found.start()], found.end()
        ways = [way + between + number for way in ways for number in _written(found)]
    ways = [way + text[end:] for way in ways]
    return list(dict.fromkeys([text, *ways]))


def _written(found: re.Match[str]) -> list[str]:
    """The number of a match in every way; commas, apostrophes and blanks are one to the
    index. After a hyphen it reads a sign: 2000-2400 holds -2400."""
    digits = re.sub("[^0-9]", "", found["grouped"] or found["plain"])
    fraction = found["fraction"] or ""
    first = len(digits) % 3 or 3
    groups = [
        digits[:first],
        *(digits[n : n + 3] for n in range(first, len(digits), 3)),
    ]
    ways = [digits, " ".join(groups)]
    if fraction:
        ways = [way + point + fraction for way in ways for point in ".,"]
    if len(groups) > 1 or not fraction:
        ways.append(".".join(groups) + (f",{fraction}" if fraction else ""))
    return [sign + way for way in dict.fromkeys(ways) for sign in ("", "-")]
