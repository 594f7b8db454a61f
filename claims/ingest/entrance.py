"""The one way a Source comes in: text, bytes or a file, checked and stored once."""

import re
from contextlib import suppress
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack
from unicodedata import normalize

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.extraction.page.outlets import find_outlet, host_of
from claims.extraction.page.reading import INVISIBLE
from claims.extraction.page.titles import find_title
from claims.ingest.fetching import split
from claims.ingest.keeping import keep_source
from claims.ingest.pages import looks_like_html, read_page
from claims.ingest.refusals import SourceRefused
from claims.models import Outlet, Source
from factcheck.formats import grouped

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["About", "SourceRefused", "ingest_bytes", "ingest_file", "ingest_text"]

TITLE_LENGTH = 120
# Longer than any word of any language; chemistry aside.
LONGEST_WORD = 1000

# Tab, line feed, vertical tab, form feed, carriage return and next line are layout.
CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Controls, and marks that hide, part or turn round what is written; joiners and the
# marks of a direction belong to some scripts.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u180e\u200b\u202a-\u202e"
    "\u2060-\u206f\ufeff]"
)
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
BINARY_STARTS = (
    b"%PDF",
    b"{\\rtf",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"MZ\x90",
    b"Rar!",
    b"7z\xbc\xaf",
)
UTF16_STARTS = (b"\xff\xfe", b"\xfe\xff")
FIRST_NEWSPAPER = date(1605, 1, 1)
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\Z")
ENDLESS_WORD = re.compile(rf"\S{{{LONGEST_WORD},}}")
# Scripts without blanks between words end their sentences with these.
SENTENCE_SIGN = re.compile("[\u3002\uff01\uff1f\u0964\u061f\u06d4]")
LETTER = re.compile(r"[^\W\d_]")


class About(TypedDict, total=False):
    """What is known of a Source besides its text. All of it may be left out."""

    outlet: str
    title: str
    url: str
    kind: str
    language: str
    published_on: date | None
    received_by: "User | None"
    supersedes: int | None


def ingest_file(path: Path, **about: Unpack[About]) -> tuple[Source, bool]:
    """Ingest one file; raises SourceRefused, also when it cannot be read."""
    return ingest_bytes(read_bytes(path), name=path.name, **about)


def read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > settings.MAX_SOURCE_BYTES:
            refuse_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as problem:
        raise SourceRefused(
            "unreadable",
            "file",
            _("cannot be read (%(problem)s). Check its path.")
            % {"problem": problem.strerror},
        ) from problem


def ingest_bytes(
    content: bytes, *, name: str = "", **about: Unpack[About]
) -> tuple[Source, bool]:
    """Ingest a file's bytes; HTML is told by the name's ending or by its first tag."""
    text = decode(content)
    if looks_like_html(text, name):
        return ingest_page(text, content, about)
    return keep(text, about)


