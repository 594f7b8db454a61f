"""Whether a full stop ends its sentence: abbreviations, ordinals, initials."""

import re


def split_words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Titles and the like: a name follows, however it begins.
NEVER_LAST = split_words(
    "Mr Mrs Ms Messrs Mx Dr Drs Prof St Sen Sens Rep Reps Gov Gen Col Cpl Lt Capt"
    " Cmdr Cpt Sgt Maj Adm Rev Hon Pres Supt Insp Hr Hrn Frhr Dipl Ing z.B d.h u.a"
    " i.d.R e.g i.e vs bzw ca sog vgl evtl ggf resp cf viz Sra Mme Mlle Sig"
)
# End a sentence unless a number follows: "Nr. 4", "Fig. 2", "Nov. 5".
NUMBERED = split_words(
    "No Nos Nr Nrn Fig Figs Vol pp p S Ch Sec Eq Abb Abs Art Kap Bd Tab Tel Az Ziff"
    " Rn Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Okt Nov Dec Dez n núm c ext"
)
# End a sentence only when the next word cannot be the rest of a name or an amount.
PERHAPS_LAST = split_words(
    "etc usw Inc Co Corp Ltd Bros Jr Sr Mio Mrd Bio Tsd Std Min Sek Mag inkl exkl"
    " zzgl geb gest gegr verh ev kath lat engl dt frz Str Hbf Bhf Univ Dept Est Ave"
    " Blvd Rd Mt Ft al approx est incl Fr Ph Mon Tue Wed Thu Fri Sat Sun Pos max min"
    " tgl mtl jährl ehem stellv Reg Bez Landkr Kl Jh Jhd bil mil bn hrsg Hrsg Anm"
    " Chr Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich"
    " Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo"
)
ABBREVIATIONS = NEVER_LAST | NUMBERED | PERHAPS_LAST
OPENS_SENTENCE = split_words(
    "The This That These Those He She It They We You I In On At But And If As When"
    " While After Before For His Her Its Their Our My There Here What Who Why How"
    " Where However Although Since According Also Not So Then To With From By Some"
    " Many Most All Both Each Another A An Now Is Are Was Did Do Does Can Der Die"
    " Das Dem Den Des Ein Eine Einer Einen Er Sie Es Wir Ihr Ich Im Am An Auf Aus"
    " Bei Mit Nach Von Vor Zu Zum Zur Für Und Aber Doch Auch Wenn Als Dass Wie Was"
    " Wer Wo Warum Dies Diese Dieser Dieses Dort Hier Dabei Damit Danach Dann Denn"
    " Nun Seit Über Unter Um Durch Gegen Ohne Viele Alle Einige Kein Keine Nicht"
    " Ihre Seine Man Jedoch Allerdings Zudem Außerdem Laut Bis Ab Weil Da Le La Les"
    " Un Une Il Elle Ils En Dans El Los Las Una Por Para Gli Nel Nella O Os As Um"
    " Uma Em Het Een"
)
MONTHS = split_words(
    "January February March April May June July August September October November"
    " December Januar Jänner Februar März Mai Juni Juli Oktober Dezember"
)
BEFORE_ORDINAL = split_words(
    "am den dem der die das des im zum vom bis und ab seit beim zur ihr ihre sein"
    " seine ihren seinen ihrem seinem jeder jedes jeden"
)

TOKEN_BEFORE = re.compile(r"[^\s(\[\"'„“”\u201a‘»«/]+$")
WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+\S+$")
ORDINAL = re.compile(r"\d{1,2}")
NUMBER = re.compile(r"\d{1,3}|[a-zA-Z]")
ROMAN = re.compile(r"[IVX]{1,5}")
DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.\s?)+[^\W\d_]{1,3}")


def stop_ends(before: str, after: str, language: str) -> bool:
    """Whether the stop after ``before`` ends its sentence; ``before`` begins where
    the sentence does or a few words back, ``after`` is the next word."""
    found = TOKEN_BEFORE.search(before)
    word = found.group() if found else ""
    if word == before.strip() and NUMBER.fullmatch(word):
        return False  # the number or letter of a list's entry
    if ORDINAL.fullmatch(word):
        return number_ends(before, after, language)
    if after[:1].islower():
        return word.islower() and word.isalpha() and not is_short(word)
    if word in NEVER_LAST:
        return False
    if word in NUMBERED:
        return not after[:1].isdigit() and (word == "No" or opens(after))
    if word in PERHAPS_LAST or DOTTED.fullmatch(word) or ROMAN.fullmatch(word):
        return opens(after)
    if len(word) == 1 and word.isalpha():
        return len(after) > 1 and opens(after)
    return True


def number_ends(before: str, after: str, language: str) -> bool:
    """German ordinals go on, as in "am 15. November"; "Sie ist 15. Er" does not."""
    if after in MONTHS or after[:1].islower():
        return False
    if language != "de":
        return True
    found = WORD_BEFORE.search(before)
    return opens(after) and not (found and found[1].lower() in BEFORE_ORDINAL)


def is_short(word: str) -> bool:
    return len(word) < 2 or word in ABBREVIATIONS


def opens(word: str) -> bool:
    return word in OPENS_SENTENCE
