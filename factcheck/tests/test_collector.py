"""What is loaded for good is not looked through for garbage."""

import gc
import runpy

import pytest
from celery.signals import worker_process_init

from factcheck.collector import BEFORE_OLDER_ONES, NEW_OBJECTS


@pytest.fixture
def collector():
    before = gc.get_threshold()
    yield gc
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.parametrize(
    "start",
    [
        lambda: worker_process_init.send(sender=None),
        lambda: runpy.run_module("factcheck.wsgi"),
    ],
    ids=["worker", "web"],
)
def test_a_process_that_stays_passes_over_what_it_has_loaded(collector, start):
    start()

    assert collector.get_freeze_count() > 100_000
    assert collector.get_threshold() == (
        NEW_OBJECTS,
        BEFORE_OLDER_ONES,
        BEFORE_OLDER_ONES,
    )
    assert collector.isenabled()
