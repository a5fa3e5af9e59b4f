"""What the documents say of the product is so."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from interviewer.cli import app
from interviewer.events import Plan
from interviewer.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
README = (ROOT / "README.md").read_text()


def section(heading: str) -> str:
    """The text below that heading of the README, up to the next one."""
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: str(d.relative_to(ROOT)))
def test_every_link_leads_to_a_file(document: Path) -> None:
    """Links within the project resolve."""
    linked = LINK.findall(document.read_text())
    assert [link for link in linked if not (document.parent / link).exists()] == []


def test_every_page_is_linked_from_the_index() -> None:
    """A page that nobody finds is not documentation."""
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / link).resolve() for link in LINK.findall(index.read_text())}
    assert [d.name for d in DOCUMENTS if d not in linked | {index}] == []


def test_the_readme_names_exactly_the_commands_there_are() -> None:
    """None is missing and none is promised."""
    named = re.findall(r"`([a-z]+)(?= |`)", "\n".join(_first_cells("The command line")))
    assert sorted(named) == sorted(get_command(app).list_commands(None))  # type: ignore[attr-defined]


def test_the_readme_names_exactly_the_settings_there_are() -> None:
    """With their defaults, where the platform does not choose them."""
    rows = re.findall(
        r"`(?:MOCK_INTERVIEWER|OPENAI)_(\w+)` \| `?([^`|]*)`? ?\|", section("Where your data lies")
    )
    assert [name.lower() for name, _ in rows] == list(Settings.model_fields)
    told = {
        name.lower(): default for name, default in rows if default.strip() not in ("see above", "")
    }
    assert told == {name: str(Settings.model_fields[name].default) for name in told}


def test_the_readme_knows_how_many_follow_ups_there_are() -> None:
    """As many as the plan has by itself."""
    assert Plan.model_fields["follow_ups"].default == 2
    assert "at most two follow-ups a question" in " ".join(README.split())


def _first_cells(heading: str) -> list[str]:
    rows = [line for line in section(heading).splitlines() if line.startswith("| `")]
    return [row.split(" | ")[0] for row in rows]


@pytest.mark.parametrize("page", ["faults.md", "security.md"])
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    """A page that says what is shown by what has to be right."""
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / page).read_text()))
    files = list((ROOT / "tests").rglob("test_*.py"))
    there = {path.stem for path in files}
    for path in files:
        there |= set(re.findall(r"^def (test_\w+)", path.read_text(), re.MULTILINE))
    assert named - there == set()
