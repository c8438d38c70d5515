import ssl
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from municipalities.support.outbound_http import ForbiddenTarget, checked_url, is_public, post

WEB = (80, 443)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "fd00:ec2::254",
    ],
)  # fmt: skip
def test_inner_addresses_are_not_public(address):
    assert is_public(address) is False


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700:4700::1111"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address) is True


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.jp/", "bad_url"), ("file:///etc/passwd", "bad_url"), ("example.jp", "bad_url"), ("", "bad_url"),
        ("https://user:pw@example.jp/", "bad_url"), ("https:///x", "bad_url"), ("https://例え.jp/", "bad_url"),
        ("https://example.jp/a\r\nX: y", "bad_url"), ("https://example.jp/ a", "bad_url"), ("https://example.jp/#x", "bad_url"),
        ("https://example.jp:99999/", "bad_url"), ("https://example.jp:8080/", "bad_port"), ("http://example.jp:22/", "bad_port"),
        ("http://example.jp:0/", "bad_port"),
    ],
)  # fmt: skip
def test_odd_urls_are_refused(url, code):
    with pytest.raises(ForbiddenTarget) as refused:
        checked_url(url, ports=WEB)
    assert refused.value.code == code


@pytest.mark.parametrize("url", ["http://example.jp/", "https://example.jp/hooks?x=1", "https://example.jp:443"])
def test_plain_urls_pass(url):
    assert checked_url(url, ports=WEB).hostname == "example.jp"


@pytest.mark.parametrize(
    "url", ["http://localhost/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:7f00:1]/"]
)  # fmt: skip
def test_every_spelling_of_this_machine_is_refused(url):
    with pytest.raises(ForbiddenTarget) as refused:
        post(url, b"", {}, ports=WEB)
    assert refused.value.code == "internal_address"


def write_certificate(path: Path, *, host: str) -> None:
    """Self-signed, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(*form) + certificate.public_bytes(serialization.Encoding.PEM))


class Taker(BaseHTTPRequestHandler):
    hosts: list[str] = []

    def do_POST(self) -> None:
        self.hosts.append(self.headers["Host"])
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def secure_port(tmp_path, monkeypatch):
    """A receiver with a certificate for `localhost`, which this process trusts."""
    certificate = tmp_path / "localhost.pem"
    write_certificate(certificate, host="localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = HTTPServer(("127.0.0.1", 0), Taker)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_https_goes_to_the_address_and_asks_for_the_name(secure_port):
    status = post(f"https://localhost:{secure_port}/", b"{}", {}, ports=[secure_port], may_be_internal=True)
    assert (status, Taker.hosts[-1]) == (204, f"localhost:{secure_port}")


def test_certificate_of_another_name_is_refused(secure_port):
    with pytest.raises(ssl.SSLCertVerificationError):
        post(f"https://127.0.0.1:{secure_port}/", b"{}", {}, ports=[secure_port], may_be_internal=True)
