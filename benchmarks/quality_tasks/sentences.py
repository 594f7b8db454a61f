"""Sentences: boundaries between the sentences of a document joined by single blanks."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.quality import Line, Task, find, read_rows
from claims.extraction.text.sentences import split_sentences

# A set without marks of its documents is scored in blocks of this many sentences.
BLOCK = 10


def read_documents(path: Path, *, in_blocks: bool) -> Iterator[list[str]]:
    documents = [row["sentences"] for row in read_rows(path)]
    if not in_blocks:
        yield from documents
        return
    every = [sentence for document in documents for sentence in document]
    for at in range(0, len(every), BLOCK):
        yield every[at : at + BLOCK]


def ends_of(sentences: list[str]) -> set[int]:
    """Where each sentence but the last ends in the joined text."""
    ends, at = set(), 0
    for sentence in sentences[:-1]:
        ends.add(at + len(sentence))
        at += len(sentence) + 1
    return ends


def score_boundaries(path: Path, language: str, *, in_blocks: bool) -> tuple[int, ...]:
    """Boundaries that are right, found and true."""
    right = found = true = 0
    for sentences in read_documents(path, in_blocks=in_blocks):
        text = " ".join(sentences)
        expected = ends_of(sentences)
        given = {end for _, end in split_sentences(text, language)} - {len(text)}
        right += len(expected & given)
        found += len(given)
        true += len(expected)
    return right, found, true


def task(prefix: str, language: str, baseline: float, target: float) -> Task:
    def score(data: Path) -> list[Line]:
        lines = []
        for path in find(data, prefix):
            right, found, true = score_boundaries(
                path, language, in_blocks=prefix.startswith("de_gsd")
            )
            name = path.name.partition(".")[0]
            f1 = 2 * right / max(1, found + true)
            precision = right / max(1, found)
            lines += [
                Line(f"{name} inner boundaries F1", f1, baseline, None, target),
                Line(f"{name} precision", precision, None, None, None),
            ]
        return lines

    return Task(f"sentences {prefix.rstrip('_')}", (prefix,), score)


# The baseline is nupunkt alone on the same files; nothing is published on them.
TASKS = (
    task("de_gsd_", "de", 0.969, 0.98),
    task("en_gum_", "en", 0.927, 0.945),
    task("en_ewt_", "en", 0.845, 0.85),
)
