"""Which checked claims a text is about, by the fine encoder with a little help from
the letters: a post, or a claim in other words, against an archive."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.fine_encoder import Kind, Vectors, centred, centres, encode_plainly

# The stored middles are of English statements; half the way to them tells texts of
# other languages and kinds apart as well, and English ones no worse.
WAY_TO_CENTRE = 0.5

# Of the candidates that meaning found, letters may only change the order.
CANDIDATES = 60
LETTERS_WEIGH = 0.6

# A post says the same as a claim more often than it asks for one: a claim that is read
# both ways is found by either, and is kept as one vector all the same.
CLAIM_READ_AS = (Kind.PASSAGE, Kind.QUERY)
# What is asked in a newsroom and its language has a middle of its own, known after
# some thirty queries and told by the latest hundred.
QUERIES_TO_KNOW = 30
LATEST_QUERIES = 100

LINK = re.compile(r"https?://\S+|pic\.twitter\.com/\S+")
SIGNATURE = re.compile(r"\s*[—–-]\s+[^—–]{0,80}\(@\w+\)\s+\w+ \d{1,2}, \d{4}\s*$")


def encode_claims(texts: Sequence[str]) -> Vectors:
    """As ``encode_finely``, for claims of any language that are to be found by queries;
    takes twice as long."""
    return join({kind: encode_plainly(texts, kind) for kind in CLAIM_READ_AS})


def join(read: Mapping[Kind, Vectors]) -> Vectors:
    """One unit row for each claim out of all the ways it was read."""
    rows = sum(centred(rows, search_centre(kind)) for kind, rows in read.items())
    return centred(np.asarray(rows), np.float32(0))


@dataclass(frozen=True, slots=True)
class Queries:
    """What was asked before: how much of it counts, and its middle."""

    count: int = 0
    middle: NDArray[Any] | None = None

    def place(self, row: NDArray[Any]) -> NDArray[np.float32]:
        """A query, as it was read, where it meets the rows of ``encode_claims``."""
        centre = search_centre(Kind.QUERY)
        if self.middle is not None:
            known = self.count / (self.count + QUERIES_TO_KNOW)
            centre = centre + known * (self.middle - centre)
        return np.asarray(centred(row[None], centre)[0])

    def add(self, row: NDArray[Any]) -> "Queries":
        count = min(self.count + 1, LATEST_QUERIES)
        middle = row if self.middle is None else self.middle
        return Queries(count, middle + (row - middle) / count)


def read_post(text: str) -> str:
    """What somebody says in a post, without its links and its signature."""
    return " ".join(SIGNATURE.sub("", LINK.sub(" ", text)).split())


def search_centre(kind: Kind) -> Vectors:
    return np.asarray(centres()[kind] * WAY_TO_CENTRE, dtype=np.float32)


def rank(query: str, texts: Sequence[str], nearness: Sequence[float]) -> list[int]:
    """The places of ``texts`` from the likeliest on; ``nearness`` of the vectors and
    of the letters count as they stand out among these candidates."""
    if len(texts) < 2:
        return list(range(len(texts)))
    alike = alike_in_letters(query, texts)
    total = standing_out(np.array(nearness)) + LETTERS_WEIGH * standing_out(alike)
    return [int(at) for at in np.argsort(-total, kind="stable")]


def alike_in_letters(query: str, texts: Sequence[str]) -> NDArray[np.float64]:
    """Cosine of runs of 3 to 5 letters, each weighed by how rare it is among these."""
    counts = [Counter(runs_of_letters(text)) for text in (*texts, query)]
    spread = Counter(run for each in counts for run in each)
    weighed = [
        {
            run: (1 + log(times)) * (log((1 + len(counts)) / (1 + spread[run])) + 1)
            for run, times in each.items()
        }
        for each in counts
    ]
    *rows, asked = weighed
    lengths = [sqrt(sum(value**2 for value in row.values())) for row in weighed]
    return np.array(
        [
            sum(value * asked.get(run, 0.0) for run, value in row.items())
            / max(length * lengths[-1], 1e-9)
            for row, length in zip(rows, lengths, strict=False)
        ]
    )


def runs_of_letters(text: str) -> Iterator[str]:
    for word in text.casefold().split():
        padded = f" {word} "
        for size in (3, 4, 5):
            for at in range(max(1, len(padded) - size + 1)):
                yield padded[at : at + size]


def standing_out(figures: NDArray[Any]) -> NDArray[Any]:
    spread = max(float(figures.std()), 1e-9)
    return np.asarray((figures - figures.mean()) / spread)
