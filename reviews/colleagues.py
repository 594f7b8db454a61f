"""Who works at the desk, by what they may do."""

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet


def people_who_may(permission: str, *, superusers: bool = True) -> QuerySet[User]:
    """Active people with the permission, and no program that has it for the API alone.
    ``superusers`` may everything. ``with_perm`` reads all of a group for each of
    them."""
    app, codename = permission.split(".")
    may = {"codename": codename, "content_type__app_label": app}
    permitted = Q(is_superuser=True) if superusers else Q()
    for path in ("groups__permissions", "user_permissions"):
        permitted |= Q(**{f"{path}__{name}": value for name, value in may.items()})
    found = User.objects.filter(permitted, is_active=True, is_staff=True)
    return User.objects.filter(pk__in=found.values("pk"))
