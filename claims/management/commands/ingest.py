"""Take in files and folders from the command line."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db.models import Q

from claims.ingest.entrance import SourceRefused, ingest_file
from claims.models import Extraction, Mention, Outlet

ENDINGS = {".txt", ".html", ".htm"}
WAIT_SECONDS = 300
LINE_EVERY_SECONDS = 0.5
BAR = 30
UNNAMED = (
    "{} without an outlet: name it with --outlet, or put the files into a folder named "
    "like the outlet or its domain."
)


class Command(BaseCommand):
    help = (
        "Ingest text and HTML files; folders are searched for .txt, .html and .htm. "
        "A bad file does not stop the rest; any makes the exit code 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--outlet",
            default="",
            help="Who published them all. Without it a page's or text's own word "
            "counts, then a folder named like a known outlet or its domain.",
        )
        parser.add_argument(
            "--supersedes",
            type=int,
            metavar="ID",
            help="The source that the one file is a newer version of.",
        )
        parser.add_argument(
            "--json", action="store_true", help="One JSON summary on standard output."
        )
        parser.add_argument(
            "--wait", action="store_true", help="Wait until their claims are found."
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        ingested: list[dict[str, Any]] = []
        failed: list[dict[str, str]] = []
        files = list(find_files(options["paths"]))
        older = options["supersedes"]
        if older and len(files) != 1:
            raise CommandError(
                f"--supersedes is for one file, and these are {len(files)}."
            )
        for at, path in enumerate(files, start=1):
            try:
                outlet = options["outlet"] or folder_outlet(path)
                source, created = ingest_file(path, outlet=outlet, supersedes=older)
            except SourceRefused as refusal:
                failed.append(
                    {
                        "path": str(path),
                        "code": refusal.code,
                        "reason": str(refusal),
                    }
                )
            else:
                ingested.append(
                    {
                        "path": str(path),
                        "source": source.pk,
                        "created": created,
                        "title": source.title,
                        "outlet": source.outlet.name,
                    }
                )
            self.show_progress(at, len(files), path)
        summary: dict[str, Any] = {"ingested": ingested, "failed": failed}
        if options["wait"]:
            summary |= self.wait_for([each["source"] for each in ingested])
        self.report(summary, as_json=options["json"])

    def show_progress(self, at: int, total: int, path: Path) -> None:
        """A bar for a person; for a log a line now and then, and the last."""
        if self.stderr.isatty():
            done = BAR * at // total
            end = "\n" if at == total else ""
            bar = f"\r[{'#' * done}{' ' * (BAR - done)}] {at}/{total}"
            self.stderr.write(bar, ending=end)
            return
        now = time.monotonic()
        if at == total or now - getattr(self, "shown_at", 0.0) >= LINE_EVERY_SECONDS:
            self.shown_at = now
            self.stderr.write(f"{at}/{total} {path}")

    def wait_for(self, source_pks: Sequence[int]) -> dict[str, Any]:
        """Wait, but not for ever; what is still open is said."""
        stop_at = time.monotonic() + WAIT_SECONDS
        extractions = Extraction.objects.filter(source__in=source_pks)
        waiting = extractions.filter(status__in=["queued", "running"])
        while waiting.exists() and time.monotonic() < stop_at:
            time.sleep(0.2)
        mentions = Mention.objects.filter(source__in=source_pks)
        return {
            "claims": mentions.values("claim").distinct().count(),
            "still_extracting": waiting.count(),
            "extraction_failed": [
                {"source": source_pk, "reason": error}
                for source_pk, error in extractions.filter(status="failed").values_list(
                    "source_id", "error"
                )
            ],
        }

    def report(self, summary: dict[str, Any], *, as_json: bool) -> None:
        ingested, failed = summary["ingested"], summary["failed"]
        if as_json:
            self.stdout.write(json.dumps(summary, ensure_ascii=False))
        else:
            new = sum(each["created"] for each in ingested)
            known = len(ingested) - new
            self.stdout.write(
                f"{len(ingested)} ingested ({new} new, {known} known), "
                f"{len(failed)} refused."
            )
            unnamed = sum(each["outlet"] == Outlet.UNKNOWN for each in ingested)
            if unnamed:
                self.stdout.write(UNNAMED.format(unnamed))
            if "claims" in summary:
                self.stdout.write(
                    f"{summary['claims']} claims found, "
                    f"{summary['still_extracting']} still extracting."
                )
        for each in summary.get("extraction_failed", ()):
            self.stderr.write(f"source {each['source']}: {each['reason']}")
        if failed or summary.get("extraction_failed"):
            lines = [f"{each['path']}: {each['reason']}" for each in failed]
            raise CommandError("\n".join(lines) or "Not every extraction succeeded.")


def folder_outlet(path: Path) -> str:
    """The outlet that the folder of a file is named after, by its name or domain."""
    folder = path.absolute().parent.name
    known = Outlet.objects.filter(Q(domain__iexact=folder) | Q(name__iexact=folder))
    return known.values_list("name", flat=True).first() or ""


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files themselves, and those in folders with an ending we read, in order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                each
                for each in path.rglob("*")
                if each.suffix.lower() in ENDINGS and each.is_file()
            )
        else:
            yield path
