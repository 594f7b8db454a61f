"""Made-up reports for the tests of this app."""

from claims.extracting import begin, run
from claims.extraction import extract
from claims.extraction.worth.worth_model import Way
from claims.filings import Found
from claims.ingest.entrance import ingest_text
from claims.models import Extraction, Source

FLOOD = """\
River Arl floods the old town

By Mona Reed

4,200 homes were flooded in Arlen on Monday after the River Arl broke its banks.

"The dam held through the night," Mayor Tessa Brandt said.

The town council will spend at least €2.5 million on new pumps, according to the
council's treasurer.
"""


def extracted(text: str, *, outlet: str = "The Lantern") -> Source:
    """A Source whose extraction has run."""
    source, _ = ingest_text(text, outlet=outlet)
    run(Extraction.objects.get(source=source).pk)
    return source


def begun(text: str, *, outlet: str = "The Lantern") -> Found:
    """What the extraction of a Source found, ready to be stored."""
    source, _ = ingest_text(text, outlet=outlet)
    work = begin(Extraction.objects.get(source=source).pk)
    assert work is not None
    return Found(work.extraction_pk, work.lease_no, extract(text, way=Way.LETTERS))
