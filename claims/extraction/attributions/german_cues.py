"""German words by which a text hands a statement to somebody else."""

from claims.extraction.attributions.cues import SAY, STANCE
from claims.extraction.text.wordlists import listed

# Regular verbs, each by its infinitive; after a blank the particle it parts from.
SAYING = """
sagen|erklären|betonen|warnen|fordern|kritisieren|behaupten|meinen|berichten|bestätigen
|versichern|bekräftigen|dementieren|äußern|ergänzen|begründen|melden|vermuten|glauben
|befürchten|fürchten|schätzen|hoffen|erwarten|fragen|antworten|entgegnen|erwidern|loben
|bezeichnen|beschuldigen|bezweifeln|vermelden|verkünden|verlautbaren|kommentieren
|konstatieren|argumentieren|appellieren|plädieren|urteilen|bemerken|beteuern|beklagen
|bemängeln|bedauern|begrüßen|verurteilen|verlangen|erwähnen|erläutern|formulieren
|prophezeien|prognostizieren|spekulieren|signalisieren|skandieren|twittern|posten
|unterstreichen|erinnern|mahnen|drohen|schildern|referieren|resümieren|präzisieren
|protestieren|attackieren|würdigen|verteidigen|beantworten|publizieren|zitieren
|interpretieren|feststellen|unterstellen|vorhersagen|mutmaßen|folgern|klagen|jubeln
|witzeln|scherzen|spotten|empören|wünschen|träumen|notieren|titeln|raunen|rügen
|monieren|beanstanden|befürworten|garantieren|verdeutlichen|veranschlagen|beziffern
|vereinbaren|kontern|beharren|insistieren|informieren|spekulieren|ahnen
|teilen mit|führen aus|kündigen an|merken an|deuten an|klagen an|prangern an|führen an
|stellen fest|stellen klar|stellen dar|stellen heraus|fügen hinzu|räumen ein|wenden ein
|schätzen ein|lehnen ab|legen dar|hören heraus|setzen hinzu|mahnen an|sagen aus
|sagen voraus|sagen zu|sichern zu|drohen an|fordern auf|regen an|zeigen auf|hören auf
|schränken ein|machen geltend|machen deutlich|machen klar
|machen verantwortlich|stellen aussicht|stufen ein|kreiden an
"""
SAYING_FORMS = """
einigte einigten geeinigt
sprechen spricht sprach sprachen gesprochen spreche sprächen
schreiben schreibt schrieb schrieben geschrieben schreibe
rufen ruft rief riefen gerufen
nennen nennt nannte nannten nenne
verweisen verweist verwies verwiesen verweise
beschreiben beschreibt beschrieb beschrieben beschreibe
widersprechen widerspricht widersprach widersprachen widersprochen
versprechen verspricht versprach versprachen versprochen
empfehlen empfiehlt empfahl empfahlen empfohlen
bitten bittet bat baten gebeten
vergleichen vergleicht verglich verglichen
bestreiten bestreitet bestritt bestritten
beschließen beschließt beschloss beschlossen
entscheiden entscheidet entschied entschieden
schließen
heißt hieß heiße
lautet lautete lauteten lauten
ergeben ergab ergaben ergibt
besagt besagen besagte
unterstellt
wissen wusste wussten
denken denkt dachte dachten gedacht
vertreten vertritt vertrat vertraten
raten rät riet rieten geraten
verraten verrät verriet
betont
"""
PARTED_FORMS = """
gab gaben gibt geben gebe|bekannt an zu wieder preis entwarnung
ging gingen geht gehen gehe|davon aus
rechnete rechneten rechnet rechnen rechne|mit
wies wiesen weist weisen weise|darauf zurück hin
sprach sprachen spricht sprechen|aus an dafür dagegen
warf warfen wirft werfen werfe|vor
schlug schlugen schlägt schlagen schlage|vor
hob hoben hebt heben|hervor
rief riefen ruft rufen|auf aus
trug trugen trägt tragen|vor
nahm nahmen nimmt nehmen|an
schloss schlossen schließt schließen|aus
hielt hielten hält halten halte|fest
schrieb schrieben schreibt schreiben|zu vor
griff griffen greift greifen|an
strich strichen streicht|heraus
bot boten bietet bieten|an
wandte wandten wendet wenden|ein
brachte brachten bringt bringen|ausdruck vor
ließ ließen lässt lassen|verlauten wissen
legte legten legt legen|dar nahe
"""
JOINED = """
mitteilte mitteilten mitteilt mitteilen mitgeteilt bekanntgab bekanntgaben
bekanntgegeben angab angaben angibt angegeben hinwies hinwiesen hingewiesen zurückwies
zurückgewiesen vorwarf vorwarfen vorgeworfen vorschlug vorgeschlagen hervorhob
hervorgehoben aufrief aufgerufen aufforderte aufgefordert auffordert ankündigte
ankündigten angekündigt ausführte ausgeführt einräumte eingeräumt feststellte
festgestellt feststellt hinzufügte hinzugefügt klarstellte klargestellt darstellte
darlegte dargelegt zugesichert zugesagt zusagte ausgesagt aussagte vorhersagte
vorhergesagt angemerkt angedeutet ausgesprochen gefordert anprangerte angeprangert
abgelehnt ablehnte ausgeschlossen zugegeben versprochen beschuldigt ausgegangen
ausging ausgeht angenommen geäußert bekanntgegeben hervorgehe hervorgeht hervorging
verlautete
"""
WANTING = """
unterstützen|bevorzugen
"""
WANTING_FORMS = ""
# Prepositions that name a source, and the nouns that let "nach" do so.
LAUT = frozenset(("laut", "gemäß"))
NACH = "nach"
ACCOUNTS = (
    "angaben",
    "angabe",
    "ansicht",
    "meinung",
    "informationen",
    "auskunft",
    "aussage",
    "aussagen",
    "bericht",
    "berichten",
    "einschätzung",
    "einschätzungen",
    "schätzung",
    "schätzungen",
    "darstellung",
    "worten",
    "erkenntnissen",
    "auffassung",
    "überzeugung",
    "erklärung",
    "mitteilung",
    "ermittlungen",
    "untersuchungen",
    "urteil",
    "aussage",
    "meldung",
    "meldungen",
    "agenturmeldungen",
    "bekunden",
    "dafürhalten",
    "lesart",
    "prognose",
    "prognosen",
    "hochrechnungen",
    "umfrage",
    "umfragen",
    "studie",
    "erkenntnisstand",
    "recherchen",
    "vorstellungen",
    "idee",
    "vorschlag",
    "darstellungen",
    "grundgesetz",
    "kenntnisstand",
    "zusage",
    "zusagen",
    "zusicherung",
    "schilderung",
    "schilderungen",
    "behauptung",
    "vermutung",
    "vermutungen",
    "berechnung",
    "berechnungen",
    "erhebung",
    "erhebungen",
    "erwartung",
    "erwartungen",
    "statistik",
    "messungen",
    "beobachtungen",
    "ankündigung",
)
# "Nach eigenen Angaben": of whomever the sentence tells.
OWN = frozenset(("eigenen", "eigener", "eigenem"))
THEREBY = frozenset(("demnach", "wonach", "demzufolge"))
# They open a sentence and are no subject.
OPENERS = frozenset(
    listed(
        "so dazu dagegen damals dabei darauf damit zudem außerdem ferner weiter"
        " weiterhin daher deshalb deswegen dennoch trotzdem allerdings jedoch zuvor"
        " danach später anschließend gestern heute morgen nun jetzt dann dort hier"
        " hierzu hierbei dafür daraufhin dadurch demgegenüber hingegen unterdessen"
        " inzwischen mittlerweile bereits schon noch erst zuletzt zunächst zugleich"
        " gleichzeitig ebenso ebenfalls wörtlich konkret insgesamt offenbar"
        " möglicherweise darin darüber davon davor daran darunter vielmehr somit"
        " also immerhin ursprünglich bislang bisher kürzlich erstmals mehrfach"
        " letztlich schließlich endlich als für keinesfalls demnach hiermit hierfür"
        " doch dies sonst zwar vorher nachdem indes nämlich besonders"
    )
)
TRAILING = frozenset(
    ("hingegen", "selbst", "jedoch", "dagegen", "aber", "ebenfalls", "auch")
)
PRONOUNS = frozenset(
    (
        "er",
        "sie",
        "es",
        "man",
        "wir",
        "ich",
        "der",
        "die",
        "das",
        "dieser",
        "diese",
        "dieses",
    )
)
DETERMINERS = frozenset(
    listed(
        "der die das des dem den ein eine einer eines einem einen dieser diese"
        " dieses diesem diesen sein seine seiner seinem seinen ihr ihre ihrer ihrem"
        " ihren kein keine unser unsere mehrere viele einige alle beide zwei drei"
        " zahlreiche manche andere weitere jeder jede jedes"
    )
)
PREPOSITIONS = frozenset(
    listed(
        "am im in an auf bei beim gegenüber zu zum zur nach vor mit aus über seit"
        " während durch gegen um unter ohne wegen trotz laut gemäß anlässlich"
        " nachdem bezüglich zwischen bis ab ans ins vom per via hinter neben infolge"
        " aufgrund angesichts mittels zufolge zugunsten innerhalb außerhalb statt"
    )
)
CONJUNCTIONS = frozenset(
    listed(
        "dass daß weil wenn als ob während nachdem obwohl da damit sodass falls bevor"
        " sowie und oder aber doch sondern denn wie wo wer was welche welcher welches"
    )
)
# Behind a noun they lead on to whose it is: "der Kanzler des Landes".
GENITIVES = frozenset(
    listed("der des eines einer dieser dieses seiner ihrer seines ihres unserer")
)
HAVE = frozenset(listed("hat hatte haben hatten habe hätten hätte"))
BECOME = frozenset(
    listed("wird wurde werden wurden werde worden würde sei war waren ist sind")
)
# Moods that only reported speech uses, of the verbs that show them.
SURE_MOOD = frozenset(
    listed(
        "sei seien habe werde könne müsse solle dürfe wolle möge gebe gehe komme"
        " stehe bleibe liege lasse mache führe sehe halte nehme finde bestehe gelte"
        " handle handele bringe trage wisse brauche zeige heiße erhalte treffe"
        " betreffe falle ziehe entspreche spiele diene rechne sorge gehöre beginne"
        " erwarte arbeite lebe leide bedeute verfüge versuche biete beruhe fehle"
        " enthalte verstoße werfe stelle reiche bekomme bedürfe ergebe unterstütze"
        " unterliege zähle wachse verlaufe drohe fordere leiste setze sitze koste"
        " betrage befinde verliere steige sinke ende folge laufe fahre schreibe"
        " spreche benötige denke meine glaube wünsche"
    )
)
LOOSE_MOOD = frozenset(
    listed(
        "hätten hätte wäre wären würden würde könnten könnte müssten müsste"
        " dürften sollten"
    )
)

