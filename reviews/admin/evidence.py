"""Adding evidence: a stored Source, or one that comes in now; then the place in it."""

from typing import Final

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from claims.beside import Beside, read_beside
from claims.ingest.entrance import SourceRefused
from claims.ingest.forms import SourceForm, take_in
from claims.models import Mention, Outlet, Source, Wording
from claims.places import PlaceRefused, read_place
from reviews.admin.people import person_of, see_other
from reviews.admin.subject import (
    Attempt,
    Subject,
    attempt,
    quotes_of,
    render,
    subject_of,
    texts_in,
)
from reviews.desk.picking import (
    Wish,
    pick,
    place_in,
    read_offset,
    search_sources,
    snapped,
)
from reviews.desk.sentences import Cut
from reviews.desk.typed import number_in
from reviews.given import Given

ADD: Final = "claims.add_source"
UNPROCESSABLE: Final = 422
OUTLETS_AT_MOST: Final = 500


def show_evidence(request: HttpRequest, claim: int, *, site: AdminSite) -> HttpResponse:
    subject = subject_of(request, claim)
    if request.method == "POST" and "bring" in request.POST:
        return bring_in(request, subject, site)
    asked = request.POST if request.method == "POST" else request.GET
    if source := number_in(asked.get("source", "")):
        return show_place(request, subject, source, site)
    return show_sources(request, subject, site)


def show_sources(
    request: HttpRequest,
    subject: Subject,
    site: AdminSite,
    *,
    form: SourceForm | None = None,
) -> HttpResponse:
    words, outlet = (
        request.GET.get(name, "").replace("\x00", "").strip()
        for name in ("q", "outlet")
    )
    claim = subject.claim
    known = set(claim.mentions.values_list("source", flat=True))
    response = render(
        request,
        "correct_evidence",
        site,
        title=_("Add evidence to claim %(number)d") % {"number": claim.pk},
        subject=subject,
        attempt=Attempt(),
        sources=search_sources(known, words=words, outlet=outlet),
        known=known,
        words=words,
        outlet=outlet,
        outlets=Outlet.objects.order_by("name").values_list("name", flat=True)[
            :OUTLETS_AT_MOST
        ],
        form=form or SourceForm(),
        may_add=person_of(request).has_perm(ADD),
    )
    if form is not None:
        response.status_code = UNPROCESSABLE
    return response


def bring_in(request: HttpRequest, subject: Subject, site: AdminSite) -> HttpResponse:
    """Store what was pasted or uploaded, and go on to picking a place in it."""
    person = person_of(request)
    if not person.has_perm(ADD):
        raise PermissionDenied
    form = SourceForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_sources(request, subject, site, form=form)
    try:
        source, created = take_in(form.cleaned_data, person)
    except SourceRefused as refusal:
        form.refuse(refusal)
        return show_sources(request, subject, site, form=form)
    if created:
        messages.success(request, _("Stored. Now pick the sentence."))
    else:
        messages.info(request, _("This text was here already. Pick the sentence."))
    query = {"source": str(source.pk)}
    return see_other("admin:desk_evidence", subject.claim.pk, query=query)


def show_place(
    request: HttpRequest, subject: Subject, source_pk: int, site: AdminSite
) -> HttpResponse:
    """Pick the place; growing, shrinking and looking further are sent with the form,
    so that a reason once typed stays."""
    sources = Source.objects.select_related("outlet").defer("original")
    source = get_object_or_404(sources, pk=source_pk)
    tried = Attempt(typed={})
    wish = wish_in(request)
    if request.method == "POST":
        typed = texts_in(request.POST, "stance", "reason", "despite")
        tried = Attempt(typed=typed)
        if "save" in request.POST:
            place = snapped(source, wish.place) or Cut(0, 0)
            given: Given = {
                "source": source.pk,
                "start": place.start,
                "end": place.end,
                "stance": typed["stance"],
                "reason": typed["reason"],
                # Said of this place and of no other.
                "despite": typed["despite"] == place.value,
            }
            answer = attempt(request, subject, "link", typed, given)
            if not isinstance(answer, Attempt):
                return answer
            tried = answer
    wording = subject.claim.wording
    picking = pick(source, wish, about=wording.text)
    return render(
        request,
        "correct_place",
        site,
        title=_("Add evidence to claim %(number)d") % {"number": subject.claim.pk},
        subject=subject,
        attempt=tried,
        source=source,
        picking=picking,
        picked=picking.place.value if picking.place else "",
        beside=beside_of(wording, source, picking.place),
        words=wish.words,
        way=wish.way,
        quotes=quotes_of(subject),
        stances=Mention.Stance.values,
    )


def beside_of(wording: Wording, source: Source, place: Cut | None) -> Beside | None:
    """How the machine reads the chosen place; None where there is nothing to read."""
    if place is None:
        return None
    try:
        return read_beside(wording, read_place(source.pk, place.start, place.end))
    except PlaceRefused:
        return None


def wish_in(request: HttpRequest) -> Wish:
    """What was asked for: ``start`` and ``end`` in an address, ``place`` in a form."""
    asked = request.POST if request.method == "POST" else request.GET
    place = place_in(asked.get("place", ""))
    if place is None and "start" in asked:
        place = place_in(f"{asked['start']}-{asked.get('end', '')}")
    at = read_offset(asked.get("at", ""))
    return Wish(
        words=asked.get("q", "").replace("\x00", "").strip()[:200],
        at=at,
        place=place if at is None else None,
        way=asked.get("step", ""),
    )
