"""No prompt changes under the name of an old version."""

import json
from pathlib import Path

import pytest

from tools import ledger


def test_every_prompt_stands_in_the_ledger_as_it_is() -> None:
    """After an edit: a new version in its front matter, then `python -m tools.ledger`."""
    kept = ledger.written()
    changed = [
        n for n, version, digest in ledger.current() if kept.get(n, {}).get(version) != digest
    ]
    assert changed == []


def test_the_version_in_use_is_the_last_one() -> None:
    """No going back to a text under a number that was used before."""
    kept = ledger.written()
    assert all(
        version == max(kept.get(n, {}), key=int, default="") for n, version, _ in ledger.current()
    )


def test_an_edit_without_a_new_version_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And the ledger stays as it was."""
    monkeypatch.setattr(ledger, "LEDGER", tmp_path / "ledger.json")
    ledger.LEDGER.write_text(json.dumps({"depth": {"1": "0" * 64}}))
    with pytest.raises(SystemExit, match=r"prompts/depth\.md changed"):
        ledger.main()
    assert ledger.written() == {"depth": {"1": "0" * 64}}


def test_a_new_version_is_added_beside_the_old(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What an old grade was made with can still be told."""
    monkeypatch.setattr(ledger, "LEDGER", tmp_path / "ledger.json")
    ledger.LEDGER.write_text(json.dumps({"depth": {"0": "0" * 64}}))
    ledger.main()
    assert set(ledger.written()["depth"]) == {"0", "1"}