# Their object is what they are about, not what was said.
ABOUT = tuple(
    listed(
        "kritisier verurteil begrüß lob bezeichn nenn nannt beschreib beschrieb"
        " würdig verteidig unterstütz befürwort beklag bemängel forder verlang"
        " bedauer empfehl empfahl plan beschuldig attackier bestätig vergleich"
        " verglich rüg monier beanstand dementier beabsichtig bevorzug zitier"
    )
)

OWN_VOICE = frozenset(("ich", "wir"))

REPORTS_ITSELF = frozenset(("heißt", "hieß", "heiße", "steht"))

# Whoever does so has said so, without a clause that tells what.
DEMANDS = tuple(
    listed(
        "bezeichne nannte nennt forder geforder begrüß kritisier sprach sprech"
        " spricht äußert lob plädier kündig verurteil warn gab erklär teilte berichte"
        " verwies verweis beziffer veranschlag schätz"
    )
)
# They defend or blame something, and go on with what they say of it.
JUDGING = tuple(listed("verteidig kritisier begrüß verurteil beklag lob"))
# What these tell of stands between their parts; a clause behind is no part of it.
WITHIN = ("geh", "gin", "rech", "mach")
# The same of verbs in two parts: "stellte einen Gewinn in Aussicht".
DEMANDS_IN_PARTS = frozenset(
    (stem, particle)
    for particle, stems in (
        ("aussicht", "stell"),
        ("verantwortlich", "mach"),
        ("zu", "sag sich"),
        ("aus", "schl geh gin"),
        ("ein", "räum"),
        ("ab", "lehn"),
        ("zurück", "wies weis"),
        ("mit", "rech"),
    )
    for stem in stems.split()
)


