"""Where an article ends: what follows on the page is about something else.

Furniture lines say where the end may be; whether the names in the paragraphs after
it are those of the article says whether it was."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claims.extraction.text.quotes import CLOSING

# A page's first lines carry the same signs as its last: no end before this many
# paragraphs of body.
LEAST_BODY = 3
# After these nothing belongs to the article, whoever is named there.
FINAL = {"copyright": "after the copyright line", "comments": "after the comments"}
PERHAPS_FINAL = {"image credit", "related", "keep reading", "newsletter", "share"}
TEASERS_AT_MOST = 12
# A teaser is short beside its article; what is longer may be the article's second half.
TEASER_PARAGRAPHS = 3
# Whom an article names is known after so many characters.
KNOWN_ENOUGH = 50_000
DOUBT = "may be page furniture"
# Marks that stand within an article as often as after it.
WITHIN = {"image credit", "share"}

WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
NEXT_NAME = re.compile(r"['’]?s? [A-ZÄÖÜ]")
# Not every script has capitals.
SENTENCE_INSIDE = re.compile(rf"[.!?][{CLOSING}]?\s+[\"“„»«]?[^\W\d_a-zß-ÿ]")
# Titles and calendar words are in every article: sharing them means nothing.
COMMON = frozenset(
    word
    for line in (
        "president prime minister chancellor secretary general government state states",
        "white house january february march april may june july august september",
        "october november december monday tuesday wednesday thursday friday saturday",
        "sunday präsident kanzler regierung bundesregierung januar februar märz mai",
        "juni juli oktober dezember montag dienstag mittwoch donnerstag freitag",
        "samstag sonntag",
    )
    for word in line.split()
)
REFERS_BACK = re.compile(
    r"(?:he|she|they|it|this|that|these|those|but|so|and|however|er|sie|es|dies|diese|"
    r"dieser|dabei|damit|aber|doch|und|deshalb)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    text: str
    reason: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some lines: all of them, and the capitalised ones apart."""

    every: frozenset[str]
    names: frozenset[str]

    def __or__(self, other: "Words") -> "Words":
        return Words(self.every | other.every, self.names | other.names)


def name_tail(lines: Sequence[Line]) -> list[Line]:
    """The lines again, with a reason on each that stands after the article's end."""
    lines = drop_teaser_run(lines)
    lines = drop_unconnected_groups(lines)
    return doubt_tail(drop_after_final(lines))


def drop_after_final(lines: Sequence[Line]) -> list[Line]:
    result: list[Line] = []
    body, after = 0, ""
    for line in lines:
        if line.reason in FINAL and body >= LEAST_BODY and not after:
            after = FINAL[line.reason]
        elif not line.reason:
            body += 1
            line = replace(line, reason=after)
        result.append(line)
    return result


def drop_unconnected_groups(lines: Sequence[Line]) -> list[Line]:
    """Drop the paragraphs between two marks of the page that name nobody the
    article names."""
    result: list[Line] = []
    group: list[Line] = []
    known = Words(frozenset(), frozenset())
    paragraphs = size = 0
    ended = False
    for line in lines:
        if line.reason not in PERHAPS_FINAL:
            group.append(line)
            continue
        result += group_after_end(group, known, size) if ended else group
        body = [each.text for each in group if not each.reason]
        if not ended or len(body) > TEASER_PARAGRAPHS:
            known = known | words_of(body) if size < KNOWN_ENOUGH else known
            paragraphs += len(body)
            size += sum(map(len, body))
        ended = paragraphs >= LEAST_BODY
        result.append(line)
        group = []
    return result + (group_after_end(group, known, size) if ended else group)


