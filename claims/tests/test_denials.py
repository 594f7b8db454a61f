"""What denies a statement in other words than "not", and what only looks like it."""

import pytest

from claims.matching.conflicts.negation import find_negation

GATE = "repairing the Grayle flood gate would cost EUR 38 million"
TOR = "Die Reparatur des Fluttors in Grayle kostet 38 Millionen Euro."
CRANE = "The crane in Tessel was inspected in March."
KRAN = "Der Kran in Tessel wurde im März geprüft."

DENIED = [
    (GATE, f"Torvand denied having said that {GATE}."),
    (GATE, f"Torvand denied that {GATE}."),
    (GATE, f"The ministry on Sunday denied reports that {GATE}."),
    (
        GATE,
        "The figure of €38 million for repairing the Grayle flood gate is a rumour"
        " without any basis.",
    ),
    (GATE, f"The claim that {GATE} is untrue, a spokeswoman said."),
    (GATE, f"Torvand called the report that {GATE} a fabrication."),
    (GATE, f"There is no truth in the report that {GATE}."),
    (GATE, f"It is not true that {GATE}, she said."),
    (GATE, f"The ministry dismissed the claim that {GATE} as nonsense."),
    (GATE, f"The estimate that {GATE} has been rejected by the ministry."),
    (GATE, f"The council disputed the claim that {GATE}."),
    (GATE, "Torvand bestritt, dass die Reparatur in Grayle 38 Millionen Euro koste."),
    (CRANE, "Varga denied that the crane in Tessel was inspected in March."),
    (CRANE, "That the crane in Tessel was inspected in March is simply made up."),
    (TOR, "Torvand wies den Bericht zurück, die Reparatur des Fluttors in Grayle koste"
     " 38 Millionen Euro."),
    (TOR, "Dass die Reparatur des Fluttors in Grayle 38 Millionen Euro kostet, stimmt"
     " nicht."),
    (TOR, "Die Summe von 38 Millionen Euro für die Reparatur des Fluttors in Grayle ist"
     " aus der Luft gegriffen."),
    (TOR, "Dass die Reparatur des Fluttors in Grayle 38 Millionen Euro kostet, ist ein"
     " Gerücht."),
    (TOR, "Das Ministerium dementierte Berichte, wonach die Reparatur des Fluttors in"
     " Grayle 38 Millionen Euro kostet."),
    (TOR, "Die Behauptung, die Reparatur des Fluttors in Grayle koste 38 Millionen"
     " Euro, ist frei erfunden."),
    (KRAN, "Varga bestritt, dass der Kran in Tessel im März geprüft wurde."),
    (KRAN, "Die Angabe, der Kran in Tessel sei im März geprüft worden, entbehrt jeder"
     " Grundlage."),
]  # fmt: skip
NOT_DENIED = [
    (GATE, f"Torvand did not deny that {GATE}."),
    (GATE, f"Nobody disputes that {GATE}."),
    (GATE, f"Torvand denied any wrongdoing; {GATE}."),
    (GATE, f"Torvand denied wrongdoing and said that {GATE}."),
    (GATE, f"Torvand denied having known that {GATE}."),
    (GATE, f"Torvand would neither confirm nor deny that {GATE}."),
    (GATE, f"Torvand denied reports of a delay, saying {GATE}."),
    (GATE, f"Asked whether it was a rumour that {GATE}, Torvand nodded."),
    (GATE, f"The report that {GATE} is no rumour."),
    (GATE, f"It is undisputed that {GATE}."),
    (GATE, f"Torvand admitted that {GATE}, after denying it for months."),
    (GATE, "Torvand denied that repairing the Grayle bridge would cost"
     " EUR 12 million."),
    (GATE, f"Torvand denied that {GATE.replace('would', 'would not')}."),
    (GATE, f"Repairs are late, and {GATE}, though talk of a closure is false."),
    (GATE, f"The council rejected the plan, as {GATE}."),
    (CRANE, "Varga rejected a proposal to close Tessel: the crane was inspected in"
     " March."),
    (TOR, "Torvand bestritt nicht, dass die Reparatur des Fluttors in Grayle"
     " 38 Millionen Euro kostet."),
    (TOR, "Niemand bestreitet, dass die Reparatur des Fluttors in Grayle 38 Millionen"
     " Euro kostet."),
    (TOR, "Torvand bestritt Fehler und sagte, die Reparatur des Fluttors in Grayle"
     " koste 38 Millionen Euro."),
    (TOR, "Dass die Reparatur des Fluttors in Grayle 38 Millionen Euro kostet, ist kein"
     " Gerücht."),
    (TOR, "Das Ministerium wollte weder bestätigen noch dementieren, dass die Reparatur"
     " des Fluttors in Grayle 38 Millionen Euro kostet."),
    (TOR, "Torvand wies Vorwürfe zurück, sie habe getrödelt; die Reparatur des Fluttors"
     " in Grayle koste 38 Millionen Euro."),
    (KRAN, "Unbestritten ist, dass der Kran in Tessel im März geprüft wurde."),
    # What is denied is told of somebody else.
    ("The yard denied that any of the dockers had lost a hand.",
     "Nobody lost a hand at the yard, it said, and called such stories false."),
    # Agreed in one act, and a word with two senses.
    ("Until further notice, the lift stays shut.",
     "Nobody will be riding the lift soon: it is closed until further notice."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "other"), DENIED)
def test_whoever_calls_it_untrue_denies_it(claim: str, other: str) -> None:
    assert find_negation(claim, other)
    assert find_negation(other, claim)


@pytest.mark.parametrize(("claim", "other"), NOT_DENIED)
def test_what_denies_something_else_or_nothing_denies_it_not(
    claim: str, other: str
) -> None:
    assert find_negation(claim, other) is None
    assert find_negation(other, claim) is None
