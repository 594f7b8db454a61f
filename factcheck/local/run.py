"""The whole product in one terminal, until Ctrl-C."""

import contextlib
import json
import os
import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck.local import commands
from factcheck.local.children import Child, Children
from factcheck.local.folder import ROOT, VAR, held, private_value, write_private
from factcheck.local.postgresql import start_postgresql
from factcheck.local.throwaway import environment_for, run_command, short_folder
from factcheck.local.valkey import start_valkey

HOST = "127.0.0.1"
LOGS = VAR / "log"
DEMO = VAR / "demo.json"
SECRET_KEY = VAR / "secret_key"
# How another command of the same folder reaches the services of this run.
ENVIRONMENT = VAR / "environment.json"
# Leads to the short folder of PostgreSQL's socket while it runs.
SOCKETS = VAR / "sockets"
READY_SECONDS = 60
WATCH_SECONDS = 0.5


class CannotStart(Exception):
    """Nothing was started: what is wrong, and how to put it right."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run() -> int:
    """Start everything, say where it is, and stay until something or someone stops
    it. Raises CannotStart, FolderBusy, ChildDied."""
    with held(VAR):
        port = chosen_port()
        sources = chosen_sources()
        shutil.rmtree(LOGS, ignore_errors=True)
        with kept_services() as (services, environment), Children() as programs:
            url = f"http://{HOST}:{port}/"
            prepare(programs, services, environment)
            start_programs(programs, services, environment, port=port)
            load_demo(programs, services, environment, url=url)
            announce(url)
            if sources:
                ingest(programs, services, environment, sources)
            watch(programs, services)
    return 0


def watch(programs: Children, services: Children) -> None:
    while True:
        for death in programs.revive():
            say(f"{death}\nStarting it again.")
        programs.check(services.members)
        time.sleep(WATCH_SECONDS)


def chosen_port() -> int:
    """The port to serve on, known to be free. Raises CannotStart."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CannotStart(f"PORT is {text!r}; it must be a number from 1 to 65535.")
    port = int(text)
    with socket.socket() as candidate:
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((HOST, port))
        except PermissionError:
            raise CannotStart(
                f"Port {port} needs more rights than yours. Try: make run PORT=8000"
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else 8000
            raise CannotStart(
                f"Port {port} is taken by another program. Stop that program, or "
                f"choose another port: make run PORT={other}"
            ) from None
    return port


def chosen_sources() -> Path | None:
    """The folder of texts to ingest, if one was named. Raises CannotStart."""
    text = os.environ.get("SOURCES")
    if not text:
        return None
    path = Path(text).expanduser().resolve()
    if not path.exists():
        raise CannotStart(f"SOURCES names {path}, which does not exist.")
    return path


@contextlib.contextmanager
def kept_services() -> Iterator[tuple[Children, dict[str, str]]]:
    """PostgreSQL and Valkey on the data of this folder, each unless its address is
    in the environment already; with the environment that leads to them."""
    LOGS.mkdir(exist_ok=True)
    if SOCKETS.is_symlink():  # the last run was killed
        shutil.rmtree(SOCKETS.readlink(), ignore_errors=True)
        SOCKETS.unlink()
    with short_folder() as sockets, Children(patience=15) as services:
        SOCKETS.symlink_to(sockets)
        database_url = os.environ.get("DATABASE_URL")
        if not database_url:
            say("Starting PostgreSQL…")
            database_url = start_postgresql(
                services,
                data=VAR / "postgres",
                sockets=sockets,
                log=LOGS / "postgresql.log",
                durable=True,
            )
        redis_url = os.environ.get("REDIS_URL")
        if not redis_url:
            say("Starting Valkey…")
            redis_url = start_valkey(
                services, data=VAR / "valkey", log=LOGS / "valkey.log", durable=True
            )
        environment = environment_for(
            database_url=database_url,
            redis_url=redis_url,
            secret_key=os.environ.get("SECRET_KEY")
            or private_value(VAR / "secret_key"),
        )
        ENVIRONMENT.unlink(missing_ok=True)
        names = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")
        write_private(ENVIRONMENT, json.dumps({n: environment[n] for n in names}))
        try:
            yield services, environment
        finally:
            ENVIRONMENT.unlink(missing_ok=True)
            SOCKETS.unlink(missing_ok=True)


def prepare(
    programs: Children, services: Children, environment: Mapping[str, str]
) -> None:
    """Bring the database and the static files up to the code."""
    say("Preparing the database…")
    steps = {"migrate": commands.MIGRATE, "collectstatic": commands.COLLECT_STATIC}
    programs.finish(
        *(
            programs.start(
                name,
                [sys.executable, *command],
                environment=environment,
                log=LOGS / f"{name}.log",
                folder=ROOT,
            )
            for name, command in steps.items()
        ),
        watched=services.members,
    )


def start_programs(
    programs: Children,
    services: Children,
    environment: Mapping[str, str],
    *,
    port: int,
) -> None:
    """Start worker and web server; returns when the web server is ready."""
    say("Starting the worker and the web server…")
    schedule = ("--beat", "--schedule", str(VAR / "beat-schedule"))
    address = {"GRANIAN_HOST": HOST, "GRANIAN_PORT": str(port)}
    programs.start(
        "The worker",
        [sys.executable, "-m", *commands.WORKER, *schedule],
        environment={**environment, "OMP_NUM_THREADS": "1"},
        log=LOGS / "worker.log",
        folder=ROOT,
        revivable=True,
    )
    web = programs.start(
        "The web server",
        [sys.executable, "-m", *commands.WEB],
        environment={**environment, **address},
        log=LOGS / "web.log",
        folder=ROOT,
        revivable=True,
    )
    await_ready(programs, services, web, url=f"http://{HOST}:{port}/readyz")


def await_ready(
    programs: Children, services: Children, web: Child, *, url: str
) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        programs.check(services.members)
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 our own address
            return
        time.sleep(0.2)
    raise CannotStart(f"The web server is not ready after {READY_SECONDS} s: {web.log}")


def load_demo(
    programs: Children,
    services: Children,
    environment: Mapping[str, str],
    *,
    url: str,
) -> None:
    """Load the demo the first time; what it wrote is kept in ``DEMO``."""
    if DEMO.exists():
        known = json.loads(DEMO.read_text())
        DEMO.write_text(json.dumps({**known, "url": url}, indent=2) + "\n")
        return
    say("Loading the demo…")
    demo = programs.start(
        "The demo",
        [sys.executable, "manage.py", "demo", "--url", url, "--write", DEMO],
        environment=environment,
        folder=ROOT,
    )
    programs.finish(demo, watched=services.members)


def announce(url: str) -> None:
    say(f"\nReady: {url}")
    if DEMO.exists():
        demo = json.loads(DEMO.read_text())
        for login in demo["logins"]:
            say(f"  {login['username']:<12} {login['password']:<24} {login['role']}")
        say(f"  API token    {demo['token']}")
    say(f"Logs are in {LOGS.relative_to(ROOT)}/. Ctrl-C stops everything.\n")


def ingest(
    programs: Children,
    services: Children,
    environment: Mapping[str, str],
    sources: Path,
) -> None:
    say(f"Ingesting {sources}…")
    child = programs.start(
        "ingest",
        [sys.executable, "manage.py", "ingest", "--wait", sources],
        environment=environment,
        folder=ROOT,
    )
    while child.process.poll() is None:
        programs.check(services.members)
        time.sleep(WATCH_SECONDS)
    programs.members.remove(child)
    if child.process.returncode != 0:
        say("Not everything was ingested; the reasons are above.")


def manage(arguments: list[str]) -> int:
    """Run a Django command on the data of this folder, whether or not it runs."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    if ENVIRONMENT.exists():
        known = json.loads(ENVIRONMENT.read_text())
        return run_command(
            command,
            environment_for(
                database_url=known["DATABASE_URL"],
                redis_url=known["REDIS_URL"],
                secret_key=known["SECRET_KEY"],
            ),
        )
    with held(VAR), kept_services() as (_, environment):
        return run_command(command, environment)
