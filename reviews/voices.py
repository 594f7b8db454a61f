"""How many independent origins speak for a claim and how many against it, and which
mention belongs to which: counted by the door's own rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Mention
from reviews.stances import Standing

SUPPORTS, REFUTES, WHOLE = "supports", "refutes", "whole"
VOICE_OF: Final = """
SELECT side, voice.mention, voice.voice, voice.speaks
FROM (VALUES (%s, %s::bigint[]), (%s, %s::bigint[]), (%s, %s::bigint[]))
    AS asked(side, mentions), reviews_voice_of(asked.mentions) AS voice
"""


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose voice one mention is: the independent origin ``number`` of those that
    support the claim or contradict it, whichever ``side`` it is on. ``speaker`` is the
    mention that stands for that origin, which may be this one."""

    side: str
    number: int
    speaker: Mention
    speaks: bool
    same_origin: bool


@dataclass(frozen=True)
class Voices:
    """``supporting`` and ``contradicting`` count independent origins; of the supporting
    ones, ``partly`` state no more than a part of the claim. ``both`` are origins that
    stand on either side."""

    of: Mapping[int, Voice] = field(default_factory=dict)
    supporting: int = 0
    contradicting: int = 0
    partly: int = 0
    both: int = 0

    def in_words(self) -> str:
        numbers = {"n": self.supporting, "part": self.partly}
        if not self.supporting:
            support = _("No independent origin supports the claim.")
        elif self.partly == self.supporting:
            support = ngettext(
                "%(n)d independent origin supports the claim, and only in part.",
                "%(n)d independent origins support the claim, each only in part.",
                self.supporting,
            )
        elif self.partly:
            support = _(
                "%(n)d independent origins support the claim, %(part)d of them only "
                "in part."
            )
        else:
            support = ngettext(
                "%(n)d independent origin supports the claim.",
                "%(n)d independent origins support the claim.",
                self.supporting,
            )
        if not self.contradicting:
            return support % numbers
        contradict = ngettext(
            "%(n)d independent origin contradicts it.",
            "%(n)d independent origins contradict it.",
            self.contradicting,
        )
        told = [support % numbers, contradict % {"n": self.contradicting}]
        if self.both:
            does_both = ngettext(
                "%(n)d origin does both.", "%(n)d origins do both.", self.both
            )
            told.append(does_both % {"n": self.both})
        return " ".join(told)


def find_voices(
    mentions: Sequence[Mention], standings: Mapping[int, Standing]
) -> Voices:
    supports = [pk for pk, each in standings.items() if each.supports]
    refutes = [pk for pk, each in standings.items() if each.contradicts]
    whole = [pk for pk in supports if not standings[pk].untold]
    with connection.cursor() as cursor:
        asked = (SUPPORTS, supports, REFUTES, refutes, WHOLE, whole)
        cursor.execute(VOICE_OF, asked)
        rows: list[tuple[str, int, int, bool]] = cursor.fetchall()
    counted = {
        side: max((voice for each, _pk, voice, _ in rows if each == side), default=0)
        for side in (SUPPORTS, REFUTES, WHOLE)
    }
    by_pk = {mention.pk: mention for mention in mentions}
    speakers = {(side, voice): by_pk[pk] for side, pk, voice, speaks in rows if speaks}
    of = {}
    for side, pk, number, speaks in rows:
        if side != WHOLE:
            speaker = speakers[side, number]
            same = speaker.origin_id == by_pk[pk].origin_id
            of[pk] = Voice(side, number, speaker, speaks, same)
    origins = {
        side: {by_pk[pk].origin_id for pk, each in of.items() if each.side == side}
        for side in (SUPPORTS, REFUTES)
    }
    return Voices(
        of,
        counted[SUPPORTS],
        counted[REFUTES],
        counted[SUPPORTS] - counted[WHOLE],
        len(origins[SUPPORTS] & origins[REFUTES]),
    )
