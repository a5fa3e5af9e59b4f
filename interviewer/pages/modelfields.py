"""The fields of the settings that say where a model is and which, and what stands in them.

For the dialog alone. A key that is typed in goes to the address beside it, and nowhere else.
"""

import streamlit as st
from pydantic import SecretStr

from interviewer.errors import BadEndpoint
from interviewer.models.endpoint import LOCAL, OPENAI, Endpoint, named
from interviewer.pages import connection
from interviewer.pages.plain import inline
from interviewer.pages.service import service
from interviewer.settings import DEFAULT_MODEL
from interviewer.wiring import checked, configured, look_for_local

_OPENAI = "OpenAI"
_PROVIDER = "Another provider"
_OTHER = "Another address"
_PRESETS = (_OPENAI, *LOCAL, _PROVIDER, _OTHER)
_WITHOUT_ADDRESS = (_OPENAI, _PROVIDER)


def draw(endpoint: Endpoint | None) -> Endpoint:
    """Draws them, as `endpoint` has them when the dialog opens; what stands in them."""
    _as_it_is(endpoint)
    _preset()
    return _entered()


def sound(endpoint: Endpoint, *, to_list: bool = False) -> Endpoint:
    """The endpoint, trimmed; BadEndpoint when it must not be called or something is missing.

    To list the models no name is needed.
    """
    if endpoint.base_url is not None and not endpoint.base_url.strip():
        raise BadEndpoint("No address is entered.", mend="It reads like http://127.0.0.1:11434/v1.")
    if st.session_state.get("endpoint_preset") == _PROVIDER and endpoint.provider == OPENAI:
        raise BadEndpoint(
            "The model does not say which provider it is of.",
            mend="Write both, like anthropic:claude-sonnet-4-5.",
        )
    if to_list and not endpoint.model:
        endpoint = endpoint.model_copy(update={"model": "any"})
    return checked(endpoint)


def _as_it_is(endpoint: Endpoint | None) -> None:
    """The fields as the dialog opens: as the model in use has them."""
    if "endpoint_preset" in st.session_state or endpoint is None:
        return
    st.session_state.endpoint_preset = _name(endpoint)
    st.session_state.base_url = endpoint.base_url or ""
    ours = endpoint.provider == OPENAI
    st.session_state.model = endpoint.model if ours else f"{endpoint.provider}:{endpoint.model}"


def _preset() -> None:
    preset = st.selectbox("Where the model is", _PRESETS, key="endpoint_preset", on_change=_filled)
    if st.button(
        "Look for local models",
        key="look_for_local",
        icon=":material/search:",
        help="Asks the usual ports of Ollama, LM Studio, vLLM and llama.cpp on this computer.",
    ):
        with st.spinner("Looking at the usual ports of this computer …"):
            st.session_state.local = look_for_local()
    found: tuple[Endpoint, ...] | None = st.session_state.get("local")
    if found == ():
        st.info("No model server answers on the usual ports.", icon=":material/search_off:")
    for number, endpoint in enumerate(found or ()):
        st.button(
            f"Take {inline(endpoint.where)}",
            key=f"take_{number}",
            on_click=_take,
            args=(endpoint,),
        )
    if preset not in _WITHOUT_ADDRESS:
        st.session_state.setdefault("base_url", LOCAL.get(preset, ""))
        st.text_input("Address", key="base_url", placeholder="http://127.0.0.1:11434/v1")


def _entered() -> Endpoint:
    """What stands in the fields."""
    preset = st.session_state.get("endpoint_preset", _OPENAI)
    base_url = None
    if preset not in _WITHOUT_ADDRESS:
        base_url = st.session_state.get("base_url", "")
    if preset == _PROVIDER:
        st.caption(
            "Its package has to be installed, and reads the key from a variable of its own, for "
            "instance ANTHROPIC_API_KEY."
        )
        key = None
    else:
        key = _key(base_url)
    known: tuple[str, ...] = st.session_state.get("models", ())
    options = list(dict.fromkeys([*known, *([DEFAULT_MODEL] if preset == _OPENAI else [])]))
    st.session_state.setdefault("model", options[0] if options else None)
    chosen = st.session_state.model
    if chosen and chosen not in options:
        options.append(chosen)
    model = st.selectbox(
        "Model",
        options,
        key="model",
        accept_new_options=True,
        placeholder="provider:model" if preset == _PROVIDER else "List the models, or type a name",
    )
    return named((model or "").strip(), base_url=base_url, key=key)


def _key(base_url: str | None) -> SecretStr | None:
    kept = connection.chosen()
    typed = st.text_input(
        "Key",
        key="api_key",
        type="password",
        live=True,  # Tab leads to the eye in the field, which does not count as leaving it
        autocomplete="off",
        placeholder="kept for this session" if kept and kept.key else "none is needed locally",
        help="It stays in the memory of this browser session and is never written anywhere. "
        "OPENAI_API_KEY in the environment sets one for good.",
    )
    return SecretStr(typed) if typed else _key_for(base_url)


def _filled() -> None:
    """Another preset was chosen: its address, and nothing of the last one."""
    preset = st.session_state.endpoint_preset
    st.session_state.base_url = LOCAL.get(preset, "")
    for name in ("models", "model", "tested", "local"):
        st.session_state.pop(name, None)


def _take(endpoint: Endpoint) -> None:
    st.session_state.endpoint_preset = _name(endpoint)
    st.session_state.base_url = endpoint.base_url
    st.session_state.models = (endpoint.model,)
    st.session_state.model = endpoint.model
    for name in ("tested", "local"):
        st.session_state.pop(name, None)


def _name(endpoint: Endpoint) -> str:
    """The preset of that endpoint."""
    if endpoint.provider != OPENAI:
        return _PROVIDER
    if endpoint.base_url is None:
        return _OPENAI
    return next((name for name, url in LOCAL.items() if url == endpoint.base_url), _OTHER)


def _key_for(base_url: str | None) -> SecretStr | None:
    """The key that is known for that address, typed in before or configured."""
    for known in (connection.chosen(), configured(service().settings)):
        if known is not None and known.key and _same(known.base_url, base_url):
            return known.key
    return None


def _same(address: str | None, other: str | None) -> bool:
    """Whether both lead to one place; a slash at the end is often added or left out."""
    return (address or "").strip().rstrip("/") == (other or "").strip().rstrip("/")
