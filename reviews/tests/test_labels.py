"""Each field of a move has a name that people read beside its error."""

import re
from pathlib import Path

from reviews.given import CHECKS
from reviews.refusals import FIELDS

REVIEWS = Path(__file__).parent.parent
REFUSED = re.compile(r'"bad_value", field="(\w+)"')


def test_every_field_that_may_be_wrong_has_a_label():
    refused = {
        field
        for path in REVIEWS.rglob("*.py")
        for field in REFUSED.findall(" ".join(path.read_text().split()))
    }

    assert {"outlet", "recusal"} <= refused
    assert refused | set(CHECKS) <= set(FIELDS)
