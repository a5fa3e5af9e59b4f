"""The app with an examiner that never comes to an end, to be killed while it judges.

Run by Streamlit in place of the pages; used by the tests of crashes.
"""

import runpy
from pathlib import Path
from threading import Event
from typing import NoReturn

from interviewer.examiners.offline import OfflineExaminer


def _never(*_: object) -> NoReturn:
    Event().wait()
    raise AssertionError


OfflineExaminer.judge = _never  # type: ignore[method-assign, assignment]
runpy.run_path(
    str(Path(__file__).parents[2] / "interviewer" / "pages" / "frame.py"), run_name="__main__"
)
