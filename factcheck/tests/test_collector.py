"""What is loaded for good is not looked through for garbage."""

import gc

import pytest
from celery.signals import worker_process_init

from factcheck.collector import BEFORE_OLDER_ONES, NEW_OBJECTS


@pytest.fixture
def collector():
    before = gc.get_threshold()
    yield gc
    gc.unfreeze()
    gc.set_threshold(*before)


def test_a_worker_passes_over_what_it_has_loaded(collector):
    worker_process_init.send(sender=None)

    assert collector.get_freeze_count() > 100_000
    assert collector.get_threshold() == (
        NEW_OBJECTS,
        BEFORE_OLDER_ONES,
        BEFORE_OLDER_ONES,
    )
    assert collector.isenabled()
