"""A database has the functions of the files: what changes is run once more."""

from hashlib import sha256
from pathlib import Path

import pytest

REVIEWS = Path(__file__).parent.parent
# Of each file the last migration that runs it, and what the file was then. A file that
# changed after that needs a new migration.
RUN_BY = {
    "correct.sql": ("0015_settled", "923e3804b8c17113"),
    "decide.sql": ("0019_outcome", "4707d0fb8be05b5b"),
    "desk.sql": ("0020_rank", "3ea30cf21290f27b"),
    "merge.sql": ("0016_seen", "bc64e83a6dc93ebb"),
    "move.sql": ("0015_settled", "d06615d3c58189c8"),
    "queue.sql": ("0020_rank", "bc7b3dbaa10d8750"),
}


@pytest.mark.parametrize("path", sorted(REVIEWS.glob("*.sql")), ids=lambda p: p.name)
def test_a_changed_function_is_made_anew_in_databases_that_have_it(path):
    migrations = sorted((REVIEWS / "migrations").glob("[0-9]*.py"))
    run_by = [each.stem for each in migrations if f'"{path.name}"' in each.read_text()]

    assert RUN_BY[path.name] == (
        run_by[-1],
        sha256(path.read_bytes()).hexdigest()[:16],
    )
