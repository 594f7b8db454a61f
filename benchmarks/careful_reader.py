"""What the program makes of some reports, beside what a careful reader found in them.

    python -m benchmarks.careful_reader [--reports DIR] [--stored] [--json]

With ``--stored`` they are stored and read back, in services of their own:

    python -m factcheck.local exec -- python -m benchmarks.careful_reader --stored ...

The reader's lists stand in benchmarks/careful_reader: offsets and short labels, never
the reports themselves, which are found by their content and skipped where absent. The
folders there hold invented reports, with what their writer says of them."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import django

from benchmarks.reader_labels import read_labels
from benchmarks.reader_lists import Reading, read_list, read_run
from benchmarks.reader_scores import Score, is_met, score

LISTS: Final = Path(__file__).with_suffix("")


def find_reports(folder: Path, reading: Reading) -> dict[str, Path]:
    """The files of the list by their letter."""
    known = {
        reading.hashes.get(sha256(path.read_bytes()).hexdigest()[:16], ""): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return {letter: known[letter] for letter in sorted(known) if letter}


def read_lists(
    lists: Path, reports: Path | None
) -> Iterator[tuple[Reading, dict[str, Path]]]:
    for path in sorted(lists.iterdir()):
        if path.is_dir():
            yield read_labels(path)
        else:
            reading = read_list(path)
            yield reading, find_reports(reports, reading) if reports else {}


def judge(paths: Sequence[Path], *, stored: bool) -> dict[str, Any]:
    """What the dry run says of the files, with nothing stored and nothing looked up, or
    what is ``stored`` of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    # Settings ask for them, and the dry run needs none.
    for name, value in (
        ("SECRET_KEY", "unused"),
        ("DATABASE_URL", "postgresql:///unused"),
        ("REDIS_URL", "redis://localhost:0/0"),
    ):
        os.environ.setdefault(name, value)
    django.setup()
    if stored:
        from benchmarks.stored_reports import judge_stored

        return judge_stored(paths)
    from claims.preview import preview, read_report

    return preview([read_report(path) for path in paths])


def tell(result: Score, paths: dict[str, Path]) -> None:
    write = sys.stdout.write
    for each in result.figures:
        told = f"{each.right:g}" if each.at_most else f"{each.right:g} of {each.of:g}"
        share = f"{each.right / each.of:.3f}" if each.of else "-"
        target = "" if each.target is None else f"{each.target:g}"
        missed = "  missed" if is_met(each) is False else ""
        write(f"{each.measure:<50}{told:>12}{share:>8}{target:>8}{missed}\n")
    for defect in sorted(result.defects, key=lambda each: each.kind):
        places = (f"{paths[s.report]}:{s.start}-{s.end}" for s in defect.spans)
        write(f"{defect.kind}: {defect.label}  {'  '.join(places)}\n")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Compare with a careful reader.")
    parser.add_argument("--reports", type=Path, metavar="DIR")
    parser.add_argument("--lists", type=Path, default=LISTS, metavar="DIR")
    parser.add_argument("--stored", action="store_true", help="not the dry run")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    wanted = parser.parse_args(arguments)
    for name, folder in (("reports", wanted.reports), ("lists", wanted.lists)):
        if folder and not folder.is_dir():
            parser.error(f"--{name}: {folder} is no folder. Name one that exists.")
    told: list[dict[str, Any]] = []
    for reading, paths in read_lists(wanted.lists, wanted.reports):
        absent = sorted({*reading.hashes.values()} - {*paths})
        told.append({"event": reading.event, "absent": absent})
        if absent and not wanted.json:
            sys.stdout.write(f"{reading.event}: skipped, absent: {', '.join(absent)}\n")
        if not paths:
            continue
        letters = {str(path): letter for letter, path in paths.items()}
        run = read_run(judge([*paths.values()], stored=wanted.stored), letters)
        result = score(reading, run, [*paths])
        if not wanted.json:
            sys.stdout.write(f"\n{reading.event}\n")
            tell(result, paths)
        named = {letter: str(path) for letter, path in paths.items()}
        told[-1] |= {"paths": named, **asdict(result)}
    if wanted.json:
        json.dump({"lists": told}, sys.stdout, indent=1)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
