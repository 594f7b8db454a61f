"""Matching: the checked claim a post is about, and meaning across languages.

The fine encoder needs 45 ms a text, so that its vectors are kept in a file of the
system's folder for temporary files; the first run over an archive takes minutes."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from benchmarks.quality import Line, Task, find, read_rows
from claims.encoders import encode_meaning
from claims.fine_encoder import Kind, load_fine_encoder, readable
from claims.matching.retrieval import (
    CANDIDATES,
    CLAIM_READ_AS,
    Queries,
    join,
    rank,
    read_post,
)

KEPT = Path(gettempdir()) / "factcheck-quality-vectors.sqlite"
AT_ONCE = 100
CUTOFF = 5

# Posts are collected with their text printed twice or three times.
REPEATED = re.compile(r"^(.{20,}?)(?:\s+\1)+(?:\s+None)?\s*$", re.DOTALL)
NONE = re.compile(r"\s+None\s*$")

Vectors = NDArray[np.float32]


def read_once(text: str) -> str:
    """A post as the product reads it, and once."""
    text = NONE.sub("", read_post(text))
    again = REPEATED.match(text)
    return again[1] if again else text


def encode_kept(texts: Sequence[str], kind: Kind) -> Vectors:
    """What the fine encoder gives, each text encoded only once on this machine."""
    with closing(sqlite3.connect(KEPT, timeout=60)) as store:
        store.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)"
        )
        rows = [
            row
            for at in range(0, len(texts), AT_ONCE)
            for row in encode_some(store, texts[at : at + AT_ONCE], kind)
        ]
    return np.array(rows, dtype=np.float32)


def encode_some(
    store: sqlite3.Connection, texts: Sequence[str], kind: Kind
) -> Iterator[NDArray[Any]]:
    encode = getattr(load_fine_encoder(), kind.value)
    for text in texts:
        text = readable(text)
        key = sha256(f"{kind.value}: {text}".encode()).digest()
        kept = store.execute("SELECT vector FROM vectors WHERE key = ?", [key])
        found = kept.fetchone()
        if found is None:
            found = (np.asarray(encode(text), dtype=np.float16).tobytes(),)
            store.execute("INSERT INTO vectors VALUES (?, ?)", [key, *found])
        yield np.frombuffer(found[0], dtype=np.float16)
    store.commit()


def places_of(
    queries: Sequence[str], archive: Sequence[str], wanted: Sequence[int]
) -> list[int]:
    """For each query the place, from 1, of the text it is about. They are asked one
    after the other, as the product is: from the first one, nothing is known."""
    asked, placed = Queries(), []
    for row in encode_kept(queries, Kind.QUERY):
        placed.append(asked.place(row))
        asked = asked.add(row)
    claims = join({kind: encode_kept(archive, kind) for kind in CLAIM_READ_AS})
    nearness = np.array(placed) @ claims.T
    places = []
    for query, near, right in zip(queries, nearness, wanted, strict=True):
        top = np.argsort(-near, kind="stable")
        first = [int(at) for at in top[:CANDIDATES]]
        order = rank(query, [archive[at] for at in first], [near[at] for at in first])
        ranked = [*(first[at] for at in order), *top[CANDIDATES:].tolist()]
        places.append(ranked.index(right) + 1)
    return places


def mean_reciprocal(places: Sequence[int], *, cutoff: int | None = None) -> float:
    return sum(
        1 / place for place in places if cutoff is None or place <= cutoff
    ) / len(places)


def score_archive(data: Path) -> list[Line]:
    claims = [row for path in find(data, "ct22_claims") for row in read_rows(path)]
    archive = [f"{row['title']}. {row['claim']}" for row in claims]
    numbers = {row["id"]: at for at, row in enumerate(claims)}
    lines = []
    for path in find(data, "ct22_"):
        if path.name.startswith(("ct22_claims", "ct22_train")):
            continue
        rows = [row for row in read_rows(path) if row["claim_id"] in numbers]
        queries = [read_once(row["query"]) for row in rows]
        wanted = [numbers[row["claim_id"]] for row in rows]
        name = path.name.partition(".")[0]
        figure = mean_reciprocal(places_of(queries, archive, wanted), cutoff=CUTOFF)
        lines.append(Line(f"{name}: MAP@5", figure, 0.80, 0.956, 0.93))
    return lines


def score_posts(data: Path) -> list[Line]:
    plain = {"de": (0.79, 0.87), "en": (0.74, 0.79)}
    lines = []
    for language, (baseline, target) in plain.items():
        for path in find(data, f"ct25_posts_{language}_"):
            if "train" in path.name:
                continue
            # The same post or claim twice is no second question.
            pairs = {
                read_once(row["post"]): " ".join(row["claim"].split())
                for row in read_rows(path)
            }
            archive = list(dict.fromkeys(pairs.values()))
            wanted = [archive.index(claim) for claim in pairs.values()]
            name = path.name.partition(".")[0]
            figure = mean_reciprocal(places_of(list(pairs), archive, wanted))
            lines.append(Line(f"{name}: MRR", figure, baseline, None, target))
    return lines


def score_sentences(data: Path) -> list[Line]:
    plain = {"sts_en_de": (0.34, 0.75), "sts_de_de": (0.67, None)}
    lines = []
    for name, (baseline, target) in plain.items():
        for path in find(data, f"{name}_"):
            rows = list(read_rows(path))
            ours = encode_meaning([row["a"] for row in rows])
            theirs = encode_meaning([row["b"] for row in rows])
            alike = (ours * theirs).sum(axis=1)
            figure = float(spearmanr(alike, [row["score"] for row in rows])[0])
            lines.append(Line(f"{name}: Spearman", figure, baseline, None, target))
    return lines


def score_translations(data: Path) -> list[Line]:
    lines = []
    for path in find(data, "tatoeba_"):
        rows = list(read_rows(path))
        alike = (
            encode_meaning([row["de"] for row in rows])
            @ encode_meaning([row["en"] for row in rows]).T
        )
        right = np.arange(len(rows))
        for way, found in (
            ("de to en", alike.argmax(axis=1)),
            ("en to de", alike.argmax(axis=0)),
        ):
            figure = float((found == right).mean())
            lines.append(Line(f"accuracy, {way}", figure, 0.26, None, 0.985))
    return lines


TASKS = (
    Task("retrieval of checked claims", ("ct22_claims", "ct22_"), score_archive),
    Task("retrieval of claims in posts", ("ct25_posts_",), score_posts),
    Task("meaning, sentence pairs", ("sts_en_de_",), score_sentences),
    Task("meaning, translations", ("tatoeba_deu_eng_",), score_translations),
)
