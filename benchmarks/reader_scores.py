"""How far what the program said of some reports is what a careful reader found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any, Final

from benchmarks.reader_lists import Claim, Link, Reading, Run, Span

TOP: Final = 20
# A statement that so many reports tell should become one claim.
OFTEN_TOLD: Final = 4


@dataclass(frozen=True, slots=True)
class Figure:
    measure: str
    right: float
    of: float
    target: float | None = None
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Defect:
    """Something to mend, and every place it concerns."""

    kind: str
    label: str
    spans: tuple[Span, ...]


@dataclass
class Score:
    figures: list[Figure] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)

    def add(self, measure: str, right: int, of: int, **more: Any) -> None:
        self.figures.append(Figure(measure, right, of, **more))

    def blame(self, kind: str, label: str, *spans: Span) -> None:
        self.defects.append(Defect(kind, label, spans))


def is_met(figure: Figure) -> bool | None:
    if figure.target is None:
        return None
    if figure.at_most:
        return figure.right <= figure.target
    return figure.of == 0 or figure.right / figure.of >= figure.target


def score(reading: Reading, run: Run, reports: Sequence[str]) -> Score:
    result = Score()
    # Without an editor's list, what is not named is not wrong.
    for report in reports if any(each.core for each in reading.claims) else ():
        score_extraction(result, reading, run, report)
    score_speakers(result, reading, run)
    score_links(result, reading, run)
    score_groups(result, reading, run)
    score_marks(result, reading, run, reports)
    score_origins(result, reading, run)
    return result


def score_extraction(result: Score, reading: Reading, run: Run, report: str) -> None:
    claims = [each for each in reading.claims if each.span.report == report]
    found = [each for each in run.found if each.span.report == report]
    found.sort(key=lambda each: -each.worth)
    top = found[:TOP]
    missed = [c for c in claims if not any(c.span.meets(f.span) for f in found)]
    for claim in missed:
        kind = "core claim missed" if claim.core else "claim missed"
        result.blame(kind, f"{claim.name} {claim.label}", claim.span)
    judged = [each for each in found if zone_of(reading, each.span) != "headline"]
    wrong = [
        each
        for each in judged
        if zone_of(reading, each.span)
        or (reading.complete and not reading.met_by(each.span))
    ]
    for each in wrong:
        what = zone_of(reading, each.span) or "body, nothing to check"
        result.blame("no claim", f"{what}, worth {each.worth:.2f}", each.span)
    core = [each for each in claims if each.core]
    kept = [each for each in core if each not in missed]
    result.add(f"{report} core claims found", len(kept), len(core), target=1.0)
    result.add(f"{report} claims found", len(claims) - len(missed), len(claims))
    sound = len(judged) - len(wrong)
    result.add(f"{report} extracted are claims", sound, len(judged), target=0.95)
    hits = sum(any(c.core for c in reading.met_by(each.span)) for each in top)
    result.add(f"{report} core among the top {TOP}", hits, len(top))
    ranked = sorted((c for c in claims if c.rank), key=lambda c: c.rank or 0)
    late = [c for c in ranked if not any(c.span.meets(f.span) for f in top)]
    for claim in late:
        label = f"{claim.name} {claim.label}, the editor's number {claim.rank}"
        result.blame(f"not in the top {TOP}", label, claim.span)
    result.add(f"{report} of the editor's {TOP}", len(ranked) - len(late), len(ranked))


def zone_of(reading: Reading, span: Span) -> str:
    """The kind of part that the span lies in, "" for the body."""
    return next((kind for zone, kind in reading.zones if zone.meets(span)), "")


def score_speakers(result: Score, reading: Reading, run: Run) -> None:
    exact = relayed = attributed = silent = unattributed = 0
    for claim in reading.claims:
        found = next((f for f in run.found if claim.span.meets(f.span)), None)
        if found is None:
            continue
        voice = voice_of(reading, found.speaker)
        if not claim.speaker:
            unattributed += 1
            silent += not found.speaker
            continue
        attributed += 1
        exact += voice == claim.speaker
        relayed += voice in (claim.speaker, claim.relay)
        if voice not in (claim.speaker, claim.relay):
            said = found.speaker or "nobody"
            label = f"{claim.name}: {said}, and not {claim.speaker}"
            result.blame("wrong speaker", label, claim.span)
    result.add("speaker exact, attributed claims", exact, attributed)
    result.add("speaker or who relays it", relayed, attributed)
    result.add("no speaker where nobody is named", silent, unattributed)


def voice_of(reading: Reading, name: str) -> str:
    """The voice of the list with the longest word for ``name``; "?" for none."""
    name = name.casefold().replace("’", "'")
    known = [
        (len(word), voice)
        for voice, words in reading.voices.items()
        for word in words
        if word in name
    ]
    return max(known, default=(0, "?"))[1]


def expected_pairs(reading: Reading, reports: Iterable[str]) -> list[tuple[Claim, ...]]:
    """Claims of two reports that make one statement."""
    read = set(reports)
    claims = [each for each in reading.claims if each.span.report in read]
    return [
        pair
        for pair in combinations(claims, 2)
        if pair[0].span.report != pair[1].span.report and pair[0].says & pair[1].says
    ]


def score_links(result: Score, reading: Reading, run: Run) -> None:
    expected = expected_pairs(reading, {each.span.report for each in run.found})
    same = [link for link in run.links if link.same]
    answers = [(link, judge_link(reading, link.left, link.right)) for link in same]
    for link, answer in answers:
        if answer in ("related", "unrelated"):
            label = f"{names_of(reading, link.left)} | {names_of(reading, link.right)}"
            said = f"{label} ({link.told})"
            result.blame(f"false link, {answer}", said, link.left, link.right)
    linked = {pair for pair in expected if is_linked(same, pair)}
    either = {pair for pair in expected if is_linked(run.links, pair)}
    for abroad, what in ((False, "links"), (True, "links with another language")):
        told = [a for k, a in answers if not abroad or differ(reading, k.left, k.right)]
        wanted = {p for p in expected if not abroad or differ(reading, *spans_of(p))}
        right = told.count("same")
        wrong = len(told) - right - told.count("may be")
        result.add(f"{what}: same is right", right, right + wrong)
        result.add(f"{what}: same is found", len(wanted & linked), len(wanted))
        result.add(f"{what}: same or maybe is found", len(wanted & either), len(wanted))
    for pair in expected:
        if pair not in linked:
            label = " | ".join(f"{each.name} {each.label}" for each in pair)
            told_of = [k.told for k in run.links if k.joins(*spans_of(pair))]
            said = told_of[0] if told_of else "no link at all"
            result.blame("link missed", f"{label} ({said})", *spans_of(pair))


def is_linked(links: Iterable[Link], pair: tuple[Claim, ...]) -> bool:
    return any(link.joins(*spans_of(pair)) for link in links)


def names_of(reading: Reading, span: Span) -> str:
    return "+".join(each.name for each in reading.met_by(span)) or "-"


def spans_of(pair: tuple[Claim, ...]) -> tuple[Span, Span]:
    return pair[0].span, pair[1].span


def differ(reading: Reading, left: Span, right: Span) -> bool:
    return reading.languages[left.report] != reading.languages[right.report]


def judge_link(reading: Reading, left: Span, right: Span) -> str:
    """Whether both sides make one statement ("same"), perhaps ("may be"), or do not
    ("related", "unrelated")."""
    ours = {says for each in reading.met_by(left) for says in each.says}
    theirs = {says for each in reading.met_by(right) for says in each.says}
    if ours & theirs:
        return "same"
    pairs = {frozenset(pair) for pair in product(ours, theirs)}
    if pairs & reading.may_be_same:
        return "may be"
    return "related" if pairs & reading.related_only else "unrelated"


def score_groups(result: Score, reading: Reading, run: Run) -> None:
    """What becomes one claim with a mention in each report."""
    groups = run.statements
    read = {each.span.report for each in run.found}
    pure = 0
    for group in groups:
        says = [{s for c in reading.met_by(span) for s in c.says} for span in group]
        pure += bool(set.intersection(*says))
        if not set.intersection(*says):
            label = f"{len(group)} mentions without one statement in all"
            result.blame("run together", label, *sorted_spans(group))
    result.add("linked groups that are one statement", pure, len(groups))
    score_pairs(result, reading, groups, read)
    score_statements(result, told_by(reading, read), groups, read)


def score_pairs(
    result: Score, reading: Reading, groups: Sequence[frozenset[Span]], read: set[str]
) -> None:
    """Places of two reports that are one claim; a claim that nobody linked too."""
    joined = {
        pair
        for group in groups
        for pair in combinations(sorted_spans(group), 2)
        if pair[0].report != pair[1].report
    }
    answers = [judge_link(reading, *pair) for pair in joined]
    right, perhaps = answers.count("same"), answers.count("may be")
    result.add("pairs in one claim: right", right, len(answers) - perhaps)
    expected = expected_pairs(reading, read)
    found = [
        pair
        for pair in expected
        if any(
            any(pair[0].span.meets(span) for span in group)
            and any(pair[1].span.meets(span) for span in group)
            for group in groups
        )
    ]
    result.add("pairs in one claim: found", len(found), len(expected))


def told_by(reading: Reading, reports: set[str]) -> dict[str, list[Claim]]:
    """The claims that make each statement."""
    told: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        for name in claim.says if claim.span.report in reports else ():
            told.setdefault(name, []).append(claim)
    return told


def score_statements(
    result: Score,
    told: dict[str, list[Claim]],
    groups: Sequence[frozenset[Span]],
    read: set[str],
) -> None:
    whole: list[bool] = []
    in_all: list[bool] = []
    for name, claims in sorted(told.items()):
        reports = {each.span.report for each in claims}
        if len(reports) < min(OFTEN_TOLD, len(read)):
            continue
        joined = max(
            (reports_of(group, claims) for group in groups), key=len, default=()
        )
        whole.append(reports == joined)
        if reports == read:
            in_all.append(reports == joined)
        if reports != joined:
            label = f"{name}: {len(joined)} of {len(reports)} reports joined"
            apart = (c.span for c in claims if c.span.report not in joined)
            result.blame("statement split", label, *apart)
    result.add(f"statements of {OFTEN_TOLD} and more are one", sum(whole), len(whole))
    measure = "statements of every report are one claim"
    result.add(measure, sum(in_all), len(in_all), target=1.0)


def reports_of(group: Iterable[Span], claims: Sequence[Claim]) -> set[str]:
    """The reports that tell one of the claims within the group."""
    return {
        claim.span.report
        for claim in claims
        if any(claim.span.meets(span) for span in group)
    }


def sorted_spans(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda each: (each.report, each.start))


def score_marks(
    result: Score, reading: Reading, run: Run, reports: Sequence[str]
) -> None:
    false = dict.fromkeys(reports, 0)
    for left, right in run.marks:
        known = [
            each
            for each in reading.differences
            if touching((left, right), (each.left, each.right))
        ]
        if any(each.weight != "never" for each in known):
            continue
        label = known[0].label if known else "nothing that contradicts"
        result.blame("false mark", label, left, right)
        for report in {left.report, right.report}:
            false[report] += 1
    for weight in ("must", "may"):
        wanted = [
            each
            for each in reading.differences
            if each.weight == weight
            and {each.left.report, each.right.report} <= {*false}
        ]
        missed = [
            each
            for each in wanted
            if not any(touching(mark, (each.left, each.right)) for mark in run.marks)
        ]
        for each in missed:
            result.blame(
                f"contradiction missed ({weight})", each.label, each.left, each.right
            )
        target = 1.0 if weight == "must" else None
        measure = f"contradictions found, {weight} be marked"
        result.add(measure, len(wanted) - len(missed), len(wanted), target=target)
    for report, count in false.items():
        result.add(f"{report} false marks", count, 0, target=1, at_most=True)


def touching(marked: tuple[Span, Span], expected: tuple[Span, Span]) -> bool:
    left, right = marked
    return any(
        left.touches(one) and right.touches(other)
        for one, other in (expected, expected[::-1])
    )


def score_origins(result: Score, reading: Reading, run: Run) -> None:
    of = {name: origin for origin in reading.origins for name in origin.claims}
    reached: dict[str, set[str]] = {}
    right = 0
    for mentions, spans in run.origins:
        places = (*mentions, *spans)
        met = [{c.name for c in reading.claims if c.span.touches(p)} for p in places]
        one = [
            each
            for each in reading.origins
            if met and all(names & each.claims for names in met)
        ]
        right += bool(one)
        for origin in one:
            reached.setdefault(origin.label, set()).update(
                name for names in met for name in names & origin.claims
            )
        if not one:
            result.blame("false origin", "more than one origin, or none", *places)
    read = {each.span.report for each in run.found}
    here = {c.name: c for c in reading.claims if c.span.report in read and c.name in of}
    for origin in reading.origins:
        if origin.label not in reached:
            told = (here[n].span for n in sorted(origin.claims) if n in here)
            result.blame("origin missed", origin.label, *told)
    kept = {name for names in reached.values() for name in names}
    shown = [span for _, shared in run.origins for span in shared]
    shared = [s for each in reading.origins for s in each.shared if s.report in read]
    marked = [span for span in shared if any(span.touches(each) for each in shown)]
    result.add("origins found", len(reached), len(reading.origins))
    result.add("groups of one origin", right, len(run.origins))
    result.add("their mentions grouped", len(kept), len(here))
    result.add("shared words shown", len(marked), len(shared))
