"""Proxies and certificates from the environment, with every HTTP client."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import traceback
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from kaggle_store import ConnectionFailed, SettingsError
from kaggle_store._transport.proxies import Proxy, proxy_of
from kaggle_store.settings import Settings
from tests.unit.conftest import KEY
from tests.unit.test_connections import RESPONSE, Client, _list, client

__all__ = ["client"]

REFUSED = b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove proxies and certificates from the environment."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for this machine, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "this machine")])
    hosts = ["127.0.0.1", "127.0.0.3"]
    names = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(each)) for each in hosts])
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
def responding(
    response: bytes, certificate: Path | None = None
) -> Iterator[tuple[str, list[bytes]]]:
    """Respond to one request, over TLS with a certificate; yields the address and the requests."""
    requests: list[bytes] = []

    def serve() -> None:
        line = listening.accept()[0]
        try:
            if certificate:
                tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                tls.load_cert_chain(certificate)
                line = tls.wrap_socket(line, server_side=True)
            requests.append(line.recv(65536))
            line.sendall(response)
        except OSError:
            pass  # the client does not trust the certificate
        finally:
            line.close()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}", requests
        finally:
            thread.join(60)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_proxy_gets_credentials_and_errors_hide_them(
    client: Client, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    with responding(REFUSED) as (address, requests):
        monkeypatch.setenv(f"{scheme}_proxy", f"http://anna:g%40heim%C3%9F@{address}")
        with pytest.raises(Exception, match="Proxy Authentication Required") as caught:
            client(f"{scheme}://project.test", [_list])
    [credentials] = re.findall(rb"(?i)proxy-authorization: (.*)\r\n", requests[0])
    assert credentials == b"Basic " + b64encode("anna:g@heimß".encode())
    assert "heim" not in "".join(traceback.format_exception(caught.value))


def test_no_proxy_entry_may_have_port(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", "127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "project.test:8000")
    assert proxy_of(Settings("http://project.test:8000", KEY)) is None
    other = proxy_of(Settings("http://project.test:8001", KEY))
    assert other == Proxy("http://127.0.0.1:9")


def test_ssl_cert_file_is_trusted_on_loopback(
    client: Client, monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    with responding(RESPONSE, certificate) as (address, _), pytest.raises(ConnectionFailed):
        client(f"https://{address}", [_list])
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with responding(RESPONSE, certificate) as (address, requests):
        client(f"https://{address}", [_list])
    assert len(requests) == 1


def test_tls_proxy_uses_same_authorities(
    client: Client, monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with responding(RESPONSE, certificate) as (address, requests):
        monkeypatch.setenv("http_proxy", f"https://{address}")
        client("http://project.test", [_list])
    assert requests[0].startswith(b"GET http://project.test/")


@pytest.mark.parametrize(
    ("name", "value"),
    [("https_proxy", "ftp://127.0.0.1"), ("https_proxy", "a:b"), ("SSL_CERT_FILE", __file__)],
)
def test_unusable_environment_value_is_settings_error(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=r"the environment names .* cannot be used: "):
        client("https://project.test", [_list])


@pytest.mark.parametrize(
    ("exceptions", "url"),
    [
        ("*", "https://project.test"),
        ("localhost, project.test", "https://project.test"),
        ("PROJECT.test", "https://project.test"),
        (".test", "https://project.test"),
        ("*.test", "https://project.test"),
        ("project.test:8000", "http://project.test:8000"),
        ("project.test:443", "https://project.test"),
        ("10.0.0.0/8", "http://10.1.2.3:8000"),
        ("10.1.2.3", "http://10.1.2.3"),
        ("fd07:b51a:cc66:f0::/64", "http://[fd07:b51a:cc66:f0::1]"),
        ("[fd07::1]", "http://[fd07::1]"),
        ("[fd07::1]:8000", "http://[fd07::1]:8000"),
        ("fd07:0::1", "http://[fd07::1]"),
        ("http://project.test", "https://project.test"),
    ],
)
def test_no_proxy_exempts_host(
    client: Client, monkeypatch: pytest.MonkeyPatch, exceptions: str, url: str
) -> None:
    monkeypatch.setenv("all_proxy", "127.0.0.1:9")
    monkeypatch.setenv("no_proxy", exceptions)
    assert proxy_of(Settings(url, KEY)) is None
    client(url, [])


@pytest.mark.parametrize(
    ("exceptions", "url"),
    [
        ("", "https://project.test"),
        ("ject.test", "https://project.test"),
        ("other.project.test", "https://project.test"),
        ("project.test:8000", "https://project.test"),
        ("10.0.0.0/8", "http://11.1.2.3"),
        ("fd07::/64,::1", "http://[fd08::1]"),
        ("fd07::/64", "https://project.test"),
        ("[fd07::1]:8000", "http://[fd07::1]"),
        (" , .,[],[::1,:,/,1.2.3.4/99", "https://project.test"),
    ],
)
def test_no_proxy_leaves_other_hosts(
    client: Client, monkeypatch: pytest.MonkeyPatch, exceptions: str, url: str
) -> None:
    monkeypatch.setenv("all_proxy", "127.0.0.1:9")
    monkeypatch.setenv("no_proxy", exceptions)
    assert proxy_of(Settings(url, KEY)) == Proxy("http://127.0.0.1:9")
    client(url, [])


def test_socks_proxy_needs_socksio(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "socks5://anna:geheim@127.0.0.1:9")
    client("https://project.test", [])
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(SettingsError, match=r"ALL_PROXY.*pip install socksio") as refused:
        client("https://project.test", [])
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(
    "address", ["http://anna:ge#heim@127.0.0.1:9", "http://anna:geheim@[::1", "http://:geheim@"]
)
def test_malformed_proxy_is_not_quoted(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("all_proxy", address)
    with pytest.raises(SettingsError, match="HTTPS_PROXY") as refused:
        client("https://project.test", [])
    assert "heim" not in "".join(traceback.format_exception(refused.value))


def test_tunnel_through_tls_proxy(
    client: Client, monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with responding(RESPONSE, certificate) as (project, requests), _tunnel(certificate) as proxy:
        monkeypatch.setenv("https_proxy", f"https://{proxy}")
        # Loopback names have no proxy, but this address does.
        port = project.rpartition(":")[2]
        client(f"https://127.0.0.3:{port}", [_list])
    assert requests[0].startswith(b"GET /rest/v1/configurations")


@contextmanager
def _tunnel(certificate: Path) -> Iterator[str]:
    """Run a TLS proxy that connects to the requested port on this machine."""

    def serve() -> None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        with suppress(OSError), tls.wrap_socket(listening.accept()[0], server_side=True) as line:
            port = re.match(rb"CONNECT [^:]+:(\d+) ", line.recv(65536))
            assert port
            with socket.create_connection(("127.0.0.1", int(port[1]))) as project:
                line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                back = threading.Thread(target=_copy, args=(project, line))
                back.start()
                _copy(line, project)
                back.join()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            thread.join(60)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
