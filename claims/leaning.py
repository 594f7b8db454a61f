"""What a claim leans on: one that begins with "it" or "dort" tells a reader nothing
without the sentence before it, which is therefore shown with it."""

import re
from typing import Final

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Greatest, Least, Substr

from claims.extraction.text.sentences import split_sentences

# Enough for the sentence before; of a longer one its end.
LOOKED_AT: Final = 600
SHOWN: Final = 240


BEFORE: Final = (
    "but",
    "and",
    "yet",
    "so",
    "aber",
    "und",
    "doch",
    "denn",
    "auch",
    "zudem",
)
ENGLISH: Final = (
    *("it", "its", "they", "their", "them", "he", "she", "his", "her", "him"),
    *("this", "these", "those", "that", "such", "both", "another", "others"),
    "the (?:latter|former|others?|two|three|same)",
    "(?:one|two|three|all|most|some|many|none|neither|each|half|several) of "
    "(?:it|them|these|those)",
)
GERMAN: Final = (
    *("es", "sie", "er", "ihr(?:e[rnms]?)?", "sein(?:e[rnms]?)?"),
    *("dies(?:e[rnms]?)?", "jene[rnms]?", "beide[rn]?", "letztere[rnms]?"),
    *("dort", "dorthin", "deshalb", "deswegen", "daraufhin"),
    "da(?:bei|mit|durch|für|gegen|zu|von|nach|vor|ran|rin|rauf|runter|rüber)",
    "(?:das|der|die) (?:ist|sind|war|waren|sei|seien|hat|hatten?|haben?|wird|werden?|"
    "würden?|wurden?|solle?n?|kann|könne|können|gilt|gelte|heißt|heiße|bedeutet?)",
    "(?:eine[rs]?|zwei|drei|alle|viele|einige|keine[rs]?|die meisten|die hälfte) "
    "(?:von ihnen|davon|der beiden)",
)
# PostgreSQL reads it too, both in either case. What has a name behind it leans on
# nothing: "She [Orr] said".
LEANING: Final = (
    rf"^[\"'“”„‘’»«(]*(?:(?:{'|'.join(BEFORE)}),? )?"
    rf"(?:{'|'.join(ENGLISH + GERMAN)})(?![\w-])(?! \[)"
)
ENDED: Final = re.compile("[.!?…][\"'“”’»)]*$")
LEANS: Final = re.compile(LEANING, re.IGNORECASE)


def find_support(text: str, told: str, start: int, language: str) -> str:
    """The sentence before ``start`` in ``text`` if what is ``told`` there leans on it;
    else ""."""
    if not LEANS.match(told):
        return ""
    return last_sentence(text[max(0, start - LOOKED_AT) : start], language)


def last_sentence(text: str, language: str) -> str:
    """The last one of a text that may begin anywhere; of lines that are none, such as
    headings and captions, the last where there is no other."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    paragraph = next((line for line in reversed(lines) if ENDED.search(line)), "")
    last = paragraph = paragraph or "".join(lines[-1:])
    for start, end in split_sentences(paragraph, language):
        last = paragraph[start:end]
    if len(last) <= SHOWN:
        return last
    return "…" + last[-SHOWN:].partition(" ")[2]


def what_stands_before(told: str) -> Case:
    """For rows of Mention: what stands before a place whose words lean on it, to be
    given to ``last_sentence``. ``told`` names the field with the words."""
    before = Substr(
        "source__text",
        Greatest(F("start") + 1 - LOOKED_AT, 1),
        Least("start", LOOKED_AT),
    )
    leans = When(**{f"{told}__iregex": LEANING}, then=before)
    return Case(leans, default=Value(""), output_field=CharField())
