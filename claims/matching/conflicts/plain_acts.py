"""Words for acts that have no contrary, in English and German: two statements that
tell of two of them tell of two things."""

PLAIN_ACTS = {
    "meet": r"met|meets?|getroffen|trafen|traf|trifft",
    "visit": r"visit\w*|besuch(?:t|te|en|ten)",
    "alert": r"alert(?:s|ed)?|tip(?:s|ped) off|(?:rais|sound)(?:es?|ed|ing) the alarm"
    r"|g[ai]v(?:es?|ing) the alarm|the alarm (?:came|was (?:raised|sounded))"
    r"|alarmier\w+|schl(?:ug|ugen|ägt) (?:\w+ )?Alarm|Alarm geschlagen",
    "pay": r"pay|pays|paid|bezahl\w*|gezahlt|zahl(?:t|te|en|ten)|überwiesen",
    "order": r"order(?:ed|s)|angeordnet|befahl|befohlen|ordnete(?: .{0,40}?)? an",
    "know": r"knew|known|know|wusste[n]?|gewusst|weiß",
    "attack": r"attacked|struck|hit|angegriffen|beschossen|griff(?: .{0,40}?)? an",
    "publish": r"publish\w*|veröffentlich\w*",
    "hold": r"was held|were held|took place|takes? place|fand\w*(?: .{0,40}?)? statt"
    r"|stattgefunden|findet(?: .{0,40}?)? statt|stattfinden",
    "talk": r"spoke|spoken|talked|telefonier\w+|gesprochen|sprach(?:en)?",
    "find": r"found|discovered|ergab(?:en)?|ergeben|gefunden|entdeckt\w*|fand(?:en)?",
    "vote": r"take part in the vote|voted|abgestimmt|gewählt",
    "build": r"built|build|builds|gebaut|bauen|errichtet\w*|errichten",
    "intend": r"plans? to|intends? to|plant|beabsichtig\w+",
    "born": r"born|geboren\w*",
    "die": r"died|dies|starb(?:en)?|gestorben\w*|verstorben\w*",
    "found": r"founded|established|gegründet\w*|gründete[n]?",
    "elect": r"(?:re-)?elected|gewählt|wiedergewählt",
    "float": r"w[eo]nt public|go(?:es|ing) public|listed|Börsengang|an die Börse",
    "renovate": r"renovat\w+|moderni[sz](?:ed|es)|rebuilt|refurbish\w+|renovier\w+"
    r"|sanier\w+|modernisier\w+",
    "pardon": r"pardon\w*|begnadig\w+",
    "lie": r"lied|lying|misled|gelogen|belogen|angelogen|log|belog",
    "capture": r"captur\w+|seiz(?:ed|es|ing)|t(?:ake|ook|aken) (?:the )?(?:city|town"
    r"|village|control)|eingenommen|einnehmen|erober\w+",
    "sell": r"sold|sells?|fetch(?:ed|es)|auction\w*|under the hammer|verkauf\w+"
    r"|versteiger\w+|unter den Hammer",
    "repair": r"repair(?:ed|s)|restored|repariert\w*|wiederhergestellt",
    "leak": r"leaked|resum\w+|wieder aufgenommen",
    "employ": r"employ(?:s|ed)?|beschäftig(?:t|te|en)",
    "lack": r"short of|lack(?:s|ed|ing)?|shortage of|fehl(?:t|te|en|ten)",
    "own": r"owns?|owned|possess\w*|besitz(?:t|en)|besaß\w*|gehör(?:t|te|en)",
    "display": r"on (?:display|show)|exhibit(?:ed|s)|ausgestellt",
    "produce": r"produc(?:ed?|es|ing)|manufactur\w+|produzier\w+|herstell\w+",
    "test": r"tested on|trial(?:l?ed)|getestet an|erprobt\w*",
    "administer": r"administered|given to|verabreicht\w*",
    "reach a place": r"reached(?= [A-ZÄÖÜ])",
    "erupt": r"erupt(?:ed|s|ing|ions?)?|ausgebrochen|br(?:ach|icht)(?: .{0,30}?)? aus",
    "travel": r"travel\w*|gereist|reis(?:t|te|en|ten)",
    "measure": r"measured|recorded|gemessen|registriert\w*",
    "weigh": r"weigh(?:s|ed)?|wiegt|wog",
    "question": r"question(?:ed|s)|polled|surveyed|interviewed|befragt\w*",
    "promise": r"promis(?:ed|es)|pledg(?:ed|es)|versproch\w+|versprach\w*|zugesagt",
    "demand": r"demand(?:ed|s)|call(?:ed|s)? for|forder(?:t|te|ten)|gefordert",
    "lend": r"lent|lends?|borrow(?:ed|s)|lieh\w*|geliehen",
    "owe": r"owe[ds]?|schulde(?:t|te|n)",
    "steal": r"st(?:ole|olen|eals)|got away with|gestohlen|stahl\w*|erbeutet\w*",
    "marry": r"married|marries|heirat\w+|geheiratet",
    "register": r"register(?:ed|s)|enrol\w+|angemeldet|eingeschrieben",
    "write": r"wrote|written|writes|geschrieben|schrieb\w*",
    "study": r"studi(?:ed|es)|studier\w+",
    "treat": r"treat(?:ed|s)|behandel\w+",
    "carry goods": r"carr(?:ied|ies|ying)|transport\w+|beförder\w+|geladen",
    "hire": r"hir(?:e|es|ed|ing)|recruit\w*|einstell(?:en|te)|eingestellt",
    "inspect": r"inspect\w*|examin\w+|untersuch(?:t|te|en|ten)|geprüft|prüf(?:t|te|en)",
    "confiscate": r"seiz(?:ed|es)|confiscat\w+|beschlagnahm\w+|sichergestellt"
    r"|stell(?:t|te|ten)(?: .{0,60}?)? sicher",
    "return": r"return(?:ed|s)?|zurückgekehrt|kehrt\w*(?: .{0,40}?)? zurück"
    r"|g(?:ibt|eben|ab)(?: .{0,60}?)? zurück|zurückge(?:ge)?ben",
    "recognise": r"recogni[sz]\w+|anerkannt|anzuerkennen|anerkenn\w+"
    r"|erk(?:ennt|ennen|annte\w?)(?: .{0,60}?)? an",
    "collapse": r"collaps(?:ed|es)|eingestürzt|stürz(?:t|te|ten)(?: .{0,40}?)? ein",
    "apologise": r"apologi[sz]\w+|entschuldig\w+",
}
