"""Made-up articles in English and German, the same ones for the same seed.

Words are drawn as language draws them, a few often and most seldom, so that word pairs
are as common as in real reports: that is what a search by word pairs costs."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final


def listed(words: str) -> Sequence[str]:
    return tuple(words.split("|" if "|" in words else None))


SENTENCES: Final = 40
PARAGRAPH: Final = 4
SYLLABLES: Final = listed(
    "ar bel cor dan el far gro hal ister jor kel lan mor nev ost pel quin ros "
    "sel tar ul ver wes yar zan bru cald dren esk fern gard holm ing kirk lund"
)
PLACE_ENDS: Final = listed("ton ford burg by stead heim dorf mouth field wick")
NAME_ENDS: Final = listed("son er ley mann ski ova ard ins en ow")
FIRST_NAMES: Final = listed(
    "Anna Tom Lena Paul Mira Jonas Clara Omar Ruth Felix Nora Ivan Greta Hugo Sofia "
    "Karl Leyla Martin Judith Pavel Eva Simon Ada Victor Helen Rafael Ines Georg"
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, the commonest first, and how they make a sentence:
    a letter in braces stands for a word drawn anew."""

    kinds: Sequence[str]
    joint: str
    bodies: Sequence[str]
    things: Sequence[str]
    adjectives: Sequence[str]
    verbs: Sequence[str]
    sayings: Sequence[str]
    people: Sequence[str]
    days: Sequence[str]
    checkable: Sequence[str]
    idle: Sequence[str]


