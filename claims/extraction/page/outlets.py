"""Who published a text, where the text itself says so."""

import re
from urllib.parse import urlsplit

# Published matter names its outlet at either end.
READ = 4000
LONGEST_NAME = 60
NAME = r"(?P<name>[A-ZÄÖÜ][\w&.'’-]*(?:\s[A-ZÄÖÜ&][\w&.'’-]*){0,5})"
FOR_OUTLET = re.compile(
    rf"^(?:By|Von)\s[A-ZÄÖÜ][\w.'’ -]{{2,60}}\s(?:for|für)\s(?:the\s|die\s|den\s)?"
    rf"{NAME}\s*$",
    re.MULTILINE,
)
SOURCE = re.compile(
    rf"^(?:Source|Quelle|Publisher|Outlet|Herausgeber)\s?:\s{NAME}\s*$", re.MULTILINE
)
BROADCAST = re.compile(
    rf"\b(?:im Programm|in the programme of|first published (?:by|in)|erschien zuerst"
    rf" (?:bei|in)|published by)\s(?:the\s|der\s|dem\s|den\s)?{NAME}"
)
ADDRESS = re.compile(
    r"^(?:(?:URL|Link|Canonical|Source|Quelle)\s?:\s)?(?P<url>https?://\S{4,500})\s*$",
    re.MULTILINE | re.IGNORECASE,
)
COPYRIGHT = re.compile(
    rf"(?:©|\([cC]\)|\bCopyright\b)[\s©]*(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?\s)?"
    rf"(?:by\s)?{NAME}"
)


def find_outlet(text: str) -> str:
    """The outlet's name or the host of its address, "" when the text does not say."""
    ends = text if len(text) <= 2 * READ else f"{text[:READ]}\n{text[-READ:]}"
    for pattern in (FOR_OUTLET, BROADCAST):
        if found := pattern.search(ends):
            return clean_name(found["name"])
    if found := ADDRESS.search(ends):
        return host_of(found["url"])
    if found := SOURCE.search(ends):
        return clean_name(found["name"])
    return holder_in(ends)


def holder_in(text: str) -> str:
    """Whose copyright it is, when the name stands elsewhere in the text too: a company
    that only owns the outlet does not."""
    for found in COPYRIGHT.finditer(text):
        name = clean_name(found["name"])
        named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        if len(named.findall(text)) > 1:
            return name
    return ""


def clean_name(name: str) -> str:
    return name.split(". ")[0].rstrip(" .,")[:LONGEST_NAME]


def host_of(url: str) -> str:
    """The host of an address without "www."; "" when it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
