"""The documents say what the table of moves says."""

from pathlib import Path

from reviews.moves import MOVES, Move

PAGE = Path(__file__).parents[2] / "docs" / "life-of-a-claim.md"
HEADER = "| Move | Stage | Leads to | Claim is | Becomes | Needs | Who |\n" + "|---" * 7


def words(*parts: str) -> str:
    return ", ".join(part.replace("_", " ") for part in parts) or "–"


def line(move: Move) -> str:
    who = move.permission.removeprefix("reviews.")
    cells = (
        f"`{move.verb}`",
        words(move.stage),
        words(*move.to) if move.to else "where it was",
        words(*move.states),
        words(*move.to_states),
        words(*move.needs),
        f"`{who}`",
    )
    return f"| {' | '.join(cells)} |"


def test_the_page_on_the_life_of_a_claim_is_the_table_of_moves():
    table = f"{HEADER}|\n" + "\n".join(line(move) for move in MOVES)

    assert table in PAGE.read_text(), f"put this into {PAGE.name}:\n{table}"
