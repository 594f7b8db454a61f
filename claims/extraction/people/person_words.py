"""Words for people: titles, given names, pronouns, and what nobody is called."""

from claims.extraction.text.wordlists import listed

MALE, FEMALE = "male", "female"
GENDERS = {"he": MALE, "er": MALE, "she": FEMALE, "sie": FEMALE}
TITLES = {
    word: gender
    for gender, words in (
        (
            MALE,
            "mr mr. herr herrn präsident kanzler bundeskanzler minister sprecher"
            " bürgermeister chairman spokesman congressman kommissar papst pope king"
            " sir senator governor gouverneur chef direktor leiter vorsitzender richter"
            " generalsekretär ministerpräsident premier bundespräsident lord prince",
        ),
        (
            FEMALE,
            "mrs ms mrs. ms. miss frau präsidentin kanzlerin bundeskanzlerin ministerin"
            " sprecherin bürgermeisterin spokeswoman chairwoman congresswoman queen"
            " lady princess chefin direktorin leiterin vorsitzende richterin königin"
            " generalsekretärin ministerpräsidentin premierministerin",
        ),
        (
            "",
            "president chancellor prime secretary general mayor spokesperson dr dr."
            " prof prof. professor judge captain colonel chief director ceo"
            " representative rep rep. sen sen. gov gov. ambassador commissioner"
            " attorney officer doctor foreign finance interior defense defence vice"
            " former justice leader deputy state professorin detective sergeant"
            " lieutenant",
        ),
    )
    for word in listed(words)
}
# English titles that either may hold.
UNSURE = frozenset(("minister", "senator", "governor", "premier"))
FIRST_NAMES = {
    name: gender
    for gender, names in (
        (
            MALE,
            "alexander andreas andrew anthony barack ben benjamin bernd bernie bill"
            " boris brian carl charles christian christoph daniel david dieter"
            " donald edward emmanuel eric felix frank franz friedrich george gerhard"
            " hans harald heinz helmut henry horst jack jacob james jan jeff jens"
            " jim joachim joe john jonas jonathan joseph josé juan julian jürgen"
            " karl keir kevin klaus kurt lars lukas manfred marco mark markus martin"
            " matthew matthias max michael mike mohammed nicolas norbert olaf oliver"
            " oskar otto patrick paul peter philipp ralf richard robert ronald"
            " rudolf ryan scott sebastian sergej sergei simon stefan stephen steven"
            " ted thomas tim tobias tom tony ulrich viktor vladimir wladimir"
            " volodymyr wolodymyr walter werner william wolfgang adam alan albert alex"
            " alfred anton armin arthur bob bruce chris craig dennis detlef dirk donnie"
            " douglas eberhard egon erich ernst eugen fred fritz georg gordon greg"
            " günter günther gustav hansjörg harry heiko heinrich helmuth henri herbert"
            " hermann holger hubert hugo ian ingo jason jeffrey jeremy jerry jesse"
            " jochen johannes jonny jorge josef josh justin keith ken kenneth konrad"
            " larry lee leo leon leonard leonhard lothar louis ludwig luis malcolm"
            " marc marcel mario marius mehmet mitch mitt mustafa nigel nils oleg omar"
            " otmar pablo pascal paulo pavel pedro philip philippe piet rainer reinhard"
            " richard rick roger roland rolf roman roy rupert russell sam samuel sean"
            " siegfried sigmar steve steven theodor theo thorsten till timothy todd"
            " torsten udo ulf uwe vincent willi willy wilhelm winfried yasser",
        ),
        (
            FEMALE,
            "alexandra alice amy andrea angela anja anna annalena anne annegret"
            " barbara birgit carol caroline catherine charlotte christina christine"
            " claudia condoleezza diana doris elena elisabeth elizabeth emily emma"
            " eva franziska gabriele giorgia hannah heidi heike helen helga hillary"
            " ilse ingrid jane janet jennifer jessica julia kamala karin karen kate"
            " katharina katrin kelly kim laura lena linda lisa louise manuela"
            " margaret maria marie marine marion martina mary melania melanie"
            " michelle monika nancy nicole olivia petra rachel rebecca renate ruth"
            " sabine sahra sandra sara sarah silvia sophie stefanie susan susanne"
            " teresa theresa tessa ursula ulrike vanessa victoria agnes aisha allison"
            " amanda annette antje astrid beate beatrice bettina brigitte britta carla"
            " carmen charlotte chelsea christa cindy clara cornelia dagmar debbie"
            " deborah denise dorothea edith ella ellen erika erna esther eva-maria"
            " fatima gerda gisela gudrun hannelore hanna henriette hilde hildegard"
            " huma ines inge irene iris isabel isabelle jacqueline jana jeanne jenny"
            " joan johanna josephine joyce judith jutta kelly kerstin kirsten kirstin"
            " kristin lisa-marie lori lucy luise lynn margarete margot margret mariana"
            " marianne marlene martha megan mia michaela miriam nadja natalia natalie"
            " natalja nina nora pamela patricia paula rebekka regina renata rita"
            " rosemarie roswitha ruth sibylle sigrid silvana silke simone sofia sonja"
            " stephanie susanna svenja sylvia tamara tanja tatjana tina ulla uta ute"
            " valerie vera verena veronika wendy yvonne",
        ),
    )
    for name in listed(names)
}
# They tell of a title what it is and are none alone: "State Building", "Prime Video".
MERE_TITLES = frozenset(
    listed("state prime foreign finance interior defense defence vice former")
)
# No person is called so.
NO_PERSON = frozenset(
    listed(
        "house council ministry party committee university street court department"
        " agency states times post news bank union nations guard army senate"
        " congress group company corporation inc ltd gmbh ag association institute"
        " school college church office administration government police force forces"
        " service day act law bill river lake mount sea city county island north"
        " south east west new old great january february march april may june july"
        " august september october november december januar februar märz mai juni"
        " juli oktober dezember monday tuesday wednesday thursday friday saturday"
        " sunday montag dienstag mittwoch donnerstag freitag samstag sonntag white"
        " black red green blue street journal press post republican republicans"
        " democrat democrats democratic islamic american supreme the a an in on at"
        " but and so it this that these we i you they he she der die das ein eine in"
        " im am auf bei nach vor mit und aber doch wie als wenn dabei dazu er sie es"
        " wir ich laut kabinett gericht partei bundestag landtag bundesrat polizei"
        " regierung behörde stadt land amt zeitung verband verein institut"
        " universität gov rep sen executive building tower afrika afrikas asien asiens"
        " nachdem bevor während obwohl weil dass daß seit seitdem trotz neben gegen für"
        " zu zur zum beim durch ohne unter über zwischen auch nur noch schon so dann"
        " danach später zuvor zudem außerdem jedoch allerdings dagegen deshalb daher"
        " darauf damit hier dort jetzt heute gestern inzwischen unterdessen gegenüber"
        " sowohl weder selbst sogar bereits erst da ob um wo warum was wer welche"
        " dieser diese dieses jeder alle einige viele mehrere beide sein seine ihr ihre"
        " after before while since although though because when if until unless despite"
        " during with without for from to by of as according what who where why how"
        " these those some many most both his her their our my your its then now here"
        " there yet still also even only just meanwhile however moreover instead later"
        " earlier once while not no nor or than"
        " europa europas amerika amerikas africa asia europe"
    )
)
NO_PERSON_ENDINGS = (
    "ung",
    "schaft",
    "heit",
    "keit",
    "tion",
    "ismus",
    "ament",
    "gericht",
    "partei",
    "verband",
    "gesellschaft",
    "zeitung",
    "straße",
    "amt",
    "tag",
)
# Words that stand for the speaker without saying who it is.
NOBODY = frozenset(
    listed(
        "i we you it they who which that one others some many ich wir man es"
        " der die das denen demnach wonach these this those his her their its"
        " what all both dies this diese dieser dieses diesen jene jener letztere"
    )
)
DEMONSTRATIVE = frozenset(listed("these those this diese dieser diesen dieses"))
NOMINATIVE = {"er": "der", "sie": "die"}
SHE_HE = frozenset(("er", "sie"))
RELATIVE = frozenset(("who", "which", "der", "die"))
