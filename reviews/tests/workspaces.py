"""What the tests of the workspace share."""

import re
from dataclasses import asdict, replace

from claims.extraction.values import find_values
from claims.matching.sense.similarity import sketch
from conftest import mention_in

FLOOD = "4,200 homes were flooded in Arlen on 12 March 2026."


def told_in(claim, outlet, text, **fields):
    """A mention with the values that its sentence has."""
    mention = mention_in(claim, outlet, text, **fields)
    mention.values = [
        asdict(
            replace(
                value,
                start=value.start + mention.start,
                end=value.end + mention.start,
            )
        )
        for value in find_values(text, "en", None)
    ]
    mention.save()
    return mention


def plain(html):
    """The words of a page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def with_sketch(claim):
    claim.wording.sketch = sketch(claim.wording.text)
    claim.wording.save()
    return claim
