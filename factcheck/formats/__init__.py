"""How people, times, numbers and quotes are written, in each language of the desk."""

import re
from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _


def person_name(person: User | AnonymousUser | None) -> str:
    """As ``reviews_person_name`` in SQL."""
    if not isinstance(person, User):
        return _("nobody")
    return person.get_full_name() or person.get_username()


def clock(moment: datetime) -> str:
    """14:05, where the reader is."""
    return date_format(timezone.localtime(moment), "TIME_FORMAT")


def quoted(words: str) -> str:
    """In quotation marks. Those that stand inside become the inner ones: “‘No’, he
    said.”"""
    return _("“%(words)s”") % {"words": with_inner_marks(words)}


def with_inner_marks(words: str) -> str:
    opening, closing = _("‘%(words)s’").split("%(words)s")
    # Languages begin with the mark that others end with: what tells is the place.
    words = re.sub(r'(?<![^\s([–—])["“”„‟]', opening, words)
    return re.sub(r'["“”„‟]', closing, words)


def grouped(number: int) -> str:
    """With the thousands apart: 1,234, or 1.234 in German."""
    return str(number_format(number, use_l10n=True, force_grouping=True))


def rounded(number: float, places: int) -> str:
    """0.98, or 0,98 in German."""
    # Of more places than it is asked for, number_format cuts the rest off.
    return str(number_format(round(number, places), places, use_l10n=True))
