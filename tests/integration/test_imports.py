"""What is loaded before it is needed: nothing heavy, so that starting is quick."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("langchain", "langchain_core", "langchain_openai", "openai", "chromadb", "onnxruntime"),
    *("altair", "vl_convert", "typst", "genanki", "fsrs"),
)

COMMAND_LINE = "import interviewer.cli"
WIRING = "from interviewer.wiring import build; build()"
FRAME = ROOT / "interviewer" / "pages" / "frame.py"
FIRST_PAGE = f"""
from streamlit.testing.v1 import AppTest
from interviewer.wiring import Wired
Wired.warm = lambda self: None  # what is loaded behind a page that has been drawn
page = AppTest.from_file({str(FRAME)!r}, default_timeout=60).run()
assert not page.exception, page.exception
assert page.button(key="start")
"""


_IDS = ("command line", "wiring", "first page")


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh Python has after running the code."""
    said = "\nimport json, sys; print(json.dumps(sorted({n.split('.')[0] for n in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", code + said], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("code", [COMMAND_LINE, WIRING, FIRST_PAGE], ids=_IDS)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str, home: Path) -> None:
    """Neither the command line, nor the wiring, nor the first page needs a model or an index."""
    assert loaded(code).isdisjoint(HEAVY)


def test_help_needs_neither_server_nor_database(home: Path) -> None:
    """The command line answers before the libraries of its commands are loaded."""
    others = {"streamlit", "sqlalchemy", "alembic", "numpy", "pandas", "pydantic", "jinja2"}
    assert loaded(COMMAND_LINE).isdisjoint(others)


FILES = """
from interviewer.interview import replay
from interviewer.rendering.formats import FORMATS
from interviewer.report import report
from tests.examples import events
made = report(replay(events()), interview_id="i1")
assert made.calibration
assert FORMATS["html"](made) and FORMATS["pdf"](made)
"""


def test_files_are_drawn_without_the_charts_of_pages(home: Path) -> None:
    """They take half a second to load and memory that a server never gets back."""
    assert loaded(FILES).isdisjoint({"altair", "vl_convert", "pandas", "streamlit"})


def test_the_check_can_fail(home: Path) -> None:
    """A heavy import would be seen."""
    assert "onnxruntime" in loaded("import onnxruntime")
