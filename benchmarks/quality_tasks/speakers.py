"""Who says it: German by the joint score of the corpus, English by sentences.

German. A prediction and an annotation (``quote``, ``speaker``, ``cue``, ``frame``,
``addressee``, each a set of tokens) are paired one to one within a text so that the
sum of the token F1 of their quotes is largest, .01 more where they are of one type.
Every pair, and every prediction or annotation left alone, gives one precision for
each role that was predicted and one recall for each role that is annotated, by
tokens. The joint precision is the mean of all these precisions, the joint recall of
all these recalls, over all texts and roles at once; the joint F1 is their harmonic
mean. Direct quotes are counted whole: one that was predicted is right when it and an
annotated direct quote, one to one, share at least half of their tokens together.

English. A sentence is attributed when it overlaps a Content, gold or predicted. An
annotated attribution with a Source is found when its Content and a predicted one share
at least half of the characters that either has; of several the closest counts. The
source is right when its span overlaps the annotated one. The same is told for those
that are touched only, which share any character at all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.quality import Line, Task, find, read_rows
from claims.extraction.attributions import Attribution, find_attributions
from claims.extraction.text.quotes import Span
from claims.extraction.text.sentences import split_sentences

ROLES = ("quote", "speaker", "cue", "frame", "addressee")
TYPES = {
    "direct": "Direct",
    "indirect": "Indirect",
    "mood": "IndirectFreeIndirect",
    "reported": "Reported",
}
SAME_TYPE = 0.01
HALF = 0.5


@dataclass(frozen=True)
class Group:
    """One attribution as tokens of each role."""

    type: str
    roles: dict[str, frozenset[int]]

    @property
    def quote(self) -> frozenset[int]:
        return self.roles["quote"]


@dataclass
class Tally:
    """The precisions and recalls of every role of every group."""

    precisions: dict[str, list[float]] = field(
        default_factory=lambda: {role: [] for role in ROLES}
    )
    recalls: dict[str, list[float]] = field(
        default_factory=lambda: {role: [] for role in ROLES}
    )
    direct_right: int = 0
    direct_predicted: int = 0
    direct_gold: int = 0

    def count(self, predicted: Group | None, gold: Group | None) -> None:
        for role in ROLES:
            ours = predicted.roles[role] if predicted else frozenset()
            theirs = gold.roles[role] if gold else frozenset()
            shared = len(ours & theirs)
            if ours:
                self.precisions[role].append(shared / len(ours))
            if theirs:
                self.recalls[role].append(shared / len(theirs))

    def f1(self, *roles: str) -> float:
        precision = mean([each for role in roles for each in self.precisions[role]])
        recall = mean([each for role in roles for each in self.recalls[role]])
        return harmonic(precision, recall)


def mean(figures: Sequence[float]) -> float:
    return sum(figures) / len(figures) if figures else 0.0


def harmonic(precision: float, recall: float) -> float:
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def read_paragraphs(text: str, language: str) -> list[list[Span]]:
    """The sentences of each line, as offsets into the text."""
    paragraphs = []
    start = 0
    for line in text.splitlines(keepends=True):
        spans = split_sentences(line, language)
        paragraphs.append([(start + first, start + last) for first, last in spans])
        start += len(line)
    return [each for each in paragraphs if each]


def token_f1(left: frozenset[int], right: frozenset[int]) -> float:
    return ratio(2 * len(left & right), len(left) + len(right))


def pair_groups(
    predicted: Sequence[Group], gold: Sequence[Group]
) -> Iterator[tuple[Group | None, Group | None]]:
    alike = np.zeros((len(gold), len(predicted)))
    for row, theirs in enumerate(gold):
        for column, ours in enumerate(predicted):
            score = token_f1(ours.quote, theirs.quote)
            same = SAME_TYPE if score and ours.type == theirs.type else 0.0
            alike[row, column] = score + same
    rows, columns = linear_sum_assignment(alike, maximize=True)
    for row, column in zip(rows, columns, strict=True):
        yield predicted[column], gold[row]
    for column in set(range(len(predicted))).difference(columns.tolist()):
        yield predicted[column], None
    for row in set(range(len(gold))).difference(rows.tolist()):
        yield None, gold[row]


def count_direct(tally: Tally, predicted: list[Group], gold: list[Group]) -> None:
    ours = [each for each in predicted if each.type == "Direct"]
    theirs = [each for each in gold if each.type == "Direct"]
    tally.direct_predicted += len(ours)
    tally.direct_gold += len(theirs)
    for left, right in pair_groups(ours, theirs):
        if left and right:
            shared = len(left.quote & right.quote)
            right_enough = ratio(shared, len(left.quote | right.quote)) >= HALF
            tally.direct_right += right_enough


def annotated_group(annotation: dict[str, Any]) -> Group:
    roles = {role: frozenset(annotation[role]["tokenIds"]) for role in ROLES}
    return Group(annotation["type"], roles)


def predicted_group(found: Attribution, tokens: Sequence[Span]) -> Group:
    spans: dict[str, Iterable[Span]] = {
        "quote": found.content,
        "speaker": [found.source] if found.source else [],
        "cue": found.cue if found.kind != "reported" else (),
        "frame": found.frame,
        "addressee": (),
    }
    roles = {role: covered(each, tokens) for role, each in spans.items()}
    return Group(TYPES[found.kind], roles)


def covered(spans: Iterable[Span], tokens: Sequence[Span]) -> frozenset[int]:
    wanted = list(spans)
    return frozenset(
        at
        for at, (start, end) in enumerate(tokens)
        if any(first <= start and end <= last for first, last in wanted)
    )


def score_german(data: Path) -> list[Line]:
    return [
        line
        for path in find(data, "de_wikinews_")
        for line in german_lines(path.name.split(".")[0], tally_german(path))
    ]


def tally_german(path: Path) -> Tally:
    tally = Tally()
    for row in read_rows(path):
        text = row["text"]
        tokens = [(start, end) for start, end in row["tokens"]]
        found = find_attributions(text, read_paragraphs(text, "de"), "de")
        predicted = [predicted_group(each, tokens) for each in found]
        predicted = [each for each in predicted if each.quote]
        gold = [annotated_group(each) for each in row["annotations"]]
        for ours, theirs in pair_groups(predicted, gold):
            tally.count(ours, theirs)
        count_direct(tally, predicted, gold)
    return tally


def german_lines(name: str, tally: Tally) -> Iterator[Line]:
    target = None if "train" in name else 0.46
    yield Line(f"joint F1, {name}", tally.f1(*ROLES), 0.42, None, target)
    for role in ROLES[:-1]:
        yield Line(f"{role} F1, {name}", tally.f1(role), None, None, None)
    direct = harmonic(
        ratio(tally.direct_right, tally.direct_predicted),
        ratio(tally.direct_right, tally.direct_gold),
    )
    target = None if "train" in name else 0.80
    yield Line(f"direct quotes F1, {name}", direct, 0.72, None, target)


@dataclass(frozen=True)
class Annotated:
    """An attribution of the English corpus."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


