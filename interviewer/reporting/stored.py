"""Reports that were written as JSON, read again, whatever the version of the format. Pure."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from interviewer.errors import BadRequest
from interviewer.report import Report

NOW = "2"


def _from_1(report: dict[str, Any]) -> dict[str, Any]:
    """Version 2 added what has a default: cues, disputes, the last attempt, more of the plan."""
    return report | {"schema_version": "2"}


_UPGRADES: Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"1": _from_1}


def read(text: str | bytes) -> Report:
    """The report in that JSON, brought to the present version.

    BadRequest when it is of a newer version, or none at all.
    """
    try:
        data = json.loads(text)
        version = str(data["schema_version"])
        while version in _UPGRADES:
            data = _UPGRADES[version](data)
            version = str(data["schema_version"])
        if version != NOW:
            raise BadRequest(
                f"The report has the version {version}; this program knows them up to {NOW}.",
                mend="Update the program, or write the report again from its interview.",
            )
        return Report.model_validate(data)
    except (ValueError, TypeError, KeyError) as error:
        raise BadRequest(
            "This is no report of ours.", mend="Give a file that 'report --format json' wrote."
        ) from error
