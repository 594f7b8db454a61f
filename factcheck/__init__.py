"""Wiring: settings, addresses, the queue, and the services of a local run."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
