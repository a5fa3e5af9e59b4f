"""Where a chat model is reached, and which addresses are never called. Anybody may import it."""

from pydantic import Field, SecretStr

from knowledge.question import Record


class Endpoint(Record):
    """A model and where it is served; `base_url` None is the provider's own address.

    `provider` "openai" covers OpenAI and every compatible server; another name needs its
    LangChain package. `key` never shows in `repr`.
    """

    base_url: str | None = None
    model: str
    key: SecretStr | None = Field(default=None, repr=False)
    provider: str = "openai"


def checked(endpoint: Endpoint) -> Endpoint:
    """The endpoint, trimmed; BadEndpoint when it must not or cannot be called."""
    raise NotImplementedError
