"""What is in `deploy/` speaks of this program as it is."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from interviewer.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
FILES = sorted(p for p in DEPLOY.iterdir() if p.is_file())


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_only_settings_that_there_are_are_set(file: Path) -> None:
    """A misspelt one would be passed over in silence."""
    named = set(re.findall(r"MOCK_INTERVIEWER_([A-Z_]+)", file.read_text()))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_what_is_copied_into_the_container_is_there() -> None:
    """And what the program needs is copied."""
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    copied = {s for line in lines if line.startswith("COPY ") for s in line.split()[1:-1]}
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert copied >= {"app.py", ".streamlit", "interviewer", "knowledge", "prompts"}
    assert any(line.startswith("USER ") for line in lines)


def test_the_compose_file_has_what_nginx_asks_for() -> None:
    """The replicas by the names that stand in its configuration, and nothing open to the world."""
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    asked = re.findall(r"server (\S+):8501", (DEPLOY / "nginx.conf").read_text())
    assert set(asked) <= set(services)
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert all(port.startswith("127.0.0.1:") for port in ports)


def _kubernetes() -> dict[str, Any]:
    """Its parts by their kind; of the two services the app's."""
    parts = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text()))
    return {d["kind"]: d for d in parts if d["metadata"]["name"] != "nobody"}


def test_what_probes_ask_is_closed_to_the_outside() -> None:
    """By the ingress as by nginx: the path leads to a service that selects nothing."""
    (rule,) = _kubernetes()["Ingress"]["spec"]["rules"]
    paths = {(p["path"], p["pathType"]): p["backend"]["service"] for p in rule["http"]["paths"]}
    closed = paths[("/readyz", "Exact")]["name"]
    services = yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())
    (service,) = (d for d in services if d["metadata"]["name"] == closed)
    assert service["kind"] == "Service"
    assert "selector" not in service["spec"]
    assert "location = /readyz { return 404; }" in (DEPLOY / "nginx.conf").read_text()


def test_kubernetes_asks_what_the_app_answers() -> None:
    """Probes, ports and selectors fit together; nothing secret stands in the file."""
    parts = _kubernetes()
    spec: Any = parts["Deployment"]["spec"]["template"]["spec"]
    (app,) = spec["containers"]
    probes = [app[probe]["httpGet"]["path"] for probe in ("readinessProbe", "livenessProbe")]
    assert probes == ["/readyz", "/healthz"]
    labels = parts["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert parts["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert parts["Service"]["spec"]["selector"] == labels
    (port,) = parts["Service"]["spec"]["ports"]
    assert port["targetPort"] == app["ports"][0]["containerPort"]
    assert not {e["name"] for e in app["env"] if "SECRET" in e["name"] or "DATABASE" in e["name"]}
