"""The operator's settings, read from the environment with the prefix MASHWARA_."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from civic.group_progress import WOMENS_QUOTA
from civic.refusals import Refusal

DEFAULT_MASTER_KEY = Path("~/.config/mashwara/master.key")


class Settings(BaseSettings):
    """All settings with their defaults; docs/operators.md explains each."""

    model_config = SettingsConfigDict(env_prefix="MASHWARA_", extra="ignore", env_ignore_empty=True)

    data_dir: Path = Path("var")
    database_url: str = ""
    keys_url: str = ""
    master_key_file: Path = DEFAULT_MASTER_KEY
    master_key: SecretStr | None = None
    send_limits: Literal["platform", "none"] = "platform"
    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    public_url: str = ""
    trusted_hops: Annotated[int, Field(ge=0, le=5)] = 0
    exit_url: str = ""
    web_turns_a_minute: Annotated[int, Field(ge=1)] = 60
    telegram_token: SecretStr | None = None
    telegram_name: str = ""
    telegram_api_base: str = "https://api.telegram.org"
    telegram_webhook: bool = False
    telegram_secret: SecretStr | None = None
    telegram_mirror_rows: bool = True
    telegram_channel: str = ""
    public_name: str = "مشورة"
    referral: str = ""
    womens_quota: Annotated[int, Field(ge=0, le=100)] = WOMENS_QUOTA
    locale: Literal["ar", "en"] = "ar"
    governorate: str = "SY09"

    @field_validator("public_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("telegram_name")
    @classmethod
    def _is_bare_name(cls, value: str) -> str:
        return value.removeprefix("@")

    @field_validator("telegram_channel")
    @classmethod
    def _is_public_channel(cls, value: str) -> str:
        if value and not re.fullmatch(r"@[A-Za-z]\w{3,31}|-100\d{5,}", value, re.ASCII):
            raise ValueError("must be @name of a public channel, or its number -100…")
        return value

    @field_validator("telegram_token")
    @classmethod
    def _is_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and ":" not in value.get_secret_value():
            raise ValueError("must look like 123456:letters, as BotFather gives it")
        return value

    @model_validator(mode="after")
    def _fit_together(self) -> Settings:
        # A test server on this machine is reached without TLS.
        reachable = self.public_url.startswith(("https://", "http://127.0.0.1"))
        if self.telegram_webhook and not reachable:
            raise ValueError("TELEGRAM_WEBHOOK needs PUBLIC_URL to begin with https://")
        if self.database_url.startswith("postgresql") and not self.keys_url:
            raise ValueError("DATABASE_URL on PostgreSQL needs KEYS_URL, a database apart")
        return self

    @property
    def store_url(self) -> str:
        """The main database."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve()}/mashwara.db"

    @property
    def key_store_url(self) -> str:
        """The key database, always another one."""
        return self.keys_url or f"sqlite:///{self.data_dir.resolve()}/keys.db"


def read_settings() -> Settings:
    """Read the settings; a wrong one stops the start with a sentence that names it."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise Refusal("settings.wrong", name=name, reason=first["msg"]) from None
