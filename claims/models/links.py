"""Whether the page that a Source came from is still there. It stands beside ``Source``,
which never changes."""

from django.db import models
from django.db.models.functions import Now


class LinkCheck(models.Model):
    """What the server of a Source's page answered last."""

    source = models.OneToOneField(
        "claims.Source",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="link_check",
    )
    status = models.PositiveSmallIntegerField(
        help_text="As in HTTP; 0 where no server answered."
    )
    checked_at = models.DateTimeField(db_default=Now())
    gone_since = models.DateTimeField(
        null=True, help_text="When it was first answered that the page is gone."
    )

    def __str__(self) -> str:
        return f"{self.status} for source {self.source_id}"
