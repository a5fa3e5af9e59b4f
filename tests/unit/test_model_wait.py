"""How long a server asks to be left alone, in the ways in which servers say so."""

import pytest

from interviewer.models.patience import asked_to_wait

DATE = "Mon, 02 Mar 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "1"}, 1.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "200"}, 200.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "1e9"}, 86_400.0),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({}, None),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after": "Mon, 02 Mar 2026 12:00:07 GMT", "date": DATE}, 7.0),
        ({"retry-after": "Mon, 02 Mar 2026 11:00:00 GMT", "date": DATE}, 0.0),
        ({"retry-after": "Mon, 02 Mar 2026 12:00:07", "date": DATE}, 7.0),
        ({"retry-after": "Mon, 99 Mar 2026 12:00:07 GMT", "date": DATE}, None),
    ],
)
def test_the_wait_is_read(headers: dict[str, str], seconds: float | None) -> None:
    """Seconds, milliseconds or a date; never negative, a day at most, None where nothing is."""
    assert asked_to_wait(headers) == seconds
