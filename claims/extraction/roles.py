"""What a number counts: its noun ("soldier"), and what became of them ("dead")."""

import re
from functools import lru_cache

from claims.extraction.numerals import listed
from claims.extraction.quantities import spread

# English and German words of one meaning under one name; plurals are found by their
# stem, German compounds by their last part.
PEOPLE = {
    "person": "person people persons menschen mensch personen leute individuals",
    "soldier": "soldier troop troops soldat serviceman servicemen serviceperson",
    "refugee": "refugee flüchtling geflüchtet asylum-seeker asylbewerber",
    "migrant": "migrant zuwanderer einwanderer immigrant",
    "protester": "protester demonstrator demonstrant marcher",
    "worker": "worker employee staff beschäftigt mitarbeiter arbeiter arbeitnehmer"
    " angestellt mitarbeiterin personnel",
    "civilian": "civilian zivilist",
    "child": "child children kind kinder kindern minderjährig minor",
    "woman": "woman women frau frauen",
    "man": "man men mann männer männern",
    "student": "student pupil schüler studierend schülerin",
    "teacher": "teacher lehrer lehrkraft lehrkräfte",
    "official": "official officer beamt polizist polizistin policeman policemen"
    " einsatzkräfte einsatzkräften",
    "firefighter": "firefighter feuerwehrleute feuerwehrleuten feuerwehrmann",
    "hostage": "hostage geisel geiseln",
    "prisoner": "prisoner inmate gefangen häftling kriegsgefangen",
    "suspect": "suspect verdächtig tatverdächtig",
    "resident": "resident einwohner bewohner anwohner inhabitant",
    "visitor": "visitor besucher tourist gast gäste gästen guest spectator zuschauer",
    "passenger": "passenger passagier fahrgast fahrgäste fahrgästen insasse",
    "voter": "voter wähler wahlberechtigt",
    "member": "member mitglied mitglieder mitgliedern",
    "lawmaker": "lawmaker mp mps abgeordnet deputy deputies senator",
    "patient": "patient patientin",
    "fighter": "fighter kämpfer militant rebel rebell",
    "victim": "victim opfer",
    "witness": "witness witnesses zeuge zeugen",
    "doctor": "doctor arzt ärzte ärzten physician",
}
THINGS = {
    "home": "home house household haushalt wohnung haus häuser häusern apartment flat",
    "job": "job post stelle arbeitsplatz arbeitsplätze arbeitsplätzen position jobs",
    "vehicle": "vehicle car fahrzeug auto autos wagen pkw",
    "lorry": "lorry lorries truck lastwagen lkw laster",
    "tank": "tank panzer panzern",
    "drone": "drone drohne",
    "missile": "missile rocket rakete",
    "plane": "plane aircraft flugzeug jet kampfjet",
    "helicopter": "helicopter hubschrauber helikopter",
    "ship": "ship vessel boat schiff boot boote booten",
    "flight": "flight flug flüge flügen",
    "train": "train zug züge zügen",
    "vote": "vote stimme ballot",
    "seat": "seat sitz mandat mandate",
    "case": "case fall fälle fällen infection infektion neuinfektion",
    "attack": "attack angriff anschlag anschläge anschlägen assault",
    "country": "country countries land länder ländern staat nation",
    "city": "city cities stadt städte städten town",
    "village": "village dorf dörfer dörfern",
    "school": "school schule",
    "hospital": "hospital krankenhaus krankenhäuser klinik kliniken",
    "building": "building gebäude gebäuden",
    "company": "company companies firm unternehmen firma firmen betrieb business",
    "round": "round runde wahlgang",
    "meeting": "meeting treffen talks gespräche summit gipfel",
    "time": "time mal",
    "quarter": "quarter quartal",
    "half": "half halbjahr halbzeit",
    "place": "place platz rang rank",
    "term": "term amtszeit",
    "package": "package paket sanktionspaket",
    "plant": "plant werk fabrik factory factories kraftwerk reactor reaktor",
    "branch": "branch filiale store shop geschäft",
    "fire": "fire brand brände bränden waldbrand",
    "goal": "goal tor tore toren",
    "bed": "bed bett",
    "dose": "dose dosis dosen",
    "visit": "visit besuch trip reise",
    "election": "election wahl wahlen",
    "victory": "victory sieg",
    "defeat": "defeat niederlage",
    "match": "match spiel",
    "wave": "wave welle",
    "phase": "phase stage etappe",
    "anniversary": "anniversary jahrestag",
    "phone call": "call telefonat anruf",
}
NOUNS = spread(PEOPLE) | spread(THINGS)
STEM_ENDINGS = ("", "s", "es", "n", "en", "e", "er", "ern", "innen", "nen", "r")
# A German compound is told by its last part, when that is long enough to be one.
SHORTEST_PART = 5
LONG_NOUNS = tuple(
    sorted((noun for noun in NOUNS if len(noun) >= SHORTEST_PART), key=len)[::-1]
)
STATES = {
    "dead": r"kill(?:s|ed|ing)?|dead|died|dies|deaths?|dying|death toll|fatalit\w+"
    r"|lives|slain|perished|murdered|shot dead|tote[nrsm]?|tot|tödlich|todesopfern?"
    r"|getötet\w*|tötete[n]?|töten|starb(?:en)?|gestorben\w*|ums leben|menschenleben"
    r"|umgekommen|ermordet\w*|todesfälle[n]?|gefallen|verstorben\w*|leichen?|bodies",
    "injured": r"injur\w+|wound\w+|hurt|verletz\w+|\w{2,10}verletzte?n?|verwund\w+",
    "missing": r"missing|unaccounted|vermiss\w+|verschollen",
    "arrested": r"arrest\w*|detain\w*|in custody|taken into custody|festgenommen\w*"
    r"|festnahmen?|verhaftet\w*|festgesetzt|in gewahrsam|nahm\w* .{0,30}fest",
    "evacuated": r"evacuat\w+|evakuier\w+|in sicherheit",
    "displaced": r"fled|flee|fleeing|displaced|uprooted|floh(?:en)?|geflohen\w*"
    r"|geflüchtet|vertrieben\w*|flüchteten",
    "released": r"releas\w+|freed|freigelassen\w*|freilassung|freikommen|set free",
    "rescued": r"rescued|saved|pulled from|gerettet\w*|geborgen",
    "captive": r"held hostage|captured|abducted|kidnapped|entführt\w*|verschleppt\w*"
    r"|gefangen genommen",
    "homeless": r"homeless|obdachlos\w*",
    "infected": r"infected|tested positive|infiziert\w*|angesteckt",
    "sentenced": r"sentenced|convicted|jailed|verurteilt\w*",
    "for": r"voted (?:for|in favou?r)|in favou?r|stimmten (?:da)?für|ja-stimmen"
    r"|dafür|votes for",
    "against": r"voted against|against|stimmten (?:da)?gegen|nein-stimmen|dagegen",
    "abstained": r"abstain\w*|abstentions?|enthalt\w+|enthielten",
    "hired": r"hired|hire|new jobs|recruit\w*|eingestellt|einstellen|neue stellen"
    r"|creat(?:e|ed|es|ing)|schafft|schaffen|geschaffen",
    "cut": r"cut|cuts|cutting|axe[ds]?|laid off|lay off|lost their jobs|layoffs"
    r"|str(?:eicht|ich|ichen|eichen)|gestrichen|abgebaut|abbauen|baut",
    "destroyed": r"destroy\w*|zerstör\w+|shot down|abgeschossen\w*|downed|intercept\w+"
    r"|abgefangen\w*",
    "damaged": r"damag\w+|beschädigt\w*",
    "deployed": r"deploy\w*|stationed|verleg\w+|entsand\w*|stationier\w*",
}
STATE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<s{at}>{words})" for at, words in enumerate(STATES.values()))
    + r")(?!\w)",
    re.IGNORECASE,
)
STATE_NAMES = tuple(STATES)
# What follows belongs to another number or another clause.
CLAUSE_END = re.compile(r"[;:!?()]|\.\s|,(?!\d)|\s(?:and|und|while|während|but|aber)\s")
SENTENCE_PART = re.compile(r"[;:!?]|,\s(?:while|während|but|aber|and|und)\s")
NOUN = re.compile(r"[ -]([^\W\d_][\w-]*)")
NO_NOUN = frozenset(
    listed(
        "of the a an in on at to for by with from and or as that this it its is are was"
        " were be been have has had will would could may who which when where after"
        " before per a.m p.m der die das den dem des ein eine einen im am auf zu zum"
        " zur von vom für mit und oder als dass dies ist sind war waren wurde wurden"
        " hat haben hatte hatten wird werden kann könnte nach vor bei bis sich pro aus"
        " um gegen über unter said sagte more mehr weniger less fewer"
    )
)
# An English plural; a German noun.
LIKE_A_NOUN = re.compile(r"[a-z-]{3,}s|[A-ZÄÖÜ][a-zäöüß-]{3,}")
NOUN_WORDS = 4


