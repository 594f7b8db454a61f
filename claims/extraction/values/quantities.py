"""The words around a number: magnitudes, currencies, units and bounds."""

import re

from claims.extraction.text.glimpses import hint_of, may_hold, rules_out
from claims.extraction.text.wordlists import any_of


def spread(table: dict[str, str]) -> dict[str, str]:
    """Each of the words of a table's lines, with the key of its line."""
    return {word: key for key, words in table.items() for word in words.split()}


MAGNITUDES = {
    word: 10 ** int(power)
    for word, power in spread(
        {
            "2": "hundred",
            "3": "thousand tausend tsd k",
            "6": "million millions millionen mio mn m",
            "9": "milliarde milliarden mrd billion billions bn b",
            "12": "billionen trillion trillions tn trn",
        }
    ).items()
} | {"dozen": 12, "dutzend": 12}
MAGNITUDE = re.compile(
    r"(?:[ -](?P<word>(?:Mio|Mrd|Tsd)\.?|hundred|thousand|millions?|billions?"
    r"|trillions?|dozen|[Tt]ausend|Dutzend|Million(?:en)?|Milliarden?|Billion(?:en)?"
    r"|mn|bn|tn|m|k)|(?P<short>mn|bn|trn|tn|[mMkKbB]))(?!\w)"
)
CURRENCIES = spread(
    {
        "EUR": "€ euro euros eur",
        "USD": "$ us$ dollar dollars us-dollar us-dollars usd",
        "GBP": "£ pound pounds pfund gbp",
        "CHF": "franken francs chf",
        "RUB": "rubles roubles rubel rub",
        "JPY": "yen ¥ jpy",
        "CNY": "yuan cny renminbi",
        "UAH": "hryvnia hrywnja griwna",
        "TRY": "lira",
        "PLN": "zloty złoty",
        "SEK": "kronor",
    }
)
_CURRENCY_WORD = any_of(word for word in CURRENCIES if word[0].isalpha())
AFTER_CURRENCY = re.compile(
    rf"[ -]?(?P<currency>[€$£¥]|(?:{_CURRENCY_WORD})(?!\w))", re.IGNORECASE
)
BEFORE_CURRENCY = re.compile(r"(?:US\$|[€$£¥]|(?<!\w)(?:EUR|USD|GBP|CHF)) ?$")
DURATIONS = spread(
    {
        "second": "seconds sekunde sekunden",
        "minute": "minute minutes minuten",
        "hour": "hour hours stunde stunden",
        "day": "day days tag tage tagen",
        "week": "week weeks woche wochen",
        "month": "month months monat monate monaten monats",
        "year": "year years jahr jahre jahren jahres",
        "decade": "decade decades jahrzehnt jahrzehnte jahrzehnten",
    }
)
MEASURES = spread(
    {
        "km/h": "kph kmh stundenkilometer stundenkilometern",
        "km": "km kilometre kilometres kilometer kilometers kilometern",
        "m": "metre metres meter meters metern",
        "cm": "cm centimetre centimetres zentimeter zentimetern centimeters",
        "mile": "mile miles meilen meile",
        "mile/h": "mph",
        "tonne": "tonne tonnes ton tons tonnen",
        "kg": "kg kilo kilos kilogram kilograms kilogramm",
        "degree": "degree degrees grad",
        "hectare": "hectare hectares hektar",
        "litre": "litre litres liter liters litern",
        "barrel": "barrel barrels",
        "mw": "mw megawatt megawatts",
        "gw": "gw gigawatt gigawatts",
        "mwh": "mwh megawattstunden",
        "kwh": "kwh kilowattstunden",
        "mm": "mm millimetre millimetres millimeter millimetern millimeters",
        "foot": "foot feet fuß",
        "gram": "gram grams gramm g",
        "pound": "lb lbs",
        "acre": "acre acres",
        "magnitude": "magnitude",
    }
)
MEASURED = frozenset(MEASURES.values())
# What is measured, with how many of the least of its units each is.
SCALES = {
    "mm": ("length", "1"),
    "cm": ("length", "10"),
    "m": ("length", "1000"),
    "km": ("length", "1000000"),
    "foot": ("length", "304.8"),
    "mile": ("length", "1609344"),
    "gram": ("mass", "1"),
    "kg": ("mass", "1000"),
    "tonne": ("mass", "1000000"),
    "pound": ("mass", "453.592"),
    "hectare": ("area", "10000"),
    "acre": ("area", "4046.86"),
    "litre": ("volume", "1"),
    "barrel": ("volume", "158.987"),
    "km/h": ("speed", "1"),
    "mile/h": ("speed", "1.609344"),
    "mw": ("power", "1"),
    "gw": ("power", "1000"),
    "kwh": ("energy", "1"),
    "mwh": ("energy", "1000"),
}
# What hardly anybody turns into metres to the last.
IMPERIAL = frozenset(("foot", "mile", "pound", "acre", "barrel", "mile/h"))
LASTING_UNITS = {
    "jähri": "year",
    "stündi": "hour",
    "tägi": "day",
    "wöchi": "week",
    "monati": "month",
    "minüti": "minute",
}
# "eine 35-stündige Sitzung"; "34-jährig" is an age.
LASTING = re.compile(
    r"-(?P<unit>stündi|tägi|wöchi|monati|minüti)ge?[nrsm]?(?!\w)", re.IGNORECASE
)
PERCENT = re.compile(
    r"[ -]?(?P<basis>basis points?|Basispunkten?)(?!\w)"
    r"|[ -]?(?P<points>(?:of a |an? )?percentage[ -]points?"
    r"|Prozentpunkte?n?|(?:points?|Punkten?)"
    r"(?=[\s,.](?:in|behind|ahead|mehr|weniger|hinter|vor)\b))(?!\w)"
    r"|(?: ?[%\u066a\uff05]|[ -]?(?:per ?cent|Prozent|pct)(?!\w))"
)
AGE = re.compile(
    r"-year-old|\syears\sold\b|\sJahre\salte?[nrsm]?\b|-jährige?[nrsm]?\b"
    r"|\syears\sof\sage\b",
    re.IGNORECASE,
)

