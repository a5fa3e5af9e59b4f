"""The settings, in a dialog that every page can open: who judges, and where a model is.

What is chosen here holds for this browser session, from the next interview on.
"""

from collections.abc import Callable

import streamlit as st
from pydantic import SecretStr

from interviewer.errors import BadEndpoint, ModelTrouble
from interviewer.models.endpoint import LOCAL, Endpoint
from interviewer.pages import connection
from interviewer.pages.plain import inline, literal
from interviewer.pages.service import service
from interviewer.settings import DEFAULT_MODEL
from interviewer.wiring import Wired, checked, configured, look_for_local, models_of

_OPENAI = "OpenAI"
_OTHER = "Another address"
_PRESETS = (_OPENAI, *LOCAL, _OTHER)


def button() -> None:
    """Opens the dialog; drawn above every page."""
    with st.container(horizontal=True, horizontal_alignment="right", key="settings_place"):
        st.button(
            "Settings",
            key="settings",
            icon=":material/settings:",
            type="tertiary",
            on_click=_open,
        )
    if is_open():
        _dialog()


def is_open() -> bool:
    """Whether the dialog stands above the page that is being drawn."""
    opened: bool = st.session_state.get("settings_open", False)
    return opened


def _open() -> None:
    st.session_state.settings_open = True


def _close() -> None:
    st.session_state.settings_open = False


@st.dialog("Settings", on_dismiss=_close)
def _dialog() -> None:
    wired = service()
    _who(wired)
    _as_it_is(wired.endpoint)
    _preset()
    endpoint = _entered()
    _found_out(wired, endpoint)
    _chosen(wired, endpoint)
    st.caption(f"Interviews, banks and the index lie in {inline(str(wired.settings.home))}")


def _who(wired: Wired) -> None:
    if wired.endpoint is None:
        st.markdown("**The offline examiner judges**, on this computer alone.")
    else:
        st.markdown(f"**A model judges:** {inline(wired.endpoint.where)}")
    st.caption(
        "A choice made here holds for this browser session, from the next interview on. "
        "An interview in progress keeps its examiner."
    )


def _as_it_is(endpoint: Endpoint | None) -> None:
    """The fields as the dialog opens: as the model in use has them."""
    if "endpoint_preset" in st.session_state or endpoint is None:
        return
    st.session_state.endpoint_preset = _name(endpoint.base_url)
    st.session_state.base_url = endpoint.base_url or ""
    st.session_state.model = endpoint.model


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
    if preset != _OPENAI:
        st.session_state.setdefault("base_url", LOCAL.get(preset, ""))
        st.text_input("Address", key="base_url", placeholder="http://127.0.0.1:11434/v1")


def _entered() -> Endpoint:
    """What stands in the fields."""
    kept = _session_endpoint()
    typed = st.text_input(
        "Key",
        key="api_key",
        type="password",
        autocomplete="off",
        placeholder="kept for this session" if kept and kept.key else "none is needed locally",
        help="It stays in the memory of this browser session and is never written anywhere. "
        "OPENAI_API_KEY in the environment sets one for good.",
    )
    base_url = None
    if st.session_state.get("endpoint_preset", _OPENAI) != _OPENAI:
        base_url = st.session_state.get("base_url", "")
    key = SecretStr(typed) if typed else _key_for(base_url)
    known: tuple[str, ...] = st.session_state.get("models", ())
    options = list(dict.fromkeys([*known, *([] if base_url else [DEFAULT_MODEL])]))
    st.session_state.setdefault("model", options[0] if options else None)
    chosen = st.session_state.model
    if chosen and chosen not in options:
        options.append(chosen)
    model = st.selectbox(
        "Model",
        options,
        key="model",
        accept_new_options=True,
        placeholder="List the models, or type a name",
    )
    return Endpoint(base_url=base_url, model=model or "", key=key)


def _found_out(wired: Wired, endpoint: Endpoint) -> None:
    with st.container(horizontal=True):
        st.button(
            "List models",
            key="list_models",
            icon=":material/list:",
            on_click=_list,
            args=(endpoint,),
        )
        if st.button("Test connection", key="test_connection", icon=":material/network_check:"):
            st.session_state.pop("tested", None)
            _tried(lambda: _test(wired, endpoint))
    if (trouble := st.session_state.pop("list_trouble", None)) is not None:
        st.error(literal(trouble), icon=":material/error:")
    tested = st.session_state.get("tested")
    if tested is not None and tested[0] == endpoint:
        st.success("  \n".join(literal(line) for line in tested[1]), icon=":material/check:")


def _chosen(wired: Wired, endpoint: Endpoint) -> None:
    with st.container(horizontal=True):
        if st.button("Use this model", key="settings_save", type="primary"):
            _tried(lambda: _use(endpoint))
        if wired.endpoint is not None and st.button("Use offline examiner", key="use_offline"):
            connection.use_offline()
            _close()
            st.rerun()


def _tried(act: Callable[[], None]) -> None:
    """Does it; trouble is told, and what stands in the fields stays."""
    try:
        act()
    except ModelTrouble as trouble:
        st.error(literal(str(trouble)), icon=":material/error:")


def _list(endpoint: Endpoint) -> None:
    """Asks for the names before the fields are drawn, so that one of them can be chosen."""
    try:
        listed = models_of(_sound(endpoint, named=False))
    except ModelTrouble as trouble:
        st.session_state.list_trouble = str(trouble)
        return
    if not listed:
        st.session_state.list_trouble = "It lists no models; type the name."
        return
    st.session_state.models = listed
    if st.session_state.get("model") not in listed:
        st.session_state.model = listed[0]


def _test(wired: Wired, endpoint: Endpoint) -> None:
    with st.spinner("Asking it for a small reply …"):
        able = wired.connected(_sound(endpoint)).tried()
    st.session_state.tested = (endpoint, able)


def _use(endpoint: Endpoint) -> None:
    connection.use(_sound(endpoint))
    _close()
    st.rerun()


def _sound(endpoint: Endpoint, *, named: bool = True) -> Endpoint:
    """The endpoint, trimmed; BadEndpoint when it must not be called or something is missing."""
    if endpoint.base_url is not None and not endpoint.base_url.strip():
        raise BadEndpoint("No address is entered.", mend="It reads like http://127.0.0.1:11434/v1.")
    if not named and not endpoint.model:
        endpoint = endpoint.model_copy(update={"model": "any"})
    return checked(endpoint)


def _filled() -> None:
    """Another preset was chosen: its address, and nothing of the last one."""
    preset = st.session_state.endpoint_preset
    st.session_state.base_url = LOCAL.get(preset, "")
    for name in ("models", "model", "tested", "local"):
        st.session_state.pop(name, None)


def _take(endpoint: Endpoint) -> None:
    st.session_state.endpoint_preset = _name(endpoint.base_url)
    st.session_state.base_url = endpoint.base_url
    st.session_state.models = (endpoint.model,)
    st.session_state.model = endpoint.model
    for name in ("tested", "local"):
        st.session_state.pop(name, None)


def _name(base_url: str | None) -> str:
    """The preset of that address."""
    if base_url is None:
        return _OPENAI
    return next((name for name, url in LOCAL.items() if url == base_url), _OTHER)


def _session_endpoint() -> Endpoint | None:
    chosen = st.session_state.get("connection")
    return chosen if isinstance(chosen, Endpoint) else None


def _key_for(base_url: str | None) -> SecretStr | None:
    """The key that is known for that address, typed in before or configured."""
    for known in (_session_endpoint(), configured(service().settings)):
        if known is not None and known.key and known.base_url == (base_url or None):
            return known.key
    return None
