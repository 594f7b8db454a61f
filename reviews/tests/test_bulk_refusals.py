"""What is said of many claims at once that cannot be done at all: in the words of the
page, and before anybody is asked whether they mean it."""

import pytest

from reviews.models import Event

BULK = "/admin/reviews/review/bulk/"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"act": "mine"}, "Claims: tick at least one claim."),
        ({"act": "mine", "claims": ["x", "1"]}, "Claims: tick at least one claim."),
        ({"act": "fly", "claims": ["1.1"]}, "What is to be done: choose what to do."),
        (
            {"act": "mine", "claims": [f"{pk}.1" for pk in range(1, 201)]},
            "Claims: at most 50 at once; these are 200.",
        ),
    ],
)
def test_what_can_be_done_with_none_is_said_at_once_and_in_words(
    desk, stated, given, said
):
    stated()

    answer = desk("ana").post(BULK, given)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert list(Event.objects.values_list("verb", flat=True)) == ["open"]
