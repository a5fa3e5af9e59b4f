"""Pages on which names, titles and documents of others hold markup: all of it is only text."""

from collections.abc import Iterable

import pytest

from interviewer.groups import Groups
from interviewer.identity import Person, person
from interviewer.pages import door
from interviewer.wiring import Wired
from knowledge.reading import read
from tests.builders import freely
from tests.hostile import ATTACKS, EVERYTHING
from tests.integration.test_store import put
from tests.ui.drawn import alive, choose, keys, opened, text
from tests.ui.test_library_page import upload


def somebody(name: str, subject: str = "anna") -> Person:
    """Whom a provider lets in under that name."""
    return person({"iss": "https://login.example", "sub": subject, "name": name})


def bare(shown: str) -> str:
    """The text without its blanks, and without backslashes, which `text` takes for escapes."""
    return "".join(shown.replace("\\", "").split())


def unseen(texts: Iterable[str], page: str) -> list[str]:
    """Those of the texts that cannot be read on the page as they are."""
    return [t for t in texts if bare(t) not in bare(page)]


@pytest.mark.parametrize("name", ATTACKS[:2] + ATTACKS[5:8])
def test_a_name_with_markup_is_text_on_the_way_out(
    home: object,
    wired: Wired,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """The provider takes whatever somebody calls themselves."""
    monkeypatch.setattr(door, "_admitted", lambda: somebody(name))
    at = opened()
    assert "log_out" in keys(at)
    assert unseen([f"Log out {name}"], text(at)) == []
    assert alive(at) == []


def test_members_and_groups_with_markup_are_text(
    wired: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In what one leads, in what one is in, and in the interviews of members."""
    anna = somebody(EVERYTHING)
    monkeypatch.setattr(door, "_admitted", lambda: anna)
    leading = Groups(wired.store, somebody(EVERYTHING, "ben"), freely)
    for attack in ATTACKS:
        Groups(wired.store, anna, freely).found(attack)
        Groups(wired.store, anna, freely).join(leading.found(f"joined {attack}").code)
    group, *_ = Groups(wired.store, anna, freely).led()
    for number, attack in enumerate(ATTACKS):
        Groups(wired.store, somebody(attack, f"member {number}"), freely).join(group.code)
    put(wired.store.of(somebody("", "member 0").owner), "one")
    at = opened("groups")
    said = text(at)
    assert unseen([*ATTACKS, *(f"joined {a}"[:80] for a in ATTACKS)], said) == []
    assert "report_one" in keys(at)
    assert alive(at) == []


def test_hostile_pairs_and_problems_are_text_in_the_preview(wired: Wired) -> None:
    """Questions, answers, questions without one, repeats, lines that cannot be read."""
    open_ = [f"{cell(f'open {a}')}," for a in ATTACKS[:8]]
    rows = [f"{cell(f'{n} {a}?')},{cell(f'so {n}: {a}')}" for n, a in enumerate(ATTACKS)]
    content = "\n".join(["question,answer", *open_, rows[0], *rows, cell(ATTACKS[1])])
    name = f"{ATTACKS[1]}.csv"
    found = read(content.encode(), name)
    at = upload(opened("library"), name, content.encode())
    assert "import" in keys(at)
    open_at = {p.line for p in found.unanswered}
    told = [p.message for p in found.problems if p.line not in open_at][:10]
    assert sum("<" in line or "](" in line for line in told) > 2
    assert unseen(told, text(at)) == []
    seen = set()
    for page in range(1, 5):
        at.session_state["preview_page"] = page
        at = choose(at, "preview_view", "Everything")
        seen.add(text(at))
        assert alive(at) == []
    assert unseen((p.question for p in found.pairs), "\n".join(seen)) == []
    assert sum("<" in p.question or "](" in p.question for p in found.pairs) > 5


def cell(words: str) -> str:
    """A cell of a table with commas between its cells."""
    return '"' + words.replace('"', '""') + '"'
