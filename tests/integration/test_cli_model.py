"""The command line with a model as examiner: in the terminal, by script, and looked over."""

import json
from pathlib import Path
from typing import Any

import pytest

from interviewer.models.chat import Chat
from interviewer.models.endpoint import Endpoint
from tests.command import refused, run
from tests.dutiful import CLARIFIED, REPLY, dutiful
from tests.llmserver import Exchange, LLMServer, says
from tests.stubmodel import StubModel, stub_chat

KEY = "sk-not-to-be-shown"
READY = json.dumps({"greeting": "hello", "ready": True})
ONE = ("practice", "--count", 1, "--seed", 1)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> StubModel:
    """A key is set, and behind it the stub answers."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    stub = StubModel(replies=[dutiful])
    monkeypatch.setattr("interviewer.wiring.chat_with", lambda *_: stub_chat(stub))
    return stub


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Two answers for whatever is asked."""
    file = tmp_path / "answers.jsonl"
    file.write_text('{"answer": "It is k1."}\n{"answer": "Now k2."}\n')
    return file


def item(**fields: Any) -> str:
    good = {
        "question": "What is dropout?",
        "reference": "Units are left out at random.",
        "answer": "It is k1.",
        "key_points": ["Units are left out at random", "It reduces overfitting"],
    }
    return json.dumps(good | fields)


def test_a_key_turns_the_model_on(ready_home: Path, model: StubModel) -> None:
    """One call an answer, and none for the report."""
    ran = run(*ONE, stdin="It is k1.\n\n:end\n")
    assert ran.status == 0
    assert REPLY in " ".join(ran.out.split())
    assert "judged by llm/1 stub-1" in ran.err
    assert model.calls == 1


def test_the_offline_examiner_can_be_wished_for(ready_home: Path, model: StubModel) -> None:
    """By option, or for good by setting."""
    run(*ONE, "--examiner", "offline", stdin="It is k1.\n\n:end\n")
    assert model.calls == 0


