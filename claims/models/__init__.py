"""What we know: who published what, and which checkable statements stand in it.

Rows that are read at every turn (``Claim``) are kept narrow; long text stands
beside them (``Wording``, ``Source``). PostgreSQL keeps the promises made here.

Here: who publishes, what was read, what is claimed. Beside: wordings (what a claim
says), alike (vectors and pairs), copies (what sources share), extractions (runs),
reanchorings (newer versions), links (is the page still there), subscriptions (feeds
that are read)."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Now
from django.utils.translation import gettext_lazy as _

from claims.models.alike import Asked, Meaning, Suggestion
from claims.models.copies import SharedPassage, WordRow
from claims.models.extractions import Extraction
from claims.models.links import LinkCheck
from claims.models.reanchorings import Reanchoring
from claims.models.subscriptions import Subscription, SubscriptionItem
from claims.models.wordings import Retelling, Wording, WordPair

__all__ = [
    "Asked",
    "Claim",
    "Extraction",
    "LinkCheck",
    "Meaning",
    "Mention",
    "Origin",
    "Outlet",
    "Reanchoring",
    "Retelling",
    "SharedPassage",
    "Source",
    "Subscription",
    "SubscriptionItem",
    "Suggestion",
    "WordPair",
    "WordRow",
    "Wording",
]


class Outlet(models.Model):
    """Who publishes. Two outlets of one owner are not independent."""

    # Of texts that came without a publisher. It is nobody's voice.
    UNKNOWN = "Unknown outlet"

    name = models.CharField(_("name"), max_length=200, unique=True)
    domain = models.CharField(_("domain"), max_length=253, blank=True)
    owner = models.CharField(_("owner"), max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")

    def __str__(self) -> str:
        return self.name


# A text's beginning: PostgreSQL refuses to index the words of a very long one.
SOURCE_WORDS = SearchVector("title", Left("text", 100_000), config="simple")


class Source(models.Model):
    """One text at one time. It never changes: a changed page is a new Source that
    ``supersedes`` the old one. Offsets into ``text`` count code points."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Article")
        DOCUMENT = "document", _("Document")
        STATEMENT = "statement", _("Statement")
        TRANSCRIPT = "transcript", _("Transcript")
        DATASET = "dataset", _("Dataset")

    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ARTICLE)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=2000, blank=True)
    language = models.CharField(max_length=12, blank=True)
    published_on = models.DateField(null=True, blank=True)
    text = models.TextField()
    text_sha256 = models.BinaryField(max_length=32, unique=True, editable=False)
    original = models.BinaryField(
        null=True, help_text="The bytes as received, where the text was made from them."
    )
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
    )
    received_at = models.DateTimeField(db_default=Now(), editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="source_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="source_kind_is_known",
                condition=Q(
                    kind__in=[
                        "article",
                        "document",
                        "statement",
                        "transcript",
                        "dataset",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="source_does_not_supersede_itself",
                condition=Q(supersedes=None) | ~Q(supersedes=F("pk")),
            ),
        ]
        indexes = [
            GinIndex(SOURCE_WORDS, name="source_words"),
            HashIndex(fields=["url"], name="source_url", condition=~Q(url="")),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="source_text_never_changes",
                fields=["text", "text_sha256", "original", "received_at"],
            ),
            pgtrigger.Protect(name="source_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title


class Claim(models.Model):
    """One checkable statement: where it stands now, and nothing long.

    ``state`` is what the world may rely on; only ``reviews.workflow`` moves it.
    ``version`` and ``head`` are the number and hash of the claim's last Event.
    The row is the lock for everything that happens to the claim."""

    class State(models.TextChoices):
        UNVERIFIED = "unverified", _("Unverified")
        CORROBORATED = "corroborated", _("Corroborated")
        CONTESTED = "contested", _("Contested")
        DISMISSED = "dismissed", _("Dismissed")
        MERGED = "merged", _("Merged")

    state = models.CharField(
        max_length=12, choices=State, default=State.UNVERIFIED, db_default="unverified"
    )
    version = models.PositiveIntegerField(default=0, db_default=0)
    head = models.BinaryField(max_length=32, default=b"", db_default=b"")
    worth = models.FloatField(
        default=0, db_default=0, help_text="Check-worthiness, 0 to 1."
    )
    differing = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        help_text="How many kinds of value differ between its Mentions.",
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_claims",
    )
    found_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claim_merged_names_its_target",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="claim_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
            ),
        ]
        indexes = [
            models.Index(
                name="claim_differing", fields=["id"], condition=Q(differing__gt=0)
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="claim_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="claim_starts_unverified",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__state="unverified"),
            ),
        ]

    def __str__(self) -> str:
        return f"Claim {self.pk}"


