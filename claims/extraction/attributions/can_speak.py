"""Whether a phrase names somebody, or some paper, that can say something."""

import re
from collections.abc import Sequence

from claims.extraction.attributions.cues import (
    ADVERBS,
    AUXILIARIES,
    BOUNDARIES,
    ENGLISH,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
)
from claims.extraction.text.wordlists import listed

WORD = re.compile(r"[^\W_][\w’'.&/-]*")
POSSESSIVE = re.compile(r"['’]s?$")
# Its noun stands before these: "the head of the agency".
ENDS_HEAD = PREPOSITIONS | TIMES - {"."} | BOUNDARIES | frozenset(listed("to than"))
ONESELF = re.compile(r"I['’]")
PARTICIPLES = ("ed", "ing")
SEEN = frozenset(listed("seen shown written sent given drawn held made kept known"))
# Who does what: "the leader", "protesters", "two economists".
DOER = re.compile(
    r"(?:er|or|ist|ian|eer|man|men|woman|women|person|people|folk|ess|ees?)s?$"
)
NO_DOER = frozenset(
    listed(
        "over order offer matter number summer winter power water weather river other"
        " another after center centre never either neither later cover answer danger"
        " whether former latter effort error color colour factor sector border corner"
        " character fewer more majority process success access progress business"
        " illness list degree trees agree free years fees"
    )
)
# What is done is no speaker, nor is how, but for bodies and papers.
GERMAN_DEED = re.compile(r"(?:ung|ungen|heit|keit|ismus|\wweise)$")
GERMAN_BODY = re.compile(
    r"(?:regierung|leitung|zeitung|verwaltung|stiftung|vereinigung|abteilung|führung"
    r"|vertretung|versicherung|erklärung|meldung|mitteilung|ordnung|fassung|satzung"
    r"|untersuchung|befragung|auswertung|erhebung|gründung|scheidung|bewegung|innung"
    r"|völkerung|besatzung|prüfung|zeichnung|werbung|siedlung|minderheit|mehrheit"
    r"|einheit|prechung|rechnung|schätzung|zählung)(?:en)?$",
    re.IGNORECASE,
)
SPEAKERS = frozenset(
    word + ending
    for word in listed(
        "official source spokesman spokeswoman spokesperson minister ministry"
        " government administration president chancellor council court police"
        " prosecutor prosecution defense defence company firm group agency office"
        " department committee commission union army military force staff media"
        " newspaper press poll survey study report statement document letter email"
        " article video post account tweet message note memo book film ad ads"
        " advertisement headline story column editorial review ruling opinion law bill"
        " constitution text website site page readout transcript filing lawsuit"
        " complaint affidavit indictment record research finding release"
        " declaration resolution plan proposal platform manifesto speech testimony"
        " family mother father brother sister wife husband son daughter friend cousin"
        " parent uncle aunt widow relative colleague critic expert analyst scientist"
        " judge jury state city county country nation town village region authority"
        " bank church school university college hospital institute association"
        " federation foundation organization organisation network station channel"
        " outlet chief head boss king queen prince pope bishop mayor crowd chamber"
        " parliament congress senate house coalition opposition alliance campaign"
        " embassy consulate witness victim resident student aide delegate deputy guard"
        " neighbor neighbour nurse patient child children boy girl one guy kid fan"
        " majority minority percent other some many team party camp faction wing bloc"
        " board panel team crew cabinet leadership establishment left right public"
        " community movement industry agent candidate opponent president assistant"
        " accountant consultant participant defendant combatant immigrant lieutenant"
        " sergeant client tenant merchant respondent dissident superintendent"
        " correspondent representative executive detective native activist legislative"
        " secretary adversary ally doctor lawyer attorney professional politician"
        " intellectual individual principal general admiral marshal regime palace"
        " intelligence diplomacy watchdog thinktank tank lobby monitor mission body"
        " lawmaker populist conservative liberal moderate radical progressive democrat"
        " republican socialist centrist independent loyalist hawk dove rebel"
        " veteran generation pilot nominee rival star scholar audience citizen youth"
        " population magnate tycoon airline base electorate precedent textbook forum"
        " share third half quarter hall registry leaflet log notice certificate"
        " brochure flyer poster register contract treaty permit receipt audit dossier"
        " file diary bulletin newsletter communique communiqué blog podcast documentary"
        " interview warrant verdict judgment judgement charter directive decree"
        " guideline handbook manual archive database treasury prefecture brigade unit"
        " service fund charity trust society club league clinic museum theatre theater"
        " airport port railway airline waterworks bureau inspectorate secretariat"
        " coach captain chair architect surgeon midwife priest dean warden chef clerk"
        " sheriff constable directorate tribunal ngo inquiry municipality utility"
        " hotline"
    )
    for ending in ("", "s", "es")
) | frozenset(
    listed(
        "ministries agencies companies countries cities counties parties allies"
        " families communities universities authorities deputies secretaries studies"
        " registries treasuries utilities municipalities bodies stories testimonies"
        " industries adversaries wives nobody everybody"
        " everyone someone somebody anyone those two three four five six seven both"
    )
)


def may_speak(phrase: str, language: str) -> bool:
    """Whether the noun of ``phrase`` is a name or a speaker's. In German, where every
    noun is capital, whether there is one."""
    words = WORD.findall(phrase)
    if not words:
        return False
    if language != "en":
        noun = next((word for word in words if word[0].isupper()), "")
        if GERMAN_DEED.search(noun) and not GERMAN_BODY.search(noun):
            return False
        return bool(noun) or any(word[0].isdigit() for word in words)
    head = place_head(words)
    return head is not None and names_speaker(POSSESSIVE.sub("", words[head]))


def place_head(words: Sequence[str]) -> int | None:
    """Which of the English ``words`` is the noun that the others go with."""
    head = None
    for at, word in enumerate(words):
        low = word.lower()
        if head is not None and (
            low in ENDS_HEAD or low in AUXILIARIES or is_participle(low)
        ):
            break
        if low not in ADVERBS:
            head = at
    return head


def is_participle(low: str) -> bool:
    return low.endswith(PARTICIPLES) or low in SEEN


def names_speaker(head: str) -> bool:
    if head[:1].isupper() or head[:1].isdigit():
        return not ONESELF.match(head)
    if names_body(head) or head.lower() in PRONOUNS:
        return True
    low = head.lower().rsplit("-", 1)[-1].rstrip(".")
    if low in NO_DOER:
        return False
    return DOER.search(low) is not None and ENGLISH.get(low) != "say"


def names_body(word: str) -> bool:
    """Whether a small ``word`` is a known name for people, an office or a paper."""
    return word.lower().rsplit("-", 1)[-1].rstrip(".") in SPEAKERS
