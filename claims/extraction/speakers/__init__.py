"""Who says a sentence, by name and place in the text.

Whom do pronouns mean? pronouns, plurals, and rivals for whom else."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from claims.extraction.attributions import Attribution, find_attributions
from claims.extraction.attributions.can_speak import may_speak
from claims.extraction.attributions.deeds import says_something
from claims.extraction.attributions.source_names import (
    LONGEST_NAME,
    in_nominative,
    is_bare_doer,
    narrow,
)
from claims.extraction.attributions.weighing import ends, overlapping, weight
from claims.extraction.findings import Speaker
from claims.extraction.people import People, Person, are_titles
from claims.extraction.people.person_words import (
    DEMONSTRATIVE,
    GENDERS,
    NOBODY,
    RELATIVE,
    SHE_HE,
)
from claims.extraction.speakers.plurals import are_joined, join_two
from claims.extraction.speakers.pronouns import OWNED, Pronouns
from claims.extraction.speakers.rivals import Rivals
from claims.extraction.text.quotes import Span

# Too short a text has no language; these words tell.
GERMAN_WORDS = re.compile(
    r"\b(?:der|die|das|und|ist|nicht|ein|eine|dem|den|sagte|laut|im|wird|erklärte|hielt)\b",
    re.IGNORECASE,
)
# The outlet speaks itself: "It seems unlikely that …".
OUTLET = re.compile(
    r"(?:It (?:is|was|seems|seemed|appears|appeared|remains)|There (?:is|are|was|were"
    r"|has|have|had)|Es (?:ist|war|scheint|schien|gab|gibt|bleibt))\b|"
    r"(?:Instead|But|And|Still|Yet|Meanwhile|However),? (?:there|it) (?:is|was|has)\b"
)
ON_BEHALF = re.compile(r"\b(?:for|of|to|by|von|des|der)\s(?:(?P<titles>[\w. -]+)\s)?$")


@dataclass(frozen=True, slots=True)
class Voice:
    """What is known of one sentence: who says it, what its pronouns stand for, as the
    end of each pronoun with a name, and whether it ``tells_of`` one of the people."""

    speaker: Speaker | None
    referents: tuple[tuple[int, str], ...] = ()
    tells_of: bool = False


def find_speaker(sentence: str, language: str = "") -> Speaker | None:
    """Who says ``sentence``, as far as it says so itself."""
    return find_voices(sentence, [[(0, len(sentence))]], language)[0].speaker


def find_voices(
    text: str, paragraphs: Sequence[Sequence[Span]], language: str
) -> list[Voice]:
    """One Voice for each sentence, in order. ``paragraphs`` are their spans."""
    if language not in {"de", "en"}:
        language = "de" if GERMAN_WORDS.search(text, 0, 2000) else "en"
    paragraphs = [sentences for sentences in paragraphs if sentences]
    found = find_attributions(text, paragraphs, language)
    told = [
        replace(each, source=each.owner or each.source)
        for each in found
        if says_something(text, each)
    ]
    cued = {each.source for each in told if each.cue}
    body = [(each[0][0], each[-1][1]) for each in paragraphs]
    people = People(text, language, body)
    begins = [start for sentences in paragraphs for start, _ in sentences]
    pronouns = Pronouns(text, people, language, Rivals(people, begins, language))
    reader = Reader(text, people, pronouns, language, cued)
    voices: list[Voice] = []
    earliest = before = 0
    for sentences in paragraphs:
        start = sentences[0][0]
        for sentence in sentences:
            while earliest < len(told) and ends(told[earliest]) <= sentence[0]:
                earliest += 1
            near = list(overlapping(told, earliest, sentence))
            voices.append(reader.read(sentence, near, (before, start)))
        before = start
    return voices


@dataclass(slots=True)
class Reader:
    """Reads sentence after sentence; ``cued`` are the sources that some cue names."""

    text: str
    people: People
    pronouns: Pronouns
    language: str
    cued: Set[Span | None]
    # The last source of each noun.
    sources: dict[str, Span] = field(default_factory=dict)

    def read(self, sentence: Span, near: Sequence[Attribution], starts: Span) -> Voice:
        """``starts`` are the beginnings of the paragraph before and of this one."""
        speaker = None
        able = [each for each in near if self.may_tell(each, sentence)]
        best = max(able, key=lambda each: weight(each, sentence), default=None)
        if best is not None and best.source is not None:
            speaker = self.speaker_of(best, sentence, starts)
        referents = dict(self.pronouns.find_referents(sentence, near, starts))
        tells_of = bool(referents or self.people.between(*sentence))
        if speaker and best:
            referents |= self.pronouns.names_speaker(speaker, best, sentence, starts)
        self.pronouns.read_on(sentence, speaker, starts)
        return Voice(speaker, tuple(sorted(referents.items())), tells_of)

    def may_tell(self, attribution: Attribution, sentence: Span) -> bool:
        """Whether it is not the outlet's own sentence, and its source can speak."""
        source = attribution.source
        if source is None:
            return True
        start = sentence[0]
        cue = attribution.cue[0][0] if attribution.cue else start
        told_first = attribution.content[0][0] < cue
        if not told_first and start < cue and OUTLET.match(self.text, start):
            return False
        if self.people.between(*source) or self.text[slice(*source)].lower() in SHE_HE:
            return True
        place = self.narrow(*source)
        if place is None or is_bare_doer(self.text, source[0], place):
            return False
        return may_speak(self.text[slice(*place)], self.language)

    def speaker_of(
        self, attribution: Attribution, sentence: Span, starts: Span
    ) -> Speaker | None:
        source = attribution.source
        if source is None or not self.is_sure(attribution, source):
            return None
        place = self.resolve(source, starts, told_before(attribution))
        place = place or self.pronouns.several(source, sentence)
        if place is None:
            return None
        start, end = join_two(self.text, sentence[0], place)
        cue = attribution.cue[0] if attribution.cue else place
        last = attribution.cue[-1][1] if attribution.cue else end
        kind = "direct" if attribution.kind == "direct" else "indirect"
        if last - cue[0] > LONGEST_NAME:
            last = cue[1]
        name = self.pronouns.with_owner(start, end, starts)
        if self.language == "de":
            name = in_nominative(self.text, start, name)
        return Speaker(name, start, end, cue[0], last, kind)

    def is_sure(self, attribution: Attribution, source: Span) -> bool:
        """Whether a cue names the source, or it is a person: what a sentence begins
        with is not always who goes on to speak."""
        if attribution.cue or source in self.cued:
            return True
        return bool(self.people.between(*source))

    def resolve(self, source: Span, starts: Span, before: int) -> Span | None:
        """Where the name of a source stands, that of a pronoun ``before`` a place; None
        when nobody knows."""
        start, end = source
        written = self.text[start:end].casefold()
        if written in GENDERS or written == "it":
            return self.pronouns.resolve(source, starts, before)
        if written in RELATIVE:
            named = self.people.between(max(0, start - 4 - LONGEST_NAME), start)
            if named and self.text[named[-1].end : start].strip() in {"", ","}:
                return named[-1].start, named[-1].end
        if written in NOBODY:
            return None
        named = [
            each
            for each in self.people.between(start, end)
            if not self.is_owner(each, start, end)
        ]
        if named:
            last = self.pronouns.last = named[-1]
            if are_joined(self.text, named):
                return named[-2].start, last.end
            place = last if last.is_name else self.people.fullest[last.key]
            return place.start, place.end
        return self.known_source(self.narrow(start, end))

    def known_source(self, place: Span | None) -> Span | None:
        """Which sources "these sources" are, when they were named."""
        if place is None:
            return None
        words = self.text[slice(*place)].casefold().split()
        noun = words[-1].removesuffix("s")
        if len(words) == 2 and words[0] in DEMONSTRATIVE:
            return self.sources.get(noun, place)
        if len(words) > 1:
            self.sources[noun] = place
        return place

    def is_owner(self, person: Person, start: int, end: int) -> bool:
        """Whether the source is somebody else: "Orr's office", "a spokesman for
        Orr"."""
        if OWNED.match(self.text, person.end, end):
            return True
        before = ON_BEHALF.search(self.text, start, person.start)
        titles = before["titles"] if before else None
        return before is not None and (titles is None or are_titles(titles))

    def narrow(self, start: int, end: int) -> Span | None:
        return narrow(self.text, start, end, self.language)


def told_before(attribution: Attribution) -> int:
    """Where whoever a pronoun means was told of: whom somebody quotes is not the one
    who speaks."""
    first = attribution.content[0][0]
    source = attribution.source or (first, first)
    return min(first, source[0]) if attribution.kind == "direct" else source[0]
