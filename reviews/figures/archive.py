"""All panels in one file: a table for each, and a manifest that says what they are."""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from reviews.figures.exports import Row, csv_lines, plain

MANIFEST: Final = "manifest.json"


class _Sink:
    """What ``ZipFile`` writes, until it is sent on. It cannot be rewound."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.waiting.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        sent = b"".join(self.waiting)
        self.waiting.clear()
        return sent


def archive_panels(
    panels: Iterable[tuple[str, str, Iterable[Row], list[str]]],
    head: Mapping[str, Any],
) -> Iterator[bytes]:
    """The bytes of a ZIP, while the rows are read. ``panels`` are the name, the
    definition, the rows and the columns of each; ``head`` stands before them in the
    manifest, which comes last, as it says how each file turned out."""
    sink = _Sink()
    told = []
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # writes and flushes, and that is all it needs
        for name, definition, rows, columns in panels:
            counted, digest = -1, sha256()  # the first line is no row
            with archive.open(f"{name}.csv", "w", force_zip64=True) as entry:
                for line in csv_lines(rows, columns):
                    piece = line.encode()
                    digest.update(piece)
                    entry.write(piece)
                    counted += 1
                    if sink.waiting:
                        yield sink.taken()
            told.append(
                {
                    "file": f"{name}.csv",
                    "panel": name,
                    "definition": definition,
                    "rows": counted,
                    "sha256": digest.hexdigest(),
                }
            )
        manifest = {**head, "files": told}
        archive.writestr(
            MANIFEST,
            json.dumps(manifest, default=plain, ensure_ascii=False, indent=1) + "\n",
        )
    yield sink.taken()
