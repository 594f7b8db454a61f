"""Who takes no part in a claim, because it concerns what they declared an interest in.

Which claims a Recusal concerns is decided in ``desk.sql``, for the door and for the
pages alike."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    Value,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Outlet
from reviews.given import check_line, check_text
from reviews.refusals import MoveRefused


class Recusal(models.Model):
    """An interest that a person declared: in an outlet, or in somebody by name. It is
    ended, never altered."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recusals"
    )
    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    declared_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="recusal_names_an_outlet_or_somebody",
                condition=Q(outlet=None) ^ Q(name=""),
            ),
            models.CheckConstraint(
                name="recusal_says_why", condition=~Q(reason__regex=r"^\s*$")
            ),
        ]
        indexes = [
            models.Index(
                name="recusal_in_force",
                fields=["person"],
                condition=Q(ended_at=None),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="recusal_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="recusal_never_changes",
                fields=["person", "outlet", "name", "reason", "declared_at"],
            ),
            pgtrigger.Protect(
                name="recusal_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.name or self.outlet}"


def record_interest(
    *, actor: User, outlet: int | None = None, name: str = "", reason: str
) -> Recusal:
    """From now on the actor takes no part in claims of this outlet, or that name this
    person; raises ``MoveRefused``."""
    if not actor.is_active:
        raise MoveRefused("inactive")
    name, reason = check_line("name", name), check_text("reason", reason)
    if not reason:
        raise MoveRefused("reason_missing", field="reason")
    if bool(name) == (outlet is not None):
        say = _("name a person or choose an outlet, one of the two.")
        raise MoveRefused("bad_value", field="name", say=say)
    if name and not any(char.isalnum() for char in name):
        raise MoveRefused("bad_value", field="name", say=_("this is no name."))
    if outlet is not None and not Outlet.objects.filter(pk=outlet).exists():
        raise MoveRefused(
            "bad_value", field="outlet", say=_("there is no such outlet.")
        )
    return Recusal.objects.create(
        person=actor, outlet_id=outlet, name=name, reason=reason
    )


def end_interest(pk: int, *, actor: User) -> None:
    """The actor's interest is over; raises ``MoveRefused`` where there is none."""
    ended = Recusal.objects.filter(pk=pk, person=actor, ended_at=None).update(
        ended_at=timezone.now()
    )
    if not ended:
        say = _("you have declared no such interest, or it has ended.")
        raise MoveRefused("bad_value", field="recusal", say=say)


def not_recused(person: User | AnonymousUser, *, claim: str = "claim") -> Q:
    """Narrows rows with a claim (``claim`` names the field) to those that ``person``
    may work on, as far as their interests go."""
    concerns: Any = Func(
        F("outlet"),
        F("name"),
        OuterRef(claim),
        function="reviews_concerns",
        output_field=BooleanField(),
    )
    declared = Recusal.objects.filter(person=person.pk, ended_at=None)
    return Q(~Exists(declared.annotate(concerns=concerns).filter(concerns=True)))


def declared_nothing(person: User) -> Q:
    """Of most people true, and asked once: beside an "or" PostgreSQL joins no interests
    and would ask ``not_recused`` of each row."""
    return Q(~Exists(Recusal.objects.filter(person=person.pk, ended_at=None)))


def interest_of(person: User, *, claim: str = "claim") -> Func:
    """What ``person`` declared an interest in that the claim of a row concerns."""
    return Func(
        Value(person.pk, output_field=BigIntegerField()),
        F(claim),
        function="reviews_interest",
        output_field=CharField(null=True),
    )
