"""The dashboard's two pages: the figures, and the rows behind any number on them."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, Final

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from claims.extraction import EXTRACTOR, current_version
from reviews.admin.figures.agreement import show_agreement
from reviews.admin.figures.decided import show_decided
from reviews.admin.figures.lasting import show_lasting
from reviews.admin.figures.now import show_open, show_waiting
from reviews.admin.figures.people import show_people
from reviews.admin.figures.picks import show_picks
from reviews.admin.figures.shapes import Figure, say_duration
from reviews.admin.figures.times import (
    show_stages,
    show_time_to_verdict,
    show_working_time,
)
from reviews.figures.archive import archive_panels
from reviews.figures.exports import FORMATS, Row, export_rows
from reviews.figures.filters import Filter
from reviews.figures.forms import DAYS, FilterForm
from reviews.figures.panels import PANELS, Panel
from reviews.figures.people import SEE_PEOPLE
from reviews.names import NAMES, Words, name_of

PAGE: Final = 100
UNPROCESSABLE: Final = 422
# In the order of the page.
GROUPS: Final[tuple[tuple[Words, tuple[Callable[[Filter], Figure], ...]], ...]] = (
    (_("Now"), (show_open, show_waiting)),
    (
        _("In these days"),
        (show_decided, show_time_to_verdict, show_working_time, show_stages),
    ),
    (_("How good it is"), (show_lasting, show_picks, show_agreement)),
)
CHOOSE_A_FORMAT: Final = _("Choose the format csv or json.")
see_dashboard = permission_required("reviews.see_dashboard", raise_exception=True)


def dashboard_paths(site: AdminSite) -> list[URLPattern]:
    """The routes ``admin:dashboard``, ``admin:dashboard_archive`` and
    ``admin:dashboard_rows``."""
    return [
        path(
            "dashboard/",
            site.admin_view(see_dashboard(_show_dashboard)),
            {"site": site},
            name="dashboard",
        ),
        path(
            "dashboard/export.zip",
            site.admin_view(see_dashboard(_send_archive)),
            {"site": site},
            name="dashboard_archive",
        ),
        path(
            "dashboard/<slug:name>/",
            site.admin_view(see_dashboard(_show_rows)),
            {"site": site},
            name="dashboard_rows",
        ),
    ]


def _show_dashboard(request: HttpRequest, *, site: AdminSite) -> HttpResponseBase:
    form = FilterForm(request.GET, label_suffix="")
    if not form.is_valid():
        return _refuse(request, site, form)
    # Whoever comes back from the rows of a few sees all again.
    chosen = form.chosen().whole
    groups = [
        (heading, [show(chosen) for show in figures]) for heading, figures in GROUPS
    ]
    if request.user.has_perm(SEE_PEOPLE):
        groups.append((_("People"), [show_people(chosen)]))
    context = _context(request, site, chosen) | {
        "title": _("Dashboard"),
        # As applied: days counted back from today leave "from" and "to" empty.
        "form": FilterForm(chosen.given, label_suffix=""),
        "groups": groups,
    }
    return TemplateResponse(request, "dashboard/dashboard.html", context)


def _show_rows(request: HttpRequest, *, site: AdminSite, name: str) -> HttpResponseBase:
    if name not in PANELS:
        raise Http404
    panel, form = PANELS[name], FilterForm(request.GET, label_suffix="")
    if not may_see(panel, request):
        raise PermissionDenied
    kind = request.GET.get("format", "")
    if kind and kind not in FORMATS:
        form.add_error(None, CHOOSE_A_FORMAT)
    if not form.is_valid():
        return _refuse(request, site, form)
    chosen = form.chosen()
    if chosen.person and not request.user.has_perm(SEE_PEOPLE):
        raise PermissionDenied
    rows = panel.rows(chosen)
    if kind:
        return export_rows(
            rows.iterator(chunk_size=2000),
            [key for key, _heading in panel.columns],
            kind=kind,
            name=slugify(f"{name} {chosen.period.first} {chosen.period.last}"),
            head={
                "panel": name,
                "definition": in_english(panel.definition),
                **_about(chosen),
            },
        )
    page = Paginator(rows.values("pk"), PAGE).get_page(request.GET.get("page"))
    # What a row says is looked up for those of the page, not for all before it.
    shown = rows.filter(pk__in=page.object_list)
    context = _context(request, site, chosen) | {
        "title": panel.title,
        "panel": panel,
        "page": page,
        "rows": list(_cells(shown, panel)),
    }
    return TemplateResponse(request, "dashboard/rows.html", context)


def may_see(panel: Panel, request: HttpRequest) -> bool:
    return not panel.permission or request.user.has_perm(panel.permission)


def _send_archive(request: HttpRequest, *, site: AdminSite) -> HttpResponseBase:
    """The tables of all panels that the reader may see."""
    form = FilterForm(request.GET, label_suffix="")
    if not form.is_valid():
        return _refuse(request, site, form)
    chosen = form.chosen().whole
    panels = (
        (
            panel.name,
            in_english(panel.definition),
            panel.rows(chosen).iterator(chunk_size=2000),
            [key for key, _heading in panel.columns],
        )
        for panel in PANELS.values()
        if may_see(panel, request)
    )
    name = slugify(f"figures {chosen.period.first} {chosen.period.last}")
    return StreamingHttpResponse(
        archive_panels(panels, _about(chosen)),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}.zip"'},
    )


def _about(chosen: Filter) -> dict[str, Any]:
    """What a download says of itself."""
    return {
        "filter": chosen.given,
        "from": chosen.period.first,
        "to": chosen.period.last,
        "as_of": timezone.now(),
        "extractor": f"{EXTRACTOR} {current_version()}",
    }


def _cells(rows: Iterable[Row], panel: Panel) -> Iterable[list[dict[str, Any]]]:
    """Each row as cells: what kind of thing each holds decides how it is written."""
    for row in rows:
        yield [
            {"key": key, "heading": heading, "value": _shown(key, row[key])}
            for key, heading in panel.columns
        ]


def _shown(key: str, value: Any) -> Any:
    if isinstance(value, timedelta):
        return say_duration(value)
    if value is None:
        return ""
    return name_of(key, value) if key in NAMES else value


def in_english(words: Words) -> str:
    """A download reads the same whoever fetches it."""
    with translation.override("en"):
        return str(words)


def _refuse(
    request: HttpRequest, site: AdminSite, form: FilterForm
) -> HttpResponseBase:
    """The form again, each error beside its field, and no figure."""
    context = site.each_context(request) | {"title": _("Dashboard"), "form": form}
    return TemplateResponse(
        request, "dashboard/dashboard.html", context, status=UNPROCESSABLE
    )


def _context(request: HttpRequest, site: AdminSite, chosen: Filter) -> dict[str, Any]:
    outlet = f"&outlet={chosen.outlet.pk}" if chosen.outlet else ""
    return site.each_context(request) | {
        "chosen": chosen,
        "as_of": timezone.now(),
        "spans": [
            (days, f"?days={days}{outlet}", days == chosen.days) for days in DAYS
        ],
    }
