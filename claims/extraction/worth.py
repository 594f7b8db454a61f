"""How much a sentence is worth checking, by rules a reviewer can see and argue with."""

import re
from collections.abc import Sequence

from claims.extraction.findings import Speaker, Value

# A plain statement with nothing for or against it is just worth a look: in a
# newsroom a missed claim costs more than a dismissed one.
PLAIN = 0.35
THRESHOLD = 0.3
FEWEST_WORDS = 4

QUOTED = re.compile(r"[“„\"«][^“”„\"«»]{1,900}[”“\"»]")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
NAME = re.compile(r"(?<=[\w,;:–—-] )(?:the )?[\"“„(]?[A-ZÄÖÜ][\w’'-]+")
NAME_OPENS = re.compile(
    r"(?!(?:The|This|That|These|Those|There|It|In|On|At|He|She|They|We|You|And|But"
    r"|So|If"
    r"|When|While|Der|Die|Das|Es|Ein|Eine|In|Im|Am|Er|Sie|Wir|Und|Aber|Wenn)\b)"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+|[’']s\b)"
)
ACT = re.compile(
    r"\b(?:held|signed|killed|arrested|elected|resigned|approved|rejected|launched"
    r"|built"
    r"|paid|fired|hired|banned|bought|sold|won|lost|died|attacked|invaded|withdrew"
    r"|voted"
    r"|passed|fell|rose|increased|decreased|cut|halved|doubled|opened|closed|agreed"
    r"|refused|condemned|criticis?z?ed|called|urged|initiated|met|spoke|announced"
    r"|appointed|fined|sentenced|injured|destroyed|delivered|collapsed|deployed"
    r"|(?:has|have|had|was|were) (?:been )?\w{2,20}(?:ed|en|t|n)"
    r"|wurden?\b.{0,80}\w(?:t|en)|(?:hat|haben|habe|hatte"
    r"|hatten)\b.{0,80}\bge\w+(?:t|en)"
    r"|stieg(?:en)?|sank(?:en)?|starb(?:en)?|gewann|verlor|forderte|kritisierte"
    r"|beschloss"
    r"|unterzeichnete|lehnte|rief|kündigte|eröffnete|verurteilte)\b",
    re.IGNORECASE,
)
OPINION = re.compile(
    r"\b(?:should|ought to|must not|in my view|arguably|hopefully|perhaps|unfortunately"
    r"|thankfully|sadly|great|terrible|wonderful|awful|brilliant|shameful|beautiful"
    r"|i think|i believe|i feel|sollte|sollten|meiner meinung|leider|hoffentlich"
    r"|vielleicht|großartig|schrecklich|wunderbar|furchtbar|ich finde|ich glaube)\b",
    re.IGNORECASE,
)
PREDICTION = re.compile(
    r"\b(?:will|is going to|are going to|is expected to|are expected to|is likely to"
    r"|could|might|may(?! \d)|wird|werden|würde|würden|könnte|könnten|dürfte|dürften)\b"
)
FIRST_PERSON = re.compile(
    r"\b(?:I|I'm|I’m|we|We|my|My|our|Our|ich|Ich|wir|Wir|mein|Mein|meine|unser"
    r"|unsere)\b"
)
SECOND_PERSON = re.compile(r"^(?:You|Your|Please|Click|Sie können|Bitte|Klicken)\b")


def weigh(
    sentence: str, values: Sequence[Value], speaker: Speaker | None
) -> tuple[float, tuple[str, ...]]:
    """Worth from 0 to 1, and the reasons for and against in words."""
    outside = QUOTED.sub(" ", sentence)
    kinds = {value.kind for value in values}
    signs = (
        (0.25, "states a quantity", bool(kinds - {"date"})),
        (0.1, "names a date", "date" in kinds),
        (0.15, "names a person or place", names_somebody(sentence)),
        (0.15, "attributes a statement", speaker is not None),
        (0.1, "reports an act", ACT.search(outside) is not None),
        (-0.15, "opinion", OPINION.search(outside) is not None),
        (-0.1, "prediction", PREDICTION.search(outside) is not None),
        (-0.15, "first person", FIRST_PERSON.search(outside) is not None),
        (-0.35, "question", sentence.rstrip("\"'”’» )").endswith("?")),
        (-0.35, "speaks to the reader", SECOND_PERSON.match(sentence) is not None),
        (-0.35, "very short", len(WORD.findall(sentence)) < FEWEST_WORDS),
    )
    found = [(points, reason) for points, reason, holds in signs if holds]
    worth = PLAIN + sum(points for points, _ in found)
    return round(min(1.0, max(0.0, worth)), 2), tuple(reason for _, reason in found)


def names_somebody(sentence: str) -> bool:
    return bool(NAME.search(sentence) or NAME_OPENS.match(sentence))
