"""Settings: everything of one's own is taken along, or deleted."""

from collections.abc import Callable

from interviewer.wiring import Wired
from knowledge.question import Bank
from tests.integration.test_store import put
from tests.ui.drawn import keys, opened, press, text


def test_everything_can_be_downloaded_from_the_settings(wired: Wired) -> None:
    """The archive is made when it is asked for, not when the dialog opens."""
    at = press(opened(), "settings")
    assert "download_everything" in keys(at)


def test_deleting_everything_asks_and_can_be_left(wired: Wired) -> None:
    """It says how much there is; keeping it keeps it."""
    put(wired.store, "one")
    at = press(press(opened(), "settings"), "delete_everything")
    assert "1 interview and 0 added banks will be deleted" in text(at)
    press(at, "delete_everything_cancel")
    assert "delete_everything_confirm" not in keys(at)
    assert len(wired.store.summaries()) == 1


def test_everything_is_deleted_when_confirmed(wired: Wired, make_bank: Callable[..., Bank]) -> None:
    """Interviews and banks; the dialog closes, and the first page is there."""
    put(wired.store, "one")
    wired.library.put(make_bank(id="trees"))
    at = press(press(opened(), "settings"), "delete_everything")
    press(at, "delete_everything_confirm")
    assert wired.store.summaries() == ()
    assert [b.id for b in wired.library.list()] == ["deep-learning"]
    assert "download_everything" not in keys(at)
    assert "start" in keys(at)


def test_the_question_does_not_outlast_the_dialog(wired: Wired) -> None:
    """Opened again, the settings ask nothing."""
    at = press(press(opened(), "settings"), "delete_everything")
    assert "delete_everything_confirm" not in keys(press(at, "settings"))


def test_how_long_interviews_are_kept_is_told(wired: Wired) -> None:
    """Only where they are deleted at all."""
    assert "untouched" not in text(press(opened(), "settings"))
    kept = wired.settings.model_copy(update={"retention_days": 90})
    object.__setattr__(wired, "settings", kept)
    assert "untouched for 90 days are deleted" in text(press(opened(), "settings"))


def test_no_word_is_left_in_the_tab(wired: Wired, make_bank: Callable[..., Bank]) -> None:
    """No undo brings a bank back; which model was chosen is kept."""
    wired.library.put(make_bank(id="trees"))
    at = press(opened(), "settings")
    at.session_state["undo"] = ("Deleted", wired.library.get("trees"))
    at.session_state["job_description"] = "Never to be seen again."
    for name in ("unsaved", "document", "closed", "corrections"):
        at.session_state[name] = "Never to be seen again."
    at.session_state["connection"] = "offline"
    press(press(at, "delete_everything"), "delete_everything_confirm")
    assert at.session_state["connection"] == "offline"
    for name in ("undo", "job_description", "unsaved", "document", "closed", "corrections"):
        assert name not in at.session_state
