"""Words written in a row, and a pattern for any of them."""

from collections.abc import Iterable


def listed(words: str) -> list[str]:
    return words.split()


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of ``words``, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
