"""What a sentence shows of itself, in two languages: signs for the model to weigh, and
patterns a reviewer can be told about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from claims.extraction.text.glimpses import (
    SENTENCES_REMEMBERED,
    WORDS_REMEMBERED,
    glimpse,
    hint_of_parts,
    hint_of_signs,
    hint_of_words,
)
from claims.extraction.text.wordlists import listed
from claims.extraction.values.dates import MONTHS
from claims.extraction.values.relative_dates import WEEKDAYS
from claims.extraction.worth.listed import LISTS, count_listed

Floats = NDArray[np.float32]

QUOTED = re.compile(r"[“„\"«][^“”„\"«»]{1,900}[”“\"»]|»[^«»]{1,900}«")
SCARE_QUOTED = re.compile(
    r"(?<![\w:] )[“„\"«‘](?:[\w’'-]+ ?){1,2}[”“\"»’‘](?!,? \w+(?:te|d)\b)"
)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
NAME = re.compile(r"(?<=[\w,;:–—-] )(?:the )?[\"“„(]?[A-ZÄÖÜ][\w’'-]+")
NAME_OPENS = re.compile(
    r"(?!(?:The|This|That|These|Those|There|It|In|On|At|He|She|They|We|You|And|But"
    r"|So|If|When|While|Der|Die|Das|Es|Ein|Eine|In|Im|Am|Er|Sie|Wir|Und|Aber"
    r"|Wenn)\b)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+|[’']s\b)"
)
# Capital and no name: in German every noun is, so only two together count, and not
# what is measured or dated by them.
CALENDAR = (
    rf"(?:{'|'.join(map(str.capitalize, MONTHS))})\.?"
    rf"|(?:{'|'.join(map(str.capitalize, WEEKDAYS))})s?|I(?:['’]\w+)?"
)
ENGLISH_NAME = re.compile(
    rf"(?<=[\w,;:–—-] )[\"“„(]?(?!(?:{CALENDAR})(?![\w-]))[A-ZÄÖÜ][\w’'-]*\w"
)
GERMAN_NAME = re.compile(
    r"(?<=[\w,;:–—“”„-] )(?<![\d.] )[\"“„(]?"
    rf"(?!(?:{CALENDAR}|Ende|Anfang|Mitte|Million|Millionen|Milliarden?|Tonnen|Prozent"
    r"|Meter|Kilometer|Liter|Gramm|Kilo|Uhr|Stunden?|Minuten|Dutzend|Grad|Art|Sie|Ihr"
    r"|Ihre|Ihnen)(?![\w-]))"
    rf"[A-ZÄÖÜ][\w’'-]*\w (?!(?:{CALENDAR}|Sie|Ihnen|Ihre?[mnrs]?|Euro|Dollar|Prozent"
    r"|Uhr|Ende|Anfang|Mitte)(?![\w-]))[A-ZÄÖÜ][\w’'-]*\w"
)
QUESTION = re.compile(r"\?[\"'”’“» )]*$")
ENDS_LOUD = re.compile(r"(?:!|…|\.\.\.)[\"'”’“» )]*$")


HAS_DONE = re.compile(
    r"\b(?:(?:has|have|had|was|were) (?:been )?\w{2,20}(?:ed|en|t|n)"
    r"|wurden?\b.{0,80}\w(?:t|en)"
    r"|(?:hat|haben|habe|hatten?)\b.{0,80}\bge\w+(?:t|en))\b",
    re.IGNORECASE,
)
# No other sentence needs to be searched for ``HAS_DONE``.
AUXILIARIES = frozenset(
    listed("has have had was were wurde wurden hat haben habe hatte hatten")
)
HAS_AUXILIARY = hint_of_words(AUXILIARIES)
FUTURE = re.compile(
    r"\b(?:will|is going to|are going to|is expected to|are expected to|is likely to"
    r"|could|might|may(?! \d)|wird|werden|würde|würden|könnte|könnten|dürfte"
    r"|dürften)\b"
)
# "Wird eröffnen" is to come, "wird geachtet" and "wird vorgelegt" are now.
GERMAN_FUTURE = re.compile(
    r"\b(?:wird|werden)\b(?:[^,;:.]|(?<=\d)\.|,(?=\d)){0,200}\s(?:werden"
    r"|(?!(?:ge|be|ver|er|ent|zer|miss)|\w{2,6}ge)\w+(?:en|ern|eln)|\w+ieren)"
    r"(?=[.,;!?”“»\"]|$| (?:und|oder)\b)"
    r"|\b(?:würden?|könnten?|dürften?)\b"
)
MAY_TELL_FUTURE = hint_of_words(
    listed(
        "will is are could might may wird werden würde würden könnte könnten dürfte"
        " dürften"
    )
)
CONNECTS = re.compile(
    r"(?:But|Yet|And|So|Or|Because|Still|Indeed|Nevertheless|Instead|Surely|Clearly|Of"
    r" course|In short|In other words|After all|Aber|Doch|Und|Denn|Also|Oder"
    r"|Dabei|Allerdings|Stattdessen|Natürlich|Denn|Kurz|Damit|Vielmehr|Eben)\b"
)
# Also what tells how to reach the newsroom, and what the article is about to tell.
TO_READER = re.compile(
    r"^(?:(?:You|Your|Please|Click|Sie können|Bitte|Klicken)\b"
    r"|(?:Write to|Call|Ring|E-?mail|Contact|Reach) (?:us|(?:the|our)"
    r" (?:news(?:room|desk)|editors?|desk|reporters?))\b"
    r"|(?:Schreiben|Rufen|Mailen) Sie\b"
    r"|Comments (?:on|for|to|are|have|were|will)\b[^.!?]{0,40}\bclosed\b"
    r"|(?:Die )?Kommentar(?:e|funktion)\b[^.!?]{0,40}\bgeschlossen\b"
    r"|Here(?: is| are|[’']s) what\b|Read our\b)"
)
# What a newsroom tells of its own work: whom it asked, who wrote, what was changed.
NOTE = re.compile(
    r"(?:(?:But|And) )?(?:"
    r"(?:We(?:['’]ve)?|(?:We|The (?:[A-Z][\w.&’-]* ){1,4}) ?(?:have|has))"
    r" (?:also )?(?:asked|approached|contacted|e-?mailed|reached out to|requested"
    r"|sought)\b[^.!?]{0,120}\b(?:comment|response|reaction|statement)\.?$"
    r"|[^,:;“”\"]{2,80} (?:did not|didn['’]t|ha(?:s|ve|d) not|hasn['’]t|could not)\b"
    r"[^.!?,]{2,60} (?:for|seeking) (?:further |immediate )?comment\b[^.!?,]{0,40}\.?$"
    r"|(?:Our|This) (?:live )?(?:coverage|blog|ticker|page)\b[^.!?]{0,20} (?:ended"
    r"|closed|over|amended|corrected|updated|paused)\b"
    r"|(?:Thanks|Thank you) for (?:following|reading|joining|watching|listening)\b"
    r"|That['’]s (?:all|it) (?:from us|for (?:today|now|tonight|this))\b"
    r"|We(?:['’]ll| will) be back\b"
    r"|(?:This|The) (?:interview|conversation|transcript) (?:was|has been)"
    r" (?:\w+ ){0,3}(?:edited|condensed|shortened|translated)\b"
    r"|An earlier version (?:of this|said|stated|gave|misstated|wrongly)\b"
    r"|(?:(?:With )?(?:[Aa]dditional )?[Rr]eporting|With (?:files|contributions)) "
    r"(?:by|from)\b"
    r"|[^,:;“”\"]{2,80} contributed (?:reporting|to this (?:report|story|article))\b"
    r"|Anyone with information\b"
    r"|Wir haben [^.!?]{0,100}\b(?:nachgefragt|angefragt|kontaktiert"
    r"|um (?:eine |einen )?(?:Stellungnahme|Kommentar|Auskunft) gebeten)\b"
    r"|[^,:;„“\"]{2,80} (?:ließ(?:en)? [^.!?,]{0,40}Anfragen?\b[^.!?,]{0,40}"
    r" unbeantwortet|(?:reagiert|antwortet)en?\b[^.!?,]{0,40} nicht auf [^.!?,]{0,40}"
    r"Anfragen?)\b"
    r"|(?:Diese[rs]?|Unser) (?:Interview|Gespräch|Text|Artikel|Beitrag|Live-?(?:blog"
    r"|ticker)|Ticker)\b[^.!?]{0,80}\b(?:gekürzt|autorisiert|aktualisiert|korrigiert"
    r"|überarbeitet|übersetzt|beendet|geschlossen|endet)\b"
    r"|In einer (?:früheren|ersten|vorherigen) (?:Version|Fassung)\b"
    r"|Mitarbeit:|(?:Mit|Unter Verwendung von) (?:Agentur)?[Mm]aterial"
    r"|Hinweise nimmt\b)"
)
# It needs what follows to say anything: "She sends this dispatch:".
INTRODUCES = re.compile(r":[\"'”’“» ]*$")
MOVES = re.compile(r"\b(?:fell|rose|grew|sank(?:en)?|stieg(?:en)?)\b", re.IGNORECASE)
# "Fell by 3", "rose to 40", "stieg um 8 Prozent"; no crane that fell across a berth.
MOVES_IN_AMOUNT = re.compile(
    r"\b(?:fell|rose|grew|sank(?:en)?|stieg(?:en)?)\s(?:\w+ly\s)?"
    r"(?:(?:by|to|from|um|auf|von|above|below|over|under|über|unter)\s|[€$£]?\d)",
    re.IGNORECASE,
)
IMPERATIVE = re.compile(
    r"[\"“„]?(?:Let|Look|Imagine|Remember|Join|Think|Consider|Ask|Give|Take|Make|Don't"
    r"|Don’t|Never|Listen|Stellen Sie sich|Lassen Sie|Denken Sie|Schauen Sie|Man"
    r" stelle)\b"
)

NAMES = (
    *LISTS,
    "future",
    "opinion outside quotes",
    "first person outside quotes",
    "connects",
    "question",
    "loud",
    "quotes",
    "scare quotes",
    "command",
    "digits",
    "year",
    "percent",
    "money",
    "names",
    "many names",
    "capitals",
    "commas",
    "colon or dash",
    "length",
    "short",
    "long words",
)
# How many of each make up the whole sign: of each list 2, of a yes or no 1.
ENOUGH = np.array([2] * len(LISTS) + [1] * 15 + [1, 4, 2, 40, 8, 10])
STOPS = (":", ";", "–", "—", " - ")
HAS_QUESTION = hint_of_signs("?")
MAY_BE_LOUD = hint_of_signs("!", "…", "...")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
PERCENT = re.compile(r"\d ?(?:%|per ?cent|Prozent)", re.IGNORECASE)
MONEY = re.compile(r"[€$£]|\b(?:dollars?|euros?|pounds|Euro|Franken)\b", re.IGNORECASE)


# Without these there is no quotation, no share and no money.
HAS_MARK = hint_of_signs(*'“„"«‘')
MAY_BE_SHARE = hint_of_signs("%") | hint_of_parts("cent", "prozent")
MAY_BE_MONEY = hint_of_signs("€", "$", "£")
MAY_BE_MONEY |= hint_of_parts("dollar", "euro", "pounds", "franken")


def without_quotations(sentence: str) -> str:
    """``sentence`` itself when nothing in it is quoted."""
    if not glimpse(sentence).has(HAS_MARK):
        return sentence
    outside, quotations = QUOTED.subn(" ", sentence)
    return outside if quotations else sentence


def tells_future(sentence: str) -> bool:
    seen = glimpse(sentence)
    return seen.has(MAY_TELL_FUTURE) and FUTURE.search(sentence) is not None


def is_to_come(sentence: str, language: str) -> bool:
    """Whether it is told as future, possible or expected; the auxiliary of a German
    passive alone does not tell that."""
    if not tells_future(sentence):
        return False
    return language != "de" or GERMAN_FUTURE.search(sentence) is not None


@lru_cache(SENTENCES_REMEMBERED)
def count_names(sentence: str) -> int:
    return len(NAME.findall(sentence))


def compares(text: str, count: int) -> bool:
    """Whether one of the ``count`` comparing words does: what falls is not always an
    amount."""
    if not count or MOVES_IN_AMOUNT.search(text):
        return count > 0
    return count > len(MOVES.findall(text))


def may_name(sentence: str) -> bool:
    """Whether a capital letter may begin a name, as every German noun's does."""
    return count_names(sentence) > 0 or NAME_OPENS.match(sentence) is not None


