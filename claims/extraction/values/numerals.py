"""Numbers as digits and as English and German words."""

import re
from decimal import Decimal
from unicodedata import decimal

from claims.extraction.text.wordlists import any_of, listed

LONGEST_NUMBER = 40

GROUPED = re.compile(r"\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?")


ENGLISH = {
    word: number
    for number, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve"
            " thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
        )
    )
} | {
    word: number
    for number, word in zip(
        range(20, 100, 10),
        listed("twenty thirty forty fifty sixty seventy eighty ninety"),
        strict=True,
    )
}
ENGLISH_SCALES = {"hundred": 100, "thousand": 1000}
GERMAN_ONES = {
    word: number
    for number, word in enumerate(
        listed("ein zwei drei vier fünf sechs sieben acht neun"), start=1
    )
}
GERMAN_TENS = {
    word: number
    for number, word in zip(
        range(20, 100, 10),
        listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"),
        strict=True,
    )
}
GERMAN_TEENS = {
    word: number
    for number, word in enumerate(
        listed(
            "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn"
            " neunzehn"
        ),
        start=10,
    )
}
ARTICLES = frozenset(listed("ein eine einen einem einer eines one"))


_ONES = any_of(GERMAN_ONES)
_UNDER_HUNDRED = (
    rf"(?:(?:{_ONES})und)?(?:{any_of(GERMAN_TENS)})|{any_of(GERMAN_TEENS)}|{_ONES}"
)
_UNDER_THOUSAND = rf"(?:(?:{_ONES})?hundert(?:und)?)?(?:{_UNDER_HUNDRED})?"
GERMAN_NUMERAL = re.compile(
    rf"(?:(?P<thousands>{_UNDER_THOUSAND})tausend(?:und)?)?(?P<rest>{_UNDER_THOUSAND})"
)
HUNDREDS = re.compile(
    rf"(?:(?P<hundreds>(?:{_ONES})?)hundert(?:und)?)?"
    rf"(?:(?:(?P<ones>{_ONES})und)?(?P<tens>{any_of(GERMAN_TENS)})"
    rf"|(?P<teens>{any_of(GERMAN_TEENS)})|(?P<one>{_ONES}))?"
)
GERMAN_HALF = re.compile(rf"(?P<whole>{_ONES})einhalb|(?P<one>anderthalb)")

_ENGLISH_WORD = any_of([*ENGLISH, *ENGLISH_SCALES])
# German words are runs of these, so that one pass finds them all.
_GERMAN_PARTS = (
    rf"(?:{any_of([*GERMAN_ONES, *GERMAN_TENS, *GERMAN_TEENS])}"
    r"|hundert|tausend|und|einhalb|anderthalb){1,12}"
)
NUMBER_WORDS = (
    rf"(?:(?:an?|one)\s(?=hundred|thousand))?(?:{_ENGLISH_WORD})(?!\w)"
    rf"(?:(?:[ -]|(?<=hundred)\sand\s|(?<=thousand)\sand\s)"
    rf"(?:{_ENGLISH_WORD})(?!\w))*"
    rf"|{_GERMAN_PARTS}(?!\w)|(?:eine[nmrs]?)(?!\w)"
)
NUMBER_WORD = rf"(?!und$)(?:{_ENGLISH_WORD}|{_GERMAN_PARTS}|eine[nmrs]?)"


def parse_digits(written: str, language: str) -> Decimal | None:
    """The number meant by digits and separators, or None when it is not one.

    "10.000" is ten thousand in German and ten in English; "10,000" the other way."""
    if len(written) > LONGEST_NUMBER:
        return None
    if not written.isascii():
        # Arabic-Indic, full-width and other digits count as those they stand for.
        written = "".join(
            str(decimal(sign)) if sign.isdecimal() else sign for sign in written
        )
    if written.isdigit():
        return Decimal(written) if written.isascii() else None
    point = "," if language == "de" else "."
    if GROUPED.fullmatch(written):
        separators = [sign for sign in written if not sign.isdigit()]
        lone = len(separators) == 1
        if not (lone and separators[0] == point and language) and written[0] != "0":
            last = separators[-1]
            if lone or last == separators[0]:
                return Decimal(re.sub(r"\D", "", written))
            whole, _, fraction = written.rpartition(last)
            return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{fraction}")
    if written.count(".") + written.count(",") == 1 and written.isascii():
        return Decimal(written.replace(",", ".")) if "'" not in written else None
    return None


def parse_words(written: str) -> Decimal | None:
    """The number that English or German words name, or None."""
    words = written.casefold()
    if words in ARTICLES:
        return Decimal(1)
    if half := GERMAN_HALF.fullmatch(words):
        whole = 1 if half["one"] else GERMAN_ONES[half["whole"]]
        return Decimal(whole) + Decimal("0.5")
    if german := GERMAN_NUMERAL.fullmatch(words):
        total = hundreds_of(german["rest"]) if german["rest"] else 0
        if german["thousands"] is not None:
            total += 1000 * (hundreds_of(german["thousands"]) or 1)
        return Decimal(total) if total else None
    return parse_english(re.split(r"[\s-]+", words))


def hundreds_of(word: str) -> int:
    found = HUNDREDS.fullmatch(word)
    if not found:
        return 0
    total = GERMAN_ONES.get(found["ones"] or found["one"] or "", 0)
    total += GERMAN_TENS.get(found["tens"] or "", 0)
    total += GERMAN_TEENS.get(found["teens"] or "", 0)
    if found["hundreds"] is not None:
        total += 100 * GERMAN_ONES.get(found["hundreds"], 1)
    return total


def parse_english(words: list[str]) -> Decimal | None:
    total = group = 0
    for word in words:
        if word in {"a", "an", "and"}:
            continue
        if word == "hundred":
            group = (group or 1) * 100
        elif word == "thousand":
            total, group = total + (group or 1) * 1000, 0
        elif word in ENGLISH:
            group += ENGLISH[word]
        else:
            return None
    return Decimal(total + group)
