"""What can be configured, all of it by environment or `.env`; every default works offline."""

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from `MOCK_INTERVIEWER_*`; unknown variables of that prefix are ignored."""

    model_config = SettingsConfigDict(
        env_prefix="MOCK_INTERVIEWER_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    home: Path = Field(
        default_factory=lambda: user_data_path("mock-interviewer", appauthor=False),
        description="where interviews, banks and the index lie",
    )
    host: str = Field(default="127.0.0.1", description="the address the app listens on")
    port: int = Field(default=8501, ge=1, le=65535, description="the port it listens on")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="how much is written to standard error"
    )

    @property
    def database(self) -> Path:
        """The file that holds every interview."""
        return self.home / "interviews.sqlite3"

    @property
    def banks(self) -> Path:
        """The folder of imported banks."""
        return self.home / "banks"

    @property
    def index(self) -> Path:
        """The folder of the index; derived from the banks, and rebuilt when it is damaged."""
        return self.home / "index"
