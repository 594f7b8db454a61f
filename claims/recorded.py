"""What the machine wrote down of its reasons, said in the reader's language. Rows, the
API and exports keep it in English, as it was written."""

import re
from functools import cache
from typing import Final

from django.utils.translation import get_language, gettext, gettext_noop

# One who reads English reads what was recorded.
ENGLISH: Final = "en"
# Parts of one sentence.
JOINT: Final = "; "
# What is told in these places is one of the sentences itself, or several.
NESTED: Final = {"how", "reasons"}
AND: Final = ", "
NUMBER: Final = re.compile(r"(%\(\w+\))d")

SENTENCES: Final = (
    # Whose voice it is.
    gettext_noop("Published by %(outlet)s."),
    gettext_noop("Both are published by %(outlet)s."),
    gettext_noop("%(left)s and %(right)s belong to %(owner)s."),
    gettext_noop("Both print the same sentence, word for word."),
    gettext_noop("Both quote one statement of %(speaker)s."),
    gettext_noop("Both quote %(speaker)s: “%(quote)s”."),
    gettext_noop("Both report what %(speaker)s said."),
    gettext_noop("Both use the same %(words)s words."),
    gettext_noop("Both print the same %(words)s words of one quoted statement."),
    gettext_noop("Both print the same %(words)s words, word for word."),
    gettext_noop("Both print the same %(words)s words, nearly word for word."),
    gettext_noop("%(copy)s prints %(share)s %% of %(outlet)s’s text word for word."),
    gettext_noop(
        "%(copy)s prints %(share)s %% of %(outlet)s’s text nearly word for word."
    ),
    gettext_noop(
        "%(copy)s prints %(share)s %% of %(outlet)s’s text with many words changed."
    ),
    gettext_noop("%(copy)s shares %(share)s %% of its text with %(outlet)s, %(how)s."),
    gettext_noop("A voice of its own, says %(person)s: %(reason)s"),
    gettext_noop("The same voice, says %(person)s: %(reason)s"),
    gettext_noop("word for word"),
    gettext_noop("nearly word for word"),
    gettext_noop("with many words changed"),
    # Why two claims may be the same.
    gettext_noop("Their words are the same."),
    gettext_noop("Their words are %(share)s%% alike."),
    gettext_noop("A part of each says the same: “%(left)s” – “%(right)s”."),
    gettext_noop("%(left)s%% of it stands there, %(right)s%% of that stands here"),
    gettext_noop("both say %(numbers)s"),
    gettext_noop("nothing else there comes as near"),
    gettext_noop("too short to be linked"),
    gettext_noop("one says that it is not so"),
    gettext_noop("what one denies the other does not tell"),
    gettext_noop("each is somebody else's word"),
    gettext_noop("the two reports share nothing else"),
    gettext_noop("each names somebody or something else"),
    gettext_noop("each gives other figures of something else"),
    gettext_noop("One contradicts the other."),
    gettext_noop("may say the opposite: “%(left)s” – “%(right)s”"),
    gettext_noop("One contradicts the other: “%(left)s” – “%(right)s”."),
    # What a newer version of a source did to a claim.
    gettext_noop(
        "%(outlet)s changed its text, and the statement stands in it as before."
    ),
    gettext_noop("%(outlet)s changed its text: the statement is no longer in it."),
    gettext_noop(
        "%(outlet)s changed its text: the statement could be one of several places in "
        "it."
    ),
    gettext_noop("%(outlet)s changed its text: %(why)s."),
    # Why a page or a feed could not be read.
    gettext_noop("there is no server %(host)s. Check the address."),
    gettext_noop("%(host)s is not in the public net. Paste the text, or send a file."),
    gettext_noop(
        "the server cannot be reached (%(kind)s). Check the address, or paste the text."
    ),
    gettext_noop(
        "the server answers %(status)d. Open the page yourself and paste its text."
    ),
    gettext_noop(
        "did not arrive within %(seconds)d seconds. Try again, or paste the text."
    ),
    gettext_noop("is %(kind)s, not a page of text. Save its text and send that."),
    gettext_noop(
        "has more than the %(most)s bytes allowed. Paste the part that matters."
    ),
    gettext_noop("leads on more than %(times)d times. Paste the text instead."),
    gettext_noop("is HTML without an article in it. Send the article's text instead."),
    gettext_noop("is no RSS or Atom feed. Look for the address of one on the site."),
    # What a merge brought to a verdict.
    gettext_noop(
        "Claim %(claim)s was merged into it, and says “%(says)s” where this claim says "
        "“%(claims)s”."
    ),
    gettext_noop("Claim %(claim)s was merged into it, and one says that it is not so."),
    gettext_noop(
        "Claim %(claim)s was merged into it, with what a person said does not support "
        "it."
    ),
    gettext_noop(
        "Claim %(claim)s was merged into it, and little speaks for both being one "
        "statement."
    ),
    # What speaks for checking a sentence, and against.
    gettext_noop("states a quantity"),
    gettext_noop("names a date"),
    gettext_noop("names a person or place"),
    gettext_noop("attributes a statement"),
    gettext_noop("attributes a decision"),
    gettext_noop("reports an act"),
    gettext_noop("compares"),
    gettext_noop("opinion"),
    gettext_noop("little that can be checked"),
    gettext_noop("demand"),
    gettext_noop("future"),
    gettext_noop("hedged"),
    gettext_noop("first person"),
    gettext_noop("question"),
    gettext_noop("speaks to the reader"),
    gettext_noop("note of the newsroom"),
    gettext_noop("introduces what follows"),
    gettext_noop("very short"),
    gettext_noop("the kind that is often checked"),
    gettext_noop("the writer's judgement"),
    # Why a text could not be read.
    gettext_noop(
        "The worker ended without a word on each of %(attempts)s attempts: the text "
        "probably takes too much time or memory."
    ),
    # Why a part of a text was left out.
    gettext_noop("too long to be one sentence"),
    gettext_noop("not worth checking: %(reasons)s"),
    gettext_noop("away from the article"),
    gettext_noop("no words"),
    gettext_noop("repeated paragraph"),
    gettext_noop("repeated heading"),
    gettext_noop("heading"),
    gettext_noop("copyright"),
    gettext_noop("after the copyright line"),
    gettext_noop("cookie notice"),
    gettext_noop("newsletter"),
    gettext_noop("comments"),
    gettext_noop("after the comments"),
    gettext_noop("keep reading"),
    gettext_noop("related"),
    gettext_noop("image credit"),
    gettext_noop("caption"),
    gettext_noop("share"),
    gettext_noop("reading time"),
    gettext_noop("byline"),
    gettext_noop("dateline"),
    gettext_noop("promotion"),
    gettext_noop("publishing note"),
    gettext_noop("author note"),
    gettext_noop("reader appeal"),
    gettext_noop("navigation"),
    gettext_noop("legal notice"),
    gettext_noop("teaser"),
    gettext_noop("may be page furniture"),
    gettext_noop(
        "not read: only the first %(most)s characters are, send the rest as a source "
        "of its own"
    ),
)


