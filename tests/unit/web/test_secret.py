"""The installation's secret key."""

import stat

import pytest

from app.settings import BadSetting
from app.web.secret import secret_key


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    key = secret_key(tmp_path)

    assert len(key) == 32
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "keys" / "secret.key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["secret.key"]


def test_two_installations_have_different_keys(tmp_path):
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


def test_a_key_others_may_read_stops_the_start(tmp_path):
    secret_key(tmp_path)
    (tmp_path / "keys" / "secret.key").chmod(0o644)

    with pytest.raises(BadSetting, match="chmod 600"):
        secret_key(tmp_path)


def test_a_short_key_stops_the_start(tmp_path):
    secret_key(tmp_path)
    (tmp_path / "keys" / "secret.key").write_bytes(b"short")

    with pytest.raises(BadSetting, match="too short"):
        secret_key(tmp_path)


def test_a_home_that_cannot_be_written_stops_the_start(tmp_path):
    (tmp_path / "keys").write_text("a file where a folder should be")

    with pytest.raises(BadSetting, match="secret key"):
        secret_key(tmp_path)