def group_after_end(group: Sequence[Line], known: Words, size: int) -> list[Line]:
    """The group, as teasers when it is short beside the article's ``size`` and names
    others."""
    body = [line.text for line in group if not line.reason]
    if len(body) > TEASER_PARAGRAPHS or sum(map(len, body)) > size / 2:
        return list(group)
    names = words_of(body).names
    strangers = sum(not words_of([text]).names & known.names for text in body)
    if connected(names, known.names, least=3) or strangers <= len(body) / 2:
        return list(group)
    return [line if line.reason else replace(line, reason="teaser") for line in group]


def doubt_tail(lines: Sequence[Line]) -> list[Line]:
    """Doubt what is left after the first mark that follows the article's last run of
    paragraphs: it may be a teaser on the article's own topic."""
    run = 0
    start = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if not lines[at].reason:
            run += 1
        elif lines[at].reason in PERHAPS_FINAL:
            run = 0
            start = start if lines[at].reason in WITHIN else at
        if run > TEASER_PARAGRAPHS:
            break
    else:
        return list(lines)
    return [*lines[:start], *(replace(line, doubt=DOUBT) for line in lines[start:])]


def drop_teaser_run(lines: Sequence[Line]) -> list[Line]:
    """Drop the run of single sentences on other topics right before a page's footer.

    One of them may by chance be on the article's own topic, so the run is judged
    whole: it begins where the unconnected lines outweigh the others most."""
    result = list(lines)
    last = footer_at(lines)
    if last is None:
        return result
    body_at = [at for at, line in enumerate(lines[:last]) if not line.reason]
    if len(body_at) <= 2 * LEAST_BODY:
        return result
    first = last
    while (
        first > body_at[LEAST_BODY]
        and last - first < TEASERS_AT_MOST
        and not lines[first - 1].reason
        and not SENTENCE_INSIDE.search(lines[first - 1].text)
    ):
        first -= 1
    body = [line.text for line in lines[:first] if not line.reason]
    for at in range(teasers_from(lines, first, last, body), last):
        result[at] = replace(result[at], reason="teaser")
    return result


def footer_at(lines: Sequence[Line]) -> int | None:
    """The first line of the furniture that closes the page with a copyright line."""
    finals = [at for at, line in enumerate(lines) if line.reason == "copyright"]
    if not finals:
        return None
    at = finals[-1]
    while at > 0 and lines[at - 1].reason:
        at -= 1
    return at


def teasers_from(
    lines: Sequence[Line], first: int, last: int, body: Sequence[str]
) -> int:
    """Where the run begins, or ``last`` when there is none."""
    known = [words_of(body)]
    for line in lines[first : last - 1]:
        known.append(known[-1] | words_of([line.text]))
    weight, heaviest, begin = 0.0, 0.0, last
    for at in range(last - 1, first - 1, -1):
        weight += 1 if unconnected(lines[at].text, known[at - first]) else -1.5
        if weight > heaviest:
            heaviest, begin = weight, at
    return begin if heaviest >= 2 and last - begin >= LEAST_BODY else last


def unconnected(line: str, known: Words) -> bool:
    if REFERS_BACK.match(line):
        return False
    words = words_of([line])
    if words.names and connected(words.names, known.names, least=1):
        return False
    shared = len(words.every & known.every)
    return shared <= 0.5 * len(words.every)


def connected(names: frozenset[str], known: frozenset[str], *, least: int) -> bool:
    """Whether enough of the names are known; too few names prove nothing."""
    if len(names) < least:
        return True
    return len(names & known) > 0.34 * len(names)


def words_of(texts: Iterable[str]) -> Words:
    every: set[str] = set()
    names: set[str] = set()
    for text in texts:
        for found in WORD.finditer(text):
            word = found.group().replace("’", "'").removesuffix("'s")
            folded = word.casefold()
            if len(folded) < 4 and not word.isupper():
                continue
            every.add(folded)
            named = found.start() > 0 or NEXT_NAME.match(text, found.end())
            if word[0].isupper() and named and folded not in COMMON:
                names.add(folded)
    return Words(frozenset(every), frozenset(names))
