"""A report as a tagged PDF (PDF/UA-1) with bookmarks, set by typst from `report.typ`."""

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from interviewer.rendering.glyphs import FONTS, LACKING, shown
from interviewer.rendering.pdf_data import data_of
from interviewer.report import Report

if TYPE_CHECKING:
    import typst

_TEMPLATE = FONTS.parent / "report.typ"


def to_pdf(report: Report) -> bytes:
    """The whole report. Texts are handed over as data: no markup of theirs comes alive."""
    said = data_of(report)
    data = _shown(said)
    before = json.dumps(said, ensure_ascii=False).count(LACKING)
    lacking = json.dumps(data, ensure_ascii=False).count(LACKING) - before
    data |= {"lacking": lacking, "lacking_says": _says(lacking)}
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(report.header.started_at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave several files for one PDF")
    return made


@lru_cache(maxsize=1)
def _compiler() -> "typst.Compiler":
    """Reads the fonts once; they are the same on every machine."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    return typst.Compiler(_TEMPLATE, root=FONTS.parent, font_paths=fonts)


def _shown(value: Any) -> Any:
    """All texts of the data as the fonts can show them; the chart's are our own."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _shown(each) for key, each in value.items()}
    return [_shown(each) for each in value] if isinstance(value, list) else value


def _says(lacking: int) -> str:
    several = "s that are" if lacking > 1 else " that is"
    return f"{LACKING} stands for {lacking} character{several} in no font of this file."