def noun_after(sentence: str, end: int) -> str:
    """The concept of the noun that a number counts; an unknown noun as it stands."""
    unknown = ""
    at = end
    for _ in range(NOUN_WORDS):
        word = NOUN.match(sentence, at, at + 60)
        if not word or word[1].casefold() in NO_NOUN or STATE.fullmatch(word[1]):
            break
        if concept := noun_concept(word[1].casefold()):
            return concept
        if not unknown and LIKE_A_NOUN.fullmatch(word[1]):
            unknown = word[1].casefold()
        at = word.end()
    return unknown


@lru_cache(4096)
def noun_concept(word: str) -> str:
    """ " "soldiers", "Soldatinnen" and "Regierungssoldaten" are "soldier"."""
    for ending in STEM_ENDINGS:
        stem = word[: -len(ending)] if ending else word
        if word.endswith(ending) and stem in NOUNS:
            return NOUNS[stem]
    for noun in LONG_NOUNS:
        rest = word.rfind(noun)
        if rest > 2 and word[rest + len(noun) :] in STEM_ENDINGS:
            return NOUNS[noun]
    return ""


def state_of(sentence: str, start: int, end: int, last: int, following: int) -> str:
    """What became of those counted from ``start`` to ``end``; ``last`` and
    ``following`` are where the numbers before and after it stand.

    The clause after the number decides, then the words before it."""
    right = sentence[end : min(following, end + 120)]
    if following < len(sentence) or SENTENCE_PART.search(right):
        cut = CLAUSE_END.search(right)
        right = right[: cut.start()] if cut else right
    if found := STATE.search(right):
        return state_name(found)
    left = sentence[max(last, start - 80) : start]
    before = [*STATE.finditer(left)]
    if before and not SENTENCE_PART.search(left, before[-1].end()):
        return state_name(before[-1])
    return ""


def state_named(sentence: str, end: int, words: int) -> str:
    """The state said within so many ``words`` after ``end``."""
    near = re.match(rf"(?:\s[^\s.;:,]+){{1,{words}}}", sentence[end : end + 80])
    found = STATE.search(near.group()) if near else None
    return state_name(found) if found else ""


def state_name(found: re.Match[str]) -> str:
    return STATE_NAMES[int((found.lastgroup or "s0")[1:])]
