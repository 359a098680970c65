"""A file is written whole or not at all."""

from pathlib import Path

import pytest

from holdtrue.checks import InputError
from holdtrue.middleware.files import replacing


def test_it_takes_its_name_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "results.txt"
    with replacing(path) as file:
        file.write(b"half")
        assert not path.exists()
        file.write(b" and half")
    assert path.read_bytes() == b"half and half"
    assert list(path.parent.iterdir()) == [path]


def test_what_stood_there_stays_where_the_work_fails(tmp_path: Path) -> None:
    path = tmp_path / "results.txt"
    path.write_text("older")
    with pytest.raises(TypeError), replacing(path) as file:
        file.writelines([b"half", "not bytes"])
    assert path.read_text() == "older"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no space left"), replacing(tmp_path / "results.txt"):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())
