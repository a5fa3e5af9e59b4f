"""`practice`: an interview in the terminal, typed by a script."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.commands import dialogue, keyboard
from interviewer.engine import Engine
from interviewer.settings import Settings
from interviewer.wiring import build
from tests.command import refused, run

ONE = ("practice", "--count", 1, "--seed", 1)
ANSWER = "Supervised learning has labels,\nunsupervised learning has none.\n\n"


def kept(err: str) -> str:
    """The id in the line that says how to go on."""
    found = re.search(r"practice --resume (\w+)", err)
    assert found, err
    return found[1]


def test_an_answer_of_several_lines_ends_with_an_empty_line(ready_home: Path) -> None:
    """Both lines are one answer, kept with its line break."""
    ran = run(*ONE, stdin=ANSWER + ":end\n")
    assert ran.status == 0
    (made,) = run("interviews", "--json").records
    events = run("show", made["id"], "--json").records
    said = [e["text"] for e in events if e["kind"] == "answered"]
    assert said == ["Supervised learning has labels,\nunsupervised learning has none."]


def test_practice_mode_shows_points_and_reference_once_a_question_is_over(ready_home: Path) -> None:
    """After each question its points stand with a sign, the words they rest on, the reference."""
    ran = run(*ONE, stdin=ANSWER + ":skip\n")
    shown = ran.out
    assert "Reference:" in shown
    assert any(sign in shown for sign in "✓◐✗!")
    assert shown.index("Question 1 of 1") < shown.index("Reference:")


def test_interview_mode_shows_no_point_before_the_end(ready_home: Path) -> None:
    """The reference of an interview in interview mode is in the report alone."""
    ran = run(*ONE, "--mode", "interview", stdin=ANSWER + ":skip\n")
    assert ran.status == 0
    assert "Reference:" not in ran.out


def test_the_end_shows_the_summary_and_where_the_report_is(ready_home: Path) -> None:
    """The last lines say how it went and how to read more."""
    ran = run(*ONE, stdin=":skip\n")
    (made,) = run("interviews", "--json").records
    assert made["finished"] == "completed"
    assert f"mock-interviewer report {made['id']}" in ran.out


def test_hint_is_given_in_practice_mode(ready_home: Path) -> None:
    """`:hint` helps without ending the question."""
    ran = run(*ONE, stdin=":hint\n:skip\n")
    assert "Hint: " in ran.out


def test_hint_is_refused_in_interview_mode(ready_home: Path) -> None:
    """There the refusal is told and the interview goes on."""
    ran = run(*ONE, "--mode", "interview", stdin=":hint\n:skip\n")
    assert ran.status == 0
    assert "There is no hint to give." in ran.err


def test_idk_is_an_answer(ready_home: Path) -> None:
    """`:idk` is kept as the words it stands for."""
    run(*ONE, stdin=":idk\n:end\n")
    (made,) = run("interviews", "--json").records
    events = run("show", made["id"], "--json").records
    assert "I don't know." in [e.get("text") for e in events if e["kind"] == "answered"]


def test_repeat_says_the_question_again(ready_home: Path) -> None:
    """`:repeat` prints what was asked once more."""
    once = run(*ONE, stdin=":end\n").out
    twice = run(*ONE, stdin=":repeat\n:end\n").out
    question = once.splitlines()[3]
    assert question
    assert once.count(question) + 1 == twice.count(question)


def test_help_lists_the_commands(ready_home: Path) -> None:
    """`:help` names every command."""
    ran = run(*ONE, stdin=":help\n:end\n")
    for name in ("hint", "idk", "skip", "repeat", "pause", "end"):
        assert f":{name}" in ran.out


def test_an_unknown_command_is_told_and_not_taken_for_an_answer(ready_home: Path) -> None:
    """`:hnit` is a slip, not words for the examiner."""
    ran = run(*ONE, stdin=":hnit\n:end\n")
    assert "There is no :hnit." in ran.err
    (made,) = run("interviews", "--json").records
    assert "answered" not in [e["kind"] for e in run("show", made["id"], "--json").records]


def test_an_empty_line_alone_asks_for_words(ready_home: Path) -> None:
    """Enter alone is no answer."""
    assert "Nothing was typed." in run(*ONE, stdin="\n:end\n").err


def test_an_answer_that_is_too_long_is_told_and_nothing_is_lost(ready_home: Path) -> None:
    """The limit is said; the question is still open."""
    ran = run(*ONE, stdin="word " * 5000 + "\n\n:skip\n")
    assert ran.status == 0
    assert "at most 20,000 are read" in ran.err


def test_pause_says_how_to_go_on_and_resume_does(ready_home: Path) -> None:
    """A paused interview goes on where it stood, and ends."""
    ran = run("practice", "--count", 2, "--seed", 1, stdin=":skip\n:pause\n")
    assert ran.status == 0
    interview_id = kept(ran.err)
    again = run("practice", "--resume", interview_id, stdin=":skip\n")
    assert again.status == 0
    assert "Question 2 of 2" in again.out
    assert "Question 1 of 2" not in again.out


def test_the_end_of_the_input_pauses(ready_home: Path) -> None:
    """When nothing more can be typed, everything is kept."""
    interview_id = kept(run(*ONE, stdin="").err)
    kinds = [e["kind"] for e in run("show", interview_id, "--json").records]
    assert kinds[-1] == "paused"


def test_words_before_the_end_of_the_input_are_kept(ready_home: Path) -> None:
    """An answer without its empty line is an answer."""
    interview_id = kept(run(*ONE, stdin="Labels, mostly").err)
    events = run("show", interview_id, "--json").records
    assert [e["text"] for e in events if e["kind"] == "answered"] == ["Labels, mostly"]


def test_ctrl_c_keeps_everything_and_exits_130(
    ready_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interrupt is no trouble: no traceback, status 130, how to go on."""

    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("interviewer.commands.keyboard._line", interrupted)
    ran = run(*ONE)
    assert ran.status == 130
    kept(ran.err)


