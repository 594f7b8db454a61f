"""A web page as received, to the article's text and what the page says of itself."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

import trafilatura
from django.utils.translation import gettext as _
from trafilatura.settings import Document

from claims.ingest.refusals import SourceRefused

HTML_ENDINGS = {".html", ".htm", ".xhtml"}
FIRST_TAG = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--|<(?:!doctype\s+html|html|head|body|article"
    r"|main|div|section|p|h1|meta|title|script|style)\b)",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang=[\"']?([a-zA-Z]{2,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    title: str
    outlet: str
    url: str
    language: str
    published_on: date | None


def looks_like_html(text: str, name: str = "") -> bool:
    if PurePath(name).suffix.lower() in HTML_ENDINGS:
        return True
    return FIRST_TAG.match(text) is not None


def read_page(html: str) -> Page:
    """The article, one line a paragraph; raises SourceRefused when there is none."""
    document = find_article(html, fast=True) or find_article(html, fast=False)
    if document is None:
        raise SourceRefused(
            "no_article",
            "text",
            _("is HTML without an article in it. Send the article's text instead."),
        )
    return Page(
        text=(document.text or "").strip(),
        title=document.title or "",
        outlet=(document.sitename or document.hostname or "")[:200],
        url=(document.url or "")[:2000],
        language=language_in(html),
        published_on=day_of(document.date),
    )


def find_article(html: str, *, fast: bool) -> Document | None:
    """None when nothing is found. The fast way leaves out other libraries' second
    opinions, which are worse more often than better."""
    document = trafilatura.bare_extraction(
        html, include_comments=False, with_metadata=True, fast=fast
    )
    if isinstance(document, Document) and (document.text or "").strip():
        return document
    return None


def language_in(html: str) -> str:
    found = LANGUAGE.search(html[:20_000])
    return found[1].lower() if found else ""


def day_of(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