BOUNDS = (
    (
        "more than",
        "more than|over|above|exceeding|in excess of|upwards of|mehr als|über"
        "|greater than|oberhalb von",
    ),
    (
        "at least",
        "at least|no fewer than|no less than|not less than|a minimum of|mindestens"
        "|wenigstens|nicht weniger als|zumindest|minimum",
    ),
    ("less than", "less than|fewer than|under|below|weniger als|unter|keine[nr]?"),
    (
        "at most",
        "up to|at most|no more than|not more than|as many as|as much as|a maximum of"
        "|bis zu|höchstens|maximal|nicht mehr als|allenfalls",
    ),
    (
        "almost",
        "nearly|almost|just under|close to|knapp|fast|beinahe|nahezu",
    ),
    ("just over", "just over|a little over|slightly more than|gut|etwas mehr als"),
    (
        "about",
        r"about|around|roughly|approximately|approx\.|some|an estimated|estimated"
        r"|circa|ca\.|rund|etwa|ungefähr|schätzungsweise|an die|in etwa",
    ),
)
NAMES_BOUND = hint_of(dict(BOUNDS))
_BOUND = "|".join(f"(?P<b{at}>{words})" for at, (_, words) in enumerate(BOUNDS))
BOUND = re.compile(
    rf"(?<!\w)(?:(?P<just>just|etwas|slightly|well|deutlich|weit|far)\s)?(?:{_BOUND})"
    r"\s(?:(?:the|a|an|another|weitere[nr]?|den|die|eine[nmr]?)\s)?"
    r"(?:US\$|[€$£¥] ?)?$",
    re.IGNORECASE,
)
# "Ein Paket über vier Milliarden" is one of four billion.
WORTH = re.compile(
    r"(?:[Pp]aket|[Vv]ertrag|[Aa]uftrag|[Aa]ufträge|[Kk]redit|[Dd]arlehen|[Ss]check"
    r"|[Rr]echnung|[Ss]umme|[Gg]eschäft|[Dd]eal|[Hh]ilfe|[Hh]ilfen|[Ff]örderung"
    r"|[Ss]trafe|[Bb]ußgeld|[Zz]usage|[Bb]escheid|[Bb]etrag|[Aa]nleihe)\w{0,2}\süber\s$"
)
# "Handed over 12 hostages", "victory over 1,500 metres", "went up to 17": no bound.
PARTICLE = re.compile(
    r"\b(?:hand(?:ed|s|ing)?|turn(?:ed|s|ing)?|t(?:akes?|ook|aking|aken)|sign(?:ed|s)?"
    r"|victory|win|triumph|lead|row|won)\sover\s$"
    r"|\b(?:go(?:es|ing|ne)?|went|mov(?:ed?|es|ing)|climb(?:ed|s)?|rise[sn]?|rising|rose"
    r"|push(?:ed|es)?|edged)\sup\sto\s(?:[€$£])?$",
    re.IGNORECASE,
)
OR_MORE = re.compile(r"\s(?:[^\W\d]+\s)?(?:or more|oder mehr|and more|und mehr)\b")
OR_LESS = re.compile(r"\s(?:[^\W\d]+\s)?(?:or less|or fewer|oder weniger)\b")


def bound_at(sentence: str, start: int, end: int) -> str:
    """What limits the number that stands from ``start`` to ``end``."""
    if OR_MORE.match(sentence, end):
        return "at least"
    if OR_LESS.match(sentence, end):
        return "at most"
    if rules_out(sentence, NAMES_BOUND):
        return ""
    before = sentence[max(0, start - 40) : start]
    found = BOUND.search(before) if may_hold(before, NAMES_BOUND) else None
    if not found or WORTH.search(before) or PARTICLE.search(before):
        return ""
    name = next(name for at, (name, _) in enumerate(BOUNDS) if found[f"b{at}"])
    if (found["just"] or "").casefold() in {"just", "etwas", "slightly"}:
        return {"more than": "just over", "less than": "almost"}.get(name, name)
    return name
