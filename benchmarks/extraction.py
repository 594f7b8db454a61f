"""What it costs to read articles, with many claims stored already.

    python -m factcheck.local exec -- python -m benchmarks.extraction \
        --claims 0,100000,1000000 --articles 400

Articles come in through the real entrances. CPU is counted by stage, ours and
PostgreSQL's apart, and tells more than articles per second where other work shares the
machine: two cores do 2000 ms of it in a second. PostgreSQL has to run on this machine,
its CPU is read from /proc."""

import argparse
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from functools import partial, partialmethod
from importlib import import_module
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError
from typing import Any, Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
django.setup()

from django.conf import settings  # noqa: E402  # after setup
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks.articles import Writer  # noqa: E402
from benchmarks.clocks import (  # noqa: E402
    Stages,
    cpu_of_postgresql,
    cpu_of_process,
    sum_up,
)
from benchmarks.stored import fill  # noqa: E402
from claims import extracting  # noqa: E402
from claims.doorbell import ring  # noqa: E402
from claims.extraction import Timings, extract  # noqa: E402
from claims.extraction.worth.worth_model import Way  # noqa: E402
from claims.ingest.entrance import ingest_text  # noqa: E402
from claims.linking import behind, sketches  # noqa: E402
from claims.matching.sense.similarity import SAME_CLAIM  # noqa: E402
from claims.models import Claim, Mention, Suggestion, Wording  # noqa: E402
from factcheck.collector import pass_over_what_is_loaded  # noqa: E402

# Seconds a worker may take to load what it needs.
PATIENCE: Final = 120
CHANGED: Final = 4
ASKED: Final = 1000
KNOWN: Final = 2000
# What is timed, also one within another: the outer counts what the inner ones leave.
STAGES: Final = {
    "take": ("claims.extracting", "begin_new"),
    "extract": ("claims.extracting", "extract"),
    "look up words": ("claims.storing", "ask"),
    "look up meaning": ("claims.storing", "look_elsewhere"),
    "store": ("claims.extracting", "store_all"),
    "link": ("claims.storing", "lead_to_claims"),
    "claims": ("claims.storing", "create_claims"),
    "origins": ("claims.storing", "give_origins"),
    "mentions": ("claims.storing", "create_mentions"),
    "differences": ("claims.storing", "mark_differing"),
}


@dataclass(slots=True)
class Run:
    """One run of the benchmark; CPU in milliseconds per article or claim."""

    stored: int
    workers: int
    articles: int
    mentions: int = 0
    articles_per_second: float = 0
    cpu_python: float = 0
    cpu_postgresql: float = 0
    by_cpu_on_two_cores: float = 0
    worker_mb: float = 0
    stages: dict[str, dict[str, float]] = field(default_factory=dict)


@dataclass(slots=True)
class Recall:
    """How many claims are found again with four of their words changed, and what is
    then said of them."""

    stored: int
    found: float
    same: float
    maybe: float
    cpu_postgresql: float


@dataclass(slots=True)
class Behind:
    """Vectors filled in and searched after the claims were stored."""

    claims: int
    claims_per_second: float
    cpu_python: float
    cpu_postgresql: float
    suggestions: int


def main(words: Sequence[str]) -> None:
    wanted = read_words(words)
    settings.MATCH_BY_MEANING = wanted.meaning
    call_command("migrate", verbosity=0)
    told: list[Run | Recall | Behind] = []
    for claims in wanted.claims:
        if Claim.objects.count() < claims:
            fill(claims)
        for workers in wanted.workers:
            told.append(run(claims, workers, wanted))
            report(told[-1], as_json=wanted.json)
        if claims:
            told.append(measure_recall(claims))
            report(told[-1], as_json=wanted.json)
    if wanted.meaning == "behind" and wanted.seconds:
        told.append(measure_behind(wanted.seconds))
        report(told[-1], as_json=wanted.json)
    if wanted.json:
        sys.stdout.write(json.dumps([asdict(each) for each in told], indent=1) + "\n")


def read_words(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    numbers = partial(str.split, sep=",")
    parser.add_argument("--claims", type=numbers, default=["0", "10000"])
    parser.add_argument("--workers", type=numbers, default=["1", "2"])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--copies", type=float, default=0.2)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument(
        "--meaning", choices=["at_once", "behind", "off"], default="behind"
    )
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args(words)
    wanted.claims = sorted(map(int, wanted.claims))
    wanted.workers = list(map(int, wanted.workers))
    return wanted


