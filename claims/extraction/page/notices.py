"""Words that give page furniture away wherever in a line they stand."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """``hints``, in small letters, are looked for first: that is cheap."""

    reason: str
    most_words: int
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


def notice(reason: str, most_words: int, hints: str, *patterns: str) -> Notice:
    written = re.compile("|".join(patterns), re.IGNORECASE)
    return Notice(reason, most_words, tuple(hints.split("|")), written)


# Nothing but agencies in brackets says whose report it was, and of no picture whose.
SIGNED = r"(?:(?:reuters|afp|ap|dpa|epd|kna|sid)[/, ]*)+\)$"
NOTICES = (
    notice(
        "copyright",
        60,
        "copyright|rights reserved|rechte vorbehalten",
        r"\ball rights reserved\b|\balle rechte vorbehalten\b",
        r"\bcopyright\s+(?:©|\(c\)|\d{4})",
    ),
    notice(
        "cookie notice",
        80,
        "cookie",
        r"\b(?:accept|reject|akzeptieren)\b.{0,20}\bcookies?\b",
        r"\bcookies (?:akzeptieren|zulassen|ablehnen)\b",
        r"\b(?:necessary|these|those) cookies\b",
    ),
    notice(
        "newsletter",
        60,
        "newsletter",
        r"\b(?:sign up|subscribe|anmelden)\b.{0,40}\bnewsletters?\b",
        r"\bnewsletters?\b.{0,40}\b(?:abonnieren|bestellen|anmelden)",
    ),
    notice("comments", 14, " comment", r"\b\d+ comments? on\b"),
    notice(
        "caption",
        90,
        ")|©|/|photo|getty|via ap|image|credit|foto|bild|picture",
        rf"\((?!{SIGNED})(?:[^()]{{0,80}}\b)?"
        r"(?:credits?|photo|image|foto|bild|picture|getty|reuters"
        r"|afp|ap|dpa|epa|imago|picture[ -]alliance|shutterstock|screengrab|courtesy)"
        r"\b[^()]{0,160}\)$",
        rf"\((?!{SIGNED})[^()]{{1,80}}\s?/\s?[^()]{{1,120}}\)$",
        r"(?:^|[.)\s])(?:photo|image|picture|credits?|foto|bild) ?(?:credit|by)?\s?:"
        r"\s?[^.!?]{2,70}$",
        r"(?-i:[a-z)](?:Credit|Photo|Image|Foto):)\s?[^.!?]{2,70}$",
        r"©\s?[^.!?]{2,60}$",
        r"/ ?(?:reuters|afp|ap|getty|dpa|epa|imago|bloomberg)\b[^.!?]{0,40}$",
        r"\b(?:getty images|ap photo|afp photo|via ap|via getty|file photo)\b",
    ),
    notice(
        "caption",
        90,
        ", left|, right|, cent|from left",
        r"^[^.!?]{5,120}, (?:left|right|cent(?:er|re)|(?:second )?from left)\b"
        r"(?: [\w ]{2,20})?,",
    ),
    notice(
        "legal notice",
        120,
        "privacy|cookie|terms|your |javascript|copyright|blocker|ihre |datenschutz"
        "|nutzungsb|site",
        r"\b(?:our|your|the|by) (?:privacy|cookie) (?:policy|notice|settings)\b"
        r"(?!['’]s)",
        r"\bterms (?:of (?:use|service)|and conditions)\b(?!['’]s)",
        r"\byour (?:personal )?(?:data|consent|account|browser|subscription"
        r"|e-?mail address|inbox)\b",
        r"\b(?:this|our|the) (?:web)?sites? (?:uses? cookies|is protected by)\b",
        r"\b(?:enable|requires) javascript\b|\bsubject to copyright\b|\bad ?blocker\b",
        r"\bihre (?:daten|einwilligung|e-mail)\b|\bnutzungsbedingungen\b",
        r"\bdatenschutz(?:erklärung|bestimmungen|hinweise)\b",
    ),
    notice(
        "author note",
        60,
        " on twitter| on facebook| on insta|has been ",
        r"\b(?:follow|find) (?:him|her|them|me|us) on (?:twitter|facebook|insta)",
        r"\bhas been (?:reporting|writing|covering)\b.{0,60}\bsince \d{4}",
    ),
    notice(
        "author note",
        60,
        "writer|reporter|editor|correspondent|journalist|columnist|author|freelance",
        r"^(?:\S{1,20} ){1,6}(?:is|was) (?:an? |the )(?:\S{1,25} ){0,6}"
        r"(?:writer|reporter|editor|correspondent|journalist|columnist|author"
        r"|freelancer)\b.{0,80}\b(?:at|for|based|living|of|covering|who)\b",
    ),
)
