"""What can still be done about a verdict that is out, and by whom."""

from typing import Final

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from factcheck.formats import person_name
from reviews.colleagues import people_who_may
from reviews.moves import REOPEN, WITHDRAW

NAMED_AT_MOST: Final = 3


def say_what_now(person: User) -> str:
    """For this person: what they may do themselves, or whom they can tell."""
    if person.has_perm(REOPEN) and person.has_perm(WITHDRAW):
        return _(
            "Reopen the claim to decide again, or withdraw the verdict with a public "
            "notice."
        )
    if names := name_editors():
        return _(
            "An editor can reopen the claim or withdraw the verdict. Tell one: "
            "%(names)s."
        ) % {"names": names}
    return _("An editor can reopen the claim or withdraw the verdict. Tell one.")


def name_editors() -> str:
    """The first few who may reopen a claim at the desk."""
    may = people_who_may(REOPEN, superusers=False)
    people = may.order_by("first_name", "last_name", "pk")
    return ", ".join(map(person_name, people[:NAMED_AT_MOST]))
