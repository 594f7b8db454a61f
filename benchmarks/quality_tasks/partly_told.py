"""A claim in one language beside a whole translation of it and one of a part, written
by us. The rule was made in view of the first round; the third is freely translated."""

from pathlib import Path
from typing import Any

from benchmarks.quality import Line, Task, read_rows
from claims.extraction.values import find_values
from claims.matching.conflicts import COMPARED
from claims.matching.same.untold import untold_clause_abroad, untold_value

PAIRS = Path(__file__).parents[1] / "partly_told.jsonl"


def find_left_out(row: dict[str, Any], said: str) -> str:
    """As the desk says it of a mention."""
    own = find_values(row["claim"], row["language"])
    compared = [value for value in own if value.kind in COMPARED]
    theirs = find_values(said, row["spoken"])
    return untold_value(compared, theirs, said, abroad=True) or untold_clause_abroad(
        row["claim"], said
    )


def score_parts(_: Path) -> list[Line]:
    rows = list(read_rows(PAIRS))
    lines = []
    for number in sorted({row["round"] for row in rows}):
        wanted = [row for row in rows if row["round"] == number]
        whole = sum(not find_left_out(row, row["whole"]) for row in wanted)
        part = sum(bool(find_left_out(row, row["part"])) for row in wanted)
        lines += [
            Line(
                f"whole translations, round {number}",
                whole / len(wanted),
                None,
                None,
                1,
            ),
            Line(
                f"parts recognised, round {number}", part / len(wanted), None, None, 0.9
            ),
        ]
    return lines


TASKS = (Task("partly-told", (), score_parts),)
