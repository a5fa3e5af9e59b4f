"""What looks like a secret, made unreadable wherever it stands: for logs and messages. Pure."""

import re
from collections.abc import Mapping

MASK = "***"

_KEY = r"\b(?:sk-|sk_|gsk_|xai-|hf_|gh[pousr]_|glpat-|AIza)[\w-]{6,}"
_BEARER = r"\b(?:bearer|basic)\s{1,9}+(?P<token>[\w.~+/=-]{6,})"
# From the scheme to the last @ before a blank or a quote: a password may hold any other sign.
_ADDRESS = r"(?P<scheme>\b[a-z][a-z0-9+.-]{0,30}://)[^\s\"'<>]*@"
_QUERY = (
    r"(?P<name>\b(?:password|passwd|pwd|passphrase|sslpassword|secret|client_secret|cookie_secret"
    r"|token|access_token|refresh_token|id_token|api[_-]?key|apikey|key|code|authorization)"
    r"[\"']?\s{0,3}[=:]\s{0,3}[\"']?)(?!\*\*\*)(?!(?:bearer|basic)\s)[^\s&\"',;)}\]]+"
)
_NAMED = re.compile(
    r"(?:.*_)?(?:password|passwd|passphrase|secret|authorization|api[_-]?key|apikey)", re.IGNORECASE
)
_SECRET = re.compile(f"(?:{_ADDRESS})|{_BEARER}|{_KEY}|{_QUERY}", re.IGNORECASE)


def masked(text: str) -> str:
    """The text without keys, tokens, and passwords in addresses, in whatever case."""
    return _SECRET.sub(_mask, text)


def masked_fields(fields: Mapping[str, object], depth: int = 8) -> dict[str, object]:
    """The same of all texts within those fields, and of all fields that are called secrets."""
    return {masked(str(name)): _field(str(name), v, depth) for name, v in fields.items()}


def _throughout(value: object, depth: int) -> object:
    """The same of all texts within a value; what is no plain data becomes its masked text."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return masked(value)
    if depth and isinstance(value, Mapping):
        return masked_fields(value, depth - 1)
    if depth and isinstance(value, list | tuple | set | frozenset):
        return [_throughout(v, depth - 1) for v in value]
    return masked(repr(value))


def _field(name: str, value: object, depth: int) -> object:
    """A value by its name: what is called a secret is one, whatever it looks like."""
    return MASK if value and _NAMED.fullmatch(name) else _throughout(value, depth)


def _mask(found: re.Match[str]) -> str:
    if found["scheme"]:
        return f"{found['scheme']}{MASK}@"
    if found["token"]:
        return found[0][: -len(found["token"])] + MASK
    return f"{found['name'] or ''}{MASK}"
