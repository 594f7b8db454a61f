"""Celery's way in: find the row, call one function. The rows are the queue."""

from time import monotonic

from celery import shared_task

from claims import checked, extracting, meanings

SWEEP_AT_MOST = 100
# Well inside the task's time limit; what is left waits for the next sweep.
SWEEP_SECONDS = 60


@shared_task
def extract_source(extraction_pk: int) -> bool:
    """Run one Extraction if it is due. Safe to ring twice, or never."""
    return extracting.run(extraction_pk)


@shared_task
def sweep_extractions() -> int:
    """Run what nobody rang for, and what a dead worker left; says how many ran."""
    stop_at = monotonic() + SWEEP_SECONDS
    ran = 0
    for extraction_pk in extracting.due(at_most=SWEEP_AT_MOST):
        if monotonic() > stop_at:
            break
        ran += extracting.run(extraction_pk)
    return ran


@shared_task
def fill_meanings() -> int:
    """Encode what was stored without the encoder and what was checked since; says
    how many claims."""
    return meanings.fill_meanings() + checked.fill_checked()
