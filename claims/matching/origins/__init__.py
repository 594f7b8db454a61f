"""Whether two mentions of a claim go back to one origin, and by which sign.

What two texts share: passages; what that is: copies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.matching.origins.copies import QUOTED, Kind, Shared
from claims.matching.origins.passages import Span
from claims.matching.sense.similarity import normalise

VERBATIM_WORDS = 8
SAME_WORDS = 4
# A passage that holds at least half of a mention, or stands in it, holds the mention.
HELD = 0.5
MOST_TOLD = 120

# Many people are called so: whoever says the same need not be the same.
OFFICES = frozenset(
    word
    for line in (
        "spokesman spokeswoman spokesperson official officials source sources police",
        "government ministry minister president chancellor mayor office authorities",
        "authority officer army military witness witnesses expert experts residents",
        "sprecher sprecherin polizei regierung ministerium minister ministerin kreise",
        "präsident präsidentin kanzler kanzlerin bürgermeister bürgermeisterin amt",
        "behörde behörden armee militär zeuge zeugen experte experten anwohner he she",
        "they er sie",
    )
    for word in line.split()
)

SAID = re.compile(
    r"(?<!\w)(?:said|says|told|added|according to|sagte[n]?|sagt|erklärte[n]?|fügte"
    r"|laut|zufolge|(?:nach|den)\sAngaben)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """What tells the origin of one mention: who published it ("" if nobody knows),
    who says it, how, and where in its source."""

    outlet: str
    owner: str
    quote: str
    speaker: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sign:
    """Why two mentions are one voice, and the spans that show it if there are any."""

    reason: str
    shared: Shared | None = None


def shared_origin(
    left: Voice, right: Voice, shared: Sequence[Shared] = ()
) -> Sign | None:
    """The sign that both mentions are one voice. ``shared`` is what the sources have
    in common; the left one is the earlier."""
    if left.outlet and left.outlet == right.outlet:
        return Sign(f"Both are published by {left.outlet}.")
    if left.owner and left.owner.casefold() == right.owner.casefold():
        return Sign(f"{left.outlet} and {right.outlet} belong to {left.owner}.")
    for each in shared:
        if each.kind != Kind.NONE and holds_both(each, left, right):
            return Sign(each.reason, each)
    if same_sentence(left, right):
        reason = "Both print the same sentence, word for word."
        return show(Kind.PASSAGE, reason, left, right)
    return one_persons_word(left, right)


def one_persons_word(left: Voice, right: Voice) -> Sign | None:
    if words := same_quotation(left, right):
        reason = f"Both quote {left.speaker}: “{words}”."
        return show(Kind.STATEMENT, reason, left, right)
    if not same_named_speaker(left, right):
        return None
    if is_direct(left.quote) and is_direct(right.quote):
        reason = f"Both quote one statement of {left.speaker}."
        return show(Kind.STATEMENT, reason, left, right)
    return Sign(f"Both report what {left.speaker} said.")


def show(kind: Kind, reason: str, left: Voice, right: Voice) -> Sign:
    spans = (left.start, left.end), (right.start, right.end)
    return Sign(reason, Shared(kind, *spans, reason))


def holds_both(shared: Shared, left: Voice, right: Voice) -> bool:
    return holds(shared.left, left) and holds(shared.right, right)


def holds(span: Span, voice: Voice) -> bool:
    common = min(span[1], voice.end) - max(span[0], voice.start)
    return common >= HELD * min(span[1] - span[0], voice.end - voice.start)


def same_sentence(left: Voice, right: Voice) -> bool:
    # Comparing lengths first spares most of the work: quotes are compared by the dozen.
    if len(left.quote) > 2 * len(right.quote) or len(right.quote) > 2 * len(left.quote):
        return False
    sentence = normalise(left.quote)
    return (
        sentence.count(" ") + 1 >= VERBATIM_WORDS and normalise(right.quote) == sentence
    )


def same_quotation(left: Voice, right: Voice) -> str:
    """The words both put in one speaker's mouth, or ""."""
    if not same_speaker(left.speaker, right.speaker):
        return ""
    theirs = {normalise(words) for words in QUOTED.findall(right.quote)}
    for words in QUOTED.findall(left.quote):
        said = normalise(words)
        if said in theirs and said.count(" ") + 1 >= SAME_WORDS:
            return " ".join(words.split()).strip(" ,.")[:MOST_TOLD]
    return ""


def same_named_speaker(left: Voice, right: Voice) -> bool:
    """Whether both report what one named person said: as both mentions state one claim,
    it is that person's word, quoted or not, cut or translated differently. That
    somebody condemned or demanded something is no word of theirs but a deed, which many
    may have seen."""
    return (
        same_speaker(left.speaker, right.speaker)
        and normalise(left.speaker).split()[-1] not in OFFICES
        and all(
            is_direct(each.quote) or SAID.search(each.quote) for each in (left, right)
        )
    )


def is_direct(quote: str) -> bool:
    return any(
        normalise(words).count(" ") + 1 >= SAME_WORDS for words in QUOTED.findall(quote)
    )


def same_speaker(left: str, right: str) -> bool:
    """Judged by the last name, which is what reports repeat."""
    ours, theirs = normalise(left).split(), normalise(right).split()
    return bool(ours and theirs) and ours[-1] == theirs[-1]
