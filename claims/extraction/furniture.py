"""What stands on a page around an article, told line by line."""

import re

IGNORECASE = re.IGNORECASE

# A reason, the longest line (in words) it may be found in, and its sign.
SIGNS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    (
        "copyright",
        60,
        re.compile(
            r"^(?:©|\(c\)\s|copyright\b)|\ball rights reserved\b"
            r"|\balle rechte vorbehalten\b|\bcopyright\s+(?:©|\(c\)|\d{4})",
            IGNORECASE,
        ),
    ),
    (
        "cookie notice",
        80,
        re.compile(
            r"^(?:we|this (?:web)?site|our partners|wir|diese (?:web)?seite|unsere)\b"
            r".{0,60}\bcookies?\b|\b(?:accept|reject|akzeptieren)\b.{0,20}\bcookies?\b"
            r"|^cookies?\b.{0,30}(?:settings|policy|einstellungen|richtlinie)|"
            r"\b(?:alle )?cookies (?:akzeptieren|zulassen|ablehnen)\b",
            IGNORECASE,
        ),
    ),
    (
        "newsletter",
        60,
        re.compile(
            r"^(?:subscribe|sign up|join our|get (?:our|the"
            r"|your)\b.{0,40}\b(?:newsletter"
            r"|inbox|briefing)|(?:our |the |unser |zum )?newsletter|enter your e-?mail"
            r"|your e-?mail|abonnieren|jetzt (?:abonnieren|anmelden|registrieren)"
            r"|melden sie sich|ihre e-?mail)\b|\b(?:sign up|subscribe"
            r"|anmelden)\b.{0,40}"
            r"\bnewsletters?\b|\bnewsletters?\b.{0,40}\b(?:abonnieren|bestellen"
            r"|anmelden)",
            IGNORECASE,
        ),
    ),
    (
        "comments",
        14,
        re.compile(
            r"^(?:\d+ )?(?:comments?|kommentare?)(?: \(\d+\))?:?$|^(?:leave|post"
            r"|add|write)"
            r" a (?:comment|reply)|\b\d+ comments? on\b|^no comments\b|^join the "
            r"conversation|^kommentar (?:schreiben|verfassen|hinterlassen)"
            r"|^(?:schreiben|hinterlassen) sie (?:einen|den ersten) kommentar"
            r"|^(?:log in|sign in|einloggen) (?:to|um)\b.{0,20}(?:comment"
            r"|kommentieren)",
            IGNORECASE,
        ),
    ),
    (
        "keep reading",
        8,
        re.compile(
            r"^(?:keep reading|continue reading|read (?:more|on|the full)"
            r"|show (?:more|less)"
            r"|load more|see more|weiterlesen|weiter lesen|mehr (?:lesen|anzeigen"
            r"|laden)"
            r"|(?:ganzen|vollständigen) artikel lesen)",
            IGNORECASE,
        ),
    ),
    (
        "related",
        24,
        re.compile(
            r"^(?:related\b(?: (?:articles?|stor(?:y|ies)|topics?|content|posts?"
            r"|coverage"
            r"|news|links|reading)\b)?\s*:?$|related:|read (?:also|next|further)\b"
            r"|also read"
            r"|see also\b|more (?:on this|from|about|stories|news|in )\b"
            r"|most (?:read|popular"
            r"|viewed)\b|you (?:may|might) (?:also )?(?:like|enjoy)|recommended\b"
            r"|top stories\b|don't miss\b|up next\b|editor'?s'? picks?\b|mehr zum thema"
            r"|zum thema\b|lesen sie (?:auch|mehr|hier)|auch interessant|siehe auch"
            r"|das könnte sie|weitere (?:artikel|themen|meldungen|nachrichten"
            r"|beiträge)\b"
            r"|meistgelesen|ähnliche (?:artikel|beiträge)|passend dazu)",
            IGNORECASE,
        ),
    ),
    (
        "image credit",
        80,
        re.compile(
            r"^(?:top |main |lead |cover |featured |header )?(?:image|photo|photograph"
            r"|picture)s?(?: (?:credits?|source|by|courtesy)\b|\s*:)|^(?:foto"
            r"|fotos|bild"
            r"|bilder|bildquelle|bildnachweis|grafik|titelbild)\s*:|^(?:file|stock"
            r"|handout)"
            r" (?:photo|picture|image)\b|^(?:photo|image|picture) (?:©|via)\b",
            IGNORECASE,
        ),
    ),
    (
        "caption",
        90,
        re.compile(
            r"\((?:[^()]{0,80}\b)?(?:credits?|photo|image|foto|bild|picture|getty"
            r"|reuters"
            r"|afp|ap|dpa|epa|imago|picture[ -]alliance|shutterstock|screengrab"
            r"|courtesy)"
            r"\b[^()]{0,160}\)$|\([^()]{1,80}\s?/\s?[^()]{1,120}\)$"
            r"|^das (?:von .{1,60} )?(?:bild|foto) zeigt\b|^(?:pictured|im bild"
            r"|archivbild"
            r"|archivfoto|symbolbild|symbolfoto|undated photo)\b",
            IGNORECASE,
        ),
    ),
    (
        "share",
        9,
        re.compile(
            r"^(?:share|teilen|follow us|folgen sie|folge uns|find us|like us"
            r"|tweet|facebook"
            r"|twitter|whats ?app|linkedin|instagram|telegram|copy link|link kopieren"
            r"|print|drucken|e-?mail|send|merken|artikel (?:teilen|drucken))\b",
            IGNORECASE,
        ),
    ),
    (
        "reading time",
        6,
        re.compile(
            r"^(?:\d+|one|two|three|five)[ -](?:min(?:ute)?s?)[ -](?:read|lesezeit)\b"
            r"|^(?:reading time|lesezeit|lesedauer)\b|^\d+ min(?:uten)?\.? lesezeit",
            IGNORECASE,
        ),
    ),
    (
        "byline",
        16,
        re.compile(
            r"^(?:[Bb]y|BY|[Vv]on) [A-ZÄÖÜ][\w.'’-]+(?: [A-ZÄÖÜ][\w.'’-]*){0,5}"
            r"(?:,? (?:and|und"
            r"|in) [A-ZÄÖÜ][\w.'’-]+(?: [A-ZÄÖÜ][\w.'’-]+){0,4})?[^.!?]{0,40}$"
            r"|^(?:[Aa]uthor|[Aa]utor(?:in)?|[Rr]eporter|[Cc]orrespondent)s?\s*:"
            r"|^(?:[Aa]dditional )?[Rr]eporting by\b|^(?:[Ww]ritten|[Ee]dited) by\b"
        ),
    ),
    (
        "dateline",
        12,
        re.compile(
            r"^(?:published|updated|last updated|posted|first published|modified|stand"
            r"|aktualisiert|veröffentlicht|erstellt|datum)\b\s*(?:on|am|at|:|\d)",
            IGNORECASE,
        ),
    ),
    (
        "promotion",
        40,
        re.compile(
            r"^(?:sie können|you can|hören sie|sehen sie|listen to|watch|tune in"
            r"|download"
            r"|catch|schalten sie)\b.{0,160}\b(?:interview|podcast|programme?"
            r"|sendung|folge"
            r"|episode|video|livestream|app|beitrag|gespräch|broadcast|show)\b"
            r"|^(?:support|unterstützen sie) (?:our|us|unsere?n?)\b|^(?:donate"
            r"|spenden)\b"
            r"|^(?:advertisement|anzeige|werbung|sponsored)\b.{0,20}$",
            IGNORECASE,
        ),
    ),
    (
        "publishing note",
        40,
        re.compile(
            r"^dieser? (?:nachricht|meldung|beitrag|artikel|text|sendung|bericht"
            r"|interview)"
            r" (?:wurde|lief|ist|stammt|erschien)\b.{0,120}\b(?:gesendet|ausgestrahlt"
            r"|erschienen|veröffentlicht|aktualisiert|übersetzt|agentur|programm)"
            r"|^dieser (?:artikel|beitrag|text) erschien\b|^this (?:article|story"
            r"|report"
            r"|piece|post|programme|broadcast) (?:was|is|has been|has|first|originally"
            r"|appeared)\b.{0,60}\b(?:published|broadcast|aired|updated|appeared"
            r"|corrected"
            r"|amended|translated|syndicated|produced)\b",
            IGNORECASE,
        ),
    ),
    (
        "navigation",
        6,
        re.compile(
            r"^(?:home(?:page)?|menu|menü|back to top|nach oben|top"
            r"|skip to .{1,20}|search"
            r"|suche|latest|live|log ?in|sign in|register|anmelden|startseite|previous"
            r"|next|zurück|weiter|contact(?: us)?|kontakt|about(?: us)?|impressum"
            r"|datenschutz(?:erklärung)?|privacy(?: policy)?|terms(?: of (?:use"
            r"|service))?"
            r"|zum inhalt.{0,20}|sitemap|faq|help|hilfe|advertise|careers)[.:]?$",
            IGNORECASE,
        ),
    ),
    (
        "navigation",
        12,
        re.compile(
            r"^[^.!?|\u203a»>]{1,40}(?:\s[|\u203a»>]\s[^.!?|\u203a»>]{1,40}){1,5}$"
        ),
    ),
)


def name_furniture(line: str) -> str:
    """The reason why this line is no part of an article, or ""."""
    if len(line) > 700:
        return ""
    words = line.count(" ") + 1
    for reason, most_words, sign in SIGNS:
        if words <= most_words and sign.search(line):
            return reason
    return ""
