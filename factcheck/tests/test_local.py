"""The local run: what it starts it stops, and what it cannot do it says."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from factcheck.local.children import ChildDied, Children
from factcheck.local.folder import (
    FolderBusy,
    held,
    home_for_other_user,
    private_value,
)
from factcheck.local.run import CannotStart, chosen_port, chosen_sources
from factcheck.local.valkey import free_port

EXEC = [sys.executable, "-m", "factcheck.local", "exec"]
SHOW_ENVIRONMENT = "import json, os; print(json.dumps(dict(os.environ))); exit(7)"


def test_exec_gives_services_passes_the_status_on_and_leaves_nothing() -> None:
    probe = (
        "import os, psycopg, redis\n"
        "with psycopg.connect(os.environ['DATABASE_URL']) as connection:\n"
        "    connection.execute('CREATE EXTENSION vector')\n"
        "    connection.execute('CREATE EXTENSION pg_trgm')\n"
        "    print(connection.execute(\"SELECT lower('ÄЖ'), show_trgm('Ж')\")"
        ".fetchone()[0])\n"
        "redis.Redis.from_url(os.environ['REDIS_URL']).ping()\n"
    )

    done = subprocess.run(
        [*EXEC, "--", sys.executable, "-c", probe + SHOW_ENVIRONMENT],
        capture_output=True,
        text=True,
        check=False,
    )

    lowered, shown = done.stdout.splitlines()
    environment = json.loads(shown)
    port = int(environment["REDIS_URL"].rpartition(":")[2].removesuffix("/0"))
    assert done.returncode == 7
    assert lowered == "äж"
    assert environment["HTTPS"] == "false"
    assert not Path(environment["DATABASE_URL"].partition("host=")[2]).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(environment["DATABASE_URL"])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_exec_without_a_command_says_how_to_write_it() -> None:
    done = subprocess.run([*EXEC, "ls"], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.startswith("Write two dashes and a command after exec.")


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGTERM,
        pytest.param(
            signal.SIGKILL,
            marks=pytest.mark.skipif(
                sys.platform != "linux", reason="only Linux tells a child of a death"
            ),
        ),
    ],
)
def test_no_service_outlives_its_run(number: signal.Signals) -> None:
    script = (
        "import os, time\n"
        "print(os.environ['DATABASE_URL'].partition('host=')[2], flush=True)\n"
        "time.sleep(60)"
    )
    with subprocess.Popen(
        [*EXEC, "--", sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        sockets = Path(run.stdout.readline().strip())
        started = psutil.Process(run.pid).children(recursive=True)

        run.send_signal(number)
        run.wait(10)

        _, alive = psutil.wait_procs(started, timeout=10)
    shutil.rmtree(sockets.parent, ignore_errors=True)
    assert len(started) > 3
    assert [process.name() for process in alive] == []


def test_a_taken_port_is_named_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        with pytest.raises(CannotStart) as refusal:
            chosen_port()

    assert str(refusal.value).startswith(f"Port {port} is taken by another program.")
    assert f"make run PORT={port + 1}" in str(refusal.value)


def test_a_free_port_is_taken_as_named(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("PORT", str(port))

    assert chosen_port() == port


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", text)

    with pytest.raises(CannotStart) as refusal:
        chosen_port()

    assert str(refusal.value) == (
        f"PORT is {text!r}; it must be a number from 1 to 65535."
    )


def test_sources_that_do_not_exist_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCES", str(tmp_path / "absent"))

    with pytest.raises(CannotStart) as refusal:
        chosen_sources()

    assert str(refusal.value) == (
        f"SOURCES names {tmp_path / 'absent'}, which does not exist."
    )


def test_one_folder_has_one_run_at_a_time(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(FolderBusy) as refusal, held(tmp_path):
        pass

    assert str(refusal.value) == str(os.getpid())
    with held(tmp_path):
        pass


def test_a_secret_is_made_once_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"

    first, second = private_value(path), private_value(path)

    assert first == second
    assert len(first) >= 50
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_private_folder_sends_the_database_of_root_elsewhere(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)

    assert home_for_other_user(tmp_path).parent == Path("/var/lib")
    assert home_for_other_user(Path("/tmp")) == Path("/tmp").resolve()


def test_a_program_that_fails_is_named_with_the_end_of_its_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with Children() as children:
        child = children.start(
            "The press",
            ["sh", "-c", "echo out of ink; exit 3"],
            environment=os.environ,
            log=log,
        )

        with pytest.raises(ChildDied) as death:
            children.finish(child)

    assert str(death.value) == (
        f"The press stopped with status 3.\nThe end of {log}:\nout of ink"
    )


def test_what_a_program_started_and_what_will_not_stop_is_stopped(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log"
    with Children(patience=0.2) as children:
        child = children.start(
            "Stubborn",
            ["sh", "-c", "trap '' TERM; sleep 60 & echo begun; wait; sleep 60"],
            environment=os.environ,
            log=log,
        )
        while log.read_text() != "begun\n":
            time.sleep(0.01)
        started = psutil.Process(child.process.pid).children()

    _, alive = psutil.wait_procs(started, timeout=5)
    assert len(started) == 1
    assert alive == []
    assert child.process.returncode == -signal.SIGKILL


def test_what_dies_after_a_while_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.local.children.TOO_SOON", 0)
    with Children() as programs:
        first = programs.start(
            "The sleeper",
            ["sleep", "60"],
            environment={"PATH": "/usr/bin:/bin"},
            log=tmp_path / "log",
            revivable=True,
        )
        first.process.kill()
        first.process.wait()

        (death,) = programs.revive()
        programs.check()

        (second,) = programs.members
        assert second.process.pid != first.process.pid
    assert str(death).startswith("The sleeper stopped with signal 9.")


def test_what_dies_at_once_is_not_started_for_ever(tmp_path: Path) -> None:
    with Children() as programs:
        child = programs.start(
            "The stillborn",
            ["false"],
            environment={"PATH": "/usr/bin:/bin"},
            log=tmp_path / "log",
            revivable=True,
        )
        child.process.wait()

        assert programs.revive() == []
        with pytest.raises(ChildDied, match="The stillborn stopped"):
            programs.check()
