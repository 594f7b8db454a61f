"""Who has a claim's page open now, and the lease that an open page keeps. Short-lived
rows without a trail: presence is told, never relied on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim
from factcheck.formats import clock
from reviews.refusals import say_taken

# A hidden page is let to tell once a minute only; then it still counts as open.
SEEN_SECONDS: Final = 75
FORGOTTEN_SECONDS: Final = 25 * 60
WARNING_SECONDS: Final = 120


class Doing(models.TextChoices):
    """What somebody does with the page, as their browser can tell."""

    VIEWING = "viewing"
    EDITING = "editing"
    IDLE = "idle"
    LEFT = "left"


class Presence(models.Model):
    """One person at the page of one claim. The table is unlogged: a crash may lose
    it, and the next heartbeat brings it back."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    doing = models.CharField(max_length=7, choices=Doing)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "person"], name="presence_once_per_claim_and_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at claim {self.claim_id}: {self.doing}"


@dataclass(frozen=True)
class Companion:
    """Somebody else at the same page."""

    name: str
    doing: str

    @property
    def says(self) -> str:
        sentence = {
            Doing.EDITING: _("%(name)s is editing."),
            Doing.IDLE: _("%(name)s has this open but is away."),
        }.get(Doing(self.doing), _("%(name)s is viewing."))
        return sentence % {"name": self.name}


@dataclass(frozen=True)
class Heartbeat:
    """What an open page learns: the claim's version, whose it is, who else is here.
    ``until`` is None where nobody's lease runs; ``taken`` is who took the claim over
    from the person, when and why."""

    version: int
    holder: str
    mine: bool
    until: datetime | None
    people: Sequence[Companion]
    taken: Mapping[str, str] | None = None

    @property
    def says(self) -> str:
        return " ".join(companion.says for companion in self.people)

    @property
    def lease(self) -> str:
        """Whose the claim is, as a sentence."""
        if self.until is None:
            return _("In nobody’s hands")
        until = clock(self.until)
        if self.mine:
            return _("Yours until %(until)s") % {"until": until}
        words = {"name": self.holder, "until": until}
        held = _("%(name)s has it in hand until %(until)s.") % words
        return f"{say_taken(self.taken)} {held}" if self.taken else held

    def as_json(self) -> dict[str, Any]:
        left = self.until - timezone.now() if self.until else None
        return {
            "version": self.version,
            "mine": self.mine,
            "until": self.until.isoformat() if self.until else None,
            "left": round(left.total_seconds()) if left else 0,
            "people": [
                {"name": each.name, "doing": each.doing} for each in self.people
            ],
            "say": self.says,
            "lease": self.lease,
        }


# The lease goes on while the person does something, also when it had run out and
# nobody took the claim meanwhile. Each heartbeat sweeps away its own person's past.
BEAT: Final = """
WITH kept AS (
    UPDATE reviews_review
    SET lease_until = clock_timestamp() + make_interval(secs => %(lease)s)
    WHERE claim_id = %(claim)s AND holder_id = %(person)s AND stage <> 'closed'
      AND %(keeps)s
    RETURNING lease_until
), here AS (
    INSERT INTO reviews_presence (claim_id, person_id, doing, seen_at)
    SELECT id, %(person)s, %(doing)s, clock_timestamp()
    FROM claims_claim WHERE id = %(claim)s
    ON CONFLICT (claim_id, person_id)
    DO UPDATE SET doing = excluded.doing, seen_at = excluded.seen_at
), swept AS (
    DELETE FROM reviews_presence
    WHERE person_id = %(person)s AND claim_id <> %(claim)s
      AND seen_at < clock_timestamp() - make_interval(secs => %(forgotten)s)
)
SELECT c.version, coalesce(reviews_person_name(r.holder_id), ''),
    coalesce(r.holder_id = %(person)s, false),
    coalesce((SELECT lease_until FROM kept), r.lease_until), (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'name', reviews_person_name(p.person_id), 'doing', p.doing)
            ORDER BY p.id), '[]')
        FROM reviews_presence p
        WHERE p.claim_id = c.id AND p.person_id <> %(person)s AND p.doing <> 'left'
          AND p.seen_at > clock_timestamp() - make_interval(secs => %(seen)s)),
    reviews_taken_from(r, %(person)s)
FROM claims_claim c
LEFT JOIN LATERAL (
    SELECT * FROM reviews_review
    WHERE claim_id = c.id ORDER BY round DESC LIMIT 1) r ON true
WHERE c.id = %(claim)s
"""


def beat(
    claim: int, *, person: User, doing: Doing, keeps: bool = False
) -> Heartbeat | None:
    """The page is open and the person is ``doing`` this; ``keeps`` renews the lease
    that they hold. None where there is no such claim. One statement."""
    given: dict[str, str | int | bool] = {
        "claim": claim,
        "person": person.pk,
        "doing": doing.value,
        "keeps": keeps,
        "lease": settings.LEASE_SECONDS,
        "forgotten": FORGOTTEN_SECONDS,
        "seen": SEEN_SECONDS,
    }
    with connection.cursor() as cursor:
        cursor.execute(BEAT, given)
        row = cursor.fetchone()
    if row is None:
        return None
    version, holder, mine, until, people, taken = row
    runs = until is not None and until > timezone.now()
    return Heartbeat(
        version=version,
        holder=holder,
        mine=mine and runs,
        until=until if runs else None,
        people=[Companion(**each) for each in json.loads(people)],
        taken=json.loads(taken) if taken else None,
    )


def warning_seconds() -> int:
    """How long before its end a lease that nobody keeps is warned of."""
    return min(WARNING_SECONDS, settings.LEASE_SECONDS // 3)
