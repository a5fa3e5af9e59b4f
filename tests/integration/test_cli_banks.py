"""`banks`, `questions`, `remove`, `search`: what can be asked."""

from pathlib import Path

import pytest

from tests.command import refused, run
from tests.disks import make_read_only, small_disk

DOCUMENT = """# Kitchen questions

## What is a roux?

Flour cooked in fat. It thickens a sauce, because starch swells when it is heated in liquid.

## Why does bread rise?

Yeast makes carbon dioxide from sugar. Gluten holds the gas in the dough.
"""


@pytest.fixture
def kitchen(home: Path, tmp_path: Path) -> str:
    """A bank of two questions, imported; its id."""
    file = tmp_path / "kitchen.md"
    file.write_text(DOCUMENT, encoding="utf-8")
    bank: str = run("import", file, "--name", "Kitchen", "--json").record["bank"]
    return bank


def test_the_built_in_bank_is_listed_first(kitchen: str) -> None:
    """One object a bank, the built-in one first."""
    first, second = run("banks", "--json").records
    assert set(first) == {"id", "title", "description", "count", "topics", "builtin", "digest"}
    assert (first["id"], first["count"], first["builtin"]) == ("deep-learning", 16, True)
    assert (second["id"], second["count"], second["builtin"]) == (kitchen, 2, False)


def test_banks_are_listed_for_people(home: Path) -> None:
    """Without --json a table."""
    assert "deep-learning" in run("banks").out


def test_questions_have_the_promised_fields(home: Path) -> None:
    """The names of the fields are stable: scripts rely on them."""
    listed = run("questions", "deep-learning", "--json").records
    assert len(listed) == 16
    fields = {"id", "number", "prompt", "reference", "key_points", "topic", "level", "source"}
    for number, question in enumerate(listed, 1):
        assert set(question) == fields
        assert question["number"] == number
        assert all(set(p) == {"id", "text", "weight"} for p in question["key_points"])


def test_the_list_for_people_does_not_show_references(home: Path) -> None:
    """The reference stays hidden until the candidate has tried."""
    shown = run("questions", "deep-learning").out
    for question in run("questions", "deep-learning", "--json").records:
        assert question["reference"][:40] not in shown


def test_an_unknown_bank_is_refused_with_the_nearest(home: Path) -> None:
    """A misspelt bank brings the one that was probably meant."""
    assert "deep-learning" in refused("questions", "deep-lerning")


def test_search_finds_by_meaning(home: Path) -> None:
    """The nearest question comes first, with how near it is."""
    found = run(
        "search", "leaving units out at random against overfitting", "-k", 3, "--json"
    ).records
    assert len(found) == 3
    fields = {"bank", "id", "number", "prompt", "topic", "level", "similarity"}
    assert all(set(f) == fields for f in found)
    assert found[0]["id"] == "dropout"
    assert [f["similarity"] for f in found] == sorted(
        (f["similarity"] for f in found), reverse=True
    )


def test_search_keeps_to_one_bank(kitchen: str) -> None:
    """With --bank only that bank is searched."""
    found = run("search", "dropout", "--bank", kitchen, "--json").records
    assert {f["bank"] for f in found} == {kitchen}


@pytest.mark.parametrize("arguments", [("   ",), ("dropout", "-k", "0"), ()])
def test_a_search_for_nothing_is_wrong_usage(home: Path, arguments: tuple[str, ...]) -> None:
    """Blank text, no text and a count of none."""
    assert run("search", *arguments).status == 2


def test_remove_takes_the_bank_away(kitchen: str) -> None:
    """Afterwards neither the list nor the search knows it."""
    assert run("remove", kitchen, "--yes").status == 0
    assert kitchen not in [b["id"] for b in run("banks", "--json").records]
    assert "kitchen" in refused("questions", kitchen)


def test_remove_asks_first(kitchen: str) -> None:
    """What was not confirmed is not done, and `y` does it."""
    assert run("remove", kitchen, stdin="n\n").status == 1
    assert len(run("banks", "--json").records) == 2
    assert run("remove", kitchen, stdin="y\n").status == 0
    assert len(run("banks", "--json").records) == 1


def test_remove_without_anybody_to_ask_says_how(kitchen: str) -> None:
    """In a script the option is named."""
    ran = run("remove", kitchen, stdin="")
    assert ran.status == 1
    assert "Add --yes" in ran.err


def test_a_built_in_bank_stays(home: Path) -> None:
    """It is refused before anything is asked."""
    assert "built in" in refused("remove", "deep-learning")


def test_home_may_stand_before_the_command_or_after_it(home: Path, tmp_path: Path) -> None:
    """Both say the same, and win over the environment."""
    before, after = tmp_path / "before", tmp_path / "after"
    for command in (("--home", before, "interviews"), ("interviews", "--home", after)):
        assert run(*command).status == 0
    assert before.is_dir()
    assert after.is_dir()
    assert not home.exists()


def test_a_bank_whose_file_is_damaged_can_be_removed(kitchen: str, home: Path) -> None:
    """The error about it names removing as what mends it, so that works."""
    (home / "banks" / f"{kitchen}.json").write_text('{"a": 1}', "utf-8")
    assert "remove the bank" in refused("questions", kitchen)
    assert run("remove", kitchen, "--yes").status == 0
    assert run("doctor").status == 0


@pytest.mark.parametrize(
    "command",
    [("banks",), ("questions", "kitchen"), ("search", "sauce"), ("remove", "kitchen", "--yes")],
)
def test_a_damaged_database_stands_in_no_banks_way(
    kitchen: str, home: Path, command: tuple[str, ...]
) -> None:
    """What needs no interview needs no database."""
    (home / "interviews.sqlite3").write_bytes(b"no database, " * 1000)
    assert run(*command).status == 0


def test_an_empty_home_that_is_read_only_still_shows_the_built_in_bank(tmp_path: Path) -> None:
    """Looking at it takes no writing."""
    with small_disk(tmp_path / "disk", kib=256) as disk:
        make_read_only(disk)
        assert "deep-learning" in run("banks", "--home", disk / "home").out
        assert run("questions", "deep-learning", "--home", disk / "home").out
        assert run("search", "dropout", "--home", disk / "home").out


def test_search_says_that_it_looks_into_all_banks(home: Path) -> None:
    """Unlike an interview, which is held on one."""
    assert "all of them if not given" in run("search", "--help").out
