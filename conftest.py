"""The people every test knows, and claims walked to where a test needs them."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from itertools import count
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from redis import Redis

from claims.ingest import fetching
from claims.models import Claim, Extraction, Mention, Origin, Outlet, Source, Wording
from claims.tests.webserver import Web, serve_web
from factcheck.api.quota import Quiet
from reviews.models import Rating, ReplyRequest, Review
from reviews.moves import Stage
from reviews.roles import install_roles, install_scale
from reviews.workflow import move, open_reviews

ROLES = {
    "rosa": "reader",
    "ana": "reviewer",
    "ben": "reviewer",
    "carla": "editor",
    "dora": "manager",
    "sync": "sync client",
}
# One letter a test may search the trail for, and never find by accident.
_numbers = count(1)


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """Ana and Ben review, Carla edits, Dora manages, Rosa may only look."""
    install_roles(Group, Permission)
    install_scale(Rating)
    found = {}
    for name, role in ROLES.items():
        user = User(username=name, first_name=name.title(), is_staff=name != "sync")
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=role))
        found[name] = user
    return found


@pytest.fixture
def rating(people: dict[str, User]) -> Callable[[str], Rating]:
    return lambda word: Rating.objects.get(word=word)


ClaimMaker = Callable[..., Claim]


@pytest.fixture
def stated(people: dict[str, User]) -> ClaimMaker:
    """A claim as extraction leaves it: stated once by each outlet, every outlet an
    origin of its own, its Review open in the queue."""

    def state(
        text: str = "4,200 homes were flooded in Arlen.",
        *,
        outlets: tuple[str, ...] = ("The Lantern", "The Ledger"),
        worth: float = 0.5,
    ) -> Claim:
        claim = Claim.objects.create(worth=worth)
        Wording.objects.create(
            claim=claim,
            text=text,
            language="en",
            fingerprint=sha256(text.encode()).digest(),
        )
        for name in outlets:
            mention_in(claim, name, text)
        open_reviews()
        claim.refresh_from_db()
        return claim

    return state


def mention_in(claim: Claim, outlet: str, text: str, **fields: Any) -> Mention:
    """State ``claim`` in a new Source of ``outlet``."""
    body = f"Report {next(_numbers)} of {outlet}.\n\n{text}\n"
    source = Source.objects.create(
        outlet=Outlet.objects.get_or_create(name=outlet)[0],
        title=f"{outlet} reports",
        text=body,
        text_sha256=sha256(body.encode()).digest(),
    )
    run = Extraction.objects.create(
        source=source, extractor="plain", version="1", status="done"
    )
    start = body.index(text)
    fields.setdefault("origin", None)
    return Mention.objects.create(
        claim=claim,
        first_claim=claim,
        source=source,
        extraction=run,
        origin=fields.pop("origin") or Origin.objects.create(reason=outlet),
        start=start,
        end=start + len(text),
        quote=text,
        linked_by="extraction",
        **fields,
    )


def count_voices(claim: Claim) -> int:
    """How many independent voices state the claim."""
    keys = list(claim.mentions.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT reviews_voices(%s::bigint[])", [keys])
        return int(cursor.fetchone()[0])


@pytest.fixture
def decide(rating: Callable[[str], Rating]) -> Callable[..., Any]:
    """Make a Reading the way a person does: a word, a reason, every mention."""

    def make(claim: Claim, actor: User, word: str = "True", **given: Any) -> Any:
        scale = rating(word)
        given.setdefault("reason", "Two registers agree.")
        given.setdefault("mentions", list(claim.mentions.values_list("pk", flat=True)))
        return move(
            claim.pk,
            "decide",
            actor=actor,
            outcome=scale.outcome,
            rating=scale.pk,
            **given,
        )

    return make


@pytest.fixture
def claim_at(
    people: dict[str, User], stated: ClaimMaker, decide: Callable[..., Any]
) -> Callable[..., Claim]:
    """A claim walked to a stage by real moves of real people: Ana reads first, Ben
    second, Carla settles."""

    def walk(stage: str, **stating: Any) -> Claim:
        claim = stated(**stating)
        ana, ben = people["ana"], people["ben"]
        if stage == Stage.QUEUED:
            return claim
        move(claim.pk, "take", actor=ana)
        if stage != Stage.IN_HAND:
            decide(claim, ana)
        if stage == Stage.ADJUDICATION:
            decide(claim, ben, "False")
        if stage == Stage.CLOSED:
            decide(claim, ben)
        claim.refresh_from_db()
        return claim

    return walk


@pytest.fixture
def given_for(
    stated: ClaimMaker, rating: Callable[[str], Rating]
) -> Callable[[str, Claim], dict[str, Any]]:
    """What a verb is given so that nothing is missing or wrong about the claim."""

    def give(verb: str, claim: Claim) -> dict[str, Any]:
        first, last = claim.mentions.order_by("pk")[:2]
        word = rating("True")
        if verb == "merge":
            return {"into": stated("Another statement.").pk}
        if verb == "link":
            other = stated("The gate was built in 1974.", outlets=("The Herald",))
            return {
                "source": other.mentions.get().source_id,
                "start": 0,
                "end": 6,
                "stance": "supports",
            }
        if verb == "record_reply":
            # Whoever holds it asked; where nobody does there is nobody to answer.
            holder = Review.objects.filter(claim=claim).latest("round").holder
            asked: dict[str, Any] = {
                "party": "The mayor",
                "not_possible": "She is away.",
            }
            request = 1
            if holder:
                move(claim.pk, "ask_reply", actor=holder, **asked)
                request = ReplyRequest.objects.latest("pk").pk
            return {"request": request, "answer": "That is not so."}
        by_verb: dict[str, dict[str, Any]] = {
            "decide": {
                "outcome": word.outcome,
                "rating": word.pk,
                "reason": "So.",
                "mentions": [first.pk, last.pk],
            },
            "dismiss": {"reason": "Not checkable."},
            "reopen": {"reason": "A reader wrote in."},
            "withdraw": {"notice": "We were wrong."},
            "unlink": {"mention": last.pk, "reason": "Another flood."},
            "regroup": {
                "mention": last.pk,
                "same_as": first.pk,
                "reason": "Both call the mayor.",
            },
            "mark": {"mention": last.pk, "stance": "refutes"},
            "reword": {"text": "4,200 homes in Arlen stood under water."},
            "split": {
                "text": "4,200 homes were flooded.",
                "other": "The flood was in Arlen.",
            },
            "assign": {"to": User.objects.get(username="carla").pk},
            "postpone": {"until": timezone.now() + timedelta(days=2)},
            "prioritise": {"priority": 2},
            "ask": {
                "to": User.objects.get(username="ben").pk,
                "reason": "Is this the flood of 2019?",
            },
            "ask_reply": {"party": "The mayor", "not_possible": "She is away."},
        }
        return by_verb.get(verb, {})

    return give


@pytest.fixture(scope="session", autouse=True)
def uncollected_static_files() -> Iterator[None]:
    """Static files straight from their folders: no collectstatic before a test."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES=settings.STORAGES | {"staticfiles": plain},
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
    ):
        yield


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web server on this machine, which for once counts as public."""
    monkeypatch.setattr(fetching, "is_public", lambda place: place == "127.0.0.1")
    with serve_web() as here:
        yield here


@pytest.fixture
def uncounted(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has asked the API yet, and no other test asks meanwhile."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    url = f"{settings.REDIS_URL.removesuffix('/0')}/{worker + 1}"
    with Redis.from_url(url) as client:
        client.flushdb()
    settings.REDIS_URL = url
    monkeypatch.setattr(Quiet, "until", 0.0)
