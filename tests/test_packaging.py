"""What is installed: every package, the same from conda, and nothing heavy on import."""

import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
LAYERS = ("checks", "middleware", "experiments")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_package_is_installed() -> None:
    found = {
        ".".join(("holdtrue", *path.parent.relative_to(ROOT).parts))
        for layer in LAYERS
        for path in (ROOT / layer).rglob("__init__.py")
    }

    assert set(project()["tool"]["setuptools"]["packages"]) == found


def test_conda_installs_the_same() -> None:
    conda = YAML(typ="safe").load(ROOT / "environment.yml")["dependencies"]
    from_pip = next(entry["pip"] for entry in conda if isinstance(entry, dict))
    told = project()["project"]
    extras = told["optional-dependencies"]
    for_users = (packages for name, packages in extras.items() if name not in ("all", "dev"))
    wanted = [*told["dependencies"], *chain.from_iterable(for_users)]

    assert set(from_pip) - {"--editable ."} == set(wanted)
    assert f"python{told['requires-python']}" in conda


def modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("package", ["holdtrue.checks", "holdtrue.middleware", "holdtrue.middleware.cli.app"])
def test_importing_loads_nothing_heavy(package: str) -> None:
    heavy = {
        "torch",
        "transformers",
        "sentence_transformers",
        "langchain_core",
        "polars",
        "sqlalchemy",
        "jinja2",
    }

    assert not heavy & modules_after(f"import {package}")


def test_wrapping_a_chain_loads_no_model() -> None:
    loaded = modules_after("from holdtrue.middleware import guard, Ledger")

    assert not {"torch", "transformers", "sentence_transformers", "openai", "xllamacpp"} & loaded
    assert "langchain_core" in loaded


@pytest.mark.parametrize(
    ("layer", "above"),
    [("checks", ("middleware", "experiments", "langchain")), ("middleware", ("experiments",))],
)
def test_imports_point_down_only(layer: str, above: tuple[str, ...]) -> None:
    for path in (ROOT / layer).rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            statement = line.strip()
            if statement.startswith(("import ", "from ")):
                for name in above:
                    assert f"holdtrue.{name}" not in statement, f"{path.name}: {statement}"
                    assert not statement.startswith((f"import {name}", f"from {name}")), (
                        f"{path.name}: {statement}"
                    )
