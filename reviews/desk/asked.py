"""What the address of a workspace asks for beside the claim."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

NUMBER: Final = re.compile(r"[1-9]\d{0,17}")
PAIR: Final = re.compile(r"([1-9]\d{0,17}),([1-9]\d{0,17})")


@dataclass(frozen=True)
class Asked:
    """``text`` and ``compare`` are mentions, ``reuse`` a verdict to start from,
    ``find`` words of a claim to merge into."""

    text: int = 0
    compare: tuple[int, ...] = ()
    reuse: int = 0
    find: str = ""
    decisions: bool = False


def read_asked(query: Mapping[str, str]) -> Asked:
    """What cannot be meant is left out."""
    pair = PAIR.fullmatch(query.get("compare", ""))
    return Asked(
        text=_number(query.get("text", "")),
        compare=(int(pair[1]), int(pair[2])) if pair else (),
        reuse=_number(query.get("reuse", "")),
        find=query.get("find", "").replace("\x00", "").strip()[:200],
        decisions=query.get("history") == "decisions",
    )


def _number(text: str) -> int:
    return int(text) if NUMBER.fullmatch(text) else 0
