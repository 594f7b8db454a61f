"""Reports of one event, sentence by sentence, with a label for every pair of them.

Own reports stand in benchmarks/same_event/*.txt: each sentence after the names of the
facts that it states. Two that share a name state the same claim; a name with "?" is
shared in part only, and such a pair counts for nothing. Of published reports there
are only offsets, and the hash of the text they count in."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations, product
from pathlib import Path
from typing import Any

from benchmarks.quality import find, read_rows

FOLDER = Path(__file__).with_name("same_event")
PUBLISHED = FOLDER / "published.jsonl"
HASH_LENGTH = 16

SAME, PARTLY, DIFFERENT = 1, -1, 0


@dataclass(frozen=True)
class Report:
    language: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """``labels`` maps two sentences of two reports, (report, sentence, report,
    sentence), to SAME or PARTLY; all others are DIFFERENT."""

    name: str
    reports: tuple[Report, ...]
    labels: dict[tuple[int, int, int, int], int]
    published: bool = False

    def pairs(self) -> Iterator[tuple[tuple[int, int, int, int], int]]:
        for (one, ours), (other, theirs) in combinations(enumerate(self.reports), 2):
            sizes = (range(len(ours.sentences)), range(len(theirs.sentences)))
            for at, beside in product(*sizes):
                key = (one, at, other, beside)
                yield key, self.labels.get(key, DIFFERENT)


def read_events(data: Path | None = None) -> list[Event]:
    """The own events and, where ``data`` holds their texts, the published ones."""
    own = [read_own(path) for path in sorted(FOLDER.glob("*.txt"))]
    return own + (read_published(data) if data else [])


def read_own(path: Path) -> Event:
    languages: list[str] = []
    sentences: list[list[str]] = []
    facts: list[list[set[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            languages.append(line.split(" | ")[1])
            sentences.append([])
            facts.append([])
        elif line:
            names, _, text = line.partition(": ")
            sentences[-1].append(text)
            facts[-1].append({name for name in names.split() if name != "-"})
    reports = tuple(
        Report(language, tuple(lines))
        for language, lines in zip(languages, sentences, strict=True)
    )
    event = Event(path.stem, reports, {})
    for (one, at, other, beside), _ in event.pairs():
        label = compare_facts(facts[one][at], facts[other][beside])
        if label != DIFFERENT:
            event.labels[one, at, other, beside] = label
    return event


def compare_facts(ours: set[str], theirs: set[str]) -> int:
    if any(not name.endswith("?") for name in ours & theirs):
        return SAME
    bare = {name.rstrip("?") for name in ours} & {name.rstrip("?") for name in theirs}
    return PARTLY if bare else DIFFERENT


def read_published(data: Path) -> list[Event]:
    """Events of which any report is not in ``data`` are left out."""
    labelled = list(read_rows(PUBLISHED))
    wanted = {report["file"] for row in labelled for report in row["reports"]}
    texts = {
        hash_text(row["text"]): row["text"]
        for prefix in sorted(wanted)
        for path in find(data, Path(prefix).name)
        for row in read_rows(path)
    }
    return [
        cut_event(row, texts)
        for row in labelled
        if all(report["sha256"] in texts for report in row["reports"])
    ]


def cut_event(row: dict[str, Any], texts: dict[str, str]) -> Event:
    reports = tuple(
        Report(
            report["language"],
            tuple(
                " ".join(texts[report["sha256"]][start:end].split())
                for start, end in report["sentences"]
            ),
        )
        for report in row["reports"]
    )
    labels = {
        place(pair): label
        for name, label in (("same", SAME), ("maybe", PARTLY))
        for pair in row[name]
    }
    return Event(row["event"], reports, labels, published=True)


def place(pair: list[str]) -> tuple[int, int, int, int]:
    """``["A2", "B10"]``: the third sentence of the first report, the eleventh of the
    second."""
    one, other = sorted(pair, key=lambda name: name[0])
    return ord(one[0]) - 65, int(one[1:]), ord(other[0]) - 65, int(other[1:])


def hash_text(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:HASH_LENGTH]
