"""Pairs of sentences that differ in one thing, from templates: the opposite of an act,
its denial, other words for it, another object, place or doer, another figure.

    python -m benchmarks.minimal_pairs > FILE

The networks that judge two statements learn from them, each with a small weight: what
is easy in news as it is written seldom stands alone."""

import json
import sys
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

Row = dict[str, Any]


class Act(NamedTuple):
    """Both languages' words for one act, for its opposite and its denial.
    ``of`` is to whom or what it is done, and what else it may be done to."""

    by: tuple[str, str]
    of: tuple[str, str]
    else_of: tuple[str, str]
    said: tuple[str, str]
    otherwise: tuple[str, str]
    opposite: tuple[str, str]
    denied: tuple[str, str]


ACTS = (
    Act(
        ("The council", "der Stadtrat"),
        ("the new stadium", "das neue Stadion"),
        ("the new swimming pool", "das neue Freibad"),
        ("approved {}", "billigte {}"),
        ("voted in favour of {}", "stimmte {day} für {}"),
        ("rejected {}", "lehnte {} ab"),
        ("did not approve {}", "billigte {} nicht"),
    ),
    Act(
        ("The ministry", "das Ministerium"),
        ("the export", "die Ausfuhr"),
        ("the demonstration", "die Demonstration"),
        ("allowed {}", "erlaubte {}"),
        ("permitted {}", "genehmigte {}"),
        ("banned {}", "verbot {}"),
        ("did not allow {}", "erlaubte {} nicht"),
    ),
    Act(
        ("The organisers", "die Veranstalter"),
        ("the concert", "das Konzert"),
        ("the bicycle race", "das Radrennen"),
        ("called off {}", "sagten {} ab"),
        ("cancelled {}", "strichen {}"),
        ("went ahead with {}", "hielten {day} an dem Plan fest, {} auszurichten"),
        ("did not cancel {}", "sagten {} nicht ab"),
    ),
    Act(
        ("The court", "das Gericht"),
        ("the former banker", "den früheren Bankier"),
        ("the former doctor", "den früheren Arzt"),
        ("convicted {}", "verurteilte {}"),
        ("found {} guilty", "sprach {} schuldig"),
        ("acquitted {}", "sprach {} frei"),
        ("did not convict {}", "verurteilte {} nicht"),
    ),
    Act(
        ("The central bank", "die Zentralbank"),
        ("the interest rate", "den Leitzins"),
        ("the capital buffer", "den Kapitalpuffer"),
        ("raised {}", "erhöhte {}"),
        ("increased {}", "hob {} an"),
        ("lowered {}", "senkte {}"),
        ("did not raise {}", "erhöhte {} nicht"),
    ),
    Act(
        ("The company", "das Unternehmen"),
        ("the attack", "den Angriff"),
        ("the recall", "den Rückruf"),
        ("confirmed {}", "bestätigte {}"),
        ("acknowledged {}", "räumte {} ein"),
        ("denied {}", "dementierte {}"),
        ("did not confirm {}", "bestätigte {} nicht"),
    ),
    Act(
        ("The governor", "der Gouverneur"),
        ("the school law", "das Schulgesetz"),
        ("the hunting law", "das Jagdgesetz"),
        ("signed {}", "unterzeichnete {}"),
        ("put her signature to {}", "unterschrieb {}"),
        ("vetoed {}", "legte {day} ein Veto gegen {} ein"),
        ("did not sign {}", "unterzeichnete {} nicht"),
    ),
    Act(
        ("The railway", "die Bahn"),
        ("the night line", "die Nachtlinie"),
        ("the harbour station", "den Hafenbahnhof"),
        ("opened {}", "eröffnete {}"),
        ("put {} into service", "nahm {} in Betrieb"),
        ("closed {}", "schloss {}"),
        ("did not open {}", "eröffnete {} nicht"),
    ),
    Act(
        ("The government", "die Regierung"),
        ("the curfew", "die Ausgangssperre"),
        ("the import duty", "den Einfuhrzoll"),
        ("lifted {}", "hob {} auf"),
        ("scrapped {}", "schaffte {} ab"),
        ("imposed {}", "verhängte {}"),
        ("did not lift {}", "hob {} nicht auf"),
    ),
    Act(
        ("The army", "die Armee"),
        ("the hostages", "die Geiseln"),
        ("the fishermen", "die Fischer"),
        ("freed {}", "befreite {}"),
        ("released {}", "ließ {} frei"),
        ("captured {}", "nahm {} gefangen"),
        ("did not free {}", "befreite {} nicht"),
    ),
    Act(
        ("The union", "die Gewerkschaft"),
        ("the offer", "das Angebot"),
        ("the mediator", "den Schlichter"),
        ("accepted {}", "nahm {} an"),
        ("agreed to {}", "akzeptierte {}"),
        ("turned down {}", "wies {} zurück"),
        ("did not accept {}", "nahm {} nicht an"),
    ),
    Act(
        ("The bakery chain", "die Bäckereikette"),
        ("the shop in the old town", "den Laden in der Altstadt"),
        ("the mill on the river", "die Mühle am Fluss"),
        ("bought {}", "kaufte {}"),
        ("acquired {}", "übernahm {}"),
        ("sold {}", "verkaufte {}"),
        ("did not buy {}", "kaufte {} nicht"),
    ),
    Act(
        ("The opposition", "die Opposition"),
        ("the reform", "die Reform"),
        ("the trade deal", "das Handelsabkommen"),
        ("supports {}", "unterstützt {}"),
        ("backs {}", "befürwortet {}"),
        ("opposes {}", "ist {day} gegen {}"),
        ("does not support {}", "unterstützt {} nicht"),
    ),
    Act(
        ("The police", "die Polizei"),
        ("the suspect", "den Verdächtigen"),
        ("the forester", "den Förster"),
        ("arrested {}", "nahm {} fest"),
        ("detained {}", "verhaftete {}"),
        ("released {}", "ließ {} laufen"),
        ("did not arrest {}", "nahm {} nicht fest"),
    ),
    Act(
        ("The museum", "das Museum"),
        ("the contract", "den Vertrag"),
        ("the exhibition", "die Ausstellung"),
        ("extended {}", "verlängerte {}"),
        ("prolonged {}", "setzte {} fort"),
        ("ended {}", "beendete {}"),
        ("did not extend {}", "verlängerte {} nicht"),
    ),
)
# What else may be told of whatever something is done to.
FACTS = (
    (
        "The dispute over {} has lasted five years.",
        "Der Streit um {} währt fünf Jahre.",
    ),
    ("Some 40 people wrote about {}.", "Rund 40 Menschen schrieben über {}."),
    ("Nobody knew about {} for long.", "Lange wusste niemand etwas über {}."),
)
# (whole, in other words, its opposite)
STATES = (
    (
        ("Unemployment in {} rose.", "Die Arbeitslosigkeit in {} stieg."),
        ("Unemployment in {} went up.", "In {} nahm die Arbeitslosigkeit zu."),
        ("Unemployment in {} fell.", "Die Arbeitslosigkeit in {} sank."),
    ),
    (
        ("The strike in {} began.", "Der Streik in {} begann."),
        ("The strike in {} started.", "In {} hat der Streik begonnen."),
        ("The strike in {} ended.", "Der Streik in {} endete."),
    ),
    (
        ("The talks in {} succeeded.", "Die Gespräche in {} waren erfolgreich."),
        ("The talks in {} were a success.", "In {} gelangen die Gespräche."),
        ("The talks in {} failed.", "Die Gespräche in {} scheiterten."),
    ),
    (
        ("The mayor of {} resigned.", "Der Bürgermeister von {} trat zurück."),
        ("The mayor of {} stepped down.", "Rücktritt des Bürgermeisters von {}."),
        ("The mayor of {} stays in office.", "Der Bürgermeister von {} bleibt im Amt."),
    ),
    (
        ("The fire in {} is under control.", "Der Brand in {} ist unter Kontrolle."),
        ("The fire in {} has been contained.", "Der Brand in {} ist gelöscht."),
        ("The fire in {} is out of control.", "Der Brand in {} ist außer Kontrolle."),
    ),
    (
        ("The miners in {} survived.", "Die Bergleute in {} überlebten."),
        ("The miners in {} are alive.", "Die Bergleute in {} sind am Leben."),
        ("The miners in {} died.", "Die Bergleute in {} starben."),
    ),
)
TOWNS = (("Munich", "München"), ("Vienna", "Wien"), ("Lyon", "Lyon"))
DAYS = (("on Monday", "am Montag"), ("on Friday", "am Freitag"))
# (one did it to the other, the same from the other side)
DOINGS = (
    (
        ("{} sued {}", "{} verklagte {}"),
        ("{} was sued by {}", "{} wurde von {} verklagt"),
    ),
    (("{} beat {}", "{} besiegte {}"), ("{} lost to {}", "{} verlor gegen {}")),
    (
        ("{} accused {} of lying", "{} warf {} Lügen vor"),
        ("{} was accused of lying by {}", "{} wurde von {} der Lüge beschuldigt"),
    ),
    (
        ("{} invited {}", "{} lud {} ein"),
        ("{} was invited by {}", "{} wurde von {} eingeladen"),
    ),
    (
        ("{} criticised {}", "{} kritisierte {}"),
        ("{} was criticised by {}", "{} wurde von {} kritisiert"),
    ),
    (
        ("{} overtook {}", "{} überholte {}"),
        ("{} was overtaken by {}", "{} wurde von {} überholt"),
    ),
)
PEOPLE = (("Haller", "Winter"), ("Norden", "Castell"))
# A sentence, and figures: as told, written otherwise, with a bound that includes it,
# with one that does not, and another.
FIGURES = (
    (
        (
            "The storm in {} damaged {} houses.",
            "Der Sturm in {} beschädigte {} Häuser.",
        ),
        ("1,200", "1.200"),
        ("twelve hundred", "zwölfhundert"),
        ("at least 900", "mindestens 900"),
        ("fewer than 1,000", "weniger als 1.000"),
        ("2,100", "2.100"),
    ),
    (
        ("The fire in {} killed {} people.", "Der Brand in {} tötete {} Menschen."),
        ("12", "12"),
        ("twelve", "zwölf"),
        ("more than ten", "mehr als zehn"),
        ("more than 20", "mehr als 20"),
        ("21", "21"),
    ),
    (
        ("The tunnel in {} costs {}.", "Der Tunnel in {} kostet {}."),
        ("2.5 million euros", "2,5 Millionen Euro"),
        ("€2,500,000", "2.500.000 Euro"),
        ("more than 2 million euros", "mehr als zwei Millionen Euro"),
        ("less than 2 million euros", "weniger als zwei Millionen Euro"),
        ("5.2 million euros", "5,2 Millionen Euro"),
    ),
    (
        ("Turnout in {} was {}.", "Die Wahlbeteiligung in {} betrug {}."),
        ("75 percent", "75 Prozent"),
        ("three quarters", "drei Viertel"),
        ("more than 60 percent", "mehr als 60 Prozent"),
        ("less than 60 percent", "weniger als 60 Prozent"),
        ("57 percent", "57 Prozent"),
    ),
    (
        ("The trial in {} took {}.", "Der Prozess in {} dauerte {}."),
        ("two days", "zwei Tage"),
        ("48 hours", "48 Stunden"),
        ("at least one day", "mindestens einen Tag"),
        ("more than a week", "mehr als eine Woche"),
        ("eight days", "acht Tage"),
    ),
    (
        ("The bridge in {} is {} long.", "Die Brücke in {} ist {} lang."),
        ("1.5 kilometres", "1,5 Kilometer"),
        ("1,500 metres", "1.500 Meter"),
        ("more than one kilometre", "mehr als einen Kilometer"),
        ("less than 900 metres", "weniger als 900 Meter"),
        ("5.1 kilometres", "5,1 Kilometer"),
    ),
)
LANGUAGES = ("en", "de")
CROSSINGS = ((0, 0), (1, 1), (0, 1), (1, 0))


