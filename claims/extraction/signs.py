"""What a sentence shows of itself, in two languages: signs for the model to weigh, and
patterns a reviewer can be told about."""

import re
from collections import Counter
from functools import lru_cache

from claims.extraction.listed import LISTS, count_listed

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
AUXILIARIES = {
    "has",
    "have",
    "had",
    "was",
    "were",
    "wurde",
    "wurden",
    "hat",
    "haben",
    "habe",
    "hatte",
    "hatten",
}
FUTURE = re.compile(
    r"\b(?:will|is going to|are going to|is expected to|are expected to|is likely to"
    r"|could|might|may(?! \d)|wird|werden|würde|würden|könnte|könnten|dürfte"
    r"|dürften)\b"
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
DIGIT = re.compile(r"\d")
STOPS = re.compile(r"[:;–—]| - ")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
PERCENT = re.compile(r"\d ?(?:%|per ?cent|Prozent)", re.IGNORECASE)
MONEY = re.compile(r"[€$£]|\b(?:dollars?|euros?|pounds|Euro|Franken)\b", re.IGNORECASE)


# Without these there is no quotation, and no money.
MARKS = '“„"«‘'
MONEY_WORDS = ("€", "$", "£", "dollar", "euro", "pounds", "franken")


def has_marks(sentence: str) -> bool:
    return any(mark in sentence for mark in MARKS)


def without_quotations(sentence: str) -> str:
    """``sentence`` itself when nothing in it is quoted."""
    if not has_marks(sentence):
        return sentence
    outside, quotations = QUOTED.subn(" ", sentence)
    return outside if quotations else sentence


@lru_cache(maxsize=2000)
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
    has_digit = DIGIT.search(sentence) is not None
    low = sentence.lower()
    tokens = WORD.findall(sentence)
    count = max(1, len(tokens))
    names = len(NAME.findall(sentence))
    signs = [min(1.0, counts[name] / 2) for name in LISTS]
    marks = (
        FUTURE.search(sentence),
        counts_outside["opinion"],
        counts_outside["first person"],
        CONNECTS.match(sentence),
        "?" in sentence and QUESTION.search(sentence),
        ENDS_LOUD.search(sentence),
        outside is not sentence,
        has_marks(sentence) and SCARE_QUOTED.search(sentence),
        IMPERATIVE.match(sentence),
        has_digit,
        has_digit and YEAR.search(sentence),
        has_digit and PERCENT.search(sentence),
        any(word in low for word in MONEY_WORDS) and MONEY.search(sentence),
        names or NAME_OPENS.match(sentence),
        names > 2,
    )
    signs.extend(float(bool(mark)) for mark in marks)
    signs.extend(
        min(1.0, amount)
        for amount in (
            sum(token[0].isupper() for token in tokens) / count,
            sentence.count(",") / 4,
            len(STOPS.findall(sentence)) / 2,
            count / 40,
            max(0, 8 - count) / 8,
            sum(len(token) for token in tokens) / count / 10,
        )
    )
    return signs
