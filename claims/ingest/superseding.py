"""Which stored Source a text that comes in is a newer version of."""

from typing import Final, NamedTuple
from urllib.parse import urlsplit

from django.db import connection
from django.utils.translation import gettext as _

from claims.ingest.refusals import SourceRefused
from claims.models import Outlet, Source

# Two versions that come at the same time follow each other, not both the first.
ADDRESS: Final = 0x75726C  # "url": whoever stores a text from it holds this lock on it
LIGHT: Final = ("pk", "outlet__name", "kind", "url")


class Older(NamedTuple):
    """The version before, without its text."""

    pk: int
    outlet: str
    kind: str
    url: str


def find_older(*, supersedes: int | None, outlet: str, url: str) -> Older | None:
    """The Source that is named, or the newest of the same outlet and address; raises
    SourceRefused. Only inside the transaction that stores the newer version."""
    if supersedes:
        return named(supersedes, outlet)
    if not is_page(url):
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [ADDRESS, url])
    newest = Source.objects.filter(
        url=url, outlet__name=outlet, superseded_by=None
    ).order_by("-pk")
    found = newest.values_list(*LIGHT).first()
    return Older(*found) if found else None


def named(supersedes: int, outlet: str) -> Older:
    found = Source.objects.filter(pk=supersedes).values_list(*LIGHT).first()
    if found is None:
        raise SourceRefused(
            "no_such_source",
            "supersedes",
            _("there is no source %(source)d. Name the version before.")
            % {"source": supersedes},
        )
    refuse_superseded(supersedes)
    older = Older(*found)
    if outlet not in (older.outlet, Outlet.UNKNOWN):
        raise SourceRefused(
            "other_outlet",
            "supersedes",
            _(
                "source %(source)d is from %(outlet)s, not from %(other)s. A newer "
                "version comes from the same outlet."
            )
            % {"source": supersedes, "outlet": older.outlet, "other": outlet},
        )
    return older


def refuse_superseded(source: int) -> None:
    """Only the newest version can be followed by another; raises SourceRefused."""
    newest = source
    while newer := Source.objects.filter(supersedes=newest).values("pk").first():
        newest = newer["pk"]
    if newest != source:
        raise SourceRefused(
            "superseded",
            "supersedes",
            _(
                "source %(source)d has a newer version already. Name the newest, "
                "source %(newest)d."
            )
            % {"source": source, "newest": newest},
        )


def refuse_stored(same: Source, supersedes: int | None) -> None:
    """A text that is stored cannot be made the newer version of another."""
    if supersedes and same.supersedes_id != supersedes:
        raise SourceRefused(
            "same_text",
            "supersedes",
            _(
                "this very text is stored already, as source %(source)d. A newer "
                "version has another text."
            )
            % {"source": same.pk},
        )


def is_page(url: str) -> bool:
    """Not the address of a whole site, that every article of it might be given."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)
