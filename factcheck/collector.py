"""Python's garbage collector, in a process that stays."""

import gc
from typing import Final

# One text or page makes more than Python's 700.
NEW_OBJECTS: Final = 5000
BEFORE_OLDER_ONES: Final = 20


def pass_over_what_is_loaded() -> None:
    """Look only through what comes from now on, and more seldom. Modules, patterns and
    lists of words stay to the end; going through them again and again took 3 ms of the
    reading of each text."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, BEFORE_OLDER_ONES, BEFORE_OLDER_ONES)
