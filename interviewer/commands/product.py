"""The product on the home folder that a command is asked to use. For the commands alone."""

from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import BadRequest

if TYPE_CHECKING:
    from interviewer.settings import Settings
    from interviewer.wiring import Wired
    from knowledge.library import Library


def configured(home: Path | None) -> "Settings":
    """The settings, with `home` before what the environment says; BadRequest when one is wrong."""
    from pydantic import ValidationError

    from interviewer.settings import Settings

    try:
        return Settings() if home is None else Settings(home=home.expanduser().absolute())
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(["MOCK_INTERVIEWER", *map(str, first["loc"])]).upper()
        raise BadRequest(
            f"{first['input']!r} cannot be used ({first['msg']}).",
            where=name,
            mend="Change or unset it, in the environment or in .env.",
        ) from error
    except UnicodeDecodeError as error:
        raise BadRequest(
            "The file is not UTF-8.", where=".env", mend="Save it as UTF-8."
        ) from error


def opened(home: Path | None) -> "Wired":
    """Engine, library and store on that home; StorageTrouble when it cannot be used."""
    from interviewer.wiring import build

    return build(_logging(home))


def library(home: Path | None) -> "Library":
    """The banks of that home and their index; the database is left alone."""
    from interviewer.wiring import build_library

    return build_library(_logging(home))


def _logging(home: Path | None) -> "Settings":
    from interviewer import logs

    settings = configured(home)
    logs.to_standard_error(settings.log_level)
    return settings


def offline_only(examiner: str) -> None:
    """BadRequest unless it is the examiner that this version has."""
    if examiner != "offline":
        raise BadRequest(
            "The model examiner is not available in this version.",
            mend="Use --examiner offline, which needs no key.",
        )
