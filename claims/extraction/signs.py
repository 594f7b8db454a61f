"""What a sentence shows of itself, in two languages: signs for the model to weigh, and
patterns a reviewer can be told about."""

import re

QUOTED = re.compile(r"[“„\"«][^“”„\"«»]{1,900}[”“\"»]")
SCARE_QUOTED = re.compile(
    r"(?<![\w:] )[“„\"«‘](?:[\w’'-]+ ?){1,2}[”“\"»’‘](?!,? \w+(?:te|d)\b)"
)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
NAME = re.compile(r"(?<=[\w,;:–—-] )(?:the )?[\"“„(]?[A-ZÄÖÜ][\w’'-]+")
NAME_OPENS = re.compile(
    r"(?!(?:The|This|That|These|Those|There|It|In|On|At|He|She|They|We|You|And|But"
    r"|So|If|When|While|Der|Die|Das|Es|Ein|Eine|In|Im|Am|Er|Sie|Wir|Und|Aber"
    r"|Wenn)\b)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+|[’']s\b)"
)
QUESTION = re.compile(r"\?[\"'”’“» )]*$")
ENDS_LOUD = re.compile(r"(?:!|…|\.\.\.)[\"'”’“» )]*$")


def words(listed: str) -> re.Pattern[str]:
    """Any of the words, or beginnings of words where one ends in ``*``."""
    anyone = "|".join(
        re.escape(word.strip()).replace(r"\*", r"\w*").replace(r"\ ", r"\s")
        for word in listed.split(",")
    )
    return re.compile(rf"(?<![\w-])(?:{anyone})(?!\w)", re.IGNORECASE)


