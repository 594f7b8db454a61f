"""Until when a claim is usually put off, in the reader's time zone."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

MORNING: Final = time(9)


def usual_waits() -> list[tuple[str, datetime]]:
    now = timezone.localtime().replace(second=0, microsecond=0)
    tomorrow = now.date() + timedelta(days=1)
    monday = now.date() + timedelta(days=7 - now.weekday())
    zone = timezone.get_current_timezone()
    # Where the clock is put back or forward meanwhile, it says another hour.
    in_an_hour = now.astimezone(UTC) + timedelta(hours=1)
    waits = [
        (_("In an hour"), in_an_hour.astimezone(zone)),
        (_("Tomorrow morning"), datetime.combine(tomorrow, MORNING, zone)),
    ]
    if monday != tomorrow:
        waits.append((_("Monday morning"), datetime.combine(monday, MORNING, zone)))
    return waits
