"""The words in quotation marks that two sentences have in common: who quotes the same
words tells of one statement, whatever else the sentence says."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Final, NamedTuple

from claims.extraction.text.quotes import Span, find_quotations, inside, outside
from claims.matching.conflicts.names import Names, read_names
from claims.matching.same.doubts import Side, in_two_languages
from claims.matching.same.shared_clauses import SharedClause
from claims.matching.sense.clauses import find_clauses
from claims.matching.sense.meaning import FUNCTION_WORDS, covered, part_of
from claims.matching.sense.similarity import fold, take_apart, words_in

# So many words in a row are nobody else's; where both quote them, fewer.
ROW: Final = 3
QUOTED_BY_BOTH: Final = 2
LEAST_BEYOND_NAMES: Final = 2
# Of two quotations in two languages, how much of one stands in the other.
TRANSLATED: Final = 0.6
# More are no sentence anybody wrote.
MOST_WORDS: Final = 120
MOST_QUOTED: Final = 8


class Word(NamedTuple):
    text: str
    quoted: bool


def find_quoted_core(one: Side, other: Side) -> SharedClause | None:
    """The clauses with the words that one of them quotes and the other says too, or in
    two languages with quotations that translate each other; none where only one of
    the clauses denies them."""
    ours, theirs = quotations(one.text), quotations(other.text)
    if in_two_languages(one, other):
        words = find_translated(one, other, ours, theirs)
    elif ours or theirs:
        words = find_row(one, other)
    else:
        return None
    if words is None:
        return None
    left, right = clause_with(one.text, words[0]), clause_with(other.text, words[1])
    if take_apart(left).negated != take_apart(right).negated:
        return None
    return SharedClause(left, right, 1.0)


@lru_cache(maxsize=4000)
def quotations(text: str) -> tuple[Span, ...]:
    """Without their marks; one that is never closed goes on to the end."""
    found, opened = find_quotations(text, 0, len(text))
    closed = tuple(inside(text, span) for span in found)
    return closed if opened is None else (*closed, (opened + 1, len(text)))


def find_row(one: Side, other: Side) -> tuple[Sequence[str], Sequence[str]] | None:
    """The longest row of words that stands in both, each of them quoted by one."""
    ours, theirs = content_of(one.text), content_of(other.text)
    common = {word.text for word in ours} & {word.text for word in theirs}
    if len(common) < QUOTED_BY_BOTH:
        return None
    names = [read_names(side.text, side.language) for side in (one, other)]
    best: list[tuple[Word, Word]] = []
    before: list[list[tuple[Word, Word]]] = [[] for _ in range(len(theirs) + 1)]
    for mine in ours:
        rows: list[list[tuple[Word, Word]]] = [[]]
        for at, yours in enumerate(theirs):
            said = mine.text == yours.text and (mine.quoted or yours.quoted)
            rows.append([*before[at], (mine, yours)] if said else [])
            if len(rows[-1]) > len(best):
                best = rows[-1]
        before = rows
    by_both = all(mine.quoted and yours.quoted for mine, yours in best)
    words = [mine.text for mine, _ in best]
    if len(words) < (QUOTED_BY_BOTH if by_both else ROW) or not tells(words, names):
        return None
    return words, words


@lru_cache(maxsize=2000)
def content_of(text: str) -> tuple[Word, ...]:
    """The first words that tell something, and whether each is quoted."""
    quoted = quotations(text)
    spans = [(*span, True) for span in quoted]
    spans += [(*span, False) for span in outside((0, len(text)), iter(quoted))]
    words = (
        Word(word, flag)
        for start, end, flag in sorted(spans)
        for word in fold(words_in(text[start:end]))
        if word not in FUNCTION_WORDS
    )
    return tuple(islice(words, MOST_WORDS))


def tells(words: Sequence[str], names: Sequence[Names]) -> bool:
    beyond = [word for word in words if not any(each.has(word) for each in names)]
    return len(beyond) >= LEAST_BEYOND_NAMES


def find_translated(
    one: Side, other: Side, ours: Sequence[Span], theirs: Sequence[Span]
) -> tuple[Sequence[str], Sequence[str]] | None:
    senses = [
        [part_of(side.sense, side.text[slice(*span)]) for span in spans[:MOST_QUOTED]]
        for side, spans in ((one, ours), (other, theirs))
    ]
    for left, right in product(*senses):
        if min(len(left.words), len(right.words)) < QUOTED_BY_BOTH:
            continue
        if max(covered(left, right)) >= TRANSLATED:
            return left.words, right.words
    return None


def clause_with(text: str, words: Sequence[str]) -> str:
    """The clause that has all the words, or the whole text."""
    wanted = set(words)
    for span in find_clauses(text):
        clause = text[slice(*span)].strip(" ,")
        if wanted <= set(fold(words_in(clause))):
            return clause
    return text