ACT = re.compile(
    r"\b(?:held|signed|killed|arrested|elected|resigned|approved|rejected|launched"
    r"|built|paid|fired|hired|banned|bought|sold|won|lost|died|attacked|invaded"
    r"|withdrew|voted|passed|fell|rose|increased|decreased|cut|halved|doubled|opened"
    r"|closed|agreed|refused|condemned|criticis?z?ed|called|urged|initiated|met|spoke"
    r"|announced|appointed|fined|sentenced|injured|destroyed|delivered|collapsed"
    r"|deployed|(?:has|have|had|was|were) (?:been )?\w{2,20}(?:ed|en|t|n)"
    r"|wurden?\b.{0,80}\w(?:t|en)"
    r"|(?:hat|haben|habe|hatten?)\b.{0,80}\bge\w+(?:t|en)"
    r"|stieg(?:en)?|sank(?:en)?|starb(?:en)?|gewann|verlor|forderte|kritisierte"
    r"|beschloss|unterzeichnete|lehnte|rief|kündigte|eröffnete|verurteilte)\b",
    re.IGNORECASE,
)
SPEECH = words(
    "said,says,told,tells,stated,added,announced,warned,argued,argues,claimed,claims"
    ",reported,reports,according to,stressed,emphasi*ed,noted,denied,explained"
    ",confirmed,accused,criticised,criticized,called for,urged,demanded,asked,promised"
    ",declared,insisted,believes,recommends,expects,sagte,sagt,sagten,erklärte"
    ",erklärt,erklärten,betonte,teilte,teilten,laut,zufolge,nach angaben,hieß es"
    ",berichtete,berichtet,berichten,kritisierte,warf,forderte,fordert,fordern"
    ",kündigte,warnte,warnt,räumte,wies,bezeichnete,nannte,nennt,meinte,behauptet"
    ",behauptete,äußerte,äußerten,bestätigte,verwies,empfiehlt,rechnet,gegenüber"
)
REPORTED = words("sei,seien,habe,hätten,werde,würden,könne,müsse,solle,dürfe,gebe")
DECISION = words(
    "approved,rejected,decided,ruled,voted,banned,ordered,adopted,vetoed,signed"
    ",appointed,dismissed,sentenced,agreed,passed,repealed,announced plans,suspended"
    ",beschloss,beschlossen,entschied,entschieden,billigte,gebilligt,lehnte,abgelehnt"
    ",verabschiedete,verabschiedet,verbot,verboten,verurteilte,verurteilt,ernannte"
    ",ernannt,entließ,entlassen,stimmte,stimmten,unterzeichnete,unterzeichnet"
    ",genehmigte,genehmigt,urteilte,vereinbart,vereinbarten"
)
COMPARISON = words(
    "more than,less than,fewer than,higher,lower,largest,biggest,highest,lowest"
    ",twice,half,double*,tripled,halved,the most,majority,record,increase*,decrease*"
    ",rose,fell,grew,percent,per cent,mehr als,weniger als,höher*,niedriger*,größte*"
    ",höchste*,niedrigste*,doppelt*,verdoppelt*,halbiert*,hälfte,mehrheit,stieg*"
    ",gestiegen*,sank*,gesunken*,prozent,rekord*"
)
OPINION = words(
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
OBLIGATION = words(
    "should,must,need to,needs to,have to,has to,let us,let's,cannot allow,dare not"
    ",sollte,sollten,muss,müssen,müsste,müssten,darf nicht,dürfen nicht,lasst uns"
)
FUTURE = re.compile(
    r"\b(?:will|is going to|are going to|is expected to|are expected to|is likely to"
    r"|could|might|may(?! \d)|wird|werden|würde|würden|könnte|könnten|dürfte"
    r"|dürften)\b"
)
HEDGE = words(
    "perhaps,maybe,probably,apparently,seems,seem,seemingly,presumably,supposedly"
    ",allegedly,appears,vielleicht,wahrscheinlich,offenbar,scheint,scheinen"
    ",anscheinend,vermutlich,angeblich,offensichtlich,wohl"
)
INTENSE = words(
    "very,really,so,such,too,utterly,absolutely,totally,completely,simply,just,even"
    ",only,never,always,nothing,nobody,everybody,everything,anyone,no one,finally"
    ",indeed,of course,certainly,clearly,obviously,surely,truly,once again,once more"
    ",at last,sehr,wirklich,völlig,absolut,total,schlicht,einfach,sogar,nur,nie"
    ",niemals,immer,nichts,niemand,jeder,alles,endlich,natürlich,selbstverständlich"
    ",gewiss,klar,sicherlich,schon wieder,wieder einmal,ja,doch,eben,halt,eigentlich"
    ",ausgerechnet,geradezu,regelrecht,überhaupt,längst,bezeichnenderweise"
    ",seltsamerweise,tatsächlich,kaum"
)
CONNECTS = re.compile(
    r"(?:But|Yet|And|So|Or|Because|Still|Indeed|Nevertheless|Instead|Surely|Clearly|Of"
    r" course|In short|In other words|After all|Aber|Doch|Und|Denn|Also|Oder"
    r"|Dabei|Allerdings|Stattdessen|Natürlich|Denn|Kurz|Damit|Vielmehr|Eben)\b"
)
FIRST_SINGULAR = words("I,I'm,I’m,I've,I’ve,me,my,mine,ich,mir,mich,mein,meine,meinem")
FIRST_PLURAL = words(
    "we,we're,we’re,we've,we’ve,us,our,ours,wir,uns,unser,unsere,unseren,unserem"
)
SECOND_PERSON = words("you,your,yours,yourself,du,dich,dir,dein,deine,ihr,euch,euer")
TO_READER = re.compile(r"^(?:You|Your|Please|Click|Sie können|Bitte|Klicken)\b")
ADDRESS = words(
    "thank you,thanks,good evening,good morning,ladies and gentlemen,god bless,welcome"
    ",congratulations,honored,honoured,proud,grateful,please,mr. speaker,danke,vielen"
    " dank,herzlich,willkommen,guten abend,meine damen und herren,stolz"
)
IMPERATIVE = re.compile(
    r"[\"“„]?(?:Let|Look|Imagine|Remember|Join|Think|Consider|Ask|Give|Take|Make|Don't"
    r"|Don’t|Never|Listen|Stellen Sie sich|Lassen Sie|Denken Sie|Schauen Sie|Man"
    r" stelle)\b"
)
GENERAL = words(
    "who,those who,anyone who,people,one,they,them,man,wer,die leute,diese leute,leute"
)
LAWS = words(
    "law,act,bill,court,budget,tax*,program*,congress,parliament,department"
    ",billion,million,schools,jobs,students,funding,gesetz*,gericht*,haushalt*"
    ",steuer*,bundestag,ministerium,behörde*,milliarde*,millionen,polizei"
)

PATTERNS = {
    "attributes a statement": SPEECH,
    "reported speech": REPORTED,
    "attributes a decision": DECISION,
    "reports an act": ACT,
    "compares": COMPARISON,
    "opinion": OPINION,
    "demand": OBLIGATION,
    "future": FUTURE,
    "hedged": HEDGE,
    "emphatic": INTENSE,
    "first person": FIRST_SINGULAR,
    "first person plural": FIRST_PLURAL,
    "second person": SECOND_PERSON,
    "courtesy": ADDRESS,
    "general": GENERAL,
    "institutions": LAWS,
}
NAMES = (
    *PATTERNS,
    "opinion outside quotes",
    "first person outside quotes",
    "connects",
    "question",
    "loud",
    "quotes",
    "scare quotes",
    "command",
    "digits",
    "year",
    "percent",
    "money",
    "names",
    "many names",
    "capitals",
    "commas",
    "colon or dash",
    "length",
    "short",
    "long words",
)
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
PERCENT = re.compile(r"\d ?(?:%|per ?cent|Prozent)", re.IGNORECASE)
MONEY = re.compile(r"[€$£]|\b(?:dollars?|euros?|pounds|Euro|Franken)\b", re.IGNORECASE)


def read_signs(sentence: str) -> list[float]:
    """One number from 0 to 1 for each of ``NAMES``."""
    outside = QUOTED.sub(" ", sentence)
    tokens = WORD.findall(sentence)
    count = max(1, len(tokens))
    names = len(NAME.findall(sentence))
    signs = [
        min(1.0, len(pattern.findall(sentence)) / 2) for pattern in PATTERNS.values()
    ]
    marks = (
        OPINION.search(outside),
        FIRST_SINGULAR.search(outside),
        CONNECTS.match(sentence),
        QUESTION.search(sentence),
        ENDS_LOUD.search(sentence),
        QUOTED.search(sentence),
        SCARE_QUOTED.search(sentence),
        IMPERATIVE.match(sentence),
        re.search(r"\d", sentence),
        YEAR.search(sentence),
        PERCENT.search(sentence),
        MONEY.search(sentence),
        names or NAME_OPENS.match(sentence),
        names > 2,
    )
    signs.extend(float(bool(mark)) for mark in marks)
    signs.extend(
        min(1.0, amount)
        for amount in (
            sum(token[0].isupper() for token in tokens) / count,
            sentence.count(",") / 4,
            len(re.findall(r"[:;–—]| - ", sentence)) / 2,
            count / 40,
            max(0, 8 - count) / 8,
            sum(len(token) for token in tokens) / count / 10,
        )
    )
    return signs
