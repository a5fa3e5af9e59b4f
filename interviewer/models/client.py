"""The LangChain client of one endpoint, built when it is first needed."""

import time
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from typing import TYPE_CHECKING, Any

from interviewer.errors import BadEndpoint
from interviewer.models.asking import prepare
from interviewer.models.endpoint import OPENAI, OPENAI_URL, Endpoint

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from interviewer.models.wire import Wire


class Client:
    """Builds the chat model once, for all threads; `llm` takes its place when given."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        silence: float,
        now: Callable[[], float] = time.monotonic,
        llm: "BaseChatModel | None" = None,
    ) -> None:
        self._endpoint = endpoint
        self._silence = silence
        self._now = now
        self._lock = Lock()
        self._llm = llm
        self._wire: Wire | None = None

    def llm(self) -> "BaseChatModel":
        """The chat model; BadEndpoint when its provider's package is not installed."""
        with self._lock:
            if self._llm is None:
                ours = self._endpoint.provider == OPENAI
                self._llm = self._compatible() if ours else self._of_provider()
            return self._llm

    def warm(self) -> None:
        """Loads and builds what the first call would otherwise wait for; contacts nobody."""
        self.llm()
        prepare()
        if self._wire is not None:
            from interviewer.models.openai_chat import rehearse

            rehearse(self._endpoint)

    def until(self, deadline: float) -> AbstractContextManager[None]:
        """Bounds what is read in the block; other providers' clients know no deadline."""
        if self._wire is None:
            return nullcontext()
        from interviewer.models.network import until

        return until(deadline)

    def _compatible(self) -> "BaseChatModel":
        from interviewer.models.openai_chat import openai_chat
        from interviewer.models.wire import Wire

        address = self._endpoint.base_url or OPENAI_URL
        self._wire = Wire(address, silence=self._silence, now=self._now)
        weakref.finalize(self, self._wire.close)  # connections end with who held them
        return openai_chat(self._endpoint, self._wire)

    def close(self) -> None:
        """Ends every connection; what is asked later fails."""
        if self._wire is not None:
            self._wire.close()

    def _of_provider(self) -> "BaseChatModel":
        from langchain.chat_models import init_chat_model

        given: dict[str, Any] = {
            "base_url": self._endpoint.base_url,
            "api_key": self._endpoint.key.get_secret_value() if self._endpoint.key else None,
        }
        try:
            llm: BaseChatModel = init_chat_model(
                self._endpoint.model,
                model_provider=self._endpoint.provider,
                timeout=self._silence,
                max_retries=0,
                **{name: value for name, value in given.items() if value is not None},
            )
        except (ImportError, ValueError) as error:
            # A new error, raised below: what the package says may repeat the key.
            what = "is not installed" if isinstance(error, ImportError) else "cannot be set up"
            problem = BadEndpoint(
                f"What reaches models of {self._endpoint.provider} {what}.",
                mend=f"Install LangChain's package for {self._endpoint.provider} and set its key.",
            )
        else:
            return llm
        raise problem
