"""Where quotation marks open and close, paragraph by paragraph."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

# What may close one, after the mark that ends a sentence: » and « do either.
CLOSING = "'\"’”“‘»«\u203a\u2039"
MARKS = re.compile(r"[„“”\"»«]|''|``")
# Which marks may close what another opened.
CLOSED_BY = {
    "„": '“”"',
    "“": '”"',
    "”": "”",
    '"': '"”',
    "»": "«",
    "«": "»",
    "''": "''",
    "``": "''",
}

# What closes a quotation that begins with a mark, what opens one that ends with it.
PARTNERS = (
    {"„": "“", "“": "”", '"': '"', "»": "«", "«": "»", "''": "''", "``": "''"},
    {"“": "„", "”": "“", '"': '"', "«": "»", "»": "«", "''": "''"},
)
INCHES = {'"', "''", "”"}


def find_quotations(text: str, start: int, end: int) -> tuple[list[Span], int | None]:
    """The outermost quotations between ``start`` and ``end``, with their marks, and
    where one begins that is never closed."""
    found: list[Span] = []
    opener, began, depth = "", start, 0
    for mark in MARKS.finditer(text, start, end):
        sign = mark.group()
        if not opener:
            opener, began, depth = sign, mark.start(), 1
        elif sign in CLOSED_BY[opener] and closes(text, mark, end):
            depth -= 1
            if not depth:
                found.append((began, mark.end()))
                opener = ""
        elif sign == opener and opener == "„":
            depth = 2
        elif sign == opener:
            # The one before was never closed.
            began, depth = mark.start(), 1
    return found, began if opener else None


def close_half(sentence: str) -> str:
    """``sentence`` with the mark that it lacks, where a quotation goes on before or
    behind it."""
    _, lone = find_quotations(sentence, 0, len(sentence))
    if lone is None or (mark := MARKS.match(sentence, lone)) is None:
        return sentence
    before, after = sentence[:lone], sentence[mark.end() :]
    if before[-1:].isdigit() and mark.group() in INCHES:
        return sentence
    if opens := PARTNERS[0].get(mark.group()):
        begins = not before or not (before[-1].isalnum() or before[-1] in ".,!?…")
        if begins and after[:1].strip():
            return sentence + opens
    if (closes := PARTNERS[1].get(mark.group())) and before[-1:].strip():
        return closes + sentence
    return sentence


def closes(text: str, mark: re.Match[str], end: int) -> bool:
    """A straight mark before a word opens, wherever it stands."""
    if mark.group() not in {'"', "''"}:
        return True
    after = text[mark.end() : mark.end() + 1] if mark.end() < end else ""
    before = text[mark.start() - 1 : mark.start()]
    return not (after.isalnum() and before.isspace())


def inside(text: str, span: Span) -> Span:
    """The quotation without its marks."""
    start, end = span
    first, last = (
        2 if text[at : at + 2] in {"''", "``"} else 1 for at in (start, end - 2)
    )
    return start + first, max(start + first, end - last)


def count_words(text: str, span: Span) -> int:
    return text.count(" ", *span) + 1


def outside(span: Span, holes: Iterator[Span]) -> Iterator[Span]:
    """The parts of ``span`` that ``holes`` leave, in order."""
    start, end = span
    for first, last in holes:
        if first > start:
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end
