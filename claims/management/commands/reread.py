"""``manage.py reread``: have sources read again by the extractor there is now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction import EXTRACTOR, current_version
from claims.models import Source
from claims.rereading import keep_rows, queue_again


class Command(BaseCommand):
    help = (
        "Queue sources that the extractor in use has not read. What it finds is added,"
        " what it finds no more is marked; nothing is taken away. Who says what nobody"
        " has acted on is named anew."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "sources", nargs="*", type=int, metavar="SOURCE", help="Numbers; else all."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = set(options["sources"])
        known = set(Source.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        if unknown := sorted(wanted - known):
            raise CommandError(f"There is no source {', '.join(map(str, unknown))}.")
        if not wanted and (given := keep_rows()):
            self.stdout.write(f"{given} older sources can be found by their words now.")
        total = 0
        while queued := queue_again(wanted):
            total += queued
        self.stdout.write(f"{total} queued for {EXTRACTOR} {current_version()}.")
