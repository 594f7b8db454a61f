"""Who says it, where the sentence says so plainly."""

import re

from claims.extraction.findings import Speaker

PART = r"[A-ZÄÖÜ][\w’'.-]{0,40}"
NAME = rf"{PART}(?: (?:(?:von|van|de|der|den|al|bin|el|la|of) )?{PART}){{0,6}}"
ADVERB = (
    r"(?:(?:also|later|then|reportedly|further|again|has|had|have|repeatedly|earlier"
    r"|recently|previously|once|now|publicly|domestically) ){0,3}"
)
SAYS = (
    r"(?:said|says|say|told|tells|stated|states|added|adds|warned|warns|claimed|claims"
    r"|confirmed|confirms|explained|argued|argues|insisted|insists|stressed|reiterated"
    r"|emphasi[sz]ed|announced|declared|denied|complained|noted|highlighted|clarified"
    r"|pointed out|called|criticised|criticized|condemned|dismissed|described|reported"
    r"|promised|demanded|testified|wrote|disagreed|urged|objected|signalled|signaled"
    r"|worried|assured|accused|acknowledged|admitted|alleged|asserted|estimated)\b"
)
SAGT = (
    r"(?:sagte|sagt|sagten|erklärte|erklärt|erklärten|betonte|betont|warnte|warnt"
    r"|forderte|fordert|kritisierte|kritisiert|behauptete|behauptet|meinte|meint"
    r"|berichtete|berichtet|bestätigte|bestätigt|teilte|schrieb|schreibt|kündigte"
    r"|äußerte|ergänzte|versicherte|bekräftigte|dementierte|mitteilte)\b"
)
ROLE = r"(?:,[^,.;]{1,80},)?"
CUES = tuple(
    re.compile(pattern)
    for pattern in (
        rf", (?P<name>{PART}(?: {PART}){{0,2}}), {ADVERB}(?:{SAYS}|{SAGT})",
        rf"(?P<name>{NAME}){ROLE} {ADVERB}(?:{SAYS}|{SAGT})",
        rf"[”“\"’»,] (?:said|says|added|wrote|argued|warned) (?:the )?(?P<name>{NAME})",
        rf"\b{SAGT} (?:auch |dagegen |dazu |zuvor |am \w{{1,20}} )?"
        rf"(?:der |die |das )?(?P<name>{NAME})",
        rf"[”“\"’»,] so (?:der |die |das )?(?P<name>{NAME})",
        rf"\b[Ll]aut (?:Angaben |Aussage )?(?:de[rsm] |von )?(?P<name>{NAME})",
        rf"\b[Nn]ach Angaben (?:de[rsm] |von )?(?P<name>{NAME})",
        rf"\b[Aa]ccording to (?:an? |the )?(?P<name>{NAME}(?: (?!and "
        rf"|und )[a-z]{{3,20}}){{0,2}})",
        r"\b[Aa]ccording to (?:an? |the )?"
        r"(?P<name>[a-z]{3,20}(?:['’]s)?(?: (?!and |who )[a-z]{3,20}){0,1})",
    )
)
TITLE = re.compile(
    r"(?:.*\b(?:President|Chancellor|Minister|Secretary|General|Secretary-General|Mayor"
    r"|Senator|Governor|spokesman|spokeswoman|spokesperson|Spokesman|Spokesperson"
    r"|Sprecher"
    r"|Sprecherin|Regierungssprecher|Regierungssprecherin|Präsident|Präsidentin"
    r"|Bundeskanzler|Bundeskanzlerin|Kanzler|Kanzlerin|Ministerin|Bürgermeister"
    r"|Bürgermeisterin|CEO|Chief|Director|Professor|Prof\.|Dr\.|Mr\.?|Mrs\.?|Ms\.?|Sir"
    r"|Judge|Captain|Colonel|Außenminister|Innenminister|Finanzminister)"
    r"(?: of [A-Z]\w+)?(?: [a-z]\w+)?) (?=[A-ZÄÖÜ])"
)
ROLE_ONLY = re.compile(
    r"(?:Vice-|Ex-|Former )?(?:[A-ZÄÖÜ]\w{0,30}-)?(?:President|Chancellor|(?:Prime )?"
    r"Minister|Secretary|Mayor|Senator|Governor|Sprecher(?:in)?|Präsident(?:in)?"
    r"|(?:Bundes|Vize)?[Kk]anzler(?:in)?|\w*[Mm]inister(?:in)?|(?:Ober)?"
    r"[Bb]ürgermeister(?:in)?|\w*[Pp]olitiker(?:in)?|\w*[Cc]hef(?:in)?"
    r"|\w*[Ss]precher(?:in)?)(?: of .*)?"
)
NOT_A_NAME = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|You|This|That|These|Those|But|And|So|Or|In|On|At"
    r"|As|If|When|While|Who|What|Which|One|Some|Many|Others?|Both|There|Also|However"
    r"|Although|Though|Then|Now|Later|Der|Die|Das|Er|Sie|Es|Wir|Ich|Ihr|Man|Dies|Dieser"
    r"|Diese|Ein|Eine|Und|Aber|Doch|Wie|Als|Wenn|Dabei|Dazu|Dann|Damit|Auch|Deshalb"
    r"|Experts|Critics|Officials|Sources|People|Speaking|Despite|Experten|Kritiker"
    r"|Am|Im|Bei|Nach|Vor|Seit|Mit|Angaben)(?: |$)"
)


def find_speaker(sentence: str) -> Speaker | None:
    """The speaker's name as it stands in ``sentence``, or None when not plain."""
    for cue in CUES:
        for found in cue.finditer(sentence):
            start, end = narrow(sentence, *found.span("name"))
            if start < end:
                return Speaker(sentence[start:end], start, end)
    return None


def narrow(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The name without what only looked like its beginning, and without a title."""
    while opening := NOT_A_NAME.match(sentence, start, end):
        start = opening.end()
    if title := TITLE.match(sentence, start, end):
        start = title.end()
    possessive = re.search(r"['’]s?$|[.,]$", sentence[start:end])
    if possessive:
        end -= len(possessive.group())
    if ROLE_ONLY.fullmatch(sentence, start, end):
        return start, start
    return start, end