def sentence(act: Act, at: int, words: str, of: str, day: tuple[str, str]) -> str:
    if at == 0:
        return f"{act.by[0]} {words.format(of)} {day[0]}."
    first = act.by[1][0].upper() + act.by[1][1:]
    if "{day}" not in words:
        of = f"{day[1]} {of}"
    return f"{first} {words.format(of, day=day[1])}."


def pairs_of_acts() -> Iterator[Row]:
    for number, (act, (one, other)) in enumerate(product(ACTS, CROSSINGS)):
        day, another = DAYS if number % 2 else DAYS[::-1]
        told = sentence(act, one, act.said[one], act.of[one], day)
        for label, words, of, when in (
            ("agree", act.otherwise, act.of, day),
            ("contradict", act.opposite, act.of, day),
            ("contradict", act.denied, act.of, day),
            ("compatible", act.said, act.else_of, day),
            ("compatible", act.opposite, act.else_of, another),
        ):
            beside = sentence(act, other, words[other], of[other], when)
            yield row("act", label, (told, beside), (one, other))
        fact = FACTS[number % len(FACTS)][other].format(act.of[other])
        yield row("act", "compatible", (told, fact), (one, other))


def pairs_of_states() -> Iterator[Row]:
    for (said, otherwise, opposite), (one, other) in product(STATES, CROSSINGS):
        for label, words, town in (
            ("agree", otherwise, TOWNS[0]),
            ("contradict", opposite, TOWNS[0]),
            ("compatible", opposite, TOWNS[1]),
        ):
            told = said[one].format(TOWNS[0][one]), words[other].format(town[other])
            yield row("state", label, told, (one, other))


