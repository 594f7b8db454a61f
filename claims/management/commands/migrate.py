"""``manage.py migrate``: Django's own, and it may take its time."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """The limit on a statement keeps the desk from waiting behind a stuck one. An
        index over a million mentions takes longer, and nobody waits for it; what it
        waits for itself, a lock, stays limited."""
        connection = connections[options["database"]]
        limits = ("statement_timeout", "idle_in_transaction_session_timeout")
        with connection.cursor() as cursor:
            for limit in limits:
                cursor.execute(f"SET {limit} = 0")  # our own names
        super().handle(*args, **options)
        with connection.cursor() as cursor:
            for limit in limits:
                cursor.execute(f"RESET {limit}")  # our own names
