"""The formats a report can be had in. Pages and the command line ask here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from interviewer.rendering.anki import to_apkg
from interviewer.rendering.csv import to_csv
from interviewer.rendering.html import to_html
from interviewer.rendering.json import to_json
from interviewer.rendering.markdown import to_markdown
from interviewer.rendering.pdf import to_pdf
from interviewer.report import Report


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a report: `FORMATS["html"](report)` is a file's content; text is in UTF-8.

    `name` is what people call it, `mime` its media type, `suffix` the end of its file name.
    """

    name: str
    mime: str
    suffix: str
    render: Callable[[Report], str | bytes]

    def __call__(self, report: Report) -> bytes:
        made = self.render(report)
        return made.encode() if isinstance(made, str) else made


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "md": Format("Markdown", "text/markdown", ".md", to_markdown),
        "html": Format("HTML", "text/html", ".html", to_html),
        "pdf": Format("PDF", "application/pdf", ".pdf", to_pdf),
        "json": Format("JSON", "application/json", ".json", to_json),
        "apkg": Format("Anki deck", "application/octet-stream", ".apkg", to_apkg),
        "csv": Format("CSV", "text/csv", ".csv", to_csv),
    }
)


def filename(report: Report, key: str) -> str:
    """A name for the download, of safe characters alone; KeyError for an unknown format."""
    day = report.header.started_at.date().isoformat()
    return f"interview-{report.header.bank}-{day}{FORMATS[key].suffix}"
