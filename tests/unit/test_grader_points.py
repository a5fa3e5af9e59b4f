"""Clauses read beside key points: what that adds to words alone, and what it takes away."""

from collections.abc import Mapping, Sequence

import pytest

from interviewer.examiners.clauses import Clause
from interviewer.examiners.evidence import Evidence
from interviewer.examiners.grader import points
from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.grader.network import Reading
from interviewer.examiners.matching import Matches
from interviewer.rubric import Finding, Verdict
from knowledge.question import KeyPoint, Question, Source
from tests.hashencoder import HashEncoder

POINTS = ("one", "two", "three")
NEAR = tuple(Clause(text, at * 10, at * 10 + len(text)) for at, text in enumerate("abcd"))
NOTHING = Reading(0.0, 0.0, 0.0, 0.0, 0.0)
ENTAILED = Reading(0.95, 0.0, 0.9, 0.0, 0.9)
HALF = Reading(0.6, 0.1, 0.5, 0.1, 0.5)
DENIED = Reading(0.01, 0.97, 0.0, 0.9, 0.0)


class Reads(Grader):
    """A grader that reads as it is told, and remembers what it was asked."""

    def __init__(self, told: Mapping[tuple[str, str], Reading]) -> None:
        super().__init__(HashEncoder())
        self._told = told
        self.asked: list[tuple[str, str]] = []

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        self.asked += pairs
        return [self._told.get(pair, NOTHING) for pair in pairs]


def question(*, derived: bool) -> Question:
    """A question with three points."""
    return Question(
        id="q",
        number=1,
        prompt="What?",
        reference="One. Two. Three.",
        key_points=tuple(KeyPoint(id=p, text=p, weight=1, cue="that") for p in POINTS),
        source=Source(document="here"),
        derived=derived,
    )


def heard(
    told: Mapping[tuple[str, str], Reading],
    *verdicts: Verdict,
    derived: bool = False,
    unheard: Sequence[str] = (),
    taken_back: bool = False,
    patched: bool = False,
) -> tuple[list[Finding], Reads]:
    """The findings after reading, and the grader that read."""
    found = [
        Finding(point=p, verdict=v, quote=None if v is Verdict.MISSED else "a")
        for p, v in zip(POINTS, verdicts, strict=True)
    ]
    evidence = {p: Evidence(NEAR[0], 0.2, 0.2, opposed=False, thin=False) for p in POINTS}
    near = dict.fromkeys(POINTS, NEAR)
    matches = Matches(evidence, {}, near, taken_back=taken_back, patched=patched)
    grader = Reads(told)
    return list(points.heard(question(derived=derived), matches, found, grader, unheard)), grader


def test_a_point_that_words_miss_is_made_by_the_clause_that_entails_it() -> None:
    """With that clause as its quote."""
    made, _ = heard({("b", "two"): ENTAILED}, Verdict.COVERED, Verdict.MISSED, Verdict.MISSED)
    assert (made[1].verdict, made[1].quote) == (Verdict.COVERED, "b")
    assert made[2].verdict is Verdict.MISSED


def test_a_point_half_entailed_is_touched() -> None:
    """Never more."""
    made, _ = heard({("a", "one"): HALF}, *[Verdict.MISSED] * 3)
    assert (made[0].verdict, made[0].quote) == (Verdict.PARTIAL, "a")


def test_a_touched_point_stays_touched_where_no_clause_says_it() -> None:
    """Words have found what reading does not take away from an authored point."""
    made, _ = heard({("a", "one"): DENIED}, Verdict.PARTIAL, Verdict.MISSED, Verdict.MISSED)
    assert made[0].verdict is Verdict.PARTIAL


