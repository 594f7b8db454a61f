"""Which Claims are alike: their vectors, and the pairs suggested to people. They stand
apart from ``Claim``, whose row is read at every turn."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from pgvector.django import HalfVectorField, HnswIndex, VectorField

from claims.matching.conflicts.oppositions import Opposition


class Meaning(models.Model):
    """What a Claim means, as a vector to find its like by. A row without one waits
    for the encoder: it is found by its words until then."""

    claim = models.OneToOneField(
        "claims.Claim",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="meaning",
    )
    vector = HalfVectorField(dimensions=512, null=True)
    fine = HalfVectorField(
        dimensions=384,
        null=True,
        help_text="By the slower, finer encoder; checked claims only.",
    )

    class Meta:
        indexes = [
            HnswIndex(
                name="meaning_nearest",
                fields=["vector"],
                opclasses=["halfvec_cosine_ops"],
            ),
            HnswIndex(
                name="meaning_nearest_checked",
                fields=["fine"],
                opclasses=["halfvec_cosine_ops"],
            ),
            models.Index(
                name="meaning_to_find", fields=["claim"], condition=Q(vector=None)
            ),
        ]

    def __str__(self) -> str:
        return f"The meaning of claim {self.claim_id}"


class Asked(models.Model):
    """What was asked for among the checked claims in one language: how many of the
    latest queries count, and the middle of their vectors."""

    language = models.CharField(max_length=12, primary_key=True, blank=True)
    count = models.PositiveSmallIntegerField()
    middle = VectorField(dimensions=384)

    def __str__(self) -> str:
        return f"What was asked in {self.language}"


class Suggestion(models.Model):
    """Two Claims that may be one, or contradict each other; the later and the earlier.
    A person merges them, or leaves them apart."""

    claim = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="suggestions"
    )
    other = models.ForeignKey(
        "claims.Claim", on_delete=models.PROTECT, related_name="suggested_for"
    )
    score = models.FloatField(help_text="How likely both say the same, 0 to 1.")
    why = models.CharField(max_length=300)
    opposition = models.CharField(
        max_length=8,
        blank=True,
        default=Opposition.NONE,
        db_default=Opposition.NONE.value,
        choices=[(each.value, each.value) for each in Opposition],
    )
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "other"], name="suggestion_once_per_pair"
            ),
            models.CheckConstraint(
                name="suggestion_looks_back",
                condition=Q(claim__gt=F("other")),
            ),
            models.CheckConstraint(
                name="suggestion_score_is_a_share", condition=Q(score__range=(0, 1))
            ),
            models.CheckConstraint(
                name="suggestion_opposition_is_known",
                condition=Q(opposition__in=[each.value for each in Opposition]),
            ),
        ]

    def __str__(self) -> str:
        return f"Claims {self.claim_id} and {self.other_id} may be one"
