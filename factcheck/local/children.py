"""Programs that are started together, watched together and stopped together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

PR_SET_PDEATHSIG = 1
TAIL_LINES = 15
POLL_SECONDS = 0.05
TOO_SOON = 5
OUR_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ChildDied(Exception):
    """A program ended that should not have: its name, status and last log lines."""


@dataclass(frozen=True)
class Account:
    """The system user a child runs as, when it is not ours."""

    uid: int
    gid: int


@dataclass(frozen=True, kw_only=True)
class Child:
    """One running program, leader of its own process group."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path | None
    stop_signal: signal.Signals
    start_again: "Callable[[], Child] | None" = None
    started_at: float = field(default_factory=time.monotonic)

    def died(self) -> ChildDied:
        """What to say when this program ended by itself."""
        status = self.process.wait()
        ended = f"signal {-status}" if status < 0 else f"status {status}"
        sentence = f"{self.name} stopped with {ended}."
        if self.log is None:
            return ChildDied(sentence)
        lines = self.log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
        return ChildDied("\n".join([sentence, f"The end of {self.log}:", *lines]))


@dataclass
class Children:
    """A group of programs; leaving the ``with`` block stops every one of them.

    ``patience`` is the time in seconds they get to stop by themselves.
    """

    patience: float = 5
    members: list[Child] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str],
        log: Path | None = None,
        folder: Path | None = None,
        account: Account | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        revivable: bool = False,
    ) -> Child:
        """Start a program; without a log it writes to our own terminal. A revivable
        one is started again by ``revive`` when it has died."""
        with contextlib.ExitStack() as files:
            output = files.enter_context(log.open("ab")) if log else None
            process = subprocess.Popen(  # noqa: S603 our own command lines, no shell
                [str(part) for part in command],
                env=dict(environment),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                preexec_fn=end_with_parent(stop_signal),
            )
        again = partial(
            self.start,
            name,
            command,
            environment=environment,
            log=log,
            folder=folder,
            account=account,
            stop_signal=stop_signal,
            revivable=True,
        )
        child = Child(
            name=name,
            process=process,
            log=log,
            stop_signal=stop_signal,
            start_again=again if revivable else None,
        )
        self.members.append(child)
        return child

    def revive(self) -> list[ChildDied]:
        """Start again what is revivable and died; what there is to say about each.
        One that did not last ``TOO_SOON`` seconds is left for ``check`` to find."""
        deaths = []
        for child in list(self.members):
            ended = child.process.poll() is not None
            lasted = time.monotonic() - child.started_at > TOO_SOON
            if ended and lasted and child.start_again:
                deaths.append(child.died())
                self.members.remove(child)
                child.start_again()
        return deaths

    def finish(self, *children: Child, watched: "Sequence[Child]" = ()) -> None:
        """Wait until these have ended well. Raises ChildDied for one that did not,
        and for any member, or watched program, that ends meanwhile."""
        waiting = list(children)
        while waiting:
            for child in list(waiting):
                if child.process.poll() == 0:
                    waiting.remove(child)
                    self.members.remove(child)
            self.check(watched)
            time.sleep(POLL_SECONDS)

    def check(self, watched: "Sequence[Child]" = ()) -> None:
        """Raise ChildDied if any member, or watched program, has ended."""
        for child in (*self.members, *watched):
            if child.process.poll() is not None:
                raise child.died()

    def stop(self) -> None:
        """Stop every member and whatever it left running in its group."""
        with deaf_to_signals():
            for child in self.members:
                if child.process.poll() is None:
                    child.process.send_signal(child.stop_signal)
            deadline = time.monotonic() + self.patience
            for child in self.members:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0, deadline - time.monotonic()))
            for child in self.members:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()
            self.members.clear()


def end_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """What a new process runs so that it stops when we are killed (Linux only)."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, int(stop_signal))


@contextlib.contextmanager
def deaf_to_signals() -> Iterator[None]:
    """Let nothing interrupt the stopping itself."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in OUR_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