def decode(content: bytes) -> str:
    """The text of a file, newlines untouched; raises SourceRefused."""
    refuse_size(len(content))
    if not content.strip():
        raise SourceRefused(
            "empty", "file", _("is empty. Send a file with text in it.")
        )
    if content.startswith(UTF16_STARTS):
        raise SourceRefused(
            "wrong_encoding", "file", _("is UTF-16, from byte 0. Save it as UTF-8.")
        )
    if is_binary(content):
        raise SourceRefused(
            "binary",
            "file",
            _("is not text. Send plain text or HTML, saved as UTF-8."),
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        bom = 3 if content.startswith(b"\xef\xbb\xbf") else 0
        raise SourceRefused(
            "wrong_encoding",
            "file",
            _("is not UTF-8, from byte %(at)d. Save it as UTF-8.")
            % {"at": problem.start + bom},
        ) from problem


def ingest_text(text: str, **about: Unpack[About]) -> tuple[Source, bool]:
    """Ingest text as it is; a text that begins with a tag is read as HTML.

    Returns the Source and whether it is new: the same text is one Source."""
    text = text.removeprefix("\ufeff")
    try:
        content = text.encode()
    except UnicodeEncodeError as problem:
        raise SourceRefused(
            "lone_surrogate",
            "text",
            _(
                "holds half a character at position %(at)d. Send it again, encoded as "
                "UTF-8."
            )
            % {"at": problem.start},
        ) from problem
    refuse_size(len(content))
    if looks_like_html(text):
        return ingest_page(text, content, about)
    return keep(text, about)


def ingest_page(text: str, content: bytes, about: About) -> tuple[Source, bool]:
    refuse_characters(text)
    page = read_page(text)
    known = About(
        outlet=page.outlet,
        title=page.title,
        language=page.language,
        published_on=page.published_on,
    )
    with suppress(SourceRefused):
        split(page.url)
        known["url"] = page.url
    if about.get("supersedes"):
        # Its outlet is known better than the page names it.
        del known["outlet"]
    # What somebody said about it counts more than what the page says.
    given = {key: value for key, value in about.items() if value}
    return keep(page.text, known | given, original=content)  # type: ignore[arg-type]  # mypy loses the TypedDict in a comprehension


def keep(
    text: str, about: About, *, original: bytes | None = None
) -> tuple[Source, bool]:
    refuse_characters(text)
    refuse_wordless(text)
    refuse_day(about.get("published_on"))
    refuse_language(about.get("language"))
    if url := about.get("url"):
        split(url)
    source = Source(
        title=title_of(text, about),
        text=text,
        text_sha256=sha256(text.encode()).digest(),
        original=original,
        kind=about.get("kind") or "",
        url=about.get("url") or "",
        language=about.get("language") or "",
        published_on=about.get("published_on"),
        received_by=about.get("received_by"),
    )
    return keep_source(
        source, outlet=outlet_of(text, about), supersedes=about.get("supersedes")
    )


def title_of(text: str, about: About) -> str:
    given = seen_line(about.get("title") or "")
    if given:
        return shorten(given, 300)
    return shorten(find_title(text, about.get("language") or ""), TITLE_LENGTH)


def outlet_of(text: str, about: About) -> str:
    """The name given; else what the address or the text itself says."""
    name = seen_line(about.get("outlet") or "")
    name = name or named_by(host_of(about.get("url") or "") or find_outlet(text))
    if len(name) > 200:
        raise SourceRefused(
            "outlet_too_long",
            "outlet",
            _("has %(length)d characters. Shorten it to 200.") % {"length": len(name)},
        )
    return name


def seen_line(text: str) -> str:
    """One line of what people see of a name, so that one name is one outlet; "" where
    they see nothing."""
    line = " ".join(UNSEEN.sub("", normalize("NFC", text)).split())
    return line if any(char.isprintable() for char in line) else ""


def named_by(told: str) -> str:
    """The outlet with this name or domain, however it is written; else a new name."""
    if not told:
        return Outlet.UNKNOWN
    known = Outlet.objects.filter(Q(domain__iexact=told) | Q(name__iexact=told))
    return known.values_list("name", flat=True).first() or told


def shorten(line: str, length: int) -> str:
    line = " ".join(line[: length * 4].split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    at = cut.rfind(" ")
    return f"{cut[:at] if at > length // 2 else cut}…"


def is_binary(content: bytes) -> bool:
    if content.startswith(BINARY_STARTS):
        return True
    sample = content[:8192]
    return len(BINARY.findall(sample)) > len(sample) * 0.05


def refuse_size(size: int) -> None:
    if size > settings.MAX_SOURCE_BYTES:
        raise SourceRefused(
            "too_large",
            "text",
            _(
                "has %(size)s bytes, %(most)s are allowed. Split it or send the part "
                "that matters."
            )
            % {"size": grouped(size), "most": grouped(settings.MAX_SOURCE_BYTES)},
        )


def refuse_day(day: date | None) -> None:
    if day and day < FIRST_NEWSPAPER:
        raise SourceRefused(
            "too_early",
            "published_on",
            _("there was no press on %(day)s. Check the year.") % {"day": day},
        )
    # Tomorrow has begun somewhere.
    if day and day > timezone.now().date() + timedelta(days=1):
        raise SourceRefused(
            "in_future", "published_on", _("is in the future. Check the year.")
        )


def refuse_language(code: str | None) -> None:
    if code and not LANGUAGE_CODE.match(code):
        raise SourceRefused(
            "wrong_language",
            "language",
            _("is no language code. Write one such as en or pt-BR."),
        )


def refuse_characters(text: str) -> None:
    if (at := text.find("\0")) >= 0:
        raise SourceRefused(
            "nul_character",
            "text",
            _("holds a NUL character at position %(at)d. Remove it.") % {"at": at},
        )
    if found := CONTROL.search(text):
        raise SourceRefused(
            "control_character",
            "text",
            _(
                "holds the control character %(sign)s at position %(at)d. Remove it, "
                "or save the text as UTF-8."
            )
            % {"sign": f"U+{ord(found.group()):04X}", "at": found.start()},
        )


def refuse_wordless(text: str) -> None:
    visible = INVISIBLE.sub("", text).strip()
    if not visible:
        raise SourceRefused(
            "empty", "text", _("is empty. Send the text to be checked.")
        )
    if not LETTER.search(visible):
        raise SourceRefused(
            "no_sentences",
            "text",
            _("holds no words. Send sentences to be checked."),
        )
    if SENTENCE_SIGN.search(visible):
        return
    rest = ENDLESS_WORD.sub("", visible)
    if len(rest) < len(visible) and len(rest.split()) < 3:
        raise SourceRefused(
            "no_sentences",
            "text",
            _("is one word of %(length)s characters. Send sentences to be checked.")
            % {"length": grouped(len(visible))},
        )
