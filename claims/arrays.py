"""Arrays on their way to PostgreSQL, written out at once: element by element, as the
driver does it, takes longer than most statements."""

from collections.abc import Iterable


def array_of_numbers(numbers: Iterable[float]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"


def array_of_texts(texts: Iterable[str]) -> str:
    return f"{{{','.join(map(quote, texts))}}}"


def array_of_bytes(every: Iterable[bytes]) -> str:
    return array_of_texts(rf"\x{each.hex()}" for each in every)


def quote(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
