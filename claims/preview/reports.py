"""Files as they are judged: each with what was found in it, and pairs of places."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claims.extracting import read
from claims.extraction import Extracted, Finding
from claims.ingest.entrance import (
    decode,
    read_bytes,
    refuse_characters,
    refuse_wordless,
)
from claims.ingest.pages import looks_like_html, read_page
from claims.matching.same.pairs import Answer, Judgement


@dataclass(frozen=True)
class Report:
    """One file, read and judged. ``text`` is what its offsets count in: the file as
    decoded, or the article where the file is HTML."""

    path: Path
    text: str
    extracted: Extracted
    from_html: bool = False


@dataclass(frozen=True)
class Place:
    """One finding in one of the reports."""

    report: Report
    finding: Finding

    def as_json(self) -> dict[str, Any]:
        finding = self.finding
        spans = {"start": finding.start, "end": finding.end, "quote": finding.quote}
        return {"path": str(self.report.path), **spans}


@dataclass(frozen=True)
class Pair:
    """Two places that say the same, or may."""

    left: Place
    right: Place
    judgement: Judgement

    @property
    def is_same(self) -> bool:
        return self.judgement.answer == Answer.SAME


def read_report(path: Path, *, published_on: date | None = None) -> Report:
    """Raises ``SourceRefused``."""
    text = decode(read_bytes(path))
    refuse_characters(text)
    from_html = looks_like_html(text, path.name)
    if from_html:
        page = read_page(text)
        text, published_on = page.text, published_on or page.published_on
    refuse_wordless(text)
    return Report(path, text, read(text, published_on=published_on), from_html)
