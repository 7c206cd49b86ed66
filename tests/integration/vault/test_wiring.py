"""Every application has the vault of its own home."""

from app.vault.wiring import vault
from tests.databases import running_app


def test_an_application_opens_what_it_sealed_and_makes_nothing_before(app, tmp_path):
    assert not (tmp_path / "keys" / "vault-1.key").exists()
    token = vault().seal("홍길동", context="x")
    assert (tmp_path / "keys" / "vault-1.key").exists()
    assert vault().open(token, context="x") == "홍길동"


def test_files_stand_in_the_home(app, tmp_path):
    kept = vault().store.put(b"letter", context="x")
    assert [path.name for path in (tmp_path / "attachments").iterdir()] == [kept.name]


def test_two_applications_of_one_home_share_the_keys_and_one_of_another_home_does_not(app, database_url, tmp_path):
    token = vault().seal("홍길동", context="x")
    with running_app(tmp_path, database_url):
        assert vault().open(token, context="x") == "홍길동"
    with running_app(tmp_path / "other", database_url):
        assert vault().ring.numbers() == ()
