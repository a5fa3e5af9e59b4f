"""A provider of log-ins by OpenID Connect, on loopback: it lets in whom the test says."""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "the-app"
SECRET = "a-secret-of-the-app"  # noqa: S105 - of a provider that is there for tests


class Provider:
    """`with Provider() as provider: provider.user = {"sub": "anna", "name": "Anna"}`.

    Whoever comes to log in is that user at once; there is no form to fill in.
    """

    def __init__(self) -> None:
        self.user: dict[str, str] = {}
        self._key = RSAKey.generate_key(2048, {"use": "sig", "kid": "one", "alg": "RS256"})
        self._codes: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def metadata(self) -> str:
        """Where it describes itself."""
        return f"{self.url}/.well-known/openid-configuration"

    def _described(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _authorized(self, asked: dict[str, str]) -> str:
        code = secrets.token_hex(8)
        self._codes[code] = (asked, dict(self.user))
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def _token(self, form: dict[str, str]) -> dict[str, Any] | None:
        asked, user = self._codes.pop(form.get("code", ""), ({}, {}))
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not asked or challenge != asked.get("code_challenge"):
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 600, **user}
        if "nonce" in asked:
            claims["nonce"] = asked["nonce"]
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self._key)
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": signed}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                place = urlsplit(self.path)
                if place.path == "/authorize":
                    asked = {k: v[0] for k, v in parse_qs(place.query).items()}
                    self.send_response(302)
                    self.send_header("Location", provider._authorized(asked))
                    self.end_headers()
                elif place.path == "/keys":
                    self._said({"keys": [provider._key.as_dict(private=False)]})
                else:
                    self._said(provider._described())

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                form = parse_qs(self.rfile.read(length).decode())
                token = provider._token({k: v[0] for k, v in form.items()})
                self._said(token or {"error": "invalid_grant"}, 200 if token else 400)

            def _said(self, data: dict[str, Any], status: int = 200) -> None:
                content = json.dumps(data).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Tests are quiet."""

        return Handler
