"""The words beside a time of day: what leads to it, the half of the day, the zone."""

import re
from dataclasses import dataclass

from claims.extraction.text.wordlists import any_of

HOUR_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "one ein eins",
            "two zwei",
            "three drei",
            "four vier",
            "five fünf",
            "six sechs",
            "seven sieben",
            "eight acht",
            "nine neun",
            "ten zehn",
            "eleven elf",
            "twelve zwölf",
        ),
        start=1,
    )
    for word in words.split()
}
ROUGHLY = "about|around|roughly|approximately|etwa|circa|ca\\.|rund|ungefähr"
LEAD = re.compile(
    r"(?<!\w)(?:(?P<soon>shortly|just|soon|right|kurz)\s(?P<side>before|after|vor|nach)"
    r"|(?P<at>at|um)|(?P<before>before|vor)|(?P<by>by|as\sof|Stand:?|no\slater\sthan"
    r"|spätestens(?:\sum)?)|(?P<after>after|past|nach|not\sbefore|nicht\svor"
    r"|frühestens(?:\sum)?)"
    r"|(?P<until>until|till|bis)|(?P<since>since|from|seit|ab|von)"
    rf"|(?P<between>between|zwischen)|(?P<about>towards?|gegen|{ROUGHLY}))"
    rf"\s(?:(?P<roughly>{ROUGHLY})\s|(?:exactly|genau|Punkt)\s)?$",
    re.IGNORECASE,
)
LONGEST_LEAD = 34
# "Until after midnight", "von kurz nach 7 Uhr an".
OUTER = re.compile(
    r"(?<!\w)(?:(?P<until>until|till|bis)|since|from|seit|ab|von)\s$", re.IGNORECASE
)
BEFORE = frozenset(("before", "vor"))
GERMAN_LEADS = frozenset(("um", "gegen", "vor", "nach", "bis"))
# "Two hours after midnight", "ten minutes before 6 pm": another time than is named.
OFFSET = re.compile(
    r"(?:hours?|minutes?|days?|weeks?|Stunden?|Minuten?|Tage?|Wochen?)\s$"
)
MORNING, AFTERNOON, EVENING, NIGHT, MIDDAY = range(5)
PARTS = (
    (("afternoon", "nachmittag"), AFTERNOON),
    (("morning", "vormittag", "morgen", "früh", "hours"), MORNING),
    (("evening", "tonight", "abend"), EVENING),
    (("night", "nacht"), NIGHT),
    (("mittag",), MIDDAY),
)
# "Morgen" alone is tomorrow.
PART_BEHIND = re.compile(
    r"\s(?:(?P<alone>in\sthe\s(?:very\s)?(?:early\s|late\s|small\s)?"
    r"(?:morning|afternoon|evening|hours)|at\snight"
    r"|(?:am|in\sder)\s(?:\w{3,9}en\s)?"
    r"(?:Morgen|Vormittag|Nachmittag|Mittag|Abend|Nacht|Früh)"
    r"|morgens|vormittags|nachmittags|mittags|abends|nachts|früh)"
    # The rest names a day as well.
    r"|tonight|(?:(?:this|that|last|yesterday|tomorrow|on|\w{3,6}day)\s){1,2}"
    r"(?:morning|afternoon|evening|night)"
    r"|am\s\w{5,10}(?:morgen|vormittag|nachmittag|mittag|abend)|in\sder\s\w{5,10}nacht"
    r"|(?:heute|gestern|morgen)\s(?:früh|[Aa]bend|[Nn]achmittag))(?!\w)"
)
PART_BEFORE = re.compile(
    r"(?<!\w)(?:morning|afternoon|evening|night|[Tt]onight|Morgen|morgens|(?i:vormittags?"
    r"|nachmittags?|mittags?|abends?|nachts?|nacht)|früh"
    r"|\w{3,10}(?:morgen|vormittag|nachmittag|mittag|abend|nacht))\s$"
)
LONGEST_PART = 22
ZONES = {
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "BST": 60,
    "WEST": 60,
    "CET": 60,
    "MEZ": 60,
    "CEST": 120,
    "MESZ": 120,
    "EET": 120,
    "OEZ": 120,
    "EEST": 180,
    "OESZ": 180,
    "MSK": 180,
    "EST": -300,
    "EDT": -240,
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
}
ZONE_NAMES = {"GMT": "UTC", "MEZ": "CET", "MESZ": "CEST", "OEZ": "EET", "OESZ": "EEST"}
ZONE = re.compile(
    rf"\s?(?P<sign>\()?(?P<zone>{any_of(ZONES)})(?!\w)(?(sign)\))"
    r"|\s(?P<local>(?i:local\stime|Ortszeit))(?!\w)"
    r"|\s(?P<us>Eastern|Pacific|ET|CT|PT)(?!\s[A-Z]|\w)(?:\stime)?"
    r"|\s(?P<of>[A-Z][a-z]{2,11})\s(?:standard\s|daylight\s|summer\s)?[Tt]ime(?!\w)"
    r"|\s(?P<der>[a-zäöü]{4,18}er)\sZeit(?!\w)"
)
# What follows a number that measures something, and no time.
NO_CLOCK = re.compile(
    r"\s?[%°€$£]|\s?(?:[Pp]rozent|per ?cent|[Ee]uros?|[Dd]ollars?|[Pp]ounds?|[Ff]ranken"
    r"|CHF|EUR|Mill|Mrd|Mio|[mb]illion|Punkt|[Pp]oints?|[Mm]et|Kilo|km|[Gg]rad|degrees"
    r"|hours?|hrs?|min|h\b|sec|Stunden|Min|Sek|scale|ratio|odds|Std|set|win|lead|Sieg"
    r"|victory|defeat|loss|draw|Erfolg|Niederlage)"
)
# Where games are told, what has a colon is a score, unless it stands behind "at".
SCORED = re.compile(
    r"(?<!\w)(?i:won|win|wins|beat|lost|lead|leads|led|sets?|game|match|score[ds]?|goals?"
    r"|gewann\w*|gewonnen|siegten?|schlug|verlor\w*|führt\w*|Satz|Spiel|Sieg|Tore?"
    r"|Niederlage|ratio|odds|Verhältnis|verse|chapter)(?!\w)"
)
# "Drawn at 1:25", "the odds are at 3:10".
SCALED = re.compile(
    r"(?<!\w)(?:maps?|scale[ds]?|models?|odds|ratios?|Modelle?|Verhältnis|Maßstab)(?!\w)"
)
# "The 6.30 ferry".
SERVICE = re.compile(
    r"\s(?:ferry|train|bus|flight|service|boat|tram|express|sailing|deadline|news"
    r"|Fähre|Zug|Schnellzug|Nachtzug|Bus|Flug|Nachrichten)(?!\w)"
)
TIMETABLED = re.compile(r"(?<!\w)(?:the|der|die|den|dem|last|first)\s$", re.I)
# What may stand behind an hour that is not called one: "opened at seven".
BARE_GOES_ON = re.compile(
    r"[.,;!?](?!\d)|$|\s(?:on|when|as|local|sharp|yesterday|today|tomorrow|last|that"
    r"|this)(?!\w)"
)
EVENT = re.compile(
    r"(?<!\w)(?:open(?:s|ed)?|clos(?:es|ed)|beg[aiu]ns?|start(?:s|ed)?|end(?:s|ed)"
    r"|arriv(?:es|ed)|leaves|left|depart(?:s|ed)|sail(?:s|ed)|s[ai]nks?|land(?:s|ed)"
    r"|came|calls?|called|met|rang|woke|finish(?:es|ed)|return(?:s|ed)|adjourned"
    r"|resum(?:es|ed)|collapsed|exploded|erupted|broke out|went off|struck|hit|due"
    r"|sounded|begann|beginnt|öffnete?t?|schloss|schließt|startete?t?|endete?t?"
    r"|klingelte)(?:\s(?:in|off|out|ein|up|down|here|there|again))?\s$"
)
# "Tonight at 8 the council meets".
CLAUSE_BEGINS = re.compile(r"\s(?:the|an?|der|die|das|eine?)\s")
# "Stieg um 7.30 auf 19.15".
RAISED = re.compile(
    r"(?<!\w)(?i:st(?:ieg|eig)\w*|gestiegen|s[aiu]nk\w*|gesunken|fiel\w*|fäll\w*|gefallen"
    r"|erhöh\w*|senk\w*|leg(?:te)?n?|kletter\w*|verteuer\w*|teurer|billiger|wuchs\w*"
    r"|wächst|höher|niedriger|Aktien?|Kurse?|Preise?)(?!\w)"
)
# "He left school at seven", "shares closed at seven".
AGED_OR_PRICED = re.compile(
    r"(?<!\w)(?i:he|she|i|school|home|child\w*|ag(?:e|ed)|born|piano|violin|career|chess"
    r"|parents?|shares?|stocks?|prices?|index|pound|rates?|points?|trading|yields?"
    r"|bonds?|Aktien?|Kurse?|temperatur\w*)(?!\w)"
)
SAID = re.compile(
    r"(?<!\w)(?:said|says|told\s\w+|wrote|tweeted|posted|sagten?|erklärten?|schrieb(?:en)?"
    r"|meldeten?|teilten?)(?:\s(?:on\s|am\s)?[A-Z]\w+)?\s$"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The words right before a time; ``at`` tells that they lead to one and to nothing
    else, as far as words can, and ``start`` where they begin."""

    start: int
    bound: str = ""
    role: str = ""
    word: str = ""
    at: bool = False

    @property
    def german(self) -> bool:
        return self.word in GERMAN_LEADS


def lead_before(sentence: str, start: int) -> Lead:
    begins = max(0, start - LONGEST_LEAD)
    found = LEAD.search(sentence[begins:start])
    if not found:
        return Lead(start)
    at = begins + found.start()
    roughly = "about" if found["roughly"] else ""
    word = found.group().split()[0]
    if found["until"] and word != "Bis":
        return Lead(at, roughly, "until", word.casefold())
    if found["since"]:
        return Lead(at, roughly, "from", word.casefold())
    outer = OUTER.search(sentence, max(0, at - 7), at)
    role = "" if not outer else "until" if outer["until"] else "from"
    if found["soon"]:
        side = found["side"].casefold()
        bound = "shortly before" if side in BEFORE else "shortly after"
        return Lead(at, bound, role, side, at=True)
    name = "by" if word == "Bis" else (found.lastgroup or "")
    bound = next((each for each in ("before", "after", "by") if name == each), roughly)
    if found["about"]:
        bound = "about"
    told = bool(found["at"]) or word.casefold() == "gegen"
    return Lead(at, bound, role, word.casefold(), at=told)


def part_in(text: str) -> int | None:
    """The part of the day that the last of its words names."""
    last = text.split()[-1].casefold().removesuffix("s")
    for endings, part in PARTS:
        if any(last.endswith(each.removesuffix("s")) for each in endings):
            return part
    return None


def hour_within(part: int, hour: int) -> int | None:
    """Which of the two hours of one name, 1 to 12, is in that part of the day."""
    early, late = hour % 12, hour % 12 + 12
    if part == MORNING:
        return early
    if part == AFTERNOON:
        return late
    if part == EVENING:
        return late if early >= 4 else early if early == 0 else None
    if part == NIGHT:
        return late if early >= 6 else early
    return late if early < 4 else early


def zone_name(found: re.Match[str]) -> str:
    if found["zone"]:
        return ZONE_NAMES.get(found["zone"], found["zone"])
    return (
        "local" if found["local"] else str(found["us"] or found["of"] or found["der"])
    )
