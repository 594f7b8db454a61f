"""Whose estimate, count or account it is: figures say nothing themselves. "A first
estimate by the city" is what the city says, "our count" what the source says."""

import re

from claims.extraction.attributions.can_speak import (
    ENDS_HEAD,
    is_participle,
    may_speak,
    names_body,
    place_head,
)
from claims.extraction.attributions.cues import ENGLISH, NOUN
from claims.extraction.text.names import people_code
from claims.extraction.text.quotes import Span
from claims.extraction.text.wordlists import listed

FIGURES = frozenset(
    word + ending
    for word in listed(
        "estimate estimation count tally figure number forecast projection"
        " calculation statistic average evidence index result model test rumor rumour"
        " reckoning data"
    )
    for ending in ("", "s")
) | frozenset(listed("indices indexes measurements measurement math maths arithmetic"))
# What they are of is what is counted, and nobody's.
COUNTS = frozenset(listed("count counts number numbers average averages index tally"))
GERMAN_FIGURES = re.compile(
    r"(?:\w*(?:schätzung|zählung|berechnung|prognose|statistik|messung)(?:en|n)?"
    r"|\w*(?:hochrechnung)(?:en)?|\w*zahl(?:en)?|\w*daten|\w*ergebnis(?:se|sen)?"
    r"|\w*werten?)$",
    re.IGNORECASE,
)
GERMAN_ACCOUNTS = frozenset(
    listed(
        "angaben angabe auskunft auskünfte auskünften aussage aussagen worten worte"
        " ansicht meinung auffassung einschätzung einschätzungen darstellung"
        " darstellungen informationen information erkenntnis erkenntnissen überzeugung"
        " lesart vorwurf vorwürfe vorwürfen sicht zusage zusagen zusicherung eindruck"
        " schilderung schilderungen behauptung vermutung vermutungen erwartung"
        " erwartungen version beobachtungen ankündigung bekunden"
    )
)
# "Polizeiangaben": who gave them stands in the word.
GERMAN_COMPOUND = re.compile(
    r"(?P<owner>[A-ZÄÖÜ]\w{3,}?)s?-?(?:angaben|auskunft|auskünften|informationen)$"
)
PAPERS = frozenset(
    word + ending
    for word in listed(
        "report study survey poll statement document letter email paper leaflet notice"
        " log certificate memo note register registry record release bulletin brochure"
        " flyer file dossier audit minute draft filing transcript readout post message"
        " article analysis review source official"
    )
    for ending in ("", "s")
)
GERMAN_WORD = re.compile(r"\w[\w-]*")
# The source itself: "our count", "Informationen dieser Zeitung".
OURS = re.compile(
    r"\b(?:our|my|we|unser\w*|mein\w*|wir"
    r"|(?:this|dies\w*) (?:news)?(?:paper|zeitung|redaktion|portal|magazin\w*))\b",
    re.IGNORECASE,
)
POSSESSOR = re.compile(r"['’]s?$")
# They go with the figures, and not with the owner's name before these.
OWN = frozenset(
    listed(
        "own latest first early official new preliminary initial recent updated second"
        " provisional final rough current internal earlier previous last fresh annual"
        " monthly quarterly"
    )
)
BY = re.compile(
    r"\s(?:(?:made|given|compiled|released|published|issued|collected|provided"
    r"|prepared|produced)\s)?(?P<how>by|from|of|at)\s(?:(?:the|an?)\s)?"
)
GERMAN_BY = re.compile(
    r"\s(?:(?:von|vom|durch|aus|bei|beim)\s)?"
    r"(?:(?:der|des|dem|den|die|das|eine[mrsn]?)\s)?(?=[\w„])"
)
CLAUSE_END = re.compile(r"[,;:()“”\"—–]|\.(?:\s|$)")
WORD = re.compile(r"[^\W_][\w’'.&/-]*")
# A phrase ends before these: "the letter we saw", "a notice he wrote".
RELATIVE = re.compile(
    r"\s(?:we|I|you|he|she|they|it|who|which|that|whom)\s", re.IGNORECASE
)
LONGEST_OWNER = 90


