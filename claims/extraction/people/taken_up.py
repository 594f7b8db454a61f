"""Names that only a pronoun shows for a person's: "Elin Varga said …. She added …"."""

import re

from claims.extraction.attributions.cues import (
    ADVERBS,
    BOUNDARIES,
    ENGLISH,
    PREPOSITIONS,
    SAY,
    TIMES,
)

# A verb behind the name, and an apposition between them at most.
SPEAKS = re.compile(r"(?:,\s[^,.;:]{1,60},)?\s(?:\w+ly\s)?(?P<verb>[a-z]+)\b")
# "Said she had", and a sentence that goes on with "she".
OWN_CLAUSE = re.compile(r"\s(?:that\s)?(?P<pronoun>he|she)\s")
GOES_ON = re.compile(
    r"(?:[^.!?]|[.!?](?![’”\"]?\s[A-Z“\"])){1,400}[.!?][’”\"]?\s(?P<pronoun>He|She)\s"
)
ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s$")
NO_NAME = ADVERBS | BOUNDARIES | PREPOSITIONS | TIMES


def find_pronoun(text: str, start: int, end: int) -> re.Match[str] | None:
    """The "she" that goes on with the two words from ``start`` to ``end``, when these
    are who spoke; its group is named ``pronoun``."""
    words = text[start:end].casefold().split()
    if len(words) != 2 or words[0] in NO_NAME or ARTICLE.search(text, 0, start):
        return None
    speaks = SPEAKS.match(text, end, end + 90)
    if speaks is None or ENGLISH.get(speaks["verb"]) != SAY:
        return None
    return OWN_CLAUSE.match(text, speaks.end()) or GOES_ON.match(text, speaks.end())