def names_somebody(sentence: str, language: str) -> bool:
    """Whether capital letters make it plain that somebody or some place is named."""
    name = GERMAN_NAME if language == "de" else ENGLISH_NAME
    if name.search(sentence):
        return True
    return language != "de" and NAME_OPENS.match(sentence) is not None


@lru_cache(SENTENCES_REMEMBERED)
def measure_words(sentence: str) -> tuple[int, int, int]:
    """How many words there are, how many are capital, and their letters."""
    count = capital = letters = 0
    for words, capitals, size in map(measure_piece, glimpse(sentence).pieces):
        count += words
        capital += capitals
        letters += size
    return count, capital, letters


@lru_cache(WORDS_REMEMBERED)
def measure_piece(piece: str) -> tuple[int, int, int]:
    if piece.isalpha():
        return 1, int(piece[0].isupper()), len(piece)
    words = WORD.findall(piece)
    return len(words), sum(word[0].isupper() for word in words), sum(map(len, words))


@lru_cache(SENTENCES_REMEMBERED)
def count_words(text: str) -> Mapping[str, int]:
    """``count_listed``, and the acts that are told by two words together."""
    found = count_listed(text)
    if glimpse(text).has(HAS_AUXILIARY) and not AUXILIARIES.isdisjoint(
        text.lower().split()
    ):
        found["reports an act"] += len(HAS_DONE.findall(text))
    return found


