"""Whom else a pronoun may mean: somebody told of without a name, or a name that nobody
knows for a person's. A name behind a pronoun has to be the right one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.people import People, Person
from claims.extraction.people.callings import is_calling
from claims.extraction.people.person_words import NO_PERSON
from claims.extraction.text.quotes import Span
from claims.extraction.text.wordlists import listed

# Who is told of in the clause before is meant by the pronoun of a clause like these.
SUBORDINATE = {
    "en": re.compile(
        r"\b(?:that|because|if|when|while|as|before|after|until|where|whether|what|than"
        r"|who|which|why|how|time|since|though|although)\s$"
    ),
    "de": re.compile(
        r",\s(?:(?:in|an|mit|bei|von|zu|aus|auf|für|über|unter|nach|vor)\s)?(?:dass|daß"
        r"|ob|weil|wenn|als|bevor|nachdem|während|obwohl|da|der|die|das|dem|den|denen"
        r"|dessen|deren|wie|was|wo|warum|und|sondern|damit|bis|sobald|solange)\s$"
    ),
}
# A person or thing that a sentence begins with, by the pronoun that may go on with it.
NOUN_PHRASES = {
    "er": re.compile(
        r"(?:Der|Ein|Dieser|Jeder|Kein|Sein|Ihr)\s(?:[a-zäöüß]\S*\s){0,3}[\"„“]?[A-ZÄÖÜ]\S*"
    ),
    "sie": re.compile(
        r"(?:Die|Eine|Diese|Jede|Keine|Seine|Ihre)\s(?:[a-zäöüß]\S*\s){0,3}[\"„“]?[A-ZÄÖÜ]\S*"
    ),
}
# "The embattled French president": whoever that is.
ENGLISH_PHRASE = re.compile(r"(?:The|An?|His|Her)\s(?P<words>(?:[\w’'-]+\s){1,5})")
BARE_NAME = re.compile(
    r"(?P<name>(?:[A-Z]\.\s?){0,3}[A-ZÄÖÜ][\w’'-]+)(?:,\s|\s(?P<verb>[a-zäöü]+))"
)
SINGULAR = {
    "en": re.compile(r"(?:\w+(?:ed|s)|had|would|will|could|did|said|told|went|came)$"),
    "de": re.compile(
        r"(?:\w+t|\w+te|war|ist|wird|wurde|kam|ging|soll|kann|will|darf|gab|ließ)$"
    ),
}
CLAUSE = re.compile(r"[^,:;–—]*")
# "Ähnlich hatte sich Orr geäußert": capital only where it opens a sentence.
ADVERB_ENDINGS = ("lich", "isch", "weise", "zeitig")
OPENING = frozenset(listed("when while as after before if although though since als"))
TITLE_SPACE = 70
MOST_SENTENCES = 12


@dataclass(frozen=True, slots=True)
class Rivals:
    """Everybody whom a pronoun of the text may mean; its sentences begin at
    ``begins``."""

    people: People
    begins: Sequence[int]
    language: str

    def may_be_meant(self, person: Person, pronoun: Span, sentence: Span) -> bool:
        """Whether ``pronoun`` in ``sentence`` may mean another than ``person``."""
        people, text, (start, end) = self.people, self.people.text, pronoun
        before = text[sentence[0] : start]
        if before.count(" ") > 1 and SUBORDINATE[self.language].search(before):
            return True
        opening = before.split(" ", 1)[0].casefold()
        rest = (end, sentence[1])
        if opening in OPENING and is_another_told(people, person, rest):
            return True
        if is_told_again(people, person, rest):
            return True
        word = text[start:end].casefold()
        return any(
            tells_of_another(people, at, start, word, self.language)
            for at in self.sentences(last_mention(people, person, start), start)
        )

    def sentences(self, place: int, before: int) -> Sequence[int]:
        """Where the sentence of ``place`` begins, and each from it to ``before``."""
        first = max(0, bisect_right(self.begins, place) - 1)
        last = bisect_left(self.begins, before)
        return self.begins[first : min(last, first + MOST_SENTENCES)]


def is_told_again(people: People, person: Person, rest: Span) -> bool:
    """Whether the clause names the same: "He mocked Rubio" is another's doing."""
    clause = CLAUSE.match(people.text, *rest)
    within = people.between(rest[0], clause.end()) if clause else ()
    return any(each.key == person.key for each in within)


def is_another_told(people: People, person: Person, rest: Span) -> bool:
    """Whether the sentence goes on with another: "When he came, Judge Orr …"."""
    return any(
        each.key != person.key and "," in people.text[rest[0] : each.start]
        for each in people.between(*rest)
    )


def last_mention(people: People, person: Person, place: int) -> int:
    """Where the person is named last before ``place``."""
    mentions = people.between(0, place)
    return next(
        (each.start for each in reversed(mentions) if each.key == person.key),
        person.start,
    )


def tells_of_another(
    people: People, at: int, before: int, pronoun: str, language: str
) -> bool:
    """Whether the sentence that begins at ``at`` is about somebody not known."""
    if found := noun_phrase(people.text, at, before, pronoun):
        named = people.between(at, min(before, found + TITLE_SPACE))
        return not any(is_the_same(people.text, at, each) for each in named)
    name = BARE_NAME.match(people.text, at, before)
    if not name or people.between(*name.span("name")):
        return False
    if name["name"].casefold() in NO_PERSON:
        return False
    if name["name"].endswith(("s", *ADVERB_ENDINGS)):
        return False
    if name["verb"] is None or not SINGULAR[language].match(name["verb"]):
        return False
    return language == "de" or name["name"] in people.capitals.within


def noun_phrase(text: str, at: int, before: int, pronoun: str) -> int:
    """Where somebody without a name, whom the pronoun fits, is told of; else 0."""
    if phrase := NOUN_PHRASES.get(pronoun):
        german = phrase.match(text, at, before)
        return german.end() if german else 0
    found = ENGLISH_PHRASE.match(text, at, before)
    called = found and any(is_calling(word) for word in found["words"].split())
    return found.end() if found and called else 0


def is_the_same(text: str, at: int, person: Person) -> bool:
    """Whether the name belongs to the noun: "der Minister Lund", "the mayor, Orr,"."""
    before = text[at : person.start]
    return "," not in before or (before.count(",") == 1 and before.endswith(", "))
