"""Rows as CSV or JSON, sent while they are read: an export is never held whole."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.http import StreamingHttpResponse
from django.utils import timezone

Row = Mapping[str, Any]

FORMATS: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
CHUNK: Final = 64 * 1024
# A spreadsheet takes a cell that starts so for a formula.
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


def export_rows(
    rows: Iterable[Row],
    columns: Sequence[str],
    *,
    kind: str,
    name: str,
    head: Mapping[str, Any],
) -> StreamingHttpResponse:
    """A download of ``rows``. ``kind`` is a key of ``FORMATS``; ``head`` says what
    they are and stands before ``results`` in JSON."""
    lines = csv_lines(rows, columns) if kind == "csv" else _json(rows, columns, head)
    return StreamingHttpResponse(
        _in_chunks(lines),
        content_type=FORMATS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )


def plain(value: Any) -> Any:
    """Times as ISO 8601 with offset, durations as whole seconds, hashes as hex."""
    match value:
        case datetime():
            zone = timezone.get_default_timezone()
            return timezone.localtime(value, zone).isoformat()
        case date():
            return value.isoformat()
        case timedelta():
            return int(value.total_seconds())
        case bytes() | memoryview():
            return bytes(value).hex()
        case _:
            return value


def _cell(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return f"'{value}"
    return value


def csv_lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """The headings, then a line for each row."""
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(columns)
    for row in rows:
        yield line.getvalue()
        line.seek(0)
        line.truncate()
        writer.writerow([_cell(row[column]) for column in columns])
    yield line.getvalue()


def _json(
    rows: Iterable[Row], columns: Sequence[str], head: Mapping[str, Any]
) -> Iterator[str]:
    yield json.dumps({**head, "results": []}, default=plain).removesuffix("]}")
    before = "\n"
    for row in rows:
        yield before + json.dumps({name: plain(row[name]) for name in columns})
        before = ",\n"
    yield "]}\n"


def _in_chunks(lines: Iterable[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= CHUNK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()