def read_signs(sentences: Sequence[str]) -> Floats:
    """One row of numbers from 0 to 1 for each sentence, in the order of ``NAMES``."""
    amounts = np.array([[*read_amounts(each)] for each in sentences], dtype=np.float64)
    amounts = amounts.reshape(len(sentences), len(NAMES)) / ENOUGH
    return np.asarray(np.minimum(amounts, 1), dtype=np.float32)


def read_amounts(sentence: str) -> Iterator[float]:
    """What ``read_signs`` divides by ``ENOUGH``."""
    seen = glimpse(sentence)
    outside = without_quotations(sentence)
    counts = count_words(sentence)
    counts_outside = counts if outside is sentence else count_words(outside)
    words, capital, letters = measure_words(sentence)
    count = max(1, words)
    yield from counts.values()
    yield tells_future(sentence)
    yield counts_outside["opinion"] > 0
    yield counts_outside["first person"] > 0
    yield CONNECTS.match(sentence) is not None
    yield seen.has(HAS_QUESTION) and QUESTION.search(sentence) is not None
    yield seen.has(MAY_BE_LOUD) and ENDS_LOUD.search(sentence) is not None
    yield outside is not sentence
    yield seen.has(HAS_MARK) and SCARE_QUOTED.search(sentence) is not None
    yield IMPERATIVE.match(sentence) is not None
    yield seen.digit
    yield seen.digit and YEAR.search(seen.numerals) is not None
    yield seen.digit and seen.has(MAY_BE_SHARE) and PERCENT.search(sentence) is not None
    yield seen.has(MAY_BE_MONEY) and MONEY.search(sentence) is not None
    yield may_name(sentence)
    yield count_names(sentence) > 2
    yield capital / count
    yield sentence.count(",")
    yield sum(map(sentence.count, STOPS))
    yield count
    yield max(0, 8 - count)
    yield letters / count