@pytest.mark.parametrize("verdict", [Verdict.COVERED, Verdict.PARTIAL])
def test_shared_words_earn_nothing_where_the_clause_denies_a_derived_point(
    verdict: Verdict,
) -> None:
    """And no other clause says it."""
    made, _ = heard({("a", "one"): DENIED}, verdict, Verdict.MISSED, Verdict.MISSED, derived=True)
    assert (made[0].verdict, made[0].quote) == (Verdict.MISSED, None)
    kept, _ = heard(
        {("a", "one"): DENIED, ("c", "one"): ENTAILED},
        verdict,
        Verdict.MISSED,
        Verdict.MISSED,
        derived=True,
    )
    assert kept[0].verdict is Verdict.COVERED


def test_what_is_contradicted_stays_so_and_is_not_read() -> None:
    """Nor are points that are unheard."""
    against = Finding(point="one", verdict=Verdict.CONTRADICTED, quote="a")
    told = {("a", p): ENTAILED for p in POINTS}
    made, grader = heard(
        told, Verdict.CONTRADICTED, Verdict.MISSED, Verdict.MISSED, unheard=["two"]
    )
    assert made[0] == against
    assert made[1].verdict is Verdict.MISSED
    assert {point for _, point in grader.asked} == {"three"}


@pytest.mark.parametrize(("taken_back", "patched"), [(True, False), (False, True)])
def test_nothing_is_read_of_an_answer_that_claims_nothing(
    *, taken_back: bool, patched: bool
) -> None:
    """Taken back, or words without order."""
    told = {("a", "one"): ENTAILED}
    made, grader = heard(told, *[Verdict.MISSED] * 3, taken_back=taken_back, patched=patched)
    assert all(f.verdict is Verdict.MISSED for f in made)
    assert grader.asked == []


def test_a_clause_that_seems_to_say_three_points_says_none() -> None:
    """Vague talk entails whatever it is laid beside; two points a clause may well make."""
    made, _ = heard({("a", p): ENTAILED for p in POINTS}, *[Verdict.MISSED] * 3)
    assert all(f.verdict is Verdict.MISSED for f in made)
    made, _ = heard({("a", p): ENTAILED for p in POINTS[:2]}, *[Verdict.MISSED] * 3)
    assert [f.verdict for f in made] == [Verdict.COVERED, Verdict.COVERED, Verdict.MISSED]


def test_a_point_made_against_the_odds_is_unsure() -> None:
    """Words alone found it, and no clause seems to say it."""
    made, _ = heard({}, Verdict.COVERED, Verdict.MISSED, Verdict.MISSED, derived=True)
    assert made[0].verdict is Verdict.COVERED
    assert made[0].unsure
    assert not made[1].unsure


def test_reading_ends_with_the_clause_that_says_it() -> None:
    """The nearest first."""
    _, grader = heard({("a", "one"): ENTAILED}, Verdict.MISSED, Verdict.COVERED, Verdict.COVERED)
    assert grader.asked == [("a", "one")]


def test_at_most_sixteen_clauses_are_read() -> None:
    """However many points a document's answer has."""
    many = tuple(f"p{n}" for n in range(12))
    asked = question(derived=True).model_copy(
        update={"key_points": tuple(KeyPoint(id=p, text=p, weight=1, cue="that") for p in many)}
    )
    found = [Finding(point=p, verdict=Verdict.MISSED) for p in many]
    grader = Reads({})
    points.heard(asked, Matches({}, {}, dict.fromkeys(many, NEAR)), found, grader)
    assert len(grader.asked) == 16


def test_the_chance_of_a_point_rises_with_what_is_entailed() -> None:
    """Near even where the reading is, and then the finding is unsure."""
    made, _ = heard({("a", "one"): ENTAILED, ("b", "two"): HALF}, *[Verdict.MISSED] * 3)
    one, two, three = (f.chance for f in made)
    assert one is not None
    assert two is not None
    assert three is not None
    assert one > two > three
    assert one > 0.8
    assert three < 0.1
    assert [f.unsure for f in made] == [False, False, False]
    even, _ = heard({("a", "one"): Reading(0.4, 0.3, 0.4, 0.3, 0.4)}, *[Verdict.MISSED] * 3)
    assert even[0].unsure
