"""``python -m factcheck.local run | exec -- COMMAND | manage -- … | reset``."""

import ctypes
import os
import signal
import sys
from types import FrameType

from factcheck.local.children import PR_SET_PDEATHSIG, ChildDied
from factcheck.local.folder import VAR, FolderBusy, empty, held
from factcheck.local.run import CannotStart, manage, run, say
from factcheck.local.throwaway import Terminated, run_with_throwaway_services

USAGE = """\
python -m factcheck.local run               start everything; Ctrl-C stops it
python -m factcheck.local exec -- COMMAND   run COMMAND with throw-away services
python -m factcheck.local manage -- WORDS   run `manage.py WORDS` on the data of run
python -m factcheck.local reset             delete the data of run
"""


def main(words: list[str]) -> int:
    """The exit status of what the command line asks for."""
    stop_like_control_c()
    try:
        return act(words)
    except KeyboardInterrupt:
        return 130
    except (CannotStart, ChildDied) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except FolderBusy as busy:
        sys.stderr.write(
            f"The product is running from this folder already (process {busy}). "
            "Stop it first with Ctrl-C in its terminal.\n"
        )
        return 1


def act(words: list[str]) -> int:
    match words:
        case ["run"]:
            try:
                return run()
            except KeyboardInterrupt:
                say("Stopped.")
                return 0
        case ["exec", "--", _, *_]:
            return run_with_throwaway_services(words[2:])
        case ["manage", "--", _, *_]:
            return manage(words[2:])
        case ["reset"]:
            with held(VAR):
                empty(VAR)
            say("The data is deleted.")
            return 0
        case ["exec" | "manage" as verb, *_]:
            sys.stderr.write(f"Write two dashes and a command after {verb}.\n\n")
    sys.stderr.write(USAGE)
    return 2


def stop_like_control_c() -> None:
    """Answer to SIGTERM and a closed terminal as to Ctrl-C; end when make is killed."""

    def terminate(_number: int, _frame: FrameType | None) -> None:
        raise Terminated

    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, terminate)
    if sys.platform == "linux" and "MAKELEVEL" in os.environ:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
