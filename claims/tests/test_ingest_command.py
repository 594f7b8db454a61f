"""``manage.py ingest``: every file answered for, one bad file stops no other."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.extracting import run
from claims.models import Extraction, Source
from claims.tests.reports import FLOOD

pytestmark = pytest.mark.django_db


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def ingest(*arguments: str | Path) -> tuple[str, str, str]:
    """Standard output, standard error and the error that sets the exit code."""
    out, err = StringIO(), StringIO()
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as problem:
        return out.getvalue(), err.getvalue(), str(problem)
    return out.getvalue(), err.getvalue(), ""


def test_folders_are_searched_and_a_summary_is_printed(tmp_path: Path) -> None:
    first = write(tmp_path, "a.txt", FLOOD)
    write(tmp_path, "deep/b.txt", "The dam at Arlen held.")
    write(tmp_path, "c.pdf", b"%PDF")

    out, err, problem = ingest(tmp_path, first, "--outlet", "The Lantern")

    assert out == "3 ingested (2 new, 1 known), 0 refused.\n"
    assert problem == ""
    assert err.splitlines()[-1] == f"3/3 {first}"
    assert {each.outlet.name for each in Source.objects.all()} == {"The Lantern"}


def test_one_bad_file_stops_no_other_and_sets_the_exit_code(tmp_path: Path) -> None:
    bad = write(tmp_path, "a.txt", b"\xff\xff\xff")
    good = write(tmp_path, "b.txt", FLOOD)

    out, _, problem = ingest(tmp_path, "--json")

    summary = json.loads(out)
    assert summary == {
        "ingested": [
            {
                "path": str(good),
                "source": Source.objects.get().pk,
                "created": True,
                "title": "River Arl floods the old town",
                "outlet": "Unknown outlet",
            }
        ],
        "failed": [
            {
                "path": str(bad),
                "code": "wrong_encoding",
                "reason": "file: is not UTF-8, from byte 0. Save it as UTF-8.",
            }
        ],
    }
    assert str(bad) in problem


def test_waiting_says_how_many_claims_were_found(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", FLOOD)
    ingest(path)
    run(Extraction.objects.get().pk)

    out, _, problem = ingest(path, "--wait", "--json")

    assert problem == ""
    summary = json.loads(out)
    assert (summary["claims"], summary["still_extracting"]) == (3, 0)
    assert summary["extraction_failed"] == []


def test_a_failed_extraction_is_reported_and_sets_the_exit_code(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", FLOOD)
    ingest(path)
    Extraction.objects.update(status="failed", error="ValueError: no such luck")

    _, err, problem = ingest(path, "--wait")

    assert "ValueError: no such luck" in err
    assert problem == "Not every extraction succeeded."
