"""What the tasks on pages and sentences measure, on made-up pages."""

import pytest

from benchmarks.quality_tasks.pages import compare, text_form
from benchmarks.quality_tasks.sentences import ends_of


def test_the_text_form_is_what_a_reader_of_the_page_can_copy() -> None:
    page = (
        "<html><head><title>No</title><style>p {}</style></head><body><!-- no -->"
        "<div style='display: none'>no</div> <ul><li>One</li><li>Two</li></ul>"
        "<p>A <b>bold</b>\n word<script>no</script>.</p><p hidden>no</p>"
        "<table><tr><td>1</td><td>2</td></tr></table>after<br>all</body></html>"
    )

    lines = [line for line in text_form(page).split("\n") if line]

    assert lines == ["One", "Two", "A bold word.", "1\t2", "after", "all"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a b c d e", (1.0, 1.0)),
        ("a b c d", (1.0, 0.5)),
        ("a b c d e f g", (0.5, 1.0)),
        ("", (0.0, 0.0)),
    ],
)
def test_a_page_is_compared_by_runs_of_four_words(
    given: str, expected: tuple[float, float]
) -> None:
    assert compare(given, "a b c d e") == expected


def test_the_last_sentence_of_a_document_has_no_boundary() -> None:
    assert ends_of(["One.", "Two.", "Three."]) == {4, 9}
