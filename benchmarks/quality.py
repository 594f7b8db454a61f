"""How good the judgement is: every task over a folder of labelled data, in one table.

    python benchmarks/quality.py --data DIR [--task NAME] [--json]

The tasks stand in benchmarks/quality_tasks; one whose files are absent is skipped."""

import argparse
import gzip
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROWS = (".jsonl", ".jsonl.gz")


@dataclass(frozen=True)
class Line:
    """One figure beside a plain baseline, the best published and the target, from 0
    to 1 and None where there is none."""

    measure: str
    figure: float
    baseline: float | None
    published: float | None
    target: float | None


@dataclass(frozen=True)
class Task:
    """``files`` are beginnings of names ("ct25_de_", "numbers/dev"), all of them
    needed; ``score`` gets the folder."""

    name: str
    files: tuple[str, ...]
    score: Callable[[Path], list[Line]]


def find(data: Path, prefix: str) -> list[Path]:
    """The files below ``data`` whose name begins with ``prefix``; "numbers/dev" asks
    for the folder too."""
    return sorted(path for path in data.rglob(f"{prefix}*") if path.is_file())


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl or .jsonl.gz file."""
    open_file = gzip.open if path.suffix == ".gz" else open
    with open_file(path, "rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path}, line {number}: {error}") from error


def all_tasks() -> list[Task]:
    """Every task of every module in benchmarks/quality_tasks."""
    package = importlib.import_module("benchmarks.quality_tasks")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return [task for module in modules for task in module.TASKS]


def absent_files(task: Task, data: Path) -> list[str]:
    return [prefix for prefix in task.files if not find(data, prefix)]


def run(tasks: Sequence[Task], data: Path) -> Iterator[tuple[Task, list[Line]]]:
    """Each task that has its files, with its lines; the others with none."""
    for task in tasks:
        yield task, [] if absent_files(task, data) else task.score(data)


def is_met(line: Line) -> bool | None:
    """Whether the figure, as printed, reaches the target."""
    if line.target is None:
        return None
    return round(line.figure, 3) >= line.target


def print_table(tasks: Sequence[Task], data: Path) -> None:
    write = sys.stdout.write
    heads = ("figure", "baseline", "published", "target")
    write(f"{'task':<28}{'measure':<40}{''.join(f'{head:>10}' for head in heads)}\n")
    for task, lines in run(tasks, data):
        if not lines:
            write(f"{task.name:<28}skipped: no {', '.join(absent_files(task, data))}\n")
        for line in lines:
            figures = (line.figure, line.baseline, line.published, line.target)
            written = "".join(
                f"{'-' if figure is None else f'{figure:.3f}':>10}"
                for figure in figures
            )
            missed = "  missed" if is_met(line) is False else ""
            write(f"{task.name:<28}{line.measure:<40}{written}{missed}\n")
        sys.stdout.flush()


def print_json(tasks: Sequence[Task], data: Path) -> None:
    scored, skipped = [], []
    for task, lines in run(tasks, data):
        if lines:
            told = [{**asdict(line), "met": is_met(line)} for line in lines]
            scored.append({"task": task.name, "lines": told})
        else:
            skipped.append({"task": task.name, "absent": absent_files(task, data)})
    json.dump({"tasks": scored, "skipped": skipped}, sys.stdout, indent=2)
    sys.stdout.write("\n")


def main(arguments: Sequence[str] | None = None) -> None:
    tasks = all_tasks()
    names = sorted({task.name for task in tasks})
    parser = argparse.ArgumentParser(description="Score the judgement over data.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--task", action="append", choices=names, metavar="NAME")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    wanted = parser.parse_args(arguments)
    if not wanted.data.is_dir():
        parser.error(f"--data: {wanted.data} is no folder. Name one that exists.")
    chosen = [task for task in tasks if not wanted.task or task.name in wanted.task]
    (print_json if wanted.json else print_table)(chosen, wanted.data)


if __name__ == "__main__":
    # Run as a file, the folder of this file is searched and not the one above.
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    importlib.import_module("benchmarks.quality").main()