def name_source(text: str, place: Span, language: str) -> Span | None:
    """Where the name of a source stands in the phrase at ``place``, whose article is
    off; None for figures that are nobody's or the outlet's own."""
    start, end = place
    if language != "en":
        return name_german(text, start, end)
    if cut := RELATIVE.search(text, start, end):
        end = cut.start()
    words = list(WORD.finditer(text, start, end))
    head = place_head([word.group() for word in words])
    if head is None:
        return start, end
    noun = words[head].group().casefold().rsplit("-", 1)[-1]
    if noun in FIGURES:
        return owner_of(text, words, head)
    if noun not in PAPERS:
        return start, end
    if owner := owner_behind(text, words[head].end(), end, ("from", "by")):
        return start, max(owner[1], words[head].end())
    if head + 2 == len(words) and is_participle(words[-1].group()):
        end = words[head].end()
    return start, end


def names_figures(text: str, source: Span | None) -> bool:
    """Whether an English source is figures or a paper: what it shows, it says."""
    words = WORD.findall(text, *source) if source else []
    head = place_head(words)
    return head is not None and words[head].casefold() in FIGURES | PAPERS


def owner_of(text: str, words: list[re.Match[str]], head: int) -> Span | None:
    """Who made the figures that ``words[head]`` names."""
    start = words[0].start()
    if OURS.search(text, start, words[-1].end()):
        return None
    for word in reversed(words[:head]):
        if owned := POSSESSOR.search(word.group()):
            end = word.start() + owned.start()
            return (start, end) if may_speak(text[start:end], "en") else None
    noun = words[head].group().casefold()
    ways = ("by", "from", "at") if noun in COUNTS else ("by", "from", "at", "of")
    if owner := owner_behind(text, words[head].end(), words[-1].end(), ways):
        return owner
    first = 0
    while first < head and words[first].group().casefold() in OWN:
        first += 1
    if first < head and is_body(words[head - 1].group()):
        return words[first].start(), words[head - 1].end()
    return None


def is_body(word: str) -> bool:
    """ "Police", "UN", "Halm": whose the next noun may be, and no "Ukrainian"."""
    if people_code(word):
        return False
    return word[0].isupper() or names_body(word)


def owner_behind(text: str, place: int, end: int, ways: tuple[str, ...]) -> Span | None:
    """Who is named behind "by" or "from" in the phrase that goes on at ``place``, or
    right behind its ``end``."""
    for found in BY.finditer(text, place, end):
        if owner := owner_at(text, found, end, ways):
            return owner
    found_behind = BY.match(text, end)
    if found_behind is None:
        return None
    cut = CLAUSE_END.search(text, end, end + LONGEST_OWNER)
    last = cut.start() if cut else min(len(text), end + LONGEST_OWNER)
    return owner_at(text, found_behind, last, ways)


def owner_at(
    text: str, found: re.Match[str], last: int, ways: tuple[str, ...]
) -> Span | None:
    end = phrase_end(text, found.end(), last)
    phrase = text[found.end() : end]
    if found["how"] in ways and phrase and may_speak(phrase, "en"):
        return found.end(), end
    return None


def phrase_end(text: str, start: int, last: int) -> int:
    """Where the noun phrase from ``start`` ends: at a preposition but "of", or at a
    verb."""
    end = start
    for word in WORD.finditer(text, start, last):
        low = word.group().casefold()
        ends = low in ENDS_HEAD and low != "of" and not word.group()[0].isupper()
        speaks = ENGLISH.get(low, NOUN) != NOUN and not names_body(low)
        if end > start and (ends or speaks or is_participle(low)):
            break
        end = word.end()
    return end


def name_german(text: str, start: int, end: int) -> Span | None:
    words = GERMAN_WORD.finditer(text, start, end)
    nouns = [word for word in words if word.group()[0].isupper()]
    # "Ersten Erkenntnissen": an adjective that opens a sentence is capital too.
    if len(nouns) > 1 and nouns[0].group().endswith("en") and is_account(nouns[1]):
        del nouns[0]
    if not nouns:
        return start, end
    noun = nouns[0]
    if compound := GERMAN_COMPOUND.match(noun.group()):
        return noun.start(), noun.start() + compound.end("owner")
    if not is_account(noun):
        return start, end
    by = GERMAN_BY.match(text, noun.end(), min(len(text), noun.end() + LONGEST_OWNER))
    if by is None or OURS.search(text, start, max(end, by.end() + 12)):
        return None
    owner = by.end(), end
    if end <= by.end():
        # "Durch die Stadt" stands behind the phrase.
        following = GERMAN_WORD.match(text, by.end())
        if not following or by.group() == " " or not following.group()[0].isupper():
            return None
        owner = following.span()
    return owner if may_speak(text[slice(*owner)], "de") else None


def is_account(noun: re.Match[str]) -> bool:
    low = noun.group().casefold()
    return low in GERMAN_ACCOUNTS or GERMAN_FIGURES.match(low) is not None
