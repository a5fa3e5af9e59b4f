"""What pip was told reaches uv, unless uv was told something else."""

import pytest

from tools import pipconfig

LISTING = """\
:env:.timeout='60'
freeze.timeout='10'
global.extra-index-url='\\nhttps://one.invalid/simple\\nhttps://two.invalid/simple'
global.find-links='/wheels'
global.index-url='https://all.invalid/a=b'
global.timeout='30'
install.timeout='40'
"""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who has configured pip alone."""
    for name in ("UV_INDEX_URL", "UV_DEFAULT_INDEX", "UV_FIND_LINKS", "UV_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pipconfig, "_settings", lambda _: pipconfig.parse(LISTING))


def test_variables_win_over_sections_and_sections_over_global() -> None:
    """As in pip; options of other commands do not count."""
    assert pipconfig.parse(LISTING)["timeout"] == "60"


def test_a_value_may_hold_an_equals_sign() -> None:
    """Only the first one parts name and value."""
    assert pipconfig.parse(LISTING)["index-url"] == "https://all.invalid/a=b"


def test_uv_gets_the_indexes_that_pip_has(told: None) -> None:
    """Each by the name and separator that uv wants."""
    environment = pipconfig.for_uv(["pip"])
    assert environment["UV_DEFAULT_INDEX"] == "https://all.invalid/a=b"
    assert environment["UV_EXTRA_INDEX_URL"].split() == [
        "https://one.invalid/simple",
        "https://two.invalid/simple",
    ]
    assert environment["UV_FIND_LINKS"] == "/wheels"


def test_what_was_said_for_uv_stands(told: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pip's settings fill gaps only."""
    monkeypatch.setenv("UV_INDEX_URL", "https://mine.invalid/simple")
    monkeypatch.setenv("UV_FIND_LINKS", "/mine")
    environment = pipconfig.for_uv(["pip"])
    assert "UV_DEFAULT_INDEX" not in environment
    assert environment["UV_FIND_LINKS"] == "/mine"


def test_no_pip_means_no_settings() -> None:
    """Then uv's own defaults hold."""
    assert "UV_DEFAULT_INDEX" not in pipconfig.for_uv(None)
