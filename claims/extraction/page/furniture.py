"""What stands on a page around an article, told line by line."""

import re
from functools import lru_cache

from claims.extraction.page.notices import NOTICES

LONGEST_LINE = 700


def sign(
    reason: str, most_words: int, *patterns: str
) -> tuple[str, int, re.Pattern[str]]:
    return reason, most_words, re.compile("|".join(patterns), re.IGNORECASE)


# A reason, the longest line (in words) it may be found in, and how such a line begins.
OPENINGS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    sign("copyright", 60, r"©|\(c\)\s|copyright\b"),
    sign(
        "cookie notice",
        80,
        r"(?:we|this (?:web)?site|our partners|wir|diese (?:web)?seite|unsere)\b"
        r".{0,60}\bcookies?\b",
        r"cookies?\b.{0,30}(?:settings|policy|einstellungen|richtlinie)",
    ),
    sign(
        "newsletter",
        60,
        r"(?:subscribe|sign up|join our|get (?:our|the|your)\b.{0,40}\b(?:newsletter"
        r"|inbox|briefing)|(?:our |the |unser |zum )?newsletter|enter your e-?mail"
        r"|your e-?mail|abonnieren|jetzt (?:abonnieren|anmelden|registrieren)"
        r"|melden sie sich|ihre e-?mail)\b",
    ),
    sign(
        "comments",
        14,
        r"(?:\d+ )?(?:comments?|kommentare?)(?: \(\d+\))?:?$",
        r"(?:leave|post|add|write) a (?:comment|reply)",
        r"no comments\b|join the conversation",
        r"kommentar (?:schreiben|verfassen|hinterlassen)",
        r"(?:schreiben|hinterlassen) sie (?:einen|den ersten) kommentar",
        r"(?:log in|sign in|einloggen) (?:to|um)\b.{0,20}(?:comment|kommentieren)",
    ),
    sign(
        "keep reading",
        8,
        r"(?:keep|continue) reading|read (?:more|on|the full)|show (?:more|less)",
        r"load more|see more|weiter ?lesen|mehr (?:lesen|anzeigen|laden)",
        r"(?:ganzen|vollständigen) artikel lesen",
    ),
    sign(
        "related",
        24,
        r"related\b(?: (?:articles?|stor(?:y|ies)|topics?|content|posts?|coverage|news"
        r"|links|reading)\b)?\s*:?$",
        r"related:|read (?:also|next|further)\b|also read|see also\b",
        r"more (?:on this|from|about|stories|news|in )\b",
        r"most (?:read|popular|viewed)\b",
        r"you (?:may|might) (?:also )?(?:like|enjoy)|recommended\b|top stories\b",
        r"don't miss\b|up next\b|editor'?s'? picks?\b|(?:mehr )?zum thema\b",
        r"lesen sie (?:auch|mehr|hier)|auch interessant|siehe auch|das könnte sie",
        r"weitere (?:artikel|themen|meldungen|nachrichten|beiträge)\b|meistgelesen",
        r"ähnliche (?:artikel|beiträge)|passend dazu",
    ),
    sign(
        "image credit",
        80,
        r"(?:top |main |lead |cover |featured |header )?(?:image|photo|photograph"
        r"|picture)s?(?: (?:credits?|source|by|courtesy)\b|\s*:)",
        r"(?:fotos?|bild|bilder|bildquelle|bildnachweis|grafik|titelbild)\s*:",
        r"(?:file|stock|handout) (?:photo|picture|image)\b",
        r"(?:photo|image|picture) (?:©|via)\b",
    ),
    sign(
        "caption",
        90,
        r"das (?:von .{1,60} )?(?:bild|foto) zeigt\b",
        r"(?:pictured|im bild|archivbild|archivfoto|symbolbild|symbolfoto"
        r"|undated photo)\b",
        r"(?:image|photo|picture|video|media) ?(?:caption|copyright|credit)\b",
        r"in this (?:\S+ ){1,6}(?:file )?(?:photo|image)\b",
    ),
    sign(
        "share",
        9,
        r"(?:share|teilen|follow us|folgen sie|folge uns|find us|like us|tweet"
        r"|facebook|twitter|whats ?app|linkedin|instagram|telegram|copy link"
        r"|link kopieren|print|drucken|e-?mail|send|merken"
        r"|artikel (?:teilen|drucken))\b",
    ),
    sign(
        "reading time",
        6,
        r"(?:\d+|one|two|three|five)[ -](?:min(?:ute)?s?)[ -](?:read|lesezeit)\b",
        r"(?:reading time|lesezeit|lesedauer)\b|\d+ min(?:uten)?\.? lesezeit",
    ),
    (
        "byline",
        16,
        re.compile(
            r"(?:[Bb]y|BY|[Vv]on) [A-ZÄÖÜ][\w.'’-]+(?: [A-ZÄÖÜ][\w.'’-]*){0,5}"
            r"(?:,? (?:and|und|in) [A-ZÄÖÜ][\w.'’-]+(?: [A-ZÄÖÜ][\w.'’-]+){0,4})?"
            r"[^.!?]{0,40}$"
            r"|(?:[Aa]uthor|[Aa]utor(?:in)?|[Rr]eporter|[Cc]orrespondent)s?\s*:"
            r"|(?:[Ww]ith )?(?:[Aa]dditional )?[Rr]eporting by\b"
            r"|(?:[Ww]ritten|[Ee]dited) by\b|(?:Mitarbeit|Redaktion|Interview)\s*:"
        ),
    ),
    sign(
        "dateline",
        12,
        r"(?:published|updated|last updated|posted|first published|modified|stand"
        r"|aktualisiert|veröffentlicht|erstellt|datum)\b\s*(?:on|am|at|:|\d)",
    ),
    sign(
        "promotion",
        40,
        r"(?:sie können|you can|hören sie|sehen sie|listen to|watch|tune in|download"
        r"|catch|schalten sie)\b.{0,160}\b(?:interview|podcast|programme?|sendung|folge"
        r"|episode|video|livestream|app|beitrag|gespräch|broadcast|show)\b",
        r"(?:support|unterstützen sie) (?:our|us|unsere?n?)\b|(?:donate|spenden)\b",
        r"(?:advertisement|anzeige|werbung|sponsored)\b.{0,20}$",
    ),
    sign(
        "publishing note",
        60,
        r"diese[rs]? (?:nachricht|meldung|beitrag|artikel|text|sendung|bericht"
        r"|interview) (?:wurde|lief|ist|stammt|erschien)\b.{0,120}\b(?:gesendet"
        r"|ausgestrahlt|gekürzt|autorisiert|erschienen|veröffentlicht|aktualisiert|übersetzt|agentur|programm)",
        r"dieser (?:artikel|beitrag|text) erschien\b",
        r"this (?:article|story|report|piece|post|blog|page|programme|broadcast)"
        r" (?:was|is|has been|has|first|originally|appeared)\b.{0,60}\b(?:published"
        r"|broadcast|aired|updated|appeared|corrected|amended|translated|syndicated|produced)\b",
        r"(?:this (?:material|content|document)|reproduction|no part of)\b.{0,60}"
        r"\b(?:publish|reproduc|redistribut|permission|copyright|not be)",
        r"(?:citation|quelle|source|via|tags?|filed under|topics|schlagwörter|themen)"
        r"\s*:|article (?:topics|tags)",
    ),
    sign(
        "author note",
        60,
        r"about the author|über den autor|contact \S{1,30} at\b",
        r"e-?mail (?:him|her|them|the author)\b",
    ),
    sign(
        "reader appeal",
        25,
        r"(?:like (?:this|what you)|want (?:more|to (?:read|receive|know|get))"
        r"|did you (?:like|enjoy)|enjoy(?:ed|ing)? this|got a (?:tip|story)"
        r"|have (?:a|you got a) (?:tip|story|comment)|have your say|click here"
        r"|stay (?:up to date|informed|tuned)|we (?:send|recommend)|gefällt ihnen"
        r"|save my name|by (?:submitting|clicking|signing|subscribing|continuing)"
        r"|please (?:enter|log|sign|enable|note that comments)"
        r"|thank you for (?:sign|subscrib|register)\w*|follow (?:us|our)"
        r"|follow \S{1,30}(?: \S{1,20})? on|an e-?mail with)\b",
    ),
    sign(
        "navigation",
        6,
        r"(?:home(?:page)?|menu|menü|back to top|nach oben|top|skip to .{1,20}|search"
        r"|suche|latest|live|log ?in|sign in|register|anmelden|startseite|previous"
        r"|next|zurück|weiter|contact(?: us)?|kontakt|about(?: us)?|impressum"
        r"|datenschutz(?:erklärung)?|privacy(?: policy)?|terms(?: of (?:use|service))?"
        r"|zum inhalt.{0,20}|sitemap|faq|help|hilfe|advertise|careers)[.:]?$",
    ),
    sign(
        "navigation",
        12,
        r"[^.!?|\u203a»>]{1,40}(?:\s[|\u203a»>]\s[^.!?|\u203a»>]{1,40}){1,5}$",
    ),
)


def name_furniture(line: str) -> str:
    """The reason why this line is no part of an article, or ""."""
    return find_sign(line) if len(line) <= LONGEST_LINE else ""


@lru_cache(maxsize=2048)  # menus repeat
def find_sign(line: str) -> str:
    words = line.count(" ") + 1
    for reason, most_words, opening in OPENINGS:
        if words <= most_words and opening.match(line):
            return reason
    small = line.lower()
    for each in NOTICES:
        if (
            words <= each.most_words
            and any(hint in small for hint in each.hints)
            and each.pattern.search(line)
        ):
            return each.reason
    return ""