def forms_of(infinitive: str) -> list[str]:
    """Present, past and mood of a regular verb, and its participle."""
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    link = "e" if stem.endswith(("t", "d", "chn", "fn")) else ""
    forms = [
        infinitive,
        f"{stem}{link}t",
        f"{stem}{link}te",
        f"{stem}{link}ten",
        f"{stem}e",
    ]
    fixed = ("be", "er", "ver", "ent", "ge", "zer", "unter", "wider", "prophezei")
    plain = infinitive.startswith(fixed) or infinitive.endswith("ieren")
    forms.append(f"{stem}{link}t" if plain else f"ge{stem}{link}t")
    return forms


def parted_lexicon() -> dict[str, frozenset[str]]:
    """Finite forms with the particles that make a cue of them."""
    known: dict[str, frozenset[str]] = {}
    for line in SAYING.replace("\n", "").split("|"):
        verb, _, particle = line.partition(" ")
        if particle:
            for form in forms_of(verb)[:5]:
                known[form] = known.get(form, frozenset()) | {particle}
    for line in PARTED_FORMS.strip().split("\n"):
        verbs, _, particles = line.partition("|")
        for form in verbs.split():
            known[form] = known.get(form, frozenset()) | frozenset(particles.split())
    return known


def plain_lexicon() -> dict[str, str]:
    known: dict[str, str] = {}
    for way, regular, irregular in (
        (STANCE, WANTING, WANTING_FORMS),
        (SAY, SAYING, SAYING_FORMS + JOINED),
    ):
        for line in regular.replace("\n", "").split("|"):
            if " " not in line:
                known.update(dict.fromkeys(forms_of(line), way))
        known.update(dict.fromkeys(irregular.split(), way))
    for form in listed("meine glaube klage frage drohe antworte"):
        known.pop(form, None)
    return known


PARTED = parted_lexicon()
GERMAN = plain_lexicon()
PARTICIPLES = frozenset(
    form
    for form in GERMAN
    if (
        form.startswith(("ge", "be", "er", "ver", "ent", "mitge", "ange"))
        and form.endswith(("t", "en"))
    )
    or ("ge" in form[1:6] and form.endswith(("t", "en")))
    or form.endswith("iert")
)
