"""How an editor orders what can be checked: figures, firsts, dates, decisions and
accusations before background and the writer's own judgement.

Fitted on nothing: every step is one plain weight."""

import re
from collections.abc import Collection
from math import exp, log

from claims.extraction.text.glimpses import (
    declined,
    glimpse,
    hint_of_parts,
    hint_of_pattern,
    hint_of_words,
)
from claims.extraction.text.wordlists import listed

FIRSTS = re.compile(
    r"\b(?:(?:for the|the|its|his|her|their) first|first"
    r" (?:time|\w+ (?:call|visit|meeting|talks|conversation))|largest|biggest|highest"
    r"|lowest|longest|oldest|youngest|worst|deadliest|record|only|unprecedented|all-time|erstmals|erst(?:e|er|es|en|em)"
    r"|größte[nrsm]?|höchste[nrsm]?|niedrigste[nrsm]?|meisten|einzige[nrsm]?|Rekord\w*)\b"
)
TELLS_FIRST = hint_of_parts("rekord") | hint_of_words(
    [
        *declined("erst", "erste", "größte", "höchste", "niedrigste", "einzige"),
        *listed(
            "first largest biggest highest lowest longest oldest youngest worst"
            " deadliest record only unprecedented all erstmals meisten"
        ),
    ]
)
# What is announced or laid down can be checked, though it is not yet done.
ANNOUNCES = re.compile(
    r"\b(?:will (?!be able|have to|need|likely|probably)\w+|(?:is|are|was|were) (?:set"
    r"|due|scheduled|to be) |(?:obliged|obligated|required|bound|entitled) to|under an?"
    r" \w+ \w*warrant|verpflichtet|vorgesehen|geplant|ist fällig|tritt .{0,40}in Kraft)"
)
MAY_ANNOUNCE = hint_of_parts("verpflichtet", "vorgesehen", "geplant", "warrant")
MAY_ANNOUNCE |= hint_of_words(
    listed(
        "will set due scheduled be obliged obligated required bound entitled fällig"
        " tritt"
    )
)
LATELY = re.compile(
    r"\b(?:(?:last|next|this) (?:week|month|year|spring|summer|autumn|fall|winter"
    r"|\w+day)|yesterday|gestern|vorgestern|(?:vergangene|letzte|vorige|nächste|kommende)"
    r"[nrsm]? (?:Woche|Monat|Jahr|\w+tag))\b"
)
MAY_BE_LATE = hint_of_words(
    [
        *declined("vergangene", "letzte", "vorige", "nächste", "kommende"),
        *("last", "next", "this", "yesterday", "gestern", "vorgestern"),
    ]
)
ACCUSES = re.compile(
    r"\b(?:accus|condemn|denounc|critici[sz]|blam|alleg|charg|violat|complain"
    r"|beschuldig|verurteil|kritisier|warf\b.{1,60}\bvor\b|vorgeworfen|vorwarf)",
    re.IGNORECASE,
)
MAY_ACCUSE = hint_of_parts(
    *("accus", "condemn", "denounc", "criticis", "criticiz", "blam", "alleg", "charg"),
    *("violat", "complain", "beschuldig", "verurteil", "kritisier", "warf", "vorgew"),
)
# What nobody can look up: what is unknown, how things feel, what may come of them.
UNKNOWN = re.compile(
    r"\b(?:(?:is|are|was|were|remains?|remained) (?:not (?:yet )?(?:known|clear)"
    r"|unknown|unclear|to be seen)|nobody knows|no one knows"
    r"|(?:ist|sind|war|bleibt|blieb) (?:noch |weiter |weiterhin )?(?:nicht bekannt"
    r"|unklar|unbekannt|offen|abzuwarten))\b",
    re.IGNORECASE,
)
JUDGED = re.compile(
    r"\b(?:(?:is|are|was|were|has been|have been|had been|remains?) (?:\w+ly )?"
    r"(?:seen|viewed|regarded|perceived|hailed) (?:by (?:some|many|observers|critics"
    r"|analysts|most)|as)"
    r"|against (?:the|a) (?:back ?drop|background) of|sends? an? (?:\w+ )?(?:signal"
    r"|message)"
    r"|raises? (?:\w+ )?(?:questions|doubts|hopes|fears)|(?:is|are|was|were|be)"
    r" (?:very |particularly |especially )?(?:keen|eager|anxious|desperate|reluctant)"
    r" (?:to|on)"
    r"|(?:is|are|was|were|has been|have been|had been|remains?|remained|seems?|looks?"
    r"|proved)"
    r" (?:a |an |the |very |rather |quite |more |too |so |increasingly |still )*"
    r"(?:lukewarm|half-hearted|naive|hopeless|doomed|dire|grim|bleak|fraught|elusive"
    r"|crucial|vital|key|pivotal|decisive|difficult|hard|tricky|delicate|strange|odd"
    r"|ironic|remarkable|impressive|disappointing|welcome|overdue|weak|strong|fragile"
    r"|turning point|watershed|game[ -]changer|wake-up call|milestone|final \w+"
    r"|last straw|bitter blow|blow|disaster|triumph|tightrope)\b"
    r"|(?:hopes?|dreams?|aspirations?|ambitions?|illusions?|trust|faith|confidence)"
    r" (?:\w+ )?(?:shattered|faded|vanished|evaporated|collapsed|crumbled|died|dashed)"
    r"|steh(?:t|en) (?:am Scheideweg|auf der Kippe)|gilt als"
    r"|wird (?:allgemein |weithin )?(?:gesehen|gewertet|empfunden) als"
    r"|ein (?:starkes |deutliches )?(?:Signal|Zeichen)"
    r"|(?:ist|war|bleibt|sind|waren) (?:\w+ ){0,2}(?:Wendepunkt|Zäsur|Armutszeugnis"
    r"|Meilenstein|Trauerspiel|entscheidend|schwierig|heikel|fraglich|bitter|traurig"
    r"|erstaunlich|bemerkenswert|beeindruckend|halbherzig))\b",
    re.IGNORECASE,
)
MAY_COME = re.compile(
    r"\b(?:could|might|may(?! \d)|könnten?|dürften?|would (?:probably|likely))\b"
)
# A frame without what was said: "Ähnlich hatte sich zuvor der Präsident geäußert."
SAYS_NOTHING = re.compile(
    r"(?:Ähnlich|So|Genauso|Ebenso) (?:\w+ )?(?:hatte|hat|äußerte|sieht|sah)\b"
    r"[^,:;„\"]*(?:geäußert|sich|es|gesehen)[^,:;„\"]{0,40}\.?$"
    r"|[^,:;“\"]{3,60} (?:disputes?d?|den(?:y|ie[sd])|(?:reject|contradict|contest)"
    r"(?:s|ed)?) (?:this|that|it)\.?$"
    r"|[^,:;“„\"]{3,60} (?:widerspr[aei]ch(?:t|en)?|bestr(?:eite[nt]|itt(?:en)?)) "
    r"(?:dem|das|dies|diesem?|ihr|ihm)\.?$"
    r"|[^,:;“\"]{3,80} (?:made similar remarks|agreed|echoed (?:this|that|the sentiment"
    r"|these words)|said the same|declined to comment)\.?$"
)
MAY_SAY_NOTHING = hint_of_parts(
    *("similar", "agreed", "echoed", "same", "declined"),
    *("geäußert", "sich", "gesehen", "disput", "deny", "denie", "reject"),
    *("contradict", "contest", "widersp", "bestr"),
) | hint_of_pattern(r"es\w*")
MAY_SPECULATE = hint_of_words(
    listed("could might may könnte könnten dürfte dürften would")
)
BARE = "the writer's judgement"
MOST_BARE = 0.2
ANCHORS = frozenset(
    (
        "states a quantity",
        "names a date",
        "attributes a statement",
        "attributes a decision",
    )
)
NOTHING_TO_CHECK = "little that can be checked"
# In log-odds: how far each reason lifts or lowers what the model says.
LIFTS = {
    "states a quantity": 0.9,
    "names a date": 0.7,
    "attributes a decision": 0.4,
    "attributes a statement": 0.3,
    "reports an act": 0.2,
    "compares": 0.2,
    "hedged": -0.5,
    "opinion": -0.2,
    NOTHING_TO_CHECK: -0.2,
}
FIRST, ACCUSED, ANNOUNCED, DATED, SPECULATES = 0.9, 0.3, 0.5, 0.5, -1.2
# Beyond even odds the model is sure of nearly all; half of it leaves room for order.
SURER = 0.5
LEAST, MOST = 0.02, 0.98


