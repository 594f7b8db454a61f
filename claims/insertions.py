"""Names put behind pronouns for a reader: no part of what anybody wrote, and none of
what is compared."""

import re
from collections.abc import Iterable

# What is short for "is", "will" and "have".
CLITICS = ("", r"[’'][sdm]", r"[’'](?:ll|ve|re)")
CLITIC = re.compile(rf"(?:{'|'.join(CLITICS[1:])})\b")
# A look behind has one width: one for each length of what stands before.
BEHIND = "|".join(
    rf"(?<=\b(?:{pronouns}){clitic})"
    for pronouns in ("he|er|it", "she|sie|his|her", "they")
    for clitic in CLITICS
)
INSERTED = re.compile(rf"(?i)(?:{BEHIND})\ \[(?P<name>[^\[\]]{{1,90}})\]")


def insert_referents(sentence: str, referents: Iterable[tuple[int, str]]) -> str:
    """``sentence`` with each name in square brackets behind its pronoun's end, and
    behind what is drawn together with it: "he's [Orr]"."""
    for place, name in sorted(referents, reverse=True):
        if clitic := CLITIC.match(sentence, place):
            place = clitic.end()
        sentence = f"{sentence[:place]} [{name}]{sentence[place:]}"
    return sentence


def without_insertions(text: str) -> str:
    """``text`` as it was before ``insert_referents``."""
    return INSERTED.sub("", text) if "[" in text else text
