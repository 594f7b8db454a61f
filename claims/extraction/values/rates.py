"""Amounts said without a figure: fractions, ordinals, "doubled"; and "rose", "fell"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.extraction.findings import Value
from claims.extraction.text.glimpses import (
    Glimpse,
    declined,
    hint_of_parts,
    hint_of_words,
)
from claims.extraction.text.wordlists import any_of, listed
from claims.extraction.values.nouns import noun_concept
from claims.extraction.values.numerals import ENGLISH
from claims.extraction.values.quantities import bound_at, spread
from claims.extraction.values.roles import noun_after

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
    r"|verliert|kürz\w+|gekürzt\w*|reduzier\w+|str(?:eicht|ich|ichen)|einbüß\w+|weniger|fewer|less|billiger"
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
# "Lies 22 percent below the pay of men": no change, but how far apart.
OF_SOME = re.compile(r"\sof(?!\w)")
BESIDE = re.compile(r"\s(?:below|above|unter|über)(?!\w)")
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
_PART = (
    r"(?:(?P<count>an?|one|two|three|four|five|seven|eight|nine|ein(?:e[mnr]?)?|zwei"
    r"|drei"
    r"|vier|fünf|sieben|acht|neun|die|der)[\s-])?(?P<part>half|thirds?|quarters?"
    r"|fifths?"
    r"|sixths?|tenths?|Hälfte|Drittel|Viertel|Fünftel|Sechstel|Zehntel)"
)
FRACTION = re.compile(
    rf"(?<![\w-]){_PART}(?=\s(?:of(?! a percentage)|der|des|aller|von|the|all|its"
    r"|their)\b|[.,]|$)",
    re.IGNORECASE,
)
CHANGED_PART = re.compile(
    rf"(?<!\w)(?:by|um)\s(?:\w+\s){{0,2}}?(?P<core>{_PART})(?!\w)"
    r"(?!\s(?:of a )?(?:percent|point|Prozentpunkt))",
    re.IGNORECASE,
)
ONE_IN = re.compile(
    r"(?<!\w)(?P<count>one|two|three|four|five|six|seven|eight|nine|eine?r?|zwei"
    r"|drei|vier|fünf|sechs|sieben|acht|neun)\s"
    r"(?:(?<=one\s)(?:[a-z]{3,}\s){1,2}?(?=in\s\w+\s(?:is|was|has|had|does|did|will"
    r"|would|can|could|says|said|lives)\s))?(?:in|out of|of every|von)\s(?:every\s)?"
    r"(?P<whole>three|four|five|six|eight|ten|drei|vier|fünf|sechs|acht|zehn|hundert"
    r"|\d{1,3})(?![\w.,]*\d)",
    re.IGNORECASE,
)
WHOLES = COUNTS | {"hundert": "100"}
EVERY = re.compile(
    r"(?<!\w)jede[rsn]?\s(?P<part>zweite|dritte|vierte|fünfte|sechste"
    r"|zehnte)[rnsm]?(?!\w)",
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
        "100": "hundredth hundertste",
    }
)
ORDINAL = re.compile(
    rf"(?<![\w-])(?P<word>{any_of(word for word in ORDINALS if word.isalpha())})"
    r"(?:(?<=e)[nrsm])?\s(?=[^\W\d_])",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"(?<![\w.,-])(?P<number>\d{1,3})(?:st|nd|rd|th)[\s-](?=[^\W\d_])"
)
STOPPED = re.compile(r"\d\.(?!\S)")
GERMAN_ORDINAL = re.compile(
    r"(?<![\w.,])(?P<number>[1-9]\d{0,2})\.\s(?=[A-ZÄÖÜ][a-zäöü]{2})"
)
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
COMPOUND_ORDINAL = re.compile(
    rf"(?<![\w-])(?P<tens>{'|'.join(TENS)})-(?P<ones>first|second|third|fourth|fifth"
    r"|sixth|seventh|eighth|ninth)\s(?=[^\W\d_])",
    re.IGNORECASE,
)
# "finished fourth", "wurde Zweiter": a place without its noun.
PLACED = re.compile(
    r"(?<!\w)(?:finish(?:ed|es|ing)|came|come|placed|ranks?|ranked|(?:is|are|was|were"
    r"|lies?|lay)(?=\s\w+(?:\s(?:in|on|behind|after)\s|[.,])))\s(?:in\s)?"
    r"(?P<english>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|\d{1,2}(?:st|nd|rd|th))(?!\w)(?!\s(?:place|in line))"
    r"|(?<!\w)(?:[Aa]ls|wurde[n]?|wird|belegte|landete|Platz)\s(?:[^.;:,]{0,40}?\s)?"
    r"(?P<german>Erste|Zweite|Dritte|Vierte|Fünfte|Sechste|Siebte|Achte|Neunte|Zehnte)"
    r"[rn]?(?=[\s.,]*(?:$|[a-zäöü.,]))"
)
NO_RANKS = {"a", "an", "ein", "eine", "einem", "der", "die", "das", "zero"}
# "Platz zwei", "second place".
RANKED = re.compile(
    rf"(?<!\w)(?P<rank>Platz|Rang|Runde|Stufe|place|round|stage|number|No\.|Nummer"
    rf"|Nr\.)"
    rf"\s(?P<place>\d{1, 3}(?![\d.,]*\d)"
    rf"|{any_of({*ENGLISH, *COUNTS} - NO_RANKS)})(?!\w)",
    re.IGNORECASE,
)
UNCOUNTED = re.compile(
    r"(?:century|jahrhundert|minister|world|lady|welt)(?:s|es)?(?!\w)", re.IGNORECASE
)


TELLS_CHANGE = hint_of_parts(
    "doubl",
    "doppel",
    "tripl",
    "trebl",
    "fach",
    "twice",
    "times",
    "mal",
    "fold",
    "halv",
    "halb",
    "half",
    "hälfte",
    "quadr",
    "quint",
)
PART_OF_POINT = re.compile(
    r"(?<!\w)(?:a\s)?(?P<part>half|quarter)[ -]point(?!\w|-)", re.IGNORECASE
)
NAMES_PART = hint_of_words(PARTS)
NAMES_POINT = hint_of_words(["point"])
NAMES_COUNT = hint_of_words(
    listed(
        "one two three four five six seven eight nine ein eine einer zwei drei vier"
        " fünf sechs sieben acht neun"
    )
)
NAMES_WHOLE = hint_of_words(
    listed("three four five six eight ten drei vier fünf sechs acht zehn hundert")
)
NAMES_RANK = hint_of_words(
    listed("platz rang runde stufe place round stage number no nummer nr")
)
TELLS_PLACE = hint_of_words(
    listed(
        "finish finished finishes finishing came come placed rank ranks ranked is are"
        " was were lie lies lay als"
        " wurde"
        " wurden wird belegte landete platz"
    )
)
NAMES_TENTH = hint_of_words(TENS)
NAMES_ORDINAL = hint_of_words(declined(*ORDINALS))
NUMBERS = hint_of_words(("st", "nd", "rd", "th"))
EVERY_ONE = hint_of_parts("jede")


def find_rates(sentence: str, seen: Glimpse) -> Iterator[Value]:
    """Changes, fractions and ordinals. Spans may overlap; the first is the best."""
    if seen.has(TELLS_CHANGE):
        yield from find_changes(sentence)
    yield from find_fractions(sentence, seen)
    if seen.has(NAMES_POINT):
        for found in PART_OF_POINT.finditer(sentence):
            amount = "0.5" if found["part"].casefold() == "half" else "0.25"
            point = rated(sentence, "percent", amount, *found.span())
            yield replace(point, unit="points", bound="")
    if seen.digit or seen.has(NAMES_ORDINAL | NAMES_RANK):
        yield from find_ordinals(sentence, seen)


def find_changes(sentence: str) -> Iterator[Value]:
    for found in CHANGE.finditer(sentence):
        if not NEGATED.search(sentence[max(0, found.start() - 20) : found.start()]):
            factor = tuple(FACTORS)[int((found.lastgroup or "f0")[1:])]
            yield rated(sentence, "change", factor, *found.span())


def find_fractions(sentence: str, seen: Glimpse) -> Iterator[Value]:
    if seen.has(NAMES_COUNT) and (seen.digit or seen.has(NAMES_WHOLE)):
        yield from find_ones_in(sentence)
    if seen.has(EVERY_ONE):
        for found in EVERY.finditer(sentence):
            share = percent(Decimal(1), Decimal(ORDINALS[found["part"].casefold()]))
            yield rated(sentence, "percent", share, *found.span())
    if seen.has(NAMES_PART):
        for found in CHANGED_PART.finditer(sentence):
            yield from part(sentence, found, *found.span("core"))
        for found in FRACTION.finditer(sentence):
            yield from part(sentence, found, *found.span())


def find_ones_in(sentence: str) -> Iterator[Value]:
    for found in ONE_IN.finditer(sentence):
        count = Decimal(COUNTS.get(found["count"].casefold(), "1"))
        whole = found["whole"].casefold()
        share = Decimal(WHOLES.get(whole, whole))
        if 0 < count < share:
            yield rated(sentence, "percent", percent(count, share), *found.span())


def part(sentence: str, found: re.Match[str], start: int, end: int) -> Iterator[Value]:
    whole = Decimal(PARTS[found["part"].casefold()])
    count = Decimal(COUNTS.get((found["count"] or "a").casefold(), "1"))
    if count < whole:
        yield rated(sentence, "percent", percent(count, whole), start, end)


def find_ordinals(sentence: str, seen: Glimpse) -> Iterator[Value]:
    for found in ORDINAL.finditer(sentence) if seen.has(NAMES_ORDINAL) else ():
        if place := ORDINALS.get(found["word"].casefold()):
            yield from ordinal(sentence, place, found)
    for found in NUMBERED.finditer(sentence) if seen.has(NUMBERS) else ():
        yield from ordinal(sentence, found["number"], found)
    for found in COMPOUND_ORDINAL.finditer(sentence) if seen.has(NAMES_TENTH) else ():
        tens = TENS[found["tens"].casefold()]
        place = str(tens + int(ORDINALS[found["ones"].casefold()]))
        yield from ordinal(sentence, place, found)
    for found in PLACED.finditer(sentence) if seen.has(TELLS_PLACE) else ():
        group = found.lastgroup or "english"
        word = found[group].casefold()
        place = ORDINALS.get(word) or re.sub(r"\D", "", word)
        start, end = found.start(group), found.end()
        yield Value("ordinal", place, "place", "", start, end, sentence[start:end])
    for found in RANKED.finditer(sentence) if seen.has(NAMES_RANK) else ():
        place = found["place"].casefold()
        place = COUNTS.get(place) or str(ENGLISH.get(place, place))
        noun = noun_concept(found["rank"].casefold()) or "place"
        yield Value("ordinal", place, noun, "", *found.span(), found.group())
    stopped = STOPPED.search(seen.numerals)
    for found in GERMAN_ORDINAL.finditer(sentence) if stopped else ():
        yield from ordinal(sentence, found["number"], found)


def ordinal(sentence: str, place: str, found: re.Match[str]) -> Iterator[Value]:
    noun = noun_after(sentence, found.end() - 1, alone=True)
    if noun and not UNCOUNTED.match(sentence, found.end()):
        start, end = found.start(), found.end() - 1
        yield Value("ordinal", place, noun, "", start, end, sentence[start:end])


def rated(sentence: str, kind: str, amount: str, start: int, end: int) -> Value:
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
    if by and BESIDE.match(right):
        return ""
    words = [*DIRECTION.finditer(left)]
    # A German participle and an English comparative follow: "um 5 Prozent gesunken".
    after = (
        DIRECTION.match(right.lstrip()) or DIRECTION.search(right)
        if by
        else (DIRECTION.match(right.lstrip()))
    )
    word = after if after and (by or not words) else (words[-1] if words else None)
    if word is None:
        # "Favoured by 60 percent of those asked" is no change.
        return "change" if by and not OF_SOME.match(right) else ""
    return "rise" if word["rise"] else "fall"