def order(worth: float, sentence: str, reasons: Collection[str]) -> float:
    """``worth`` as an editor would have it."""
    seen = glimpse(sentence)
    odds = log(1 / min(MOST, max(LEAST, worth)) - 1)
    odds = -odds * (SURER if odds < 0 else 1)
    odds += sum(LIFTS.get(reason, 0) for reason in reasons)
    if seen.has(TELLS_FIRST):
        odds += FIRST * bool(FIRSTS.search(sentence))
    if seen.has(MAY_ACCUSE):
        odds += ACCUSED * bool(ACCUSES.search(sentence))
    if seen.has(MAY_ANNOUNCE):
        odds += ANNOUNCED * bool(ANNOUNCES.search(sentence))
    if "names a date" not in reasons and seen.has(MAY_BE_LATE):
        odds += DATED * bool(LATELY.search(sentence))
    if "attributes a statement" not in reasons and seen.has(MAY_SPECULATE):
        odds += SPECULATES * bool(MAY_COME.search(sentence))
    return 1 / (1 + exp(-odds))


def is_bare(sentence: str, reasons: Collection[str]) -> bool:
    """Whether the writer only judges, guesses or frames: no figure, date, decision or
    source holds it."""
    if glimpse(sentence).has(MAY_SAY_NOTHING) and SAYS_NOTHING.match(sentence):
        return True
    if not ANCHORS.isdisjoint(reasons):
        return False
    return bool(UNKNOWN.search(sentence) or JUDGED.search(sentence))
