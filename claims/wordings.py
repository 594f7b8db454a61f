"""What a Claim says, apart from where it stands."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q


class Wording(models.Model):
    """A Claim in words, apart from its state so that a move never rewrites text."""

    claim = models.OneToOneField(
        "claims.Claim",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="wording",
    )
    text = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    fingerprint = models.BinaryField(
        max_length=32, help_text="SHA-256 of the normalised text."
    )
    sketch = ArrayField(
        models.BigIntegerField(),
        default=list,
        help_text="The smallest hashed word pairs: close texts share some.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="wording_has_text", condition=~Q(text="")),
        ]
        indexes = [
            models.Index(name="wording_fingerprint", fields=["fingerprint"]),
            GinIndex(name="wording_sketch", fields=["sketch"], fastupdate=False),
            GinIndex(SearchVector("text", config="simple"), name="wording_words"),
        ]
        triggers = [
            # People decided on these words.
            pgtrigger.ReadOnly(
                name="wording_never_changes", fields=["claim", "text", "fingerprint"]
            ),
            pgtrigger.Protect(name="wording_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text
