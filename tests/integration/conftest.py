"""Fixtures of the tests that use disk and index."""

import shutil
from pathlib import Path

import pytest

from tests.command import run


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose index holds the built-in bank already; only to be copied."""
    folder = tmp_path_factory.mktemp("indexed") / "home"
    assert run("search", "anything", "--home", folder).status == 0
    return folder


@pytest.fixture
def ready_home(home: Path, indexed: Path) -> Path:
    """The test's own home, already indexed: most of what a first interview takes is done."""
    shutil.copytree(indexed, home, ignore=shutil.ignore_patterns("*.lock"))
    return home
