"""A report as JSON, by the schema published in `docs/report.schema.json`."""

from interviewer.report import Report


def to_json(report: Report) -> str:
    """The whole report, indented, ending in a line break; `Report.model_validate_json` reads it."""
    return report.model_dump_json(indent=2) + "\n"
