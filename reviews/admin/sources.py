"""The page of one Source: read it, put back what the machine left out, file more."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.translation import gettext as _

from claims.models import Source
from reviews.admin.evidence import wish_in
from reviews.admin.people import person_of, see_other
from reviews.admin.subject import Attempt, claim_link, render, texts_in
from reviews.desk.picking import pick, read_offset, snapped
from reviews.desk.sentences import Cut
from reviews.desk.source_text import begin_near, read_source
from reviews.moves import FILING
from reviews.workflow import MoveRefused, file_claim


def show_source(request: HttpRequest, source: int, *, site: AdminSite) -> HttpResponse:
    person = person_of(request)
    if not person.has_perm("claims.view_source"):
        raise PermissionDenied
    sources = Source.objects.select_related(
        "outlet", "received_by", "supersedes", "superseded_by", "link_check"
    ).defer("original", "supersedes__text", "superseded_by__text")
    shown = get_object_or_404(sources, pk=source)
    may_file = person.has_perm(FILING.permission)
    if request.method == "POST":
        return file_place(request, shown, site)
    if may_file and "pick" in request.GET:
        return show_filing(request, shown, site, Attempt())
    begins = read_offset(request.GET.get("from", "")) or 0
    if (near := read_offset(request.GET.get("near", ""))) is not None:
        begins = begin_near(shown.text, near)
    return render(
        request,
        "source",
        site,
        title=_("Source: %(title)s") % {"title": shown.title},
        attempt=Attempt(),
        source=shown,
        page=read_source(shown, begins=begins),
        may_file=may_file,
    )


def file_place(request: HttpRequest, source: Source, site: AdminSite) -> HttpResponse:
    """File the place as a claim; or, while it is still being picked, show it again."""
    typed = texts_in(request.POST, "text", "reason", "from")
    if "save" not in request.POST:
        return show_filing(request, source, site, Attempt(typed=typed))
    try:
        claim = file_typed(request, source, typed)
    except MoveRefused as refusal:
        tried = Attempt(verb=FILING.verb, typed=typed, refusal=refusal)
        return show_filing(request, source, site, tried)
    said = _("Filed as {claim}: it waits in the queue.")
    messages.success(request, format_html(said, claim=claim_link(claim)))
    return see_other("admin:desk_source", source.pk, query={"from": typed["from"]})


def file_typed(request: HttpRequest, source: Source, typed: Mapping[str, str]) -> int:
    """The new claim; raises MoveRefused."""
    place = snapped(source, wish_in(request).place) or Cut(0, 0)
    moved = file_claim(
        source.pk,
        place.start,
        place.end,
        actor=person_of(request),
        text=typed["text"] or None,
        reason=typed["reason"],
    )
    return moved.claim


def show_filing(
    request: HttpRequest, source: Source, site: AdminSite, tried: Attempt
) -> HttpResponse:
    if not person_of(request).has_perm(FILING.permission):
        raise PermissionDenied
    wish = wish_in(request)
    return render(
        request,
        "source_file",
        site,
        title=_("File a sentence as a claim"),
        attempt=tried,
        source=source,
        picking=pick(source, wish),
        words=wish.words,
        way=wish.way,
        other=tried.refusal.words.get("other") if tried.refusal else None,
    )
