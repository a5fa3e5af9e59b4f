"""Pages of somebody who has logged in, on a home where others have banks and interviews too."""

import pytest

from interviewer.identity import Person, person
from interviewer.pages import door
from interviewer.wiring import Wired
from tests.builders import make_bank
from tests.integration.test_store import put
from tests.ui.drawn import keys, opened, text


def known(subject: str) -> Person:
    """Whom a provider lets in."""
    return person({"iss": "https://login.example", "sub": subject, "name": subject.title()})


ANNA, BEN = known("anna"), known("ben")


@pytest.fixture
def shared(wired: Wired) -> Wired:
    """Anna, Ben and the local user have a bank and an interview each."""
    for owner, name in ((ANNA.owner, "anna"), (BEN.owner, "ben"), ("", "local")):
        title = f"The bank of {name}"
        wired.of(owner).library.shelve(make_bank(2, bank_id=f"bank-{name}", title=title))
        put(wired.store.of(owner), f"held-{name}", f"Words of {name}.")
    return wired


def seen(page: str, **query: str) -> set[str]:
    """Whose bank, interview or words stand anywhere on that page, in what a browser is sent."""
    shown = text(opened(page, **query))
    marks = ("bank-{}", "The bank of {}", "held-{}", "Words of {}")
    names = ("anna", "ben", "local")
    return {n for n in names if any(mark.format(n) in shown for mark in marks)}


@pytest.mark.parametrize("page", ["", "library", "progress", "groups"])
def test_a_page_shows_what_is_one_s_own(
    shared: Wired, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """And nothing of anybody else's, be it in a list, an option or an address."""
    del shared
    for one, name in ((ANNA, "anna"), (BEN, "ben")):
        monkeypatch.setattr(door, "_admitted", lambda one=one: one)
        assert seen(page) == (set() if page == "groups" else {name})


@pytest.mark.parametrize("page", ["interview", "report"])
def test_the_address_of_another_s_interview_shows_nothing_of_it(
    shared: Wired, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """It is not here, as one that never was."""
    del shared
    monkeypatch.setattr(door, "_admitted", lambda: ANNA)
    mine = opened(page, interview="held-anna")
    assert "This interview is not here" not in [title.value for title in mine.title]
    assert "to_report" in keys(mine) or "held-anna" in text(mine)
    assert ("Words of anna" in text(mine)) == (page == "report")
    for strange in ("held-ben", "held-local"):
        at = opened(page, interview=strange)
        assert [title.value for title in at.title] == ["This interview is not here"]
        assert not [words for words in ("Words of ben", "Words of local") if words in text(at)]
