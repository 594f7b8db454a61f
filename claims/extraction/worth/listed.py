"""Lists of words that show what a sentence does, and how often each speaks in a text.

An entry that ends in ``*`` stands for all words that begin so."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from claims.extraction.text.glimpses import WORDS_REMEMBERED, glimpse, hint_of_words

SPEECH = (
    "said,says,told,tells,stated,added,announced,warned,argued,argues,claimed,claims"
    ",reported,reports,according to,stressed,emphasi*ed,noted,denied,explained"
    ",confirmed,accused,criticised,criticized,called for,urged,demanded,asked,promised"
    ",declared,insisted,believes,recommends,expects,sagte,sagt,sagten,erklärte"
    ",erklärt,erklärten,betonte,teilte,teilten,laut,zufolge,nach angaben,hieß es"
    ",berichtete,berichtet,berichten,kritisierte,warf,forderte,fordert,fordern"
    ",kündigte,warnte,warnt,räumte,wies,bezeichnete,nannte,nennt,meinte,behauptet"
    ",behauptete,äußerte,äußerten,bestätigte,verwies,empfiehlt,rechnet,gegenüber"
)
REPORTED = "sei,seien,habe,hätten,werde,würden,könne,müsse,solle,dürfe,gebe"
DECISION = (
    "approved,rejected,decided,ruled,voted,banned,ordered,adopted,vetoed,signed"
    ",appointed,dismissed,sentenced,agreed,passed,repealed,announced plans,suspended"
    ",beschloss,beschlossen,entschied,entschieden,billigte,gebilligt,lehnte,abgelehnt"
    ",verabschiedete,verabschiedet,verbot,verboten,verurteilte,verurteilt,ernannte"
    ",ernannt,entließ,entlassen,stimmte,stimmten,unterzeichnete,unterzeichnet"
    ",genehmigte,genehmigt,urteilte,vereinbart,vereinbarten"
)
ACT = (
    "held,signed,killed,arrested,elected,resigned,approved,rejected,launched,built,paid"
    ",fired,hired,banned,bought,sold,won,lost,died,attacked,invaded,withdrew,voted"
    ",passed,fell,rose,increased,decreased,cut,halved,doubled,opened,closed,agreed"
    ",refused,condemned,criticised,criticized,called,urged,initiated,met,spoke"
    ",announced,appointed,fined,sentenced,injured,destroyed,delivered,collapsed"
    ",deployed,stieg,stiegen,sank,sanken,starb,starben,gewann,verlor,forderte"
    ",kritisierte,beschloss,unterzeichnete,lehnte,rief,kündigte,eröffnete,verurteilte"
)
COMPARISON = (
    "more than,less than,fewer than,higher,lower,largest,biggest,highest,lowest"
    ",twice,half,double*,tripled,halved,the most,majority,record,increase*,decrease*"
    ",rose,fell,grew,percent,per cent,mehr als,weniger als,höher*,niedriger*,größte*"
    ",höchste*,niedrigste*,doppelt*,verdoppelt*,halbiert*,hälfte,mehrheit,stieg*"
    ",gestiegen*,sank*,gesunken*,prozent,rekord*"
)
OPINION = (
    "ought to,in my view,in my opinion,arguably,hopefully,unfortunately"
    ",fortunately,thankfully,sadly,great,terrible,wonderful,awful,brilliant,shame*"
    ",beautiful,i think,i believe,i feel,disgrac*,absurd*,ridiculous*,outrageous*"
    ",scandal*,stupid*,foolish*,naive,cynical*,hypocri*,pathetic,embarrass*,shocking*"
    ",disastrous*,catastroph*,magnificent*,marvellous*,glorious*,splendid*,horrible"
    ",dangerous*,madness,insane,farce,nonsense,lies,liar*,coward*,evil,corrupt*"
    ",arrogan*,failure,betray*,greed*,tyran*,propaganda,so-called,deserve*"
    ",meiner meinung,leider,hoffentlich,großartig*,schrecklich*,wunderbar*,furchtbar*"
    ",ich finde,ich glaube,schande*,schändlich*,absurd*,lächerlich*,ungeheuerlich*"
    ",skandal*,dumm*,töricht*,naiv*,zynisch*,heuchl*,heuchel*,peinlich*,erschreckend*"
    ",katastroph*,herrlich*,gefährlich*,wahnsinn*,irrsinn*,farce,unsinn,blödsinn"
    ",lüge*,lügner*,feige*,korrupt*,arrogan*,versagen,gier*,tyrann*,propaganda"
    ",sogenannte*,so genannte*,selbsternannt*,verdient hätte*,gott sei dank,zum glück"
    ",perfide,dreist*,beschämend*,bizarr*,grotesk*,fatal*,verheerend*,erbärmlich*"
)
OBLIGATION = (
    "should,must,need to,needs to,have to,has to,let us,let's,cannot allow,dare not"
    ",sollte,sollten,muss,müssen,müsste,müssten,darf nicht,dürfen nicht,lasst uns"
)
HEDGE = (
    "perhaps,maybe,probably,apparently,seems,seem,seemingly,presumably,supposedly"
    ",allegedly,appears,vielleicht,wahrscheinlich,offenbar,scheint,scheinen"
    ",anscheinend,vermutlich,angeblich,offensichtlich,wohl"
)
INTENSE = (
    "very,really,so,such,too,utterly,absolutely,totally,completely,simply,just,even"
    ",only,never,always,nothing,nobody,everybody,everything,anyone,no one,finally"
    ",indeed,of course,certainly,clearly,obviously,surely,truly,once again,once more"
    ",at last,sehr,wirklich,völlig,absolut,total,schlicht,einfach,sogar,nur,nie"
    ",niemals,immer,nichts,niemand,jeder,alles,endlich,natürlich,selbstverständlich"
    ",gewiss,klar,sicherlich,schon wieder,wieder einmal,ja,doch,eben,halt,eigentlich"
    ",ausgerechnet,geradezu,regelrecht,überhaupt,längst,bezeichnenderweise"
    ",seltsamerweise,tatsächlich,kaum"
)
FIRST_SINGULAR = "i,me,my,mine,ich,mir,mich,mein,meine,meinem"
FIRST_PLURAL = "we,us,our,ours,wir,uns,unser,unsere,unseren,unserem"
SECOND_PERSON = "you,your,yours,yourself,du,dich,dir,dein,deine,ihr,euch,euer"
ADDRESS = (
    "thank you,thanks,good evening,good morning,ladies and gentlemen,god bless,welcome"
    ",congratulations,honored,honoured,proud,grateful,please,mr. speaker,danke,vielen"
    " dank,herzlich,willkommen,guten abend,meine damen und herren,stolz"
)
GENERAL = (
    "who,those who,anyone who,people,one,they,them,man,wer,die leute,diese leute,leute"
)
LAWS = (
    "law,act,bill,court,budget,tax*,program*,congress,parliament,department"
    ",billion,million,schools,jobs,students,funding,gesetz*,gericht*,haushalt*"
    ",steuer*,bundestag,ministerium,behörde*,milliarde*,millionen,polizei"
)

LISTS = {
    "attributes a statement": SPEECH,
    "reported speech": REPORTED,
    "attributes a decision": DECISION,
    "reports an act": ACT,
    "compares": COMPARISON,
    "opinion": OPINION,
    "demand": OBLIGATION,
    "hedged": HEDGE,
    "emphatic": INTENSE,
    "first person": FIRST_SINGULAR,
    "first person plural": FIRST_PLURAL,
    "second person": SECOND_PERSON,
    "courtesy": ADDRESS,
    "general": GENERAL,
    "institutions": LAWS,
}
TOKEN = re.compile(r"\w+(?:['’-]\w+)*")
JOINT = re.compile(r"['-]")
# The country, and not the pronoun.
NO_WORD = "US"


def count_listed(text: str) -> dict[str, int]:
    """How many words of each list ``text`` has."""
    seen = glimpse(text)
    found = dict.fromkeys(LISTS, 0)
    for name in chain.from_iterable(map(lists_in, seen.pieces)):
        found[name] += 1
    if not seen.has(BEGINS_PHRASE):
        return found
    words = [*chain.from_iterable(map(words_in, seen.pieces))]
    for at, word in enumerate(words):
        for phrase, name in PHRASES.get(word, ()):
            if words[at : at + len(phrase)] == phrase:
                found[name] += 1
    return found


@lru_cache(WORDS_REMEMBERED)
def lists_in(piece: str) -> tuple[str, ...]:
    """The lists that the words between two blanks stand in, each word for itself."""
    words = TOKEN.findall(piece.replace("’", "'"))
    return tuple(chain.from_iterable(map(lists_of, words)))


@lru_cache(WORDS_REMEMBERED)
def words_in(piece: str) -> tuple[str, ...]:
    """The words between two blanks, in small letters."""
    return tuple(map(str.lower, TOKEN.findall(piece.replace("’", "'"))))


def lists_of(token: str) -> tuple[str, ...]:
    """The lists a word stands in, itself or by its first part."""
    first = token if token.isalpha() else JOINT.split(token)[0]
    if first == NO_WORD:
        return ()
    lowered = token.lower()
    found = [*WORDS.get(lowered, ()), *WORDS.get(first.lower(), ())]
    if lowered[:SHORTEST_BEGINNING] in BEGUN:
        for end in range(SHORTEST_BEGINNING, len(lowered) + 1):
            found.extend(BEGINNINGS.get(lowered[:end], ()))
    return tuple(dict.fromkeys(found))


def read_entries() -> Iterator[tuple[str, str]]:
    for name, listed in LISTS.items():
        for entry in listed.split(","):
            yield entry, name


def index_lists() -> tuple[
    Mapping[str, list[str]],
    Mapping[str, list[str]],
    Mapping[str, list[tuple[list[str], str]]],
]:
    """The lists by word, by beginning of a word, and by the first word of a phrase."""
    words: dict[str, list[str]] = defaultdict(list)
    beginnings: dict[str, list[str]] = defaultdict(list)
    phrases: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for entry, name in read_entries():
        phrase = TOKEN.findall(entry)
        if len(phrase) > 1:
            phrases[phrase[0]].append((phrase, name))
        elif entry.endswith("*"):
            beginnings[phrase[0]].append(name)
        else:
            words[phrase[0]].append(name)
    return dict(words), dict(beginnings), dict(phrases)


WORDS, BEGINNINGS, PHRASES = index_lists()
SHORTEST_BEGINNING = min(len(beginning) for beginning in BEGINNINGS)
BEGINS_PHRASE = hint_of_words(PHRASES)
BEGUN = frozenset(beginning[:SHORTEST_BEGINNING] for beginning in BEGINNINGS)
