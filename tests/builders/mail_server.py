"""A real SMTP server in the test: it speaks STARTTLS and asks for a password where told to, and keeps what it gets."""

import ssl
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from ipaddress import ip_address

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "watchbook", "for the tests @ only"


class Postbox:
    """Takes mail for everybody; ``answers`` are given first, one for each recipient: "550 no", or None to take it."""

    def __init__(self):
        self.mails, self.answers, self.hostnames, self.encrypted = [], [], [], []
        self.on_mail = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: ARG002, N802  # As aiosmtpd calls it.
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802  # The same.
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        self.hostnames.append(session.host_name)
        self.encrypted.append(session.ssl is not None)
        if self.on_mail:
            self.on_mail()
        return "250 OK"


class OnAnyPort(Controller):
    """The server on whatever port the machine gave it."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def _check(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@contextmanager
def mail_server(folder=None, *, from_the_first_byte=False):
    """Run a server on a free port of this machine; with a folder, with a certificate in it.

    It demands STARTTLS and a password then, or encrypts from the first byte.
    """
    postbox = Postbox()
    options = {}
    if folder is not None:
        tls = certified(folder)
        asking = {"authenticator": _check, "auth_required": True, "auth_require_tls": True}
        starting = {"tls_context": tls, "require_starttls": True, **asking}
        options = {"ssl_context": tls} if from_the_first_byte else starting  # It asks for no password then.
    server = OnAnyPort(postbox, hostname="127.0.0.1", port=0, **options)
    server.start()
    postbox.port = server.port
    try:
        yield postbox
    finally:
        server.stop()


def certified(folder) -> ssl.SSLContext:
    """Make a certificate for this machine in a folder, ``ca.pem``, and return what a server needs to show it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tests")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "ca.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *private))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    return context
