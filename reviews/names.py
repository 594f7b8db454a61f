"""What verbs, stages, states and the like are called where people read them. Addresses,
exports and the API keep the words of the code."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"

VERBS: Final[dict[str, Words]] = {
    "open": pgettext_lazy("verb", "open"),
    "take": pgettext_lazy("verb", "take"),
    "release": pgettext_lazy("verb", "release"),
    "postpone": pgettext_lazy("verb", "postpone"),
    "assign": pgettext_lazy("verb", "assign"),
    "prioritise": pgettext_lazy("verb", "prioritise"),
    "ask": pgettext_lazy("verb", "ask a question"),
    "ask_second": pgettext_lazy("verb", "ask for a second reading"),
    "decide": pgettext_lazy("verb", "decide"),
    "dismiss": pgettext_lazy("verb", "dismiss"),
    "merge": pgettext_lazy("verb", "merge"),
    "unlink": pgettext_lazy("verb", "unlink"),
    "reword": pgettext_lazy("verb", "reword"),
    "split": pgettext_lazy("verb", "split"),
    "link": pgettext_lazy("verb", "link"),
    "regroup": pgettext_lazy("verb", "regroup"),
    "mark": pgettext_lazy("verb", "mark"),
    "ask_reply": pgettext_lazy("verb", "ask for a reply"),
    "record_reply": pgettext_lazy("verb", "record a reply"),
    "reopen": pgettext_lazy("verb", "reopen"),
    "withdraw": pgettext_lazy("verb", "withdraw"),
    "undo": pgettext_lazy("verb", "undo"),
    "file": pgettext_lazy("verb", "file"),
    "recheck": pgettext_lazy("verb", "recheck"),
    "gain": pgettext_lazy("verb", "receive what is merged"),
    "lose": pgettext_lazy("verb", "give back what was merged"),
    "reanchor": pgettext_lazy("verb", "carry over to a newer version"),
}
STAGES: Final[dict[str, Words]] = {
    "queued": pgettext_lazy("stage", "queued"),
    "in_hand": pgettext_lazy("stage", "in hand"),
    "second_reading": pgettext_lazy("stage", "second reading"),
    "adjudication": pgettext_lazy("stage", "adjudication"),
    "closed": pgettext_lazy("stage", "closed"),
}
STATES: Final[dict[str, Words]] = {
    "unverified": pgettext_lazy("state", "unverified"),
    "corroborated": pgettext_lazy("state", "corroborated"),
    "contested": pgettext_lazy("state", "contested"),
    "dismissed": pgettext_lazy("state", "dismissed"),
    "merged": pgettext_lazy("state", "merged"),
}
STANCES: Final[dict[str, Words]] = {
    "supports": pgettext_lazy("stance", "supports"),
    "refutes": pgettext_lazy("stance", "refutes"),
    "context": pgettext_lazy("stance", "context"),
}
FATES: Final[dict[str, Words]] = {
    "kept": pgettext_lazy("fate", "kept"),
    "dismissed": pgettext_lazy("fate", "dismissed"),
}
PAIRS: Final[dict[str, Words]] = {
    "blind": pgettext_lazy("pair of readings", "read blind"),
    "not_blind": pgettext_lazy("pair of readings", "not blind"),
}
AGREED: Final[dict[str, Words]] = {
    "outcome": pgettext_lazy("pair of readings", "same outcome"),
    "rating": pgettext_lazy("pair of readings", "same rating"),
}
AGES: Final[dict[str, Words]] = {
    "day": pgettext_lazy("age", "under 1 day"),
    "three_days": pgettext_lazy("age", "1 to 3 days"),
    "week": pgettext_lazy("age", "3 to 7 days"),
    "older": pgettext_lazy("age", "over 7 days"),
}
SINCE: Final[dict[str, Words]] = {
    "changed": pgettext_lazy("verdict since then", "changed"),
    "withdrawn": pgettext_lazy("verdict since then", "withdrawn"),
    "corrected": pgettext_lazy("verdict since then", "corrected"),
    "reopened": pgettext_lazy("verdict since then", "reopened"),
    "too_early": pgettext_lazy("verdict since then", "too early to say"),
    "lasted": pgettext_lazy("verdict since then", "lasted 30 days"),
}
DUE: Final[dict[str, Words]] = {"overdue": pgettext_lazy("due", "overdue")}
# The scale that a newsroom starts from; words of its own are nobody's to translate.
RATINGS: Final[dict[str, Words]] = {
    "True": pgettext_lazy("rating", "True"),
    "Mostly true": pgettext_lazy("rating", "Mostly true"),
    "Misleading": pgettext_lazy("rating", "Misleading"),
    "False": pgettext_lazy("rating", "False"),
    "Unproven": pgettext_lazy("rating", "Unproven"),
}
NAMES: Final[dict[str, dict[str, Words]]] = {
    "verb": VERBS,
    "undid": VERBS,
    "stage": STAGES,
    "state": STATES,
    "outcome": STATES,
    "stance": STANCES,
    "fate": FATES,
    "due": DUE,
    "age": AGES,
    "since": SINCE,
    "settled_outcome": STATES,
    "settled_word": RATINGS,
    "pair": PAIRS,
    "agreed": AGREED,
    "first_outcome": STATES,
    "second_outcome": STATES,
    "rating": RATINGS,
    "word": RATINGS,
    "first_word": RATINGS,
    "second_word": RATINGS,
}


def name_of(kind: str, word: object) -> str:
    """What ``word``, a ``kind`` of NAMES, is called; itself where it has no name."""
    return str(NAMES[kind].get(str(word), word))


def with_names(words: Mapping[str, Any]) -> dict[str, Any]:
    """``words`` for a sentence: each that has a name by its name."""
    return {
        kind: name_of(kind, word) if kind in NAMES else word
        for kind, word in words.items()
    }
