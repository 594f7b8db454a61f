"""The command lines of the product's processes. The container files repeat them and
a test compares."""

WEB = (
    *("granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4"),
    *("--respawn-failed-workers", "factcheck.wsgi:application"),
)
WORKER = ("celery", "--app", "factcheck", "worker", "--concurrency", "2")
BEAT = ("celery", "--app", "factcheck", "beat")
MIGRATE = ("manage.py", "migrate", "--no-input")
COLLECT_STATIC = ("manage.py", "collectstatic", "--no-input")
