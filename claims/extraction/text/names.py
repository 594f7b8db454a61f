"""People and places, where a capital letter or a known name makes it plain."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from claims.extraction.findings import Value
from claims.extraction.text.glimpses import (
    WORD,
    Glimpse,
    hint_of_parts,
    hint_of_words,
)
from claims.extraction.text.wordlists import listed

# Cities and regions that read otherwise in German, or that reports name often.
CITIES = """
munich münchen|cologne köln|nuremberg nürnberg|hanover hannover|frankfurt|hamburg
leipzig|dresden|stuttgart|düsseldorf dusseldorf|bremen|dortmund|essen|duisburg|bonn
mannheim|karlsruhe|augsburg|rostock|magdeburg|potsdam|kiel|mainz|erfurt|saarbrücken
lyon|marseille|toulouse|nice nizza|strasbourg straßburg|milan mailand|naples neapel
turin|florence florenz|venice venedig|geneva genf|basel|bern|graz|linz|salzburg
barcelona|valencia|seville sevilla|manchester|birmingham|liverpool|glasgow|edinburgh
leeds|antwerp antwerpen|ghent gent|rotterdam|the-hague den-haag|gothenburg göteborg
kyiv kiew kiev|kharkiv charkiw kharkov|odesa odessa|lviv lwiw lemberg|mariupol|kherson
cherson|dnipro|donetsk donezk|luhansk|crimea krim|kursk|belgorod|mosul|aleppo|homs
gaza|rafah|haifa|tel-aviv|mecca mekka|bavaria bayern|saxony sachsen|hesse hessen
brandenburg|thuringia thüringen|north-rhine-westphalia nordrhein-westfalen
lower-saxony niedersachsen|catalonia katalonien|scotland schottland|wales
northern-ireland nordirland|texas|california kalifornien|florida|boston|houston
miami|dallas|washington|san-francisco|seattle|philadelphia|atlanta|mumbai|delhi
krakow krakau|gdansk danzig|thessaloniki|izmir|lagos|abidjan
"""
# The countries' own words: adjectives and inhabitants, by the beginning of the word.
PEOPLES = {
    "DE": "german deutsch germans",
    "FR": "french französisch franzos",
    "GB": "british britisch brit",
    "US": "american amerikanisch us-",
    "RU": "russian russisch russ",
    "UA": "ukrainian ukrainisch",
    "PL": "polish polnisch",
    "IT": "italian italienisch",
    "ES": "spanish spanisch",
    "AT": "austrian österreichisch",
    "CH": "swiss schweizer",
    "NL": "dutch niederländisch",
    "CN": "chinese chinesisch",
    "JP": "japanese japanisch",
    "TR": "turkish türkisch",
    "IL": "israeli israelisch",
    "IR": "iranian iranisch",
    "SY": "syrian syrisch",
    "IN": "indian indisch",
    "GR": "greek griechisch",
    "SE": "swedish schwedisch",
    "NO": "norwegian norwegisch",
    "HU": "hungarian ungarisch",
    "CZ": "czech tschechisch",
    "CA": "canadian kanadisch",
    "BR": "brazilian brasilianisch",
    "MX": "mexican mexikanisch",
    "EG": "egyptian ägyptisch",
}
MORE_COUNTRIES = {
    "US": "us u.s. usa america amerika vereinigte-staaten",
    "GB": "uk u.k. britain great-britain england großbritannien",
    "AE": "emirates emirate uae",
    "CZ": "czech-republic tschechien",
    "KR": "south-korea südkorea",
    "KP": "north-korea nordkorea",
    "BY": "belarus weißrussland",
    "TR": "turkey türkei",
    "EU": "eu",
}
# Words that are also a name of a country or a city.
NO_PLACES = frozenset(listed("essen nice mobile man gent reunion zone eu un"))
PEOPLE_ENDINGS = frozenset(("", "e", "en", "er", "es", "em", "s"))

CAPITALISED = r"[A-ZÄÖÜ][\w’'-]*[\w’']"
WORDS = re.compile(r"[^\W\d_](?:[\w.’'-]*\w)?")
TITLED = (
    r"(?:President|Chancellor|(?:Prime |Foreign |Finance |Interior |Defen[cs]e )?"
    r"Minister|Secretary(?:[ -]General)?|Senator|Governor|Mayor|Mr\.?|Mrs\.?"
    r"|Ms\.?|Dr\.|Prof\.|Sir|General|Pope|King|Queen|Präsident(?:in)?"
    r"|(?:Bundes)?[Kk]anzler(?:in)?"
    r"|[A-Z]?\w{0,20}[Mm]inister(?:präsident)?(?:in)?|Herr|Frau|Papst"
    r"|Bürgermeister(?:in)?"
    r"|Bundespräsident(?:in)?|US-Präsident(?:in)?)"
)
PERSON = re.compile(
    rf"(?<!\w){TITLED}\s(?P<name>{CAPITALISED}(?:\s(?:(?:von|van|de|der|den|al|bin)\s)?"
    rf"{CAPITALISED}){{0,3}})"
)
AFTER_PREPOSITION = re.compile(
    rf"(?<!\w)(?:[Ii]n|near|across|outside)\s(?P<name>{CAPITALISED}"
    rf"(?:\s{CAPITALISED}){{0,2}})"
)
NOT_A_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Spring|Summer|Autumn|Winter"
    r"|Parliament"
    r"|Congress|Jan|Feb|Aug|Sept|Oct|Nov|Dec)"
)
REGIONS = {
    word: name
    for name, words in {
        "north": "north norden",
        "south": "south süden",
        "east": "east osten",
        "west": "west westen",
    }.items()
    for word in words.split()
}
REGION = re.compile(
    r"(?<!\w)(?:[Ii]n the|[Ii]m)\s(?P<region>[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|Norden"
    r"|Süden|Osten|Westen)(?!\w)(?!\s[A-ZÄÖÜ])"
)
NAMES_REGION = hint_of_words(REGIONS)
TITLES = frozenset(
    listed(
        "secretary senator governor mayor mr mrs ms dr prof sir general pope king queen"
        " herr frau papst"
    )
)
HAS_TITLE = hint_of_words(TITLES)
HAS_OFFICE = hint_of_parts(
    "minister",
    "präsident",
    "president",
    "kanzler",
    "chancellor",
    "bürgermeister",
)
GERMAN_NOUN = re.compile(
    r"(?:Haft|Kraft|Not|Gefahr|Form|Höhe|Frage|Betrieb|Zukunft|Brand|Rente|Bezug"
    r"|Ordnung"
    r"|Flammen|Trümmern?|Gewahrsam|Wirklichkeit|Panik|Sicht|Ruhe|Ruinen|Serie|Folge|Bau"
    r"|Arbeit|Zeiten|Jahren|Teilen|Anspruch|Kauf|Aussicht|Planung|Pension|Quarantäne"
    r"|Deckung|Verruf|Gefängnissen|Schulen|Falle|Fällen|Empfang|Armut|Angst|Länder"
    r"|Gang|Angriff|Betracht|Erwägung|Umlauf|Verdacht|Vergessenheit|Verzug|Wut|Zweifel"
    r"|Aufruhr|Besitz|Eile|Freiheit|Frieden|Grenzen|Händen|Kontakt|Konkurrenz|Kürze"
    r"|Mode|Raten|Rechnung|Richtung|Schach|Schwierigkeiten|Sachen|Stücken?|Tränen"
    r"|Trauer|Ungnade|Wahrheit|Wellen|Zusammenarbeit|Zusammenhang|Einklang|Auftrag"
    r"|Städten|Orten|Dörfern|Häusern|Räumen|Büros|Autos|Familien|Kliniken|Betrieben"
    r"|Firmen|Ländern|Staaten|Meter|Prozent|Euro|Millionen"
    r"|[A-ZÄÖÜ]\w*(?:gräbern|mitteln|ländern|städten|ungen|ung|heit"
    r"|keit|schaft|schaften|tion|tionen|tät|gefahr|haft|zeit|zahl|form|höhe|kraft"
    r"|arbeit"
    r"|fällen|häusern|betrieb|sicht))(?!\w)"
)
HAS_PREPOSITION = hint_of_words(("in", "near", "across", "outside"))
OWNER = re.compile(r"['’](?:s\b|$)")
LONGEST_NAME = 4
# "In Berlin" is a place; "Berlin said" is a government.
WHERE = re.compile(
    r"(?<!\w)(?:in|at|near|around|outside|across|bei|nahe|um)\s(?:the\s|der\s)?$",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"['’]s?$")
POSSESSIVES = ("'", "’", "'s", "’s")
NO_COUNTRIES = frozenset(("ZZ", "EZ", "UN", "QO", "XA", "XB"))
AREAS = frozenset(
    ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Pacific")
)


@cache
def known_places() -> dict[tuple[str, ...], tuple[str, str]]:
    """Names as words, with their kind ("country", "city") and one name for all."""
    known: dict[tuple[str, ...], tuple[str, str]] = {}
    for name, kind, meant in all_places():
        words = tuple(name.casefold().replace("-", " ").split())
        if 0 < len(words) <= LONGEST_NAME and " ".join(words) not in NO_PLACES:
            known.setdefault(words, (kind, meant))
    return known


def all_places() -> Iterator[tuple[str, str, str]]:
    """Each name with its kind and what it stands for; the first of a name counts."""
    for code, names in MORE_COUNTRIES.items():
        yield from ((name, "country", code) for name in names.split())
    for language in ("en", "de"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code not in NO_COUNTRIES:
                yield name, "country", code
    for line in CITIES.strip().replace("\n", "|").split("|"):
        first = line.split()[0].replace("-", " ").title()
        yield from ((name, "city", first) for name in line.split())
    german = Locale("de").time_zones
    for zone in get_global("zone_territories"):
        area, _, name = zone.rpartition("/")
        if area in AREAS:
            city = name.replace("_", " ")
            yield city, "city", city
            yield german.get(zone, {}).get("city", city), "city", city


@cache
def first_words() -> frozenset[str]:
    return frozenset(words[0] for words in known_places())


@cache
def first_letters() -> frozenset[str]:
    """The letters with which a place or a people begins, up to the first other sign."""
    names = (*first_words(), *known_peoples(), "us")
    return frozenset(found.group() for name in names if (found := WORD.match(name)))


MAY_BEGIN_PLACE = hint_of_words(first_letters)


@cache
def known_peoples() -> dict[str, str]:
    """The code of the country for each form of its words, casefolded."""
    return {
        stem + ending: code
        for code, stems in reversed(PEOPLES.items())
        for stem in reversed(stems.split())
        for ending in PEOPLE_ENDINGS
    }


def find_names(sentence: str, seen: Glimpse, language: str = "") -> Iterator[Value]:
    """Persons and places. Spans may overlap; the first found is the best."""
    titled = seen.has(HAS_TITLE | HAS_OFFICE)
    for found in PERSON.finditer(sentence) if titled else ():
        yield named(sentence, "person", found["name"], "", *found.span("name"))
    if seen.has(MAY_BEGIN_PLACE):
        yield from find_places(sentence)
    for found in REGION.finditer(sentence) if seen.has(NAMES_REGION) else ():
        name = REGIONS[found["region"].casefold()]
        span = found.span("region")
        yield named(sentence, "place", name, "region", *span, role="at")
    placed = seen.has(HAS_PREPOSITION)
    for found in AFTER_PREPOSITION.finditer(sentence) if placed else ():
        # Every German noun has a capital: "in Haft".
        german = language == "de" and GERMAN_NOUN.match(found["name"])
        # "In Orr's office" is where Orr is, "in Tarn's north" found as a known place.
        owned = OWNER.search(found["name"])
        if not german and not owned and not NOT_A_PLACE.match(found["name"]):
            span = found.span("name")
            yield named(sentence, "place", found["name"], "", *span, role="at")


def find_places(sentence: str) -> Iterator[Value]:
    words = list(WORDS.finditer(sentence))
    at = 0
    while at < len(words):
        word = words[at].group()
        if not may_begin_place(word):
            at += 1
        elif not is_capital(word):
            # German adjectives of a country are written small.
            code = people_code(word)
            yield named(sentence, "place", code, "country", *words[at].span())
            at += 1
        else:
            length, kind, meant = longest_place(words[at : at + LONGEST_NAME])
            if length:
                start, end = words[at].start(), words[at + length - 1].end()
                yield from placed(sentence, meant, kind, start, end)
            at += length or 1


def is_capital(word: str) -> bool:
    return word[0].isupper() or word in {"us", "uk"}


@lru_cache(65_536)
def may_begin_place(word: str) -> bool:
    if not is_capital(word):
        return bool(people_code(word))
    word = word.casefold()
    first = word.split("-")[0].split("'")[0].split("’")[0]
    return first in first_words() or bool(people_code(without_possessive(word)))


def placed(
    sentence: str, meant: str, kind: str, start: int, end: int
) -> Iterator[Value]:
    if sentence[start:end] not in {"In", "us"}:
        role = "at" if is_where(sentence, start) else ""
        yield named(sentence, "place", meant, kind, start, end, role=role)


def is_where(sentence: str, start: int) -> bool:
    return WHERE.search(sentence[max(0, start - 20) : start]) is not None


def longest_place(words: Sequence[re.Match[str]]) -> tuple[int, str, str]:
    """How many of the ``words`` name a place, and which."""
    known = known_places()
    parts = [without_possessive(word.group().casefold()) for word in words]
    for length in range(len(parts), 0, -1):
        key = tuple(" ".join(parts[:length]).replace("-", " ").split())
        if key in known:
            return (length, *known[key])
    if parts and (code := people_code(parts[0])):
        return 1, "country", code
    return 0, "", ""


def people_code(word: str) -> str:
    """The country of "French", "französische" and "Franzosen"."""
    word = word.casefold()
    return "US" if word.startswith("us-") else known_peoples().get(word, "")


def named(
    sentence: str,
    kind: str,
    name: str,
    unit: str,
    start: int,
    end: int,
    *,
    role: str = "",
) -> Value:
    text = without_possessive(sentence[start:end])
    name, end = without_possessive(name), start + len(text)
    return Value(kind, name, unit, "", start, end, text, role)


def without_possessive(name: str) -> str:
    return POSSESSIVE.sub("", name) if name.endswith(POSSESSIVES) else name
