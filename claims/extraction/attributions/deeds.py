"""Whether an attribution tells what somebody said, and not what somebody did."""

import re

from claims.extraction.attributions import Attribution
from claims.extraction.attributions.cues import ENGLISH, MERE_TALK, NOUN, inflect
from claims.extraction.attributions.owners import names_figures
from claims.extraction.text.wordlists import listed

SAID = frozenset(("direct", "indirect", "reported", "mood"))
# What they tell is done and not said, unless a clause or a quotation follows.
DEEDS = frozenset(
    form
    for verb in listed(
        "attack assail push back counter respond defend greet promote rip snap slam"
        " launch offer show paint challenge rule confer refer support answer repeat"
    )
    for form in inflect(verb)
) | frozenset(
    listed("ripped snapped slammed shown ripping greifen griff griffen greift")
)
# Told with an infinitive they are decisions: "agreed to stay".
DECISIONS = re.compile(
    r"(?:agree[sd]?|agreeing|decide[sd]?|vereinbar\w+|einig\w+|geeinigt"
    r"|beschl[oi]\w+|entsch\w+)$",
    re.IGNORECASE,
)
INFINITIVE = re.compile(r"\s*(?:to\s[a-z]|[^.:;“„\"]{0,120}\szu\s[a-zäöü]+)")
CLAUSE = re.compile(r"\b(?:that|dass)\b|[:“„\"»«]")
EXPECTING = frozenset(
    form
    for verb in listed("expect believe anticipate reckon think assume suspect")
    for form in inflect(verb)[:2]
)
# Who "found ways to" do it found out nothing, nor did who "was found guilty".
FINDING = frozenset(("find", "finds", "found"))
NO_FINDING = re.compile(
    r"\s*(?:[\w’'-]+\s){0,2}?(?:ways?|guilty|liable|him|her|it|them|one|time|room|refuge"
    r"|shelter|work|success|support|(?:him|her|it)self|themselves)\b(?!\sthat\b)"
)
SHOWING = frozenset(inflect("show"))
VOICED = re.compile(
    r"\b(?:rais|express|voic|shar|reiterat|repeat|convey|air|restat|underlin)"
    r"(?:es?|ed|ing)\s(?:[\w’'-]+\s){0,4}$"
)


def says_something(text: str, attribution: Attribution) -> bool:
    """Whether it tells what somebody said: no stance, no "to call", no mere talk."""
    if attribution.kind == "stance":
        return is_voiced(text, attribution) or is_expected(text, attribution)
    if attribution.kind not in SAID:
        return False
    if attribution.kind != "indirect" or not attribution.cue:
        return True
    words = text[attribution.cue[0][0] : attribution.cue[0][1]].lower().split()
    if words[0] == "to" or words[-1] in MERE_TALK:
        return False
    return not is_deed(text, attribution, words[-1])


def is_voiced(text: str, attribution: Attribution) -> bool:
    """Whether somebody "raised concerns about" it, by whatever noun."""
    if not attribution.cue or attribution.source is None:
        return False
    start, end = attribution.cue[0]
    noun = ENGLISH.get(text[start:end].lower().split()[0]) == NOUN
    return noun and bool(VOICED.search(text, attribution.source[1], start))


def is_expected(text: str, attribution: Attribution) -> bool:
    """Whether it is what somebody tells of what will be: "the bank expects"."""
    if not attribution.cue or attribution.source is None:
        return False
    cue_start, cue_end = attribution.cue[0]
    return (
        text[cue_start:cue_end].lower() in EXPECTING
        and attribution.source[1] <= cue_start
        and cue_end <= attribution.content[0][0]
    )


def is_deed(text: str, attribution: Attribution, verb: str) -> bool:
    """Whether "attacked", "agreed to stay" tells what was done."""
    _, cue_end = attribution.cue[-1]
    first, end = attribution.content[0]
    if first < cue_end:
        return False
    if verb in FINDING and NO_FINDING.match(text, cue_end):
        return True
    if verb in SHOWING and names_figures(text, attribution.source):
        return False
    if DECISIONS.search(verb):
        return bool(INFINITIVE.match(text, attribution.cue[0][1]))
    return verb in DEEDS and not CLAUSE.search(text, cue_end, end)
