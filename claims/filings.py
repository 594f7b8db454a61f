"""What extractions found, on its way to becoming Claims and Mentions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claims.extraction import Extracted, Finding
from claims.linking.links import Links, Neighbour
from claims.linking.meanings import Elsewhere
from claims.linking.sketches import Phrase
from claims.models import Source


@dataclass(frozen=True, slots=True)
class Found:
    """What one run of the extractor hands over."""

    extraction_pk: int
    lease_no: int
    extracted: Extracted


@dataclass(slots=True)
class Statement:
    """One finding on its way to a Claim. ``told`` is the mention it makes, as those
    that come after it see it."""

    finding: Finding
    phrase: Phrase
    told: Neighbour
    mention_pk: int = 0
    claim_pk: int = 0
    first_claim_pk: int = 0
    similarity: float | None = None

    @property
    def is_new(self) -> bool:
        """Whether it made its Claim."""
        return self.similarity is None

    @property
    def is_retelling(self) -> bool:
        """Whether its Claim says it in other words."""
        return self.similarity is not None and self.similarity < 1


@dataclass(slots=True)
class Filing:
    """One source whose findings are stored: looked up everywhere, with a phrase for
    each; then, with its row held, what is new in it. ``neighbours`` are the mentions
    that its claims had before, also in sources stored with it."""

    found: Found
    phrases: Sequence[Phrase]
    elsewhere: Elsewhere
    source: Source = field(init=False)
    statements: list[Statement] = field(default_factory=list)
    links: Links = field(init=False)
    neighbours: Mapping[int, Sequence[Neighbour]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """That of the source, as it will be stored."""
        return self.source.language or self.found.extracted.language