def test_an_answer_that_could_not_be_judged_can_be_judged_again(
    ready_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is saved; `r` has it judged once more, and the interview goes on."""
    from interviewer.examiners.offline import OfflineExaminer

    judge = OfflineExaminer.judge
    calls: list[object] = []

    def broken_once(self: OfflineExaminer, case: object) -> object:
        calls.append(case)
        if len(calls) == 1:
            raise RuntimeError("out of order")
        return judge(self, case)  # type: ignore[arg-type]

    monkeypatch.setattr(OfflineExaminer, "judge", broken_once)
    ran = run(*ONE, stdin=ANSWER + "r\n:end\n")
    assert ran.status == 0
    assert "Your answer is saved, but it could not be judged." in ran.err
    (made,) = run("interviews", "--json").records
    assert made["score"] is not None


def test_a_finished_interview_cannot_go_on_but_shows_its_summary(ready_home: Path) -> None:
    """Resuming what is over shows how it went."""
    run(*ONE, stdin=":skip\n")
    (made,) = run("interviews", "--json").records
    ran = run("practice", "--resume", made["id"])
    assert ran.status == 0
    assert made["id"] in ran.out


def test_resuming_an_unknown_interview_is_refused(ready_home: Path) -> None:
    """An id that is none is told."""
    assert "There is no interview 'nobody'." in refused("practice", "--resume", "nobody")


def test_without_a_seed_chance_decides(ready_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two interviews by chance do not ask the same."""
    seeds: list[int] = []
    start = Engine.start

    def noted(self: Engine, wish: object) -> str:
        seeds.append(wish.seed)  # type: ignore[attr-defined]
        return start(self, wish)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "start", noted)
    for _ in range(2):
        run("practice", "--count", 1, "--selection", "random", stdin=":end\n")
    assert seeds[0] != seeds[1]


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, home: Path, do: Callable[[Engine, str], object]
) -> None:
    """While the candidate types for the first time, another terminal does that."""
    listen = keyboard.listen
    done: list[object] = []

    def heard() -> keyboard.Said | None:
        if not done:
            engine = build(Settings(home=home)).engine
            done.append(do(engine, engine.interviews()[0].id))
        return listen()

    monkeypatch.setattr(dialogue, "listen", heard)


def answered_elsewhere(engine: Engine, interview_id: str) -> None:
    """The first question is passed on, the second one asked."""
    engine.skip(interview_id)
    engine.advance(interview_id)


@pytest.mark.parametrize("typed", ["Labels, for the first question.\n\n", ":skip\n", ":idk\n"])
def test_what_answers_a_question_that_is_over_is_not_taken_for_the_next(
    ready_home: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """It is refused, the question in hand is shown, and that one is still open."""
    meanwhile(monkeypatch, ready_home, answered_elsewhere)
    ran = run("practice", "--count", 2, "--seed", 1, stdin=typed)
    assert ran.status == 0
    assert "went on elsewhere" in ran.err
    assert "Question 2 of 2" in ran.out
    events = run("show", kept(ran.err), "--json").records
    assert [e["kind"] for e in events if e["kind"] in ("answered", "skipped")] == ["skipped"]


@pytest.mark.parametrize("do", [Engine.pause, Engine.hint])
def test_a_pause_or_a_hint_elsewhere_costs_no_answer(
    ready_home: Path, monkeypatch: pytest.MonkeyPatch, do: Callable[[Engine, str], object]
) -> None:
    """The question is still the one that was shown."""
    meanwhile(monkeypatch, ready_home, do)
    ran = run(*ONE, stdin=ANSWER)
    assert "went on elsewhere" not in ran.err
    events = run("show", kept(ran.err), "--json").records
    assert [e["kind"] for e in events].count("answered") == 1


def test_how_sure_one_is_ends_the_answer(ready_home: Path) -> None:
    """Before anything is known of the mark; the report counts it."""
    run(*ONE, stdin="It switches units off at random.\n:certain\n:end\n")
    report = json.loads(run("report", "last", "--format", "json").out)
    assert report["questions"][0]["turns"][0]["confidence"] == 4


def test_why_says_why_the_question_was_chosen(ready_home: Path) -> None:
    """In one line."""
    assert "number 1 in the order of the bank" in " ".join(
        run(*ONE, stdin=":why\n:end\n").out.split()
    )
