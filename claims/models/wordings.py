"""What a Claim says, apart from where it stands."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from pgvector.django import HalfVectorField, HnswIndex


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
        help_text="Some hashed word pairs: close texts share some.",
    )

    original = models.TextField(
        blank=True,
        default="",
        db_default="",
        help_text="The first words, where a person has changed them.",
    )
    original_fingerprint = models.BinaryField(
        max_length=32, null=True, help_text="The first words are found all the same."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="wording_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="wording_keeps_its_original_whole",
                condition=Q(original="", original_fingerprint=None)
                | (~Q(original="") & Q(original_fingerprint__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(name="wording_fingerprint", fields=["fingerprint"]),
            models.Index(
                name="wording_original_fingerprint",
                fields=["original_fingerprint"],
                condition=Q(original_fingerprint__isnull=False),
            ),
            GinIndex(SearchVector("text", config="simple"), name="wording_words"),
            models.Index(name="wording_language", fields=["language", "claim"]),
        ]
        triggers = [
            # People decide on these words; how they change: see reviews.corrected.
            pgtrigger.ReadOnly(name="wording_never_changes_hands", fields=["claim"]),
            pgtrigger.Protect(name="wording_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="wording_is_found_by_its_sketch",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="arrived"),
                func=pgtrigger.Func(
                    """
                    INSERT INTO claims_wordpair (hash, claim_id)
                    SELECT DISTINCT unnest(sketch), claim_id FROM arrived;
                    RETURN NULL;
                    """
                ),
            ),
            # By its first words too: their pairs stay.
            pgtrigger.Trigger(
                name="wording_is_found_by_its_new_sketch",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("sketch"),
                func=pgtrigger.Func(
                    """
                    INSERT INTO claims_wordpair (hash, claim_id)
                    SELECT DISTINCT unnest(NEW.sketch), NEW.claim_id
                    ON CONFLICT DO NOTHING;
                    RETURN NULL;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Retelling(models.Model):
    """Other words in which a Claim is told: those of a Mention, each text once. What
    comes later is compared with them too. One without a vector waits for it."""

    mention = models.OneToOneField(
        "claims.Mention",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="retelling",
    )
    claim = models.ForeignKey(
        "claims.Claim",
        on_delete=models.PROTECT,
        related_name="retellings",
        help_text="The first claim of the mention; PostgreSQL keeps it so.",
    )
    text = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    fingerprint = models.BinaryField(
        max_length=32, help_text="SHA-256 of the normalised text."
    )
    vector = HalfVectorField(dimensions=512, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint", "claim"], name="retelling_once_per_text"
            ),
        ]
        indexes = [
            HnswIndex(
                name="retelling_nearest",
                fields=["vector"],
                opclasses=["halfvec_cosine_ops"],
            ),
            models.Index(
                name="retelling_to_find", fields=["mention"], condition=Q(vector=None)
            ),
        ]

    def __str__(self) -> str:
        return self.text


class WordPair(models.Model):
    """One word pair of a sketch and a Claim that uses it; PostgreSQL writes them. A
    pair that everybody uses has a million rows: they are read from the latest on, and
    not all."""

    pk = models.CompositePrimaryKey("hash", "claim_id")
    hash = models.BigIntegerField()
    # Claims are never deleted, and a check for each of eight rows would cost more than
    # the row.
    claim_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"A word pair of claim {self.claim_id}"
