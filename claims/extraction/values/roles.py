"""What became of those that a number counts: "dead", "arrested"."""

import re
from functools import lru_cache

from claims.extraction.text.glimpses import (
    WORDS_REMEMBERED,
    hint_of,
    may_hold,
    rules_out,
)
from claims.extraction.text.wordlists import listed
from claims.extraction.values.nouns import noun_concept

STATES = {
    "dead": r"kill(?:s|ed|ing)?|dead|died|dies|deaths?|dying|death toll|fatalit\w+"
    r"|lives|slain|perished|murdered|shot dead|tote[nrsm]?|tot|tödlich|todesopfern?"
    r"|getötet\w*|tötete[n]?|töten|starb(?:en)?|gestorben\w*|ums leben|menschenleben"
    r"|umgekommen|ermordet\w*|todesfälle[n]?|erschossen\w*|erstochen\w*|ertrunken"
    r"|ertrank\w*|drowned|froze to death|erfroren|gefallen|verstorben\w*|leichen?"
    r"|bodies",
    "injured": r"injur\w+|wound\w+|hurt|verletz\w+|\w{2,10}verletzte?n?|verwund\w+",
    "casualty": r"casualt\w+",
    "missing": r"missing|unaccounted|vermiss\w+|verschollen",
    "arrested": r"arrest\w*|detain\w*|in custody|taken into custody|festgenommen\w*"
    r"|festnahmen?|verhaftet\w*|festgesetzt|in gewahrsam|nahm\w* .{0,30}fest",
    "evacuated": r"evacuat\w+|evakuier\w+|in sicherheit",
    "displaced": r"fled|escap(?:ed|es|e)|entkommen|ausgebrochen|flee|fleeing"
    r"|displaced|uprooted|floh(?:en)?|geflohen\w*"
    r"|geflüchtet|vertrieben\w*|flüchteten",
    "released": r"releas\w+|freed|freigelassen\w*|freilassung|freikommen|set free",
    "rescued": r"rescued|saved|pulled alive|to safety|gerettet\w*|survivors?|survived"
    r"|überlebende[nrs]?|überlebt\w*",
    "recovered": r"recovered|geborgen\w*",
    "captive": r"held hostage|captured|abducted|kidnapped|entführt\w*|verschleppt\w*"
    r"|gefangen genommen",
    "homeless": r"homeless|obdachlos\w*",
    "infected": r"infected|tested positive|infiziert\w*|angesteckt",
    "vaccinated": r"vaccinated|geimpft\w*",
    "treated": r"being treated|treated|in hospital|hospitali[sz]ed|behandelt"
    r"|(?:need|requir|receiv|sought|seek)\w* (?:medical )?(?:help|treatment|attention)"
    r"|im krankenhaus|in krankenhäuser\w*",
    "trapped": r"trapped|buried|stranded|eingeschlossen\w*|verschüttet\w*"
    r"|gestrandet\w*|festgesessen|sitzen fest|saßen fest",
    "expelled": r"expell\w+|deported|ausgewiesen\w*|abgeschoben\w*",
    "charged": r"charged|indicted|angeklagt\w*|anklage erhoben",
    "cancelled": r"cancell?ed|called off|fielen aus|ausgefallen\w*|gestrichen\w*"
    r"|abgesagt\w*|annulliert\w*",
    "delayed": r"delayed|verspätet\w*|verspätung\w*",
    "sentenced": r"sentenced|convicted|jailed|verurteilt\w*",
    "for": r"voted (?:for|in favou?r)|in favou?r|stimmten (?:da)?für|ja-stimmen"
    r"|dafür|votes for",
    "against": r"voted against|votes against|(?<=\d )against"
    r"|(?:against|opposed)(?=[.,;]|$)"
    r"|stimmten (?:da)?gegen|nein-stimmen|dagegen",
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
STATES_OF_THINGS = frozenset(("cancelled", "delayed", "damaged", "destroyed"))
STATE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<s{at}>{words})" for at, words in enumerate(STATES.values()))
    + r")(?!\w)",
    re.IGNORECASE,
)
# German verbs in two parts, with the number between them.
SEPARABLE = (
    (
        re.compile(r"\bn[aei]hm(?:en)?\b|\bnimmt\b", re.IGNORECASE),
        re.compile(r"\b(?:fest|in Gewahrsam)\b"),
        "arrested",
    ),
    (re.compile(r"\bbr[ai]ng?[a-z]*\b"), re.compile(r"\bin Sicherheit\b"), "evacuated"),
    (re.compile(r"\bl(?:ieß|ass)\w*\b"), re.compile(r"\bfrei\b"), "released"),
    (re.compile(r"\bst[ei]ll\w*\b"), re.compile(r"\bein\b"), "hired"),
    (re.compile(r"\bbau(?:t|te|en|ten)\b"), re.compile(r"\bab\b"), "cut"),
    (
        re.compile(r"\bschoss(?:en)?\b|\bfing(?:en)?\b"),
        re.compile(r"\bab\b"),
        "destroyed",
    ),
    (re.compile(r"\bf(?:iel|ielen|ällt|allen)\b"), re.compile(r"\baus\b"), "cancelled"),
    (re.compile(r"\bwies\w*\b"), re.compile(r"\baus\b"), "expelled"),
    (re.compile(r"\bschob\w*\b"), re.compile(r"\bab\b"), "expelled"),
    (re.compile(r"\bsagte\w*\b|\bstrich\w*\b"), re.compile(r"\bab\b"), "cancelled"),
)
SEPARATED = re.compile(r"\b(?:fest|Gewahrsam|Sicherheit|frei|ein|ab|aus)\b")
TELLS_STATE = hint_of(STATES, "fest|gewahrsam|sicherheit|frei|ein|ab|aus")
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
        " bereits damals jeweils abends morgens nachts mindestens höchstens meistens"
        " rechts links allerdings nichts across besides towards always perhaps yes"
        " running straight zwischen seit"
    )
)
# An English plural; a German noun.
LIKE_A_NOUN = re.compile(r"(?P<english>[a-z-]{3,}(?<!s)s)|[A-ZÄÖÜ][a-zäöüß-]{3,}")
NOUN_WORDS = 4


