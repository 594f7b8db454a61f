"""The list of Sources, the newest first, and what its reader narrows it to; all of that
stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from claims.models import Extraction, Outlet, Source
from claims.search import find_sources
from factcheck.keyset import KeysetPage, page_after, parse_key

PAGE: Final = 50


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """``q`` is words or the address of a page, ``before`` the last Source of the page
    that this one follows."""

    q: str = ""
    outlet: int | None = None
    before: int | None = None

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.outlet)

    def query(self, *, before: int | None = None) -> dict[str, str]:
        """The parameters of this list, from its beginning or from further down."""
        given = {"q": self.q, "outlet": self.outlet, "before": before}
        return {name: str(value) for name, value in given.items() if value}


def read_wanted(given: Mapping[str, str]) -> Wanted:
    """What an address asks for; what cannot be meant is left out."""
    return Wanted(
        q=given.get("q", "").strip()[:2000],
        outlet=parse_key(given.get("outlet", "")),
        before=parse_key(given.get("before", "")),
    )


def list_sources(wanted: Wanted) -> KeysetPage[Source]:
    """Each with its ``latest`` extraction; texts are left where they are."""
    sources = find_sources(wanted.q) if wanted.q else Source.objects.all()
    if wanted.outlet:
        sources = sources.filter(outlet=wanted.outlet)
    sources = sources.select_related("outlet").defer("text", "original", "text_sha256")
    page = page_after(sources, after=wanted.before, limit=PAGE)
    runs = Extraction.objects.filter(source__in=page.rows).order_by("pk")
    latest = {run.source_id: run for run in runs.defer("dropped", "timings_ms")}
    for source in page.rows:
        source.latest = latest.get(source.pk)  # type: ignore[attr-defined]  # for the page only
    return page


def list_outlets() -> list[tuple[int, str]]:
    return list(Outlet.objects.order_by("name").values_list("pk", "name"))
