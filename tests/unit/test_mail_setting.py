"""The setting of the mail server: what it may be, and that it never shows its password."""

import pytest

from app.settings import BadSetting, MailServer, Settings

SECRET = "s3cret%40word"


def server(given) -> MailServer | None:
    return Settings.from_env({"WATCHBOOK_SMTP": given}).mail


def test_without_the_setting_there_is_no_mail():
    assert Settings.from_env({}).mail is None
    assert server("") is None


def test_a_server_elsewhere_must_encrypt():
    found = server(f"smtp://watch%2Bbook:{SECRET}@mail.example.kr:2525/?from=cctv@example.kr")
    assert found == MailServer(
        host="mail.example.kr", port=2525, sender="cctv@example.kr", security="starttls", user="watch+book",
        password="s3cret@word",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "port", "security"),
    [
        ("smtp://mail.example.kr/?from=a@example.kr", 587, "starttls"),
        ("smtps://mail.example.kr?from=a@example.kr", 465, "tls"),
        ("smtp://127.0.0.1:25/?from=a@example.kr", 25, "plain"),
        ("smtp://localhost/?from=a@example.kr", 587, "plain"),
        ("smtp://[::1]:25/?from=a@example.kr", 25, "plain"),
        ("smtp://10.0.0.7/?from=a@example.kr", 587, "starttls"),
        ("smtps://localhost/?from=a@example.kr", 465, "tls"),
        ("smtp://localhost.example.kr/?from=a@example.kr", 587, "starttls"),
    ],
)
def test_only_this_very_machine_is_spoken_to_in_the_open(given, port, security):
    found = server(given)
    assert (found.port, found.security) == (port, security)


def test_without_a_sender_the_user_is_it():
    assert server("smtp://cctv%40example.kr:secret@mail.example.kr").sender == "cctv@example.kr"


@pytest.mark.parametrize(
    "given",
    [
        "mail.example.kr",
        "http://user:hidden-word@mail.example.kr/?from=a@example.kr",
        "smtp://user:hidden-word@mail.example.kr",
        "smtp://user:hidden-word@/?from=a@example.kr",
        "smtp://user:hidden-word@mail.example.kr:none/?from=a@example.kr",
        "smtp://user:hidden-word@mail.example.kr:99999/?from=a@example.kr",
        "smtp://user:hidden-word@mail.example.kr/folder?from=a@example.kr",
        "smtp://user:hidden-word@mail.example.kr/?from=a@example.kr&tls=off",
        "smtp://user:hidden-word@mail.example.kr/?from=a%0D%0ABcc:b@example.kr",
        "smtp://user:hidden-word@mail.example.kr/?from=a..b@example.kr",
        "smtp://user@mail.example.kr/?from=a@example.kr",
        "smtp://user:hidden-word%FF@mail.example.kr/?from=a@example.kr",
    ],
)
def test_a_bad_one_is_named_and_its_password_is_not(given):
    with pytest.raises(BadSetting, match="WATCHBOOK_SMTP") as refused:
        server(given)
    assert "hidden-word" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None or refused.value.__suppress_context__


def test_the_password_is_never_printed():
    settings = Settings.from_env({"WATCHBOOK_SMTP": "smtp://user:hidden-word@mail.example.kr/?from=a@example.kr"})
    assert settings.mail.password == "hidden-word"
    assert "hidden-word" not in f"{settings!r} {settings} {settings.mail}"
