"""Copies: whether two texts are one, and which characters they share.

Shared spans are scored where the truth can be read off the texts: in two independent
reports with the same paragraphs, a line is shared when both print it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.quality import Line, Task, find, read_rows
from claims.matching.origins.copies import Kind, judge_copy
from claims.matching.origins.passages import Passage, Span, find_passages, put_in_words

COPIES = (Kind.COPY, Kind.PART)
SAME_PARAGRAPHS = "shared_statement"
LEAST_SHARED = 2


def score_copies(data: Path) -> list[Line]:
    right = found = told = sketched = 0
    spans: list[tuple[set[int], set[int]]] = []
    rows = [row for path in find(data, "copies/") for row in read_rows(path)]
    for row in rows:
        left, other = put_in_words(row["text_a"]), put_in_words(row["text_b"])
        passages = find_passages(left, other)
        copy = judge_copy(left, other, passages).kind in COPIES
        found += copy
        if row["label"] == "copy":
            told += 1
            right += copy
            common = set(left.sketch()) & set(other.sketch())
            sketched += len(common) >= LEAST_SHARED
        if row["kind"] == SAME_PARAGRAPHS:
            spans += compare_spans(row, passages)
    return [
        Line("F1", 2 * right / max(told + found, 1), 0.935, None, 0.995),
        Line("precision", right / max(found, 1), 0.88, None, 0.995),
        Line("characters shared, recall", share(spans, of=0), None, None, 0.99),
        Line("characters shared, precision", share(spans, of=1), None, None, 0.99),
        Line("copies found by their sketch", sketched / max(told, 1), None, None, None),
    ]


def share(spans: Iterable[tuple[set[int], set[int]]], *, of: int) -> float:
    """How much of what is shared was found, or of what was found is shared."""
    common = every = 0
    for pair in spans:
        common += len(pair[0] & pair[1])
        every += len(pair[of])
    return common / max(every, 1)


def compare_spans(
    row: dict[str, Any], passages: list[Passage]
) -> Iterator[tuple[set[int], set[int]]]:
    """For each side the characters shared in truth, and those found."""
    sides = (
        (row["text_a"], row["text_b"], [each.left for each in passages]),
        (row["text_b"], row["text_a"], [each.right for each in passages]),
    )
    for text, other, spans in sides:
        printed = {other[start:end] for start, end in lines_of(other)}
        truth = {
            at
            for start, end in lines_of(text)
            if text[start:end] in printed
            for at in range(start, end)
        }
        yield truth, {at for span in spans for at in range(*span) if text[at] != "\n"}


def lines_of(text: str) -> Iterator[Span]:
    """Where each line begins and ends without the blanks around it."""
    at = 0
    for line in text.split("\n"):
        if inside := line.strip():
            start = at + line.index(inside)
            yield start, start + len(inside)
        at += len(line) + 1


TASKS = (Task("copies", ("copies/",), score_copies),)
