"""``manage.py audit_verify``: is the trail what was written?"""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error

from reviews.verification import Report, verify

INTACT, TAMPERED, COULD_NOT_RUN = 0, 1, 2


class Command(BaseCommand):
    help = "Hash the whole trail again. Exit 0: intact, 1: tampered, 2: could not run."
    # The checks of other commands would fail first, and with another exit status.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="One JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = verify()
        except Error as error:
            self.stderr.write(f"The trail could not be read: {error}".strip())
            sys.exit(COULD_NOT_RUN)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report)))
        else:
            self.stdout.write(in_words(report))
        sys.exit(TAMPERED if report.flaws else INTACT)


def in_words(report: Report) -> str:
    if not report.flaws:
        return f"Intact: {report.events} events of {report.claims} claims."
    first, *others = report.flaws
    more = f" (and {len(others)} more)" if others else ""
    return f"Tampered: {first}{more}."
