"""The words with a capital in a text, each way that they stand there. Whoever is named
is asked about one by one: the text is read once for all of them."""

import re
from collections.abc import Set
from functools import cached_property

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
NAME = r"[A-ZÄÖÜ][\w’'-]+"
OPENING = re.compile(rf"(?:^|(?<=[.!?]\s)|(?<=\n)){NAME}(?=\s[a-zäöü])")
WITHIN = re.compile(rf"(?<=[a-z,] )(?:[A-Z]\.\s?){{0,3}}{NAME}")
JOINT = re.compile(r"[’'-]")


class Capitals:
    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def anywhere(self) -> Set[str]:
        """Every word, and every part of one."""
        words = set(WORD.findall(self.text))
        return words.union(*map(JOINT.split, words))

    @cached_property
    def opening(self) -> Set[str]:
        """Those that open a sentence before a small word, as a German noun hardly does
        without its article."""
        return set(OPENING.findall(self.text))

    @cached_property
    def within(self) -> Set[str]:
        """Those in the midst of a sentence, and what they begin with: Lund's, Lund."""
        names = set(WITHIN.findall(self.text))
        return names | {
            name[: cut.start()] for name in names for cut in JOINT.finditer(name)
        }
