"""What a person typed about a claim and has not decided: kept until it is."""

import json
from collections.abc import Mapping
from typing import Any, Final

from django.contrib.auth.models import User
from django.db import connection

# What was typed last for each verb stands. A form that is sent again after its Reading
# was saved is no draft of anything.
KEEP: Final = """
INSERT INTO reviews_draft (claim_id, person_id, given, saved_at)
SELECT c.id, %(person)s, %(given)s::jsonb, clock_timestamp()
FROM claims_claim c
WHERE c.id = %(claim)s AND NOT (%(verb)s = 'decide' AND EXISTS (
    SELECT 1 FROM reviews_reading
    WHERE reader_id = %(person)s AND undone_at IS NULL AND review_id = (
        SELECT id FROM reviews_review WHERE claim_id = c.id
        ORDER BY round DESC LIMIT 1)))
ON CONFLICT (claim_id, person_id) DO UPDATE
SET given = reviews_draft.given || excluded.given, saved_at = excluded.saved_at
"""


def keep(claim: int, *, person: User, verb: str, given: Mapping[str, Any]) -> bool:
    """Remember what was typed for one verb; the last typing stands. False where there
    is nothing to decide any more: no such claim, or read by this person."""
    typed: dict[str, str | int] = {
        "claim": claim,
        "person": person.pk,
        "verb": verb,
        "given": json.dumps({verb: dict(given)}),
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, typed)
        return bool(cursor.rowcount)


def empty(claim: int, *, person: User, verb: str) -> None:
    """The form was emptied: nothing of it comes back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reviews_draft SET given = given - %s::text "
            "WHERE claim_id = %s AND person_id = %s",
            (verb, claim, person.pk),
        )


def forget(claim: int, *, person: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM reviews_draft WHERE claim_id = %s AND person_id = %s",
            (claim, person.pk),
        )
