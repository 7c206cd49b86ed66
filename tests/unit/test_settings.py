"""A bad setting stops the start with a sentence that names it; a good one is taken as it is."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from app import database
from app.settings import KNOWN, BadSetting, Settings


def test_without_settings_everything_lies_in_the_checkout():
    settings = Settings.from_env({})
    assert settings.home.name == "instance"
    assert settings.database_url == f"sqlite:///{settings.home / 'watchbook.db'}"
    assert (settings.public_url, settings.demo, settings.behind_proxy) == ("http://127.0.0.1:8000", False, False)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_is_understood(scheme):
    settings = Settings.from_env({"DATABASE_URL": f"{scheme}://watchbook@/watchbook"})
    assert settings.database_url == "postgresql+psycopg://watchbook@/watchbook"
    assert not settings.is_sqlite


def test_cookies_need_tls_where_the_public_address_has_it():
    assert Settings.from_env({"WATCHBOOK_PUBLIC_URL": "https://cctv.example.kr/"}).secure_cookies
    assert not Settings.from_env({"WATCHBOOK_PUBLIC_URL": "http://127.0.0.1:9000"}).secure_cookies


def test_only_its_own_names_are_answered_once_a_public_address_is_set():
    assert Settings.from_env({}).hosts is None
    named = Settings.from_env({"WATCHBOOK_PUBLIC_URL": "https://cctv.example.kr", "WATCHBOOK_HOSTS": "cctv, 10.0.0.5"})
    assert named.hosts == ["cctv.example.kr", "127.0.0.1", "localhost", "cctv", "10.0.0.5"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WATCHBOOK_HOSTS", "http://cctv"),
        ("WATCHBOOK_PUBLIC_URL", "cctv.example.kr"),
        ("WATCHBOOK_PUBLIC_URL", "ftp://cctv.example.kr"),
        ("WATCHBOOK_PUBLIC_URL", "https://cctv.example.kr/?q=1"),
        ("WATCHBOOK_DEMO", "yes"),
        ("WATCHBOOK_BEHIND_PROXY", "2"),
        ("DATABASE_URL", "mysql://watchbook"),
        ("WATCHBOOK_HOEM", "/srv"),
    ],
)
def test_a_bad_setting_is_named(name, value):
    with pytest.raises(BadSetting, match=name):
        Settings.from_env({name: value})


def test_a_home_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="WATCHBOOK_HOME"):
        Settings.from_env({"WATCHBOOK_HOME": str(tmp_path / "file")})


def test_an_unknown_setting_is_told_what_there_is():
    with pytest.raises(BadSetting, match=", ".join(KNOWN)):
        Settings.from_env({"WATCHBOOK_HOEM": "/srv"})


@pytest.mark.parametrize(("version", "is_taken"), [
    ("3.40.1", False), ("3.44.5", False), ("3.44.6", True), ("3.45.0", False), ("3.50.6", False), ("3.50.7", True),
    ("3.51.2", False), ("3.51.3", True), ("3.53.4", True),
])  # fmt: skip
def test_a_sqlite_that_can_lose_commits_is_refused(monkeypatch, version, is_taken):
    monkeypatch.setattr(database.sqlite, "sqlite_version", version)
    settings = Settings.from_env({})
    if is_taken:
        assert database.engine_options(settings)["connect_args"]
    else:
        with pytest.raises(BadSetting, match="WAL reset"):
            database.engine_options(settings)


@pytest.mark.parametrize("url", ["", "postgresql://localhost/watchbook"])
def test_every_thread_of_the_server_has_two_connections(url):
    for given, threads in (("", 8), ("40", 40)):
        settings = Settings.from_env({"WATCHBOOK_THREADS": given, "DATABASE_URL": url})
        options = database.engine_options(settings)
        assert (settings.threads, options["pool_size"]) == (threads, threads)
        assert options["pool_size"] + options["max_overflow"] > 2 * threads


def test_a_fault_of_the_database_does_not_repeat_what_was_typed():
    options = database.engine_options(Settings.from_env({}))
    engine = create_engine("sqlite://", module=options["module"], hide_parameters=options["hide_parameters"])
    with engine.connect() as connection, pytest.raises(OperationalError) as fault:
        connection.execute(text("SELECT :typed FROM nowhere"), {"typed": "a word nobody may read"})
    engine.dispose()

    assert "nobody may read" not in str(fault.value)


@pytest.mark.parametrize("given", ["0", "257", "-1", "8.5", "eight", "８"])
def test_a_number_of_threads_that_cannot_be_is_refused(given):
    with pytest.raises(BadSetting, match="WATCHBOOK_THREADS"):
        Settings.from_env({"WATCHBOOK_THREADS": given})


def test_heads_are_kept_in_the_home_unless_another_folder_is_given(tmp_path):
    home = {"WATCHBOOK_HOME": str(tmp_path)}
    assert Settings.from_env(home).heads_folder == tmp_path / "heads"
    assert Settings.from_env({**home, "WATCHBOOK_HEADS": "/mnt/other"}).heads_folder == Path("/mnt/other")


@pytest.mark.parametrize("given", ["relative/folder", __file__])
def test_heads_are_kept_in_a_folder_with_a_full_path_only(given):
    with pytest.raises(BadSetting, match="WATCHBOOK_HEADS"):
        Settings.from_env({"WATCHBOOK_HEADS": given})
