"""``manage.py retrain_worth FILE``: a model that has learned from this newsroom."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction.worth.retraining import TooFewDecisions, retrain, write_model
from reviews.figures.picks import KEPT, all_picks


class Command(BaseCommand):
    help = (
        "Fit the model of check-worthiness again to what people kept and dismissed, "
        "show how it does on decisions it has not seen, and write it to a new file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="Must not exist.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if path.exists():
            raise CommandError(f"{path} exists. Name a new file.")
        rows = all_picks().order_by("pk").values_list("quote", "fate")
        quotes = [quote for quote, _ in rows]
        try:
            found = retrain(quotes, [fate == KEPT for _, fate in rows])
        except TooFewDecisions as problem:
            raise CommandError(str(problem)) from problem
        for fit in found.fits:
            self.stdout.write(
                f"{fit.way.replace('_', ' ')}: average precision"
                f" {fit.precision_before:.3f} -> {fit.precision_after:.3f}, log loss"
                f" {fit.loss_before:.3f} -> {fit.loss_after:.3f}"
                f"{'' if fit.better else ', left as it was'}"
            )
        if not any(fit.better for fit in found.fits):
            raise CommandError("Nothing got better. No file was written.")
        try:
            write_model(path, found.arrays)
        except OSError as problem:
            raise CommandError(f"{path}: {problem.strerror}") from problem
        self.stdout.write(
            f"Learned from {len(quotes)} decisions. To judge by it, set"
            f" WORTH_MODEL={path.resolve()} and start again; manage.py reread has the"
            " sources read anew."
        )