def noun_after(sentence: str, end: int, *, alone: bool = False) -> str:
    """The concept of the noun that a number counts; an unknown noun as it stands, an
    English one small and a German one with its capital. ``alone``: of one of them."""
    found, at = "", end
    for _ in range(NOUN_WORDS):
        word = NOUN.match(sentence, at, at + 60)
        if not word or is_no_noun(word[1]):
            break
        concept = noun_concept(word[1].casefold())
        like = LIKE_A_NOUN.fullmatch(word[1])
        if concept and not goes_on(sentence, word, alone=alone):
            return concept
        # Of "15 British climbers" the last, of "15 Pilger aus Rom" the first.
        if alone and word[1].islower() and not concept:
            if found and not found.islower():
                break
            found = word[1]
        elif concept or (like and (not found or like["english"])):
            found = concept or word[1]
        at = word.end()
    return found


@lru_cache(WORDS_REMEMBERED)
def is_no_noun(word: str) -> bool:
    return word.casefold() in NO_NOUN or STATE.fullmatch(word) is not None


def goes_on(sentence: str, word: re.Match[str], *, alone: bool) -> bool:
    """Whether an English noun only describes the next one: "school buses"."""
    if (word[1].endswith("s") and not alone) or not word[1].islower():
        return False
    following = NOUN.match(sentence, word.end(), word.end() + 60)
    return (
        following is not None
        and following[1].islower()
        and bool(noun_concept(following[1].casefold()))
    )


def state_of(sentence: str, start: int, end: int, last: int, following: int) -> str:
    """What became of those counted from ``start`` to ``end``; ``last`` and
    ``following`` are where the numbers before and after it stand.

    The clause after the number decides, then the words before it."""
    right = sentence[end : min(following, end + 120)]
    left = sentence[max(last, start - 80) : start]
    nothing = rules_out(sentence, TELLS_STATE)
    if nothing or not may_hold(f"{left} {right}", TELLS_STATE):
        return ""
    if following < len(sentence) or SENTENCE_PART.search(right):
        cut = CLAUSE_END.search(right)
        right = right[: cut.start()] if cut else right
    if found := STATE.search(right):
        return state_name(found)
    if SEPARATED.search(right):
        for begins, ends, state in SEPARABLE:
            if ends.search(right) and begins.search(left):
                return state
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
