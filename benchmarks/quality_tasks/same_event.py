"""The same claim in reports of one event: each event scored with weights that were
fitted on our own others. The plain baseline is the cosine of the two sentences."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.labelled_events import Event, Report, read_events
from benchmarks.quality import Line, Task
from benchmarks.train_pairs import (
    Floats,
    Table,
    average_precision,
    read_table,
    recall_at,
    score_held_out,
)
from claims.encoders import encode_meaning
from claims.linking.meanings import HOW_MANY, answer_rows
from claims.matching.same.pairs import LEAST_NEARNESS, Answer, scale
from claims.matching.sense.meaning import Vectors, without_source

PRECISION = 0.9


def score_events(data: Path) -> list[Line]:
    events = read_events(data)
    table = read_table(events)
    scores = score_held_out(table)
    every = np.ones(len(scores), dtype=np.bool_)
    lines = [
        *measure(table, scores, every, f"{len(events)} events", (0.80, 0.60)),
        *measure(table, scores, table.german, "a German source", (0.75, 0.50)),
    ]
    if table.published.any():
        said = "published only"
        lines += measure(table, scores, table.published, said, (None, None))
    return [*lines, *measure_links(table, scores), measure_strangers(events)]


def measure(
    table: Table,
    scores: Floats,
    chosen: NDArray[np.bool_],
    said: str,
    targets: tuple[float | None, float | None],
) -> list[Line]:
    labels, ours, plain = table.labels[chosen], scores[chosen], table.signs[chosen, 0]
    precise, recalled = targets
    return [
        Line(
            f"average precision, {said}",
            average_precision(labels, ours),
            average_precision(labels, plain),
            None,
            precise,
        ),
        Line(
            f"recall at precision .9, {said}",
            recall_at(labels, ours, PRECISION)[0],
            recall_at(labels, plain, PRECISION)[0],
            None,
            recalled,
        ),
    ]


def measure_links(table: Table, scores: Floats) -> list[Line]:
    """What the answers "same" and "maybe" would be worth."""
    linked = scores >= table.needed
    shown = linked | (scores >= scale().maybe)
    return [
        Line(
            f"{measured} of {said}",
            float(table.labels[chosen].sum() / max(1, total)),
            None,
            None,
            None,
        )
        for said, chosen in (("same", linked), ("same or maybe", shown))
        for measured, total in (
            ("precision", chosen.sum()),
            ("recall", table.labels.sum()),
        )
    ]


def measure_strangers(events: Sequence[Event]) -> Line:
    """Reports of two events state no claim both: every link is false."""
    reports = [
        (
            event.name,
            report,
            encode_meaning(list(map(without_source, report.sentences))),
        )
        for event in events
        for report in event.reports
    ]
    pairs = linked = 0
    for (event, left, rows), (other, right, others) in combinations(reports, 2):
        if event != other:
            pairs += 1
            linked += count_linked(left, right, rows @ others.T)
    said = "false links among 1,000 pairs of reports of two events"
    return Line(said, 1000 * linked / max(1, pairs), None, None, None)


def count_linked(left: Report, right: Report, near_to: Vectors) -> int:
    near = [
        (at, int(beside), 0, right.sentences[beside], right.language, cosines[beside])
        for at, cosines in enumerate(near_to)
        for beside in np.argsort(-cosines)[:HOW_MANY]
        if cosines[beside] >= LEAST_NEARNESS
    ]
    told_in = {beside: (0,) for _, beside, *_ in near}
    judged = answer_rows(left.sentences, near, language=left.language, told_in=told_in)
    answers = [each.judgement.answer for every in judged.values() for each in every]
    return answers.count(Answer.SAME)


TASKS = (
    Task(
        "same-event",
        ("speakers/en_politics_", "speakers/de_wikinews_"),
        score_events,
    ),
)
