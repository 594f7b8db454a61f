"""English words by which a text hands a statement to somebody else."""

from claims.extraction.text.wordlists import listed

# The ways in which a cue works.
SAY = "say"
STANCE = "stance"
NOUN = "noun"
MANNER = "manner"

VOWELS = "aeiou"

# Verbs of speech. A mark after a verb: + doubles its last letter.
SAYING = """
accuse acknowledge add admit advise advocate affirm agree allege announce answer
apologize apologise appeal applaud argue ask assail assert assess assure attack attest
attribute bemoan berate blame blast boast brag call castigate caution  challenge chant
characterize characterise charge chide chime cite claim clarify comment commend
compare complain compliment concede conclude condemn confide confirm congratulate
contend counsel counter credit criticize criticise critique declare decry defend
demand denounce deny describe detail disagree disclose discuss dismiss disparage
dispute dub echo elaborate emphasize emphasise endorse enthuse estimate exclaim
explain express extol forecast fume greet grumble hail highlight hint identify implore
imply indicate inform insinuate insist instruct insult interject invoke joke justify
label lambast lambaste lament lash lecture liken maintain marvel mention mock muse
mutter nickname note object observe  opine outline plead pledge portray praise preach
predict proclaim profess promise promote proclaim propose pronounce push question quip+
quote rail rant rave reaffirm reassure rebuke rebut+ recall recite recommend recount
reference refute reiterate remark remind repeat reply report reprimand request respond
retort reveal ridicule rip+ rue salute scoff scold scream shout shriek signal skewer
slam+ smear snap+ specify speculate stipulate stress suggest summarize swear
sympathize taunt tease testify threaten tout trash trumpet underline underscore urge
venture voice volunteer vow wail warn welcome whine whisper yell theorize quiz
"""
SAYING_FORMS = """
worry worries worried worrying
tweeted continued thanked thanking stated stating names named naming offered offering
downplay downplays downplayed downplaying posted hears backs backed backing say says
said saying tell tells told telling write writes wrote written writing speak speaks
spoke spoken speaking sing sings sang cry cries cried crying swear swears swore sworn
swearing talk talks talked talking found finds show shows showed shown showing refer
refers referred referring rule rules ruled ruling paint paints painted confer confers
conferred
"""
HOLDING = """
aim anticipate appear appreciate approve aspire assume await believe  consider
contemplate dare decide decline deem deserve desire despise determine detest
disapprove dislike doubt dream embrace enjoy envision envisage expect eye fancy favor
favour fear guess hate hesitate hope imagine intend love oppose perceive plan+ ponder
prefer pretend prioritize realize realise reckon recognize recognise refuse regard
regret+ reject remember resent resist resolve respect seem sense strive support
suppose suspect trust view want wish wonder consult calculate disavow consider
endeavor evaluate examine explore ignore notice overlook pursue study surmise
sympathize tolerate weigh
"""
HOLDING_FORMS = """
think thinks thought thinking|feel feels felt feeling|know knows knew known knowing
see sees saw seen seeing|seek seeks sought seeking
prefer prefers preferred preferring|understand understands understood understanding
forget forgets forgot forgotten
foresee foresees foresaw|mistake|learn learns learned learnt learning
"""
# A noun needs a word after it ("plan to", "claim that") or an owner before it.
NOUNS = """
accusation admission agreement allegation ambition announcement apology argument
assertion assessment assumption assurance attack belief call claim comment complaint
concern conclusion confidence conviction criticism critique decision declaration
demand denial denunciation description desire determination disagreement disapproval
doubt endorsement estimate expectation explanation fear forecast goal hope idea
impression insistence intention invitation judgment judgement message mention notion
objection opinion opposition order perception plan pledge position prediction
preference priority promise proposal prospect question reason recommendation refusal
rejection remark reminder report request rhetoric rumor sense signal stance statement
suggestion support suspicion testimony theory threat thought understanding view vow
warning willingness wish worry skepticism rebuke speech praise interest slogan approval
commitment concession consensus support evidence finding
"""
MANNERS = """
reportedly allegedly seemingly apparently purportedly supposedly unclear
ostensibly presumably
"""
AFTER_NOUN = frozenset(listed("that to for about on against over whether of"))