def pairs_of_doings() -> Iterator[Row]:
    for (did, suffered), (by, of), (one, other) in product(DOINGS, PEOPLE, CROSSINGS):
        for label, words in (
            ("agree", suffered[other].format(of, by)),
            ("contradict", did[other].format(of, by)),
            ("contradict", suffered[other].format(by, of)),
        ):
            yield row(
                "doer",
                label,
                (f"{did[one].format(by, of)}.", f"{words}."),
                (one, other),
            )


def pairs_of_figures() -> Iterator[Row]:
    for (told, *figures), (one, other) in product(FIGURES, CROSSINGS):
        figure, otherwise, within, beyond, another = figures
        for label, value, town in (
            ("agree", otherwise, TOWNS[0]),
            ("compatible", within, TOWNS[0]),
            ("contradict", beyond, TOWNS[0]),
            ("contradict", another, TOWNS[0]),
            ("compatible", another, TOWNS[1]),
        ):
            sides = (
                told[one].format(TOWNS[0][one], figure[one]),
                told[other].format(town[other], value[other]),
            )
            yield row("figure", label, sides, (one, other))


def row(kind: str, label: str, told: tuple[str, str], at: tuple[int, int]) -> Row:
    sides = {"a": told[0], "b": told[1]}
    languages = {"lang_a": LANGUAGES[at[0]], "lang_b": LANGUAGES[at[1]]}
    return {**sides, **languages, "label": label, "kind": kind}


def make_pairs() -> list[Row]:
    """The same pairs, however often they are made."""
    return [
        *pairs_of_acts(),
        *pairs_of_states(),
        *pairs_of_doings(),
        *pairs_of_figures(),
    ]


def main() -> None:
    for each in make_pairs():
        sys.stdout.write(f"{json.dumps(each, ensure_ascii=False)}\n")


if __name__ == "__main__":
    main()
