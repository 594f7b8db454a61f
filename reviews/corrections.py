"""What a move needs that the database cannot work out: the place somebody points at,
how a wording is found again, what somebody else is permitted. None of it is changed by
a move, so it may be read before the claim is locked."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from hashlib import md5
from typing import Any, Final

from django.contrib.auth.models import User

from claims.against import find_against
from claims.beside import find_against_at
from claims.linking.opposing import note_opposite
from claims.models import Mention, Wording
from claims.places import (
    Place,
    PlaceRefused,
    find_voice,
    own_voice,
    read_place,
    worded,
)
from reviews.merging import has_verdict, judge_merge, say_otherwise
from reviews.moves import moves_for
from reviews.refusals import MoveRefused

Tidy = Mapping[str, Any]
# What is not read of a mention's Source.
LONG: Final = ("source__text", "source__original", "source__text_sha256")


def prepared(verb: str, claim: int, tidy: Tidy) -> dict[str, Any]:
    """``tidy`` as ``correct.sql`` reads it; raises ``MoveRefused``."""
    prepare = PREPARED_BY.get(verb)
    return {**tidy, **prepare(claim, tidy)} if prepare else dict(tidy)


def prepared_filing(tidy: Tidy) -> dict[str, Any]:
    """What a new claim at a place is made of; raises ``MoveRefused``."""
    place = _place(tidy)
    text = tidy.get("text") or " ".join(place.quote.split())
    return {
        "reason": tidy.get("reason", ""),
        "place": place.as_json() | {"says": own_voice(place)},
        "words": worded(text, place.language),
    }


def _against(claim: int, _tidy: Tidy) -> dict[str, Any]:
    """Which mentions say something else than the claim, and in which words it was."""
    found = Mention.objects.filter(claim=claim, claim__wording__isnull=False)
    found = found.select_related("source__outlet", "claim__wording").defer(*LONG)
    mentions = list(found.order_by("pk"))
    if not mentions:
        return {}
    wording = mentions[0].claim.wording
    against = find_against(wording, mentions)
    return _worded(wording) | {
        "against": {str(pk): asdict(each) for pk, each in against.items()}
    }


def _worded(wording: Wording) -> dict[str, str]:
    """Which words something was held against."""
    return {"worded": md5(wording.text.encode(), usedforsecurity=False).hexdigest()}


def _mark(claim: int, tidy: Tidy) -> dict[str, Any]:
    """Only what says otherwise may be said to support although it does already, and
    must be said twice."""
    return _against(claim, tidy) if tidy["stance"] == Mention.Stance.SUPPORTS else {}


def _unlink(_claim: int, tidy: Tidy) -> dict[str, Any]:
    found = (
        Mention.objects.filter(pk=tidy["mention"])
        .values_list("quote", "source__language")
        .first()
    )
    if found is None:
        return {}
    quote, language = found
    return {"words": worded(" ".join(quote.split()), language)}


def _link(claim: int, tidy: Tidy) -> dict[str, Any]:
    place = _place(tidy)
    origin, says = find_voice(claim, place)
    made = {"place": place.as_json() | {"origin": origin, "says": says}}
    wording = Wording.objects.filter(claim=claim).first()
    if wording is None or tidy["stance"] != Mention.Stance.SUPPORTS:
        return made
    against = find_against_at(wording, place)
    return {
        **made,
        **_worded(wording),
        "against": {"place": asdict(against)} if against else {},
    }


def _merge(claim: int, tidy: Tidy) -> dict[str, Any]:
    """Two claims that may say the opposite are merged by whoever has seen that. What a
    verdict in force did not know and says something else, its claim is told."""
    into = tidy["into"]
    wordings = Wording.objects.in_bulk([claim, into])
    own, other = wordings.get(claim), wordings.get(into)
    if own is None or other is None:
        return {}
    sides = (own.text, own.language), (other.text, other.language)
    found = {"opposite": note} if (note := note_opposite(*sides)) else {}
    if not has_verdict(into):
        return found
    return found | {"otherwise": say_otherwise(own, other, judge_merge(own, other))}


def _reword(_claim: int, tidy: Tidy) -> dict[str, Any]:
    return {"words": worded(tidy["text"])}


def _split(_claim: int, tidy: Tidy) -> dict[str, Any]:
    return {"words": worded(tidy["text"]), "other_words": worded(tidy["other"])}


def _assign(_claim: int, tidy: Tidy) -> dict[str, Any]:
    """The stages in which the person it is for may take a claim."""
    person = User.objects.filter(pk=tidy["to"], is_active=True).first()
    may = [
        rule.stage
        for rule in moves_for("take")
        if person and person.has_perm(rule.permission)
    ]
    return {"to_may": may}


def _ask(claim: int, tidy: Tidy) -> dict[str, Any]:
    """A note is read in the queue of the desk, or by nobody."""
    reads = User.objects.filter(pk=tidy["to"], is_staff=True).exists()
    return _assign(claim, tidy) if reads else {"to_may": []}


def _ask_reply(_claim: int, tidy: Tidy) -> dict[str, Any]:
    if tidy.get("not_possible"):
        return {}
    missing = [name for name in ("channel", "deadline") if not tidy.get(name)]
    if missing:
        raise MoveRefused("missing", fields=missing)
    return {}


def _place(tidy: Tidy) -> Place:
    try:
        return read_place(tidy["source"], tidy["start"], tidy["end"])
    except PlaceRefused as refused:
        raise MoveRefused(
            "bad_value", field=refused.field, say=refused.say
        ) from refused


PREPARED_BY: Final[dict[str, Callable[[int, Tidy], dict[str, Any]]]] = {
    "decide": _against,
    "mark": _mark,
    "merge": _merge,
    "unlink": _unlink,
    "link": _link,
    "reword": _reword,
    "split": _split,
    "assign": _assign,
    "ask": _ask,
    "ask_reply": _ask_reply,
}
