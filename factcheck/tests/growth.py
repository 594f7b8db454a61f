"""How the work grows with its input, measured so that a busy machine cannot matter."""

import gc
from collections.abc import Callable
from time import thread_time
from typing import TypeVar

Given = TypeVar("Given")

# Sixteen times the input is sixteen times the work in a line, 256 times in a square:
# the bound lies four times from both.
TIMES = 16
BOUND = 64


def growth(work: Callable[[Given], object], small: Given, large: Given) -> float:
    """How many times the CPU of `small` the `large` takes, at the best of three."""
    return _least_seconds(work, large) / max(_least_seconds(work, small), 0.0005)


def _least_seconds(work: Callable[[Given], object], given: Given) -> float:
    collecting = gc.isenabled()
    # A collection walks every object of the test run, not only those of the work.
    gc.disable()
    try:
        return min(_seconds(work, given) for _ in range(3))
    finally:
        if collecting:
            gc.enable()


def _seconds(work: Callable[[Given], object], given: Given) -> float:
    began = thread_time()
    work(given)
    return thread_time() - began
