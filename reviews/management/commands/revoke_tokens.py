"""``manage.py revoke_tokens USERNAME [--keep-newest]``: its tokens end at once."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from knox.models import AuthToken


class Command(BaseCommand):
    help = "End the tokens of an account, now. The account stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--keep-newest",
            action="store_true",
            help="all but the one made last: issue it first, hand it over, then this",
        )

    @transaction.atomic
    def handle(
        self, *args: Any, username: str, keep_newest: bool, **options: Any
    ) -> None:
        person = User.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is no account named '{username}'.")
        tokens = AuthToken.objects.filter(user=person).order_by("-created")
        good = tokens.filter(expiry__gt=timezone.now())
        kept = [token.pk for token in good[:1]] if keep_newest else []
        ended, _ = tokens.exclude(pk__in=kept).delete()
        self.stdout.write(f"Ended: {ended}. Still good: {len(kept)}.")
