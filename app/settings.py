"""Owns what a deployment may set. A bad setting stops the start with a sentence; nothing is guessed."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

CHECKOUT = Path(__file__).resolve().parent.parent
_MAIL_PORTS = {"smtp": 587, "smtps": 465}
THREADS = 8
"""Threads of each process of the web server unless told otherwise."""
_MOST_THREADS = 256
_OWN_NAMES = ("127.0.0.1", "localhost")
_HOST = re.compile(r"[0-9A-Za-z.:_-]+")
_ATOM, _LABEL = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+", r"[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?"
_SENDER = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


class BadSetting(Exception):
    """A setting is missing, malformed or unsafe; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and as whom. The password is never printed: not by ``repr``, not in a refusal."""

    host: str
    port: int
    sender: str
    security: str
    """``tls`` from the first byte, ``starttls`` (no mail without it), or ``plain``: this very machine only."""
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """The company's OpenID Connect provider, and which claim is the sign-in name. The secret is never printed."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str = "preferred_username"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between installations. Paths are absolute; secrets live in ``home``."""

    home: Path
    database_url: str
    public_url: str
    demo: bool = False
    behind_proxy: bool = False
    testing: bool = False
    heads: Path | None = None
    mail: MailServer | None = None
    threads: int = THREADS
    single_sign_on: SingleSignOn | None = None
    backup_recipients: str = ""
    """age public keys that backups are encrypted for, or the full path of a file with them."""
    further_hosts: tuple[str, ...] = ()
    rate_limited: bool = True

    @property
    def hosts(self) -> list[str] | None:
        """Return the names a request may ask for; None where no public address was set, and any name is answered.

        The public address's, this machine's own, and the further ones of WATCHBOOK_HOSTS.
        """
        public = urlsplit(self.public_url).hostname or ""
        if _is_loopback(public) and not self.further_hosts:
            return None
        return [public, *_OWN_NAMES, *self.further_hosts]

    @property
    def heads_folder(self) -> Path:
        """Return where the ledger's signed heads are kept outside the database."""
        return self.heads or self.home / "heads"

    @property
    def is_sqlite(self) -> bool:
        """Return whether the database is SQLite."""
        return self.database_url.startswith("sqlite")

    @property
    def secure_cookies(self) -> bool:
        """Return whether cookies are sent over TLS only: always, unless the public address is plain HTTP."""
        return urlsplit(self.public_url).scheme == "https"

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Return the settings of the environment.

        :raises BadSetting: naming the first setting that cannot be used.
        """
        env = os.environ if env is None else env
        unknown = sorted(name for name in env if name.startswith("WATCHBOOK_") and name not in KNOWN)
        if unknown:
            raise BadSetting(f"{unknown[0]}: 모르는 설정입니다. 쓸 수 있는 설정: {', '.join(KNOWN)} (unknown setting)")
        home = Path(env.get("WATCHBOOK_HOME") or CHECKOUT / "instance").expanduser()
        if not home.is_absolute():
            home = Path.cwd() / home
        if home.exists() and not home.is_dir():
            raise BadSetting(f"WATCHBOOK_HOME: 폴더가 아닙니다: {home} (not a folder)")
        public_url = (env.get("WATCHBOOK_PUBLIC_URL") or "http://127.0.0.1:8000").rstrip("/")
        parts = urlsplit(public_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise BadSetting(
                f"WATCHBOOK_PUBLIC_URL: 웹 주소가 아닙니다: {public_url!r} "
                "예: https://cctv.example.kr (give an http or https address)"
            )
        return cls(
            home=home,
            database_url=_database_url(env.get("DATABASE_URL") or "", home),
            public_url=public_url,
            demo=_switch(env, "WATCHBOOK_DEMO"),
            behind_proxy=_switch(env, "WATCHBOOK_BEHIND_PROXY"),
            heads=_heads(env.get("WATCHBOOK_HEADS") or ""),
            mail=_mail_server(env.get("WATCHBOOK_SMTP") or ""),
            threads=_threads(env.get("WATCHBOOK_THREADS") or str(THREADS)),
            single_sign_on=_single_sign_on(env),
            backup_recipients=_backup_recipients(env.get("WATCHBOOK_BACKUP_RECIPIENTS") or ""),
            further_hosts=_hosts(env.get("WATCHBOOK_HOSTS") or ""),
        )


KNOWN: Mapping[str, str] = {
    "WATCHBOOK_HOME": "folder of database, keys, attachments and outbox; default: instance/ in the checkout",
    "WATCHBOOK_HEADS": "folder for the ledger's signed heads: another disk, a share; default: heads/ in the home",
    "WATCHBOOK_BACKUP_RECIPIENTS": "age public keys backups are encrypted for, or the full path of a file with them",
    "WATCHBOOK_PUBLIC_URL": "address that QR codes and notices point to; default: http://127.0.0.1:8000",
    "WATCHBOOK_HOSTS": "further names, by commas, this server is called by within the company; default: none",
    "WATCHBOOK_SMTP": "mail server for notices: smtp://user:password@host:587/?from=sender or smtps://; default: none",
    "WATCHBOOK_THREADS": "threads of each process of the web server, 1 to 256; default: 8",
    "WATCHBOOK_OIDC_ISSUER": "address of the company's OpenID Connect provider; needs the extra [sso]; default: none",
    "WATCHBOOK_OIDC_CLIENT_ID": "what the provider knows this installation by",
    "WATCHBOOK_OIDC_CLIENT_SECRET": "the secret the provider gave out for it",
    "WATCHBOOK_OIDC_CLAIM": "claim that is the sign-in name; default: preferred_username",
    "WATCHBOOK_DEMO": "1 only by make run: example accounts and a banner; never in a deployment",
    "WATCHBOOK_BEHIND_PROXY": "1 when exactly one reverse proxy (deploy/nginx.conf) stands in front; default: 0",
}


def _single_sign_on(env: Mapping[str, str]) -> SingleSignOn | None:
    """Return the provider of the settings, all of them or none; the secret is not repeated."""
    given = [env.get(f"WATCHBOOK_OIDC_{name}") or "" for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")]
    if not any(given):
        return None
    issuer = given[0].rstrip("/")
    parts = urlsplit(issuer)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or ""))
    if not all(given) or not is_safe or not parts.hostname or parts.query or parts.fragment:
        raise BadSetting(
            "WATCHBOOK_OIDC_ISSUER: https 주소와 WATCHBOOK_OIDC_CLIENT_ID, WATCHBOOK_OIDC_CLIENT_SECRET을 함께 "
            "정하십시오. (give an https issuer, a client id and a client secret)"
        )
    if find_spec("authlib") is None or find_spec("requests") is None:
        raise BadSetting("WATCHBOOK_OIDC_ISSUER: pip install 'watchbook[sso]' 가 먼저입니다. (install the extra sso)")
    return SingleSignOn(issuer, given[1], given[2], env.get("WATCHBOOK_OIDC_CLAIM") or "preferred_username")


def _switch(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name) or "0"
    if value not in {"0", "1"}:
        raise BadSetting(f"{name}: 0 또는 1이어야 하는데 {value!r} 입니다. (must be 0 or 1)")
    return value == "1"


def _threads(given: str) -> int:
    if not (given.isascii() and given.isdecimal() and 1 <= int(given) <= _MOST_THREADS):
        raise BadSetting(f"WATCHBOOK_THREADS: 1에서 {_MOST_THREADS}까지의 수여야 하는데 {given!r} 입니다. (1 to 256)")
    return int(given)


def _hosts(given: str) -> tuple[str, ...]:
    names = tuple(name.strip().casefold() for name in given.split(",") if name.strip())
    wrong = next((name for name in names if not _HOST.fullmatch(name)), None)
    if wrong is not None:
        raise BadSetting(
            f"WATCHBOOK_HOSTS: 서버 이름이 아닙니다: {wrong!r} 예: cctv,10.0.0.5 (names without http or port)"
        )
    return names


def _heads(given: str) -> Path | None:
    if not given:
        return None
    folder = Path(given).expanduser()
    if not folder.is_absolute() or (folder.exists() and not folder.is_dir()):
        raise BadSetting(f"WATCHBOOK_HEADS: 폴더의 절대 경로가 아닙니다: {given} (give the full path of a folder)")
    return folder


def _backup_recipients(given: str) -> str:
    """Return the setting; a private key in it is refused without being repeated."""
    given = given.strip()
    if "AGE-SECRET-KEY-" in given.upper():
        raise BadSetting(
            "WATCHBOOK_BACKUP_RECIPIENTS: 개인키는 여기에 두지 마십시오. age1로 시작하는 공개키를 적으십시오. "
            "(a private key does not belong here; give the public key)"
        )
    if given and not given.startswith(("age1", "/")):
        raise BadSetting(
            "WATCHBOOK_BACKUP_RECIPIENTS: age1로 시작하는 공개키나 그것이 든 파일의 절대 경로를 적으십시오. "
            "(give age public keys, or the full path of a file with them)"
        )
    return given


def _mail_server(given: str) -> MailServer | None:
    """Return the mail server of the setting; what is wrong is said without repeating it, for it holds a password."""
    if not given:
        return None
    try:
        parts = urlsplit(given)
        host, port = parts.hostname or "", parts.port or _MAIL_PORTS[parts.scheme]
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
        user = unquote(parts.username, errors="strict") if parts.username else None
        password = unquote(parts.password, errors="strict") if parts.password else None
    except (ValueError, KeyError):
        raise _bad_mail_server() from None  # The chain would print the setting.
    sender = asked.pop("from", [user or ""])[0]
    fits = _HOST.fullmatch(host) and parts.path in {"", "/"} and not parts.fragment and not asked
    if not fits or not _SENDER.fullmatch(sender) or (user is None) != (password is None):
        raise _bad_mail_server()
    security = "tls" if parts.scheme == "smtps" else "plain" if _is_loopback(host) else "starttls"
    return MailServer(host=host, port=port, sender=sender, security=security, user=user, password=password)


def _bad_mail_server() -> BadSetting:
    return BadSetting(
        "WATCHBOOK_SMTP: smtp://사용자:비밀번호@메일서버:587/?from=보내는주소 꼴로 적으십시오. 사용자와 비밀번호의 "
        "특수문자는 %40처럼 적습니다. (give an address like smtp://user:password@host:587/?from=sender)"
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _database_url(given: str, home: Path) -> str:
    if not given:
        return f"sqlite:///{home / 'watchbook.db'}"
    for scheme in ("postgres://", "postgresql://"):
        if given.startswith(scheme):
            return "postgresql+psycopg://" + given.removeprefix(scheme)
    if given.startswith(("postgresql+psycopg://", "sqlite:///")):
        return given
    raise BadSetting("DATABASE_URL: sqlite:/// 또는 postgresql:// 로 시작해야 합니다. (unsupported database)")
