"""The Celery application, configured from Django's settings (``CELERY_…``)."""

import os

from celery import Celery
from celery.signals import setup_logging, worker_process_init

from factcheck.collector import pass_over_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**_about: object) -> None:
    """Lines as ``settings.LOGGING`` has them, as in the web server."""


@worker_process_init.connect
def start_work(**_about: object) -> None:
    pass_over_what_is_loaded()
