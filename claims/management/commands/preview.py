"""``manage.py preview``: what the program makes of some files, with nothing stored."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from claims.ingest.refusals import SourceRefused
from claims.management.commands.ingest import find_files
from claims.preview import preview, read_report


class Command(BaseCommand):
    help = "Judge text and HTML files without storing anything; folders are searched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--json", action="store_true", help="One JSON object.")
        parser.add_argument(
            "--published-on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="The day that words like “yesterday” count from.",
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        reports, failed = [], []
        for path in find_files(options["paths"]):
            try:
                reports.append(read_report(path, published_on=options["published_on"]))
            except SourceRefused as refusal:
                failed.append(
                    {
                        "path": str(path),
                        "code": refusal.code,
                        "reason": str(refusal),
                    }
                )
        found = {**preview(reports), "failed": failed}
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.tell(found)
        if failed:
            raise CommandError(f"{len(failed)} of the files could not be read.")

    def tell(self, found: dict[str, Any]) -> None:
        for file in found["files"]:
            claims, dropped = len(file["claims"]), len(file["dropped"])
            self.stdout.write(f"{file['path']}: {claims} claims, {dropped} left out")
            for claim in file["claims"]:
                why = ", ".join(claim["reasons"])
                self.stdout.write(f"  {claim['worth']:.2f}  {claim['text']}  ({why})")
                if claim["leans_on"]:
                    self.stdout.write(f"        after: {claim['leans_on']}")
        for link in found["links"]:
            sides = f"{link['left']['quote']}\n    {link['right']['quote']}"
            told = f"{link['answer']} {link['score']:.2f}"
            self.stdout.write(f"{told}: {link['why']}\n    {sides}")
        for conflict in found["conflicts"]:
            left, right = conflict["left"], conflict["right"]
            told = f"{left['quote']} ({left['path']}) ≠ {right['quote']}"
            self.stdout.write(f"{conflict['kind']}: {told} ({right['path']})")
        for origin in found["origins"]:
            self.tell_origin(origin)
        for failure in found["failed"]:
            self.stderr.write(f"{failure['path']}: {failure['reason']}")

    def tell_origin(self, origin: dict[str, Any]) -> None:
        self.stdout.write(f"one origin: {' '.join(origin['reasons'])}")
        for place in origin["mentions"]:
            self.stdout.write(f"    {place['path']}: {place['quote']}")
        for span in origin["spans"]:
            told = f"{span['path']}, characters {span['start']} to {span['end']}"
            self.stdout.write(f"    shared: {told}")
