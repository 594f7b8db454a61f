"""Where a list goes on: the last row's place in the order, opaque in the address."""

import base64
import json
from typing import Any


def write_cursor(*place: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(place, default=str).encode()).decode()


def read_cursor(text: str, *, kinds: tuple[type, ...]) -> list[Any] | None:
    """The parts that were written, or None for anything we did not write."""
    try:
        place = json.loads(base64.urlsafe_b64decode(text.encode()))
    except ValueError:
        return None
    if not isinstance(place, list) or len(place) != len(kinds):
        return None
    matches = all(
        type(part) is kind and (not isinstance(part, int) or 0 <= part < 2**63)
        for part, kind in zip(place, kinds, strict=True)
    )
    return place if matches else None
