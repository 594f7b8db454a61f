"""The folder a run keeps its data in, and who may use it."""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
SYSTEM_STATE = Path("/var/lib")


class FolderBusy(Exception):
    """Another run is using this folder."""


@contextlib.contextmanager
def held(folder: Path) -> Iterator[None]:
    """Be the only run in ``folder``. Raises FolderBusy; the hold dies with us."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise FolderBusy(lock.read().strip()) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def private_value(path: Path) -> str:
    """A secret made once and kept in a file only we can read."""
    with contextlib.suppress(FileExistsError):
        write_private(path, secrets.token_urlsafe(50))
    return path.read_text()


def write_private(path: Path, text: str) -> None:
    """Write a new file only we can read. Raises FileExistsError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)


def enterable(folder: Path) -> bool:
    """Whether every user of the machine may come to this folder."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def home_for_other_user(folder: Path) -> Path:
    """Where a program that runs as another user may keep its data: ``folder`` if
    that user can get there, else a folder of the system that is ours alone."""
    if enterable(folder.resolve()):
        return folder.resolve()
    digest = hashlib.sha256(bytes(folder.resolve())).hexdigest()
    return SYSTEM_STATE / f"factcheck-{digest[:12]}"


def empty(folder: Path) -> None:
    """Delete everything in a run's folder, and what it had to keep elsewhere."""
    elsewhere = home_for_other_user(folder)
    if elsewhere != folder.resolve() and os.geteuid() == 0:
        shutil.rmtree(elsewhere, ignore_errors=True)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != "lock":
            path.unlink()
