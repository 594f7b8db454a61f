"""Which Sources print the same: what they are looked up by, and the passages found.
They stand apart from ``Source``, whose text is long and never changes."""

from django.db import models
from django.db.models import F, Q


class WordRow(models.Model):
    """Some words in a row, hashed, and a Source that prints them. Of a row that
    everybody prints only the latest are read."""

    pk = models.CompositePrimaryKey("hash", "source_id")
    hash = models.IntegerField()
    # Sources are never deleted, and a check for each row would cost more than the row.
    source_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"A row of words of source {self.source_id}"


class SharedPassage(models.Model):
    """A span of each of two Sources that came from one hand or mouth. Offsets count
    code points of the Sources' texts; the earlier Source is the one stored first."""

    class Kind(models.TextChoices):
        COPY = "copy"
        PASSAGE = "passage"
        STATEMENT = "statement"

    earlier = models.ForeignKey(
        "claims.Source", on_delete=models.PROTECT, related_name="passages_lent"
    )
    later = models.ForeignKey(
        "claims.Source", on_delete=models.PROTECT, related_name="passages_taken"
    )
    kind = models.CharField(max_length=9, choices=Kind)
    earlier_start = models.PositiveIntegerField()
    earlier_end = models.PositiveIntegerField()
    later_start = models.PositiveIntegerField()
    later_end = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["later", "earlier", "later_start", "earlier_start"],
                name="sharedpassage_once_per_place",
            ),
            models.CheckConstraint(
                name="sharedpassage_looks_back", condition=Q(earlier__lt=F("later"))
            ),
            models.CheckConstraint(
                name="sharedpassage_has_length",
                condition=Q(
                    earlier_end__gt=F("earlier_start"), later_end__gt=F("later_start")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
