"""What can be configured, all of it by environment or `.env`; every default works offline."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_MODEL = "gpt-4.1-mini"
"""The model that judges where one is reached and nobody said which: quick to its first word."""


class Settings(BaseSettings):
    """Read from `MOCK_INTERVIEWER_*`; unknown variables of that prefix are ignored.

    The key and the address of a model are read from where every client reads them.
    """

    model_config = SettingsConfigDict(
        env_prefix="MOCK_INTERVIEWER_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        hide_input_in_errors=True,  # an input may be a key
    )

    home: Path = Field(
        default_factory=lambda: user_data_path("mock-interviewer", appauthor=False),
        description="where interviews, banks and the index lie",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="the address of a PostgreSQL database that holds interviews and banks instead",
    )
    chroma_url: SecretStr | None = Field(
        default=None,
        description="the address of a Chroma server that holds the index instead of the home",
    )
    host: str = Field(default="127.0.0.1", description="the address the app listens on")
    port: int = Field(default=8501, ge=1, le=65535, description="the port it listens on")
    public_url: str | None = Field(
        default=None, description="the address users know it by, where that is another one"
    )
    allowed_hosts: str = Field(
        default="",
        description="further names it may be asked for by, parted by commas; * stands for any part",
    )
    oidc_metadata_url: str | None = Field(
        default=None,
        description="where the provider of log-ins describes itself; then everybody has to log in",
    )
    oidc_client_id: str | None = Field(default=None, description="the app's name at the provider")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="the app's secret at the provider"
    )
    cookie_secret: SecretStr | None = Field(
        default=None, description="signs who is logged in; the same in every replica"
    )
    metrics: bool = Field(default=False, description="whether `/_stcore/metrics` answers")
    retention_days: int = Field(
        default=0,
        ge=0,
        description="interviews untouched for so many days are deleted; 0 keeps them",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="how much is written to standard error"
    )
    examiner: Literal["auto", "offline"] = Field(
        default="auto",
        description="who judges: the model where one is configured, or in any case the built-in "
        "offline examiner",
    )
    model: str | None = Field(
        default=None,
        description=f"the model that judges, or provider:model; {DEFAULT_MODEL} where only a key "
        "or an address is set",
    )
    budget: int = Field(
        default=60_000,
        ge=0,
        description="tokens that one interview may take of the model; 0 means no limit",
    )
    deadline: float = Field(
        default=45.0, ge=1, le=600, description="seconds that one judgement may take of the model"
    )
    answers_per_minute: int = Field(
        default=30, ge=0, description="answers that one user who has logged in may send; 0: any"
    )
    open_interviews: int = Field(
        default=20, ge=0, description="interviews that such a user may have in progress; 0: any"
    )
    tokens_per_day: int = Field(
        default=0, ge=0, description="tokens of the model that such a user may take a day; 0: any"
    )
    judged_at_once: int = Field(
        default=0, ge=0, description="answers judged at once in one process, others wait; 0: any"
    )
    api_key: SecretStr | None = Field(
        default=None, validation_alias="OPENAI_API_KEY", description="the key of the model"
    )
    base_url: str | None = Field(
        default=None,
        validation_alias="OPENAI_BASE_URL",
        description="the address of an endpoint that speaks the same protocol",
    )

    @property
    def wants_model(self) -> bool:
        """Whether a model is configured, and may judge."""
        configured = self.api_key or self.base_url or self.model
        return self.examiner == "auto" and bool(configured)

    @property
    def database(self) -> Path:
        """The file that holds every interview."""
        return self.home / "interviews.sqlite3"

    @property
    def place(self) -> Path | str:
        """Where interviews are kept: that file, or the address of a database."""
        return self.database_url.get_secret_value() if self.database_url else self.database

    @property
    def banks(self) -> Path:
        """The folder of imported banks."""
        return self.home / "banks"

    @property
    def index(self) -> Path:
        """The folder of the index; derived from the banks, and rebuilt when it is damaged."""
        return self.home / "index"


def current() -> Settings:
    """The settings as they are now. A page asks several times a draw: they are read anew only where
    the environment, the folder or its `.env` is another than before.
    """
    return _read(tuple(os.environ.items()), Path.cwd(), _stamp(Path(".env")))


@lru_cache(maxsize=1)
def _read(*_as_of: object) -> Settings:
    return Settings()


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
