"""What an amount is an amount of: "profit", "fine", "turnout"."""

import re

from claims.extraction.text.glimpses import hint_of, may_hold, rules_out

TOPICS = {
    "inflation": r"inflation\w*|consumer prices|cost of living|teuerung\w*"
    r"|verbraucherpreis\w*|lebenshaltungskosten",
    "unemployment": r"unemploy\w+|jobless\w*|out of work|(?:jugend)?arbeitslos\w*"
    r"|erwerbslos\w*",
    "turnout": r"turnout|wahlbeteiligung|cast (?:their|a) (?:ballots?|votes?)",
    "interest": r"interest rates?|key rates?|benchmark rate|leitzins\w*|zinssatz\w*"
    r"|zinsen",
    "share price": r"shares|share price|stocks?|(?<!je )(?<!pro )aktien?|aktienkurs\w*",
    "profit": r"profits?|earnings|net income|earned|\w{0,12}gewinn"
    r"|(?:jahres)?überschuss",
    "loss": r"loss(?:es)?|\w{0,12}verlust\w{0,2}|fehlbetrag",
    "revenue": r"revenues?|turnover|sales|takings|took in|proceeds|\w{0,12}umsatz"
    r"|umsätze|erlöse?|einnahmen",
    "debt": r"debts?|borrowings?|owe[ds]?|owing|\w{0,10}schulden\w{0,4}|schuldete?"
    r"|verschuld\w+",
    "deficit": r"deficits?|shortfall|in the red|roten? zahlen|defizits?"
    r"|(?:hole|gap) (?:of|in)|\w{0,12}l(?:och|ücke) (?:von|in)"
    r"|haushaltsl(?:och|ücke)",
    "fine": r"fine[ds]?|penalt(?:y|ies)|bußgeld\w*|geldstrafen?|geldbuße\w*"
    r"|strafzahlung\w*",
    "tax": r"tax|taxes|vat|levy|\w{0,16}steuern?|mehrwertsteuersatz",
    "tariff": r"tariffs?|customs|(?:straf|einfuhr)?z[oö]lle?n?",
    "wage": r"wages?|salar(?:y|ies)|paid an hour|\w{0,10}l[oö]hne?s?|\w{0,10}gehalts?"
    r"|gehälter\w*|verdien\w+",
    "rent": r"rents?|\w{0,8}mieten?",
    "pension": r"pensions?|\w{0,10}renten?",
    "dividend": r"dividends?|dividenden?",
    "ransom": r"ransom|lösegeld\w*",
    "donation": r"donat\w+|spenden?|gespendet|spendete[n]?",
    "compensation": r"compensation|settlements?|entschädig\w+|abfindung\w*"
    r"|schadenersatz"
    r"|schmerzensgeld|damages of",
    "damage": r"damage|\w{0,8}schaden|\w{0,8}schäden",
    "aid": r"aid|assistance|relief|\w{0,12}hilfen?|hilfspaket\w*|unterstützung"
    r"|finanzhilfe\w*|subsid\w+|subvention\w*|zuschuss|zuschüsse",
    "investment": r"invest\w*",
    "spending": r"spend|spends|spending|spent|expenditure|\w{0,16}ausgaben|ausgegeben",
    "cost": r"costs?|price tag|\w{0,10}kosten|kostete?n?",
    "price": r"prices?|priced|\w{0,10}preise?[sn]?",
    "budget": r"budgets?|etats?|\w{0,20}haushalt|\w{3,20}etat",
    "advertising": r"advertising|marketing|werbung",
    "trade": r"exports?|exporte\w*|ausfuhr\w*",
    "imports": r"imports?|importe\w*|einfuhr\w*",
    "growth": r"gdp|growth|economy|bip|bruttoinlandsprodukt\w*|wirtschaftsleistung"
    r"|wirtschaft|wirtschaftswachstum\w*",
    "support": r"approv\w+|support\w*|favou?r\w*|zustimm\w+|befürwort\w+|dafür"
    r"|(?:sind|ist|waren) [\w# ]{0,30}?für|back(?:ed|s|ing)?",
    "opposition": r"oppos\w+|disapprov\w+|reject\w*|against|(?:sind|ist"
    r"|waren) [\w# ]{0,30}?gegen|ablehn\w+|abgelehnt|dagegen"
    r"|lehn(?:t|en|te|ten)\b.{0,60}?\bab",
    "undecided": r"undecided|unentschlossen\w*|unentschieden\w*",
    "efficacy": r"effective|efficacy|wirksam\w*",
    "vaccination": r"vaccinat\w+|geimpft\w*|impfquote",
    "capacity": r"full|capacity|ausgelastet|auslastung|gefüllt",
    "prison": r"prison|jail\w*|sentence[ds]?|probation|bewährung\w*|verurteilt\w*"
    r"|behind bars|haft\w{0,6}|gefängnis\w*"
    r"|freiheitsstrafe\w*|\w{0,10}haft",
    "order": r"orders?|ordered|bestell\w+|auftr[aä]ge?[ns]?",
    "deadline": r"deadline|\w{0,12}frist",
    "training": r"training|apprenticeship|ausbildung",
    "trial": r"trial|deliberated|prozess\w*|verhandlung",
    "battery": r"battery|akku",
    "rainfall": r"rain\w*|regen\w*|niederschlag\w*",
    "snow": r"snow\w*|schnee\w*",
    "depth": r"depth|deep|tiefe?",
    "height": r"height|tall|altitude|elevation|höhe|hoch",
    "width": r"wide|width|breite?",
    "length": r"long|length|lang|länge",
    "wind": r"winds?|gusts?|böen?|windgeschwindigkeit\w*",
    "water level": r"water level|pegel\w*|wasserstand\w*",
}
# In small letters, and without a group for each topic, it is found three times as fast.
TOPIC = re.compile(rf"(?<!\w)(?:{'|'.join(TOPICS.values())})(?!\w)")
NAMES_TOPIC = hint_of(TOPICS)
NAMES = {name.replace(" ", "_"): re.compile(words) for name, words in TOPICS.items()}
CLAUSE = re.compile(
    r"[;:!?]|,\s(?!was|which)|\s(?:and|und|while|während|but|aber|although|obwohl)\s"
)
# Whose age it is.
MALE = re.compile(
    r"(?<!\w)(?:m[ae]n|boys?|he|his|him|husband|father|son|brother|mann|männer|jungen?"
    r"|vater|sohn|bruder|er|\S*jährigen?r|\S*jährigem)(?!\w)",
    re.IGNORECASE,
)
FEMALE = re.compile(
    r"(?<!\w)(?:wom[ae]n|girls?|she|her|wife|mother|daughter|sister|frau|frauen|mädchen"
    r"|mutter|tochter|schwester|eine\s\S*jährige|die\s\S*jährige|\w{4,}(?:er|st|nt"
    r"|rt)in)"
    r"(?!\w)",
    re.IGNORECASE,
)
REACH = 120


