"""Run one command against services that live only as long as it does."""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from factcheck.local.children import Children, deaf_to_signals, end_with_parent
from factcheck.local.postgresql import start_postgresql
from factcheck.local.valkey import start_valkey

# Socket paths are limited to about 100 characters, so never below a checkout.
SHORT_FOLDER = "/tmp"  # noqa: S108 mkdtemp makes a private folder in it


# Seconds a command gets to end after it was told to.
PATIENCE = 10


class Terminated(KeyboardInterrupt):
    """We were told to stop by a signal that reached nobody but us."""


@contextlib.contextmanager
def short_folder() -> Iterator[Path]:
    """A private folder with a short path, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-", dir=SHORT_FOLDER))
    try:
        yield folder
    finally:
        with deaf_to_signals():
            shutil.rmtree(folder, ignore_errors=True)


def environment_for(
    *, database_url: str, redis_url: str, secret_key: str
) -> dict[str, str]:
    """What the product's processes are told when they run on this machine only."""
    return os.environ | {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SECRET_KEY": secret_key,
        "HTTPS": "false",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "PYTHONUNBUFFERED": "1",
    }


@contextlib.contextmanager
def throwaway_services() -> Iterator[dict[str, str]]:
    """An empty PostgreSQL and Valkey, and the environment that leads to them."""
    with short_folder() as folder, Children() as children:
        folder.chmod(0o711)  # the database may run as another user
        sockets = folder / "sockets"
        sockets.mkdir(mode=0o700)
        redis_url = start_valkey(
            children, data=folder / "valkey", log=folder / "valkey.log", durable=False
        )
        database_url = start_postgresql(
            children,
            data=folder / "postgres",
            sockets=sockets,
            log=folder / "postgresql.log",
            durable=False,
        )
        yield environment_for(
            database_url=database_url,
            redis_url=redis_url,
            secret_key=secrets.token_urlsafe(50),
        ) | {"LANGUAGE": "en"}  # tests read English, whatever the machine speaks


def run_command(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command in our terminal; its exit status, 128 + n for signal n."""
    process = subprocess.Popen(  # noqa: S603 the caller's own command
        list(command),
        env=dict(environment),
        preexec_fn=end_with_parent(signal.SIGTERM),
    )
    try:
        status = process.wait()
    except KeyboardInterrupt as interrupt:
        with deaf_to_signals():
            if isinstance(interrupt, Terminated):  # Ctrl-C reaches it by itself
                process.send_signal(signal.SIGTERM)
            try:
                status = process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                status = process.wait()
    return 128 - status if status < 0 else status


def run_with_throwaway_services(command: Sequence[str]) -> int:
    with throwaway_services() as environment:
        return run_command(command, environment)
