"""What the product makes of some reports once they are stored, told as the dry run
tells what it would make of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any

from django.core.management import call_command

from claims.against import telling_of
from claims.extracting import run
from claims.ingest.entrance import ingest_file
from claims.matching.conflicts import find_conflicts
from claims.matching.conflicts.oppositions import Opposition, find_opposed
from claims.models import Extraction, Mention, SharedPassage, Suggestion

Groups = dict[int, list[Mention]]


def judge_stored(paths: Sequence[Path]) -> dict[str, Any]:
    """One after the other, after whatever is stored already."""
    call_command("migrate", verbosity=0)
    by_source = {ingest_file(path)[0].pk: str(path) for path in paths}
    for extraction in Extraction.objects.filter(source__in=by_source).order_by("pk"):
        run(extraction.pk)
    mentions = list(Mention.objects.filter(source__in=by_source).order_by("pk"))
    claims, origins = group(mentions, "claim_id"), group(mentions, "origin_id")
    named = Names(by_source)
    return {
        "files": [
            {"path": path, "claims": list(named.tell_claims(mentions, source_pk))}
            for source_pk, path in by_source.items()
        ],
        "links": [*named.tell_links(claims), *named.tell_suggested(claims)],
        "statements": [
            {"mentions": [named.place(each) for each in told]}
            for told in claims.values()
            if len(told) > 1
        ],
        "conflicts": list(named.tell_conflicts(claims)),
        "origins": [*named.tell_origins(origins), *named.tell_passages()],
    }


def group(mentions: Iterable[Mention], key: str) -> Groups:
    grouped: Groups = defaultdict(list)
    for mention in mentions:
        grouped[getattr(mention, key)].append(mention)
    return grouped


class Names:
    """Rows in the words of the dry run, which calls a source by its path."""

    def __init__(self, by_source: dict[int, str]) -> None:
        self.by_source = by_source

    def place(
        self, mention: Mention, span: tuple[int, int] | None = None
    ) -> dict[str, Any]:
        """The mention, or a part of it."""
        start, end = span or (0, mention.end - mention.start)
        path = self.by_source[mention.source_id]
        return {
            "path": path,
            "start": mention.start + start,
            "end": mention.start + end,
        }

    def tell_claims(
        self, mentions: Iterable[Mention], source_pk: int
    ) -> Iterator[dict[str, Any]]:
        found = {
            (each.start, each.end): each
            for each in mentions
            if each.source_id == source_pk
        }
        for each in found.values():
            speaker = {"name": each.speaker} if each.speaker else None
            yield {**self.place(each), "worth": each.worth, "speaker": speaker}

    def tell_links(self, claims: Groups) -> Iterator[dict[str, Any]]:
        """All that are mentions of one claim."""
        for told in claims.values():
            for left, right in combinations(told, 2):
                if left.source_id != right.source_id:
                    yield self.pair(left, right, "same", right.similarity or 1, "")

    def tell_suggested(self, claims: Groups) -> Iterator[dict[str, Any]]:
        for each in Suggestion.objects.order_by("-score"):
            for left, right in product(claims[each.claim_id], claims[each.other_id]):
                if left.source_id != right.source_id:
                    yield self.pair(left, right, "maybe", each.score, each.why)

    def pair(
        self, left: Mention, right: Mention, answer: str, score: float, why: str
    ) -> dict[str, Any]:
        sides = {"left": self.place(left), "right": self.place(right)}
        return {**sides, "answer": answer, "score": score, "why": why}

    def tell_conflicts(self, claims: Groups) -> Iterator[dict[str, Any]]:
        """What is marked between the mentions of a claim, and where a suggestion says
        that one contradicts the other."""
        for told in claims.values():
            for left, right in combinations(told, 2):
                if left.source_id == right.source_id:
                    continue
                for found in find_conflicts(telling_of(left), telling_of(right)):
                    yield {
                        "kind": found.kind,
                        "left": self.place(left, found.left),
                        "right": self.place(right, found.right),
                    }
        for each in Suggestion.objects.filter(opposition=Opposition.PLAIN):
            for left, right in product(claims[each.claim_id], claims[each.other_id]):
                for found in find_opposed(telling_of(left), telling_of(right)):
                    yield {
                        "kind": found.kind,
                        "left": self.place(left, found.left),
                        "right": self.place(right, found.right),
                    }

    def tell_origins(self, origins: Groups) -> Iterator[dict[str, Any]]:
        for told in origins.values():
            if len({each.source_id for each in told}) > 1:
                yield {"mentions": [self.place(each) for each in told]}

    def tell_passages(self) -> Iterator[dict[str, Any]]:
        told = {"earlier__in": self.by_source, "later__in": self.by_source}
        for each in SharedPassage.objects.filter(**told).order_by("pk"):
            spans = (
                (each.earlier_id, each.earlier_start, each.earlier_end),
                (each.later_id, each.later_start, each.later_end),
            )
            shown = [
                {"path": self.by_source[source_pk], "start": start, "end": end}
                for source_pk, start, end in spans
            ]
            yield {"mentions": [], "spans": shown}
