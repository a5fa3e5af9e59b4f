"""One interview against a real endpoint: `LIVE_OPENAI_API_KEY=… pytest tests/live`.

`LIVE_OPENAI_BASE_URL` and `LIVE_MODEL` choose another endpoint and model. It runs in a process of
its own, which is not kept from the network, and costs some ten thousand tokens.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ANSWERS = Path(__file__).parents[1] / "data" / "answers" / "middling.jsonl"
KEY, URL = os.environ.get("LIVE_OPENAI_API_KEY"), os.environ.get("LIVE_OPENAI_BASE_URL")
pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(not (KEY or URL), reason="LIVE_OPENAI_API_KEY is not set"),
]


@pytest.fixture(scope="module")
def interview(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Two questions, each with its follow-ups, answered so so."""
    home = tmp_path_factory.mktemp("live")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "NO_PROXY" and not name.startswith(("MOCK_INTERVIEWER_", "OPENAI_"))
    }
    given = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": URL}
    given["MOCK_INTERVIEWER_MODEL"] = os.environ.get("LIVE_MODEL")
    command = ["simulate", "--answers", str(ANSWERS), "--count", "2", "--mode", "interview"]
    ran = subprocess.run(
        [sys.executable, "-m", "interviewer", *command, "--examiner", "llm", "--json"],
        env=environment
        | {"MOCK_INTERVIEWER_HOME": str(home)}
        | {k: v for k, v in given.items() if v},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert ran.returncode == 0, ran.stderr
    assert not KEY or KEY not in ran.stdout + ran.stderr
    (line,) = ran.stdout.splitlines()
    told: dict[str, Any] = json.loads(line)
    return told


def test_every_answer_is_judged_by_the_model(interview: dict[str, Any]) -> None:
    """Each key point has a verdict, and each verdict but missed a quote from the answer."""
    answered = [t for t in interview["turns"] if t["answered"]]
    assert len(answered) >= 2
    for turn in answered:
        assert "ungraded" not in turn["grade"]
        assert turn["grade"]["by"].startswith("llm/")
        for finding in turn["grade"]["findings"]:
            assert (finding["verdict"] == "missed") == (finding["quote"] is None)
            assert (finding["quote"] or "") in turn["answered"]


def test_every_follow_up_is_one_short_question(interview: dict[str, Any]) -> None:
    """Whoever worded it."""
    for turn in interview["turns"]:
        if turn["purpose"] != "question":
            assert turn["asked"].count("?") == 1
            assert len(turn["asked"].split()) <= 40


def test_the_model_is_worth_its_tokens(interview: dict[str, Any]) -> None:
    """The answers hold some points, and not all of them."""
    assert 0.1 < interview["report"]["score"] < 0.9
