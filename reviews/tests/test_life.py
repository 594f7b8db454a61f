"""Whatever people try in whatever order, what must hold holds."""

from datetime import timedelta

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Claim
from reviews.feed import FeedEntry, publish_due
from reviews.models import Event, Reading, Review, Verdict
from reviews.moves import BY_THE_MACHINE, TOLD, VERBS
from reviews.verification import verify
from reviews.workflow import MoveRefused, move, reanchor, recheck

TRIES = st.lists(
    st.tuples(
        # Weighted towards what leads somewhere.
        st.sampled_from(
            (*VERBS, *BY_THE_MACHINE, "take", "decide", "decide", "decide")
        ),
        st.sampled_from(["ana", "ben", "carla", "rosa"]),
        st.sampled_from(["True", "False", "Unproven"]),
        st.integers(0, 1),
    ),
    min_size=5,
    max_size=30,
)


def versions(claims):
    found = Claim.objects.filter(pk__in=[each.pk for each in claims])
    return list(found.order_by("pk").values_list("version", flat=True))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(tries=TRIES, hold=st.sampled_from([0, 60]))
def test_no_sequence_of_tries_breaks_a_promise(
    tries, hold, stated, people, decide, settings
):
    settings.VERDICT_HOLD_SECONDS = hold
    settings.SECOND_READER = "always"
    pair = [stated(text=f"Statement {number}.") for number in range(2)]
    made = set()

    for verb, name, word, which in tries:
        claim, other = pair[which], pair[1 - which]
        needed = {
            "dismiss": {"reason": "No."},
            "reopen": {"reason": "Again."},
            "withdraw": {"notice": "Wrong."},
            "merge": {"into": other.pk},
            "assign": {"to": people["ben"].pk},
            "postpone": {"until": timezone.now() + timedelta(days=1)},
            "prioritise": {"priority": 2},
            "ask_reply": {"party": "The mayor", "not_possible": "She is away."},
            "take": {"reason": "To go on."},
        }
        if verb in BY_THE_MACHINE:
            record = recheck if verb == "recheck" else reanchor
            record(claim.pk, reason="It changed.", data={})
            continue
        before = versions(pair)
        try:
            if verb == "decide":
                moved = decide(claim, people[name], word)
            else:
                moved = move(claim.pk, verb, actor=people[name], **needed.get(verb, {}))
        except MoveRefused:
            assert versions(pair) == before
        else:
            # To take what one holds already leaves no event.
            made |= {moved.event} - {None}

    for claim in Claim.objects.filter(pk__in=[each.pk for each in pair]):
        assert claim.version == claim.events.count()
        assert claim.reviews.exclude(stage="closed").count() <= 1
        in_force = claim.verdicts.in_force().first()
        expected = in_force.outcome if in_force else "unverified"
        assert claim.state in (expected, "dismissed", "merged")
    for review in Review.objects.filter(claim__in=pair):
        readers = review.readings.filter(undone_at=None).values_list("reader")
        assert len(set(readers)) == len(readers)
    assert (
        Verdict.objects.filter(undone_at=None, confirmed_by=None)
        .exclude(review__readings__stage="adjudication")
        .count()
        == 0
    )
    assert Reading.objects.filter(reader=people["rosa"]).count() == 0
    by_people = Event.objects.filter(claim__in=pair, actor__isnull=False)
    by_people = by_people.exclude(verb__in={rule.verb for rule in TOLD})
    assert set(by_people.values_list("pk", flat=True)) == made
    publish_due()
    newest = FeedEntry.objects.filter(claim__in=pair).order_by("claim", "-seq")
    kinds = newest.distinct("claim").values_list("claim", "kind")
    public = {claim for claim, kind in kinds if kind != "withdrawn"}
    standing = Verdict.objects.in_force().filter(claim__in=pair)
    due = set(standing.values_list("claim", flat=True))
    assert public == (set() if hold else due)
    assert verify().flaws == ()
