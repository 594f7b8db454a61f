"""Words for acts and for their contraries, in English and German."""

import re

from claims.matching.conflicts.begun import find_begun, index_starts
from claims.matching.conflicts.plain_acts import PLAIN_ACTS

TO_BE_PASSED = (
    r"(?=(?: (?!on |of |in |for |to |by )[\w-]+){0,4}?"
    r" (?:tests?|exams?|inspections?|checks?|audits?)\b)"
)
# Each act with the words for it and the words for its contrary.
ACTS = {
    "sign": (r"sign(?:ed|s|ing)?|unterzeichn\w+|unterschr\w+", r"veto\w*"),
    "approve": (
        r"approv\w+|agree[ds]?|voted (?:for|in favou?r|to)|accept\w*|endors\w+|ratif\w+"
        r"|genehmig\w+|passed|backed|adopt\w*|green light|grünes Licht|zugestimmt"
        r"|zustimm\w+|stimmte[n]?(?: .{0,50}?)? zu|gebilligt\w*|billig\w+|akzeptier\w+"
        r"|verabschiedet\w*|beschl(?:oss|ossen|ießt)|stimmten? für|angenommen"
        r"|ratifizier\w+",
        r"reject\w*|turn(?:s|ed) down|voted? (?:down|against)|vot(?:es|ing) against"
        r"|thr(?:ew|own|ows) out|durchgefallen|stimmten? gegen|abgelehnt\w*|ablehn\w+"
        r"|lehn(?:t|te|ten)(?: .{0,60}?)? ab|zurückgewiesen"
        r"|wies(?: .{0,60}?)? zurück|veto\w*",
    ),
    "confirm": (
        r"confirm\w*|acknowledg\w*|admit\w*|confess\w*|pleaded guilty|gestand(?:en)?"
        r"|gesteht|Geständnis|geständig|bestätig\w*|eingeräumt"
        r"|räumte[n]?(?: .{0,40}?)? ein",
        r"pleaded (?:not guilty|innocent)|protest(?:ed|s) (?:his|her|their) innocence"
        r"|beteuer\w+ (?:seine|ihre) Unschuld|den(?:y|ied|ies|ying)|dementier\w*"
        r"|bestritt\w*|bestreite\w*|leugne\w*",
    ),
    "resign": (
        r"resign\w*|step(?:s|ped|ping)? down|quit|zurückgetreten|zurücktret\w+"
        r"|Rücktritt|tr(?:at|itt)(?: .{0,40}?)? zurück",
        r"(?:stay|remain)(?:s|ed|ing)? (?:on(?! the)|in office)"
        r"|bleib(?:t|en) .{0,20}?im Amt|im Amt bleib\w+",
    ),
    "win": (
        r"won|win|wins|winning|gewann(?:en)?|gewonnen|gewinnt|siegte[n]?",
        r"lost|lose|loses|verlor(?:en)?|verliert|unterlag(?:en)?|unterliegt|defeated",
    ),
    "attend": (
        r"attend\w*|t[oa]ok? part|take part|participat\w*|teilgenommen|teilnehm\w*"
        r"|nahm(?:en)?(?: .{0,50}?)? teil|nimmt(?: .{0,50}?)? teil",
        r"boycott\w*|stayed away|boykottier\w*|fernblieb|blieb(?: .{0,30}?)? fern",
    ),
    "convict": (
        r"convict\w*|found (?:(?!not)\S+ ){0,6}guilty|verurteilt\w*"
        r"|schuldig gesprochen|für schuldig",
        r"acquit\w*|cleared (?:\S+ )?of|freigesprochen|Freispruch|found not guilty",
    ),
    "rise": (
        r"n[ai]h?m(?:mt|en)?(?: .{0,60}?)? zu|rise|rises|rising|went up|go(?:es"
        r"|ing)? up"
        r"|rose|strengthen\w*|rallied"
        r"|risen|increased|increases"
        r"|grew|climbed|jumped|surged|soared|stieg(?:en)?|steigt"
        r"|gestiegen|wuchs(?:en)?|gewachsen|zugenommen",
        r"n[ai]h?m(?:mt|en)?(?: .{0,60}?)? ab|weaken\w*|slipped|retreated|nachgegeben"
        r"|fall|falls|falling|went down"
        r"|go(?:es|ing)? down|(?:is|are) down|fell"
        r"|fallen|decreased|declined|dropped|shrank|sank(?:en)?|sinkt"
        r"|ging(?:en)?(?: .{0,60}?)? zurück|zurückgegangen"
        r"|gesunken|fiel(?:en)?|gefallen|geschrumpft|plunged|slumped|tumbled"
        r"|eingebrochen|abgenommen",
    ),
    "deliver": (
        r"deliver\w*|suppl(?:y|ied|ies)|geliefert\w*|liefer(?:t|te|n|ten)",
        r"withh[eo]ld\w*|zurückgehalten",
    ),
    "use": (
        r"used?|uses|eingesetzt|benutzt\w*|verwend\w+|setzt(?:e|en)?(?: .{0,40}?)? ein",
        "",
    ),
    "extend": (
        r"extend(?:ed|s)?|prolong\w*|verlänger\w+",
        r"terminat(?:ed|es)|gekündigt|auslaufen lassen|let .{1,40}? expire",
    ),
    "open": (
        r"opened|reopen\w*|(?:keep|kept|remain|stay)(?:s|ed)? .{0,40}?open|eröffnet\w*"
        r"|geöffnet|wiedereröffnet",
        r"closed|closes|closing|(?:will|to) close(?! to)|shuts?(?: down)?|geschlossen"
        r"|schloss|schließt|stillgelegt",
    ),
    "survive": (
        r"surviv\w+|überleb\w+",
        r"all (?:\w+ ){1,5}?(?:died|killed|perished)"
        r"|alle .{1,40}?(?:starben|ums Leben|getötet|tot)",
    ),
    "cancel": (
        r"cancell?ed|cancels?|called off|scrapped|abgesagt|gestrichen"
        r"|sagte(?: .{0,40}?)? ab"
        r"|abgeblasen",
        r"(?:press|push|go|went|press|going)(?:e[ds]|es|ing)? ahead|stick(?:s|ing)? to"
        r"|will go ahead|h[äi]e?lt(?: .{0,60}?)? fest|halten(?: .{0,60}?)? fest"
        r"|festhalten",
    ),
    "run": (
        r"will run|is running|to run|run (?:again|for)|seek(?:s|ing)? (?:re-?election"
        r"|another term)|stand(?:s|ing)? for (?:re-?)?election|kandidier\w+"
        r"|tr[ei]tt(?: .{0,40}?)? an|antret\w+",
        "",
    ),
    "arrest": (
        r"arrested|detained|caught|festgenommen|verhaftete?[nt]?|gefasst"
        r"|n[ai]h?m(?:mt|en)?(?: .{0,40}?)? fest",
        r"on the run|still (?:being )?sought|auf der Flucht|flüchtig",
    ),
    "testify": (
        r"testif\w+|gave evidence|ausgesagt|sagte[n]?(?: .{0,40}?)? aus",
        r"(?:remained|stayed|kept|is|was) silent|schweig\w*|schwieg\w*",
    ),
    "join": (
        r"join(?:ed|s)?|beigetreten|beitret\w+|tr(?:itt|at|eten)(?: .{0,40}?)? bei",
        r"left the|leav(?:e|es|ing) the|quit(?:s|ting)? the|ausgetreten|austret\w+"
        r"|tr(?:itt|at|eten)(?: .{0,40}?)? aus",
    ),
    "increase": (
        r"rais(?:e|ed|es|ing)|erhöh\w+|anheb\w+|angehoben",
        r"lower(?:ed|s|ing)?|cut|cuts|cutting|slash\w*|gesenkt\w*|senk(?:t|te|ten|en)",
    ),
    "begin": (
        r"began|begins?|begun|lift(?:ed|s) off|opens|opening"
        r"|start(?:s|ed|ing)?|commenc\w+|got under way|launched"
        r"|begann(?:en)?|beginnt|beginnen|begonnen|startete[n]?|gestartet|angelaufen"
        r"|aufgenommen",
        r"end(?! of)|ends|ended|finished|concluded|ceased|is over|was over|endete[n]?"
        r"|endet|beendet\w*|vorbei|zu Ende|ausgelaufen|abgeschlossen",
    ),
    "continue": (
        r"continu\w+|carr(?:y|ies|ied) on|(?:will )?go(?:es)? on|fortgesetzt\w*"
        r"|fortsetz\w+|setz(?:t|te|en|ten)(?: .{0,40}?)? fort|weitergeh\w+|dauer\w+ an"
        r"|weiter(?=[.,;]|$)",
        r"ended|over|beendet\w*|halt(?:ed|s)?|suspend(?:ed|s)?|stop(?:s|ped)?"
        r"|paused?|broke(?:n)? off"
        r"|abandon\w*|scrap(?:s|ped)?|eingestellt|ausgesetzt|gestoppt|stopp(?:t|te|en)"
        r"|unterbrochen|abgebrochen|br(?:ach|icht|achen)(?: .{0,40}?)? ab"
        r"|stell(?:t|te|en|ten)(?: .{0,40}?)? ein|setz(?:t|te|en"
        r"|ten)(?: .{0,40}?)? aus",
    ),
    "reach": (
        r"reach(?:ed|es)? (?:an? |the )?(?:\w+ )?(?:agreement|deal|compromise|accord)"
        r"|struck a deal|einig(?:en|te|ten|t) sich|sich .{0,40}?(?:geeinigt|einigen)"
        r"|geeinigt|erziel\w+ .{0,30}?Einigung|Einigung erzielt|reach an agreement"
        r"|came to an agreement",
        r"(?:talks|negotiations) (?:\w+ )?(?:failed|collapsed|broke down)"
        r"|(?:Gespräche|Verhandlungen) .{0,40}?gescheitert|without (?:an )?(?:agreement"
        r"|deal|result)|ergebnislos|ohne (?:Einigung|Ergebnis)",
    ),
    "support": (
        r"support(?:s|ed)?|back(?:s|ed)|favou?rs?|favou?red|in favou?r|unterstütz\w+"
        r"|befürwort\w+|begrüß\w+|welcom(?:e|es|ed)",
        r"oppos(?:e|es|ed)|against the|critici[sz]e[ds]?|condemn\w*|kritisier\w+"
        r"|verurteil(?:te|ten|en)(?= (?:den|die|das))|widersetz\w+|ist gegen|sind gegen"
        r"|dagegen",
    ),
    "allow": (
        r"allow(?:s|ed)?|permit(?:s|ted)?|legali[sz]e[ds]?|authori[sz]e[ds]?|erlaub\w+"
        r"|gestatt\w+|genehmig\w+|legal(?:isiert)?|zugelassen|zulässig|lawful"
        r"|is legal|constitutional|verfassungsgemäß|rechtmäßig",
        r"ban|bans|banned|prohibit\w*|forbid\w*|forbade|outlaw\w*|block(?:s|ed)"
        r"|verb(?:iete|ot|at)\w*|untersag\w+|illegal\w*|unlawful|unconstitutional"
        r"|verfassungswidrig|rechtswidrig|unzulässig",
    ),
    "appoint": (
        r"appoint(?:ed|s)?|name[ds] .{1,40}? as|ernannt\w*|ernenn\w+|berufen",
        r"dismiss(?:ed|es)?|sack(?:ed|s)|fired(?! (?:\S+ )?\w*(?:shots?|rockets?"
        r"|missiles?|bullets?|shells?))|oust(?:ed|s)?|entlass\w+|entließ\w*"
        r"|abgesetzt|gefeuert|abberufen",
    ),
    "lift": (
        r"lift(?:ed|s)?(?! off)|eas(?:ed|es)|relax(?:ed|es)?|aufgehoben|gelockert\w*"
        r"|lock(?:ert|erte)n?"
        r"|heb(?:t|en)(?: .{0,40}?)? auf|hob(?:en)?(?: .{0,40}?)? auf",
        r"impos(?:ed|es|e)|tighten(?:ed|s)?|verhäng\w+|verschärf\w+",
    ),
    "arrive": (
        r"arriv(?:e|es|ed)|landed|entered|angekommen|eingetroffen|eingereist|gelandet"
        r"|traf(?:en)?(?: .{0,40}?)? ein|kam(?:en)?(?: .{0,40}?)? an",
        r"left|depart(?:s|ed)?|abgereist|ausgereist|verlassen|verließ\w*|abgeflogen"
        r"|reist(?:e|en)?(?: .{0,40}?)? ab",
    ),
    "live": (
        r"(?:is|are|was found|were found) (?:alive|recovering)|at large"
        r"|am Leben|lebt|leben noch",
        r"died|is dead|(?:was|were|been) killed|was found dead|succumbed|erlegen"
        r"|tot|starb|gestorben|verstorben"
        r"|ums Leben",
    ),
    "free": (
        r"released|freed|set free|l(?:ässt|ieß|ießen|assen)(?: .{0,50}?)? frei"
        r"|freigelassen|auf freiem Fuß|frei ?gekommen|on bail",
        r"(?:is|are|was|remains?) (?:in (?:prison|jail|custody)|behind bars)"
        r"|(?:ist|sitzt|sind|sitzen) .{0,30}?(?:in Haft|im Gefängnis|hinter Gittern)"
        r"|remains? in (?:custody|prison|jail|detention)|still (?:in"
        r"|being) (?:custody|held)|h(?:ält|alten|ielt|ielten)(?: .{0,60}?)? fest"
        r"|festgehalten"
        r"|(?:bleibt|sitzt|bleiben|sitzen) .{0,30}?(?:in|im) (?:Haft|Untersuchungshaft"
        r"|Gefängnis|Gewahrsam)",
    ),
    "succeed": (
        r"succeed(?:ed|s)?|successful\w*|was a success|gelungen|glückte|geglückt"
        r"|erfolgreich\w*|gelang",
        r"fail(?:ed|s)?(?! to)|failure|unsuccessful\w*|collapsed|gescheitert\w*"
        r"|scheiter(?:t|te|n|ten)|misslang|misslungen|fehlgeschlagen"
        r"|schlug(?:en)? .{0,20}?fehl",
    ),
    "expand": (
        r"expand(?:s|ed)?|enlarg\w+|widen(?:s|ed)?|strengthen\w*|ausgebaut|ausbauen"
        r"|ausgeweitet\w*|aufgestockt\w*|ausweit\w+|aufstock\w+|verstärk\w+"
        r"|bau(?:t|te|ten)(?: .{0,40}?)? aus|stock(?:t|te|ten)(?: .{0,40}?)? auf",
        r"scal(?:e|es|ed) back|shr[aiu]nk\w*|weaken\w*|reduced|reduc(?:e|es|ing)"
        r"|verkleiner\w+|reduzier\w+|abgebaut|verringer\w+|geschwächt",
    ),
    "overturn": (
        r"overturn(?:ed|s)?|quash(?:ed|es)?|annul(?:s|led)|struck down|kassier\w+"
        r"|gekippt|kipp(?:t|te|en)|für nichtig|aufhob|aufgehoben\w*|h[oe]b(?:t"
        r"|en)?(?: .{0,60}?)? auf",
        r"upheld|uphold(?:s)?|confirmed the|bestätigte? das Urteil|bestätigt\w*",
    ),
    "withdraw": (
        r"withdr[ae]w\w*|pull(?:ed|s)? out|pull(?:ed|s)? back|abgezogen|zurückgezogen"
        r"|zieht(?: .{0,40}?)? (?:zurück|ab)|zog(?:en)?(?: .{0,40}?)? (?:zurück|ab)"
        r"|Abzug"
        r"|Rückzug",
        r"advanc(?:e|es|ed|ing)|vorgerückt|rück(?:t|te|ten|en)(?: .{0,40}?)? vor"
        r"|send(?:s"
        r"|ing)"
        r" more|verstärkt(?=.{0,30}Truppen)",
    ),
    "pass": (
        r"bestanden|bestand(?=.{0,40}? (?:Prüfung|Test))"
        rf"|pass(?:es|ed)?{TO_BE_PASSED}",
        rf"durchgefallen|fail(?:s|ed){TO_BE_PASSED}",
    ),
    "carry": (
        r"was armed|were armed|is armed|bewaffnet\w*|armed",
        r"unarmed|unbewaffnet\w*",
    ),
    "responsible": (
        r"claimed responsibility|bekannte[n]? sich|admitted responsibility",
        r"denied (?:any )?(?:responsibility|involvement)|rejected responsibility"
        r"|wies .{0,40}?Verantwortung .{0,20}?zurück|bestritt\w* .{0,30}?Beteiligung",
    ),
    "safe": (
        r"not (?:hurt|injured|wounded|harmed)|nicht (?:verletzt|verwundet)"
        r"|(?:is|was|are|were) (?:safe|stable|unhurt|unharmed)|unverletzt|stabil"
        r"|außer Gefahr"
        r"|out of danger",
        r"(?:is|are|still) in danger|life-threatening|lebensgefährlich\w*"
        r"|in mortal danger|in Lebensgefahr|critical condition|kritisch\w* Zustand",
    ),
    "majority": (
        r"(?:a |the )?majority|unanim\w+|einstimmig\w*|Mehrheit",
        r"(?:a |the )?minority|narrow\w* split|Minderheit",
    ),
    "exclude": (
        r"rul(?:e|ed|es) out|ruling out|schlie(?:ßt|ßen)(?: .{0,60}?)? aus"
        r"|schloss(?:en)?(?: .{0,60}?)? aus|ausgeschlossen",
        r"geh(?:t|en) (?:\w+ )?von .{0,60}? aus",
    ),
    "possible": (r"possible|möglich", r"impossible|unmöglich"),
    "available": (
        r"in force|t(?:ook|akes?|aken) effect|c(?:ame|omes?) into (?:force|effect)"
        r"|in Kraft|valid|gültig",
        r"expired|außer Kraft|no longer valid|abgelaufen|ungültig|void",
    ),
    "include": (r"includ(?:e|es|ed|ing)|enthäl\w*|umfass\w+", r"exclud\w+"),
    "charge": (
        r"charged with|indict\w*|angeklagt|Anklage erhoben",
        r"(?:dropped|dismissed) (?:the |all )?charges"
        r"|charges were (?:dropped|dismissed)"
        r"|Anklage fallen\s?gelassen|Verfahren eingestellt",
    ),
    "delay": (
        r"postpon\w+|delay(?:ed|s|ing)?|put off|verschoben|verschieb\w+|vertag\w+",
        r"brought forward|vorgezogen|as planned|wie geplant|on schedule|planmäßig",
    ),
    "qualify": (
        r"qualif\w+|advance[ds]? to|zieht(?: .{0,40}?)? ein|eingezogen|weitergekommen",
        r"eliminated|knocked out|crash(?:ed)? out|ausgeschieden|sche?ide[nt]\w*"
        r"(?: .{0,40}?)? aus|verpass\w+",
    ),
    "control": (
        r"under control|contained|extinguished|put out|gelöscht\w*|unter Kontrolle",
        r"out of control|still (?:burning|raging)|außer Kontrolle|bre?nnt\w* weiter",
    ),
    "infect": (
        r"test(?:ed|s) positive|positiv getestet",
        r"test(?:ed|s) negative"
        r"|negativ getestet",
    ),
    "earn": (
        r"(?:made|makes?|post(?:ed|s)|report(?:ed|s)) a (?:\w+ )?profit|in the black"
        r"|schwarze[nr]? Zahlen|(?:erziel|mach|verbuch)te?n?(?: .{0,60}?)? Gewinn",
        r"(?:made|makes?|post(?:ed|s)|report(?:ed|s)) a (?:\w+ )?loss|in the red"
        r"|rote[nr]? Zahlen|(?:erziel|mach|verbuch)te?n?(?: .{0,60}?)? Verlust",
    ),
    "exceed": (
        r"(?:better|higher|more) than expected|exceed\w*|(?:besser|höher|mehr) als"
        r" erwartet|übertr(?:af|ifft|offen)",
        r"(?:worse|lower|less) than expected|fell short|missed|(?:schlechter|niedriger"
        r"|weniger) als erwartet|verfehl\w+",
    ),
    "deliberate": (
        r"deliberate\w*|intentional\w*|on purpose|absichtlich\w*|vorsätzlich\w*",
        r"accidental\w*|by accident|versehentlich\w*|aus Versehen",
    ),
    "vaccinate": (r"vaccinated|geimpft\w*", r"unvaccinated|ungeimpft\w*"),
}
ACTS |= {name: (words, "") for name, words in PLAIN_ACTS.items()}
# Of an act without a contrary, nothing matches the second group.
NOTHING = r"(?!)"
PATTERNS = {
    name: re.compile(
        rf"(?<!\w)(?:(?P<act>{words})|(?P<contrary>{contrary or NOTHING}))(?!\w)",
        re.IGNORECASE,
    )
    for name, (words, contrary) in ACTS.items()
}
ANY_ACT = re.compile(
    r"(?<!\w)(?:"
    + "|".join(filter(None, (word for words in ACTS.values() for word in words)))
    + r")(?!\w)",
    re.IGNORECASE,
)
NAMES = tuple(ACTS)
STARTS = index_starts(ACTS.values())


def acts_begun_in(text: str) -> list[str]:
    """The acts that may begin at a word of the text: no other is told in it."""
    return [NAMES[at] for at in find_begun(text, STARTS)]
