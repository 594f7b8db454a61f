"""What a correction needs that the database cannot work out: the place somebody points
at, how a wording is found again. All of it is read from texts that never change, so
it may be read before the claim is locked."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from claims.models import Mention
from claims.places import (
    Place,
    PlaceRefused,
    find_voice,
    own_voice,
    read_place,
    worded,
)
from reviews.given import Unusable

Tidy = Mapping[str, Any]


def prepared(verb: str, claim: int, tidy: Tidy) -> dict[str, Any]:
    """``tidy`` as ``correct.sql`` reads it; raises ``Unusable``."""
    prepare = PREPARED_BY.get(verb)
    return {**tidy, **prepare(claim, tidy)} if prepare else dict(tidy)


def prepared_filing(tidy: Tidy) -> dict[str, Any]:
    """What a new claim at a place is made of; raises ``Unusable``."""
    place = _place(tidy)
    text = tidy.get("text") or " ".join(place.quote.split())
    return {
        "reason": tidy.get("reason", ""),
        "place": place.as_json() | {"says": own_voice(place)},
        "words": worded(text, place.language),
    }


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
    return {"place": place.as_json() | {"origin": origin, "says": says}}


def _reword(_claim: int, tidy: Tidy) -> dict[str, Any]:
    return {"words": worded(tidy["text"])}


def _split(_claim: int, tidy: Tidy) -> dict[str, Any]:
    return {"words": worded(tidy["text"]), "other_words": worded(tidy["other"])}


def _place(tidy: Tidy) -> Place:
    try:
        return read_place(tidy["source"], tidy["start"], tidy["end"])
    except PlaceRefused as refused:
        raise Unusable("bad_value", field=refused.field, say=refused.say) from refused


PREPARED_BY: Final[dict[str, Callable[[int, Tidy], dict[str, Any]]]] = {
    "unlink": _unlink,
    "link": _link,
    "reword": _reword,
    "split": _split,
}
