"""Who says a sentence by the frames that news agencies use, written by us with their
speakers and cues before anything was run on them. The rules were mended in view of the
half that was ``seen``; the other was ``held`` out until then.

A speaker is right by name, whatever title stands before it; a sentence of nobody, when
none is found."""

import re
from pathlib import Path
from typing import Any

from benchmarks.quality import Line, Task, read_rows
from claims.extraction.speakers import find_speaker

SENTENCES = Path(__file__).parents[1] / "reporting_frames.jsonl"


def is_right(row: dict[str, Any]) -> tuple[bool, bool]:
    """Whether the speaker is the one that was written down, and found by its cue."""
    text = row["text"]
    found = find_speaker(text, row["language"])
    if found is None or not row["speaker"]:
        right = found is None and not row["speaker"]
        return right, right
    named = f" {found.name}".casefold().endswith(f" {row['speaker']}".casefold())
    cue = re.search(rf"\b{re.escape(row['cue'])}\b", text)
    cued = cue is not None and (
        found.cue_start < cue.end() and cue.start() < found.cue_end
    )
    return named, named and cued


def score_frames(_: Path) -> list[Line]:
    rows = list(read_rows(SENTENCES))
    lines = []
    for language in ("de", "en"):
        for half in ("seen", "held"):
            told = [
                is_right(row)
                for row in rows
                if (row["language"], row["half"]) == (language, half)
            ]
            for name, judged in zip(
                ("speaker", "and cue"), zip(*told, strict=True), strict=True
            ):
                share = sum(judged) / len(judged)
                lines.append(
                    Line(f"{name} right, {language} {half}", share, None, None, None)
                )
    return lines


TASKS = (Task("reporting-frames", (), score_frames),)
