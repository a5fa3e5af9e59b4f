"""The product on the home folder that a command is asked to use. For the commands alone."""

from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.commands import output
from interviewer.errors import BadRequest

if TYPE_CHECKING:
    from interviewer.settings import Settings
    from interviewer.wiring import Wired
    from knowledge.library import Library

_WITHOUT = ", or use --examiner offline, which needs none"


def configured(home: Path | None) -> "Settings":
    """The settings, with `home` before what the environment says; BadRequest when one is wrong."""
    from pydantic import ValidationError

    from interviewer.settings import Settings

    try:
        return Settings() if home is None else Settings(home=home.expanduser().absolute())
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(map(str, first["loc"])).upper()
        ours = not name.startswith("OPENAI_")
        name = f"MOCK_INTERVIEWER_{name}" if ours else name
        given = repr(first["input"]) if ours else "What is set there"  # it may be a key
        raise BadRequest(
            f"{given} cannot be used ({first['msg']}).",
            where=name,
            mend="Change or unset it, in the environment or in .env.",
        ) from error
    except UnicodeDecodeError as error:
        raise BadRequest(
            "The file is not UTF-8.", where=".env", mend="Save it as UTF-8."
        ) from error


def opened(home: Path | None, examiner: str | None = None) -> "Wired":
    """Engine, library and store on that home; StorageTrouble when it cannot be used.

    `examiner` "offline" or "llm" says who judges what begins now; None leaves it to the settings.
    BadRequest when it is to be a model and none can be used.
    """
    from interviewer.wiring import build

    settings = _logging(home)
    wired = build(with_model(settings) if examiner == "llm" else settings)
    if examiner == "offline":
        return wired.disconnected()
    if examiner == "llm" and wired.chat is None:
        raise no_model(wired.trouble)
    return wired


def with_model(settings: "Settings") -> "Settings":
    """The settings where a model was asked for by name: that wins over one that keeps it off."""
    return settings.model_copy(update={"examiner": "auto"})


def library(home: Path | None) -> "Library":
    """The banks of that home and their index; the database is left alone."""
    from interviewer.wiring import build_library

    return build_library(_logging(home))


def _logging(home: Path | None) -> "Settings":
    from interviewer import logs

    settings = configured(home)
    logs.to_standard_error(settings.log_level)
    return settings


def say_trouble(wired: "Wired") -> None:
    """Tells on standard error why a configured model does not judge."""
    if wired.trouble:
        output.note(f"warning: {wired.trouble} The offline examiner judges.")


def no_model(trouble: str, *, otherwise: str = _WITHOUT) -> BadRequest:
    """Why no model can be asked; `otherwise` is the way that needs none, where there is one."""
    if trouble:
        return BadRequest(f"The model cannot be used: {trouble}")
    return BadRequest(
        "No model is configured.",
        mend=f"Set OPENAI_API_KEY, OPENAI_BASE_URL or MOCK_INTERVIEWER_MODEL{otherwise}.",
    )
