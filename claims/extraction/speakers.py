"""Who says a sentence, by name and place in the text, and whom its pronouns mean."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from claims.extraction.attributions import Attribution, find_attributions
from claims.extraction.can_speak import may_speak
from claims.extraction.deeds import says_something
from claims.extraction.findings import Speaker
from claims.extraction.glimpses import glimpse, hint_of_words
from claims.extraction.person_words import (
    DEMONSTRATIVE,
    FEMALE,
    MALE,
    NOBODY,
    NOMINATIVE,
    RELATIVE,
    SHE_HE,
)
from claims.extraction.plurals import (
    Group,
    are_joined,
    find_group,
    is_meant,
    join_two,
    opening_they,
)
from claims.extraction.quotes import Span
from claims.extraction.referents import (
    GENDERS,
    PRONOUNS,
    People,
    Person,
    are_titles,
    is_one_person,
)
from claims.extraction.rivals import may_mean_another
from claims.extraction.source_names import LONGEST_NAME, is_bare_doer, narrow
from claims.extraction.weighing import ends, overlapping, weight
from claims.insertions import insert_referents

# Too short a text has no language; these words tell.
GERMAN_WORDS = re.compile(
    r"\b(?:der|die|das|und|ist|nicht|ein|eine|dem|den|sagte|laut|im|wird|erklärte|hielt)\b",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"(?i:his|her)(?=\s)")
# "Der Polizei" is no subject: only the article that opens its sentence tells.
BODY_ARTICLE = re.compile(r"(?:^|[.!?“”\"»«]\s{1,4}|\n)(?P<article>Der|Die)\s$")
HAS_PRONOUN = hint_of_words(GENDERS)
# Who is named later is hardly what the sentence is about.
LONGEST_BEFORE_SUBJECT = 9
# The outlet speaks itself: "It seems unlikely that …".
OUTLET = re.compile(
    r"(?:It (?:is|was|seems|seemed|appears|appeared|remains)|There (?:is|are|was|were"
    r"|has|have|had)|Es (?:ist|war|scheint|schien|gab|gibt|bleibt))\b|"
    r"(?:Instead|But|And|Still|Yet|Meanwhile|However),? (?:there|it) (?:is|was|has)\b"
)
OPENS = re.compile(
    r"[“„\"]?(?:(?:And|But|Also|Additionally|However|Later|Yet|Then|Still|Und|Aber|Doch)"
    r",? )?(?P<pronoun>[Hh]e|[Ss]he|[Ee]r|[Ss]ie|[Ii]t)(?![\w’'-])"
)
NO_SUBJECT = re.compile(
    r"\b(?:to|with|by|of|for|from|on|against|about|at|between|after|before|mit|von|bei"
    r"|zu|für|gegen|über|an|nach|vor|zwischen|den|dem|des|told)"
    r"\s(?:(?:the|a|dem|den|der)\s)?(?:[\w.-]+\s){0,3}$"
)
OWNED = re.compile(r"['’]s?\s")
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
    told = [each for each in found if says_something(text, each)]
    cued = {each.source for each in told if each.cue}
    body = [(each[0][0], each[-1][1]) for each in paragraphs]
    reader = Reader(text, People(text, language, body), language, cued)
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
    """Reads sentence after sentence; ``last`` is whoever spoke last, ``cued`` are the
    sources that some cue names."""

    text: str
    people: People
    language: str
    cued: Set[Span | None]
    last: Person | None = None
    # The ministry that "it" is, who the sentence before is about, and this one.
    body: Span | None = None
    subject: Person | None = None
    # Whether nobody else there can be meant by "he".
    plain: bool = True
    # The several whom "they" may mean, and the last source of each noun.
    group: Group | None = None
    sources: dict[str, Span] = field(default_factory=dict)

    def read(self, sentence: Span, near: Sequence[Attribution], starts: Span) -> Voice:
        """``starts`` are the beginnings of the paragraph before and of this one."""
        speaker = None
        able = [each for each in near if self.may_tell(each, sentence)]
        best = max(able, key=lambda each: weight(each, sentence), default=None)
        if best is not None and best.source is not None:
            speaker = self.speaker_of(best, sentence, starts)
        referents = self.find_referents(sentence, near, starts)
        tells_of = bool(referents or self.people.between(*sentence))
        voice = Voice(speaker, tuple(referents), tells_of)
        self.subject = self.find_subject(sentence, starts)
        place = (speaker.start, speaker.end) if speaker else None
        self.group = find_group(self.text, self.people, sentence, place, self.language)
        if speaker and not self.people.between(speaker.start, speaker.end):
            self.body = (speaker.start, speaker.end)
        return voice

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
        place = self.resolve(source, starts) or self.several(source, sentence)
        if place is None:
            return None
        start, end = join_two(self.text, sentence[0], place)
        cue = attribution.cue[0] if attribution.cue else place
        last = attribution.cue[-1][1] if attribution.cue else end
        kind = "direct" if attribution.kind == "direct" else "indirect"
        if last - cue[0] > LONGEST_NAME:
            last = cue[1]
        name = self.with_owner(start, end, starts)
        return Speaker(name, start, end, cue[0], last, kind)

    def several(self, source: Span, sentence: Span) -> Span | None:
        """The group that an opening "they" speaks for."""
        they = opening_they(self.text, sentence, self.language)
        if they is None or they.span("word") != source or self.group is None:
            return None
        return self.group.place

    def with_owner(self, start: int, end: int, starts: Span) -> str:
        """The name as written; for "her office" with whose it is."""
        name = self.text[start:end]
        owned = POSSESSIVE.match(name)
        if owned is None or self.language != "en":
            return name
        gender = MALE if owned.group().casefold() == "his" else FEMALE
        owner = self.people.only_before(starts[1], start, gender)
        if owner is None and self.subject and self.people.fits(self.subject, gender):
            owner = self.subject if self.plain else None
        if owner is None:
            return name
        told = self.text[owner.start : owner.end]
        return insert_referents(name, [(owned.end(), told)])[:LONGEST_NAME]

    def is_sure(self, attribution: Attribution, source: Span) -> bool:
        """Whether a cue names the source, or it is a person: what a sentence begins
        with is not always who goes on to speak."""
        if attribution.cue or source in self.cued:
            return True
        return bool(self.people.between(*source))

    def resolve(self, source: Span, starts: Span) -> Span | None:
        """Where the name of a source stands; None when nobody knows."""
        start, end = source
        written = self.text[start:end].casefold()
        if written in GENDERS:
            gender = GENDERS[written]
            return self.resolve_pronoun(source, gender, starts) or self.body_of(source)
        if written in RELATIVE:
            named = self.people.between(max(0, start - 4 - LONGEST_NAME), start)
            if named and self.text[named[-1].end : start].strip() in {"", ","}:
                return named[-1].start, named[-1].end
        if written == "it":
            return self.body
        if written in NOBODY:
            return None
        named = [
            each
            for each in self.people.between(start, end)
            if not self.is_owner(each, start, end)
        ]
        if named:
            self.last = named[-1]
            if are_joined(self.text, named):
                return named[-2].start, named[-1].end
            place = (
                named[-1] if named[-1].is_name else self.people.fullest[self.last.key]
            )
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

    def resolve_pronoun(self, pronoun: Span, gender: str, starts: Span) -> Span | None:
        """The only one of the paragraph who fits; else who spoke last or was named
        last."""
        start = pronoun[0]
        if not is_one_person(self.text, pronoun):
            return None
        people = self.people
        found = people.only_before(starts[1], start, gender)
        if found is None and self.subject and people.fits(self.subject, gender):
            found = self.subject
        if found is None and self.last and people.fits(self.last, gender):
            near = people.between(starts[0], start)
            if any(each.key == self.last.key for each in near):
                found = people.fullest[self.last.key]
        found = found or people.last_before(starts[0], start, gender)
        return (found.start, found.end) if found else None

    def body_of(self, pronoun: Span) -> Span | None:
        """The ministry or police that a German "er" or "sie" goes on with."""
        word = self.text[slice(*pronoun)].casefold()
        if self.language != "de" or not self.body or self.subject:
            return None
        if not is_one_person(self.text, pronoun):
            return None
        start = self.body[0]
        article = BODY_ARTICLE.search(self.text, max(0, start - 12), start)
        fits = article and article["article"].casefold() == NOMINATIVE[word]
        return self.body if fits else None

    def find_subject(self, sentence: Span, starts: Span) -> Person | None:
        """Whom the sentence is about: the first who is named and is no object."""
        start, end = sentence
        opening = OPENS.match(self.text, start, end)
        if opening and opening["pronoun"].casefold() in GENDERS:
            place = opening.span("pronoun")
            gender = GENDERS[opening["pronoun"].casefold()]
            found = self.resolve_pronoun(place, gender, starts)
            if found:
                return next(iter(self.people.between(*found)), None)
        able = [
            each
            for each in self.people.between(start, end)
            if not OWNED.match(self.text, each.end)
            and not NO_SUBJECT.search(self.text, start, each.start)
        ]
        self.plain = len({each.key for each in able}) == 1
        if not able or (
            self.text.count(" ", start, able[0].start) > LONGEST_BEFORE_SUBJECT
        ):
            return None
        return self.people.fullest[able[0].key]

    def narrow(self, start: int, end: int) -> Span | None:
        return narrow(self.text, start, end, self.language)

    def find_referents(
        self, sentence: Span, near: Sequence[Attribution], starts: Span
    ) -> list[tuple[int, str]]:
        """What the pronouns stand for that a reader of this sentence alone would ask
        about: the one that opens it, and the first that can mean one person only."""
        if told := self.several_told(sentence, near):
            return [told]
        found = dict(self.plain_referents(sentence, near, starts))
        opening = OPENS.match(self.text, *sentence)
        if not opening or opening.end("pronoun") - sentence[0] in found:
            return sorted(found.items())
        if referent := self.opening_referent(opening, sentence, near):
            found = {opening.end("pronoun") - sentence[0]: referent}
        return sorted(found.items())

    def several_told(
        self, sentence: Span, near: Sequence[Attribution]
    ) -> tuple[int, str] | None:
        """Whom an opening "they" means, when only they can be meant."""
        they = opening_they(self.text, sentence, self.language) if self.group else None
        if they is None or self.group is None:
            return None
        start, end = they.span("word")
        if self.is_quoted(start, near):
            return None
        if not is_meant(self.text, self.group, end, sentence[1]):
            return None
        return end - sentence[0], self.group.name

    def opening_referent(
        self, opening: re.Match[str], sentence: Span, near: Sequence[Attribution]
    ) -> str:
        """The name for the pronoun that opens a sentence, "" when it may be two."""
        word = opening["pronoun"].casefold()
        place = opening.span("pronoun")
        if self.is_quoted(place[0], near):
            return ""
        if word == "it":
            speaks = any(each.source == place and each.cue for each in near)
            return self.text[slice(*self.body)] if speaks and self.body else ""
        if PRONOUNS[self.language].fullmatch(opening["pronoun"]) is None:
            return ""
        if body := self.body_of(place):
            return self.text[slice(*body)]
        subject = self.subject if self.plain else None
        if not subject or not is_one_person(self.text, place):
            return ""
        if not self.people.fits(subject, GENDERS[word]) or subject.start >= place[0]:
            return ""
        rivalled = self.is_rivalled(subject, place, sentence)
        return "" if rivalled else self.text[subject.start : subject.end]

    def is_rivalled(self, person: Person, pronoun: Span, sentence: Span) -> bool:
        return may_mean_another(self.people, person, pronoun, sentence, self.language)

    def is_quoted(self, place: int, near: Sequence[Attribution]) -> bool:
        return any(
            first <= place < last
            for each in near
            if each.kind == "direct"
            for first, last in each.content
        )

    def plain_referents(
        self, sentence: Span, near: Sequence[Attribution], starts: Span
    ) -> Iterator[tuple[int, str]]:
        """The first pronoun outside quotations, when only one person can be meant."""
        start, end = sentence
        if not glimpse(self.text[start:end]).has(HAS_PRONOUN):
            return
        for pronoun in PRONOUNS[self.language].finditer(self.text, start, end):
            place = pronoun.start()
            if self.is_quoted(place, near):
                continue
            if is_one_person(self.text, pronoun):
                gender = GENDERS[pronoun.group().casefold()]
                only = self.people.only_before(starts[0], place, gender)
                if not only or self.people.between(start, place):
                    return
                if not self.is_rivalled(only, pronoun.span(), sentence):
                    yield pronoun.end() - start, self.text[only.start : only.end]
            return