class Origin(models.Model):
    """Where statements really come from. Mentions that share one are one voice,
    however many outlets print it; *independent* means different origins."""

    reason = models.CharField(max_length=300)
    by_person = models.BooleanField(
        default=False,
        db_default=False,
        help_text="A person said so; the machine leaves the reason as it is.",
    )
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.reason


class Mention(models.Model):
    """One place in one Source where a Claim is stated."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports"
        REFUTES = "refutes"
        CONTEXT = "context"

    class LinkedBy(models.TextChoices):
        EXTRACTION = "extraction"
        MATCHING = "matching"
        PERSON = "person"
        VERSION = "version"

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="mentions")
    first_claim = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The claim it was found for; it returns there when a merge ends.",
    )
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="mentions"
    )
    extraction = models.ForeignKey(
        Extraction, on_delete=models.PROTECT, null=True, related_name="mentions"
    )
    missed_by = models.ForeignKey(
        Extraction,
        on_delete=models.PROTECT,
        null=True,
        related_name="missed_mentions",
        help_text="A later extraction of the source that did not find it again.",
    )
    origin = models.ForeignKey(
        Origin, on_delete=models.PROTECT, related_name="mentions"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    speaker = models.CharField(max_length=200, blank=True)
    stance = models.CharField(
        max_length=8, choices=Stance, default=Stance.SUPPORTS, db_default="supports"
    )
    linked_by = models.CharField(max_length=10, choices=LinkedBy)
    similarity = models.FloatField(
        null=True,
        help_text="To the nearest words of the claim, 0 to 1; empty for its first.",
    )
    worth = models.FloatField(default=0, db_default=0)
    reasons = ArrayField(models.CharField(max_length=80), default=list)
    values = models.JSONField(
        default=list,
        help_text="Numbers, dates and amounts: kind, amount, unit, bound, start, end, "
        "text; offsets into the source.",
    )
    found_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "start", "end", "first_claim"],
                name="mention_once_per_place_and_claim",
            ),
            models.CheckConstraint(
                name="mention_has_length", condition=Q(end__gt=F("start"))
            ),
        ]
        indexes = [
            GinIndex(SearchVector("quote", config="simple"), name="mention_words"),
        ]
        triggers = [
            # Which claim it belongs to, stance and origin are corrected by people:
            # see reviews.corrected.
            pgtrigger.ReadOnly(
                name="mention_place_never_changes",
                fields=["source", "start", "end", "quote"],
            ),
            pgtrigger.Protect(name="mention_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="retelling_goes_with_its_mention",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("first_claim_id"),
                func=pgtrigger.Func(
                    """
                    DELETE FROM claims_retelling r
                    WHERE r.mention_id = NEW.id AND EXISTS (
                        SELECT 1 FROM claims_retelling o
                        WHERE o.fingerprint = r.fingerprint
                          AND o.claim_id = NEW.first_claim_id
                          AND o.mention_id <> NEW.id
                    );
                    UPDATE claims_retelling SET claim_id = NEW.first_claim_id
                    WHERE mention_id = NEW.id AND claim_id <> NEW.first_claim_id;
                    RETURN NULL;
                    """
                ),
            ),
            pgtrigger.Trigger(
                name="mention_offsets_give_its_quote",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="arrived"),
                declare=[("place", "record"), ("whole", "text")],
                # A long text is cut into pieces once: counting characters from its
                # beginning for each mention would take minutes.
                func=pgtrigger.Func(
                    """
                    FOR place IN SELECT source_id, max("end" - start) AS longest
                        FROM arrived GROUP BY source_id
                    LOOP
                        SELECT text || '' INTO whole
                        FROM claims_source WHERE id = place.source_id;
                        IF EXISTS (
                            WITH pieces AS MATERIALIZED (
                                SELECT at, substr(whole, at * 16384 + 1,
                                    16384 + place.longest) AS piece
                                FROM generate_series(
                                    0, char_length(whole) / 16384) AS at
                            )
                            SELECT 1 FROM arrived a
                            LEFT JOIN pieces p ON p.at = a.start / 16384
                            WHERE a.source_id = place.source_id
                              AND substr(p.piece, a.start % 16384 + 1,
                                    a."end" - a.start)
                                  IS DISTINCT FROM a.quote
                        ) THEN
                            RAISE EXCEPTION
                                'a mention''s offsets do not give its quote (source %)',
                                place.source_id
                                USING ERRCODE = 'check_violation';
                        END IF;
                    END LOOP;
                    RETURN NULL;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.quote

    @property
    def reanchored(self) -> Reanchoring | None:
        """What became of it in a newer version of its source, if there is one."""
        return getattr(self, "reanchoring", None)