def topics_of(sentence: str, start: int, end: int, last: int, following: int) -> str:
    """Names of the topics, in one line, in the clause of the amount between the values
    before and after it, which end and start at ``last`` and ``following``."""
    if rules_out(sentence, NAMES_TOPIC):
        return ""
    left = sentence[max(last, start - REACH) : start]
    cuts = [*CLAUSE.finditer(left)]
    left = left[cuts[-1].end() :] if cuts else left
    right = sentence[end : min(following, end + REACH)]
    cut = CLAUSE.search(right)
    right = right[: cut.start()] if cut else right
    # "lehnen 35 Prozent ab": the words stand around the amount.
    around = f"{left} # {right}"
    if not may_hold(around, NAMES_TOPIC):
        return ""
    found = {topic_of(each) for each in TOPIC.findall(around.lower())}
    return " ".join(sorted(found))


def sex_of(sentence: str, start: int, end: int) -> str:
    near = sentence[max(0, start - 60) : end + 40]
    sides = (("female", FEMALE), ("male", MALE))
    return " ".join(name for name, pattern in sides if pattern.search(near))


def topic_of(words: str) -> str:
    """The first topic that ``words``, in small letters, are one for; "" if none."""
    return next((name for name, told in NAMES.items() if told.fullmatch(words)), "")
