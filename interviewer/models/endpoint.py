"""Where a chat model is reached, and which addresses are never called. Anybody may import it."""

import os
import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, SecretStr

from interviewer.errors import BadEndpoint
from knowledge.question import Record

OPENAI = "openai"
OPENAI_URL = "https://api.openai.com/v1"

LOCAL = MappingProxyType(
    {
        "Ollama": "http://127.0.0.1:11434/v1",
        "LM Studio": "http://127.0.0.1:1234/v1",
        "vLLM": "http://127.0.0.1:8000/v1",
        "llama.cpp": "http://127.0.0.1:8080/v1",
    }
)
"""Where these servers listen unless told otherwise."""

PROVIDERS = frozenset(
    {
        "anthropic", "azure_openai", "bedrock_converse", "cohere", "deepseek", "fireworks",
        "google_genai", "google_vertexai", "groq", "huggingface", "mistralai", "ollama",
        OPENAI, "openrouter", "perplexity", "together", "xai",
    }
)  # fmt: skip
"""Providers that LangChain has a package for, as they stand before the colon of a model."""

_METADATA_NAMES = frozenset({"metadata", "metadata.google.internal", "instance-data"})
_METADATA = frozenset(
    {IPv4Address("100.100.100.200"), IPv4Address("192.0.0.192"), IPv6Address("fd00:ec2::254")}
)
_NAT64 = IPv6Network("64:ff9b::/96")
_HOST = re.compile(r"[\w.:%-]+")
_PLAIN = re.compile(r"[!-~]+")
_SUFFIXES = ("/chat/completions", "/completions", "/models")
_LOCAL_NAMES = ("localhost", "host.docker.internal")


class Endpoint(Record):
    """A model and where it is served; `base_url` None is the provider's own address.

    `provider` "openai" covers OpenAI and every compatible server; another name needs its
    LangChain package. `key` never shows in `repr`.
    """

    base_url: str | None = None
    model: str
    key: SecretStr | None = Field(default=None, repr=False)
    provider: str = OPENAI

    @property
    def where(self) -> str:
        """Model and host, as said in messages; never the key."""
        host = urlsplit(self.base_url).netloc if self.base_url else self.provider
        return f"{self.model} at {host}"

    @property
    def local(self) -> bool:
        """Whether it lies on this machine, where a reply may take its time and costs nothing."""
        host = _host(self.base_url or self._usual)
        address = _address(host)
        return host in _LOCAL_NAMES or (address is not None and address.is_loopback)

    @property
    def _usual(self) -> str:
        """Where the provider's own client looks when no address is given, as far as that matters:
        Ollama's looks on this machine unless the environment names another.
        """
        return os.environ.get("OLLAMA_HOST", "127.0.0.1") if self.provider == "ollama" else ""


def _host(address: str) -> str:
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""


def named(model: str, *, base_url: str | None = None, key: SecretStr | None = None) -> Endpoint:
    """The endpoint of a model's name; without an address, `provider:model` names the provider.

    `key` is for OpenAI and compatible servers: it goes to no other provider, whose packages read
    their own from the environment.
    """
    provider, colon, rest = model.partition(":")
    if base_url is not None or not colon or provider not in PROVIDERS:
        return Endpoint(base_url=base_url, model=model, key=key)
    return Endpoint(model=rest, key=key if provider == OPENAI else None, provider=provider)


def checked(endpoint: Endpoint) -> Endpoint:
    """The endpoint, trimmed; BadEndpoint when it must not or cannot be called."""
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,40}", endpoint.provider):
        raise BadEndpoint(
            f"{endpoint.provider[:40]!r} is no name of a provider.",
            mend="Use one such as openai or anthropic.",
        )
    key = _checked_key(endpoint.key)
    if key is None and endpoint.base_url is None and endpoint.provider == OPENAI:
        raise BadEndpoint(
            "OpenAI wants a key, and none is set.",
            mend="Set OPENAI_API_KEY or enter a key, or enter the address of a local server.",
        )
    return Endpoint(
        base_url=_checked_url(endpoint.base_url),
        model=_checked_model(endpoint.model),
        key=key,
        provider=endpoint.provider,
    )


def forbidden(host: str) -> bool:
    """Whether that name or address belongs to a machine's own link or its cloud's metadata."""
    name = host.strip("[]").rstrip(".").lower()
    address = _address(name)
    if address is None:
        return name in _METADATA_NAMES
    return (
        address.is_link_local or address.is_multicast or address in _METADATA or _broadcast(address)
    )


def _broadcast(address: IPv4Address | IPv6Address) -> bool:
    return address == IPv4Address("255.255.255.255")


def _address(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is, in whatever spelling, seen through its IPv6 wrappings."""
    try:
        address = ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        try:
            return IPv4Address(socket.inet_aton(host))  # 0xA9FEA9FE, 2852039166, 169.254.43518
        except (OSError, ValueError):
            return None
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _checked_url(url: str | None) -> str | None:
    text = (url or "").strip()
    if not text:
        return None
    parts = _parts(text)
    if parts.scheme not in ("http", "https"):
        raise BadEndpoint(
            f"A model is reached by http or https, not by {parts.scheme[:20] or 'nothing'}.",
            mend="Enter an address such as http://127.0.0.1:11434/v1.",
        )
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise BadEndpoint(
            "The address holds more than a place: a password, a query or a fragment.",
            mend="Enter the plain address; the key has a field of its own.",
        )
    host = parts.hostname or ""
    if not _HOST.fullmatch(host):
        raise BadEndpoint("The address names no host.", mend="It reads like http://host:port/v1.")
    if forbidden(host):
        raise BadEndpoint(
            f"{host} is an address of the machine's own network link or its cloud, not of a model.",
            mend="Enter the address of a model server.",
        )
    path = parts.path.rstrip("/")
    for suffix in _SUFFIXES:  # the whole address of a call, pasted from documentation
        path = path.removesuffix(suffix)
    return f"{parts.scheme}://{parts.netloc}{path}"


def _parts(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where it is no number
    except ValueError:
        parts = None
    if parts is None or not _PLAIN.fullmatch(text) or "\\" in text or len(text) > 500:
        raise BadEndpoint(
            "The address cannot be read.", mend="It reads like http://127.0.0.1:11434/v1."
        )
    return parts


def _checked_model(model: str) -> str:
    name = model.strip()
    if not name or len(name) > 200 or not name.isprintable():
        raise BadEndpoint(
            "The model's name is empty, too long or holds signs that cannot be printed.",
            mend="Choose one that the endpoint lists.",
        )
    return name


def _checked_key(key: SecretStr | None) -> SecretStr | None:
    text = key.get_secret_value().strip() if key is not None else ""
    if not text:
        return None
    if not _PLAIN.fullmatch(text):
        raise BadEndpoint(
            "The key holds a blank, a line break or a sign that no key has.",
            mend="Copy it again, all of it and nothing else.",
        )
    return SecretStr(text)
