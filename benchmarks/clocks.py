"""CPU by stage: of this process and of the PostgreSQL that serves it."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

from django.db import connection

NANOSECONDS = 1e6


def cpu_of_process() -> float:
    return time.process_time() * 1000


def cpu_of(pid: int) -> float:
    """Milliseconds a process of this machine has used so far; 0 if it is none."""
    try:
        spent = Path(f"/proc/{pid}/schedstat").read_text().split()[0]
    except OSError:
        return 0.0
    return int(spent) / NANOSECONDS


def cpu_of_postgresql() -> float:
    """Milliseconds of all processes of the server, backends that are gone left out."""
    parent = parent_of(own_backend())
    return sum(cpu_of(pid) for pid in all_pids() if parent_of(pid) == parent)


def own_backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def all_pids() -> Iterator[int]:
    return (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())


def parent_of(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    return int(status.rsplit(")", 1)[1].split()[1])


class Stages:
    """Milliseconds by stage, ours and of our backend. A stage does not count what is
    spent in stages inside it."""

    def __init__(self) -> None:
        self.backend = own_backend()
        self.spent: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
        self.inside: list[tuple[float, float]] = []

    def now(self) -> tuple[float, float]:
        return cpu_of_process(), cpu_of(self.backend)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        began = self.now()
        self.inside.append((0.0, 0.0))
        try:
            yield
        finally:
            ended = self.now()
            used = ended[0] - began[0], ended[1] - began[1]
            inner = self.inside.pop()
            self.add(name, (used[0] - inner[0], used[1] - inner[1]))
            if self.inside:
                outer = self.inside[-1]
                self.inside[-1] = outer[0] + used[0], outer[1] + used[1]

    def add(self, name: str, used: tuple[float, float]) -> None:
        before = self.spent[name]
        self.spent[name] = before[0] + used[0], before[1] + used[1]

    def watch(self, name: str, module: ModuleType, function: str) -> None:
        """Count a function of ``module`` wherever that module calls it."""
        setattr(module, function, self.counted(name, getattr(module, function)))

    def counted(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def watched(*args: Any, **given: Any) -> Any:
            with self.of(name):
                return work(*args, **given)

        return watched


def sum_up(
    every: Iterable[dict[str, tuple[float, float]]],
) -> Iterator[tuple[str, float, float]]:
    """The stages of several workers together, in the order of the first."""
    total: dict[str, tuple[float, float]] = {}
    for spent in every:
        for name, (ours, theirs) in spent.items():
            before = total.get(name, (0.0, 0.0))
            total[name] = before[0] + ours, before[1] + theirs
    return ((name, *used) for name, used in total.items())
