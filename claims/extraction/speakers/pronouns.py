"""Whom the pronouns of a text mean, sentence after sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.extraction.attributions import Attribution
from claims.extraction.attributions.source_names import LONGEST_NAME
from claims.extraction.findings import Speaker
from claims.extraction.people import People, Person
from claims.extraction.people.person_words import FEMALE, GENDERS, MALE, NOMINATIVE
from claims.extraction.speakers.plurals import (
    Group,
    find_group,
    is_meant,
    is_one_person,
    opening_they,
)
from claims.extraction.speakers.rivals import Rivals
from claims.extraction.text.glimpses import glimpse, hint_of_words
from claims.extraction.text.quotes import Span
from claims.insertions import INSERTED, insert_referents

PRONOUNS = {
    "en": re.compile(r"(?<![\w’'-])(?:[Hh]e|[Ss]he)(?![\w-])"),
    "de": re.compile(r"(?<![\w’'-])(?:[Ee]r|[Ss]ie)(?![\w-])"),
}
POSSESSIVE = re.compile(r"(?i:his|her)(?=\s)")
# "Der Polizei" is no subject: only the article that opens its sentence tells.
BODY_ARTICLE = re.compile(r"(?:^|[.!?“”\"»«]\s{1,4}|\n)(?P<article>Der|Die)\s$")
HAS_PRONOUN = hint_of_words(GENDERS)
# Who is named later is hardly what the sentence is about.
LONGEST_BEFORE_SUBJECT = 9
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


@dataclass(slots=True)
class Pronouns:
    """Whom they may mean by what the sentences before tell; ``last`` is whoever spoke
    last."""

    text: str
    people: People
    language: str
    rivals: Rivals
    last: Person | None = None
    # Who spoke in the sentence before, if anybody.
    spoke: Speaker | None = None
    # The ministry that "it" is, and who the sentence before is about.
    body: Span | None = None
    subject: Person | None = None
    # Whether nobody else there can be meant by "he".
    plain: bool = True
    # The several whom "they" may mean.
    group: Group | None = None

    def read_on(self, sentence: Span, speaker: Speaker | None, starts: Span) -> None:
        """Remember what ``sentence`` tells for the next one."""
        self.subject = self.find_subject(sentence, starts)
        self.spoke = speaker
        place = (speaker.start, speaker.end) if speaker else None
        self.group = find_group(self.text, self.people, sentence, place, self.language)
        if place and not self.people.between(*place):
            self.body = place

    def resolve(self, pronoun: Span, starts: Span, before: int) -> Span | None:
        """Where the name of "he", "sie" or "it" stands, when it speaks of what begins
        ``before`` it."""
        word = self.text[slice(*pronoun)].casefold()
        if word == "it":
            return self.body
        return self.find_person(pronoun, starts, before) or self.body_of(pronoun)

    def find_person(self, pronoun: Span, starts: Span, start: int) -> Span | None:
        """The only one of the paragraph before ``start`` who fits; else who spoke last
        or was named last. A quotation goes on with who spoke in the sentence before."""
        if not is_one_person(self.text, pronoun):
            return None
        gender = GENDERS[self.text[slice(*pronoun)].casefold()]
        people = self.people
        found = people.only_before(starts[1], start, gender)
        if found is None and start < pronoun[0] and self.spoke:
            spoke = people.between(self.spoke.start, self.spoke.end)
            found = next((each for each in spoke if people.fits(each, gender)), None)
            found = found and people.fullest[found.key]
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
            pronoun = opening.span("pronoun")
            found = self.find_person(pronoun, starts, pronoun[0])
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

    def several(self, source: Span, sentence: Span) -> Span | None:
        """The group that an opening "they" speaks for."""
        they = opening_they(self.text, sentence, self.language)
        if they is None or they.span("word") != source or self.group is None:
            return None
        return self.group.place

    def names_speaker(
        self, speaker: Speaker, told: Attribution, sentence: Span, starts: Span
    ) -> dict[int, str]:
        """Whom the pronoun means that says so behind a quotation, if nobody else whom
        the text tells of before it may be meant, or "her" of "her office", by where it
        ends in the sentence."""
        start, end = told.source or (0, 0)
        if not sentence[0] <= start < end <= sentence[1]:
            return {}
        if owner := INSERTED.search(speaker.name):
            return {speaker.start + owner.start() - sentence[0]: owner["name"]}
        opens = told.content[0][0]
        gender = GENDERS.get(self.text[start:end].casefold())
        goes_on = self.spoke is not None and speaker.name.endswith(self.spoke.name)
        if gender is None:
            return {}
        if told.kind != "direct" or opens > start:
            # "She expects": who is quoted right before.
            quoted = goes_on and self.spoke and self.spoke.kind == "direct"
            first = start == sentence[0]
            return {end - sentence[0]: speaker.name} if quoted and first else {}
        near = starts[1] if self.people.between(starts[1], opens) else starts[0]
        only = self.people.only_before(near, opens, gender)
        named = only and self.text[only.start : only.end] == speaker.name
        return {end - sentence[0]: speaker.name} if named or goes_on else {}

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
        if self.rivals.may_be_meant(subject, place, sentence):
            return ""
        return self.text[subject.start : subject.end]

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
                if not self.rivals.may_be_meant(only, pronoun.span(), sentence):
                    yield pronoun.end() - start, self.text[only.start : only.end]
            return
