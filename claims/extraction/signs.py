"""What a sentence shows of itself, in two languages: signs for the model to weigh, and
patterns a reviewer can be told about."""

import re
from collections import Counter
from functools import lru_cache

from claims.extraction.glimpses import SENTENCES_REMEMBERED, WORDS_REMEMBERED, glimpse
from claims.extraction.listed import LISTS, count_listed
from claims.extraction.numerals import listed

QUOTED = re.compile(r"[“„\"«][^“”„\"«»]{1,900}[”“\"»]")
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
FUTURE = re.compile(
    r"\b(?:will|is going to|are going to|is expected to|are expected to|is likely to"
    r"|could|might|may(?! \d)|wird|werden|würde|würden|könnte|könnten|dürfte"
    r"|dürften)\b"
)
FUTURE_WORDS = frozenset(
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
TO_READER = re.compile(r"^(?:You|Your|Please|Click|Sie können|Bitte|Klicken)\b")
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
STOPS = (":", ";", "–", "—", " - ")
LOUD_ENDS = ("!", "…", "...")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
PERCENT = re.compile(r"\d ?(?:%|per ?cent|Prozent)", re.IGNORECASE)
MONEY = re.compile(r"[€$£]|\b(?:dollars?|euros?|pounds|Euro|Franken)\b", re.IGNORECASE)


# Without these there is no quotation, no share and no money.
MARKS = '“„"«‘'
PERCENT_PARTS = ("%", "cent", "prozent")
MONEY_WORDS = ("€", "$", "£", "dollar", "euro", "pounds", "franken")


def has_marks(sentence: str) -> bool:
    return any(mark in sentence for mark in MARKS)


def without_quotations(sentence: str) -> str:
    """``sentence`` itself when nothing in it is quoted."""
    if not has_marks(sentence):
        return sentence
    outside, quotations = QUOTED.subn(" ", sentence)
    return outside if quotations else sentence


def tells_future(sentence: str) -> bool:
    seen = glimpse(sentence)
    return seen.has_any(FUTURE_WORDS) and FUTURE.search(sentence) is not None


@lru_cache(SENTENCES_REMEMBERED)
def count_names(sentence: str) -> int:
    return len(NAME.findall(sentence))


def names_somebody(sentence: str) -> bool:
    return count_names(sentence) > 0 or NAME_OPENS.match(sentence) is not None


@lru_cache(SENTENCES_REMEMBERED)
def measure_words(sentence: str) -> tuple[int, int, int]:
    """How many words there are, how many are capital, and their letters."""
    pieces = [*map(measure_piece, sentence.split())] or [(0, 0, 0)]
    count, capital, letters = map(sum, zip(*pieces, strict=True))
    return count, capital, letters


@lru_cache(WORDS_REMEMBERED)
def measure_piece(piece: str) -> tuple[int, int, int]:
    words = WORD.findall(piece)
    return len(words), sum(word[0].isupper() for word in words), sum(map(len, words))


@lru_cache(SENTENCES_REMEMBERED)
def count_words(text: str) -> Counter[str]:
    """``count_listed``, and the acts that are told by two words together."""
    found = count_listed(text)
    if not AUXILIARIES.isdisjoint(text.lower().split()):
        found["reports an act"] += len(HAS_DONE.findall(text))
    return found


def read_signs(sentence: str) -> list[float]:
    """One number from 0 to 1 for each of ``NAMES``."""
    outside = without_quotations(sentence)
    counts = count_words(sentence)
    counts_outside = counts if outside is sentence else count_words(outside)
    seen = glimpse(sentence)
    words, capital, letters = measure_words(sentence)
    count = max(1, words)
    signs = [min(1.0, counts[name] / 2) for name in LISTS]
    marks = (
        tells_future(sentence),
        counts_outside["opinion"],
        counts_outside["first person"],
        CONNECTS.match(sentence),
        "?" in sentence and QUESTION.search(sentence),
        any(end in sentence for end in LOUD_ENDS) and ENDS_LOUD.search(sentence),
        outside is not sentence,
        has_marks(sentence) and SCARE_QUOTED.search(sentence),
        IMPERATIVE.match(sentence),
        seen.digit,
        YEAR.search(seen.numerals),
        seen.digit and seen.has_part(PERCENT_PARTS) and PERCENT.search(sentence),
        seen.has_part(MONEY_WORDS) and MONEY.search(sentence),
        names_somebody(sentence),
        count_names(sentence) > 2,
    )
    signs.extend(float(bool(mark)) for mark in marks)
    signs.extend(
        min(1.0, amount)
        for amount in (
            capital / count,
            sentence.count(",") / 4,
            sum(map(sentence.count, STOPS)) / 2,
            count / 40,
            max(0, 8 - count) / 8,
            letters / count / 10,
        )
    )
    return signs
