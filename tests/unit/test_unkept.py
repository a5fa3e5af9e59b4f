"""What a page says where nothing can be kept: more to whoever runs the app than to its users."""

import pytest
import streamlit as st

from interviewer.errors import StorageTrouble
from interviewer.pages import door


class Stopped(Exception):
    """The page ends here."""


@pytest.mark.parametrize("local", [True, False])
def test_only_the_local_user_is_told_where_it_lies(
    monkeypatch: pytest.MonkeyPatch, *, local: bool
) -> None:
    """Of many users most are told neither folders nor hosts."""
    said: list[str] = []

    def stop() -> None:
        raise Stopped

    monkeypatch.setattr(door, "login_of", lambda _: None if local else {"provider": "x"})
    monkeypatch.setattr(st, "error", lambda text, **_: said.append(text))
    monkeypatch.setattr(st, "caption", lambda _: None)
    monkeypatch.setattr(st, "stop", stop)
    with pytest.raises(Stopped):
        door.nothing_can_be_kept(StorageTrouble("It is gone.", where="secrethost", mend="Look."))
    assert ("secrethost" in said[0]) is local