ENGLISH: Final = Lexicon(
    kinds=listed(
        "school|water|city|harbour|railway|hospital|power|forest|road|steel|village|"
        "factory|market|river|airport|prison|library|theatre|farm|church|museum|coal|"
        "cinema|garden|football|bridge|border|dairy|laundry|mountain|island|postal|"
        "tunnel|canal|brewery|ferry|cotton|tax|orchard|fishing|timber|stadium|taxi|"
        "paper|glass|concert|swimming|wind|barley|chess|ambulance|archive|customs|"
        "copper|potato|cycling|skating|salt|clock|vineyard"
    ),
    joint=" ",
    bodies=listed(
        "council|ministry|company|board|agency|union|authority|trust|commission|office|"
        "association|institute|department|committee|cooperative|foundation|service"
    ),
    things=listed(
        "buildings|workers|roofs|tickets|trucks|machines|gates|windows|pipes|licences|"
        "cables|boilers|pumps|uniforms|lamps|fences|lockers|benches|archives|contracts|"
        "engines|meters|cameras|beds|shares|sheds|tools|signs|barrels|carts|doors|"
        "guides|inspectors|kitchens|ladders|loans|maps|nets|offices|plots|permits|"
        "radios|samples|tanks|terminals|tracks|vans|walls|wheels|yards"
    ),
    adjectives=listed(
        "new|old|large|small|public|private|local|national|regional|empty|damaged|"
        "illegal|temporary|modern|historic|electric|rural|urban|northern|southern|"
        "eastern|western|affordable|expensive|foreign|wooden|medical|digital|used|"
        "military|unpaid|defective|solar|contaminated|protected|vacant|registered|"
        "abandoned|industrial|insured|certified|organic|outdated|heated|fortified|"
        "portable|rusty|fragile|narrow|spare|tall|mobile|sealed|leaking|borrowed|rare|"
        "imported|painted|cheap|bulky|silent|former|annual|central|remote|costly"
    ),
    verbs=listed(
        "closed|built|sold|bought|opened|lost|counted|repaired|replaced|moved|tested|"
        "inspected|approved|rejected|delivered|ordered|financed|registered|evacuated|"
        "examined|removed|insured|planted|exported|imported|delayed|restored|scrapped|"
        "leased|donated|supplied|recalled|audited|demolished|reopened|taxed|fined|"
        "certified|connected|salvaged|confiscated|relocated|catalogued|stored|rented|"
        "cleaned|burnt|stolen|shipped|converted|measured|photographed|auctioned"
    ),
    sayings=listed("said|announced|confirmed|reported|explained|wrote|added|testified"),
    people=listed(
        "mayor|minister|spokeswoman|director|professor|chairman|judge|treasurer|"
        "inspector|engineer|surgeon|curator|captain|economist|auditor|biologist|"
        "architect|colonel|farmer|lawyer|librarian|nurse|pilot|secretary"
    ),
    days=listed("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"),
    checkable=(
        "The {n} of {p} {v} {k} {a} {t} near {p} on {d}, {w} {f} {l} {s}.",
        "On {d} {k} {t} in {p} were {v} and {v} by {l}'s {n} for {c} million euros.",
        "{a} {t} worth {c} million pounds were {v} in {p} and {v} near {p} in {y}.",
        '"In {p} we {v} {k} {t}, and {l} {v} the {a} ones," {w} {f} {l} {s}.',
        "{w} {f} {l} {s} that {a} {t} from {p} had been {v} {c} times since {y}.",
        "The {n} {v} {a} {t} of {p}, {v} {k} {t} and {v} those of the {n} in {p}.",
        "In {p}, {f} {l} {v} {c} percent of the {t} that {p}'s {n} had {v} in {y}.",
        "{f} {l}, {w} in {p}, {v} {k} {a} {t} after {l}'s {n} {v} the {t} there.",
        "According to {l}, {t} in {p} and {p} were {v} on {d} and cost {c} crowns.",
        "{l}'s {n} {v} {t}; the {a} {t} near {p} were {v} by {w} {l} in {y}.",
    ),
    idle=(
        "What will the {n} do with its {a} {t} now?",
        "Nobody should be surprised by {l}.",
        "It is a shame that {a} {t} matter so little, and the {n} must act.",
        "Perhaps {l} will think again about the {a} {t} one day.",
        "I hope that we all learn from what {l} and the {n} have done.",
    ),
)
GERMAN: Final = Lexicon(
    kinds=listed(
        "Schul|Wasser|Stadt|Hafen|Bahn|Klinik|Strom|Forst|Straßen|Stahl|Dorf|Werks|"
        "Markt|Fluss|Flughafen|Haft|Buch|Theater|Hof|Kirchen|Museums|Kohle|Kino|Garten|"
        "Fußball|Brücken|Grenz|Milch|Wäsche|Berg|Insel|Post|Tunnel|Kanal|Brau|Fähr|"
        "Baumwoll|Steuer|Obst|Fisch|Holz|Stadion|Papier|Glas|Konzert|Wind|Salz|Zoll"
    ),
    joint="",
    bodies=listed(
        "rat|verband|betrieb|verein|konzern|dienst|ausschuss|vorstand|handel|beirat"
    ),
    things=listed(
        "gebäude|arbeiter|dächer|karten|wagen|maschinen|tore|fenster|rohre|kabel|"
        "kessel|pumpen|lampen|zäune|schränke|bänke|verträge|motoren|zähler|kameras|"
        "betten|anteile|hallen|schilder|fässer|türen|küchen|leitern|kredite|pläne|"
        "netze|plätze|funkgeräte|proben|tanks|gleise|mauern|räder|lager|lizenzen"
    ),
    adjectives=listed(
        "neue|alte|große|kleine|öffentliche|private|leere|beschädigte|illegale|moderne|"
        "elektrische|ländliche|städtische|nördliche|südliche|günstige|teure|hölzerne|"
        "digitale|gebrauchte|unbezahlte|defekte|belastete|geschützte|verlassene|"
        "versicherte|geprüfte|veraltete|beheizte|mobile|seltene|rostige|schmale|hohe|"
        "undichte|geliehene|bemalte|billige|sperrige|leise|frühere|zentrale|entlegene"
    ),
    verbs=listed(
        "gebaut|verkauft|gekauft|eröffnet|gezählt|repariert|ersetzt|verlegt|getestet|"
        "geprüft|genehmigt|abgelehnt|geliefert|bestellt|bezahlt|geräumt|untersucht|"
        "entfernt|gepflanzt|exportiert|saniert|verschrottet|vermietet|gespendet|"
        "zurückgerufen|abgerissen|besteuert|angeschlossen|geborgen|beschlagnahmt|"
        "gelagert|gereinigt|verbrannt|gestohlen|verschifft|umgebaut|vermessen|versteigert"
    ),
    sayings=listed("sagte|erklärte|bestätigte|berichtete|schrieb|betonte|ergänzte"),
    people=listed(
        "Sprecherin|Direktor|Professorin|Richter|Ingenieurin|Kapitän|Ökonom|Biologin|"
        "Bürgermeister|Ministerin|Prüfer|Ärztin|Architekt|Landwirtin|Anwalt|Pilotin"
    ),
    days=listed("Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag"),
    checkable=(
        "Der {n} von {p} hat am {d} in {p} {k} {a} {t} {v}, {s} {w} {f} {l}.",
        "Am {d} wurden in {p} {k} {t} vom {n} {v}, nachdem {l} {a} {t} {v} hatte.",
        "{w} {l} {s}, dass {c} Prozent der {t} von {p} im Jahr {y} {v} wurden.",
        "„In {p} haben wir {k} {t} {v} und {a} {t} {v}“, {s} {w} {f} {l} am {d}.",
        "Für {a} {t} gab der {n} in {p} {c} Millionen Euro aus, {s} {f} {l} im {n}.",
        "{f} {l} hat dem {n} von {p} zufolge seit {y} {k} {a} {t} {v} und {v}.",
    ),
    idle=(
        "Was wird der {n} mit den {t} jetzt machen?",
        "Das sollte niemanden wundern, auch nicht in {p}.",
        "Vielleicht denkt {l} eines Tages noch einmal über {a} {t} nach.",
        "Ich hoffe, dass wir alle daraus lernen, was {l} getan hat.",
    ),
)
LEXICONS: Final = {"en": ENGLISH, "de": GERMAN}


