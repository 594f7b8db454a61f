"""The pages on which people correct the machine: words, and what is stated where."""

from operator import attrgetter

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from claims.models import Mention
from reviews.admin.evidence import show_evidence
from reviews.admin.people import person_of
from reviews.admin.sources import show_source
from reviews.admin.subject import (
    LONG,
    Attempt,
    Subject,
    attempt,
    quotes_of,
    render,
    subject_of,
    texts_in,
)
from reviews.desk.sentences import halve
from reviews.desk.typed import number_in
from reviews.given import Given
from reviews.stances import find_standings, with_said

OTHERS_AT_MOST = 200


def correction_paths(site: AdminSite) -> list[URLPattern]:
    """The routes ``admin:desk_evidence``, ``desk_reword``, ``desk_split``,
    ``desk_mention`` and ``desk_source``."""
    pages = (
        ("claim/<int:claim>/evidence/", show_evidence, "desk_evidence"),
        ("claim/<int:claim>/reword/", show_reword, "desk_reword"),
        ("claim/<int:claim>/split/", show_split, "desk_split"),
        ("claim/<int:claim>/mention/<int:mention>/", show_mention, "desk_mention"),
        ("source/<int:source>/", show_source, "desk_source"),
    )
    return [
        path(route, site.admin_view(view), {"site": site}, name=name)
        for route, view, name in pages
    ]


def show_reword(request: HttpRequest, claim: int, *, site: AdminSite) -> HttpResponse:
    subject = subject_of(request, claim)
    tried = Attempt(typed={"text": subject.claim.wording.text})
    if request.method == "POST":
        typed = texts_in(request.POST, "text", "reason")
        given: Given = {"text": typed["text"], "reason": typed["reason"]}
        answer = attempt(request, subject, "reword", typed, given)
        if not isinstance(answer, Attempt):
            return answer
        tried = answer
    return render(
        request,
        "correct_reword",
        site,
        title=_("Reword claim %(number)d") % {"number": claim},
        subject=subject,
        attempt=tried,
        quotes=quotes_of(subject),
    )


def show_split(request: HttpRequest, claim: int, *, site: AdminSite) -> HttpResponse:
    subject = subject_of(request, claim)
    one, other = halve(subject.claim.wording.text)
    tried = Attempt(typed={"text": one, "other": other})
    if request.method == "POST":
        typed = texts_in(request.POST, "text", "other", "reason")
        given: Given = {
            "text": typed["text"],
            "other": typed["other"],
            "reason": typed["reason"],
        }
        answer = attempt(request, subject, "split", typed, given)
        if not isinstance(answer, Attempt):
            return answer
        tried = answer
    return render(
        request,
        "correct_split",
        site,
        title=_("Split claim %(number)d in two") % {"number": claim},
        subject=subject,
        attempt=tried,
        quotes=quotes_of(subject),
    )


def show_mention(
    request: HttpRequest, claim: int, mention: int, *, site: AdminSite
) -> HttpResponse:
    subject = subject_of(request, claim)
    tried = Attempt()
    if request.method == "POST":
        typed = texts_in(request.POST, "verb", "reason", "stance", "same_as", "despite")
        answer = correct_mention(request, subject, mention, typed)
        if not isinstance(answer, Attempt):
            return answer
        tried = answer
    mentions = Mention.objects.select_related("source__outlet", "origin").defer(*LONG)
    said = with_said(mentions, person_of(request))
    shown = get_object_or_404(said, pk=mention, claim=claim)
    others = list(
        mentions.filter(claim=claim).exclude(pk=mention).order_by("pk")[:OTHERS_AT_MOST]
    )
    every = sorted([*others, shown], key=attrgetter("pk"))
    same = [each for each in others if each.origin_id == shown.origin_id]
    return render(
        request,
        "correct_mention",
        site,
        title=_("Correct a mention of claim %(number)d") % {"number": claim},
        subject=subject,
        attempt=tried,
        mention=shown,
        beside=find_standings(subject.claim.wording, every)[shown.pk],
        others=others,
        same_voice=same,
        other_voices=[each for each in others if each.origin_id != shown.origin_id],
        stances=Mention.Stance.values,
    )


def correct_mention(
    request: HttpRequest, subject: Subject, mention: int, typed: dict[str, str]
) -> HttpResponse | Attempt:
    """Make the one of the page's three moves that was sent."""
    given: Given = {"mention": mention, "reason": typed["reason"]}
    verb = typed["verb"]
    if verb == "mark":
        given["stance"] = typed["stance"]
        given["despite"] = typed["despite"] == "yes"
    elif verb == "regroup":
        if typed["same_as"] != "own":
            given["same_as"] = number_in(typed["same_as"])
    else:
        verb = "unlink"
    return attempt(request, subject, verb, typed, given)