def test_the_setting_keeps_a_model_off(
    ready_home: Path, model: StubModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though a key is there for something else."""
    monkeypatch.setenv("MOCK_INTERVIEWER_EXAMINER", "offline")
    ran = run(*ONE, stdin="It is k1.\n\n:end\n")
    assert (ran.status, model.calls) == (0, 0)
    assert "judged by offline/" in ran.err


def test_asking_back_is_clarified_in_the_terminal(ready_home: Path, model: StubModel) -> None:
    """And the question goes on."""
    ran = run(*ONE, stdin="What do you mean by that?\n\n:end\n")
    assert CLARIFIED in " ".join(ran.out.split())
    assert "asks what you meant" in model.prompt()


def test_trouble_offers_the_offline_examiner(ready_home: Path, model: StubModel) -> None:
    """The answer is judged by it, and so is what follows."""
    model.replies = [RuntimeError("boom")]
    ran = run(*ONE, stdin="It is k1.\n\n\n:end\n")
    assert "Your answer is saved" in ran.err
    assert "Enter goes on with the offline examiner" in ran.err
    assert "Judged by offline/" in ran.err
    (made,) = run("interviews", "--json").records
    graded = [e for e in run("show", made["id"], "--json").records if e["kind"] == "graded"]
    assert graded[0]["grade"]["by"].startswith("offline/")


def test_a_spent_budget_is_told(
    ready_home: Path, model: StubModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the offline examiner goes on."""
    monkeypatch.setenv("MOCK_INTERVIEWER_BUDGET", "1000")
    ran = run(*ONE, stdin="It is k1.\n\nIt is k2.\n\n:end\n")
    assert model.calls == 1
    assert "tokens for this interview are spent" in ran.err


def test_show_and_report_say_what_it_took(ready_home: Path, model: StubModel) -> None:
    """Each call, their sum, and what that costs as far as it is known."""
    run(*ONE, stdin="It is k1.\n\n:end\n")
    shown = run("show", "last").out
    assert "in 1 call" in shown
    assert "(stub-1: " in shown
    assert "no price is noted for stub-1" in shown
    report = json.loads(run("report", "last", "--format", "json").out)
    assert report["header"]["tokens"] == (
        report["header"]["tokens_in"] + report["header"]["tokens_out"]
    )


def test_simulate_judges_by_the_model_when_told(
    ready_home: Path, model: StubModel, answers: Path
) -> None:
    """Scripts stay offline unless they say otherwise."""
    wanted = ("simulate", "--answers", answers, "--count", 1, "--json")
    run(*wanted)
    assert model.calls == 0
    made = run(*wanted, "--examiner", "llm").record
    assert made["turns"][0]["grade"]["by"].startswith("llm/1 stub-1")


def test_simulate_goes_on_when_the_model_fails(
    ready_home: Path, model: StubModel, answers: Path
) -> None:
    """Unjudged answers have a reason and no mark; how many there are is said, and why."""
    model.replies = [RuntimeError("boom")]
    ran = run("simulate", "--answers", answers, "--count", 1, "--json", "--examiner", "llm")
    assert ran.status == 0
    why = ran.record["turns"][0]["grade"]["ungraded"]
    assert f"could not be judged; they have no mark. {why}" in ran.err
    assert ran.record["report"]["score"] is None


def test_grade_judges_by_the_model(home: Path, model: StubModel) -> None:
    """With the fields promised, and the words that earned each verdict."""
    made = run("grade", "--examiner", "llm", stdin=item(id=1)).record
    assert made["by"].startswith("llm/1 stub-1")
    assert made["findings"][0] == {"point": "k1", "verdict": "covered", "quote": "k1"}
    assert made["score"] == 0.5


def test_grade_makes_no_number_up(home: Path, model: StubModel) -> None:
    """Without a judgement there is no score, and the next line is judged all the same."""
    model.replies = [RuntimeError("boom")] * 3 + [dutiful]
    ran = run("grade", "--examiner", "llm", stdin=f"{item(id=1)}\n{item(id=2)}\n")
    first, second = ran.records
    assert (first["score"], first["label"], first["findings"]) == (None, None, [])
    assert first["ungraded"]
    assert second["score"] == 0.5
    assert "line 1: not judged" in ran.err


@pytest.mark.parametrize(
    "command", [("grade",), ("practice",), ("simulate", "--answers", "-")], ids=lambda c: c[0]
)
def test_without_a_model_one_cannot_be_wished_for(
    ready_home: Path, answers: Path, command: tuple[str, ...]
) -> None:
    """It is said what to set."""
    given = [str(answers) if a == "-" else a for a in command]
    said = refused(*given, "--examiner", "llm", stdin=item())
    assert "OPENAI_API_KEY" in said


@pytest.mark.parametrize(
    "command",
    [("grade",), (*ONE,), ("simulate", "--count", 1, "--answers", "-")],
    ids=lambda c: c[0],
)
def test_a_model_that_is_wished_for_wins_over_the_setting(
    ready_home: Path,
    model: StubModel,
    answers: Path,
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is said now counts more than what was set once."""
    monkeypatch.setenv("MOCK_INTERVIEWER_EXAMINER", "offline")
    given = [str(answers) if a == "-" else a for a in command]
    stdin = item() if command[0] == "grade" else "It is k1.\n\n:end\n"
    assert run(*given, "--examiner", "llm", stdin=stdin).status == 0
    assert model.calls > 0


def test_an_endpoint_that_may_not_be_called_is_named(
    ready_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interview is held without it."""
    monkeypatch.setenv("OPENAI_BASE_URL", "file:///etc/passwd")
    ran = run(*ONE, stdin=":end\n")
    assert ran.status == 0
    assert "http or https" in ran.err
    assert "judged by offline/" in ran.err


def test_a_key_with_a_line_break_is_refused_and_not_shown(
    ready_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in the message nor in what doctor says."""
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}\n{KEY}")
    ran, looked = run(*ONE, stdin=":end\n"), run("doctor")
    assert "The key holds a blank, a line break" in ran.err
    assert looked.status == 1
    assert KEY not in ran.out + ran.err + looked.out + looked.err


def test_doctor_says_what_a_healthy_endpoint_can_do(
    ready_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, by the real client."""
    with LLMServer(says(READY)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("MOCK_INTERVIEWER_MODEL", "small-model")
        looked = run("doctor")
    (line,) = [x for x in looked.out.splitlines() if "examiner" in x.split(":")[0]]
    assert line.startswith("ok  ")
    assert "small-model answers after" in line


def test_doctor_counts_no_loading_of_ours_as_slowness(
    ready_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client stands before the first second is counted."""
    done: list[str] = []

    def noted(name: str) -> None:
        real = getattr(Chat, name)

        def call(chat: Chat) -> Any:
            done.append(name)
            return real(chat)

        monkeypatch.setattr(Chat, name, call)

    noted("warm")
    noted("probe")
    with LLMServer(says(READY)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run("doctor")
    assert done == ["warm", "probe"]


def test_doctor_says_that_an_endpoint_is_slow(
    ready_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It works, and one knows why it feels as it does."""
    monkeypatch.setattr("interviewer.models.probing.SLOW", 0.01)

    def late(exchange: Exchange) -> None:
        exchange.released.wait(0.05)
        says(READY)(exchange)

    with LLMServer(late) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        looked = run("doctor")
    assert looked.status == 0
    (line,) = [x for x in looked.out.splitlines() if "examiner" in x.split(":")[0]]
    assert "It is slow: " in line


def test_doctor_says_that_an_endpoint_is_broken(
    ready_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And how to mend it; nobody listens at that port."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    looked = run("doctor")
    assert looked.status == 1
    (line,) = [x for x in looked.out.splitlines() if "examiner" in x.split(":")[0]]
    assert line.startswith("FAIL")


def test_the_settings_name_where_the_model_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """`provider:model` of other providers; an address makes a colon part of the name."""
    from interviewer.settings import Settings
    from interviewer.wiring import configured

    monkeypatch.setenv("MOCK_INTERVIEWER_MODEL", "anthropic:some-model")
    found = configured(Settings())
    assert isinstance(found, Endpoint)
    assert (found.provider, found.model) == ("anthropic", "some-model")
    monkeypatch.setenv("MOCK_INTERVIEWER_MODEL", "llama3.2:3b")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:11434/v1")
    found = configured(Settings())
    assert found is not None
    assert (found.provider, found.model) == ("openai", "llama3.2:3b")
    assert isinstance(Chat(found), Chat)
