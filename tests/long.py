"""What takes too long for every `make test`: `make test-long` does it."""

import os

import pytest

LONG = pytest.mark.skipif("LONG_TESTS" not in os.environ, reason="make test-long")
ONCE_OR_TWENTY = pytest.mark.parametrize("kills", [1, pytest.param(20, marks=LONG)])