def read_brat(brat: str) -> list[Annotated]:
    """The relations of brat's stand-off lines; spans may follow what refers to them."""
    spans: dict[str, tuple[Span, ...]] = {}
    relations: list[list[str]] = []
    for line in brat.split("\n"):
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            places = rest.split("\t")[0].partition(" ")[2].split(";")
            spans[name] = tuple((int(a), int(b)) for a, b in map(str.split, places))
        elif name.startswith("E"):
            relations.append(rest.split())
    found = []
    for relation in relations:
        parts = [part.partition(":") for part in relation]
        named = [(kind, spans.get(place, ())) for kind, _, place in parts]
        found.append(Annotated(joined(named, "Content"), joined(named, "Source")))
    return found


def joined(
    parts: Iterable[tuple[str, tuple[Span, ...]]], kind: str
) -> tuple[Span, ...]:
    return tuple(
        span for name, spans in parts if name.startswith(kind) for span in spans
    )


def shared_length(left: Iterable[Span], right: Sequence[Span]) -> int:
    return sum(
        max(0, min(end, last) - max(start, first))
        for start, end in left
        for first, last in right
    )


@dataclass
class Found:
    """What was counted over a file of the English corpus."""

    right: int = 0
    predicted: int = 0
    gold: int = 0
    with_source: int = 0
    touched: int = 0
    right_on_touched: int = 0
    found: int = 0
    right_on_found: int = 0

    def count_sentences(
        self,
        paragraphs: Sequence[Sequence[Span]],
        ours: Sequence[Span],
        theirs: Sequence[Span],
    ) -> None:
        for sentences in paragraphs:
            for sentence in sentences:
                predicted = shared_length([sentence], ours) > 0
                gold = shared_length([sentence], theirs) > 0
                self.predicted += predicted
                self.gold += gold
                self.right += predicted and gold

    def count_sources(
        self, ours: Sequence[Attribution], theirs: Sequence[Annotated]
    ) -> None:
        for each in theirs:
            if not (each.source and each.content):
                continue
            self.with_source += 1
            best = max(ours, key=lambda one: closeness(one, each), default=None)
            if best is None or closeness(best, each) == 0:
                continue
            source = [best.source] if best.source else []
            right = shared_length(source, each.source) > 0
            self.touched += 1
            self.right_on_touched += right
            if closeness(best, each) >= HALF:
                self.found += 1
                self.right_on_found += right


def closeness(ours: Attribution, theirs: Annotated) -> float:
    shared = shared_length(ours.content, theirs.content)
    lengths = sum(end - start for start, end in (*ours.content, *theirs.content))
    return shared / (lengths - shared) if shared else 0.0


def score_english(data: Path) -> list[Line]:
    return [
        line
        for path in find(data, "en_politics_")
        for line in english_lines(path.name.split(".")[0], count_english(path))
    ]


def count_english(path: Path) -> Found:
    counted = Found()
    for row in read_rows(path):
        text = row["text"]
        paragraphs = read_paragraphs(text, "en")
        ours = find_attributions(text, paragraphs, "en")
        theirs = read_brat(row["brat"])
        counted.count_sentences(
            paragraphs,
            [span for each in ours for span in each.content],
            [span for each in theirs for span in each.content],
        )
        counted.count_sources(ours, theirs)
    return counted


def english_lines(name: str, counted: Found) -> Iterator[Line]:
    trained = "train" in name
    precision = ratio(counted.right, counted.predicted)
    recall = ratio(counted.right, counted.gold)
    found = ratio(counted.found, counted.with_source)
    right = ratio(counted.right_on_found, counted.found)
    touched = ratio(counted.touched, counted.with_source)
    right_on_touched = ratio(counted.right_on_touched, counted.touched)
    target = None if trained else 0.84
    yield Line(f"sentence F1, {name}", harmonic(precision, recall), 0.73, None, target)
    yield Line(f"sentence precision, {name}", precision, None, None, None)
    yield Line(f"sentence recall, {name}", recall, None, None, None)
    yield Line(f"attributions found, {name}", found, None, None, None)
    target = None if trained else 0.86
    yield Line(f"source right on found, {name}", right, 0.84, None, target)
    yield Line(f"attributions touched, {name}", touched, None, None, None)
    yield Line(f"source right on touched, {name}", right_on_touched, None, None, None)


TASKS = (
    Task("speakers-de", ("de_wikinews_",), score_german),
    Task("speakers-en", ("en_politics_",), score_english),
)
