"""Invented reports of one event with what their writer, who never saw the program, set
down in labels.json: sentences that say the same, that contradict each other or only
seem to, who says what, and what is copied. Whatever else they say stands for itself.
Some say what must be found ("core") and what states nothing to check ("no_claim")."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.reader_lists import Claim, Difference, Origin, Reading, Span

# The file and the sentence.
Place = tuple[str, str]


def read_labels(folder: Path) -> tuple[Reading, dict[str, Path]]:
    """The list, and the reports by their number. Raises ``ValueError`` for a sentence
    that is not in its report."""
    paths = {path.stem: path for path in sorted(folder.glob("*.txt"))}
    texts = {f"{name}.txt": path.read_bytes().decode() for name, path in paths.items()}
    told = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    says: dict[Place, set[str]] = defaultdict(set)
    for number, group in enumerate(told["same"]):
        for place in group:
            says[place[0], place[1]].add(f"{number}")
    opposed = set()
    for number, (left, right, _) in enumerate(told["contradict"]):
        # One claim of which two things are told: to link them is right, and no fault
        # not to.
        sides = [f"{number} left", f"{number} right"]
        opposed.add(frozenset(sides))
        for (file, sentence), side in zip((left, right), sides, strict=True):
            says[file, sentence].add(side)
    speakers = {(file, sentence): name for file, sentence, name in told["speakers"]}
    copied = [[(file, sentence) for file, sentence in rows] for rows in told["copied"]]
    core = {(file, sentence) for file, sentence in told.get("core", ())}
    places = dict.fromkeys(
        [*says, *speakers, *core, *(each for row in copied for each in row)]
    )
    spans = {place: find_span(texts, place) for place in places}
    reading = Reading(
        event=folder.name.replace("_", " "),
        hashes={},
        languages=told["languages"],
        zones=tuple(
            (find_span(texts, (file, sentence)), "nothing to check")
            for file, sentence in told.get("no_claim", ())
        ),
        claims=tuple(
            Claim(
                name=name_of(place),
                span=span,
                label="",
                core=place in core,
                rank=None,
                speaker=speakers.get(place, ""),
                relay="",
                says=frozenset(says.get(place, ())),
            )
            for place, span in spans.items()
        ),
        voices={name: names_of(name) for name in speakers.values()},
        may_be_same=frozenset(opposed),
        related_only=frozenset(),
        differences=tuple(
            read_difference(texts, row, weight)
            for name, weight in (("contradict", "must"), ("no_conflict", "never"))
            for row in told[name]
        ),
        origins=tuple(
            Origin(
                "copied",
                frozenset(map(name_of, row)),
                tuple(spans[place] for place in row),
            )
            for row in copied
        ),
        complete=False,
    )
    return reading, paths


def name_of(place: Place) -> str:
    return f"{Path(place[0]).stem}: {place[1][:60]}"


def find_span(texts: dict[str, str], place: Place) -> Span:
    file, sentence = place
    start = texts[file].find(sentence)
    if start < 0:
        raise ValueError(f"{file} has no sentence {sentence!r}.")
    return Span(Path(file).stem, start, start + len(sentence))


def read_difference(texts: dict[str, str], row: list[Any], weight: str) -> Difference:
    *sides, label = row
    left, right = (find_span(texts, (file, sentence)) for file, sentence in sides)
    return Difference(weight, label, left, right)


def names_of(speaker: str) -> tuple[str, ...]:
    """The whole and its last word."""
    whole = speaker.casefold()
    return whole, whole.split()[-1]