PRONOUNS = frozenset(
    listed("he she they i we you it who which that one others some many")
)
BE = frozenset(
    listed(
        "is are was were be been being am 's ’s 're ’re isn’t wasn’t aren’t"
        " weren’t isn't wasn't"
    )
)
HAVE = frozenset(listed("has have had having hasn’t haven’t hadn’t 've ’ve 'd ’d"))
AUXILIARIES = (
    BE
    | HAVE
    | frozenset(
        listed(
            "will would can could may might must shall should do does did not never"
            " don’t doesn’t didn’t won’t wouldn’t can’t cannot couldn’t shouldn’t"
            " don't doesn't didn't won't wouldn't can't couldn't shouldn't 'll ’ll"
            " to going n't n’t ought"
        )
    )
)
ADVERBS = frozenset(
    listed(
        "also later then further again earlier once now still just often always even"
        " soon already first so far too simply sometimes ever both all then long only"
        " instead thus therefore nonetheless nevertheless meanwhile perhaps today"
        " yesterday monday tuesday wednesday thursday friday saturday sunday ago"
        " once twice much well rather quite almost himself herself themselves itself"
    )
)
# What a subject does not reach across.
BOUNDARIES = AUXILIARIES | frozenset(
    listed(
        "that when if because as while but after before since who which what how why"
        " whether than though although until unless and or where whose whom yet"
        " despite like"
    )
)
PREPOSITIONS = frozenset(
    listed(
        "in on at to during after before from with by for of about against over under"
        " as when while through via following into upon between"
    )
)
TIMES = frozenset(
    listed(
        "monday tuesday wednesday thursday friday saturday sunday today yesterday"
        " recently later earlier last this in on at during after before when while"
        " to of from through via as with about afterward afterwards then again ."
        " january february march april may june july august september october november"
        " december tonight flatly bluntly simply"
    )
)
ADDRESSED = frozenset(
    listed(
        "tell tells told telling ask asks asked asking assure assures assured inform"
        " informed remind reminds reminded warn warned advise advised urge urges urged"
        " urging"
    )
)

# They tell that somebody spoke, and of nothing that was said.
MERE_TALK = frozenset(
    listed(
        "talk talks talked talking speak speaks spoke spoken speaking discuss discusses"
        " discussed discussing meet call calls calling name named cite citing quote"
        " quoted challenge challenges repeated outlined"
    )
)


def inflect(verb: str) -> tuple[str, ...]:
    """Third person, past and participle of a regular verb; + doubles its end."""
    doubled = verb.endswith("+")
    verb = verb.rstrip("+")
    stem = verb + verb[-1] if doubled else verb
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb[-1] == "y" and verb[-2] not in VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return verb, verb + plural, stem + "ed", stem + "ing"


def lexicon() -> dict[str, str]:
    """Each form with the way in which it is a cue."""
    known: dict[str, str] = {}
    for noun in listed(NOUNS):
        known[noun] = NOUN
        known[noun[:-1] + "ies" if noun.endswith("y") else noun + "s"] = NOUN
    for way, regular, irregular in (
        (STANCE, HOLDING, HOLDING_FORMS),
        (SAY, SAYING, SAYING_FORMS),
    ):
        forms = [form for verb in listed(regular) for form in inflect(verb)]
        forms += irregular.replace("|", " ").split()
        known.update(dict.fromkeys(forms, way))
    known.update(dict.fromkeys(listed(MANNERS), MANNER))
    return known


ENGLISH = lexicon()
# Words that are a noun as often as a verb.
EITHER = frozenset(
    form
    for noun in listed(NOUNS)
    for form in (noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s")
    if ENGLISH.get(form) != NOUN
)
