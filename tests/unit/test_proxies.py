"""What the environment names: proxies and certificates, alike at every door."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import traceback
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from kaggle_store import ConnectionFailed, SettingsError
from kaggle_store._transport.aiohttp_client import proxy_of
from kaggle_store.settings import Settings
from tests.unit.conftest import KEY
from tests.unit.test_connections import ANSWER, Door, _list, door

__all__ = ["door"]

REFUSED = b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that names nothing."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine that signs itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "this machine")])
    names = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    begins = datetime.now(UTC) - timedelta(days=1)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), begins, begins + timedelta(2)
    )
    signed = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    file = tmp_path_factory.mktemp("tls") / "certificate.pem"
    pem, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(pem, kind, serialization.NoEncryption())
    file.write_bytes(signed.public_bytes(pem) + secret)
    return file


@contextmanager
def answering(answer: bytes, certificate: Path | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Answer one request, over TLS if there is a certificate; yields the place and what came."""
    asked: list[bytes] = []

    def serve() -> None:
        line = listening.accept()[0]
        try:
            if certificate:
                tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                tls.load_cert_chain(certificate)
                line = tls.wrap_socket(line, server_side=True)
            asked.append(line.recv(65536))
            line.sendall(answer)
        except OSError:
            pass  # whoever asks does not trust the certificate
        finally:
            line.close()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}", asked
        finally:
            thread.join(10)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_is_told_who_asks_and_no_error_says_it(
    door: Door, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    with answering(REFUSED) as (place, asked):
        monkeypatch.setenv(f"{scheme}_proxy", f"http://anna:g%40heim%C3%9F@{place}")
        with pytest.raises(Exception, match="Proxy Authentication Required") as caught:
            door(f"{scheme}://project.test", [_list])
    [said] = re.findall(rb"(?i)proxy-authorization: (.*)\r\n", asked[0])
    assert said == b"Basic " + b64encode("anna:g@heimß".encode())
    assert "heim" not in "".join(traceback.format_exception(caught.value))


def test_a_project_that_needs_no_proxy_may_be_named_with_its_port(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", "127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "project.test:8000")
    assert proxy_of(Settings("http://project.test:8000", KEY)) is None
    other = proxy_of(Settings("http://project.test:8001", KEY))
    assert other is not None
    assert other.url == "http://127.0.0.1:9"


def test_a_certificate_that_the_environment_vouches_for_is_trusted_on_this_machine_too(
    door: Door, monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    with answering(ANSWER, certificate) as (place, _), pytest.raises(ConnectionFailed):
        door(f"https://{place}", [_list])
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with answering(ANSWER, certificate) as (place, asked):
        door(f"https://{place}", [_list])
    assert len(asked) == 1


def test_a_proxy_is_spoken_to_over_tls_with_the_same_authorities(
    door: Door, monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with answering(ANSWER, certificate) as (place, asked):
        monkeypatch.setenv("http_proxy", f"https://{place}")
        door("http://project.test", [_list])
    assert asked[0].startswith(b"GET http://project.test/")


@pytest.mark.parametrize(
    ("name", "value"),
    [("https_proxy", "ftp://127.0.0.1"), ("https_proxy", "a:b"), ("SSL_CERT_FILE", __file__)],
)
def test_what_the_environment_names_and_cannot_be_used_is_a_setting_at_fault(
    door: Door, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=r"the environment names .* cannot be used: "):
        door("https://project.test", [_list])
