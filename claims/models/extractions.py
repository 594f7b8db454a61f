"""The runs of the extractor: what was read by which version, and what is to be read."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Extraction(models.Model):
    """One run of an extractor over one Source, and its job record: the queue is
    this table, Celery only rings. ``attempts`` is raised before each run."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    source = models.ForeignKey(
        "claims.Source", on_delete=models.PROTECT, related_name="extractions"
    )
    extractor = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    model_sha256 = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="Of the file of numbers that weighed the sentences.",
    )
    status = models.CharField(
        max_length=8, choices=Status, default=Status.QUEUED, db_default="queued"
    )
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    run_after = models.DateTimeField(db_default=Now())
    lease_no = models.PositiveIntegerField(
        default=0,
        db_default=0,
        help_text="Raised by each run; a run whose number is no longer current "
        "may not store.",
    )
    lease_until = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="", db_default="")
    dropped = models.JSONField(
        default=list,
        db_default=[],
        help_text="Spans taken for page furniture: [start, end, reason].",
    )
    timings_ms = models.JSONField(default=dict, db_default={})
    mentions_found = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "extractor", "version"],
                name="extraction_once_per_source_and_version",
            ),
            models.CheckConstraint(
                name="extraction_running_has_lease",
                condition=~Q(status="running") | Q(lease_until__isnull=False),
            ),
            models.CheckConstraint(
                name="extraction_failed_says_why",
                condition=~Q(status="failed") | ~Q(error=""),
            ),
        ]
        indexes = [
            models.Index(
                name="extraction_to_do",
                fields=["run_after", "id"],
                condition=Q(status__in=["queued", "running"]),
            ),
            models.Index(
                name="extraction_failed",
                fields=["-id"],
                condition=Q(status="failed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.extractor} {self.version} over source {self.source_id}"
