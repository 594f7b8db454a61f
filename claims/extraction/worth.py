"""How much a sentence is worth checking, and why, in words a reviewer can argue with.

The model weighs; where no encoder is installed, the same reasons weigh by points."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.encoders import encoder_installed
from claims.extraction import signs
from claims.extraction.findings import Speaker, Value
from claims.extraction.worth_model import Judgement, judge_sentences

# In a newsroom a missed claim costs more than a dismissed one.
THRESHOLD = 0.3
# A plain statement with nothing for or against it is just worth a look.
PLAIN = 0.35
# Nobody can check it, whatever else it holds.
HOPELESS = 0.1
FEWEST_WORDS = 4

# Whatever was said, that somebody said it can be checked.
ATTRIBUTED = "attributes a statement"
QUANTITIES = {"number", "percent", "money", "duration", "change"}
OPINION_BELOW = 0.3
OFTEN_CHECKED_FROM = 0.5

# The rest of a text this long is weighed by points: it costs a hundredth of the time.
MOST_BY_MODEL = 2000


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence with what the stages before found in it."""

    sentence: str
    values: Sequence[Value]
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class Weighed:
    worth: float
    reasons: tuple[str, ...]


def weigh(sentence: str, values: Sequence[Value], speaker: Speaker | None) -> Weighed:
    return weigh_all([Statement(sentence, values, speaker)])[0]


def weigh_all(statements: Sequence[Statement]) -> list[Weighed]:
    """Worth from 0 to 1 and the reasons for and against, for each statement; all at
    once, which is several times faster than one by one."""
    by_model = statements[:MOST_BY_MODEL] if encoder_installed() else ()
    judgements = judge_sentences([each.sentence for each in by_model])
    weighed = [
        weigh_by_model(statement, judgement)
        for statement, judgement in zip(by_model, judgements, strict=True)
    ]
    weighed.extend(weigh_by_points(each) for each in statements[len(weighed) :])
    return weighed


def weigh_by_model(statement: Statement, judgement: Judgement) -> Weighed:
    found = find_reasons(statement)
    hopeless = any(points <= -PLAIN for points, _ in found)
    reasons = [reason for _, reason in found]
    if judgement.important >= OFTEN_CHECKED_FROM:
        reasons.append("the kind that is often checked")
    if judgement.factual < OPINION_BELOW and "opinion" not in reasons:
        reasons.append("opinion")
    worth = judgement.worth
    if hopeless:
        worth = min(HOPELESS, worth)
    elif ATTRIBUTED in reasons:
        worth = max(PLAIN, worth)
    return Weighed(round(worth, 2), tuple(reasons))


def weigh_by_points(statement: Statement) -> Weighed:
    found = find_reasons(statement)
    worth = PLAIN + sum(points for points, _ in found)
    return Weighed(
        round(min(1.0, max(0.0, worth)), 2), tuple(reason for _, reason in found)
    )


def find_reasons(statement: Statement) -> list[tuple[float, str]]:
    """The reasons that hold, with their points."""
    sentence = statement.sentence
    outside = signs.QUOTED.sub(" ", sentence)
    kinds = {value.kind for value in statement.values}
    attributed = statement.speaker is not None or is_reported(outside)
    reasons = (
        (0.25, "states a quantity", bool(kinds & QUANTITIES)),
        (0.1, "names a date", "date" in kinds),
        (0.15, "names a person or place", names_somebody(sentence)),
        (0.15, ATTRIBUTED, attributed),
        (0.1, "attributes a decision", signs.DECISION.search(outside)),
        (0.1, "reports an act", signs.ACT.search(outside)),
        (0.05, "compares", signs.COMPARISON.search(outside)),
        (-0.15, "opinion", signs.OPINION.search(outside)),
        (-0.1, "demand", signs.OBLIGATION.search(outside)),
        (-0.1, "future", signs.FUTURE.search(outside)),
        (-0.05, "hedged", signs.HEDGE.search(outside)),
        (-0.15, "first person", speaks_of_oneself(outside)),
        (-0.35, "question", signs.QUESTION.search(sentence)),
        (-0.35, "speaks to the reader", signs.TO_READER.match(sentence)),
        (-0.35, "very short", len(signs.WORD.findall(sentence)) < FEWEST_WORDS),
    )
    return [(points, reason) for points, reason, holds in reasons if holds]


def names_somebody(sentence: str) -> bool:
    return bool(signs.NAME.search(sentence) or signs.NAME_OPENS.match(sentence))


def is_reported(outside: str) -> bool:
    """Whether it stands in the German mood of reported speech."""
    return bool(signs.REPORTED.search(outside)) and not speaks_of_oneself(outside)


def speaks_of_oneself(outside: str) -> bool:
    return bool(
        signs.FIRST_SINGULAR.search(outside) or signs.FIRST_PLURAL.search(outside)
    )
