"""Where an amount is called too small at once: "and probably twice as much"."""

import re

MULTIPLE = re.compile(
    r"[^.;:]{0,40}?(?<!\w)(?:and|or|but|if\snot|und|oder|aber|wenn\snicht)\s"
    r"(?:\w+\s){0,2}?"
    r"(?:(?:twice|(?:two|three|four|five|ten|several|many)\stimes)"
    r"\s(?:as\s(?:much|many|high)|that|the\s(?:sum|amount|figure|number))"
    r"|double(?:\s(?:that|the\s(?:sum|amount|figure|number)))?"
    r"|half\s(?:as\s(?:much|many)|that)"
    r"|(?:doppelt|halb|dreimal|viermal|fünfmal|zehnmal)\sso\s(?:viele?|hoch|teuer)"
    r"|das\s(?:Doppelte|Dreifache|Vierfache|Zehnfache)|die\sHälfte\sdavon)"
    r"(?!\w|\s(?:as|than|of|its|the|wie|des|der|von|im)(?!\w))",
    re.IGNORECASE,
)


def find_multiple(text: str, amount: str) -> tuple[int, int] | None:
    """Where ``amount`` stands with the words that put another in its place, if any
    do."""
    start = text.find(amount)
    found = MULTIPLE.match(text, start + len(amount)) if start >= 0 else None
    return (start, found.end()) if found else None