class Writer:
    """Writes sentences; ``seed`` decides which."""

    def __init__(self, seed: int, *, german: float = 0.3, idle: float = 0.2) -> None:
        self.chance = random.Random(seed)  # noqa: S311  # made-up news, no secret
        self.german = german
        self.idle = idle
        self.weights: dict[int, list[float]] = {}

    def choose_language(self) -> str:
        return "de" if self.chance.random() < self.german else "en"

    def write_sentence(self, language: str, *, checkable: bool = True) -> str:
        lexicon = LEXICONS[language]
        frames = lexicon.checkable if checkable else lexicon.idle
        parts = self.chance.choice(frames).split("{")
        written = [parts[0]]
        for part in parts[1:]:
            slot, rest = part[0], part[2:]
            written += [self.draw(slot, lexicon), rest]
        sentence = "".join(written)
        return sentence[0].upper() + sentence[1:]

    def draw(self, slot: str, lexicon: Lexicon) -> str:
        lists = {
            "a": lexicon.adjectives,
            "v": lexicon.verbs,
            "s": lexicon.sayings,
            "w": lexicon.people,
            "d": lexicon.days,
            "f": FIRST_NAMES,
        }
        compounds = {"n": lexicon.bodies, "t": lexicon.things}
        names = {"p": PLACE_ENDS, "l": NAME_ENDS}
        if slot in lists:
            return self.pick(lists[slot])
        if slot in compounds:
            return self.pick(lexicon.kinds) + lexicon.joint + self.pick(compounds[slot])
        if slot in names:
            return self.name(names[slot])
        return self.draw_number(slot, lexicon)

    def draw_number(self, slot: str, lexicon: Lexicon) -> str:
        """A year, some thousands, or a few."""
        if slot == "y":
            return str(self.chance.randint(1990, 2025))
        if slot == "k":
            digits = f"{self.chance.randint(2, 900) * 50:,}"
            return digits if lexicon is ENGLISH else digits.replace(",", ".")
        return str(self.chance.randint(2, 99))

    def name(self, ends: Sequence[str]) -> str:
        """One of some ten thousand, the first ones often."""
        return (self.pick(SYLLABLES) + self.pick(SYLLABLES)).title() + self.pick(ends)

    def pick(self, words: Sequence[str]) -> str:
        """The first words more often than the last, as Zipf found them."""
        size = len(words)
        if size not in self.weights:
            falling = (1 / (rank + 15) for rank in range(size))
            self.weights[size] = list(accumulate(falling))
        weights = self.weights[size]
        return self.chance.choices(words, cum_weights=weights)[0]

    def change_words(self, text: str, *, count: int, language: str) -> str:
        """``text`` with ``count`` of its words, wherever they stand, replaced by
        words that stand nowhere in it."""
        words = text.split(" ")
        places = [at for at, word in enumerate(words) if word.strip('",.„“').isalpha()]
        lexicon = LEXICONS[language]
        others = [
            word
            for word in (*lexicon.adjectives, *lexicon.things, *lexicon.verbs)
            if word not in text
        ]
        count = min(count, len(places))
        new = self.chance.sample(others, count)
        for at, word in zip(self.chance.sample(places, count), new, strict=True):
            end = words[at][len(words[at].rstrip('",.“')) :]
            words[at] = word + end
        return " ".join(words)

    def write_articles(
        self, count: int, *, known: Sequence[tuple[str, str]] = (), copies: float = 0.0
    ) -> Iterator[str]:
        """Articles of forty sentences. The share ``copies`` of the sentences are of
        ``known`` (language, text), one word changed in every second of them."""
        for number in range(count):
            language = self.choose_language()
            mine = [text for spoken, text in known if spoken == language]
            lines = [f"{self.name(PLACE_ENDS)} report {number}", ""]
            for start in range(0, SENTENCES, PARAGRAPH):
                ends = range(start, min(start + PARAGRAPH, SENTENCES))
                lines += [
                    " ".join(self.next_sentence(language, mine, copies) for _ in ends),
                    "",
                ]
            yield "\n".join(lines)

    def next_sentence(self, language: str, known: Sequence[str], copies: float) -> str:
        draw = self.chance.random()
        if known and draw < copies:
            text = self.chance.choice(known)
            if self.chance.random() < 0.5:
                return self.change_words(text, count=1, language=language)
            return text
        checkable = self.chance.random() >= self.idle
        return self.write_sentence(language, checkable=checkable)