def run(claims: int, workers: int, wanted: argparse.Namespace) -> Run:
    known = list(
        Wording.objects.order_by("-pk").values_list("language", "text")[:KNOWN]
    )
    writer = Writer(claims + workers + Claim.objects.count())
    articles = list(
        writer.write_articles(wanted.articles, known=known, copies=wanted.copies)
    )
    mentions = Mention.objects.count()
    # A new process for each worker, as Celery has it: nothing is shared but the start.
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(workers + 1)
    shares = [articles[number::workers] for number in range(workers)]
    with context.Pool(workers, initializer=remember_start, initargs=(start,)) as pool:
        work = pool.map_async(partial(read_articles, meaning=wanted.meaning), shares, 1)
        try:
            start.wait(PATIENCE)
        except BrokenBarrierError:
            work.get(PATIENCE)
            raise
        postgresql, began = cpu_of_postgresql(), time.perf_counter()
        done = work.get()
        seconds = time.perf_counter() - began
        postgresql = cpu_of_postgresql() - postgresql
    count = len(articles)
    python = sum(each.cpu for each in done) / count
    database = postgresql / count
    return Run(
        claims,
        workers,
        count,
        mentions=Mention.objects.count() - mentions,
        articles_per_second=count / seconds,
        cpu_python=python,
        cpu_postgresql=database,
        by_cpu_on_two_cores=2000 / (python + database),
        worker_mb=max(each.megabytes for each in done),
        stages={
            name: {"python": ours / count, "postgresql": theirs / count}
            for name, ours, theirs in sum_up(each.stages for each in done)
        },
    )


@dataclass(slots=True)
class Done:
    """What one worker did; CPU in milliseconds."""

    cpu: float
    stages: dict[str, tuple[float, float]]
    megabytes: float


class Start:
    """Where the workers wait for each other; set in each of them."""

    barrier: Barrier


def remember_start(barrier: Barrier) -> None:
    Start.barrier = barrier


def read_articles(articles: Sequence[str], *, meaning: str) -> Done:
    """The work of one worker: its articles come in, then whatever waits is run."""
    try:
        stages = prepare(meaning)
    except Exception:
        Start.barrier.abort()
        raise
    Start.barrier.wait(PATIENCE)
    began = cpu_of_process()
    with stages.of("ingest"):
        for number, article in enumerate(articles):
            ingest_text(article, outlet=f"Outlet {number % 50}")
    while extracting.run_new():
        pass
    return Done(
        cpu_of_process() - began,
        dict(stages.spent),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def prepare(meaning: str) -> Stages:
    """Load models and compile patterns before anything is counted."""
    settings.MATCH_BY_MEANING = meaning
    text = next(iter(Writer(1).write_articles(1)))
    extract(text, way=Way.MEANING if meaning == "at_once" else Way.LETTERS)
    ring("claims.tasks.extract_sources")
    pass_over_what_is_loaded()
    stages = Stages()
    for name, (module, function) in STAGES.items():
        stages.watch(name, import_module(module), function)
    # The extractor tells its own stages, in milliseconds that have passed.
    count_instead = partialmethod(stages_within, stages)
    setattr(Timings, "of", count_instead)  # noqa: B010  # a method, to be replaced
    return stages


def stages_within(
    _timings: Timings, stages: Stages, stage: str
) -> AbstractContextManager[None]:
    return stages.of(f"extract: {stage}")


def measure_recall(claims: int) -> Recall:
    writer = Writer(claims)
    stored = list(
        Wording.objects.order_by("fingerprint").values_list("pk", "language", "text")[
            :ASKED
        ]
    )
    changed = [
        sketches.Phrase.of(writer.change_words(text, count=CHANGED, language=language))
        for _, language, text in stored
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    stages = Stages()
    with stages.of("ask"):
        candidates = sketches.find_candidates(changed)
    found = {(at, claim_pk) for at, claim_pk, *_ in candidates}
    known = sketches.ask(changed)
    scores = [
        max(
            (
                score
                for found_pk, _, score in known.alike.get(phrase.fingerprint, ())
                if found_pk == pk
            ),
            default=0.0,
        )
        for phrase, (pk, *_) in zip(changed, stored, strict=True)
    ]
    return Recall(
        claims,
        found=sum((at, pk) in found for at, (pk, *_) in enumerate(stored))
        / len(stored),
        same=sum(score >= SAME_CLAIM for score in scores) / len(stored),
        maybe=sum(0 < score < SAME_CLAIM for score in scores) / len(stored),
        cpu_postgresql=stages.spent["ask"][1] / len(stored),
    )


def measure_behind(seconds: float) -> Behind:
    behind.fill_meanings(at_most=1)
    before = Suggestion.objects.count()
    stages = Stages()
    stop_at = time.perf_counter() + seconds
    began, filled = time.perf_counter(), 0
    with stages.of("fill"):
        while time.perf_counter() < stop_at and (some := behind.fill_meanings()):
            filled += some
    python, postgresql = stages.spent["fill"]
    return Behind(
        filled,
        filled / (time.perf_counter() - began),
        python / max(filled, 1),
        postgresql / max(filled, 1),
        Suggestion.objects.count() - before,
    )


def report(told: Run | Recall | Behind, *, as_json: bool) -> None:
    if as_json:
        return
    figures: dict[str, Any] = asdict(told)
    stages = figures.pop("stages", {})
    line = "  ".join(
        f"{name} {value:,.3g}"
        for name, value in figures.items()
        if not isinstance(value, int)
    )
    counts = "  ".join(
        f"{name} {value:,}" for name, value in figures.items() if isinstance(value, int)
    )
    sys.stdout.write(f"\n{type(told).__name__}: {counts}\n  {line}\n")
    for name, spent in stages.items():
        sys.stdout.write(
            f"  {name:<18}{spent['python']:8.2f}{spent['postgresql']:8.2f}\n"
        )
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
