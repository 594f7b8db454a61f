"""Amounts said without a figure: fractions, ordinals, "doubled"; and "rose", "fell"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.extraction.findings import Value
from claims.extraction.quantities import bound_at, spread
from claims.extraction.roles import noun_after

RISE = (
    r"rise|rises|rose|risen|rising|increas\w+|grew|grow\w*|up|climb\w*|jump\w*|soar\w*"
    r"|surge[ds]?|gain\w*|higher|hike[ds]?|advanc\w+|added|steigt|stieg(?:en)?|steigen"
    r"|gestiegen\w*|Anstieg|wuchs(?:en)?|wächst|gewachsen\w*|Zuwachs|Zunahme|erhöh\w+"
    r"|legte[n]?|Plus|gewann(?:en)?|zugelegt|kletter\w+|teurer|mehr|more"
)
FALL = (
    r"fall|falls|fell|fallen|falling|decreas\w+|declin\w+|drop\w*|down|shrank|shrunk"
    r"|shr[iu]nk\w*|cut|cuts|cutting|reduc\w+|los[te]|loses|losing|lower\w*|slump\w*"
    r"|plunge[ds]?|slash\w*|sank|sink\w*|sinkt|sank(?:en)?|gesunken\w*|Rückgang"
    r"|fiel(?:en)?|fällt|gefallen|senk\w+|gesenkt\w*|schrumpf\w+|Minus|verlor(?:en)?"
    r"|verliert|kürz\w+|gekürzt\w*|reduzier\w+|einbüß\w+|weniger|fewer|less|billiger"
)
DIRECTION = re.compile(
    rf"(?<!\w)(?:(?P<rise>{RISE})|(?P<fall>{FALL}))(?!\w)(?!\s(?:than|als)\b)",
    re.IGNORECASE,
)
LEVEL = re.compile(
    r"(?:(?<!\w)(?:to|at|auf|bei|of\saround|from|von|reached|reaching|stood at"
    r"|erreicht\w*))\s(?:\w+\s)?$",
    re.IGNORECASE,
)
BY = re.compile(
    r"(?<!\w)(?:by|um)\s(?:(?:about|some|around|almost|nearly|more than|over|at least"
    r"|up to|rund|etwa|knapp|fast|gut|mehr als|über|mindestens|bis zu|a further"
    r"|weitere)\s)?(?:[€$£])?$",
    re.IGNORECASE,
)
FACTORS = {
    "2": r"doubl(?:ed|es|ing|e)|(?:sich\s)?verdoppel(?:t|te|ten|n)|Verdopplung"
    r"|twice as (?:many|much|high)|doppelt so (?:viele?|hoch|groß)|twofold",
    "3": r"tripl(?:ed|es|ing|e)|trebled|verdreifach(?:t|te|ten|en)"
    r"|three times as (?:many|much|high)|dreimal so (?:viele?|hoch|groß)|threefold",
    "4": r"quadrupl(?:ed|es|ing|e)|vervierfach(?:t|te|ten|en)"
    r"|four times as (?:many|much|high)|viermal so (?:viele?|hoch|groß)|fourfold",
    "5": r"quintupled|verfünffach(?:t|te|ten|en)",
    "10": r"verzehnfach(?:t|te|ten|en)|tenfold",
    "0.5": r"halv(?:ed|es|ing|e)|halbier(?:t|te|ten|en)"
    r"|(?:cut|reduced|fell|fallen|dropped|down|shrank) (?:by|in) half"
    r"|um die Hälfte (?:gesunken|gefallen|gekürzt|reduziert|geschrumpft|zurück\w+)"
    r"|half as (?:many|much|high)|halb so (?:viele?|hoch|groß)",
}
CHANGE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<f{at}>{words})" for at, words in enumerate(FACTORS.values()))
    + r")(?!\w)",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:not|n't|nicht|without)\s(?:\w+\s)?$", re.IGNORECASE)

PARTS = spread(
    {
        "2": "half halves halb halbe hälfte",
        "3": "third thirds drittel",
        "4": "quarter quarters viertel",
        "5": "fifth fifths fünftel",
        "6": "sixth sixths sechstel",
        "10": "tenth tenths zehntel",
    }
)
COUNTS = spread(
    {
        "1": "a one an ein eine einem die der das",
        "2": "two zwei",
        "3": "three drei",
        "4": "four vier",
        "5": "five fünf",
        "6": "six sechs",
        "7": "seven sieben",
        "8": "eight acht",
        "9": "nine neun",
        "10": "ten zehn",
    }
)
FRACTION = re.compile(
    r"(?<![\w-])(?:(?P<count>an?|one|two|three|four|five|seven|eight|nine|ein(?:e[mnr]?)?"
    r"|zwei|drei|vier|fünf|sieben|acht|neun|die|der)[\s-])?"
    r"(?P<part>half|thirds?|quarters?|fifths?|sixths?|tenths?|Hälfte|Drittel|Viertel"
    r"|Fünftel|Sechstel|Zehntel)(?=\s(?:of(?! a percentage)|der|des|aller|von|the|all"
    r"|its|their)\b"
    r"|[.,]|$)",
    re.IGNORECASE,
)
ONE_IN = re.compile(
    r"(?<!\w)(?P<count>one|two|three|four|nine|eine?r?|zwei|drei|vier|neun)\s"
    r"(?:in|out of|of every|von)\s(?:every\s)?"
    r"(?P<whole>three|four|five|six|eight|ten|drei|vier|fünf|sechs|acht|zehn|hundert"
    r"|\d{1,3})(?![\w.,]*\d)",
    re.IGNORECASE,
)
WHOLES = COUNTS | {"hundert": "100"}
EVERY = re.compile(
    r"(?<!\w)jede[rsn]?\s(?P<part>zweite|dritte|vierte|fünfte|sechste|zehnte)[rnsm]?(?!\w)",
    re.IGNORECASE,
)
ORDINALS = spread(
    {
        "1": "first erste 1st",
        "2": "second zweite 2nd",
        "3": "third dritte 3rd",
        "4": "fourth vierte 4th",
        "5": "fifth fünfte 5th",
        "6": "sixth sechste 6th",
        "7": "seventh siebte siebente 7th",
        "8": "eighth achte 8th",
        "9": "ninth neunte 9th",
        "10": "tenth zehnte 10th",
        "11": "eleventh elfte 11th",
        "12": "twelfth zwölfte 12th",
        "13": "13th dreizehnte thirteenth",
        "14": "14th vierzehnte fourteenth",
        "15": "15th fünfzehnte fifteenth",
        "16": "16th sechzehnte",
        "17": "17th siebzehnte",
        "18": "18th achtzehnte",
        "19": "19th neunzehnte",
        "20": "20th zwanzigste twentieth",
        "21": "21st",
    }
)
ORDINAL = re.compile(
    r"(?<![\w-])(?P<word>\w{3,12}?)(?:(?<=e)[nrsm])?\s(?=[^\W\d_])", re.IGNORECASE
)
GERMAN_ORDINAL = re.compile(
    r"(?<![\w.,])(?P<number>[1-9]\d?)\.\s(?=[A-ZÄÖÜ][a-zäöü]{2})"
)
UNCOUNTED = re.compile(
    r"(?:century|jahrhundert|minister|world|lady|welt)(?:s|es)?(?!\w)", re.IGNORECASE
)


def find_rates(sentence: str) -> Iterator[Value]:
    """Changes, fractions and ordinals. Spans may overlap; the first is the best."""
    for found in CHANGE.finditer(sentence):
        if not NEGATED.search(sentence[max(0, found.start() - 20) : found.start()]):
            factor = tuple(FACTORS)[int((found.lastgroup or "f0")[1:])]
            yield rated(sentence, "change", factor, found)
    yield from find_fractions(sentence)
    yield from find_ordinals(sentence)


def find_fractions(sentence: str) -> Iterator[Value]:
    for found in ONE_IN.finditer(sentence):
        count = Decimal(COUNTS.get(found["count"].casefold().rstrip("r"), "1"))
        whole = found["whole"].casefold()
        share = Decimal(WHOLES.get(whole, whole))
        if 0 < count < share:
            yield rated(sentence, "percent", percent(count, share), found)
    for found in EVERY.finditer(sentence):
        whole = ORDINALS[found["part"].casefold()]
        yield rated(sentence, "percent", percent(Decimal(1), Decimal(whole)), found)
    for found in FRACTION.finditer(sentence):
        whole = Decimal(PARTS[found["part"].casefold()])
        count = Decimal(COUNTS.get((found["count"] or "a").casefold(), "1"))
        if count < whole:
            yield rated(sentence, "percent", percent(count, whole), found)


def find_ordinals(sentence: str) -> Iterator[Value]:
    for found in ORDINAL.finditer(sentence):
        if place := ORDINALS.get(found["word"].casefold()):
            yield from ordinal(sentence, place, found)
    for found in GERMAN_ORDINAL.finditer(sentence):
        yield from ordinal(sentence, found["number"], found)


def ordinal(sentence: str, place: str, found: re.Match[str]) -> Iterator[Value]:
    noun = noun_after(sentence, found.end() - 1)
    if noun and not UNCOUNTED.match(sentence, found.end()):
        start, end = found.start(), found.end() - 1
        yield Value("ordinal", place, noun, "", start, end, sentence[start:end])


def rated(sentence: str, kind: str, amount: str, found: re.Match[str]) -> Value:
    start, end = found.span()
    bound = bound_at(sentence, start, end)
    role = direction_at(sentence, start, end, 0) if kind == "percent" else ""
    if kind == "percent" and not bound and "." in amount:
        # "A third" is as good a word for 33 as for 34 percent.
        bound = "about"
    return Value(kind, amount, "", bound, start, end, sentence[start:end], role)


def percent(count: Decimal, whole: Decimal) -> str:
    return f"{(100 * count / whole).quantize(Decimal('0.1')).normalize():f}"


def direction_at(sentence: str, start: int, end: int, last: int) -> str:
    """Of an amount of change "rise" or "fall", "change" where only "by" is said, and
    "" for a level; ``last`` is where the value before it ends."""
    left = sentence[max(last, start - 60) : start]
    by = BY.search(left)
    if not by and LEVEL.search(left):
        return ""
    right = sentence[end : end + 25]
    words = [*DIRECTION.finditer(left)]
    # A German participle and an English comparative follow: "um 5 Prozent gesunken".
    after = (
        DIRECTION.match(right.lstrip()) or DIRECTION.search(right)
        if by
        else (DIRECTION.match(right.lstrip()))
    )
    word = after if after and (by or not words) else (words[-1] if words else None)
    if word is None:
        return "change" if by else ""
    return "rise" if word["rise"] else "fall"
