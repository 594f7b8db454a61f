"""How a person wants the desk: language, time zone, theme, keys, pace. Read with the
person, so that no page asks for it again."""

import zoneinfo
from collections.abc import Callable
from functools import cached_property
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from reviews.keys import bound_by

Page = Callable[[HttpRequest], HttpResponseBase]


class Preferences(models.Model):
    """One person's wishes; whoever has none gets the newsroom's."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class AfterSaving(models.TextChoices):
        NEXT = "next", _("Go to the next claim")
        QUEUE = "queue", _("Go back to the queue")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="preferences",
    )
    language = models.CharField(max_length=12, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.AUTO)
    after_saving = models.CharField(
        max_length=5, choices=AfterSaving, default=AfterSaving.NEXT
    )
    keys_on = models.BooleanField(default=True)
    keys = models.JSONField(
        default=dict, help_text="The keys that differ from the desk's, by what they do."
    )
    fast = models.BooleanField(
        default=False, help_text="A rating's digit saves at once."
    )

    def __str__(self) -> str:
        return f"Preferences of {self.person}"

    @cached_property
    def bound(self) -> dict[str, str]:
        """Every key of the desk as this person has it."""
        return bound_by(self.keys)


DEFAULTS: Final = Preferences()


def preferences_of(person: Any) -> Preferences:
    """Those of a person, or the desk's where they have none."""
    try:
        found: Preferences = person.preferences
    except (ObjectDoesNotExist, AttributeError):
        return DEFAULTS
    return found


class PeopleBackend(ModelBackend):
    """Django's own, in fewer questions: a person comes with their preferences, and
    all their permissions with one statement."""

    def get_user(self, user_id: int) -> User | None:
        people = User.objects.select_related("preferences")
        person = people.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None

    def get_all_permissions(
        self, user_obj: Any, obj: models.Model | None = None
    ) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        known: set[str] | None = getattr(user_obj, "_perm_cache", None)
        if known is None:
            rows = Permission.objects.order_by()
            if not user_obj.is_superuser:
                rows = rows.filter(Q(user=user_obj) | Q(group__user=user_obj))
            known = {
                f"{label}.{name}"
                for label, name in rows.values_list(
                    "content_type__app_label", "codename"
                )
            }
            user_obj._perm_cache = known
        return known


class PreferencesMiddleware:
    """Answers each person in their language and time zone. The API's words are part
    of its contract and stay English."""

    def __init__(self, get_response: Page) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/api/"):
            with translation.override("en"):
                return self.get_response(request)
        wanted = preferences_of(request.user)
        zone = zoneinfo.ZoneInfo(wanted.time_zone) if wanted.time_zone else None
        language = wanted.language or language_for(request)
        with timezone.override(zone), translation.override(language):
            response = self.get_response(request)
        if request.user.is_anonymous:
            patch_vary_headers(response, ["Accept-Language"])
        return response


def language_for(request: HttpRequest) -> str:
    """For somebody who chose none: the newsroom's, and before they are known the one
    that their browser asks for."""
    if request.user.is_anonymous:
        return translation.get_language_from_request(request)
    return settings.LANGUAGE_CODE