def say_recorded(words: str) -> str:
    """``words`` as a reader of this language would say them; what is in none of the
    sentences above stays as it was written."""
    if (get_language() or ENGLISH).startswith(ENGLISH):
        return words
    whole = say_one(words)
    if whole is not None:
        return whole
    parts = words.removesuffix(".").split(JOINT)
    said = [say_one(part) for part in parts]
    if None in said:
        return words
    ended = "." if words.endswith(".") else ""
    return JOINT.join(filter(None, said)) + ended


def say_one(words: str) -> str | None:
    for sentence, pattern in patterns():
        if found := pattern.fullmatch(words):
            given = found.groupdict()
            said = gettext(sentence)
            if not given:
                return said
            nested = {name: say_each(given[name]) for name in NESTED & given.keys()}
            # A number was recorded as it was written.
            return NUMBER.sub(r"\1s", said) % (given | nested)
    return None


def say_each(words: str) -> str:
    return AND.join(say_one(part) or part for part in words.split(AND))


@cache
def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Each sentence with what matches it, the strictest first."""
    plain = sorted(SENTENCES, key=lambda sentence: sentence.count("%("))
    return [(sentence, pattern_of(sentence)) for sentence in plain]


def pattern_of(sentence: str) -> re.Pattern[str]:
    parts, at = [], 0
    for found in re.finditer(r"%\((\w+)\)[sd]|%%", sentence):
        parts.append(re.escape(sentence[at : found.start()]))
        parts.append(f"(?P<{found[1]}>.+?)" if found[1] else "%")
        at = found.end()
    return re.compile("".join([*parts, re.escape(sentence[at:])]), re.DOTALL)
