"""How much a sentence is worth checking, and why, in words a reviewer can argue with.

The model weighs, by meaning where there is an encoder and else by letters: ngrams and
worth_model hold what was fitted, signs and listed what is seen in a sentence. newsroom
puts it in an editor's order; retraining fits it to a newsroom's own decisions."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.encoders import encoder_installed
from claims.extraction.findings import QUANTITIES, Speaker, Value
from claims.extraction.worth import newsroom, signs
from claims.extraction.worth.worth_model import Judgement, Way, judge_sentences
from claims.fine_encoder import fine_encoder_installed

# In a newsroom a missed claim costs more than a dismissed one.
THRESHOLD = 0.3
# That somebody said something is always worth a look.
ATTRIBUTED_LEAST = 0.35
# Nobody can check it, whatever else it holds.
HOPELESS = frozenset(
    (
        "question",
        "speaks to the reader",
        "note of the newsroom",
        "introduces what follows",
        "very short",
    )
)
HOPELESS_MOST = 0.1
FEWEST_WORDS = 4

# Whatever was said, that somebody said it can be checked.
ATTRIBUTED = "attributes a statement"
NAMES = {"person", "place"}
# Who tells an amount, a day or a deed, or puts it strongly, has said enough himself.
TOLD_AS_FACT = frozenset(
    ("states a quantity", "names a date", "reports an act", "opinion")
)
# What makes a sentence worth checking is no reason to leave it out.
SPEAKS_FOR = TOLD_AS_FACT - {"opinion"} | {
    "names a person or place",
    ATTRIBUTED,
    "attributes a decision",
    "compares",
    "the kind that is often checked",
}
OPINION_BELOW = 0.3
OFTEN_CHECKED_FROM = 0.5

# The rest of a text this long is not looked at twice: a report has no more, and a
# book would take minutes.
MOST_LOOKED_AT_TWICE = 400
# And from here on it is weighed by letters: a tenth of the time.
MOST_BY_MEANING = 2000


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence with what the stages before found in it; ``goes_on`` with what
    somebody known said in a sentence before, ``tells_of`` a person whom the text
    names."""

    sentence: str
    values: Sequence[Value]
    speaker: Speaker | None
    goes_on: bool = False
    tells_of: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    worth: float
    reasons: tuple[str, ...]

    @property
    def against(self) -> list[str]:
        """Why it is not worth checking."""
        told = [reason for reason in self.reasons if reason not in SPEAKS_FOR]
        return told or [newsroom.NOTHING_TO_CHECK]


def weigh(sentence: str, values: Sequence[Value], speaker: Speaker | None) -> Weighed:
    return weigh_all([Statement(sentence, values, speaker)])[0]


def weigh_all(
    statements: Sequence[Statement],
    way: Way = Way.MEANING,
) -> list[Weighed]:
    """Worth from 0 to 1 and the reasons for and against, for each statement; all at
    once, which is several times faster than one by one.

    By meaning, the sentences are encoded, at 1.5 ms each; a second look encodes those
    that are still unsure once more and finely, at 45 ms each. Either needs its encoder
    and is passed over without it."""
    way = possible(way)
    sentences = [each.sentence for each in statements]
    twice = MOST_LOOKED_AT_TWICE if way == Way.SECOND_LOOK else 0
    meant = MOST_BY_MEANING if way != Way.LETTERS else 0
    judgements = [
        *judge_sentences(sentences[:twice], Way.SECOND_LOOK),
        *judge_sentences(sentences[twice:meant], Way.MEANING),
        *judge_sentences(sentences[meant:], Way.LETTERS),
    ]
    return [
        weigh_one(statement, judgement)
        for statement, judgement in zip(statements, judgements, strict=True)
    ]


def possible(way: Way) -> Way:
    if way == Way.LETTERS or not encoder_installed():
        return Way.LETTERS
    return way if fine_encoder_installed() else Way.MEANING


def weigh_one(statement: Statement, judgement: Judgement) -> Weighed:
    found = find_reasons(statement)
    reasons = list(found)
    if judgement.important >= OFTEN_CHECKED_FROM:
        reasons.append("the kind that is often checked")
    if judgement.factual < OPINION_BELOW and TOLD_AS_FACT.isdisjoint(reasons):
        reasons.append(newsroom.NOTHING_TO_CHECK)
    worth = newsroom.order(judgement.worth, statement.sentence, reasons)
    if newsroom.is_bare(statement.sentence, reasons):
        reasons.append(newsroom.BARE)
        worth = min(newsroom.MOST_BARE, worth)
    if HOPELESS.intersection(found):
        worth = min(HOPELESS_MOST, worth)
    elif ATTRIBUTED in reasons and newsroom.BARE not in reasons:
        worth = max(ATTRIBUTED_LEAST, worth)
    return Weighed(round(worth, 2), tuple(reasons))


def states_some(value: Value) -> bool:
    """Whether it is an amount, and not that there was none: "nobody was killed"."""
    return value.kind in QUANTITIES and value.amount != "0"


def introduces(statement: Statement) -> bool:
    """Whether it only tells what comes next, and how much of nothing."""
    if any(map(states_some, statement.values)):
        return False
    return signs.INTRODUCES.search(statement.sentence) is not None


def find_reasons(statement: Statement) -> list[str]:
    """The names of the rules that hold."""
    sentence = statement.sentence
    outside = signs.without_quotations(sentence)
    counts = signs.count_words(outside)
    kinds = {value.kind for value in statement.values}
    oneself = bool(counts["first person"] or counts["first person plural"])
    reported = bool(counts["reported speech"]) and not oneself
    named = (
        statement.tells_of
        or kinds & NAMES
        or signs.names_somebody(sentence, statement.language)
    )
    holds_something = bool(kinds) or signs.may_name(sentence)
    goes_on = statement.goes_on and (holds_something or not oneself)
    reasons = (
        ("states a quantity", any(map(states_some, statement.values))),
        ("names a date", "date" in kinds),
        ("names a person or place", named),
        (ATTRIBUTED, statement.speaker is not None or reported or goes_on),
        ("attributes a decision", counts["attributes a decision"]),
        ("reports an act", counts["reports an act"]),
        ("compares", signs.compares(outside, counts["compares"])),
        ("opinion", counts["opinion"]),
        ("demand", counts["demand"]),
        ("future", signs.is_to_come(outside, statement.language)),
        ("hedged", counts["hedged"]),
        ("first person", oneself),
        ("question", "?" in sentence and signs.QUESTION.search(sentence)),
        ("speaks to the reader", signs.TO_READER.match(sentence)),
        ("note of the newsroom", signs.NOTE.match(sentence)),
        ("introduces what follows", introduces(statement)),
        ("very short", signs.measure_words(sentence)[0] < FEWEST_WORDS),
    )
    return [reason for reason, holds in reasons if holds]
